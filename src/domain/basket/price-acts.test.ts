import { expect, test } from 'vitest'
import { minor } from '../money/index.ts'
import { onePiece, thousandths } from '../quantity/index.ts'
import { addedLine, chargedPrice, discountedBasket, discountedLine, leftToDiscount, lineGross, overriddenPrice, type Basket, type Discount, type ItemLine } from './index.ts'

const act = { at: 5, operator: 'op-1' }
const price = { minor: minor(350), per: onePiece }
const cheap = { minor: minor(300), per: onePiece }
const milk: ItemLine = { kind: 'item', lineNo: 1, itemId: 'milk', sku: 'M', names: { en: 'Milk' }, quantity: thousandths(2000), unit: 'each', price, taxClass: 'standard', removed: false }
const removed: ItemLine = { ...milk, lineNo: 2, removed: true }
const labelled: ItemLine = { ...milk, lineNo: 4, quantity: onePiece, embedded: { kind: 'price', barcode: 'x' }, fixedGross: minor(777) }
const basket: Pick<Basket, 'lines' | 'trail'> = { lines: [milk, removed, { kind: 'unresolved', lineNo: 3, barcode: 'x', reason: 'unknown', removed: false }, labelled], trail: [] }
const tenth: Discount = { kind: 'percent', ppm: 100_000, reason: 'damaged' }
const amount = (value: number): Discount => ({ kind: 'amount', minor: minor(value), reason: 'goodwill' })
const codeOf = (result: { readonly ok: boolean; readonly refusal?: { readonly code: string } }): string => result.refusal?.code ?? 'accepted'

test('[BSK-11] a person\'s price is charged, the catalogue\'s stays, and the step says both why and what', () => {
  const result = overriddenPrice(basket, 1, cheap, 'priceMatch', act)
  if (!result.ok) throw new Error(result.refusal.code)
  expect(result.value).toEqual({
    line: { ...milk, override: { price: cheap, reason: 'priceMatch' } },
    step: { at: 5, operator: 'op-1', act: 'priceOverridden', lineNo: 1, itemId: 'milk', quantity: 2000, price: { minor: 300, per: 1000 }, reason: 'priceMatch' },
  })
  const line = result.value.line as ItemLine
  expect([chargedPrice(line), lineGross(line)]).toEqual([cheap, 600])
  const back = overriddenPrice({ lines: [line] }, 1, undefined, 'other', act)
  expect(back).toEqual({ ok: true, value: { line: milk, step: { at: 5, operator: 'op-1', act: 'priceOverridden', lineNo: 1, itemId: 'milk', quantity: 2000, reason: 'other' } } })
})

test('[BSK-11] a discount stands on its line and in its step, another replaces it, and none takes it back', () => {
  const given = discountedLine(basket, 1, tenth, act)
  expect(given).toMatchObject({ value: { line: { ...milk, discount: tenth }, step: { act: 'discounted', lineNo: 1, discount: tenth } } })
  const line = given.ok ? given.value.line : milk
  expect(discountedLine({ lines: [line] }, 1, amount(50), act)).toMatchObject({ value: { line: { discount: amount(50) } } })
  const back = discountedLine({ lines: [line] }, 1, undefined, act)
  expect(back.ok && [back.value.line, 'discount' in back.value.step]).toEqual([milk, false])
})

test('[BSK-11] a discount on the whole basket is a step of its own', () => {
  expect(discountedBasket(basket, tenth, act)).toEqual({ ok: true, value: { at: 5, operator: 'op-1', act: 'basketDiscounted', discount: tenth } })
  expect(discountedBasket(basket, undefined, act)).toEqual({ ok: true, value: { at: 5, operator: 'op-1', act: 'basketDiscounted' } })
})

test('[BSK-12] a line that was priced or discounted by a person, a label or a department is not raised', () => {
  const item = { id: 'milk', sku: 'M', names: { en: 'Milk' }, unit: 'each', taxClass: 'standard', price } as const
  const scanned = (line: ItemLine): number | undefined => {
    const result = addedLine({ lines: [line], trail: [] }, item, undefined, act)
    return result.ok ? result.value.line.lineNo : undefined
  }
  expect(scanned(milk)).toBe(1)
  const own: Partial<ItemLine>[] = [{ override: { price, reason: 'other' } }, { discount: tenth }, { fixedGross: minor(1) }, { department: 'flowers' }]
  expect(own.map((more) => scanned({ ...milk, ...more }))).toEqual([2, 2, 2, 2])
})

test.each([2, 3, 5])('[BSK-17] line %d has no item to be priced', (lineNo) => {
  expect(codeOf(overriddenPrice(basket, lineNo, cheap, 'other', act))).toBe('line.unknown')
  expect(codeOf(discountedLine(basket, lineNo, tenth, act))).toBe('line.unknown')
})

test('[BSK-17] a price below nothing or per nothing is refused, a free one is a price', () => {
  expect(codeOf(overriddenPrice(basket, 1, { minor: minor(-1), per: onePiece }, 'other', act))).toBe('price.invalid')
  expect(codeOf(overriddenPrice(basket, 1, { minor: minor(1), per: thousandths(0) }, 'other', act))).toBe('price.invalid')
  expect(codeOf(overriddenPrice(basket, 1, { minor: minor(0), per: onePiece }, 'other', act))).toBe('accepted')
})

test('[BSK-17] a discount of nothing, of more than all, or of what is not there is refused', () => {
  const percent = (ppm: number): Discount => ({ ...tenth, kind: 'percent', ppm })
  const codes = [percent(0), percent(-1), percent(1_000_001), percent(0.5), amount(0), amount(-5)].map((discount) => [codeOf(discountedLine(basket, 1, discount, act)), codeOf(discountedBasket(basket, discount, act))])
  expect(new Set(codes.flat())).toEqual(new Set(['discount.invalid']))
  expect(codeOf(discountedLine(basket, 1, percent(1_000_000), act))).toBe('accepted')
  expect(discountedLine(basket, 1, amount(701), act)).toEqual({ ok: false, refusal: { code: 'discount.tooLarge', params: { maximum: 700 } } })
  expect(codeOf(discountedLine(basket, 1, amount(700), act))).toBe('accepted')
})

test('[BSK-17] the whole basket\'s discount is at most what the lines\' own leave', () => {
  const lines = [{ ...milk, discount: tenth }, removed, labelled]
  expect(leftToDiscount(lines)).toBe(630 + 777)
  expect(codeOf(discountedBasket({ lines }, amount(1407), act))).toBe('accepted')
  expect(discountedBasket({ lines }, amount(1408), act)).toMatchObject({ refusal: { code: 'discount.tooLarge', params: { maximum: 1407 } } })
  expect(codeOf(discountedBasket({ lines: [removed] }, tenth, act))).toBe('basket.empty')
})

test('[BSK-15] a label\'s price is not changed by hand, but a discount can be given on it', () => {
  expect(codeOf(overriddenPrice(basket, 4, cheap, 'other', act))).toBe('line.labelled')
  expect(codeOf(discountedLine(basket, 4, amount(777), act))).toBe('accepted')
})
