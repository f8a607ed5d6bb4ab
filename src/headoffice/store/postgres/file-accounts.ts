import { type FiledEntry } from '../../ingest/plan-batch.ts'
import { accountLimitRows, accountMoveRows } from '../account-rows.ts'
import { type Statement } from './transaction.ts'

interface Place {
  readonly store: string
  readonly register: string
  readonly epoch: number
}

/** What moved accounts in one statement, and what they may owe, one each: a limit is set once in a while, and twice in a batch the later counts. */
export function fileAccounts({ store, register, epoch }: Place, receivedAt: number, file: readonly Pick<FiledEntry, 'seq' | 'effect'>[]): readonly Statement[] {
  const moves = accountMoveRows(file)
  const limits = accountLimitRows(file)
  return [
    ...(moves.length === 0
      ? []
      : [
          {
            name: 'file-account-moves',
            text: `INSERT INTO account_move (store, register, epoch, received_at, document_id, kind, customer, of_sale, seq, number, business_date, completed_at, currency, amount)
              SELECT $1, $2, $3, $4, document_id, kind, customer, of_sale, seq, number, business_date, completed_at, currency, amount
              FROM jsonb_to_recordset($5::jsonb) AS m (document_id text, kind text, customer text, of_sale text, seq bigint, number text, business_date date, completed_at bigint, currency text, amount bigint)
              ON CONFLICT DO NOTHING`,
            values: [store, register, epoch, receivedAt, JSON.stringify(moves)],
          },
        ]),
    ...limits.map(({ customer, amount, set_at }) => ({
      name: 'set-account-limit',
      text: `INSERT INTO account_limit (store, customer, amount, set_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (store, customer) DO UPDATE SET amount = excluded.amount, set_at = excluded.set_at WHERE excluded.set_at >= account_limit.set_at`,
      values: [store, customer, amount, set_at],
    })),
  ]
}
