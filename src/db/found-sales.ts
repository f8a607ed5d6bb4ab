import { type Connection } from './connection.ts'
import { type FoundSaleReads, type SaleLikeness } from './sale-header.ts'
import { type SaleRow, toHeader } from './sales.ts'

const conditions = { lastFour: 'receipt_card.last_four = ?', businessDate: 'receipt.business_date = ?', total: 'receipt.total = ?' } as const
const order = ['lastFour', 'businessDate', 'total'] as const

/** Exported for the test that asks SQLite how it would run them. */
export function likenessStatement(said: readonly (keyof SaleLikeness)[]): string {
  const from = said.includes('lastFour') ? 'receipt_card JOIN receipt USING (completed_at, sale_id)' : 'receipt'
  const where = order.filter((name) => said.includes(name)).map((name) => conditions[name])
  return `SELECT sale.* FROM ${from} JOIN sale ON sale.id = receipt.sale_id WHERE ${where.join(' AND ')} ORDER BY receipt.completed_at DESC, receipt.sale_id DESC LIMIT ?`
}

export function readFoundSales(db: Connection): FoundSaleReads {
  return {
    salesLike(likeness, limit) {
      const said = order.filter((name) => likeness[name] !== undefined)
      if (said.length === 0) return []
      // A person asks for it, now and then: seven statements need not be kept for it.
      return db.prepare<(string | number)[], SaleRow>(likenessStatement(said)).all(...said.map((name) => likeness[name] ?? ''), limit).map(toHeader)
    },
  }
}
