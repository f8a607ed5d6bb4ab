import { createHash } from 'node:crypto'
import { type FeedAnswer, type FeedRow, feedPageBytes, feedPageRows, type FeedRequest } from '../../contracts/replication/index.ts'
import { changedSetHash, emptySetHash, type FeedName, rowHash } from '../../domain/feed/index.ts'

// What both databases make of a feed: which version an edit becomes, and what a register is answered.

/** The newest version, the hash of its set and the rows in it. */
export interface FeedHead {
  readonly version: number
  readonly setHash: string
  readonly rows: number
}

export const newFeed: FeedHead = { version: 0, setHash: emptySetHash, rows: 0 }

/** A row as it is to be; a text of null takes it away. */
export interface FeedEditRow {
  readonly id: string
  readonly text: string | null
  /** The version that last changed it when whoever edits it looked; 0: it is new. */
  readonly seenVersion: number
  /** What it is found by. */
  readonly search: string
  /** What no other row may have. */
  readonly codes: readonly string[]
}

/** All its rows become one version: who pulls it gets all of them or none. */
export interface FeedEdit {
  readonly feed: FeedName
  readonly rows: readonly FeedEditRow[]
  readonly by: string
}

export type FeedEdited = { readonly ok: true; readonly version: number } | { readonly ok: false; readonly reason: 'changedMeanwhile' } | { readonly ok: false; readonly reason: 'codeTaken'; readonly code: string; readonly id: string }

export interface KeptRow {
  readonly id: string
  readonly version: number
  readonly text: string | null
}

/** As many rows as one edit may have: what a register applies at once stays small. */
export const mostRowsOfEdit = 200

export interface FeedPlan {
  readonly head: FeedHead
  /** Those that really are another way. */
  readonly rows: readonly FeedEditRow[]
}

/** What an edit comes to, under the lock of the feed's row. */
export function planEdit(head: FeedHead, kept: readonly KeptRow[], taken: readonly { readonly code: string; readonly id: string }[], { rows }: FeedEdit): FeedPlan | Extract<FeedEdited, { ok: false }> {
  const before = new Map(kept.map((row) => [row.id, row]))
  const own = new Set(rows.map(({ id }) => id))
  if (rows.length > mostRowsOfEdit || own.size < rows.length) throw new Error(`an edit of ${rows.length} rows, ${own.size} of them different`)
  if (rows.some(({ id, seenVersion }) => (before.get(id)?.version ?? 0) !== seenVersion)) return { ok: false, reason: 'changedMeanwhile' }
  const codes = new Map(taken.filter(({ id }) => !own.has(id)).map(({ code, id }) => [code, id]))
  for (const { id, text, codes: wanted } of rows) {
    for (const code of text === null ? [] : wanted) {
      const holder = codes.get(code)
      if (holder !== undefined && holder !== id) return { ok: false, reason: 'codeTaken', code, id: holder }
      codes.set(code, id)
    }
  }
  const changed = rows.filter(({ id, text }) => (before.get(id)?.text ?? null) !== text)
  if (changed.length === 0) return { head, rows: [] }
  let { setHash, rows: count } = head
  for (const { id, text } of changed) {
    const was = before.get(id)?.text ?? undefined
    setHash = changedSetHash(setHash, was === undefined ? undefined : rowHash(id, was, sha256), text === null ? undefined : rowHash(id, text, sha256))
    count += (text === null ? 0 : 1) - (was === undefined ? 0 : 1)
  }
  return { head: { version: head.version + 1, setHash, rows: count }, rows: changed }
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** What has to be known to answer a register; hashes of versions that are not here are null. */
export interface FeedFacts {
  readonly head: FeedHead
  readonly atCursor: string | null
  readonly atTo: string | null
  /** Changes since the cursor, counted no further than it takes. */
  readonly since: number
}

/** Above so many changes, and above what the set has, all of the set is shorter. */
export const fewestForSnapshot = 1000

/** Which rows to read for it: changes in (from, to], or the set at `to`, behind `after`. */
export interface FeedReading {
  readonly from: number
  readonly to: number
  readonly snapshot: boolean
  readonly setHash: string
  readonly after: { readonly version: number; readonly id: string }
}

const beginning = { version: 0, id: '' }

/**
 * A cursor is known by its set as well as by its number: after head office was restored, the same number may be another set, and what changed since then would lead to nowhere.
 * A page goes on only towards a version that is still here.
 */
export function readingOf({ cursor, snapshot, page }: Pick<FeedRequest, 'cursor' | 'snapshot' | 'page'>, { head, atCursor, atTo, since }: FeedFacts): FeedReading {
  const { version, setHash } = head
  const known = cursor.version === 0 ? cursor.setHash === emptySetHash : cursor.setHash === atCursor
  if (page !== undefined && atTo !== null && (page.snapshot || known)) return { from: cursor.version, to: page.to, snapshot: page.snapshot, setHash: atTo, after: page.after }
  const whole = snapshot === true || !known || (cursor.version === 0 && version > 0) || since > Math.max(fewestForSnapshot, head.rows)
  return { from: cursor.version, to: version, snapshot: whole, setHash, after: beginning }
}

/** A page of what was read, one row more than may be on it where there are more. */
export function pageOf({ from, to, snapshot, setHash }: FeedReading, read: readonly KeptRow[]): FeedAnswer {
  const rows: FeedRow[] = []
  let last: KeptRow | undefined
  let bytes = 0
  for (const row of read) {
    bytes += Buffer.byteLength(JSON.stringify(row.text ?? ''), 'utf8') + 64
    if (rows.length > 0 && (rows.length === feedPageRows || bytes > feedPageBytes)) return { from, to, snapshot, setHash, rows, ...(last !== undefined && { after: { version: last.version, id: last.id } }) }
    rows.push({ id: row.id, text: row.text })
    last = row
  }
  return { from, to, snapshot, setHash, rows }
}
