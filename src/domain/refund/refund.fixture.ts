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

function packOf(id: string, among: Readonly<Record<string, TaxPack>> = taxPacks): TaxPack {
  const pack = among[id]
  if (pack === undefined) throw new Error(`no pack ${id}`)
  return pack
}

export const packs: Readonly<Record<string, TaxPack>> = {
  ...taxPacks,
  'XX-LINE': { ...packOf('GB-2011'), id: 'XX-LINE', scope: 'line' },
  'XX-EACH-LINE': { ...packOf('CA-QC-2012'), id: 'XX-EACH-LINE', scope: 'line' },
  'XX-EACH-IN': { ...packOf('CA-QC-2012'), id: 'XX-EACH-IN', priceMode: 'inclusive' },
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
  const priced = value(priceBasket(lines, shop.currency, packOf(shop.pack, packs), date, discount))
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

/** Sixty numbers are a sale: the tests draw them, so that a failing sale can be made smaller. */
export const numbersOfSale = { minLength: 60, maxLength: 60 }

type Take = (below: number) => number

function takeDiscount(take: Take): Discount | undefined {
  const kind = take(4)
  if (kind > 1) return undefined
  return kind === 0 ? { kind: 'percent', ppm: 1 + take(1_000_000), reason: 'staff' } : { kind: 'amount', minor: minor(1 + take(3000)), reason: 'goodwill' }
}

function takeLine(take: Take, lineNo: number, { classes }: Shop): ItemLine {
  const price = { minor: minor(take(take(2) === 0 ? 20 : 3000)), per: thousandths(take(3) === 0 ? 3000 : 1000) }
  const goods = take(4) === 0 ? ({ unit: 'kg', quantity: thousandths(1 + take(4000)) } as const) : ({ unit: 'each', quantity: thousandths(1000 * (1 + take(9))) } as const)
  const discount = takeDiscount(take)
  return itemLine(lineNo, { price, ...goods, taxClass: classes[take(classes.length)] ?? 'standard', ...(discount === undefined ? {} : { discount }) })
}

/** Cards, wallets and cash in any mixture, each with or without a reference. */
function takeTenders(take: Take): (total: Minor) => TenderRequest[] {
  const [card, second, wallet] = [take(101), take(101), take(2) === 0]
  return (total) => {
    const first = minor(Math.floor((total * card) / 100))
    const other = minor(Math.floor(((total - first) * second) / 100))
    const requests: TenderRequest[] = []
    if (first > 0) requests.push({ type: 'card', amount: first, payment: { attemptId: 'a1', trace: '17' } })
    if (other > 0) requests.push(wallet ? { type: 'wallet', amount: other, payment: { attemptId: 'a2' } } : { type: 'card', amount: other })
    if (first + other < total || total === 0) requests.push({ type: 'cash' })
    return requests
  }
}

/** A sale of any kind of shop: pieces and weights, discounts of both kinds, cards, wallets and cash. */
export function saleFrom(numbers: readonly number[]): { readonly shop: Shop; readonly sale: SaleBody } {
  let next = 0
  const take: Take = (below) => (numbers[next++] ?? 0) % below
  const shop = shops[take(shops.length)] ?? { currency: 'CNY', pack: 'CN-2019', classes: ['standard'] }
  const requests = takeTenders(take)
  const discount = takeDiscount(take)
  const lines = Array.from({ length: 1 + take(5) }, (_, index) => takeLine(take, index + 1, shop))
  return { shop, sale: sold(shop, lines, requests, discount) }
}
