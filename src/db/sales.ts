import { type Connection } from './connection.ts'
import { documentOf, type DocumentRow } from './document-row.ts'
import { type EffectMemory } from './effect-memory.ts'
import { type Bitmap } from '../domain/receipt/index.ts'
import { type LogoReads } from './logos.ts'
import { type SaleHeader } from './register-database.ts'

export interface SaleRow extends DocumentRow {
  change: number
}

export function toHeader(row: SaleRow): SaleHeader {
  return { ...documentOf(row), change: row.change }
}

export function readSales(db: Connection, { logoBy }: Pick<LogoReads, 'logoBy'>) {
  const byId = db.prepare<[string], SaleRow>('SELECT * FROM sale WHERE id = ?')
  // The sale of a basket goes by the basket's id; those of before migration 160 have an index of their own.
  const byOlderBasket = db.prepare<[string], SaleRow>('SELECT * FROM sale WHERE basket_id = ? AND basket_id <> id')
  const logo = db.prepare<[string], string | null>('SELECT logo FROM sale WHERE id = ?').pluck()
  return {
    logoOfSale(id: string): Bitmap | undefined {
      const hash = logo.get(id)
      return typeof hash === 'string' ? logoBy(hash) : undefined
    },
    saleById(id: string): SaleHeader | undefined {
      const row = byId.get(id)
      return row && toHeader(row)
    },
    saleByBasket(basketId: string): SaleHeader | undefined {
      const row = byId.get(basketId)
      const found = row?.basket_id === basketId ? row : byOlderBasket.get(basketId)
      return found && toHeader(found)
    },
  }
}

export function writeSales(db: Connection, effects: Pick<EffectMemory, 'began'>) {
  const insert = db.prepare<[string, string, string, string, number, number, string, number, string, number, number, string]>(
    'INSERT INTO sale (id, number, basket_id, seat, epoch, seq, business_date, completed_at, operator_id, total, change, tenders, logo) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT logo FROM register))',
  )
  return {
    insertSale(sale: SaleHeader): void {
      const { id, number, basketId, seat, epoch, seq, businessDate, completedAt, operatorId, total, change, tenders } = sale
      insert.run(id, number, basketId, seat, epoch, seq, businessDate, completedAt, operatorId, total, change, tenders)
      effects.began(id)
    },
  }
}
