import { createHash } from 'node:crypto'
import { appendFileSync, closeSync, fstatSync, openSync, readSync, statSync, truncateSync } from 'node:fs'
import { syncFile } from './backup-file.ts'

/**
 * The sum of a backup, behind its last page, where SQLite never looks: it goes wherever the file is carried, and speaks for what no journal
 * vouches for (items, people, settings), which SQLite's own check and the chain cannot.
 */
const line = (sum: string): string => `\nTillwright, the books up to here: sha256 ${sum}\n`
const lineBytes = Buffer.byteLength(line('0'.repeat(64)))
const wholeLine = /^\nTillwright, the books up to here: sha256 ([0-9a-f]{64})\n$/

/** `none`: it carries no sum, as a file copied by hand or by an older program. */
export type Seal = 'whole' | 'broken' | 'none'

/** Writes the sum of what is there behind it. How long the file is then, and the sum of all of it. On disk when it returns. */
export function seal(file: string): { readonly bytes: number; readonly sha256: string } {
  const sum = sumUpTo(file, statSync(file).size)
  const text = line(sum.copy().digest('hex'))
  appendFileSync(file, text)
  syncFile(file)
  return { bytes: statSync(file).size, sha256: sum.update(text).digest('hex') }
}

export function sealOf(file: string): Seal {
  const { size } = statSync(file)
  const body = size - lineBytes
  const said = body < 0 ? undefined : wholeLine.exec(bytesAt(file, body, lineBytes).toString('latin1'))?.[1]
  if (said !== undefined) return sumUpTo(file, body).digest('hex') === said ? 'whole' : 'broken'
  // SQLite writes whole pages: whatever stands behind them was a sum, or half a page is gone.
  const page = pageBytes(file)
  return page === undefined || size % page === 0 ? 'none' : 'broken'
}

/** Of a file whose seal is whole: what SQLite made of it, and nothing behind. */
export function withoutSeal(file: string): void {
  truncateSync(file, statSync(file).size - lineBytes)
  syncFile(file)
}

/** As its first bytes say; undefined: no file of SQLite's. */
function pageBytes(file: string): number | undefined {
  const head = bytesAt(file, 0, 18)
  if (head.length < 18 || head.toString('latin1', 0, 15) !== 'SQLite format 3') return undefined
  const said = head.readUInt16BE(16)
  const bytes = said === 1 ? 65_536 : said
  return bytes >= 512 && (bytes & (bytes - 1)) === 0 ? bytes : undefined
}

function bytesAt(file: string, position: number, length: number): Buffer {
  const handle = openSync(file, 'r')
  try {
    const part = Buffer.alloc(Math.min(length, fstatSync(handle).size))
    return part.subarray(0, readSync(handle, part, 0, part.length, position))
  } finally {
    closeSync(handle)
  }
}

/** In pieces: the books of a chain are larger than memory should hold. */
function sumUpTo(file: string, end: number): ReturnType<typeof createHash> {
  const sum = createHash('sha256')
  const handle = openSync(file, 'r')
  try {
    const part = Buffer.alloc(1 << 20)
    for (let at = 0; at < end; ) {
      const read = readSync(handle, part, 0, Math.min(part.length, end - at), at)
      if (read === 0) break
      sum.update(part.subarray(0, read))
      at += read
    }
  } finally {
    closeSync(handle)
  }
  return sum
}
