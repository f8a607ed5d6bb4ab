import { type Verified } from '../domain/basket/index.ts'
import { type RefundBody } from '../domain/refund/index.ts'
import { type Connection } from './connection.ts'
import { documentOf, type DocumentRow } from './document-row.ts'
import { type EffectMemory } from './effect-memory.ts'
import { type LogoReads } from './logos.ts'
import { type RefundHeader, type RefundReads } from './refund-header.ts'
import { fromStoredJson } from './stored-json.ts'

interface Row extends DocumentRow {
  kind: RefundBody['kind']
  sale_id: string | null
  sale_number: string | null
  verified: Verified | null
}

function toHeader(row: Row): RefundHeader {
  const { sale_id: saleId, sale_number: saleNumber, verified } = row
  return {
    ...documentOf(row),
    kind: row.kind,
    ...(saleId === null || saleNumber === null || verified === null ? {} : { sale: { id: saleId, number: saleNumber, verified } }),
  }
}

/** Exported for the test that asks SQLite how it would run them. */
export const refundStatements = {
  ofSale: 'SELECT * FROM refund WHERE sale_id = ? ORDER BY completed_at, epoch, seq',
  byBasket: 'SELECT * FROM refund WHERE basket_id = ?',
  withoutReceipt: 'SELECT coalesce(sum(total), 0) FROM refund WHERE sale_id IS NULL AND completed_at >= ? AND operator_id = ?',
} as const

export function readRefunds(db: Connection, { logoBy }: Pick<LogoReads, 'logoBy'>): Omit<RefundReads, 'paymentsGivingBack'> {
  const byId = db.prepare<[string], Row>('SELECT * FROM refund WHERE id = ?')
  const byBasket = db.prepare<[string], Row>(refundStatements.byBasket)
  const ofSale = db.prepare<[string], Row>(refundStatements.ofSale)
  const text = db.prepare<[string], string>('SELECT text FROM refund JOIN journal ON journal.position = (refund.epoch << 40) + refund.seq WHERE refund.id = ?').pluck()
  const withoutReceipt = db.prepare<[number, string], number>(refundStatements.withoutReceipt).pluck()
  const logo = db.prepare<[string], string | null>('SELECT logo FROM refund WHERE id = ?').pluck()
  return {
    refundById(id) {
      const row = byId.get(id)
      return row && toHeader(row)
    },
    refundByBasket(basketId) {
      const row = byBasket.get(basketId)
      return row && toHeader(row)
    },
    refundsOfSale: (saleId) => ofSale.all(saleId).map(toHeader),
    pastRefundsOf: (saleId) =>
      ofSale.all(saleId).map(({ id }) => {
        const entry = text.get(id)
        if (entry === undefined) throw new Error(`refund ${id} has lost its entry`)
        // Our own words, kept verbatim under a hash: what this register wrote, it can read.
        return fromStoredJson<{ readonly body: RefundBody }>(entry).body
      }),
    refundedWithoutReceipt: (operatorId, since) => withoutReceipt.get(since, operatorId) ?? 0,
    refundDocument: (refundId) => text.get(refundId),
    logoOfRefund(refundId) {
      const hash = logo.get(refundId)
      return typeof hash === 'string' ? logoBy(hash) : undefined
    },
  }
}

export function writeRefunds(db: Connection, effects: Pick<EffectMemory, 'began'>) {
  const insert = db.prepare<[Row]>(
    `INSERT INTO refund (id, number, kind, sale_id, sale_number, verified, basket_id, seat, epoch, seq, business_date, completed_at, operator_id, total, tenders, logo)
     VALUES (@id, @number, @kind, @sale_id, @sale_number, @verified, @basket_id, @seat, @epoch, @seq, @business_date, @completed_at, @operator_id, @total, @tenders, (SELECT logo FROM register))`,
  )
  const toAsk = db.prepare<[string]>("INSERT INTO refund_verdict (refund_id, result) VALUES (?, 'unverified')")
  return {
    insertRefund(header: RefundHeader): void {
      const { id, number, kind, sale, seat, epoch, seq, total, tenders } = header
      insert.run({
        id,
        number,
        kind,
        sale_id: sale?.id ?? null,
        sale_number: sale?.number ?? null,
        verified: sale?.verified ?? null,
        basket_id: header.basketId,
        seat,
        epoch,
        seq,
        business_date: header.businessDate,
        completed_at: header.completedAt,
        operator_id: header.operatorId,
        total,
        tenders,
      })
      if (sale?.verified === 'unverified') toAsk.run(id)
      effects.began(id)
    },
  }
}
