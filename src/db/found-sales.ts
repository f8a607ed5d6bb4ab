import { type Connection } from './connection.ts'
import { type FoundSaleReads, type SaleLikeness } from './sale-header.ts'
import { type SaleRow, toHeader } from './sales.ts'

const conditions = { customer: 'customer_sale.customer_id = ?', lastFour: 'receipt_card.last_four = ?', businessDate: 'receipt.business_date = ?', total: 'receipt.total = ?' } as const
const order = ['customer', 'lastFour', 'businessDate', 'total'] as const

/** Exported for the test that asks SQLite how it would run them. */
export function likenessStatement(said: readonly (keyof SaleLikeness)[]): string {
  const tables = [...(said.includes('customer') ? ['customer_sale'] : []), ...(said.includes('lastFour') ? ['receipt_card'] : [])]
  const from = tables.length === 0 ? 'receipt' : `${tables.join(' JOIN ')}${tables.length > 1 ? ' USING (completed_at, sale_id)' : ''} JOIN receipt USING (completed_at, sale_id)`
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
