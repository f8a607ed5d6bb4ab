import { type PoolClient } from 'pg'
import { type FiledEntry } from '../../ingest/plan-batch.ts'
import { readEntry } from '../../ingest/read-entry.ts'
import { findingExpression, zReportRowOf } from '../z-rows.ts'
import { type Statement } from './transaction.ts'

interface Place {
  readonly store: string
  readonly register: string
  readonly epoch: number
}

/** Zs, one statement each: what is wrong with one is seen beside the one before it. They are one or two a day. */
export function fileZReports({ store, register, epoch }: Place, receivedAt: number, file: readonly Pick<FiledEntry, 'seq' | 'effect'>[]): readonly Statement[] {
  return file.flatMap(({ seq, effect }) => {
    if (effect.kind !== 'zReport') return []
    return [
      {
        name: 'file-z-report',
        text: `INSERT INTO z_report (store, register, epoch, received_at, seq, number, shift, business_date, closed_at, currency, net, sales, refunds, over_short, overs, shorts, grand_sales, grand_refunds, previous, hash, finding)
          SELECT $1, $2, $3, $4, n.seq, n.number, n.shift, n.business_date, n.closed_at, n.currency, n.net, n.sales, n.refunds, n.over_short, n.overs, n.shorts, n.grand_sales, n.grand_refunds, n.previous, n.hash, ${findingExpression('$1', '$2')}
          FROM jsonb_to_record($5::jsonb) AS n (seq bigint, number bigint, shift bigint, business_date date, closed_at bigint, currency text, net bigint, sales bigint, refunds bigint, over_short bigint, overs bigint, shorts bigint, grand_sales bigint, grand_refunds bigint, previous text, hash text, sound integer)`,
        values: [store, register, epoch, receivedAt, JSON.stringify(zReportRowOf(seq, effect))],
      },
    ]
  })
}

interface Kept extends Place {
  readonly seq: number
  readonly text: Buffer
  readonly receivedAt: number
}

const page = 200

/** When the table has all its columns, in the same transaction: Zs that an earlier version kept as text only are filed as if they came now, each once. */
export async function refileZReports(client: PoolClient): Promise<void> {
  for (let after: readonly (string | number)[] = ['', '', 0, 0]; ; ) {
    const { rows } = await client.query<Kept>(
      `SELECT store, register, epoch, seq, text, received_at AS "receivedAt" FROM ledger
       WHERE (store, register, epoch, seq) > ($1, $2, $3, $4) AND type = 'shift.closed' AND effect = 'none'
       AND NOT EXISTS (SELECT 1 FROM z_report z WHERE z.store = ledger.store AND z.register = ledger.register AND z.epoch = ledger.epoch AND z.seq = ledger.seq) ORDER BY store, register, epoch, seq LIMIT $5`,
      [...after, page],
    )
    for (const row of rows) {
      const read = readEntry(row.text.toString('utf8'), row)
      if (!read.readable || read.zReport === undefined) continue
      for (const { text, values } of fileZReports(row, row.receivedAt, [{ seq: row.seq, effect: { kind: 'zReport', ...read.zReport, closedAt: read.at } }])) await client.query(text, [...(values ?? [])])
    }
    const last = rows.at(-1)
    if (last === undefined || rows.length < page) return
    after = [last.store, last.register, last.epoch, last.seq]
  }
}
