import { refiled, type StoredEntry } from '../../refunds/refile-refund.ts'
import { fileRefunds } from './file-refunds.ts'
import { type Connection } from './connection.ts'

/** Rows read at once: a whole ledger's texts need not fit into memory. */
const page = 200

/** Once, when the tables are made: refunds that an earlier version kept as text only are filed as if they came now. */
export function refileRefunds(connection: Connection): void {
  const filing = fileRefunds(connection)
  const entries = connection.prepare<[number, number], StoredEntry & { readonly row: number; readonly hash: string; readonly prevHash: string }>(
    `SELECT rowid AS row, store, register, epoch, seq, text, hash, prev_hash AS prevHash, received_at AS receivedAt FROM ledger
     WHERE rowid > ? AND type = 'refund.completed' AND effect = 'none' ORDER BY rowid LIMIT ?`,
  )
  const quarantine = connection.prepare('INSERT INTO quarantine (store, register, epoch, seq, reason, text, received_at) VALUES (?, ?, ?, ?, ?, ?, ?)')
  for (let last = 0, found = entries.all(last, page); found.length > 0; found = entries.all(last, page)) {
    for (const entry of found) {
      last = entry.row
      const { store, register, epoch, seq, text, receivedAt } = entry
      const effect = refiled(entry, filing.known)
      if (effect?.kind === 'quarantine') quarantine.run(store, register, epoch, seq, effect.reason, text, receivedAt)
      if (effect?.kind !== 'refund') continue
      filing.refund(entry, seq, effect, receivedAt)
      filing.takings(entry, [{ ...entry, effect }])
    }
  }
}
