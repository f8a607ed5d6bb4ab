import { connect } from '../connection.ts'
import { type Backup, type BackupInside } from '../backups/backup-file.ts'
import { positionOf } from '../position.ts'
import { heldTypes, isOwnRow, ownRowsIn, stillHeld } from './take-in.ts'

/** What a register did since one of its backups. */
export interface SinceBackup {
  readonly entries: number
  readonly sales: number
  readonly refunds: number
  /** Minor units: what was sold less what was given back. */
  readonly total: number
  /** The newest of them, newest first. */
  readonly receipts: readonly { readonly kind: 'sale' | 'refund'; readonly number: string; readonly at: number; readonly total: number }[]
  /** Of the entries; absent: it belongs to no head office. */
  readonly atHeadOffice?: number
  /** By the type of their entry. */
  readonly again: readonly { readonly type: string; readonly count: number }[]
}

/** A backup that was found whole from end to end. */
export interface LookedBackup {
  readonly backup: Backup
  readonly since: SinceBackup
}

/** As many as somebody looks through. */
const shown = 50
const documents = "SELECT 'sale' AS kind, number, completed_at AS at, total, epoch, seq FROM sale UNION ALL SELECT 'refund', number, completed_at, total, epoch, seq FROM refund"

/**
 * Undefined: the backup's last entry does not stand in this register's journal, so what it did since is nobody's to say. Reads
 * beside whoever sells.
 */
export function sinceBackup(database: string, { epoch, seq, hash }: Pick<BackupInside, 'epoch' | 'seq' | 'hash'>): SinceBackup | undefined {
  const db = connect(database, true)
  try {
    db.exec('BEGIN')
    const from = positionOf(epoch, seq)
    const found = db.prepare<[number], string>('SELECT hash FROM journal WHERE position = ?').pluck().get(from)
    if (seq > 0 && found !== hash) return undefined
    const entries = db.prepare<[number], number>('SELECT count(*) FROM journal WHERE position > ?').pluck().get(from) ?? 0
    const types = db.prepare<[number], string>('SELECT DISTINCT type FROM journal WHERE position > ? ORDER BY type').pluck().all(from)
    const begun = types.some((type) => type === 'basket.suspended' || type === 'layAway.made')
    const texts = db.prepare<[number, string], string>('SELECT text FROM journal WHERE position > ? AND type IN (SELECT value FROM json_each(?)) ORDER BY position').pluck()
    const ownRows = ownRowsIn(texts.iterate(from, JSON.stringify(types.filter(isOwnRow))))
    const held = begun ? [...stillHeld(texts.iterate(from, JSON.stringify(heldTypes)))].map(([type, count]) => ({ type, count })) : []
    const sums = db.prepare<[number], { kind: 'sale' | 'refund'; count: number; total: number }>(`SELECT kind, count(*) AS count, sum(total) AS total FROM (${documents}) WHERE (epoch << 40) + seq > ? GROUP BY kind`).all(from)
    const receipts = db.prepare<[number, number], SinceBackup['receipts'][number]>(`SELECT kind, number, at, total FROM (${documents}) WHERE (epoch << 40) + seq > ? ORDER BY epoch DESC, seq DESC LIMIT ?`).all(from, shown)
    const sold = sums.find(({ kind }) => kind === 'sale')
    const back = sums.find(({ kind }) => kind === 'refund')
    const cursor = db.prepare<[], { epoch: number; seq: number }>('SELECT epoch, seq FROM outbox_cursor').get()
    const sent = cursor && db.prepare<[number, number], number>('SELECT count(*) FROM journal WHERE position > ? AND position <= ?').pluck().get(from, positionOf(cursor.epoch, cursor.seq))
    return {
      entries,
      sales: sold?.count ?? 0,
      refunds: back?.count ?? 0,
      total: (sold?.total ?? 0) - (back?.total ?? 0),
      receipts,
      ...(sent === undefined ? {} : { atHeadOffice: sent }),
      again: [...held, ...[...ownRows].map(([type, count]) => ({ type, count })).toSorted((left, right) => (left.type < right.type ? -1 : 1))],
    }
  } finally {
    db.close()
  }
}
