import { expect, test } from 'vitest'
import { type Result } from '../errors/index.ts'
import { minor } from '../money/index.ts'
import { priceBasket } from '../pricing/index.ts'
import { thousandths } from '../quantity/index.ts'
import { taxPacks } from '../tax/index.ts'
import { addedLine, addedReturn, changedQuantity, changedReturn, completionRefusal, discountedBasket, leftToDiscount, overriddenPrice, removedLine, restoredLine, unresolvedLine, type Basket, type BasketEdit, type ReturnedGoods } from './index.ts'

const act = { at: 1_700_000_000_000, operator: 'op-1' }
const empty: Basket = { id: 'b', openedAt: act.at, businessDate: '2026-11-21', currency: 'CNY', catalogueVersion: 1, lines: [], trail: [] }
const price = { minor: minor(350), per: thousandths(1000) }
const milk = { id: 'milk', sku: 'M1', names: { en: 'Milk' }, unit: 'each', taxClass: 'standard', price } as const
const origin = { saleId: 'sale-1', saleNumber: '3-1', saleLineNo: 1, soldOn: '2026-11-20', verified: 'known' } as const
const goods: ReturnedGoods = { origin, itemId: 'milk', sku: 'M1', names: { en: 'Milk' }, barcode: '96385074', quantity: thousandths(1000), unit: 'each', price, taxClass: 'standard', condition: 'stock', reason: 'faulty', left: thousandths(3000) }
const { origin: _, left: __, ...unknown } = goods

function after(basket: Basket, result: Result<BasketEdit>): Basket {
  if (!result.ok) throw new Error(result.refusal.code)
  const { line, step } = result.value
  const known = basket.lines.some(({ lineNo }) => lineNo === line.lineNo)
  return { ...basket, lines: known ? basket.lines.map((one) => (one.lineNo === line.lineNo ? line : one)) : [...basket.lines, line], trail: [...basket.trail, step] }
}
const back = (basket: Basket, more: Partial<ReturnedGoods> = {}): Basket => after(basket, addedReturn(basket, { ...goods, ...more }, act))
const code = (result: Result<unknown>): string => (result.ok ? 'accepted' : result.refusal.code)
const added = (basket: Basket, more: Partial<ReturnedGoods>): string => code(addedReturn(basket, { ...goods, ...more }, act))

test('[RET-20] what comes back is a line of the basket and a step that says of which sale and why', () => {
  const basket = back(empty)
  const { left: _left, ...facts } = goods
  expect(basket.lines).toStrictEqual([{ kind: 'return', lineNo: 1, removed: false, ...facts }])
  expect(basket.trail).toStrictEqual([{ ...act, act: 'returned', lineNo: 1, itemId: 'milk', quantity: 1000, barcode: '96385074', reason: 'faulty', saleId: 'sale-1' }])
  const without = after(empty, addedReturn(empty, unknown, act))
  expect(Object.keys(without.trail[0]!)).not.toContain('saleId')
})

test('[RET-20] the same goods in the same state for the same reason are one line, all others are lines of their own', () => {
  expect(back(back(empty)).lines).toMatchObject([{ quantity: 2000 }])
  for (const more of [{ condition: 'waste' }, { reason: 'expired' }, { origin: { ...origin, saleLineNo: 2 } }, { serial: 'S1' }] as const) expect(back(back(empty), more).lines).toHaveLength(2)
  const struck = after(back(empty), removedLine(back(empty), 1, act))
  expect(back(struck).lines.map(({ lineNo, removed }) => [lineNo, removed])).toEqual([[1, true], [2, false]])
  const once = after(empty, addedReturn(empty, unknown, act))
  expect(after(once, addedReturn(once, unknown, act)).lines).toHaveLength(2)
})

test('[RET-21] one basket takes goods of one sale, or goods without a receipt', () => {
  const basket = back(empty)
  expect(addedReturn(basket, { ...goods, origin: { ...origin, saleId: 'sale-2' } }, act)).toEqual({ ok: false, refusal: { code: 'return.otherSale', params: { number: '3-1' } } })
  expect(code(addedReturn(basket, unknown, act))).toBe('return.otherSale')
  const without = after(empty, addedReturn(empty, unknown, act))
  expect(addedReturn(without, goods, act)).toEqual({ ok: false, refusal: { code: 'return.otherSale', params: {} } })
  const struck = after(basket, removedLine(basket, 1, act))
  const other = back(struck, { origin: { ...origin, saleId: 'sale-2' } })
  expect(code(restoredLine(other, 1, act))).toBe('return.otherSale')
  expect(code(restoredLine(struck, 1, act))).toBe('accepted')
})

test('[RET-1] lines of one basket share what is left, struck ones and other lines of the sale aside', () => {
  const two = back(back(empty), { condition: 'waste' })
  expect(added(two, { quantity: thousandths(1000) })).toBe('accepted')
  expect(addedReturn(two, { ...goods, quantity: thousandths(2000) }, act)).toEqual({ ok: false, refusal: { code: 'return.tooMany', params: { left: 1000 } } })
  expect(added(two, { quantity: thousandths(3000), origin: { ...origin, saleLineNo: 2 } })).toBe('accepted')
  expect(added(after(two, removedLine(two, 2, act)), { quantity: thousandths(2000) })).toBe('accepted')
  expect(code(changedReturn(two, 1, thousandths(2000), thousandths(3000), act))).toBe('accepted')
  expect(changedReturn(two, 1, thousandths(3000), thousandths(3000), act)).toEqual({ ok: false, refusal: { code: 'return.tooMany', params: { left: 2000 } } })
  expect(addedReturn(two, { ...goods, left: thousandths(1000) }, act)).toEqual({ ok: false, refusal: { code: 'return.tooMany', params: { left: 0 } } })
})

test('[RET-20] a quantity or price that no line may have is refused, and only what comes back is changed as that', () => {
  expect([added(empty, { quantity: thousandths(500) }), added(empty, { quantity: thousandths(0) }), added(empty, { serial: 'S', quantity: thousandths(2000) })]).toEqual(Array(3).fill('quantity.invalid'))
  expect([added(empty, { price: { ...price, minor: minor(-1) } }), added(empty, { price: { ...price, per: thousandths(0) } })]).toEqual(['price.invalid', 'price.invalid'])
  const basket = after(back(empty), addedLine(back(empty), milk, undefined, act))
  const change = (lineNo: number, quantity = 2000) => changedReturn(basket, lineNo, thousandths(quantity), undefined, act)
  expect([1, 2, 3].map((lineNo) => code(change(lineNo)))).toEqual(['accepted', 'line.unknown', 'line.unknown'])
  expect(code(change(1, 500))).toBe('quantity.invalid')
  expect(after(basket, change(1)).trail.at(-1)).toMatchObject({ act: 'quantityChanged', lineNo: 1, quantity: 2000, reason: 'faulty' })
  const struck = after(basket, removedLine(basket, 1, act))
  expect(code(changedReturn(struck, 1, thousandths(2000), undefined, act))).toBe('line.unknown')
  expect([code(changedQuantity(basket, 1, thousandths(2000), act)), code(overriddenPrice(basket, 1, price, 'staff', act))]).toEqual(['line.unknown', 'line.unknown'])
})

test('[RET-20] goods that come back are not sold: not priced, discounted or raised by a scan', () => {
  const basket = after(back(empty), addedLine(back(empty), milk, undefined, act))
  expect(basket.lines.map(({ kind }) => kind)).toEqual(['return', 'item'])
  expect(priceBasket(basket.lines, 'CNY', taxPacks['CN-2019']!, basket.businessDate)).toMatchObject({ ok: true, value: { total: 350, itemCount: 1, lines: [{ lineNo: 2 }] } })
  expect(leftToDiscount(basket.lines)).toBe(350)
  expect(code(discountedBasket(back(empty), { kind: 'percent', ppm: 100, reason: 'staff' }, act))).toBe('basket.empty')
})

test('[RET-22] goods that come back are enough for a basket to be completed', () => {
  expect(completionRefusal({ lines: [], trail: [] })).toBe('basket.empty')
  const basket = back(empty)
  expect(completionRefusal(basket)).toBeUndefined()
  expect(completionRefusal(after(basket, removedLine(basket, 1, act)))).toBe('basket.empty')
  const red = after(basket, unresolvedLine(basket, 'x', 'unknown', act))
  expect(completionRefusal(red)).toBe('basket.unresolved')
  expect(completionRefusal(after(red, removedLine(red, 2, act)))).toBeUndefined()
})
