import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Basket, type ItemLine } from '../basket/index.ts'
import { canonicalValue } from '../journal/index.ts'
import { minor, type CurrencyCode } from '../money/index.ts'
import { priceBasket } from '../pricing/index.ts'
import { onePiece } from '../quantity/index.ts'
import { taxPacks } from '../tax/index.ts'
import { cashRoundingRules, settle, type TenderLine, type TenderRequest } from '../tender/index.ts'
import { checkSale, saleBody, type SaleBody } from './index.ts'

const date = '2026-11-21'
interface Shop { readonly currency: CurrencyCode; readonly pack: string; readonly rule?: string }
function sell(prices: readonly (readonly [number, string])[], { currency, pack, rule }: Shop, requests: readonly TenderRequest[]): SaleBody {
  const lines = prices.map(([price, taxClass], index): ItemLine => ({
    kind: 'item', lineNo: index + 1, itemId: `i${index}`, sku: `s${index}`, names: { en: 'x' }, quantity: onePiece, unit: 'each', price: { minor: minor(price), per: onePiece }, taxClass, removed: false,
  }))
  const basket: Basket = { id: 'b', openedAt: 5, businessDate: date, currency, catalogueVersion: 1, lines, trail: [] }
  const priced = priceBasket(lines, currency, taxPacks[pack]!, date)
  if (!priced.ok) throw new Error(priced.refusal.code)
  const cashRounding = rule === undefined ? undefined : cashRoundingRules[rule]!
  const settled = settle(priced.value.total, requests, { confirmed: true, ...(cashRounding === undefined ? {} : { cashRounding }) })
  if (!settled.ok) throw new Error(settled.refusal.code)
  return saleBody({ saleId: 's', number: '3-1', basket, priced: priced.value, ...settled.value, language: 'en', taxPackId: pack })
}
const demo: Shop = { currency: 'CNY', pack: 'CN-2019', rule: 'CN-0.10-down' }
const newYork: Shop = { currency: 'USD', pack: 'US-NY-NYC' }

test('[SAL-9] a sale freezes the rounding of its cash and what was payable, and its total and tax are those of a card', () => {
  const rounded = sell([[1293, 'standard']], demo, [{ type: 'cash', received: minor(2000) }])
  expect(rounded).toMatchObject({
    total: 1293, payable: 1290, change: 710,
    tenders: [{ tenderNo: 1, type: 'cash', amount: 1290, received: 2000, change: 710 }, { tenderNo: 2, type: 'rounding', amount: 3, rule: 'CN-0.10-down' }],
  })
  const { tenders: _, change: __, payable: ___, ...same } = rounded
  const { tenders: ____, change: _____, ...byCard } = sell([[1293, 'standard']], demo, [{ type: 'card' }])
  expect(same).toEqual(byCard)
  expect(Object.hasOwn(sell([[1290, 'standard']], demo, [{ type: 'cash' }]), 'payable')).toBe(false)
})

test('[SAL-9] a stacked rate is frozen with its parts, and its lines with their bucket', () => {
  const sale = sell([[1000, 'standard'], [2000, 'cityService']], newYork, [{ type: 'card' }])
  expect(sale.taxes).toMatchObject([{ tax: 89, parts: [{ tax: 40 }, { tax: 45 }, { tax: 4 }] }, { tax: 90, parts: [{ name: 'New York City', tax: 90 }] }])
  expect(sale.lines.map(({ taxGroup }) => taxGroup)).toEqual(sale.taxes.map(({ taxGroup }) => taxGroup))
  expect(Object.hasOwn(sell([[1000, 'standard']], demo, [{ type: 'card' }]).lines[0]!, 'taxGroup')).toBe(false)
})

const shops: readonly Shop[] = [
  demo, newYork,
  { currency: 'CNY', pack: 'CN-2019', rule: 'CN-1.00-down' },
  { currency: 'USD', pack: 'US-NY-NYC-LINE' },
  { currency: 'CAD', pack: 'CA-QC-2012', rule: 'CA-0.05' },
  { currency: 'CHF', pack: 'DE-2007', rule: 'CH-0.05' },
  { currency: 'SEK', pack: 'DE-2007', rule: 'SE-1.00' },
  { currency: 'JPY', pack: 'JP-2019' },
]
const anySale = fc.constantFrom(...shops).chain((shop) =>
  fc
    .record({
      prices: fc.array(fc.tuple(fc.integer({ min: 1, max: 5000 }), fc.constantFrom('standard', 'zero')), { minLength: 1, maxLength: 6 }),
      card: fc.option(fc.integer({ min: 1, max: 900 }), { nil: undefined }),
    })
    .map(({ prices, card }) => {
      const { total } = sell(prices, shop, [{ type: 'card' }])
      return sell(prices, shop, card === undefined || card >= total ? [{ type: 'cash' }] : [{ type: 'card', amount: minor(card) }, { type: 'cash' }])
    }),
)

test('[SAL-3] [SAL-10] the re-adder finds nothing in any rounded or stacked sale made here, and each is canonical', () => {
  fc.assert(
    fc.property(anySale, (sale) => {
      expect(checkSale(sale)).toEqual([])
      expect(canonicalValue(sale)).toBe(sale)
    }),
    { numRuns: 300 },
  )
})

test('[SAL-4] [SAL-10] each single changed figure of tenders, parts and what is payable is found', () => {
  fc.assert(
    fc.property(anySale, fc.nat(), fc.integer({ min: -500, max: 500 }).filter((by) => by !== 0), (sale, pick, by) => {
      const changes: SaleBody[] = [
        ...sale.tenders.map((tender, at) => ({ ...sale, tenders: sale.tenders.with(at, { ...tender, amount: minor(tender.amount + by) }) })),
        ...(sale.payable === undefined ? [] : [{ ...sale, payable: minor(sale.payable + by) }]),
        ...sale.taxes.flatMap((bucket, at) =>
          (bucket.parts ?? []).flatMap((part, index, parts) =>
            (['tax', 'rate'] as const).map((key) => ({ ...sale, taxes: sale.taxes.with(at, { ...bucket, parts: parts.with(index, { ...part, [key]: part[key] + by }) }) })),
          ),
        ),
      ]
      expect(checkSale(changes[pick % changes.length]!)).not.toEqual([])
    }),
    { numRuns: 500 },
  )
})

const sample = sell([[1293, 'standard']], demo, [{ type: 'cash' }])
const [cash, rounding] = sample.tenders as [TenderLine, TenderLine]
const { payable: _payable, ...withoutPayable } = sample
const stackedSale = sell([[1000, 'standard'], [2000, 'cityService']], newYork, [{ type: 'card' }])
const [both, city] = stackedSale.taxes as [SaleBody['taxes'][number], SaleBody['taxes'][number]]
const quebecSale = sell([[999, 'standard']], { currency: 'CAD', pack: 'CA-QC-2012' }, [{ type: 'card' }])
const [gst] = quebecSale.taxes as [SaleBody['taxes'][number]]

test.each<[string, SaleBody, string]>([
  ['a rounding by an unknown rule', { ...sample, tenders: [cash, { ...rounding, rule: 'constructor' } as TenderLine] }, 'tender 2: not what its rule rounds'],
  ['a rounding by the rule of another currency', { ...sample, currency: 'CHF' }, 'tender 2: not what its rule rounds'],
  ['a rounding by another rule', { ...sample, tenders: [cash, { ...rounding, rule: 'CN-1.00-down' } as TenderLine] }, 'tender 2: not what its rule rounds'],
  ['a rounding of nothing', { ...sample, total: minor(1290), tenders: [cash, { ...rounding, amount: minor(0) }] }, 'tender 2: not what its rule rounds'],
  ['money put aside as rounding', { ...sample, tenders: [{ ...cash, amount: minor(1200), received: minor(1200) } as TenderLine, { ...rounding, amount: minor(93) }], payable: minor(1200) }, 'tender 2: not what its rule rounds'],
  ['a rounding before the cash', { ...sample, tenders: [{ ...rounding, tenderNo: 1 }, { ...cash, tenderNo: 2 }] }, 'tender 1: a rounding that is not of the last cash'],
  ['a rounding behind a card', { ...sample, tenders: [{ tenderNo: 1, type: 'card', amount: minor(1290), approval: 'approvedOnTerminal' }, rounding] }, 'tender 2: a rounding that is not of the last cash'],
  ['a rounding without what is payable', withoutPayable, 'a rounding without what is payable, or the other way round'],
  ['what is payable without a rounding', { ...stackedSale, payable: stackedSale.total }, 'a rounding without what is payable, or the other way round'],
  ['a payable that is another', { ...sample, payable: minor(1289) }, 'total less rounding is not what is payable'],
  ['a part of another name', { ...stackedSale, taxes: [{ ...both, parts: both.parts!.with(0, { ...both.parts![0]!, name: 'Elsewhere' }) }, city] }, 'rate 88750: its parts are not those of the tax pack'],
  ['an amount moved between two parts', { ...stackedSale, taxes: [{ ...both, parts: [{ ...both.parts![0]!, tax: minor(41) }, { ...both.parts![1]!, tax: minor(44) }, both.parts![2]!] }, city] }, 'rate 88750: its parts are not those of the tax pack'],
  ['an amount moved between two taxes that are rounded each', { ...quebecSale, taxes: [{ ...gst, parts: [{ ...gst.parts![0]!, tax: minor(51) }, { ...gst.parts![1]!, tax: minor(99) }] }] }, 'rate 149750: its parts are not those of the tax pack'],
  ['a net past all numbers', { ...quebecSale, taxes: [{ ...gst, net: Number.MAX_SAFE_INTEGER as typeof gst.net, tax: 1.5 as typeof gst.tax }] }, 'rate 149750: its parts are not those of the tax pack'],
  ['parts of a pack nobody knows', { ...stackedSale, taxPack: 'constructor' }, 'rate 88750: its parts are not those of the tax pack'],
  ['a part left out', { ...stackedSale, taxes: [{ ...both, parts: both.parts!.slice(1) }, city] }, 'rate 88750: its parts do not add up to its tax'],
  ['a bucket of another combination', { ...stackedSale, taxes: [{ ...both, taxGroup: 'New York City:45000' }, city] }, 'rate 88750: no line has it'],
  ['the same combination twice', { ...stackedSale, taxes: [both, city, city] }, 'a rate has two buckets'],
])('[SAL-10] %s is found', (_, sale, problem) => {
  expect(checkSale(sample)).toEqual([])
  expect([checkSale(stackedSale), checkSale(quebecSale)]).toEqual([[], []])
  expect(checkSale(sale)).toContain(problem)
})

test('[SAL-13] the re-adder takes a card with its last four digits, and finds one digit more, or a whole number anywhere', () => {
  const payment = { attemptId: '0191f2c4-1111-7222-8333-123456789012', trace: '000077', lastFour: '1234' }
  const paid = (more: object): string[] => checkSale(sell([[1293, 'standard']], demo, [{ type: 'card', amount: minor(1293), payment: { ...payment, ...more } }]))
  expect(paid({})).toEqual([])
  expect(paid({ lastFour: '61234' })).toEqual(['tender 1: more or less than the last four digits'])
  expect(paid({ receiptNo: '4929123456781234' })).toEqual(['tender 1: a number as long as a card number'])
})

test('[SAL-10] change on foreign notes is rounded for the customer, what was cut off before still adds up, and any other is found', () => {
  const dollars: TenderRequest = { type: 'foreignCash', currency: 'USD', received: 1000, rate: { home: 71_234, foreign: 10_000, on: date } }
  const sale = sell([[1280, 'standard']], demo, [dollars])
  const withChange = (change: number): SaleBody => {
    const tenders = sale.tenders.map((tender): TenderLine => (tender.type === 'foreignCash' ? { ...tender, amount: minor(7123 - change), change: minor(change) } : { ...tender, amount: minor(change - 5843) } as TenderLine))
    return { ...sale, tenders, change: minor(change), payable: minor(7123 - change) }
  }
  expect(sale).toEqual(withChange(5850))
  expect([5850, 5840, 5830, 5860].map((change) => checkSale(withChange(change)).length > 0)).toEqual([false, false, true, true])
})
