import { localMoment } from '../domain/business-date/index.ts'
import { type CurrencyCode, type Minor, parseAmount } from '../domain/money/index.ts'
import { type Connection } from './connection.ts'
import { type VerifiedState } from './refund-verdicts.ts'
import { type ReceiptPlace } from './register-database.ts'
import { type ReceiptHeader } from './sale-header.ts'
import { type SaleRow, toHeader } from './sales.ts'

interface Asked {
  readonly text?: string
  readonly customer?: string
  readonly before?: ReceiptPlace
  readonly limit: number
}

/** Where a page ends. Counters only rise, as the journal does, whatever the clock did meanwhile; who holds two papers of one number has two moments. */
type Below = readonly [counter: number, completedAt: number, saleId: string]

/** Above every place, for a first page. */
const newest: Below = [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, '\u{10ffff}']

/** A receipt counter has fewer digits than this for as long as a register lives. */
const mostDigits = 12

interface Row extends SaleRow {
  readonly counter: number
  readonly kind: 'return' | 'void' | null
  readonly of_id: string | null
  readonly of_number: string | null
  readonly said: VerifiedState | null
}

function toReceipt(row: Row): ReceiptHeader {
  const { kind, of_id: id, of_number: number, said } = row
  return { ...toHeader(row), ...(kind === null ? {} : { kind: kind === 'void' ? 'void' : 'refund' }), ...(id === null || number === null ? {} : { ofSale: { id, number } }), ...(said === null ? {} : { verified: said }) }
}

const shared = ['number', 'basket_id', 'seat', 'epoch', 'seq', 'business_date', 'completed_at', 'operator_id', 'total', 'tenders'].map((name) => `coalesce(sale.${name}, refund.${name}) AS ${name}`).join(', ')
/** What was sold and what came back have their numbers from one counter and stand in one list, each with its header. */
const columns = `receipt.sale_id AS id, receipt.counter, ${shared}, coalesce(sale.change, 0) AS change, refund.kind AS kind, refund.sale_id AS of_id, refund.sale_number AS of_number, refund_verdict.result AS said
  FROM receipt LEFT JOIN sale ON sale.id = receipt.sale_id LEFT JOIN refund ON refund.id = receipt.sale_id AND sale.id IS NULL
  LEFT JOIN refund_verdict ON refund_verdict.refund_id = refund.id`
const newestFirst = 'ORDER BY receipt.counter DESC, receipt.completed_at DESC, receipt.sale_id DESC'
const earlier = `(receipt.counter, receipt.completed_at, receipt.sale_id) < (?, ?, ?) ${newestFirst} LIMIT ?`

/** Exported for the test that asks SQLite how it would run them. */
export const receiptStatements = {
  latest: `SELECT ${columns} WHERE ${earlier}`,
  byDate: `SELECT ${columns} WHERE receipt.business_date = ? AND ${earlier}`,
  /** Of the business day before, what was sold on this calendar day: after midnight, before the cut-off. */
  nightBefore: `SELECT ${columns} WHERE receipt.business_date = ? AND receipt.completed_at >= ? AND ${earlier}`,
  byTotal: `SELECT ${columns} WHERE receipt.total = ? AND ${earlier}`,
  byCustomer: `SELECT ${columns} JOIN customer_sale ON customer_sale.completed_at = receipt.completed_at AND customer_sale.sale_id = receipt.sale_id WHERE customer_sale.customer_id = ? AND (customer_sale.counter, customer_sale.completed_at, customer_sale.sale_id) < (?, ?, ?) ORDER BY customer_sale.counter DESC, customer_sale.completed_at DESC, customer_sale.sale_id DESC LIMIT ?`,
  byCounter: `SELECT ${columns} WHERE receipt.counter BETWEEN ? AND ? AND (receipt.counter, receipt.completed_at, receipt.sale_id) < (?, ?, ?) ${newestFirst}`,
  one: `SELECT ${columns} WHERE receipt.completed_at = ? AND receipt.sale_id = ?`,
  counterAt: 'SELECT counter FROM receipt WHERE completed_at = ? AND sale_id = ?',
} as const

/** YYYY-MM-DD from a date as it is written in either language, with or without leading zeros. */
function dateOf(text: string): string | undefined {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text)
  return match === null ? undefined : [match[1], match[2]?.padStart(2, '0'), match[3]?.padStart(2, '0')].join('-')
}

/** The amount that a text certainly is: with a point, or with a sign of money. Digits alone may be a receipt number. */
function amountOf(text: string, currency: CurrencyCode): Minor | undefined {
  const plain = text.replace(/^[¥£]\s*|\s*元$/gu, '')
  return plain === text && !text.includes('.') ? undefined : parseAmount(plain, currency)
}

const laterFirst = (one: Row, other: Row): number => other.counter - one.counter || other.completed_at - one.completed_at || (one.id < other.id ? 1 : -1)

export interface ReceiptFinder {
  readonly currency: CurrencyCode
  readonly timeZone: string
}

export function readReceipts(db: Connection, facts: () => ReceiptFinder) {
  const latest = db.prepare<[...Below, number], Row>(receiptStatements.latest)
  const byDate = db.prepare<[string, ...Below, number], Row>(receiptStatements.byDate)
  const nightBefore = db.prepare<[string, number, ...Below, number], Row>(receiptStatements.nightBefore)
  const byTotal = db.prepare<[number, ...Below, number], Row>(receiptStatements.byTotal)
  const byCustomer = db.prepare<[string, ...Below, number], Row>(receiptStatements.byCustomer)
  const byCounter = db.prepare<[number, number, ...Below], Row>(receiptStatements.byCounter)
  const one = db.prepare<[number, string], Row>(receiptStatements.one)
  const counterAt = db.prepare<[number, string], number>(receiptStatements.counterAt).pluck()
  const entryText = db.prepare<[string], string>('SELECT text FROM sale JOIN journal ON journal.position = (sale.epoch << 40) + sale.seq WHERE sale.id = ?').pluck()

  /**
   * What begins with 104 is 104 itself,
   * 1040-1049, 10400-10499 ...: a few ranges of an index, and none of them is read further than the page.
   */
  function byNumber(text: string, below: Below, limit: number): readonly ReceiptHeader[] {
    const [, register, digits = ''] = /^(?:(T?\d+)-)?(\d+)$/.exec(text.toUpperCase()) ?? []
    const found: ReceiptHeader[] = []
    if (digits === '' || digits.startsWith('0')) return found
    for (let more = mostDigits - digits.length; more >= 0; more -= 1) {
      const first = Number(digits) * 10 ** more
      const last = Math.min(first + 10 ** more - 1, below[0])
      for (const row of last < first ? [] : byCounter.iterate(first, last, ...below)) {
        if (register !== undefined && !row.number.startsWith(`${register}-`)) continue
        found.push(toReceipt(row))
        if (found.length === limit) return found
      }
    }
    return found
  }

  /**
   * A day is the one on the paper or the one it was counted on: who holds a receipt of half past two at night looks for its
   * date, who balances the till for its business date.
   */
  function ofDay(date: string, below: Below, limit: number): readonly ReceiptHeader[] {
    if (Number.isNaN(Date.parse(date)) || !new Date(`${date}T00:00:00Z`).toISOString().startsWith(date)) return []
    const day = byDate.all(date, ...below, limit)
    const eve = new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
    // Of one that was held overnight the business date is the day before, though it was paid in between.
    const night = nightBefore.all(eve, localMoment(`${date}T00:00`, facts().timeZone), ...below, limit)
    return (night.length === 0 ? day : [...day, ...night].toSorted(laterFirst)).slice(0, limit).map(toReceipt)
  }

  return {
    receipts({ text = '', customer, before, limit }: Asked): readonly ReceiptHeader[] {
      const below: Below = before === undefined ? newest : [counterAt.get(before.completedAt, before.saleId) ?? 0, before.completedAt, before.saleId]
      if (customer !== undefined) return limit < 1 ? [] : byCustomer.all(customer, ...below, limit).map(toReceipt)
      const plain = text.normalize('NFKC').replace('。', '.').trim()
      if (limit < 1) return []
      if (plain === '') return latest.all(...below, limit).map(toReceipt)
      const date = dateOf(plain)
      if (date !== undefined) return ofDay(date, below, limit)
      const { currency } = facts()
      const amount = amountOf(plain, currency)
      if (amount !== undefined) return byTotal.all(amount, ...below, limit).map(toReceipt)
      // Asked without the page's place: page two of an amount must not turn into page one of a number.
      if (byNumber(plain, newest, 1).length > 0) return byNumber(plain, below, limit)
      const whole = parseAmount(plain, currency)
      return whole === undefined ? [] : byTotal.all(whole, ...below, limit).map(toReceipt)
    },
    receiptAt({ completedAt, saleId }: ReceiptPlace): ReceiptHeader | undefined {
      const row = one.get(completedAt, saleId)
      return row && toReceipt(row)
    },
    saleDocument: (saleId: string): string | undefined => entryText.get(saleId),
  }
}
