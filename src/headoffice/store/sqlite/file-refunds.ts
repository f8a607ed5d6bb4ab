import { type FiledEntry, type RefundEffect } from '../../ingest/plan-batch.ts'
import { refundLineRowsOf, refundRowOf, takingsOf } from '../refund-rows.ts'
import { type Connection } from './connection.ts'

interface Place {
  readonly store: string
  readonly register: string
  readonly epoch: number
}

export interface RefundFiling {
  refund(place: Place, seq: number, effect: RefundEffect, receivedAt: number): void
  takings(place: Place, file: readonly FiledEntry[]): void
  known(store: string, refundId: string): boolean
}

/** Writes refunds and takings. Inside the caller's unit of work: what is acknowledged is counted. */
export function fileRefunds(connection: Connection): RefundFiling {
  const addRefund = connection.prepare(
    `INSERT INTO refund (store, register, epoch, received_at, refund_id, sale_id, sale_number, verified, seq, number, kind, business_date, completed_at, currency, total, tax, operator, approver, tenders)
     VALUES (@store, @register, @epoch, @received_at, @refund_id, @sale_id, @sale_number, @verified, @seq, @number, @kind, @business_date, @completed_at, @currency, @total, @tax, @operator, @approver, @tenders)`,
  )
  const addLine = connection.prepare(
    `INSERT INTO refund_line (store, refund_id, place, line_no, sale_line_no, item_id, name, quantity, condition, total, tax)
     VALUES (@store, @refund_id, @place, @line_no, @sale_line_no, @item_id, @name, @quantity, @condition, @total, @tax)`,
  )
  const addTaking = connection.prepare(
    `INSERT INTO taking (store, register, business_date, currency, type, amount) VALUES (@store, @register, @business_date, @currency, @type, @amount)
     ON CONFLICT DO UPDATE SET amount = amount + excluded.amount`,
  )
  const known = connection.prepare<[string, string], { known: number }>('SELECT 1 AS known FROM refund WHERE store = ? AND refund_id = ?')
  return {
    refund: ({ store, register, epoch }, seq, effect, receivedAt) => {
      const row = refundRowOf(seq, effect)
      addRefund.run({ ...row, tenders: JSON.stringify(row.tenders), store, register, epoch, received_at: receivedAt })
      for (const line of refundLineRowsOf(effect)) addLine.run({ ...line, store })
    },
    takings: ({ store, register }, file) => {
      for (const row of takingsOf(file)) addTaking.run({ ...row, store, register })
    },
    known: (store, refundId) => known.get(store, refundId) !== undefined,
  }
}
