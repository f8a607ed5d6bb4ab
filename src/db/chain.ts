import { type Entry, GENESIS_HASH, verifyChain } from '../domain/journal/index.ts'
import { type Connection } from './connection.ts'
import { type EntryRow } from './journal.ts'
import { epochOf, positionOf, seqOf } from './position.ts'
import { sha256 } from './sha256.ts'

export interface ChainFault {
  readonly epoch: number
  readonly seq: number
  readonly reason: string
}

type CheckedRow = EntryRow & { claim: string | null }

/** The row's own columns must say what its hashed text says, or a look-up by column would trust what no hash covers. */
function claimOf(row: EntryRow): string {
  return JSON.stringify([epochOf(row.position), seqOf(row.position), row.id, row.type])
}

export function readChain(db: Connection, epoch: () => number) {
  const rows = db.prepare<[number, number], CheckedRow>(
    `SELECT position, id, type, prev_hash, hash, text,
       CASE WHEN json_valid(text) THEN json_extract(text, '$.epoch', '$.seq', '$.id', '$.type') END AS claim
     FROM journal WHERE position >= ? AND position < ? ORDER BY position`,
  )
  const hashAt = db.prepare<[number], string>('SELECT hash FROM journal WHERE position = ?').pluck()
  const witnesses = db.prepare<[], { position: number; hash: string }>(
    'SELECT position, hash FROM verified_head UNION ALL SELECT (epoch << 40) + seq, hash FROM outbox_cursor WHERE seq > 0',
  )

  function verifyEpoch(of: number, fromSeq: number): ChainFault | undefined {
    let at = fromSeq - 1
    let mismatch: ChainFault | undefined
    function* entries(): Generator<Entry> {
      for (const row of rows.iterate(positionOf(of, fromSeq), positionOf(of + 1, 0))) {
        at += 1
        if (seqOf(row.position) !== at) mismatch = { epoch: of, seq: at, reason: 'seq' }
        else if (row.claim !== claimOf(row)) mismatch = { epoch: of, seq: at, reason: 'columns' }
        yield { prevHash: row.prev_hash, hash: row.hash, text: row.text }
        // Asked for the next one: this row's hashes are sound. A fault of its columns ends the walk here.
        if (mismatch !== undefined) return
      }
    }
    const before = fromSeq === 1 ? GENESIS_HASH : hashAt.get(positionOf(of, fromSeq - 1))
    if (before === undefined) return { epoch: of, seq: fromSeq - 1, reason: 'missing' }
    const broken = verifyChain(entries(), before, sha256)
    return broken === undefined ? mismatch : { epoch: of, seq: fromSeq + broken.index, reason: broken.reason }
  }

  /** A tail cut off leaves a chain that is sound in itself: only a head remembered elsewhere shows it. */
  function firstBrokenWitness(): ChainFault | undefined {
    for (const { position, hash } of witnesses.all()) {
      if (hashAt.get(position) !== hash) return { epoch: epochOf(position), seq: seqOf(position), reason: 'witness' }
    }
    return undefined
  }

  return {
    /** One epoch from `fromSeq`, or, without it, every epoch from its first entry; then the heads remembered elsewhere. */
    verifyChain(fromSeq?: number): ChainFault | undefined {
      if (fromSeq !== undefined) return verifyEpoch(epoch(), fromSeq) ?? firstBrokenWitness()
      for (let of = 1; of <= epoch(); of += 1) {
        const fault = verifyEpoch(of, 1)
        if (fault !== undefined) return fault
      }
      return firstBrokenWitness()
    },
  }
}
