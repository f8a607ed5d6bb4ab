import { readFileSync } from 'node:fs'
import { type BitAt, everyBit, singleBit, turn } from './single-bit.ts'

const headerLength = 32
const frameHeaderLength = 24
const magicLittle = 0x377f0682
const magicBig = 0x377f0683

/** One page as some transaction left it. */
export interface WalFrame {
  /** From 1, as SQLite counts them. */
  readonly index: number
  readonly page: number
  /** Pages of the database after the transaction that ends here; 0 in the middle of one. */
  readonly sizeAfter: number
  readonly data: Buffer
}

/** The likeliest answer is in the frame; `take` puts the n-th there instead. Whoever can look at the whole file finds out which is right. */
export interface Doubt {
  readonly answers: number
  take(n: number): void
}

export interface WalFile {
  readonly pageSize: number
  readonly salts: readonly [number, number]
  /** Of transactions that are whole, up to the first frame that cannot be believed. */
  readonly frames: readonly WalFrame[]
  /** Frames and headers in which one bit had fallen over, and was found. */
  readonly mended: number
  /** Where more than one bit may be it, in a page that no later frame speaks of. */
  readonly doubts: readonly Doubt[]
  /**
   * The first frame that cannot be believed and stood before others that were committed. Absent where nothing, or one
   * transaction that never came to its end, follows: a power cut leaves that, and SQLite passes over it rightly.
   */
  readonly brokenAt?: number
}

/** What lies beside a database under its log's name: nothing, something that never was its log, or its log. */
export type FoundWal = { readonly kind: 'none' } | { readonly kind: 'unreadable' } | { readonly kind: 'log'; readonly log: WalFile }

type Sum = readonly [number, number]
interface Words {
  /** Byte order of the sums, as the magic number says. */
  readonly big: boolean
}

/** SQLite's own running sum over words in pairs. */
function summed(bytes: Buffer, { big }: Words, [before0, before1]: Sum): Sum {
  let [first, second] = [before0, before1]
  for (let at = 0; at < bytes.length; at += 8) {
    first = (first + (big ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)) + second) >>> 0
    second = (second + (big ? bytes.readUInt32BE(at + 4) : bytes.readUInt32LE(at + 4)) + first) >>> 0
  }
  return [first, second]
}

const same = (one: Sum, other: Sum): boolean => one[0] === other[0] && one[1] === other[1]
const sumAt = (bytes: Buffer, at: number): Sum => [bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4)]

function headerHolds(header: Buffer): boolean {
  const magic = header.readUInt32BE(0)
  if (magic !== magicLittle && magic !== magicBig) return false
  return same(summed(header.subarray(0, 24), { big: magic === magicBig }, [0, 0]), sumAt(header, 24))
}

/**
 * Reads a log by itself. SQLite believes it up to the first frame whose sum is wrong and forgets the rest without a word, for
 * that is what a power cut leaves; a bit that fell over in the middle of it looks the same to it, and takes every sale behind it
 * along. Each frame's sum goes on from the one before, so that the frames behind a bad one still prove each other; and where a
 * single bit is wrong, trying them all finds it. The sum is a weak one: of a word's highest bits it knows little more than how many
 * there are, so that several bits may fit. `before` has what the page was in the file, which tells them apart more often than not.
 */
export function readWalFile(file: string, before: (page: number) => Buffer | undefined = () => undefined): FoundWal {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { kind: 'none' }
    throw error
  }
  if (bytes.length < headerLength + frameHeaderLength) return { kind: 'none' }
  const header = bytes.subarray(0, headerLength)
  let mended = 0
  if (!headerHolds(header)) {
    if (!singleBit(header, () => headerHolds(header))) return { kind: 'unreadable' }
    mended += 1
  }
  const words: Words = { big: header.readUInt32BE(0) === magicBig }
  const pageSize = header.readUInt32BE(8)
  const salts = [header.readUInt32BE(16), header.readUInt32BE(20)] as const
  if (pageSize < 512 || pageSize > 65_536 || (pageSize & (pageSize - 1)) !== 0) return { kind: 'unreadable' }
  const walked = walkFrames(bytes, { words, pageSize, salts, start: sumAt(header, 24), before })
  return { kind: 'log', log: { pageSize, salts, ...walked, mended: mended + walked.mended } }
}

interface Walk {
  readonly words: Words
  readonly pageSize: number
  readonly salts: readonly [number, number]
  readonly start: Sum
  readonly before: (page: number) => Buffer | undefined
}

function walkFrames(bytes: Buffer, { words, pageSize, salts, start, before }: Walk): Walked {
  const stride = frameHeaderLength + pageSize
  const count = Math.floor((bytes.length - headerLength) / stride)
  const believed: WalFrame[] = []
  let committed = 0
  const doubted: { readonly page: number; readonly index: number; readonly doubt: Doubt }[] = []
  let mended = 0
  let sum = start
  for (let index = 1; index <= count; index += 1) {
    const frame = bytes.subarray(headerLength + (index - 1) * stride, headerLength + index * stride)
    const sumOf = (): Sum => summed(frame.subarray(frameHeaderLength), words, summed(frame.subarray(0, 8), words, sum))
    const holds = (): boolean => same(sumOf(), sumAt(frame, 16))
    if (!holds()) {
      // Of an earlier round of the log: where this one ends.
      const answers = belongs(frame, salts) ? everyBit(frame, () => holds() && nextFollows(index)) : []
      if (answers.length === 0) return ended(index)
      const doubt = taking(frame, likeliestFirst(frame, answers))
      if (answers.length > 1) doubted.push({ page: frame.readUInt32BE(0), index, doubt })
      mended += 1
    } else if (frame.readUInt32BE(8) !== salts[0] || frame.readUInt32BE(12) !== salts[1]) {
      // Its sum goes on from the frame before, so it is of this round; SQLite would stop here all the same.
      mended += 1
    }
    sum = sumAt(frame, 16)
    const sizeAfter = frame.readUInt32BE(4)
    believed.push({ index, page: frame.readUInt32BE(0), sizeAfter, data: frame.subarray(frameHeaderLength) })
    if (sizeAfter > 0) committed = believed.length
  }
  return walked(believed.slice(0, committed))

  /** A bit of a page's last word and one of the sum look alike; the frame behind goes on from the right one. */
  function nextFollows(index: number): boolean {
    if (index === count) return true
    const [frame, next] = [index, index + 1].map((one) => bytes.subarray(headerLength + (one - 1) * stride, headerLength + one * stride))
    if (frame === undefined || next === undefined || !belongs(next, salts)) return true
    return same(summed(next.subarray(frameHeaderLength), words, summed(next.subarray(0, 8), words, sumAt(frame, 16))), sumAt(next, 16))
  }

  function walked(frames: readonly WalFrame[]): Walked {
    return { frames, mended, doubts: doubted.filter(({ page, index }) => !frames.some((frame) => frame.page === page && frame.index > index)).map(({ doubt }) => doubt) }
  }

  /**
   * What makes the page there again what it was before stands first, then what turns something else into plain text. Last of all what stands there as it
   * stood before: nothing happened to it, and it would be turned into something else.
   */
  function likeliestFirst(frame: Buffer, answers: readonly BitAt[]): readonly BitAt[] {
    if (answers.length < 2) return answers
    const page = frame.readUInt32BE(0)
    const earlier = believed.findLast((one) => one.page === page)?.data ?? before(page)
    const rank = ({ at, bit }: BitAt): number => {
      const stands = frame.readUInt8(at)
      const turned = stands ^ (1 << bit)
      const stood = at >= frameHeaderLength ? earlier?.readUInt8(at - frameHeaderLength) : undefined
      if (stood === turned) return 0
      if (stood === stands) return 3
      return turned < 0x80 && stands >= 0x80 ? 1 : 2
    }
    return answers.map((answer) => ({ answer, order: rank(answer) })).toSorted((one, other) => one.order - other.order).map(({ answer }) => answer)
  }

  function ended(at: number): Walked {
    const found = walked(believed.slice(0, committed))
    return commitsBehind(bytes, { words, pageSize, salts, from: at, count }) >= 2 ? { ...found, brokenAt: at } : found
  }
}

type Walked = Pick<WalFile, 'frames' | 'mended' | 'brokenAt' | 'doubts'>

function taking(frame: Buffer, answers: readonly BitAt[]): Doubt {
  let taken: BitAt | undefined
  const take = (n: number): void => {
    if (taken !== undefined) turn(frame, taken)
    taken = answers[n]
    if (taken !== undefined) turn(frame, taken)
  }
  take(0)
  return { answers: answers.length, take }
}

/** By its salts, one bit of which may be wrong as well. */
function belongs(frame: Buffer, [first, second]: readonly [number, number]): boolean {
  const [wrong, other] = [frame.readUInt32BE(8) ^ first, frame.readUInt32BE(12) ^ second]
  return wrong === 0 ? isOneBitAtMost(other) : other === 0 && isOneBitAtMost(wrong)
}

const isOneBitAtMost = (bits: number): boolean => (bits & (bits - 1)) === 0

/**
 * How many transactions were committed from a bad frame on. One may be the last one, that never came to its end; with a
 * second one behind it the first had been on disk, for each commit waits for the disk before the next begins.
 */
function commitsBehind(bytes: Buffer, { words, pageSize, salts, from, count }: Omit<Walk, 'start' | 'before'> & { readonly from: number; readonly count: number }): number {
  const stride = frameHeaderLength + pageSize
  const at = (index: number): Buffer => bytes.subarray(headerLength + (index - 1) * stride, headerLength + index * stride)
  let commits = belongs(at(from), salts) && at(from).readUInt32BE(4) > 0 ? 1 : 0
  for (let index = from + 1; index <= count; index += 1) {
    const frame = at(index)
    const sum = summed(frame.subarray(frameHeaderLength), words, summed(frame.subarray(0, 8), words, sumAt(at(index - 1), 16)))
    if (belongs(frame, salts) && frame.readUInt32BE(4) > 0 && same(sum, sumAt(frame, 16))) commits += 1
  }
  return commits
}
