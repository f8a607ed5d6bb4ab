import { type FiledEntry } from '../../ingest/plan-batch.ts'
import { refundLineRowsOf, refundRowOf, takingsOf } from '../refund-rows.ts'
import { type Filing, placeOf, placesOf, rowsOf } from './filing.ts'
import { type Statement } from './transaction.ts'

interface Place {
  readonly store: string
  readonly register: string
  readonly epoch: number
}

/** Refunds and their lines: one statement each, and none where there is nothing. */
export function fileRefunds({ store, register, epoch }: Place, receivedAt: number, file: readonly FiledEntry[]): readonly Statement[] {
  const refunds = file.flatMap(({ seq, effect }) => (effect.kind === 'refund' ? [refundRowOf(seq, effect)] : []))
  const lines = file.flatMap(({ effect }) => (effect.kind === 'refund' ? refundLineRowsOf(effect) : []))
  if (refunds.length === 0) return []
  return [
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
  ]
}

/** What entries add to the takings. Only rows of registers whose lock their batches hold: no two of them wait for each other here. */
export function fileTakings(filings: readonly Filing[]): readonly Statement[] {
  const takings = rowsOf(filings, ({ file }) => takingsOf(file))
  if (takings.length === 0) return []
  const [stores, registers] = placesOf(filings)
  return [
    {
      name: 'file-takings',
      text: `INSERT INTO taking (store, register, business_date, currency, type, amount)
        SELECT ${placeOf.store}, ${placeOf.register}, business_date, currency, type, amount
        FROM jsonb_to_recordset($3::jsonb) AS t (p integer, business_date date, currency text, type text, amount bigint)
        ON CONFLICT (store, business_date, register, currency, type) DO UPDATE SET amount = taking.amount + excluded.amount`,
      values: [stores, registers, JSON.stringify(takings)],
    },
  ]
}
