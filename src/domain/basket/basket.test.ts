import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Item } from '../catalogue/index.ts'
import { minor } from '../money/index.ts'
import { onePiece, thousandths } from '../quantity/index.ts'
import { addedLine, changedQuantity, removedLine, restoredLine, unresolvedLine, type Basket, type BasketEdit } from './index.ts'
import { type Result } from '../errors/index.ts'

const price = { minor: minor(350), per: onePiece }
const milk: Item = { id: 'milk', sku: 'M1', names: { en: 'Milk' }, unit: 'each', taxClass: 'reduced', price }
const apples: Item = { id: 'apples', sku: 'A1', names: { en: 'Apples' }, unit: 'kg', taxClass: 'reduced', price }
const act = { at: 1_700_000_000_000, operator: 'op-1' }
const empty: Basket = { id: 'b', openedAt: act.at, businessDate: '2026-11-21', currency: 'CNY', catalogueVersion: 1, lines: [], trail: [] }

/** What the database does with an edit: the line in its place, the step at the end. */
function after(basket: Basket, result: Result<BasketEdit>): Basket {
  if (!result.ok) throw new Error(result.refusal.code)
  const { line, step } = result.value
  const known = basket.lines.some(({ lineNo }) => lineNo === line.lineNo)
  const lines = known ? basket.lines.map((other) => (other.lineNo === line.lineNo ? line : other)) : [...basket.lines, line]
  return { ...basket, lines, trail: [...basket.trail, step] }
}
const code = (result: Result<BasketEdit>): string => (result.ok ? 'accepted' : result.refusal.code)
const add = (basket: Basket, item: Item, quantity?: number, barcode?: string): Basket =>
  after(basket, addedLine(basket, item, quantity === undefined ? undefined : thousandths(quantity), barcode === undefined ? act : { ...act, barcode }))

test('[BSK-1] a repeated scan raises the line and leaves the rest of it as it was', () => {
  const basket = add(add(empty, milk, undefined, '6901234567892'), milk, 2000, '96385074')
  expect(basket.lines).toEqual([{ kind: 'item', lineNo: 1, itemId: 'milk', sku: 'M1', names: { en: 'Milk' }, barcode: '6901234567892', quantity: 3000, unit: 'each', price, taxClass: 'reduced', removed: false }])
})

test('[BSK-1] the line is raised though others came between', () => {
  const basket = add(add(add(empty, milk), apples, 1284), milk)
  expect(basket.lines.map((line) => line.kind === 'item' && [line.lineNo, line.quantity])).toEqual([[1, 2000], [2, 1284]])
})

test('[BSK-2] two weighings are two lines', () => {
  expect(add(add(empty, apples, 1284), apples, 500).lines).toHaveLength(2)
})

test('[BSK-2] an item that is now measured otherwise is a new line', () => {
  const weighed: Item = { ...milk, unit: 'kg' }
  expect(add(add(empty, milk), weighed, 500).lines).toHaveLength(2)
  expect(add(add(empty, weighed, 500), milk).lines).toHaveLength(2)
})

test('[BSK-2] another price, another per or another tax is a new line', () => {
  const basket = add(empty, milk)
  expect(add(basket, { ...milk, price: { ...price, minor: minor(300) } }).lines).toHaveLength(2)
  expect(add(basket, { ...milk, price: { ...price, per: thousandths(2000) } }).lines).toHaveLength(2)
  expect(add(basket, { ...milk, taxClass: 'standard' }).lines).toHaveLength(2)
})

test('[BSK-2] a struck line is not raised', () => {
  const basket = add(empty, milk)
  const struck = after(basket, removedLine(basket, 1, act))
  expect(add(struck, milk).lines.map((line) => [line.lineNo, line.removed])).toEqual([[1, true], [2, false]])
})

test('[BSK-3] a line number is never used twice, even when the trail alone remembers it', () => {
  const remembering: Basket = { ...empty, trail: [{ ...act, act: 'added', lineNo: 7 }] }
  expect(add(remembering, milk).lines[0]?.lineNo).toBe(8)
  expect(after(remembering, unresolvedLine(remembering, 'x', 'unknown', act)).lines[0]?.lineNo).toBe(8)
})

test('[BSK-3] whatever is done in whatever order, numbers are unique and lines only grow', () => {
  const deed = fc.tuple(fc.constantFrom('milk', 'apples', 'unknown', 'remove', 'restore', 'quantity'), fc.integer({ min: 1, max: 6 }))
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 30 }), (deeds) => {
      let basket = empty
      for (const [word, n] of deeds) {
        const results: Record<typeof word, () => Result<BasketEdit>> = {
          milk: () => addedLine(basket, milk, undefined, act),
          apples: () => addedLine(basket, apples, thousandths(n), act),
          unknown: () => unresolvedLine(basket, String(n), 'unknown', act),
          remove: () => removedLine(basket, n, act),
          restore: () => restoredLine(basket, n, act),
          quantity: () => changedQuantity(basket, n, thousandths(n * 1000), act),
        }
        const result = results[word]()
        const next = result.ok ? after(basket, result) : basket
        expect(next.lines.length).toBeGreaterThanOrEqual(basket.lines.length)
        basket = next
      }
      expect(basket.lines.map(({ lineNo }) => lineNo)).toEqual(basket.lines.map((_, index) => index + 1))
    }),
  )
})

test('[BSK-4] a removed line stays and comes back as it was', () => {
  const basket = add(empty, milk, 3000)
  const struck = after(basket, removedLine(basket, 1, act))
  expect(struck.lines).toEqual([{ ...basket.lines[0], removed: true }])
  expect(after(struck, restoredLine(struck, 1, act)).lines).toEqual(basket.lines)
})

test('[BSK-4] only a struck line can come back', () => {
  const basket = add(empty, milk)
  expect([code(restoredLine(basket, 1, act)), code(restoredLine(basket, 2, act))]).toEqual(['line.notRemoved', 'line.unknown'])
})

test('[BSK-5] a scan nobody knows is one red line, however often it is repeated', () => {
  const once = after(empty, unresolvedLine(empty, '6901234567892', 'unknown', act))
  const twice = after(once, unresolvedLine(once, '6901234567892', 'unknown', act))
  expect(twice.lines).toEqual([{ kind: 'unresolved', lineNo: 1, barcode: '6901234567892', reason: 'unknown', removed: false }])
  expect(after(twice, unresolvedLine(twice, '96385074', 'unknown', act)).lines).toHaveLength(2)
})

test('[BSK-5] once struck through, the same scan is a new red line', () => {
  const once = after(empty, unresolvedLine(empty, 'x', 'unknown', act))
  const struck = after(once, removedLine(once, 1, act))
  expect(after(struck, unresolvedLine(struck, 'x', 'unknown', act)).lines.map((line) => [line.lineNo, line.removed])).toEqual([[1, true], [2, false]])
})

test('[BSK-6] an item without a price is unresolved under its barcode, or its SKU when it was tapped', () => {
  const { price: _, ...unpriced } = milk
  expect(add(empty, unpriced, undefined, '96385074').lines).toEqual([{ kind: 'unresolved', lineNo: 1, barcode: '96385074', reason: 'unpriced', removed: false }])
  expect(add(empty, unpriced).lines).toMatchObject([{ barcode: 'M1', reason: 'unpriced' }])
})

test('[BSK-6] a price below zero or per nothing is no price; zero is one', () => {
  const bad = [{ ...price, minor: minor(-1) }, { ...price, per: thousandths(0) }, { ...price, per: thousandths(-1000) }]
  for (const wrong of bad) expect(add(empty, { ...milk, price: wrong }).lines).toMatchObject([{ kind: 'unresolved', reason: 'unpriced' }])
  expect(add(empty, { ...milk, price: { ...price, minor: minor(0) } }).lines).toMatchObject([{ kind: 'item' }])
})

test('[BSK-7] a quantity no line may have is refused', () => {
  const basket = add(empty, milk)
  expect([0, -1000, 1500, 9_999_001, 10_000_000].map((quantity) => code(changedQuantity(basket, 1, thousandths(quantity), act)))).toEqual(Array(5).fill('quantity.invalid'))
  expect([0, -1000, 1500].map((quantity) => code(addedLine(empty, milk, thousandths(quantity), act)))).toEqual(Array(3).fill('quantity.invalid'))
  expect(code(changedQuantity(basket, 1, thousandths(9_999_000), act))).toBe('accepted')
})

test('[BSK-7] repeated scans may not add up to more than a line holds', () => {
  expect(code(addedLine(add(empty, milk, 9_999_000), milk, undefined, act))).toBe('quantity.invalid')
})

test('[BSK-7] without a quantity it is one piece, and a measure needs one', () => {
  expect(add(empty, milk).lines).toMatchObject([{ quantity: 1000 }])
  expect(code(addedLine(empty, apples, undefined, act))).toBe('quantity.invalid')
})

test('[BSK-8] no quantity for a line that is missing, struck through or without an item', () => {
  const basket = add(after(empty, unresolvedLine(empty, 'x', 'unknown', act)), milk)
  const struck = after(basket, removedLine(basket, 2, act))
  expect([1, 2, 3].map((lineNo) => code(changedQuantity(struck, lineNo, onePiece, act)))).toEqual(Array(3).fill('line.unknown'))
  expect([2, 3].map((lineNo) => code(removedLine(struck, lineNo, act)))).toEqual(['line.unknown', 'line.unknown'])
})

test('[BSK-9] every act leaves its step', () => {
  let basket = add(add(empty, milk, undefined, '96385074'), milk, 2000)
  basket = after(basket, changedQuantity(basket, 1, thousandths(5000), act))
  basket = after(basket, removedLine(basket, 1, { at: act.at + 9, operator: 'op-2' }))
  basket = after(basket, restoredLine(basket, 1, act))
  basket = after(basket, unresolvedLine(basket, 'x', 'unknown', act))
  expect(basket.trail).toEqual([
    { ...act, act: 'added', lineNo: 1, itemId: 'milk', barcode: '96385074', quantity: 1000 },
    { ...act, act: 'added', lineNo: 1, itemId: 'milk', quantity: 3000 },
    { ...act, act: 'quantityChanged', lineNo: 1, itemId: 'milk', quantity: 5000 },
    { at: act.at + 9, operator: 'op-2', act: 'removed', lineNo: 1, itemId: 'milk', quantity: 5000 },
    { ...act, act: 'restored', lineNo: 1, itemId: 'milk', quantity: 5000 },
    { ...act, act: 'unresolved', lineNo: 2, barcode: 'x' },
  ])
})

test('[BSK-10] what is empty, overlong or not text is no barcode', () => {
  for (const barcode of ['', 'x'.repeat(257), 'half \ud83d pair']) {
    expect(code(unresolvedLine(empty, barcode, 'unknown', act))).toBe('barcode.malformed')
    expect(code(addedLine(empty, milk, undefined, { ...act, barcode }))).toBe('barcode.malformed')
  }
  expect(code(unresolvedLine(empty, '01069\u001d牛奶😀', 'unknown', act))).toBe('accepted')
})
