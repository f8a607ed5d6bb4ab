import { type Entry, type EntryContent, GENESIS_HASH, parseEntry, verifyChain } from '../../domain/journal/index.ts'
import { type Connection } from '../connection.ts'
import { REFUND_COMPLETED, SALE_COMPLETED } from '../journal.ts'
import { receiptCounterOf, REGISTER_RESTORED } from '../left-epochs.ts'
import { epochOf, seqOf } from '../position.ts'
import { sha256 } from '../sha256.ts'
import { type EntryFault, type EntryFaultReason } from './verification.ts'

export interface Walked {
  readonly epochs: readonly { readonly epoch: number; readonly entries: number; readonly hash: string }[]
  readonly fault?: EntryFault
}

/** An entry whose hashes, place and columns are sound. */
export interface SoundEntry {
  readonly epoch: number
  readonly seq: number
  readonly hash: string
  readonly content: EntryContent
}

interface Row {
  position: number
  id: string
  type: string
  sale_count: number
  receipt_counter: number
  prev_hash: string
  hash: string
  bytes: Buffer
}

/** What the columns of the next row must count on from. */
interface Counters {
  saleCount: number
  receiptCounter: number
  /** The last number a sale or refund of this epoch bore. A journal that is issued again bears older ones than the counter says. */
  numbered: number
  /** The epoch was begun by a register that was restored: documents of before come again in it, in the order of both histories. */
  restored: boolean
}

/** Not the driver's own decoding: it answers U+FFFD for any bytes that are no text, and two files would have one hash. */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function textOf(bytes: Buffer): string | undefined {
  try {
    return decoder.decode(bytes)
  } catch {
    // Bytes that are no UTF-8 are an answer here: an entry never had them.
    return undefined
  }
}

/** The number that a document of the shop bears, from its entry: 10428 of "3-10428", or of a number that was abandoned. */
function numberedBy({ type, body }: EntryContent): number | undefined {
  if (typeof body !== 'object' || Array.isArray(body)) return undefined
  const { number, counter } = body as Readonly<Record<string, unknown>>
  if (type === SALE_COMPLETED || type === REFUND_COMPLETED) return typeof number === 'string' ? Number(/-(\d{1,15})$/.exec(number)?.[1] ?? Number.NaN) : Number.NaN
  return type === 'receiptNumber.abandoned' && typeof counter === 'number' ? counter : undefined
}

/** A restored register goes on behind every epoch that head office knew: those it never wrote in itself are not here, and its first entry says so. */
function skipsTo(row: Row, epoch: number): boolean {
  const text = row.type === REGISTER_RESTORED ? textOf(row.bytes) : undefined
  const content = text === undefined ? undefined : parseEntry(text)
  const body = content?.body
  const headOffice = typeof body === 'object' && 'headOffice' in body ? body['headOffice'] : undefined
  return content?.type === REGISTER_RESTORED && typeof headOffice === 'object' && 'epoch' in headOffice && headOffice['epoch'] === epoch - 1
}

/** The row's own columns must say what its hashed text says: they are what the register looks things up by. */
function columnsFault(row: Row, { epoch, seq, id, type }: EntryContent): EntryFaultReason | undefined {
  if (seq !== seqOf(row.position)) return 'seq'
  return epoch === epochOf(row.position) && id === row.id && type === row.type ? undefined : 'columns'
}

/** Counted on from the row before. A number above the last one may only come with the entry that says what became of it. */
function countersFault(row: Row, content: EntryContent, counters: Counters): EntryFaultReason | undefined {
  if (row.type === SALE_COMPLETED) counters.saleCount += 1
  if (row.type === REGISTER_RESTORED) {
    counters.restored = true
    counters.receiptCounter = Math.max(counters.receiptCounter, receiptCounterOf(content))
  }
  const number = numberedBy(content)
  if (number !== undefined) {
    if (!(number > counters.numbered) && !(counters.restored && number <= counters.receiptCounter)) return 'counters'
    counters.numbered = Math.max(counters.numbered, number)
    counters.receiptCounter = Math.max(counters.receiptCounter, number)
  }
  return row.sale_count === counters.saleCount && row.receipt_counter === counters.receiptCounter ? undefined : 'counters'
}

/**
 * Every row of the table in its order, whatever epoch it claims, from the first to the first bad one. `look` sees each sound
 * entry and may find fault with it. Reads the table itself and no index: an index may have been left out of a change.
 */
export function walkJournal(db: Connection, register: string, look: (entry: SoundEntry) => EntryFaultReason | undefined): Walked {
  const rows = db
    .prepare<[], Row>('SELECT position, id, type, sale_count, receipt_counter, prev_hash, hash, CAST(text AS BLOB) AS bytes FROM journal NOT INDEXED ORDER BY position')
    .iterate()
  const epochs: { epoch: number; entries: number; hash: string }[] = []
  const counters: Counters = { saleCount: 0, receiptCounter: 0, numbered: 0, restored: false }
  // A damaged page shows where the walk has come to: at the entry after the last sound one.
  const unreadable = (): EntryFault => {
    const last = epochs.at(-1)
    return { epoch: last?.epoch ?? 1, seq: (last?.entries ?? 0) + 1, reason: 'unreadable' }
  }
  const walked = (fault?: EntryFault): Walked => (fault === undefined ? { epochs } : { epochs, fault })
  const next = (): Row | undefined => {
    const step = rows.next()
    return step.done === true ? undefined : step.value
  }

  /** One epoch, beginning with `row`: its fault, or the first row of the next epoch. */
  function walkEpoch(first: Row): EntryFault | Row | undefined {
    const epoch = epochOf(first.position)
    const chain = { epoch, entries: 0, hash: GENESIS_HASH }
    epochs.push(chain)
    Object.assign(counters, { saleCount: 0, numbered: 0, restored: false })
    let row: Row | undefined = first
    let own: EntryFault | undefined
    const fault = (reason: EntryFaultReason): EntryFault => ({ epoch, seq: chain.entries + 1, reason })
    function* entries(): Generator<Entry> {
      while (row !== undefined && epochOf(row.position) === epoch) {
        const seq = seqOf(row.position)
        own = seq === chain.entries + 1 ? undefined : fault(seq < 1 ? 'place' : 'missing')
        const text = textOf(row.bytes)
        if (own === undefined && text === undefined) own = fault('hash')
        if (own !== undefined || text === undefined) return
        yield { prevHash: row.prev_hash, hash: row.hash, text }
        // Asked for the next one: the hashes of this one are sound, and its text is that of an entry.
        const content = JSON.parse(text) as EntryContent
        const reason = columnsFault(row, content) ?? (content.register === register ? countersFault(row, content, counters) : 'register') ?? look({ epoch, seq, hash: row.hash, content })
        if (reason !== undefined) {
          own = fault(reason)
          return
        }
        chain.entries += 1
        chain.hash = row.hash
        row = next()
      }
    }
    const broken = verifyChain(entries(), GENESIS_HASH, sha256)
    return own ?? (broken === undefined ? row : fault(broken.reason))
  }

  try {
    let row = next()
    while (row !== undefined) {
      const last = epochs.at(-1)?.epoch ?? 0
      const epoch = epochOf(row.position)
      if (epoch < 1 || epoch > 8191) return walked({ epoch, seq: seqOf(row.position), reason: 'place' })
      if (epoch !== last + 1 && !skipsTo(row, epoch)) return walked({ epoch: last + 1, seq: 1, reason: 'missing' })
      const after: EntryFault | Row | undefined = walkEpoch(row)
      if (after !== undefined && 'reason' in after) return walked(after)
      row = after
    }
    return walked()
  } catch (error) {
    if (isDamage(error)) return walked(unreadable())
    throw error
  } finally {
    rows.return?.()
  }
}

/** SQLite's own word for a page that cannot be what it was, and for a value that is not of its column's type. */
export function isDamage(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^SQLITE_(CORRUPT|NOTADB|MISMATCH)/.test(error.code)
}
