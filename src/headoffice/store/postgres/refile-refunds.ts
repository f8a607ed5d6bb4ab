import { type PoolClient } from 'pg'
import { refiled, type StoredEntry } from '../../refunds/refile-refund.ts'
import { fileRefunds, fileTakings } from './file-refunds.ts'

/** Rows read at once: a whole ledger's texts need not fit into memory. */
const page = 200

interface Row extends Omit<StoredEntry, 'text'> {
  readonly text: Buffer
}

/** Once, when the tables are made and in the same transaction: refunds that an earlier version kept as text only are filed as if they came now. */
export async function refileRefunds(client: PoolClient): Promise<void> {
  const known = new Set<string>()
  for (let after: readonly (string | number)[] = ['', '', 0, 0]; ; ) {
    const { rows } = await client.query<Row>(
      `SELECT store, register, epoch, seq, text, received_at AS "receivedAt" FROM ledger
       WHERE (store, register, epoch, seq) > ($1, $2, $3, $4) AND type = 'refund.completed' AND effect = 'none' ORDER BY store, register, epoch, seq LIMIT $5`,
      [...after, page],
    )
    for (const row of rows) await refile(client, row, known)
    const last = rows.at(-1)
    if (last === undefined || rows.length < page) return
    after = [last.store, last.register, last.epoch, last.seq]
  }
}

async function refile(client: PoolClient, row: Row, known: Set<string>): Promise<void> {
  const { store, register, epoch, seq, receivedAt } = row
  const text = row.text.toString('utf8')
  const effect = refiled({ ...row, text }, (of, refundId) => known.has(`${of} ${refundId}`))
  if (effect?.kind === 'quarantine') {
    await client.query('INSERT INTO quarantine (store, register, epoch, seq, reason, text, received_at) VALUES ($1, $2, $3, $4, $5, $6, $7)', [store, register, epoch, seq, effect.reason, row.text, receivedAt])
  }
  if (effect?.kind !== 'refund') return
  known.add(`${store} ${effect.refund.body.refundId}`)
  const file = [{ seq, prevHash: '', hash: '', text, effect }]
  for (const statement of [...fileRefunds(row, receivedAt, file), ...fileTakings([{ store, register, epoch, receivedAt, file }])]) await client.query(statement.text, [...(statement.values ?? [])])
}
