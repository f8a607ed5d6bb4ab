import { closeSync, openSync, readSync, rmSync } from 'node:fs'
import { type Connection } from '../connection.ts'
import { readPageSums, SUMMED_PAGE, sumOfPage, sumsFileOf, writePageSums, type SumsHead } from './page-sums.ts'

/** Keeps the sums of a database's pages in step with the file. Where there are none it folds the log in, and nothing else. */
export interface SumsKeeper {
  /** Before the first write, and before a connection is closed: from here on there may be any log of its own, or none. */
  anyLog(): void
  /** After the first commit: the log is there from here on, until the file is closed. */
  opened(): void
  /** A passive checkpoint, and the sums of what it moved. Outside a transaction, between two commits. */
  fold(db: Connection): void
  /** After the connection was closed. */
  closed(): void
}

interface Folded {
  readonly busy: number
  readonly log: number
  readonly checkpointed: number
}

const headerLength = 32
const frameHeaderLength = 24
const stride = frameHeaderLength + SUMMED_PAGE
/** Frames read at once. */
const piece = 128

/**
 * SQLite keeps no sums of its pages: one bit in a price, and it answers the other price. In a log it does, and only a checkpoint
 * moves pages from there into the file, which is ours to call, between sales. So the sums are made of the very frames that were
 * moved, and are on disk before the next commit can begin the log anew: a page is either still in the log, or has its sum.
 */
export function sumsKeeper(database: string): SumsKeeper {
  let head: SumsHead | undefined = readPageSums(database)?.head
  /** All of the log is in the file, as far as the last look went. */
  let isWhole = false
  /** Else so many frames of it are to be there. */
  let standing = 0
  /** What those will be in the file once somebody moves them who is not asked: SQLite itself, when the last connection is closed. */
  let toCome: (Frames & { readonly salts: Salts }) | undefined

  /** Sums that could not be written would call good pages bad. Without any the next start makes them again. */
  function keeping(write: () => SumsHead): void {
    if (head === undefined) return
    try {
      head = write()
    } catch {
      head = undefined
      rmSync(sumsFileOf(database), { force: true })
    }
  }

  function noted(next: SumsHead): SumsHead {
    writePageSums(database, [], next)
    return next
  }

  /** The log is not the one any more that those frames stood in: it was folded in whole before it went, or was begun anew. */
  function come(salts: Salts | undefined): void {
    if (toCome === undefined || head === undefined) return
    const { sums, pages, firstPage } = toCome
    const isMoved = salts?.[0] !== toCome.salts[0] || salts[1] !== toCome.salts[1]
    toCome = undefined
    if (!isMoved) return
    head = { ...head, pages, firstPage }
    writePageSums(database, sums, head)
    isWhole = true
  }

  return {
    anyLog: () => {
      keeping(() => {
        toCome = standing > 0 ? readLog(database, (handle) => framesToCome(handle, standing, head as SumsHead)) : undefined
        const { log: _before, ...rest } = head as SumsHead
        return noted({ ...rest, open: true })
      })
    },
    opened: () => {
      keeping(() => {
        const salts = readLog(database, (handle) => saltsOf(handle))
        come(salts)
        return noted({ ...(head as SumsHead), open: true, ...(salts === undefined ? {} : { log: { salts, frames: 0 } }) })
      })
    },
    fold(db) {
      isWhole = false
      standing = 0
      const [folded] = db.pragma('wal_checkpoint(PASSIVE)') as readonly Folded[]
      // Held up by somebody who reads: what is not moved yet, and all that is, stays in the log.
      isWhole = folded !== undefined && folded.log >= 0 && folded.log === folded.checkpointed
      standing = isWhole ? 0 : Math.max(0, folded?.log ?? 0)
      if (folded === undefined || folded.log <= 0 || !isWhole) return
      keeping(() => readLog(database, (handle) => moved(handle, folded.log)) ?? (head as SumsHead))
    },
    closed: () => {
      keeping(() => {
        // Somebody still reads: then it stays, and whoever opens the file next finds it, or what became of it when the last reader went.
        const salts = readLog(database, (handle) => saltsOf(handle))
        come(salts)
        const { log: _before, ...rest } = head as SumsHead
        return noted({ ...rest, open: !isWhole, ...(salts === undefined ? {} : { log: { salts, frames: 0 } }) })
      })
    },
  }

  function moved(handle: number, frames: number): SumsHead {
    const before = head as SumsHead
    const salts = saltsOf(handle)
    if (salts === undefined) return before
    const from = before.log !== undefined && before.log.salts[0] === salts[0] && before.log.salts[1] === salts[1] ? Math.min(before.log.frames, frames) : 0
    if (from === frames) return before
    const { sums, pages, firstPage } = framesIn(handle, from, frames, before)
    const next: SumsHead = { ...before, pages, firstPage, log: { salts, frames } }
    writePageSums(database, sums, next)
    return next
  }
}

type Salts = readonly [number, number]

interface Frames extends Pick<SumsHead, 'pages' | 'firstPage'> {
  readonly sums: ReadonlyMap<number, Buffer>
}

/** What a database is, by these frames of its log and what it was before them. */
function framesIn(handle: number, from: number, frames: number, before: Pick<SumsHead, 'pages' | 'firstPage'>): Frames {
  const sums = new Map<number, Buffer>()
  let { pages, firstPage } = before
  for (let at = from; at < frames; at += piece) {
    const many = Math.min(piece, frames - at)
    const bytes = Buffer.alloc(many * stride)
    if (readSync(handle, bytes, 0, bytes.length, headerLength + at * stride) < bytes.length) throw new Error('the log is shorter than what was folded in')
    for (let one = 0; one < many; one += 1) {
      const frame = bytes.subarray(one * stride, (one + 1) * stride)
      const page = frame.readUInt32BE(0)
      const data = frame.subarray(frameHeaderLength)
      sums.set(page, sumOfPage(data))
      if (page === 1) firstPage = Buffer.from(data)
      if (frame.readUInt32BE(4) > 0) pages = frame.readUInt32BE(4)
    }
  }
  return { sums, pages, firstPage }
}

function framesToCome(handle: number, frames: number, before: SumsHead): (Frames & { readonly salts: Salts }) | undefined {
  const salts = saltsOf(handle)
  return salts && { ...framesIn(handle, 0, frames, before), salts }
}

/** The log's file may be opened beside SQLite: its locks are on the other two, and closing a file gives up all of a process's locks on it. */
function readLog<T>(database: string, read: (handle: number) => T): T | undefined {
  let handle: number
  try {
    handle = openSync(`${database}-wal`, 'r')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
  try {
    return read(handle)
  } finally {
    closeSync(handle)
  }
}

function saltsOf(handle: number): Salts | undefined {
  const header = Buffer.alloc(headerLength)
  return readSync(handle, header, 0, headerLength, 0) < headerLength || header.readUInt32BE(8) !== SUMMED_PAGE ? undefined : [header.readUInt32BE(16), header.readUInt32BE(20)]
}
