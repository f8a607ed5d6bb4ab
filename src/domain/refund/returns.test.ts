import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalValue } from '../journal/index.ts'
import { minor } from '../money/index.ts'
import { thousandths } from '../quantity/index.ts'
import { type SaleBody } from '../sale/index.ts'
import { checkRefund, everythingLeft, goodsOf, goodsWithoutReceipt, leftToReturn, priceReturns, type RefundBody, type ReturnSettling } from './index.ts'
import { addedReturn } from '../basket/index.ts'
import { act, basketOf, codeOf, date, itemLine, numbersOfSale, packs, refunded, returning, ruleOf, saleFrom, type Shop, shops, sold, value, type Wanted } from './refund.fixture.ts'

const anySale = fc.array(fc.nat(1_000_000), numbersOfSale).map(saleFrom)
/** Ways to bring a sale back in parts: each step says how much of what is left of each line, in tenths. */
const anySteps = fc.array(fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 5, maxLength: 5 }), { minLength: 1, maxLength: 5 })
const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0)
const china = shops[0]!
const back = { soldOn: date, language: 'en', condition: 'stock', reason: 'faulty' } as const

/** What a step brings back: tenths of what is left, whole pieces of what is counted. */
function wantedOf(sale: SaleBody, refunds: readonly RefundBody[], tenths: readonly number[] | undefined): Wanted[] {
  return leftToReturn(sale, refunds).flatMap(({ lineNo, left }, index) => {
    const unit = sale.lines[index]!.unit === 'each' ? 1000 : 1
    const quantity = tenths === undefined ? left : Math.floor((left * tenths[index]!) / 10 / unit) * unit
    if (quantity === 0) return []
    // Of what is counted in twos and more, one is wasted: two lines of one sale's line share what is left.
    if (quantity < 2 * unit) return [{ lineNo, quantity }]
    return [{ lineNo, quantity: quantity - unit }, { lineNo, quantity: unit, condition: 'waste' as const }]
  })
}

function inSteps(sale: SaleBody, steps: readonly (readonly number[])[], settling: Omit<ReturnSettling, 'source'> = {}): RefundBody[] {
  const refunds: RefundBody[] = []
  for (const tenths of [...steps, undefined]) {
    const wanted = wantedOf(sale, refunds, tenths)
    if (wanted.length > 0) refunds.push(refunded(sale, wanted, refunds, settling))
  }
  return refunds
}

test('[RET-1] what is left is what was bought less what came back, and a refund of another sale is none of this', () => {
  const sale = sold(china, [itemLine(1, { quantity: thousandths(3000) }), itemLine(2)])
  const first = refunded(sale, [{ lineNo: 1, quantity: 2000 }])
  expect(leftToReturn(sale, [first])).toEqual([
    { lineNo: 1, bought: 3000, returned: 2000, left: 1000 },
    { lineNo: 2, bought: 1000, returned: 0, left: 1000 },
  ])
  expect(leftToReturn({ ...sale, saleId: 'other' }, [first]).map(({ left }) => left)).toEqual([3000, 1000])
  expect(leftToReturn(sale, [first, first]).map(({ left }) => left)).toEqual([0, 1000])
  const { original: _, ...without } = first
  expect(leftToReturn(sale, [without]).map(({ left }) => left)).toEqual([3000, 1000])
})

test('[RET-1] more than is left is refused, also in two lines of one basket and of a stranger\'s basket', () => {
  const sale = sold(china, [itemLine(1, { quantity: thousandths(3000) })])
  const first = refunded(sale, [{ lineNo: 1, quantity: 2000 }])
  const two = value(goodsOf(sale, 1, thousandths(2000), [first], back))
  expect(addedReturn(basketOf([]), two, act)).toEqual({ ok: false, refusal: { code: 'return.tooMany', params: { left: 1000 } } })
  const all = returning(sale, [{ lineNo: 1, quantity: 2000 }, { lineNo: 1, quantity: 1000, condition: 'waste' }])
  expect(priceReturns(all, { sale, refunds: [first] })).toEqual({ ok: false, refusal: { code: 'return.tooMany', params: { left: 1000 } } })
  expect(codeOf(priceReturns(all, { sale, refunds: [] }))).toBe('accepted')
  expect(everythingLeft(sale, [refunded(sale, [{ lineNo: 1, quantity: 3000 }])], back)).toEqual({ ok: false, refusal: { code: 'return.nothingLeft', params: { number: '3-1' } } })
})

test('[RET-2] the shares are cumulative, and the last unit takes the remainder', () => {
  // 10.00 for three, 1.00 off the line, 0.50 off the basket: 8.50 in thirds is 2.83, 2.84, 2.83.
  const sale = sold(china, [itemLine(1, { quantity: thousandths(3000), price: { minor: minor(1000), per: thousandths(3000) }, discount: { kind: 'amount', minor: minor(100), reason: 'staff' } })], undefined, { kind: 'amount', minor: minor(50), reason: 'staff' })
  const refunds = inSteps(sale, [[4, 0, 0, 0, 0], [5, 0, 0, 0, 0]])
  expect(refunds.map(({ lines }) => lines.map(({ gross, lineDiscount, basketDiscount, total, tax }) => [gross, lineDiscount, basketDiscount, total, tax]))).toEqual([
    [[333, 33, 17, 283, 33]],
    [[334, 34, 16, 284, 32]],
    [[333, 33, 17, 283, 33]],
  ])
})

test('[RET-2] [RET-3] any parts of any sale add up to it: by line, by bucket and its parts, and in total, and none is below nothing', () => {
  fc.assert(
    fc.property(anySale, anySteps, ({ sale }, steps) => {
      const refunds = inSteps(sale, steps)
      for (const line of sale.lines) {
        const back = refunds.flatMap(({ lines }) => lines.filter(({ saleLineNo }) => saleLineNo === line.lineNo))
        expect(sum(back.map(({ quantity }) => quantity))).toBe(line.quantity)
        for (const key of ['gross', 'discount', 'total', 'tax', 'lineDiscount', 'basketDiscount'] as const) expect(sum(back.map((one) => one[key] ?? 0)), key).toBe(line[key] ?? 0)
      }
      for (const bucket of sale.taxes) {
        const back = refunds.flatMap(({ taxes }) => taxes.filter(({ rate, taxGroup }) => rate === bucket.rate && taxGroup === bucket.taxGroup))
        for (const key of ['net', 'tax', 'gross'] as const) expect(sum(back.map((one) => one[key]))).toBe(bucket[key])
        bucket.parts?.forEach(({ name, tax }, index) => {
          expect(back.every(({ parts }) => parts?.[index]?.name === name)).toBe(true)
          expect(sum(back.map(({ parts }) => parts?.[index]?.tax ?? 0))).toBe(tax)
        })
      }
      for (const key of ['subtotal', 'discount', 'tax', 'total'] as const) expect(sum(refunds.map((one) => one[key])), key).toBe(sale[key])
      for (const { lines, taxes } of refunds) {
        for (const { gross, total, tax, lineDiscount = 0, basketDiscount = 0 } of lines) expect(Math.min(gross, total, tax, lineDiscount, basketDiscount)).toBeGreaterThanOrEqual(0)
        for (const { net, tax, parts = [] } of taxes) expect(Math.min(net, tax, ...parts.map((part) => part.tax))).toBeGreaterThanOrEqual(0)
      }
    }),
    { numRuns: 400 },
  )
})

test('[RET-4] [RET-5] all of a sale back, at once or in parts, pays back what was paid, tender by tender and coin by coin', () => {
  fc.assert(
    fc.property(anySale, anySteps, fc.boolean(), ({ shop, sale }, steps, ruleGone) => {
      const refunds = inSteps(sale, steps, ruleGone ? {} : ruleOf(shop))
      const back = refunds.flatMap(({ tenders }) => tenders)
      const of = (type: string, among: readonly { readonly type: string; readonly amount: number }[]): number => sum(among.filter((one) => one.type === type).map(({ amount }) => amount))
      for (const type of ['cash', 'card', 'wallet', 'rounding']) expect(of(type, back), type).toBe(of(type, sale.tenders))
      for (const { tenderNo, type, amount } of sale.tenders) {
        if (type !== 'card' && type !== 'wallet') continue
        expect(sum(back.map((one) => ((one.type === 'card' || one.type === 'wallet') && one.of === tenderNo ? one.amount : 0)))).toBe(amount)
      }
      expect(back.some((one) => (one.type === 'cash' || one.type === 'rounding') && one.from === 'instead')).toBe(false)
    }),
    { numRuns: 400 },
  )
})

test('[RET-9] every refund made here is canonical and passes the re-adder, alone and against its sale', () => {
  fc.assert(
    fc.property(anySale, anySteps, fc.boolean(), ({ shop, sale }, steps, cashInstead) => {
      const refunds = inSteps(sale, steps, { ...ruleOf(shop), cashInstead })
      refunds.forEach((body, index) => {
        expect(checkRefund(body, packs, { sale, refunds: refunds.slice(0, index) })).toEqual([])
        expect(canonicalValue(body)).toBe(body)
      })
    }),
    { numRuns: 200 },
  )
})

test('[RET-20] only what stands and comes back is priced, and a share of the basket\'s discount is said where there is one', () => {
  const sale = sold(china, [itemLine(1), itemLine(2)], undefined, { kind: 'amount', minor: minor(100), reason: 'staff' })
  const basket = returning(sale, [{ lineNo: 1, quantity: 1000 }, { lineNo: 2, quantity: 1000 }])
  const struck = { ...basket, lines: [{ ...basket.lines[0]!, removed: true }, basket.lines[1]!, itemLine(3)] }
  expect(value(priceReturns(struck, { sale, refunds: [] }))).toMatchObject({ lines: [{ lineNo: 2, basketDiscount: 50 }], basketDiscount: 50, total: 300, itemCount: 1 })
  const plain = value(priceReturns(returning(sold(china, [itemLine(1)]), [{ lineNo: 1, quantity: 1000 }]), { sale: sold(china, [itemLine(1)]), refunds: [] }))
  expect([Object.hasOwn(plain, 'basketDiscount'), Object.keys(plain.lines[0]!)]).toEqual([false, ['lineNo', 'gross', 'discount', 'total', 'rate', 'tax']])
})

test('[RET-6] what comes back raises the shelf, and what is wasted leaves it again', () => {
  const sale = sold(china, [itemLine(1, { quantity: thousandths(3000) }), itemLine(2)])
  const { movements } = refunded(sale, [{ lineNo: 1, quantity: 1000 }, { lineNo: 1, quantity: 2000, condition: 'waste' }, { lineNo: 2, quantity: 1000 }])
  expect(movements).toEqual([{ itemId: 'i1', quantity: 3000 }, { itemId: 'i2', quantity: 1000 }, { itemId: 'i1', quantity: -2000, reason: 'waste' }])
  expect(sum(movements.filter(({ itemId }) => itemId === 'i1').map(({ quantity }) => quantity))).toBe(1000)
})

test('[RET-7] without a receipt it is worth what it costs today, taxed by the date of the return, and never more', () => {
  const germany: Shop = { currency: 'EUR', pack: 'DE-2007', classes: [] }
  const goods = { itemId: 'i1', sku: 's1', names: { en: 'Tea' }, quantity: thousandths(2000), unit: 'each', price: { minor: minor(119), per: thousandths(1000) }, taxClass: 'standard', condition: 'stock', reason: 'other' } as const
  const today = { minor: minor(1000), per: thousandths(3000) }
  expect(codeOf(goodsWithoutReceipt({ ...goods, price: { minor: minor(333), per: thousandths(1000) } }, today))).toBe('accepted')
  expect(codeOf(goodsWithoutReceipt({ ...goods, price: today }, today))).toBe('accepted')
  expect(goodsWithoutReceipt({ ...goods, price: { minor: minor(334), per: thousandths(1000) } }, today)).toEqual({ ok: false, refusal: { code: 'return.priceTooHigh', params: { maximum: 1000 } } })
  // Also where the shelf itself gives it away.
  for (const price of [today, { minor: minor(0), per: thousandths(1000) }]) expect(codeOf(goodsWithoutReceipt({ ...goods, price: { minor: minor(0), per: thousandths(1000) } }, price))).toBe('return.priceZero')
  const { line } = value(addedReturn(basketOf([], germany.currency), value(goodsWithoutReceipt(goods, today)), act))
  const basket = basketOf([line], germany.currency)
  const on = (businessDate: string) => priceReturns(basket, { pack: packs['DE-2007']!, businessDate })
  expect(value(on('2026-11-21'))).toMatchObject({ total: 238, tax: 38, itemCount: 2, taxes: [{ rate: 190_000, net: 200, tax: 38, gross: 238 }] })
  expect(value(on('2020-08-01'))).toMatchObject({ tax: 33 })
  expect(codeOf(on('1999-01-01'))).toBe('tax.noRate')
  const ofSale = returning(sold(germany, [itemLine(1)]), [{ lineNo: 1, quantity: 1000 }])
  expect(codeOf(priceReturns(ofSale, { pack: packs['DE-2007']!, businessDate: date }))).toBe('return.lineUnknown')
})

test('[RET-8] goods the sale does not have, of another sale or in another currency are refused', () => {
  const sale = sold(china, [itemLine(1), itemLine(2)])
  const basket = returning(sale, [{ lineNo: 2, quantity: 1000 }])
  expect(codeOf(goodsOf(sale, 3, thousandths(1000), [], back))).toBe('return.lineUnknown')
  expect(codeOf(priceReturns(basket, { sale: { ...sale, lines: sale.lines.slice(0, 1) }, refunds: [] }))).toBe('return.lineUnknown')
  expect(codeOf(priceReturns(basket, { sale: { ...sale, saleId: 'other' }, refunds: [] }))).toBe('return.lineUnknown')
  expect(codeOf(priceReturns({ ...basket, currency: 'EUR' }, { sale, refunds: [] }))).toBe('return.otherCurrency')
})

test('[RET-8] goods come back as they were sold, with their lot, and without what the sale does not say', () => {
  const sale = sold(china, [itemLine(1, { barcode: '96385074', lot: 'L7', expiry: '2027-01-31', serial: 'S1', override: { price: { minor: minor(300), per: thousandths(1000) }, reason: 'damaged' } }), itemLine(2, { quantity: thousandths(2000) })])
  const origin = { saleId: 'sale-1', saleNumber: '3-1', soldOn: date, verified: 'known' }
  const all = value(everythingLeft(sale, [], back))
  expect(all).toStrictEqual([
    { origin: { ...origin, saleLineNo: 1 }, itemId: 'i1', sku: 's1', names: { en: 'Item 1' }, barcode: '96385074', quantity: 1000, unit: 'each', price: { minor: 300, per: 1000 }, taxClass: 'standard', condition: 'stock', reason: 'faulty', lot: 'L7', expiry: '2027-01-31', serial: 'S1', left: 1000 },
    { origin: { ...origin, saleLineNo: 2 }, itemId: 'i2', sku: 's2', names: { en: 'Item 2' }, quantity: 2000, unit: 'each', price: { minor: 350, per: 1000 }, taxClass: 'standard', condition: 'stock', reason: 'faulty', left: 2000 },
  ])
  expect(everythingLeft(sale, [refunded(sale, [{ lineNo: 1, quantity: 1000 }])], back)).toMatchObject({ value: [{ itemId: 'i2' }] })
})
