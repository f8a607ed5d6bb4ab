import { statSync } from 'node:fs'
import { eachPage, pagesOf } from '../pages/examine-file.ts'
import { SUMMED_PAGE } from '../pages/page-sums.ts'

/** A row of the journal as it lies in a page. */
export interface FoundRow {
  readonly prevHash: string
  readonly hash: string
  readonly text: string
}

type Read = (page: number) => Buffer | undefined

const leafOfTable = 0x0d
/** A file's own header stands before its first page's. */
const fileHeader = 100
/** How much of a row lies in its page, as SQLite's file format has it; what is longer goes on in pages of its own. */
const mostInPage = SUMMED_PAGE - 35
const leastInPage = Math.floor(((SUMMED_PAGE - 12) * 32) / 255) - 23
const inOverflow = SUMMED_PAGE - 4
/** `position` itself is the row's key and holds nothing; `epoch` and `seq` are computed. */
const columns = { prevHash: 5, hash: 6, text: 7, count: 8 } as const
const longest = 1 << 26

/**
 * Rows of the journal behind a position, by their positions, from whatever page still holds them: where a page between the table's root and them is
 * gone, or what says where the table begins, no query comes to them. They prove themselves; a page that holds something else yields nothing.
 */
export function foundRows(file: string, after: number, isGenuine: (position: number, row: FoundRow) => boolean): ReadonlyMap<number, FoundRow> {
  const found = new Map<number, FoundRow>()
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  pagesOf(file, (read) => {
    eachPage(file, size, Math.floor(size / SUMMED_PAGE), (number, page) => {
      const header = number === 1 ? fileHeader : 0
      if (page?.readUInt8(header) !== leafOfTable) return
      const cells = page.readUInt16BE(header + 3)
      for (let cell = 0; cell < cells && header + 10 + cell * 2 <= SUMMED_PAGE; cell += 1) {
        const row = attempt(() => cellAt(page, page.readUInt16BE(header + 8 + cell * 2), after, read))
        if (row !== undefined && isGenuine(row.position, row.row)) found.set(row.position, row.row)
      }
    })
  })
  return found
}

function cellAt(page: Buffer, at: number, after: number, read: Read): { readonly position: number; readonly row: FoundRow } | undefined {
  const [length, afterLength] = varint(page, at)
  const [position, from] = varint(page, afterLength)
  if (position <= after || length > longest) return undefined
  const row = rowOf(payloadOf(page, from, length, read))
  return row && { position, row }
}

function payloadOf(page: Buffer, from: number, length: number, read: Read): Buffer {
  if (length <= mostInPage) return page.subarray(from, from + length)
  const rest = leastInPage + ((length - leastInPage) % inOverflow)
  const here = rest <= mostInPage ? rest : leastInPage
  const parts = [page.subarray(from, from + here)]
  let next = page.readUInt32BE(from + here)
  for (let left = length - here; left > 0; left -= inOverflow) {
    const more = read(next)
    if (more === undefined) throw new RangeError('the row goes on where no page is')
    parts.push(more.subarray(4, 4 + Math.min(left, inOverflow)))
    next = more.readUInt32BE(0)
  }
  return Buffer.concat(parts)
}

/** Its kinds of values first, then the values. */
function rowOf(payload: Buffer): FoundRow | undefined {
  const [headerEnd, first] = varint(payload, 0)
  const kinds: number[] = []
  for (let at = first; at < headerEnd; ) {
    const [kind, next] = varint(payload, at)
    kinds.push(kind)
    at = next
  }
  if (kinds.length !== columns.count) return undefined
  const starts: number[] = []
  kinds.reduce((start, kind) => {
    starts.push(start)
    return start + bytesOf(kind)
  }, headerEnd)
  const textAt = (column: number): string | undefined => {
    const [kind = 0, start = 0] = [kinds[column], starts[column]]
    return kind >= 13 && kind % 2 === 1 ? payload.toString('utf8', start, start + bytesOf(kind)) : undefined
  }
  const [prevHash, hash, text] = [textAt(columns.prevHash), textAt(columns.hash), textAt(columns.text)]
  return prevHash === undefined || hash === undefined || text === undefined ? undefined : { prevHash, hash, text }
}

function bytesOf(kind: number): number {
  if (kind >= 12) return Math.floor((kind - 12) / 2)
  return [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0][kind] ?? 0
}

/** The number that begins there, and where what follows it does. A position fits a number that counts exactly. */
function varint(bytes: Buffer, from: number): readonly [value: number, next: number] {
  let value = 0
  for (let at = from; at < from + 8; at += 1) {
    const byte = bytes.readUInt8(at)
    value = value * 128 + (byte & 0x7f)
    if (byte < 0x80) return [value, at + 1]
  }
  throw new RangeError('longer than any of ours')
}

/** A page that holds something else leads out of its bounds. */
function attempt<T>(ask: () => T): T | undefined {
  try {
    return ask()
  } catch {
    return undefined
  }
}
