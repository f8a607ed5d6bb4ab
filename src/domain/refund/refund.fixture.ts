import fc from 'fast-check'
import { addedReturn, type Basket, type Discount, type ItemLine, type ReturnCondition, type ReturnedGoods } from '../basket/index.ts'
import { type Result } from '../errors/index.ts'
import { minor, type CurrencyCode, type Minor } from '../money/index.ts'
import { priceBasket } from '../pricing/index.ts'
import { thousandths } from '../quantity/index.ts'
import { saleBody, type SaleBody } from '../sale/index.ts'
import { taxPacks, type TaxPack } from '../tax/index.ts'
import { cashRoundingRules, settle, type CashRoundingRule, type TenderRequest } from '../tender/index.ts'
import { goodsOf, priceReturns, refundBody, settleReturn, type PastRefund, type RefundBody, type ReturnSettling, type VoidReason } from './index.ts'

export const date = '2026-11-21'
export const act = { at: 7, operator: 'op-1' }

/** Packs of every kind: in the price or on top, by line or document, stacked whole or each, of 0, 2 and 3 decimals. */
export interface Shop {
  readonly currency: CurrencyCode
  readonly pack: string
  readonly classes: readonly string[]
  readonly rule?: string
}

export const packs: Readonly<Record<string, TaxPack>> = {
  ...taxPacks,
  'XX-LINE': { ...taxPacks['GB-2011']!, id: 'XX-LINE', scope: 'line' },
  'XX-EACH-LINE': { ...taxPacks['CA-QC-2012']!, id: 'XX-EACH-LINE', scope: 'line' },
  'XX-EACH-IN': { ...taxPacks['CA-QC-2012']!, id: 'XX-EACH-IN', priceMode: 'inclusive' },
}

export const shops: readonly Shop[] = [
  { currency: 'CNY', pack: 'CN-2019', classes: ['standard', 'reduced', 'zero'], rule: 'CN-0.10-down' },
  { currency: 'CNY', pack: 'CN-2019', classes: ['standard', 'service'], rule: 'CN-1.00-down' },
  { currency: 'GBP', pack: 'GB-2011', classes: ['standard', 'reduced', 'zero'] },
  { currency: 'EUR', pack: 'DE-2007', classes: ['standard', 'reduced'] },
  { currency: 'SEK', pack: 'XX-LINE', classes: ['standard', 'reduced'], rule: 'SE-1.00' },
  { currency: 'CHF', pack: 'GB-2011', classes: ['standard', 'zero'], rule: 'CH-0.05' },
  { currency: 'NZD', pack: 'GB-2011', classes: ['standard'], rule: 'NZ-0.10' },
  { currency: 'JPY', pack: 'JP-2019', classes: ['standard', 'reduced'] },
  { currency: 'JPY', pack: 'JP-2019-BEFORE-TAX', classes: ['standard', 'reduced'] },
  { currency: 'KWD', pack: 'XX-LINE', classes: ['standard', 'zero'] },
  { currency: 'USD', pack: 'US-NY-NYC', classes: ['standard', 'cityService', 'zero'] },
  { currency: 'USD', pack: 'US-NY-NYC-LINE', classes: ['standard', 'cityService'] },
  { currency: 'CAD', pack: 'CA-QC-2012', classes: ['standard', 'federal', 'zero'], rule: 'CA-0.05' },
  { currency: 'CAD', pack: 'XX-EACH-LINE', classes: ['standard', 'federal'], rule: 'CA-0.05' },
  { currency: 'CAD', pack: 'XX-EACH-IN', classes: ['standard', 'federal'] },
]

export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}

export function codeOf(result: Result<unknown>): string {
  return result.ok ? 'accepted' : result.refusal.code
}

export function ruleOf({ rule }: Shop): { readonly cashRounding?: CashRoundingRule } {
  const cashRounding = rule === undefined ? undefined : cashRoundingRules[rule]
  return cashRounding === undefined ? {} : { cashRounding }
}

export function itemLine(lineNo: number, facts: Partial<ItemLine> = {}): ItemLine {
  const price = { minor: minor(350), per: thousandths(1000) }
  return { kind: 'item', lineNo, itemId: `i${lineNo}`, sku: `s${lineNo}`, names: { en: `Item ${lineNo}` }, quantity: thousandths(1000), unit: 'each', price, taxClass: 'standard', removed: false, ...facts }
}

export function basketOf(lines: Basket['lines'], currency: CurrencyCode = 'CNY', discount?: Discount): Basket {
  return { id: 'basket-1', openedAt: 5, businessDate: date, currency, catalogueVersion: 1, lines, trail: [], ...(discount === undefined ? {} : { discount }) }
}

/** The whole way of a sale, through the doors that the register uses. */
export function sold(shop: Shop, lines: readonly ItemLine[], requests: (total: Minor) => readonly TenderRequest[] = () => [{ type: 'cash' }], discount?: Discount, saleId = 'sale-1'): SaleBody {
  const basket = basketOf(lines, shop.currency, discount)
  const priced = value(priceBasket(lines, shop.currency, packs[shop.pack]!, date, discount))
  const settled = value(settle(priced.total, requests(priced.total), { confirmed: true, ...ruleOf(shop) }))
  return saleBody({ saleId, number: '3-1', basket, priced, ...settled, language: 'en', taxPackId: shop.pack })
}

export interface Wanted {
  readonly lineNo: number
  readonly quantity: number
  readonly condition?: ReturnCondition
}

/** A basket that returns so much of a sale. */
export function returning(sale: SaleBody, wanted: readonly Wanted[], refunds: readonly PastRefund[] = [], reason: ReturnedGoods['reason'] = 'changedMind'): Basket {
  let basket = basketOf([], sale.currency)
  for (const { lineNo, quantity, condition = 'stock' } of wanted) {
    const goods = value(goodsOf(sale, lineNo, thousandths(quantity), refunds, { soldOn: date, language: 'en', condition, reason }))
    const { line, step } = value(addedReturn(basket, goods, act))
    const known = basket.lines.some((one) => one.lineNo === line.lineNo)
    basket = { ...basket, lines: known ? basket.lines.map((one) => (one.lineNo === line.lineNo ? line : one)) : [...basket.lines, line], trail: [...basket.trail, step] }
  }
  return basket
}

/** The whole way of a refund. */
export function refunded(sale: SaleBody, wanted: readonly Wanted[], refunds: readonly PastRefund[] = [], settling: Omit<ReturnSettling, 'source'> = {}, voidReason?: VoidReason): RefundBody {
  const basket = returning(sale, wanted, refunds, voidReason === undefined ? 'changedMind' : 'voided')
  const priced = value(priceReturns(basket, { sale, refunds }))
  const settled = settleReturn(priced.total, { source: { sale, refunds }, ...settling })
  return refundBody({ refundId: `refund-${refunds.length + 1}`, number: `3-${refunds.length + 2}`, basket, priced, settled, language: 'en', taxPackId: sale.taxPack, ...(voidReason === undefined ? {} : { voidReason }) })
}

const percent = fc.integer({ min: 1, max: 1_000_000 }).map((ppm): Discount => ({ kind: 'percent', ppm, reason: 'staff' }))
const amountOff = fc.integer({ min: 1, max: 3000 }).map((size): Discount => ({ kind: 'amount', minor: minor(size), reason: 'goodwill' }))
const anyDiscount = fc.option(fc.oneof(percent, amountOff), { nil: undefined, freq: 2 })
const anyTenders = fc.record({ card: fc.nat(100), second: fc.nat(100), wallet: fc.boolean() })

function requestsOf(total: Minor, { card, second, wallet }: { readonly card: number; readonly second: number; readonly wallet: boolean }): TenderRequest[] {
  const first = minor(Math.floor((total * card) / 100))
  const other = minor(Math.floor(((total - first) * second) / 100))
  const requests: TenderRequest[] = []
  if (first > 0) requests.push({ type: 'card', amount: first, payment: { attemptId: 'a1', trace: '17' } })
  if (other > 0) requests.push(wallet ? { type: 'wallet', amount: other, payment: { attemptId: 'a2' } } : { type: 'card', amount: other })
  if (first + other < total || total === 0) requests.push({ type: 'cash' })
  return requests
}

/** Sales of every kind of shop: pieces and weights, labels, discounts of both kinds, cards, wallets and cash. */
export const anySale = fc.constantFrom(...shops).chain((shop) =>
  fc
    .record({
      lines: fc.array(
        fc.record({
          price: fc.oneof(fc.nat(20), fc.nat(3000)),
          per: fc.constantFrom(1000, 3000),
          pieces: fc.integer({ min: 1, max: 9 }),
          weight: fc.option(fc.integer({ min: 1, max: 4000 }), { nil: undefined, freq: 4 }),
          taxClass: fc.constantFrom(...shop.classes),
          discount: anyDiscount,
        }),
        { minLength: 1, maxLength: 5 },
      ),
      discount: anyDiscount,
      tenders: anyTenders,
    })
    .map(({ lines, discount, tenders }) => {
      const items = lines.map(({ price, per, pieces, weight, taxClass, discount: own }, index) =>
        itemLine(index + 1, {
          price: { minor: minor(price), per: thousandths(per) },
          quantity: thousandths(weight ?? pieces * 1000),
          unit: weight === undefined ? 'each' : 'kg',
          taxClass,
          ...(own === undefined ? {} : { discount: own }),
        }),
      )
      return { shop, sale: sold(shop, items, (total) => requestsOf(total, tenders), discount) }
    }),
)

/** Ways to bring a sale back in parts: each step says how much of what is left of each line, in a tenth. */
export const anySteps = fc.array(fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 5, maxLength: 5 }), { minLength: 1, maxLength: 5 })
