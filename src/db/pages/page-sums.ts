import { createHash } from 'node:crypto'
import { closeSync, constants, existsSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs'

const magic = Buffer.from('TWSUMS01', 'latin1')
const pageSizeKept = 4096
const factsLength = 36
const slotLength = 8192
const sumsAt = 2 * slotLength
const entryLength = 16
const hashLength = 12
/** So that an entry of nought, where nothing was ever written, is no sum. */
const checkSalt = 0x54696c6c

/** Beside the database, as SQLite's own files are. */
export const sumsFileOf = (database: string): string => `${database}-sums`

export interface SumsHead {
  /** Pages of the database file when its log was last folded in whole. */
  readonly pages: number
  /** Somebody has it open, or had until the power went. */
  readonly open: boolean
  /** The log's own name for its present round, and how many of its frames are in the database file for certain. `undefined`: no log yet. */
  readonly log?: { readonly salts: readonly [number, number]; readonly frames: number }
  /** The first page word for word: without it a file does not even say what it is. */
  readonly firstPage: Buffer
}

/** What each page of a database file must be, as far as that is known. */
export interface PageSums {
  readonly head: SumsHead
  /** 12 bytes of its SHA-256; undefined where none is known. */
  sumOf(page: number): Buffer | undefined
}

export function sumOfPage(page: Buffer): Buffer {
  return createHash('sha256').update(page).digest().subarray(0, hashLength)
}

/** XOR of all words of an entry: one bit that fell over in it always shows, and then it is no sum instead of a wrong one. */
function checkOf(page: number, hash: Buffer): number {
  return (hash.readUInt32BE(0) ^ hash.readUInt32BE(4) ^ hash.readUInt32BE(8) ^ page ^ checkSalt) >>> 0
}

function entryOf(page: number, hash: Buffer): Buffer {
  const entry = Buffer.alloc(entryLength)
  hash.copy(entry)
  entry.writeUInt32BE(checkOf(page, hash), hashLength)
  return entry
}

function slotOf(head: SumsHead, generation: number): Buffer {
  const slot = Buffer.alloc(slotLength)
  magic.copy(slot)
  slot.writeUInt32BE(generation, 8)
  slot.writeUInt32BE(head.pages, 12)
  slot.writeUInt32BE(head.open ? 1 : 0, 16)
  slot.writeUInt32BE(head.log === undefined ? 0 : 1, 20)
  slot.writeUInt32BE(head.log?.salts[0] ?? 0, 24)
  slot.writeUInt32BE(head.log?.salts[1] ?? 0, 28)
  slot.writeUInt32BE(head.log?.frames ?? 0, 32)
  head.firstPage.copy(slot, factsLength)
  createHash('sha256').update(slot.subarray(0, factsLength + pageSizeKept)).digest().copy(slot, factsLength + pageSizeKept)
  return slot
}

function readSlot(slot: Buffer): { readonly generation: number; readonly head: SumsHead } | undefined {
  const end = factsLength + pageSizeKept
  if (!slot.subarray(0, magic.length).equals(magic) || !createHash('sha256').update(slot.subarray(0, end)).digest().equals(slot.subarray(end, end + 32))) return undefined
  const log = slot.readUInt32BE(20) === 0 ? {} : { log: { salts: [slot.readUInt32BE(24), slot.readUInt32BE(28)] as const, frames: slot.readUInt32BE(32) } }
  return { generation: slot.readUInt32BE(8), head: { pages: slot.readUInt32BE(12), open: slot.readUInt32BE(16) === 1, ...log, firstPage: Buffer.from(slot.subarray(factsLength, end)) } }
}

function newestSlot(handle: number): { readonly generation: number; readonly head: SumsHead } | undefined {
  const slots = [0, slotLength].flatMap((at) => {
    const slot = Buffer.alloc(slotLength)
    readSync(handle, slot, 0, slotLength, at)
    const read = readSlot(slot)
    return read === undefined ? [] : [read]
  })
  return slots.toSorted((one, other) => other.generation - one.generation)[0]
}

/** Undefined where there are none, or none that can be believed: then nothing is known of any page. */
export function readPageSums(database: string): PageSums | undefined {
  const file = sumsFileOf(database)
  if (!existsSync(file)) return undefined
  const handle = openSync(file, 'r')
  try {
    const head = newestSlot(handle)?.head
    if (head === undefined) return undefined
    const entries = Buffer.alloc(Math.max(0, fstatSync(handle).size - sumsAt))
    readSync(handle, entries, 0, entries.length, sumsAt)
    return {
      head,
      sumOf(page) {
        const from = (page - 1) * entryLength
        if (page < 1 || from + entryLength > entries.length) return undefined
        const hash = entries.subarray(from, from + hashLength)
        return entries.readUInt32BE(from + hashLength) === checkOf(page, hash) ? hash : undefined
      },
    }
  } finally {
    closeSync(handle)
  }
}

/**
 * Writes sums and the head that goes with them, and returns once both are on disk. The head has two places that take turns: a
 * power cut in the middle of one leaves the other, and the pages in between are still in the log, which has sums of its own.
 * Owner only, for the first page is the shop's.
 */
export function writePageSums(database: string, sums: Iterable<readonly [page: number, sum: Buffer]>, head: SumsHead): void {
  const handle = openSync(sumsFileOf(database), constants.O_RDWR | constants.O_CREAT, 0o600)
  try {
    for (const [page, sum] of sums) writeSync(handle, entryOf(page, sum), 0, entryLength, sumsAt + (page - 1) * entryLength)
    const generation = (newestSlot(handle)?.generation ?? 0) + 1
    writeSync(handle, slotOf(head, generation), 0, slotLength, (generation % 2) * slotLength)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Only files of this page size are summed: it is SQLite's own, and nothing of ours ever asked for another. */
export const SUMMED_PAGE = pageSizeKept
