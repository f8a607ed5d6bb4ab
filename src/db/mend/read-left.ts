import Database from 'better-sqlite3'
import { GENESIS_HASH, hashEntry, parseEntry } from '../../domain/journal/index.ts'
import { type Connection } from '../connection.ts'
import { REFUND_COMPLETED, SALE_COMPLETED } from '../journal.ts'
import { epochOf, positionOf, seqOf } from '../position.ts'
import { sha256 } from '../sha256.ts'
import { type TakenEntry } from '../taken-entry.ts'
import { type ReportedHead } from './mend-report.ts'

export interface Left {
  /** In their order, each following the one before, the first one following `after`. */
  readonly entries: readonly TakenEntry[]
  readonly beyondGap: number
  readonly knownEnd?: { readonly epoch: number; readonly seq: number }
}

const nothing: Left = { entries: [], beyondGap: 0 }

interface Row {
  readonly prevHash: string
  readonly hash: string
  readonly text: string
}

/**
 * What a damaged file still has behind an entry: each one asked for by its place, for a walk through the table ends at the first
 * bad page. Believed by its hash alone. `file` is ours to open: an image, without a log.
 */
export function readLeft(file: string, after: ReportedHead): Left {
  let db: Connection
  try {
    db = new Database(file, { readonly: true })
  } catch {
    // Nothing of it can be read at all: the backup is what there is.
    return nothing
  }
  try {
    const end = knownEnd(db)
    return { ...walk(db, after, end), ...(end === undefined ? {} : { knownEnd: end }) }
  } catch {
    return nothing
  } finally {
    db.close()
  }
}

/** Beyond what any table says, this many places are tried all the same: the last rows of the journal may be what is left of it. */
const triedBeyond = 2000

function walk(db: Connection, after: ReportedHead, end: { readonly epoch: number; readonly seq: number } | undefined): Omit<Left, 'knownEnd'> {
  const at = db.prepare<[number], Row>('SELECT prev_hash AS prevHash, hash, text FROM journal NOT INDEXED WHERE position = ?')
  const entries: TakenEntry[] = []
  let head: ReportedHead = after
  let gap = false
  let beyondGap = 0
  const last = Math.max(end?.epoch ?? 0, after.epoch)
  for (let epoch = after.epoch; epoch <= last; epoch += 1) {
    let missed = 0
    for (let seq = epoch === after.epoch ? after.seq + 1 : 1; missed <= triedBeyond; seq += 1) {
      const row = attempt(() => at.get(positionOf(epoch, seq)))
      const isKnown = end !== undefined && (epoch < end.epoch || (epoch === end.epoch && seq <= end.seq))
      if (row === undefined || !isGenuine(row, epoch, seq)) {
        // Where the epoch ends, nobody may know; a gap is one only when something stands behind it.
        if (isKnown && epoch === last) gap = true
        missed += 1
        continue
      }
      const follows = epoch === head.epoch ? seq === head.seq + 1 && row.prevHash === head.hash : epoch === head.epoch + 1 && seq === 1 && row.prevHash === GENESIS_HASH
      if (!gap && follows) {
        entries.push(row)
        head = { epoch, seq, hash: row.hash }
      } else {
        gap = true
        if (isDocument(row)) beyondGap += 1
      }
    }
  }
  return { entries, beyondGap }
}

function isGenuine({ prevHash, hash, text }: Row, epoch: number, seq: number): boolean {
  const content = typeof text === 'string' ? parseEntry(text) : undefined
  return content !== undefined && content.epoch === epoch && content.seq === seq && hashEntry(prevHash, text, sha256) === hash
}

function isDocument({ text }: Row): boolean {
  const type = parseEntry(text)?.type
  return type === SALE_COMPLETED || type === REFUND_COMPLETED
}

/** How far the journal went by whatever can still be asked. */
function knownEnd(db: Connection): { readonly epoch: number; readonly seq: number } | undefined {
  const positions = [
    'SELECT max(position) FROM journal',
    'SELECT max(position) FROM verified_head',
    'SELECT max(position) FROM projection_cursor',
    'SELECT (epoch << 40) + seq FROM outbox_cursor',
    'SELECT max((epoch << 40) + seq) FROM sale',
  ].map((text) => attempt(() => db.prepare<[], number | null>(text).pluck().get()) ?? 0)
  const last = Math.max(...positions)
  return last > 0 ? { epoch: epochOf(last), seq: seqOf(last) } : undefined
}

/** A bad page throws; what is on it is gone. */
function attempt<T>(ask: () => T): T | undefined {
  try {
    return ask()
  } catch {
    return undefined
  }
}
