import { addedReturn, type Basket, type ItemLine } from '../basket/index.ts'
import { type Result } from '../errors/index.ts'
import { minor, type CurrencyCode } from '../money/index.ts'
import { priceBasket } from '../pricing/index.ts'
import { thousandths } from '../quantity/index.ts'
import { everythingLeft, goodsOf, leftToReturn, priceReturns, refundBody, settleExchange, settleReturn, type RefundBody } from '../refund/index.ts'
import { saleBody, type SaleBody } from '../sale/index.ts'
import { taxPacks, type TaxPack } from '../tax/index.ts'
import { cashRoundingRules, settle, type CashRoundingRule, type TenderRequest } from '../tender/index.ts'
import { book, emptyBooks, type BookedEntry, type Books, type CashMovementKind, type Posting } from './index.ts'

export const date = '2026-11-21'
const act = { at: 7, operator: 'op-1' }

/** In the price with coins that are missing, on top of it, and without decimals. */
const shops: readonly { readonly currency: CurrencyCode; readonly pack: string; readonly classes: readonly string[]; readonly rule?: string }[] = [
  { currency: 'CNY', pack: 'CN-2019', classes: ['standard', 'reduced', 'zero'], rule: 'CN-1.00-down' },
  { currency: 'CHF', pack: 'GB-2011', classes: ['standard', 'zero'], rule: 'CH-0.05' },
  { currency: 'USD', pack: 'US-NY-NYC', classes: ['standard', 'zero'] },
  { currency: 'JPY', pack: 'JP-2019', classes: ['standard', 'reduced'] },
]

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}

function packOf(id: string): TaxPack {
  const pack = taxPacks[id]
  if (pack === undefined) throw new Error(`no pack ${id}`)
  return pack
}

/** A journal of a till, as the register writes one, from a list of numbers: a failing day can be made smaller. */
export interface Day {
  readonly entries: readonly BookedEntry[]
  readonly sales: readonly SaleBody[]
  readonly refunds: readonly RefundBody[]
  /** What went into and out of the drawer, added up beside the ledger: by the shift it was written in. */
  readonly cash: ReadonlyMap<number, number>
}

type Take = (below: number) => number

export function dayFrom(numbers: readonly number[]): Day {
  let next = 0
  const take: Take = (below) => (numbers[next++] ?? 0) % below
  const shop = shops[take(shops.length)] ?? { currency: 'CNY', pack: 'CN-2019', classes: ['standard'] }
  const pack = packOf(shop.pack)
  const rounding: CashRoundingRule | undefined = shop.rule === undefined ? undefined : cashRoundingRules[shop.rule]
  const options = { confirmed: true, ...(rounding === undefined ? {} : { cashRounding: rounding }) }
  const entries: BookedEntry[] = []
  const sales: SaleBody[] = []
  const refunds: RefundBody[] = []
  const cash = new Map<number, number>()
  let receipts = 0
  let shifts = 0
  let active: number | undefined
  let suspended: number[] = []
  let closed = 0

  function write(type: string, body: object, inDrawer = 0): void {
    entries.push({ type, schemaVersion: 1, epoch: 1, seq: entries.length + 1, at: 1_763_700_000_000 + entries.length * 1000, tzOffset: 480, businessDate: date, operator: `op-${1 + take(2)}`, body })
    if (type.startsWith('shift.')) return
    if (active === undefined) active = shifts += 1
    cash.set(active, (cash.get(active) ?? 0) + inDrawer)
  }

  function lines(): ItemLine[] {
    return Array.from({ length: 1 + take(4) }, (_, index): ItemLine => {
      const price = { minor: minor(1 + take(3000)), per: thousandths(1000) }
      const quantity = thousandths(1000 * (1 + take(5)))
      const discount = take(3) === 0 ? ({ kind: 'percent', ppm: 1 + take(900_000), reason: 'staff' } as const) : undefined
      const override = take(5) === 0 ? ({ price: { minor: minor(1 + take(3000)), per: thousandths(1000) }, reason: 'damaged' } as const) : undefined
      const itemId = `i${1 + take(4)}`
      return { kind: 'item', lineNo: index + 1, itemId, sku: itemId, names: { en: itemId }, quantity, unit: 'each', price, taxClass: shop.classes[take(shop.classes.length)] ?? 'standard', removed: false, ...(discount === undefined ? {} : { discount }), ...(override === undefined ? {} : { override }) }
    })
  }

  function basket(of: readonly Basket['lines'][number][]): Basket {
    return { id: `sale-${sales.length + 1}`, openedAt: 5, businessDate: date, currency: shop.currency, catalogueVersion: 1, lines: of, trail: [] }
  }

  function tenders(total: number): TenderRequest[] {
    const card = minor(Math.floor((total * take(101)) / 100))
    return [...(card > 0 ? [{ type: 'card', amount: card } as const] : []), ...(card < total || total === 0 ? [{ type: 'cash' } as const] : [])]
  }

  const inCash = (lines_: readonly { readonly type: string; readonly amount: number }[]): number => lines_.reduce((sum, { type, amount }) => (type === 'cash' ? sum + amount : sum), 0)
  const number = (): string => `3-${(receipts += 1)}`

  function sell(): void {
    const of = lines()
    const priced = value(priceBasket(of, shop.currency, pack, date))
    const settled = value(settle(priced.total, tenders(priced.total), options))
    const sale = saleBody({ saleId: `sale-${sales.length + 1}`, number: number(), basket: basket(of), priced, ...settled, language: 'en', taxPackId: shop.pack })
    sales.push(sale)
    write('sale.completed', sale, inCash(sale.tenders))
  }

  /** A part of an earlier sale comes back, all of it as a void, or a part of it against something else. */
  function giveBack(kind: 'return' | 'void' | 'exchange'): void {
    const sale = sales[take(Math.max(1, sales.length))]
    if (sale === undefined) return
    const left = leftToReturn(sale, refunds).filter((line) => line.left > 0)
    const [first] = left
    if (first === undefined) return
    const back = { soldOn: date, language: 'en', condition: 'stock' } as const
    const goods = kind === 'void' ? value(everythingLeft(sale, refunds, { ...back, reason: 'voided' })) : [value(goodsOf(sale, first.lineNo, thousandths(1000), refunds, { ...back, reason: 'changedMind' }))]
    let returning = basket([])
    for (const one of goods) returning = { ...returning, lines: [...returning.lines, value(addedReturn(returning, one, act)).line] }
    const priced = value(priceReturns(returning, { sale, refunds }))
    const settling = { source: { sale, refunds }, ...(rounding === undefined ? {} : { cashRounding: rounding }) }
    const refundId = `refund-${refunds.length + 1}`
    const freeze = (settled: Parameters<typeof refundBody>[0]['settled']): RefundBody => refundBody({ refundId, number: number(), basket: returning, priced, settled, language: 'en', taxPackId: shop.pack, ...(kind === 'void' ? { voidReason: 'wrongGoods' as const } : {}) })
    if (kind !== 'exchange') {
      const refund = freeze(settleReturn(priced.total, settling))
      refunds.push(refund)
      write('refund.completed', refund, -inCash(refund.tenders))
      return
    }
    const of = lines()
    const sold = value(priceBasket(of, shop.currency, pack, date))
    const saleId = `sale-${sales.length + 1}`
    const settled = value(settleExchange({ sale: { saleId, total: sold.total }, refund: { refundId, total: priced.total }, requests: sold.total > priced.total ? [{ type: 'cash' }] : [], options, settling }))
    const exchanged = saleBody({ saleId, number: number(), basket: basket(of), priced: sold, ...settled.sale, language: 'en', taxPackId: shop.pack })
    const refund = freeze(settled.refund)
    sales.push(exchanged)
    refunds.push(refund)
    write('sale.completed', exchanged, inCash(exchanged.tenders))
    write('refund.completed', refund, -inCash(refund.tenders))
  }

  function move(): void {
    const kind = (['loan', 'pickup', 'payIn', 'payOut', 'banking', 'changeOrder'] as const satisfies readonly CashMovementKind[])[take(6)] ?? 'loan'
    const amount = 1 + take(5000)
    const sign = kind === 'loan' || kind === 'payIn' ? 1 : kind === 'pickup' || kind === 'payOut' ? -1 : 0
    write('cash.moved', { movementId: `m${entries.length}`, number: entries.length, kind, currency: shop.currency, amount }, sign * amount)
  }

  function changeShift(): void {
    if (active === undefined) {
      const [first, ...rest] = suspended
      if (first !== undefined && take(2) === 0) {
        write('shift.resumed', { shift: first })
        active = first
        suspended = rest
        return
      }
      write('shift.opened', { shift: shifts + 1, float: 1000, left: 0, counts: [] })
      active = shifts += 1
      cash.set(active, (cash.get(active) ?? 0) + 1000)
    } else if (take(3) === 0) {
      write('shift.suspended', { shift: active })
      suspended = [...suspended, active]
      active = undefined
    } else {
      write('shift.closed', { number: (closed += 1), shift: active, toSafe: 0, leave: 0, hash: 'h', businessDate: date })
      active = undefined
    }
  }

  const acts = [sell, sell, sell, () => giveBack('return'), () => giveBack('void'), () => giveBack('exchange'), move, () => write('drawer.opened', { reason: 'check' }), () => write('basket.cancelled', { basketId: 'b', total: take(500) }), changeShift, changeShift, changeShift]
  const count = 3 + take(22)
  for (let index = 0; index < count; index += 1) acts[take(acts.length)]?.()
  return { entries, sales, refunds, cash }
}

/** All entries taken in, with what each was posted as. */
export function booked(entries: readonly BookedEntry[], from: Books = emptyBooks): { readonly books: Books; readonly postings: readonly Posting[] } {
  const postings: Posting[] = []
  let books = from
  for (const entry of entries) {
    const taken = book(books, entry)
    books = taken.books
    if (taken.posting !== undefined) postings.push(taken.posting)
  }
  return { books, postings }
}
