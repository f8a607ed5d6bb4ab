import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changedQuantity, completionRefusal, discountedLine, liabilityLine, removedLine, restoredLine, type Basket, type BasketEdit, type ItemLine } from '../basket/index.ts'
import { type Result } from '../errors/index.ts'
import { canonicalValue } from '../journal/index.ts'
import { giftCardNumber, printedNumber, type Liability } from '../liability/index.ts'
import { minor } from '../money/index.ts'
import { priceBasket } from '../pricing/index.ts'
import { onePiece, thousandths } from '../quantity/index.ts'
import { taxPacks, type TaxPack } from '../tax/index.ts'
import { cashRoundingRules, settle } from '../tender/index.ts'
import { checkSale, paidFor, saleBody, type SaleBody } from './index.ts'

const date = '2026-11-21'
const act = { at: 6, operator: 'op-1' }
const packs: Readonly<Record<string, TaxPack>> = { ...taxPacks, 'XX-1': { ...taxPacks['CN-2019']!, id: 'XX-1', priceMode: 'exclusive', scope: 'line' } }
const card: Liability = { kind: 'giftCard', number: '63640000123456' }
const kinds: readonly Liability[] = [card, { kind: 'deposit', layAwayId: 'lay-1', number: 'L-17' }, { kind: 'accountPayment', customerId: 'customer-1' }]

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}
const code = (result: Result<unknown>): string => (result.ok ? 'accepted' : result.refusal.code)

function itemLine(lineNo: number, facts: Partial<ItemLine> = {}): ItemLine {
  return { kind: 'item', lineNo, itemId: 'milk', sku: 'M1', names: { en: 'Milk', 'zh-CN': '牛奶' }, quantity: onePiece, unit: 'each', price: { minor: minor(350), per: onePiece }, taxClass: 'standard', removed: false, ...facts }
}
const basketOf = (lines: Basket['lines'], more: Partial<Basket> = {}): Basket => ({ id: 'basket-1', openedAt: 5, businessDate: date, currency: 'CNY', catalogueVersion: 1, lines, trail: [], ...more })
/** A basket with an edit done to it. */
function after(basket: Basket, { line, step }: BasketEdit): Basket {
  return { ...basket, lines: [...basket.lines.filter(({ lineNo }) => lineNo !== line.lineNo), line], trail: [...basket.trail, step] }
}
const withOwed = (basket: Basket, owes: Liability, amount: number): Basket => after(basket, value(liabilityLine(basket, owes, minor(amount), act)))

function sell(basket: Basket, taxPackId = 'CN-2019', rule?: string): SaleBody {
  const priced = value(priceBasket(basket.lines, 'CNY', packs[taxPackId]!, date, basket.discount))
  const cashRounding = rule === undefined ? undefined : cashRoundingRules[rule]
  const settled = value(settle(priced.total, [{ type: 'cash' }], { confirmed: true, ...(cashRounding === undefined ? {} : { cashRounding }) }))
  return saleBody({ saleId: 'sale-1', number: '3-10428', basket, priced, ...settled, language: 'zh-CN', taxPackId })
}

const anyBasket = fc
  .record({
    goods: fc.array(fc.record({ price: fc.nat(20_000), pieces: fc.integer({ min: 1, max: 30 }), taxClass: fc.constantFrom('standard', 'reduced', 'zero') }), { maxLength: 6 }),
    owed: fc.array(fc.record({ kind: fc.nat(2), amount: fc.integer({ min: 1, max: 500_000 }) }), { minLength: 1, maxLength: 3 }),
    off: fc.nat(1_000_000),
  })
  .map(({ goods, owed, off }) => {
    const lines = goods.map(({ price, pieces, taxClass }, index) => itemLine(index + 1, { price: { minor: minor(price), per: onePiece }, quantity: thousandths(pieces * 1000), taxClass }))
    const sold = basketOf(lines, off === 0 ? {} : { discount: { kind: 'percent', ppm: off, reason: 'staff' } })
    const whole = owed.reduce((basket, { kind, amount }) => (code(liabilityLine(basket, kinds[kind]!, minor(amount), act)) === 'accepted' ? withOwed(basket, kinds[kind]!, amount) : basket), sold)
    return { sold, whole }
  })

test('[OWE-1] what is owed is paid with the goods, and no other figure of them moves', () => {
  fc.assert(
    fc.property(anyBasket, fc.constantFrom('CN-2019', 'GB-2011', 'XX-1'), ({ sold, whole }, pack) => {
      const [alone, together] = [sold, whole].map(({ lines, discount }) => value(priceBasket(lines, 'CNY', packs[pack]!, date, discount)))
      const owed = whole.lines.reduce((sum, line) => sum + (line.kind === 'liability' ? line.amount : 0), 0)
      expect(together).toEqual({ ...alone, total: (alone?.total ?? 0) + owed, owed })
    }),
  )
})

test('[OWE-1] a basket that sells nothing can bring in what is owed', () => {
  const basket = withOwed(basketOf([]), card, 5000)
  expect(completionRefusal(basket)).toBeUndefined()
  const sale = sell(basket)
  expect(sale).toMatchObject({ lines: [], taxes: [], movements: [], subtotal: 0, tax: 0, total: 0, owed: 5000, liabilities: [{ lineNo: 1, name: '礼品卡', printed: '....3456', owes: card, amount: 5000 }], tenders: [{ type: 'cash', amount: 5000 }] })
  expect(checkSale(sale)).toEqual([])
})

test('[OWE-2] it is struck and put back, and changed in nothing', () => {
  const basket = withOwed(basketOf([itemLine(1)]), card, 5000)
  expect(code(changedQuantity(basket, 2, thousandths(2000), act))).toBe('line.unknown')
  expect(code(discountedLine(basket, 2, { kind: 'percent', ppm: 1, reason: 'staff' }, act))).toBe('line.unknown')
  const struck = after(basket, value(removedLine(basket, 2, act)))
  expect(value(priceBasket(struck.lines, 'CNY', packs['CN-2019']!, date))).not.toHaveProperty('owed')
  expect(after(struck, value(restoredLine(struck, 2, act))).lines).toEqual(basket.lines)
  expect(basket.trail.at(-1)).toEqual({ at: 6, operator: 'op-1', act: 'owed', lineNo: 2, owes: card, amount: 5000 })
})

test('[OWE-2] one card stands in a basket once, also when a struck line is put back', () => {
  const basket = withOwed(basketOf([]), card, 5000)
  expect(liabilityLine(basket, card, minor(1), act)).toMatchObject({ refusal: { code: 'liability.repeated', params: { lineNo: 1 } } })
  const again = withOwed(after(basket, value(removedLine(basket, 1, act))), card, 700)
  expect(again.lines.at(-1)?.lineNo).toBe(2)
  expect(code(restoredLine(again, 1, act))).toBe('liability.repeated')
  expect(code(liabilityLine(basket, kinds[1]!, minor(1), act))).toBe('accepted')
})

test.each([[0, 'price.invalid'], [-1, 'price.invalid'], [1_000_000_001, 'amount.tooLarge']])('[OWE-2] %i is no amount to owe', (amount, refused) => {
  expect(code(liabilityLine(basketOf([]), card, minor(amount), act))).toBe(refused)
})

test.each([
  ['6364 0000-1234 56', '63640000123456'],
  ['ab12cd', 'AB12CD'],
  ['12345', 'giftCard.numberInvalid'],
  ['1'.repeat(41), 'giftCard.numberInvalid'],
  ['6364\u001d0000', 'giftCard.numberInvalid'],
])('[OWE-2] the number %j is kept as %s', (text, kept) => {
  const number = giftCardNumber(text)
  expect(number.ok ? number.value : number.refusal.code).toBe(kept)
})

test('[OWE-3] a sale with something owed is canonical and passes the re-adder, rounded cash and all', () => {
  fc.assert(
    fc.property(anyBasket, fc.constantFrom('CN-2019', 'GB-2011', 'XX-1'), fc.constantFrom(undefined, 'CN-1.00-down'), ({ whole }, pack, rule) => {
      const sale = sell(whole, pack, rule)
      expect(checkSale(sale, packs)).toEqual([])
      expect(canonicalValue(sale)).toEqual(sale)
      expect(sale.tenders.reduce((sum, { amount }) => sum + amount, 0)).toBe(paidFor(sale))
    }),
  )
})

test('[OWE-3] a sale of goods alone says nothing of it', () => {
  const sale = sell(basketOf([itemLine(1)]))
  expect(Object.keys(sale)).not.toContain('owed')
  expect(Object.keys(sale)).not.toContain('liabilities')
})

const mixed = sell(withOwed(withOwed(basketOf([itemLine(1)]), card, 5000), kinds[1]!, 300))
const [first, second] = mixed.liabilities!
test.each<[string, Partial<SaleBody>]>([
  ['what is owed does not add up', { owed: minor(5299) }],
  ['tenders do not add up to total', { owed: minor(5299) }],
  ['what is owed does not add up', { liabilities: [first!] }],
  ['owed on line 2: not an amount', { liabilities: [{ ...first!, amount: minor(-5000) }, second!] }],
  ['owed on line 1: a line of goods', { liabilities: [{ ...first!, lineNo: 1 }, second!] }],
  ['no line is owed, or one twice', { liabilities: [first!, { ...second!, lineNo: 2 }] }],
  ['buckets do not add up to total', { total: minor(mixed.total + 5300) }],
])('[OWE-3] the re-adder finds: %s', (problem, changed) => {
  expect(checkSale(mixed)).toEqual([])
  expect(checkSale({ ...mixed, ...changed })).toContain(problem)
})

test('[OWE-3] a sum without its lines is found, and lines without their sum', () => {
  const { owed: _owed, ...unsummed } = mixed
  const { liabilities: _liabilities, ...unlined } = mixed
  expect(checkSale(unsummed)).toContain('something owed without its lines, or lines without their sum')
  expect(checkSale(unlined)).toContain('something owed without its lines, or lines without their sum')
})

test('[OWE-5] paper shows the end of a card, the whole number of a paper of ours, and nothing of a person', () => {
  expect(kinds.map(printedNumber)).toEqual(['....3456', 'L-17', undefined])
})
