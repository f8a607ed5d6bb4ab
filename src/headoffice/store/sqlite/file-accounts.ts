import { type FiledEntry } from '../../ingest/plan-batch.ts'
import { accountLimitRows, accountMoveRows } from '../account-rows.ts'
import { type Connection } from './connection.ts'

export interface AccountFiling {
  accounts(place: { readonly store: string; readonly register: string; readonly epoch: number }, file: readonly FiledEntry[], receivedAt: number): void
}

/** Writes what moved accounts and what they may owe. Inside the caller's unit of work. */
export function fileAccounts(connection: Connection): AccountFiling {
  const move = connection.prepare(
    `INSERT INTO account_move (store, document_id, kind, customer, of_sale, register, epoch, seq, number, business_date, completed_at, received_at, currency, amount)
     VALUES (@store, @document_id, @kind, @customer, @of_sale, @register, @epoch, @seq, @number, @business_date, @completed_at, @received_at, @currency, @amount) ON CONFLICT DO NOTHING`,
  )
  const limit = connection.prepare(
    `INSERT INTO account_limit (store, customer, amount, set_at) VALUES (@store, @customer, @amount, @set_at)
     ON CONFLICT DO UPDATE SET amount = excluded.amount, set_at = excluded.set_at WHERE excluded.set_at >= account_limit.set_at`,
  )
  return {
    accounts({ store, register, epoch }, file, receivedAt) {
      for (const row of accountMoveRows(file)) move.run({ ...row, store, register, epoch, received_at: receivedAt })
      for (const row of accountLimitRows(file)) limit.run({ ...row, store })
    },
  }
}
