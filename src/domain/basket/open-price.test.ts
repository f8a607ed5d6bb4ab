import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type InStoreRule, type Item } from '../catalogue/index.ts'
import { minor } from '../money/index.ts'
import { extend, onePiece, thousandths } from '../quantity/index.ts'
import { changedQuantity, departmentLine, labelledLine, labelValue, lineGross, type Basket, type BasketLine, type ItemLine } from './index.ts'
import { type Result } from '../errors/index.ts'

const barcode = '2101001016569'
const act = { at: 5, operator: 'op-1', barcode }
const empty = { lines: [], trail: [] }
const apples: Item = { id: 'apples', sku: '1001', names: { en: 'Apples' }, unit: 'kg', taxClass: 'reduced', price: { minor: minor(1290), per: onePiece } }
const pie: Item = { ...apples, id: 'pie', unit: 'each' }
const { price: _, ...unpriced } = apples
const rule = (valueKind: InStoreRule['valueKind'], decimals: number): InStoreRule => ({ prefix: '21', itemDigits: 5, valueKind, valueDigits: 5, decimals, verifier: 0, itemCode: 'plu' })
const weighed = (value: number) => ({ rule: rule('weight', 3), plu: '01001', value })
const priced = (value: number) => ({ rule: rule('price', 2), plu: '01001', value })
const lineOf = (result: Result<{ readonly line: BasketLine }>): BasketLine => {
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value.line
}
const label = (item: Item, code: ReturnType<typeof weighed>, basket: Pick<Basket, 'lines' | 'trail'> = empty): BasketLine => lineOf(labelledLine(basket, item, code, 'CNY', act))

test('[BSK-13] a weight label is a line of that weight at the catalogue\'s price', () => {
  expect(label(apples, weighed(1284))).toMatchObject({ kind: 'item', lineNo: 1, barcode, quantity: 1284, price: apples.price, embedded: { kind: 'weight', barcode } })
})

test('[BSK-13] a price label is charged to the unit, whatever weight it comes to', () => {
  const line = label(apples, priced(1656)) as ItemLine
  // 16.56 at 12.90 a kilogram is 1.28372... kg.
  expect(line).toMatchObject({ quantity: 1284, price: apples.price, fixedGross: 1656, embedded: { kind: 'price', barcode } })
  expect(lineGross(line)).toBe(1656)
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 200, max: 50_000 }), (amount, perKilogram) => {
      const item = { ...apples, price: { minor: minor(perKilogram), per: onePiece } }
      const bought = label(item, priced(amount)) as ItemLine
      expect(lineGross(bought)).toBe(amount)
      // A thousandth of a kilogram is worth perKilogram / 1000: the weight is out by half of that at most.
      expect(Math.abs(extend(item.price, bought.quantity) - amount)).toBeLessThanOrEqual(Math.max(perKilogram / 1000, 1))
    }),
  )
})

test('[BSK-13] a price label of a piece is one piece, and needs no price in the catalogue', () => {
  expect(label(pie, priced(1656))).toMatchObject({ quantity: 1000, price: pie.price, fixedGross: 1656 })
  expect(label({ ...unpriced, unit: 'each' }, priced(1656))).toMatchObject({ quantity: 1000, price: { minor: 1656, per: 1000 }, fixedGross: 1656 })
})

test('[BSK-13] two labels are two lines, also the same label twice', () => {
  const first = label(pie, priced(1656))
  expect(label(pie, priced(1656), { lines: [first], trail: [] }).lineNo).toBe(2)
})

test('[BSK-13] the digits behind the point are the layout\'s', () => {
  expect(labelValue({ ...weighed(1284), rule: rule('weight', 2) }, 'CNY')).toEqual({ kind: 'weight', quantity: 12_840 })
  expect(labelValue({ ...priced(165), rule: rule('price', 1) }, 'GBP')).toEqual({ kind: 'price', amount: 1650 })
  expect(labelValue({ ...priced(1655), rule: rule('price', 3) }, 'CNY')).toEqual({ kind: 'price', amount: 166 })
})

test.each<[string, Item, ReturnType<typeof weighed>, string]>([
  ['no weight', apples, weighed(0), 'unknown'],
  ['a weight of what is sold by the piece', pie, weighed(1284), 'unknown'],
  ['more than a line may hold', apples, { ...weighed(99_999), rule: rule('weight', 0) }, 'unknown'],
  ['no price', pie, priced(0), 'unknown'],
  ['a weight of what has no price', unpriced, weighed(1284), 'unpriced'],
  ['a price of what has none to weigh it by', unpriced, priced(1656), 'unpriced'],
  ['a price of what is free by weight', { ...apples, price: { minor: minor(0), per: onePiece } }, priced(1656), 'unpriced'],
  ['a price of so much that no line holds it', { ...apples, price: { minor: minor(1), per: thousandths(1_000_000) } }, priced(99_999), 'unknown'],
])('[BSK-14] a label that says %s is an unresolved line', (_name, item, code, reason) => {
  expect(label(item, code)).toEqual({ kind: 'unresolved', lineNo: 1, barcode, reason, removed: false })
})

test('[BSK-15] the quantity of a labelled line is the label\'s', () => {
  for (const line of [label(apples, weighed(1284)), label(pie, priced(1656))]) {
    expect(changedQuantity({ lines: [line] }, 1, thousandths(2000), act)).toEqual({ ok: false, refusal: { code: 'line.labelled', params: { lineNo: 1 } } })
  }
})

const department = { id: 'flowers', names: { en: 'Flowers' }, taxClass: 'standard', itemId: 'apples' }
const sold = (amount: number, quantity?: number) => departmentLine(empty, department, apples, { amount: minor(amount), quantity: quantity === undefined ? undefined : thousandths(quantity) }, { at: 5, operator: 'op-1' })

test('[BSK-16] an open price is sold in the department\'s name and tax, by the piece, on its item', () => {
  expect(sold(1200, 3000)).toEqual({
    ok: true,
    value: {
      line: { kind: 'item', lineNo: 1, itemId: 'apples', sku: '1001', names: { en: 'Flowers' }, quantity: 3000, unit: 'each', price: { minor: 1200, per: 1000 }, taxClass: 'standard', removed: false, department: 'flowers' },
      step: { at: 5, operator: 'op-1', act: 'added', lineNo: 1, itemId: 'apples', quantity: 3000, price: { minor: 1200, per: 1000 } },
    },
  })
  expect(lineOf(sold(1200))).toMatchObject({ quantity: 1000 })
})

test('[BSK-16] the same price again is another line', () => {
  const again = departmentLine({ lines: [lineOf(sold(1200))], trail: [] }, department, apples, { amount: minor(1200) }, act)
  expect(lineOf(again).lineNo).toBe(2)
})

test('[BSK-16] nothing, less than nothing and half a piece are refused', () => {
  const codes = [sold(0), sold(-1), sold(100, 500), sold(100, 0)].map((result) => (result.ok ? 'accepted' : result.refusal.code))
  expect(codes).toEqual(['price.invalid', 'price.invalid', 'quantity.invalid', 'quantity.invalid'])
})
