import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { type JournalEntry, type LeftEpoch, type OutboxCursor } from '../../../src/db/index.ts'
import { accept, refuse } from '../../../src/domain/errors/index.ts'
import { type EntryContent, GENESIS_HASH, hashEntry, makeEntry, verifyChain } from '../../../src/domain/journal/index.ts'
import { type ReplicationSource } from '../../../src/main/replicator/index.ts'
import { type Chance } from '../chance.ts'
import { type RegisterShortcut } from './shortcuts.ts'

/** What a register has on its disk. Every change of it is one transaction: that REP-1 holds is for the kills to show. */
interface Disk {
  /** By epoch, from the first. */
  readonly epochs: JournalEntry[][]
  /** Epochs of which head office has another history. */
  left: readonly LeftEpoch[]
  cursor: OutboxCursor | undefined
  /** For the shortcut that keeps an outbox beside the journal. */
  readonly enqueued: Set<string>
  /** For those that take away what they sent. */
  readonly gone: Set<string>
}

export interface Sold {
  readonly id: string
  readonly saleId: string
  readonly text: string
}

export interface ModelRegister {
  readonly id: string
  readonly publicKey: string
  readonly source: ReplicationSource
  readonly disk: () => Disk
  /** `readable`: false is a sale that head office cannot read. `at`: what the register's clock says. */
  sell(at: number, readable: boolean): Sold
  /** The moment between a sale and its place in an outbox, where there is one. */
  enqueue(sold: Sold): void
  backUp(): void
  /** From an earlier backup; false when there is none. */
  restore(which: number): boolean
  /** As after a move to another machine: goes on in the next epoch, and what came before stays as it is. */
  move(): void
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const keyOf = (epoch: number, seq: number): string => `${epoch}:${seq}`

/** Making a pair of keys costs as much as a whole schedule: the registers of all schedules share these. */
const pairs: { readonly publicKey: string; readonly privateKey: KeyObject }[] = []
function newPair(): (typeof pairs)[number] {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return { publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'), privateKey }
}

export function modelRegister(index: number, chance: Chance, shortcut: RegisterShortcut | undefined): ModelRegister {
  const { publicKey, privateKey } = (pairs[index] ??= newPair())
  const id = chance.uuid()
  let disk: Disk = { epochs: [[]], left: [], cursor: undefined, enqueued: new Set(), gone: new Set() }
  const backups: Disk[] = []

  const copyOf = (from: Disk): Disk => ({ epochs: from.epochs.map((entries) => [...entries]), left: from.left, cursor: from.cursor, enqueued: new Set(from.enqueued), gone: new Set(from.gone) })
  const entries = (epoch: number): JournalEntry[] => disk.epochs[epoch - 1] ?? []
  const newest = (): number => disk.epochs.length
  const headOf = (epoch: number): { readonly epoch: number; readonly seq: number; readonly hash: string } => {
    const all = entries(epoch)
    return { epoch, seq: all.length, hash: all.at(-1)?.hash ?? GENESIS_HASH }
  }

  function append(content: Omit<EntryContent, 'register' | 'epoch' | 'seq'>): JournalEntry {
    const { epoch, seq, hash } = headOf(newest())
    const entry = { ...makeEntry({ ...content, register: id, epoch, seq: seq + 1 }, hash, sha256), epoch, seq: seq + 1, id: content.id, type: content.type }
    entries(epoch).push(entry)
    return entry
  }

  function issueAgain(text: string): void {
    const { register: _register, epoch: _epoch, seq: _seq, ...content } = JSON.parse(text) as EntryContent
    append(content)
  }

  /** What waits to be sent, as the shortcut sees it. Without one: whatever stands behind the cursor. */
  function waitingAfter(epoch: number, after: number): readonly JournalEntry[] {
    const all = entries(epoch)
    const atOf = ({ text }: JournalEntry): number => (JSON.parse(text) as { at: number }).at
    if (shortcut === 'timestamp cursor') {
      const last = all[after - 1]
      return last === undefined ? all : all.filter((entry) => atOf(entry) > atOf(last))
    }
    return all.slice(after).filter(({ seq }) => !disk.gone.has(keyOf(epoch, seq)) && (shortcut !== 'outbox outside the transaction' || disk.enqueued.has(keyOf(epoch, seq))))
  }

  const source: ReplicationSource = {
    facts: async () => ({ registerId: id, registerNumber: index + 1, left: disk.left }),
    journalHead: async (epoch = newest()) => headOf(epoch),
    entriesAfter: async (epoch, after, limit) => {
      const sent = waitingAfter(epoch, after).slice(0, limit)
      if (shortcut === 'delete on send') for (const { seq } of sent) disk.gone.add(keyOf(epoch, seq))
      return sent
    },
    entryHashAt: async (epoch, seq) => entries(epoch)[seq - 1]?.hash,
    outboxCursor: async () => disk.cursor,
    moveOutboxCursor: async (cursor) => {
      const before = disk.cursor
      if (shortcut === 'acknowledgement as max()' && before?.epoch === cursor.epoch && cursor.seq < before.seq) return
      if (shortcut === 'prune on acknowledge') for (let seq = 1; seq <= cursor.seq; seq += 1) disk.gone.add(keyOf(cursor.epoch, seq))
      disk.cursor = cursor
    },
    // As the register's own commands do it (src/main/commands/go-on-restored.ts), each in one transaction of a disk that is memory.
    goOnInNextEpoch: async ({ newest: known, partings, instance }) => {
      const before = disk.left
      disk.left = [...before.filter(({ epoch }) => !partings.some((parting) => parting.epoch === epoch)), ...partings.map((parting) => ({ ...parting, taken: parting.seq, takenHash: entries(parting.epoch)[parting.seq - 1]?.hash ?? GENESIS_HASH }))]
      const parted = new Set(disk.left.map(({ epoch }) => epoch))
      const ended = disk.epochs.map((_, at) => headOf(at + 1)).filter(({ epoch }) => !parted.has(epoch))
      disk.left = [...disk.left, ...ended.map(({ epoch, seq, hash }) => ({ epoch, seq, to: seq, taken: seq, takenHash: hash }))]
      for (const next = Math.max(known, newest()) + 1; newest() < next; ) disk.epochs.push([])
      const rest = partings.flatMap(({ epoch, seq }) => entries(epoch).slice(seq, before.find((one) => one.epoch === epoch)?.seq))
      for (const { text } of new Map(rest.map((entry) => [entry.id, entry])).values()) issueAgain(text)
      disk.cursor = { epoch: newest(), seq: 0, hash: GENESIS_HASH, instance }
      return accept(undefined)
    },
    takeOverEntries: async ({ epoch, after, texts, to }) => {
      const one = disk.left.find((each) => each.epoch === epoch)
      if (one === undefined) return refuse('request.failed')
      const known = new Set(disk.epochs.flat().map(({ id: each }) => each))
      for (const text of texts) if (!known.has((JSON.parse(text) as EntryContent).id)) issueAgain(text)
      const taken = after + texts.length
      const takenHash = texts.reduce((hash, text) => hashEntry(hash, text, sha256), after === one.taken ? one.takenHash : (entries(epoch)[after - 1]?.hash ?? GENESIS_HASH))
      disk.left = disk.left.map((each) => (each === one ? { ...one, taken, takenHash, to: Math.max(taken, to) } : each))
      return accept(undefined)
    },
    refundsToAsk: async () => [],
    hearRefundVerdicts: async () => undefined,
    waiting: async () => ({ entries: 0, sales: 0 }),
    verifyChain: async () => (disk.epochs.every((all) => verifyChain(all, GENESIS_HASH, sha256) === undefined) ? undefined : { seq: 1 }),
    sign: async (text) => sign(null, Buffer.from(text), privateKey).toString('base64'),
    publicKey: async () => publicKey,
    hasChainPepper: async () => true,
    keepChainPepper: async () => undefined,
    // Days are proved by comparing both sides' files, which here are memory: src/headoffice/days has its own property.
    daysToProve: async () => undefined,
    dayStatement: async () => {
      throw new Error('no schedule proves a day')
    },
    keepDayProof: async () => undefined,
    forgetDayProofs: async () => undefined,
    feedState: async () => ({ version: 0, setHash: '0'.repeat(64), parked: { count: 0, named: [] } }),
    feedRehash: async ({ setHash }) => ({ setHash }),
    keepFeedPage: async () => undefined,
    applyFeed: async () => ({ kind: 'nothing' }),
    feedProved: async () => undefined,
    heardHeadOffice: async () => undefined,
    hearLock: async () => undefined,
    releaseFeed: async () => undefined,
    quarantineHeard: async () => undefined,
    keepQuarantine: async () => undefined,
    headOfficeWords: async () => ({ held: 0, entries: [], unread: 0 }),
    unreadAnswers: async () => [],
    keepUnread: async () => undefined,
    hearNotTaken: async () => undefined,
    answerRead: async () => undefined,
    dayStates: async () => [],
    enrol: async () => accept(undefined),
  }

  return {
    id,
    publicKey,
    source,
    disk: () => disk,
    sell(at, readable) {
      const saleId = chance.uuid()
      const total = 100 + chance.below(10_000)
      const number = `${index + 1}-${newest()}-${entries(newest()).length + 1}`
      const body = readable ? { saleId, number, currency: 'GBP', total, tenders: [{ tenderNo: 1, type: 'cash', amount: total }], lines: [{ lineNo: 1, name: 'Tea', total }] } : { saleId, total: 'unreadable' }
      const { id: entryId, text } = append({ id: chance.uuid(), type: 'sale.completed', schemaVersion: 1, at, tzOffset: 0, bootId: id, monoMs: 1, businessDate: '2026-11-23', operator: 'system', catalogueVersion: 1, body })
      return { id: entryId, saleId, text }
    },
    enqueue(sold) {
      const all = entries(newest())
      const place = all.findIndex((entry) => entry.id === sold.id)
      if (place !== -1) disk.enqueued.add(keyOf(newest(), place + 1))
    },
    backUp: () => void backups.push(copyOf(disk)),
    restore(which) {
      const backup = backups[which % Math.max(1, backups.length)]
      if (backup === undefined) return false
      disk = copyOf(backup)
      return true
    },
    move: () => void disk.epochs.push([]),
  }
}
