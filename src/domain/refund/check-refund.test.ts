import fc from 'fast-check'
import { expect, test } from 'vitest'
import { minor } from '../money/index.ts'
import { thousandths } from '../quantity/index.ts'
import { cashRoundingRules } from '../tender/index.ts'
import { checkRefund, refundBody, settleReturn, priceReturns, type RefundBody } from './index.ts'
import { itemLine, numbersOfSale, packs, refunded, returning, saleFrom, shops, sold, value } from './refund.fixture.ts'

const anySale = fc.array(fc.nat(1_000_000), numbersOfSale).map(saleFrom)
const swiss = { currency: 'CHF', pack: 'GB-2011', classes: [], rule: 'CH-0.05' } as const
const quebec = shops.find(({ pack }) => pack === 'CA-QC-2012')!
const discounted = { discount: { kind: 'percent', ppm: 100_000, reason: 'staff' } } as const
const sale = sold(swiss, [itemLine(1, { quantity: thousandths(3000), ...discounted }), itemLine(2)], () => [{ type: 'card', amount: minor(500) }, { type: 'cash' }], { kind: 'amount', minor: minor(33), reason: 'staff' })
const ruled = { cashRounding: cashRoundingRules['CH-0.05']! }
const body = refunded(sale, [{ lineNo: 1, quantity: 2000 }, { lineNo: 2, quantity: 1000, condition: 'waste' }], [], { ...ruled, cashInstead: true })
const stacked = refunded(sold(quebec, [itemLine(1)]), [{ lineNo: 1, quantity: 1000 }])
const voided = refunded(sale, [{ lineNo: 1, quantity: 3000 }, { lineNo: 2, quantity: 1000 }], [], ruled, 'rungTwice')
const { original: _original, ...unnamed } = body
const { voidReason: _reason, ...unsaid } = voided
const { payable: _payable, ...unrounded } = body
const line = (change: Partial<RefundBody['lines'][number]>): RefundBody => ({ ...body, lines: [{ ...body.lines[0]!, ...change }, body.lines[1]!] })
const tender = (at: number, change: object): RefundBody => ({ ...body, tenders: body.tenders.map((one, index) => (index === at ? { ...one, ...change } : one)) })
const bucket = (change: object): RefundBody => ({ ...stacked, taxes: [{ ...stacked.taxes[0]!, ...change }] })
const NaNMinor = Number.NaN as ReturnType<typeof minor>

test('[RET-18] a void is a refund of all that is left, of its own kind and with its own reason, and changes nothing of the sale', () => {
  expect(voided).toMatchObject({ kind: 'void', voidReason: 'rungTwice', original: { saleId: 'sale-1', number: '3-1', soldOn: '2026-11-21', verified: 'known' }, total: sale.total, lines: [{ reason: 'voided' }, { reason: 'voided' }] })
  expect(checkRefund(voided, packs, { sale, refunds: [] })).toEqual([])
  expect(body).toMatchObject({ kind: 'return', lines: [{ reason: 'changedMind' }, {}] })
  expect(Object.hasOwn(body, 'voidReason')).toBe(false)
})

test('[RET-8] a refund freezes what came back, how it was sold, and the trail; priced lines of another basket are a bug', () => {
  expect(body).toMatchObject({ refundId: 'refund-1', number: '3-2', basketId: 'basket-1', openedAt: 5, currency: 'CHF', taxPack: 'GB-2011', trail: [{ act: 'returned', lineNo: 1, itemId: 'i1', quantity: 2000, reason: 'changedMind', saleId: 'sale-1' }, { lineNo: 2 }] })
  expect(body.lines[0]).toMatchObject({ lineNo: 1, saleLineNo: 1, name: 'Item 1', price: { minor: 350, per: 1000 }, gross: 700, lineDiscount: 70, condition: 'stock' })
  const basket = returning(sale, [{ lineNo: 1, quantity: 1000 }])
  const priced = value(priceReturns(basket, { sale, refunds: [] }))
  const settled = settleReturn(priced.total, { source: { sale, refunds: [] } })
  expect(() => refundBody({ refundId: 'r', number: '1', basket: { ...basket, lines: [] }, priced, settled, language: 'en', taxPackId: 'GB-2011' })).toThrow('line 1 was priced')
})

test.each<[string, RefundBody, string]>([
  ['nothing', { ...body, lines: [] }, 'nothing came back'],
  ['a line of nothing', line({ quantity: thousandths(0) }), 'line 1: nothing came back'],
  ['lines out of order', { ...body, lines: body.lines.toReversed() }, 'line 1: out of order'],
  ['an amount below nothing', line({ lineDiscount: minor(-1) }), 'line 1: an amount below nothing'],
  ['an amount that is none', line({ tax: NaNMinor }), 'line 1: an amount below nothing'],
  ['a total that is not what is left of the gross', line({ total: minor(1) }), 'line 1: gross - discount is not total'],
  ['discounts that are not the discount', line({ lineDiscount: minor(71) }), 'line 1: its discounts do not add up to discount'],
  ['a line without its sale', unnamed, 'line 1: a line of no sale, or of one that is not named'],
  ['a rate without a bucket', line({ rate: 1 }), 'line 1: its rate has no bucket'],
  ['a reason of a void', line({ reason: 'voided' }), 'line 1: a reason of the other kind of refund'],
  ['a void without a reason', unsaid, 'a void without a reason, or a reason without one'],
  ['a reason without a void', { ...body, voidReason: 'other' }, 'a void without a reason, or a reason without one'],
  ['a void of no sale', { ...unnamed, kind: 'void' }, 'a void of no sale'],
  ['another subtotal', { ...body, subtotal: minor(1) }, 'lines do not add up to subtotal'],
  ['another discount', { ...body, discount: minor(1) }, 'discounts of lines do not add up to discount'],
  ['another tax', { ...body, tax: minor(1) }, 'buckets do not add up to tax'],
  ['another total', { ...body, total: minor(1) }, 'buckets do not add up to total'],
  ['a pack nobody knows', { ...body, taxPack: 'constructor' }, 'tax pack constructor is not known'],
  ['a rate in two buckets', { ...body, taxes: [body.taxes[0]!, body.taxes[0]!] }, 'a rate has two buckets'],
  ['a bucket without lines', { ...body, taxes: [...body.taxes, { ...body.taxes[0]!, rate: 7 }] }, 'rate 7: no line has it'],
  ['a bucket that does not add up', bucket({ net: minor(1) }), 'rate 149750: net + tax is not gross'],
  ['lines that are not the bucket', bucket({ net: minor(1) }), 'rate 149750: its lines do not add up to it'],
  ['taxes that are not the bucket', bucket({ tax: minor(1) }), 'rate 149750: taxes of its lines do not add up to it'],
  ['parts that are not the tax', bucket({ parts: [] }), 'rate 149750: its parts do not add up to its tax'],
  ['parts that undo one another', bucket({ parts: [{ name: 'GST', rate: 50_000, tax: minor(-1) }, { name: 'QST', rate: 99_750, tax: minor(stacked.tax + 1) }] }), 'rate 149750: its parts do not add up to its tax'],
  ['parts of no group', { ...body, taxes: body.taxes.map((one) => ({ ...one, parts: [] })) }, 'rate 200000: parts without a group, or a group without parts'],
  ['tenders out of order', tender(0, { tenderNo: 2 }), 'tender 2: out of order'],
  ['an amount of half a unit', tender(0, { amount: 0.5 }), 'tender 1: not an amount'],
  ['money that was taken', tender(0, { amount: -1 }), 'tender 1: nothing, or money that was taken'],
  ['a card of nothing', tender(0, { type: 'card', of: 1, amount: 0 }), 'tender 1: nothing, or money that was taken'],
  ['an exchange behind cash', tender(2, { type: 'exchange', saleId: 'x' }), 'tender 3: an exchange that is not the first'],
  ['cash from nowhere', tender(0, { from: 'elsewhere' }), 'tender 1: cash of no sale'],
  ['cash that no sale took', { ...unnamed, tenders: body.tenders }, 'tender 1: cash of no sale'],
  ['a card that no sale took', { ...unnamed, tenders: [{ tenderNo: 1, type: 'card', amount: body.total, of: 1, approval: 'approvedOnTerminal' }] }, 'tender 1: a payment of no sale'],
  ['a card number', tender(0, { type: 'card', of: 1, payment: { attemptId: 'a', trace: '4111111111111111' } }), 'tender 1: a number as long as a card number'],
  ['a rounding of other cash', tender(3, { from: 'taken' }), 'tender 4: a rounding that is not of the cash before it'],
  ['a rounding by an unknown rule', tender(3, { rule: 'constructor' }), 'tender 4: not what its rule rounds'],
  ['a rounding by the rule of another currency', tender(3, { rule: 'AU-0.05' }), 'tender 4: not what its rule rounds'],
  ['a rounding by nobody', tender(3, { by: 'hand' }), 'tender 4: not what its rule rounds'],
  ['a rounding of nothing', tender(3, { amount: 0 }), 'tender 4: not what its rule rounds'],
  ['money put aside as rounding', tender(3, { amount: 52 }), 'tender 4: not what its rule rounds'],
  ['tenders that are not the total', tender(0, { amount: 1 }), 'tenders do not add up to total'],
  ['a rounding without what is payable', unrounded, 'a rounding without what is payable, or the other way round'],
  ['another payable', { ...body, payable: minor(1) }, 'total less rounding is not what is payable'],
  ['goods that went nowhere', line({ condition: 'shelf' as 'stock' }), 'goods that went nowhere'],
  ['waste that stays on the shelf', { ...body, movements: body.movements.slice(0, 2) }, 'what moved is not what came back'],
  ['a quantity of a half', line({ quantity: 0.5 as ReturnType<typeof thousandths> }), 'what moved is not what came back'],
])('[RET-10] the re-adder finds %s', (_what, changed, problem) => {
  expect(checkRefund(changed, packs)).toContain(problem)
})

test.each<[string, RefundBody, string]>([
  ['of another sale', { ...body, original: { ...body.original!, saleId: 'other' } }, 'not a refund of this sale'],
  ['in another currency', { ...body, currency: 'EUR' }, 'not a refund of this sale'],
  ['of a line it does not have', line({ saleLineNo: 9 }), 'line 1: not on the sale'],
  ['of more than was left', line({ quantity: thousandths(4000) }), 'line 1: more than was left'],
  ['at another rate', line({ rate: 0 }), 'line 1: another rate than it was sold at'],
  ['of more money', line({ total: minor(700) }), 'line 1: not its share of what was paid'],
  ['of more cash than there was', tender(0, { amount: 100_000 }), 'more cash than the sale took'],
  ['to a card of more than it took', tender(0, { type: 'card', of: 1, amount: 501 }), 'tender 1: more than that tender took'],
  ['to a card that paid nothing', tender(0, { type: 'card', of: 2, amount: 1 }), 'tender 1: more than that tender took'],
])('[RET-10] with the sale at hand it finds a refund %s', (_what, changed, problem) => {
  expect(checkRefund(changed, packs, { sale, refunds: [] })).toContain(problem)
  expect(checkRefund(body, packs, { sale, refunds: [] })).toEqual([])
})

test('[RET-10] what was returned once is found when it is returned again', () => {
  expect(checkRefund(body, packs, { sale, refunds: [body] })).toContain('line 2: more than was left')
  expect(checkRefund(body, packs)).toEqual([])
})

test('[RET-10] each single changed figure of any refund is found', () => {
  fc.assert(
    fc.property(anySale, fc.nat(), fc.integer({ min: -500, max: 500 }).filter((by) => by !== 0), ({ sale: any }, pick, by) => {
      const whole = refunded(any, any.lines.map(({ lineNo, quantity }) => ({ lineNo, quantity })))
      const changes = [
        ...(['subtotal', 'discount', 'tax', 'total'] as const).map((key) => ({ ...whole, [key]: whole[key] + by })),
        ...whole.lines.flatMap((one, at) => (['quantity', 'gross', 'discount', 'total', 'tax', 'rate'] as const).map((key) => ({ ...whole, lines: whole.lines.with(at, { ...one, [key]: one[key] + by }) }))),
        ...whole.taxes.flatMap((one, at) => (['rate', 'net', 'tax', 'gross'] as const).map((key) => ({ ...whole, taxes: whole.taxes.with(at, { ...one, [key]: one[key] + by }) }))),
        ...whole.tenders.map((one, at) => ({ ...whole, tenders: whole.tenders.with(at, { ...one, amount: minor(one.amount + by) }) })),
        ...whole.movements.map((one, at) => ({ ...whole, movements: whole.movements.with(at, { ...one, quantity: thousandths(one.quantity + by) }) })),
      ]
      expect(checkRefund(changes[pick % changes.length]!, packs)).not.toEqual([])
    }),
    { numRuns: 300 },
  )
})
