import { type CurrencyCode } from '../domain/money/index.ts'
import { type PaymentMethod, type PaymentReference, type PayReason } from '../domain/tender/index.ts'
import { type Connection } from './connection.ts'
import { type GivesBack } from './payment.ts'
import { type Payment, type PaymentChange, type PaymentState } from './register-database.ts'
import { fromStoredJson } from './stored-json.ts'

interface Row {
  id: string
  basket_id: string
  seat: string
  operator_id: string
  method: PaymentMethod
  kind: Payment['kind']
  amount: number
  currency: CurrencyCode
  cash_received: number | null
  reverses: string | null
  started_at: number
  state: PaymentState
  mark: string | null
  reason: PayReason | null
  terminal_text: string | null
  reference: string | null
  gives_back: string | null
}

const columns = 'id, basket_id, seat, operator_id, method, kind, amount, currency, cash_received, reverses, started_at, state, mark, reason, terminal_text, reference, gives_back'

function toPayment(row: Row): Payment {
  return {
    id: row.id,
    basketId: row.basket_id,
    seat: row.seat,
    operatorId: row.operator_id,
    method: row.method,
    kind: row.kind,
    amount: row.amount,
    currency: row.currency,
    startedAt: row.started_at,
    state: row.state,
    ...(row.cash_received === null ? {} : { cashReceived: row.cash_received }),
    ...(row.reverses === null ? {} : { reverses: row.reverses }),
    ...(row.mark === null ? {} : { mark: row.mark }),
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(row.terminal_text === null ? {} : { text: row.terminal_text }),
    ...(row.reference === null ? {} : { reference: fromStoredJson<PaymentReference>(row.reference) }),
    ...(row.gives_back === null ? {} : { givesBack: fromStoredJson<GivesBack>(row.gives_back) }),
  }
}

/** The rows of a handful of open baskets: looked through, with no index for every sale to keep. */
export function readPayments(db: Connection) {
  const ofBasket = db.prepare<[string], Row>(`SELECT ${columns} FROM payment WHERE basket_id = ? ORDER BY started_at, id`)
  const byId = db.prepare<[string], Row>(`SELECT ${columns} FROM payment WHERE id = ?`)
  const unsettled = db.prepare<[], Row>(`SELECT ${columns} FROM payment WHERE state IN ('pending', 'unknown') ORDER BY started_at, id`)
  const givingBack = db.prepare<[string], Row>(`SELECT ${columns} FROM payment WHERE kind = 'refund' AND state IN ('pending', 'unknown', 'approved') AND json_extract(gives_back, '$.saleId') = ?`)
  return {
    paymentsGivingBack: (saleId: string): readonly Payment[] => givingBack.all(saleId).map(toPayment),
    paymentsOf: (basketId: string): readonly Payment[] => ofBasket.all(basketId).map(toPayment),
    paymentById(id: string): Payment | undefined {
      const row = byId.get(id)
      return row === undefined ? undefined : toPayment(row)
    },
    unsettledPayments: (): readonly Payment[] => unsettled.all().map(toPayment),
  }
}

export function writePayments(db: Connection) {
  const insert = db.prepare<[string, string, string, string, string, string, number, string, number | null, string | null, string | null, number]>(
    `INSERT INTO payment (id, basket_id, seat, operator_id, method, kind, amount, currency, cash_received, reverses, gives_back, started_at, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'pending')`,
  )
  const mark = db.prepare<[string, string]>(`UPDATE payment SET mark = ? WHERE id = ? AND state = 'pending'`)
  const change = db.prepare<[string, string | null, string | null, string | null, string]>('UPDATE payment SET state = ?, reason = ?, terminal_text = ?, reference = coalesce(?, reference) WHERE id = ?')
  const raise = db.prepare<[string]>('UPDATE basket SET revision = revision + 1 WHERE id = ?')
  const recover = db.prepare(`UPDATE payment SET state = 'unknown', reason = 'restarted' WHERE state = 'pending'`)
  const sweep = db.prepare('DELETE FROM payment WHERE basket_id NOT IN (SELECT id FROM basket)')
  return {
    beginPayment({ id, basketId, seat, operatorId, method, kind, amount, currency, cashReceived, reverses, givesBack, startedAt }: Omit<Payment, 'state'>): void {
      insert.run(id, basketId, seat, operatorId, method, kind, amount, currency, cashReceived ?? null, reverses ?? null, givesBack === undefined ? null : JSON.stringify(givesBack), startedAt)
      raise.run(basketId)
    },
    markPayment(id: string, text: string): void {
      if (mark.run(text, id).changes !== 1) throw new Error('no pending payment to mark')
    },
    changePayment(payment: Pick<Payment, 'id' | 'basketId'>, { state, reason, text, reference }: PaymentChange): void {
      if (change.run(state, reason ?? null, text ?? null, reference === undefined ? null : JSON.stringify(reference), payment.id).changes !== 1) throw new Error('no payment to change')
      // A screen tells an older view of the same basket by its revision.
      raise.run(payment.basketId)
    },
    /** At open: whoever waited for the answer is gone. */
    recoverPayments: (): void => void recover.run(),
    sweepPayments: (): void => void sweep.run(),
  }
}
