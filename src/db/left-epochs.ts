import { type EntryContent, GENESIS_HASH, parseEntry } from '../domain/journal/index.ts'
import { type Connection } from './connection.ts'

/**
 * An epoch that this register left since head office has another history of it: both agree up to `seq`, head office's own goes on to `to`,
 * as far as this register was told, and up to `taken`, whose hash there is `takenHash`, it has been taken over here.
 */
export interface LeftEpoch {
  readonly epoch: number
  readonly seq: number
  readonly to: number
  readonly taken: number
  readonly takenHash: string
}

/** The first entry of an epoch that a restored register began. */
export const REGISTER_RESTORED = 'register.restored'

export interface TakenInReads {
  /** Whether an entry of this id is here, in whatever epoch. */
  entryKnown(id: string): boolean
}

export interface TakenInWrites {
  /** The same content once more, as the next entry of the epoch that is written now. Its id stays. */
  issueAgain(content: EntryContent): { readonly epoch: number; readonly seq: number }
  /** No number up to this one is given out any more. The entry that says so has to follow in the same unit of work. */
  skipReceiptNumbers(to: number): void
  /**
   * Where the end of the journal may be lost: no number up to the answer is given out any more, which is beyond each that may be on paper, `known` and those of
   * a stretch that an earlier start went on with. On disk beside the database before this returns. The entry that says so has to follow, too.
   */
  passOverNumbers(known: number): number
}

export function readTakenIn(db: Connection, epoch: () => number): TakenInReads {
  const issuedIn = db.prepare<[number, string], number>('SELECT 1 FROM journal WHERE epoch = ? AND id = ?').pluck()
  return {
    entryKnown(id) {
      for (let of = epoch(); of >= 1; of -= 1) if (issuedIn.get(of, id) !== undefined) return true
      return false
    },
  }
}

interface OwnJournal {
  entryHashAt(epoch: number, seq: number): string | undefined
  journalHead(epoch: number): { readonly seq: number; readonly hash: string }
}

/**
 * Every epoch before `epoch`, as a register that goes on there leaves it. Whatever somebody else still writes in one of which both had the same is
 * not this register's: it is sent up to where it stands, and not followed any further.
 */
export function leftBy(journal: OwnJournal, before: readonly LeftEpoch[], partings: readonly Pick<LeftEpoch, 'epoch' | 'seq' | 'to'>[], epoch: number): readonly LeftEpoch[] {
  const parted = partings.map((one): LeftEpoch => ({ epoch: one.epoch, seq: one.seq, to: one.to, taken: one.seq, takenHash: (one.seq === 0 ? undefined : journal.entryHashAt(one.epoch, one.seq)) ?? GENESIS_HASH }))
  const again = new Set(parted.map((one) => one.epoch))
  const stay = before.filter((one) => !again.has(one.epoch))
  const known = new Set([...stay, ...parted].map((one) => one.epoch))
  const ended = Array.from({ length: epoch - 1 }, (_, at) => at + 1).flatMap((of): readonly LeftEpoch[] => {
    const { seq, hash } = journal.journalHead(of)
    return known.has(of) ? [] : [{ epoch: of, seq, to: seq, taken: seq, takenHash: hash }]
  })
  return [...stay, ...parted, ...ended]
}

/** 17 of "3-17", for the documents that have a number of the receipts' counter, and what the entries that pass over numbers pass over; 0 for all else. */
export function receiptCounterOf({ type, body }: Pick<EntryContent, 'type' | 'body'>): number {
  if (typeof body !== 'object' || Array.isArray(body)) return 0
  const { number, counter, receiptNumbersTo } = body as { readonly number?: unknown; readonly counter?: unknown; readonly receiptNumbersTo?: unknown }
  if (type === REGISTER_RESTORED) return typeof receiptNumbersTo === 'number' ? receiptNumbersTo : 0
  if (type === 'receiptNumber.abandoned') return typeof counter === 'number' ? counter : 0
  if (type !== 'sale.completed' && type !== 'refund.completed') return 0
  const digits = typeof number === 'string' ? /-(\d{1,12})$/u.exec(number)?.[1] : undefined
  return digits === undefined ? 0 : Number(digits)
}

/** The highest number that these entries, as verbatim texts, gave out. */
export function highestReceiptCounter(texts: readonly string[]): number {
  return texts.reduce((highest, text) => {
    const content = parseEntry(text)
    return content === undefined ? highest : Math.max(highest, receiptCounterOf(content))
  }, 0)
}
