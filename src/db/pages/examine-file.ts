import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { readPageSums, SUMMED_PAGE, sumOfPage, type PageSums } from './page-sums.ts'
import { singleBit } from './single-bit.ts'
import { readWalFile, type Doubt, type FoundWal, type WalFrame } from './wal-file.ts'

/**
 * What is wrong with a register's file. `missing`: it is gone. `cutOff`: shorter than it was. `header`: its first page.
 * `pages`: others. `log`: its log is damaged in the middle. `logLost`: it is gone, and was needed. `logForeign`: it is not the
 * log of this file.
 */
export const damageKinds = ['missing', 'cutOff', 'header', 'pages', 'log', 'logLost', 'logForeign'] as const
export type DamageKind = (typeof damageKinds)[number]

export interface Examined {
  readonly database: string
  /** In the order of their gravity; empty: it is sound as far as its sums know. */
  readonly damage: readonly DamageKind[]
  /** Whether there are sums at all. */
  readonly known: boolean
  /** How many pages it must have. */
  readonly pages: number
  /** Pages that cannot be believed: with what they must be, where that was found. */
  readonly bad: Map<number, Buffer | undefined>
  /** Of the log: the last word on each page it speaks of. */
  readonly logged: ReadonlyMap<number, WalFrame>
  /** Commits that were on disk are gone with what is damaged, wherever they would be found again. */
  readonly lost: boolean
  /** There is no log any more, and there was one, or may have been, when this was noted last. */
  readonly logGone: boolean
  readonly sums?: PageSums
  /** Bits of the log of which several may be the one. */
  readonly doubts: readonly Doubt[]
  /** Bits that had fallen over, in pages and in the log. */
  readonly bits: number
}

/** Trying each bit of a page takes a quarter of a second: for a few it is worth it, a file cut in half has other means. */
const triedPages = 8
const piece = 256
const magic = Buffer.from('SQLite format 3\0', 'latin1')

/**
 * Looks at a register's file, its log and the sums of its pages, and changes nothing. Nobody may have it open, this process
 * included: closing a file by its name takes SQLite's locks along.
 */
export function examineFile(database: string): Examined {
  const sums = readPageSums(database)
  const size = statSync(database, { throwIfNoEntry: false })?.size
  const found = readWalFile(`${database}-wal`, (page) => readPage(database, page))
  const log = usable(found, sums)
  const logged = lastWords(log.frames)
  const pages = log.frames.at(-1)?.sizeAfter ?? sums?.head.pages ?? Math.floor((size ?? 0) / SUMMED_PAGE)
  const bad = sums === undefined || sums.head.pages === 0 ? new Map<number, undefined>() : badPages(database, size ?? 0, pages, { sums, logged, folded: log.folded })
  let bits = found.kind === 'log' ? found.log.mended : 0
  const mended = new Map<number, Buffer | undefined>()
  for (const page of bad.keys()) {
    const whole = sums === undefined ? undefined : mendedPage(database, page, sums, mended.size < triedPages)
    if (whole !== undefined && page !== 1) bits += 1
    mended.set(page, whole)
  }
  const damage = new Set<DamageKind>()
  const isCut = size !== undefined && size < pages * SUMMED_PAGE && [...bad.keys()].some((page) => page * SUMMED_PAGE > size)
  if (sums !== undefined && sums.head.pages > 0 && (size === undefined || size === 0)) damage.add('missing')
  else {
    if (isCut) damage.add('cutOff')
    if (bad.has(1)) damage.add('header')
    if ([...bad.keys()].some((page) => page !== 1 && page * SUMMED_PAGE <= (size ?? 0))) damage.add('pages')
  }
  // SQLite reads the file's own first bytes before it looks into the log.
  const first = readPage(database, 1)
  const later = logged.get(1)
  if (first !== undefined && later !== undefined && later.index > log.folded && !first.subarray(0, magic.length).equals(magic)) {
    damage.add('header')
    mended.set(1, later.data)
  }
  for (const kind of log.damage) damage.add(kind)
  return { database, damage: damageKinds.filter((kind) => damage.has(kind)), known: sums !== undefined, pages, bad: mended, logged, lost: log.lost, logGone: found.kind === 'none' && sums !== undefined && (sums.head.open || sums.head.log !== undefined), bits, doubts: found.kind === 'log' ? found.log.doubts : [], ...(sums === undefined ? {} : { sums }) }
}

interface UsableLog {
  readonly frames: readonly WalFrame[]
  /** Frames up to this one are in the database file as well. */
  readonly folded: number
  readonly damage: readonly DamageKind[]
  readonly lost: boolean
}

function usable(found: FoundWal, sums: PageSums | undefined): UsableLog {
  const known = sums?.head.log
  const none = { frames: [], folded: 0 }
  if (found.kind === 'none') return sums?.head.open === true && known !== undefined ? { ...none, damage: ['logLost'], lost: true } : { ...none, damage: [], lost: false }
  // Without sums nobody can tell: SQLite's own word stands.
  if (found.kind === 'unreadable') return sums === undefined ? { ...none, damage: [], lost: false } : { ...none, damage: ['log'], lost: sums.head.open }
  const { log } = found
  const isSame = known !== undefined && known.salts[0] === log.salts[0] && known.salts[1] === log.salts[1]
  // Begun anew the log counts on by one; one that counts less is from before, and one of a file that was closed is nobody's.
  const isNext = known !== undefined && ((log.salts[0] - known.salts[0]) >>> 0) <= 1 << 20 && log.salts[0] !== known.salts[0]
  const isForeign = known === undefined ? sums?.head.open === false : !isSame && !(sums?.head.open === true && isNext)
  if (sums !== undefined && isForeign) return { ...none, damage: ['logForeign'], lost: sums.head.open }
  const folded = isSame ? known.frames : 0
  const mended: readonly DamageKind[] = log.mended > 0 ? ['log'] : []
  if (log.brokenAt === undefined) return { frames: log.frames, folded, damage: mended, lost: false }
  // All of it is in the file already: nothing of the log is needed.
  return { frames: log.brokenAt <= folded ? [] : log.frames, folded, damage: ['log'], lost: true }
}

function lastWords(frames: readonly WalFrame[]): ReadonlyMap<number, WalFrame> {
  return new Map(frames.map((frame) => [frame.page, frame]))
}

interface Against {
  readonly sums: PageSums
  readonly logged: ReadonlyMap<number, WalFrame>
  readonly folded: number
}

/** Every page of the file that is not what its sum says, and that the log does not speak of later. */
function badPages(database: string, size: number, pages: number, { sums, logged, folded }: Against): Map<number, undefined> {
  const bad = new Map<number, undefined>()
  const isLater = (page: number): boolean => {
    const frame = logged.get(page)
    if (frame === undefined) return false
    // In the file as well, and then its sum is that of the frame.
    return frame.index > folded || sums.sumOf(page)?.equals(sumOfPage(frame.data)) !== false
  }
  eachPage(database, size, pages, (page, data) => {
    if (isLater(page)) return
    const sum = sums.sumOf(page)
    if (data === undefined ? sum !== undefined || page <= sums.head.pages : sum !== undefined && !sumOfPage(data).equals(sum)) bad.set(page, undefined)
  })
  return bad
}

/** In their order. Without data: the file ends before it, or in it. */
export function eachPage(file: string, size: number, pages: number, look: (page: number, data: Buffer | undefined) => void): void {
  const handle = existsSync(file) ? openSync(file, 'r') : undefined
  try {
    const bytes = Buffer.alloc(piece * SUMMED_PAGE)
    for (let first = 1; first <= pages; first += piece) {
      const from = (first - 1) * SUMMED_PAGE
      const read = handle === undefined || from >= size ? 0 : readSync(handle, bytes, 0, bytes.length, from)
      for (let page = first; page < first + piece && page <= pages; page += 1) {
        const at = (page - first) * SUMMED_PAGE
        look(page, at + SUMMED_PAGE <= read ? bytes.subarray(at, at + SUMMED_PAGE) : undefined)
      }
    }
  } finally {
    if (handle !== undefined) closeSync(handle)
  }
}

/** What a bad page was: the first one is kept word for word, another has perhaps one bit that fell over. */
function mendedPage(database: string, page: number, sums: PageSums, tried: boolean): Buffer | undefined {
  const sum = sums.sumOf(page)
  if (page === 1 && (sum === undefined || sumOfPage(sums.head.firstPage).equals(sum))) return sums.head.firstPage
  const data = tried ? readPage(database, page) : undefined
  return data !== undefined && sum !== undefined && singleBit(data, () => sumOfPage(data).equals(sum)) ? data : undefined
}

function readPage(file: string, page: number): Buffer | undefined {
  return pagesOf(file, (read) => read(page))
}

/** `read`: one page; undefined where the file ends before it, or is not there. */
export function pagesOf<T>(file: string, look: (read: (page: number) => Buffer | undefined) => T): T {
  if (!existsSync(file)) return look(() => undefined)
  const handle = openSync(file, 'r')
  try {
    return look((page) => {
      const data = Buffer.alloc(SUMMED_PAGE)
      return readSync(handle, data, 0, SUMMED_PAGE, (page - 1) * SUMMED_PAGE) === SUMMED_PAGE ? data : undefined
    })
  } finally {
    closeSync(handle)
  }
}
