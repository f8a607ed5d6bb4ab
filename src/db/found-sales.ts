import { localMoment } from '../domain/business-date/index.ts'
import { type Connection } from './connection.ts'
import { type FoundSaleReads, type SaleLikeness } from './sale-header.ts'
import { type SaleRow, toHeader } from './sales.ts'

const conditions = { customer: 'customer_sale.customer_id = ?', lastFour: 'receipt_card.last_four = ?', businessDate: 'receipt.business_date = ?', total: 'receipt.total = ?' } as const
const order = ['customer', 'lastFour', 'businessDate', 'total'] as const

/** Exported for the test that asks SQLite how it would run them. `since`: only what was sold from a moment on. */
export function likenessStatement(said: readonly (keyof SaleLikeness)[], since: boolean = false): string {
  const tables = [...(said.includes('customer') ? ['customer_sale'] : []), ...(said.includes('lastFour') ? ['receipt_card'] : [])]
  const from = tables.length === 0 ? 'receipt' : `${tables.join(' JOIN ')}${tables.length > 1 ? ' USING (completed_at, sale_id)' : ''} JOIN receipt USING (completed_at, sale_id)`
  const where = [...order.filter((name) => said.includes(name)).map((name) => conditions[name]), ...(since ? ['receipt.completed_at >= ?'] : [])]
  // Each table has its own order, and a sort would read all that is alike before it gave the first.
  const first = tables.length === 0 ? 'receipt.counter DESC, ' : ''
  return `SELECT sale.* FROM ${from} JOIN sale ON sale.id = receipt.sale_id WHERE ${where.join(' AND ')} ORDER BY ${first}receipt.completed_at DESC, receipt.sale_id DESC LIMIT ?`
}

const dayMs = 86_400_000

export function readFoundSales(db: Connection, facts: () => { readonly timeZone: string }): FoundSaleReads {
  return {
    salesLike(likeness, limit) {
      const said = order.filter((name) => likeness[name] !== undefined)
      if (said.length === 0) return []
      // A person asks for it, now and then: seven statements need not be kept for it.
      const asked = ({ date, since }: { readonly date?: string; readonly since?: number }, most: number): readonly SaleRow[] =>
        db.prepare<(string | number)[], SaleRow>(likenessStatement(said, since !== undefined)).all(...said.map((name) => (name === 'businessDate' ? date : undefined) ?? likeness[name] ?? ''), ...(since === undefined ? [] : [since]), most)
      const { businessDate: date } = likeness
      const day = asked({}, limit)
      if (date === undefined || day.length === limit || Number.isNaN(Date.parse(date))) return day.map(toHeader)
      // Before the cut-off a sale counts to the day before, and its paper has the date of the clock: who holds the paper looks
      // for that. All of these are older than all of the day's own.
      const night = asked({ date: new Date(Date.parse(`${date}T00:00:00Z`) - dayMs).toISOString().slice(0, 10), since: localMoment(`${date}T00:00`, facts().timeZone) }, limit - day.length)
      return [...day, ...night].map(toHeader)
    },
  }
}
