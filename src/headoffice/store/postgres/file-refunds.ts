import { type FiledEntry } from '../../ingest/plan-batch.ts'
import { refundLineRowsOf, refundRowOf, takingsOf } from '../refund-rows.ts'
import { type Statement } from './transaction.ts'

interface Place {
  readonly store: string
  readonly register: string
  readonly epoch: number
}

/** Refunds, their lines and what the entries add to the takings: one statement each, and none where there is nothing. */
export function fileRefunds({ store, register, epoch }: Place, receivedAt: number, file: readonly FiledEntry[]): readonly Statement[] {
  const refunds = file.flatMap(({ seq, effect }) => (effect.kind === 'refund' ? [refundRowOf(seq, effect)] : []))
  const lines = file.flatMap(({ effect }) => (effect.kind === 'refund' ? refundLineRowsOf(effect) : []))
  const takings = takingsOf(file)
  return [
    ...(refunds.length === 0
      ? []
      : [
          {
            name: 'file-refunds',
            text: `INSERT INTO refund (store, register, epoch, received_at, refund_id, sale_id, sale_number, verified, seq, number, kind, business_date, completed_at, currency, total, tax, operator, approver, tenders)
              SELECT $1, $2, $3, $4, refund_id, sale_id, sale_number, verified, seq, number, kind, business_date, completed_at, currency, total, tax, operator, approver, tenders
              FROM jsonb_to_recordset($5::jsonb) AS f (refund_id text, sale_id text, sale_number text, verified text, seq bigint, number text, kind text, business_date date, completed_at bigint, currency text, total bigint, tax bigint, operator text, approver text, tenders jsonb)`,
            values: [store, register, epoch, receivedAt, JSON.stringify(refunds)],
          },
          {
            name: 'file-refund-lines',
            text: `INSERT INTO refund_line (store, refund_id, place, line_no, sale_line_no, item_id, name, quantity, condition, total, tax)
              SELECT $1, refund_id, place, line_no, sale_line_no, item_id, name, quantity, condition, total, tax
              FROM jsonb_to_recordset($2::jsonb) AS l (refund_id text, place integer, line_no bigint, sale_line_no bigint, item_id text, name text, quantity bigint, condition text, total bigint, tax bigint)`,
            values: [store, JSON.stringify(lines)],
          },
        ]),
    ...(takings.length === 0
      ? []
      : [
          {
            name: 'file-takings',
            // Only this register's rows, whose lock its batch holds: no two batches wait for each other here.
            text: `INSERT INTO taking (store, register, business_date, currency, type, amount)
              SELECT $1, $2, business_date, currency, type, amount
              FROM jsonb_to_recordset($3::jsonb) AS t (business_date date, currency text, type text, amount bigint)
              ON CONFLICT (store, business_date, register, currency, type) DO UPDATE SET amount = taking.amount + excluded.amount`,
            values: [store, register, JSON.stringify(takings)],
          },
        ]),
  ]
}
