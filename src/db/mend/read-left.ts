import Database from 'better-sqlite3'
import { type EntryContent, GENESIS_HASH, hashEntry, parseEntry } from '../../domain/journal/index.ts'
import { type Connection } from '../connection.ts'
import { REFUND_COMPLETED, SALE_COMPLETED } from '../journal.ts'
import { receiptCounterOf } from '../left-epochs.ts'
import { epochOf, positionOf, seqOf } from '../position.ts'
import { sha256 } from '../sha256.ts'
import { type TakenEntry } from '../taken-entry.ts'
import { type FoundRow, foundRows } from './found-rows.ts'
import { type ReportedHead } from './mend-report.ts'

export interface Left {
  /** In their order, each following the one before, the first one following `after`. */
  readonly entries: readonly TakenEntry[]
  readonly beyondGap: number
  /** The highest receipt number that any of them bears, those behind a gap too; 0 where none does. */
  readonly numbered: number
  readonly knownEnd?: { readonly epoch: number; readonly seq: number }
}

export const nothingLeft: Left = { entries: [], beyondGap: 0, numbered: 0 }

/**
 * What a damaged file still has behind an entry: each one asked for by its place, for a walk through the table ends at the first
 * bad page; and where no question comes to it, looked for in the pages. Believed by its hash alone. `file` is ours to open: an image, without a log.
 */
export function readLeft(file: string, after: ReportedHead): Left {
  const found = foundRows(file, positionOf(after.epoch, after.seq), (position, row) => genuine(row, epochOf(position), seqOf(position)) !== undefined)
  const furthest = Math.max(0, ...found.keys())
  const looked = { epoch: epochOf(furthest), seq: seqOf(furthest) }
  const db = attempt(() => new Database(file, { readonly: true }))
  try {
    const told = db && knownEnd(db)
    const end = told === undefined || positionOf(told.epoch, told.seq) < furthest ? (furthest > 0 ? looked : undefined) : told
    const asked = db && attempt(() => db.prepare<[number], FoundRow>('SELECT prev_hash AS prevHash, hash, text FROM journal NOT INDEXED WHERE position = ?'))
    return { ...walk((position) => found.get(position) ?? attempt(() => asked?.get(position)), after, end), ...(end === undefined ? {} : { knownEnd: end }) }
  } finally {
    db?.close()
  }
}

/** Whose data a damaged file is; undefined where even that cannot be read. */
export function registerIn(file: string): string | undefined {
  return attempt(() => {
    const db = new Database(file, { readonly: true })
    try {
      return db.prepare<[], string>('SELECT register_id FROM register').pluck().get()
    } finally {
      db.close()
    }
  })
}

/** Beyond what any table says, this many places are tried all the same: the last rows of the journal may be what is left of it. */
const triedBeyond = 2000

function walk(at: (position: number) => FoundRow | undefined, after: ReportedHead, end: { readonly epoch: number; readonly seq: number } | undefined): Omit<Left, 'knownEnd'> {
  const entries: TakenEntry[] = []
  let head: ReportedHead = after
  let gap = false
  let beyondGap = 0
  let numbered = 0
  const last = Math.max(end?.epoch ?? 0, after.epoch)
  for (let epoch = after.epoch; epoch <= last; epoch += 1) {
    let missed = 0
    for (let seq = epoch === after.epoch ? after.seq + 1 : 1; missed <= triedBeyond; seq += 1) {
      const row = at(positionOf(epoch, seq))
      const isKnown = end !== undefined && (epoch < end.epoch || (epoch === end.epoch && seq <= end.seq))
      const content = row && genuine(row, epoch, seq)
      if (row === undefined || content === undefined) {
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
        if (isDocument(content)) beyondGap += 1
      }
      numbered = Math.max(numbered, receiptCounterOf(content))
    }
  }
  return { entries, beyondGap, numbered }
}

function genuine({ prevHash, hash, text }: FoundRow, epoch: number, seq: number): EntryContent | undefined {
  const content = typeof text === 'string' ? parseEntry(text) : undefined
  return content?.epoch === epoch && content.seq === seq && hashEntry(prevHash, text, sha256) === hash ? content : undefined
}

const isDocument = ({ type }: EntryContent): boolean => type === SALE_COMPLETED || type === REFUND_COMPLETED

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
