import { type RegisterJournalAnswer } from '../../../src/contracts/replication/index.ts'
import { GENESIS_HASH } from '../../../src/domain/journal/index.ts'
import { createJournalDoor } from '../../../src/headoffice/enrolment/journal-door.ts'
import { type SignedAsking, type SignedOutcome } from '../../../src/headoffice/enrolment/signed-door.ts'
import { createIngest, type IngestAnswer, type SignedBody } from '../../../src/headoffice/ingest/ingest.ts'
import { type BatchPlan, type ChainedBatch, type FiledEntry, type KnownChain, type Settled } from '../../../src/headoffice/ingest/plan-batch.ts'
import { journalAnswerOf } from '../../../src/headoffice/store/journal-rows.ts'
import { earlierEpochs, twinOutcome } from '../../../src/headoffice/store/twin-rows.ts'
import { type BatchOutcome, type HeadOfficeStore } from '../../../src/headoffice/store/port.ts'
import { ruleUnder, type Shortcut } from './shortcuts.ts'

export interface Filed extends FiledEntry {
  readonly register: string
  readonly epoch: number
  /** It came from a machine of which somebody had settled by then that its journal ended. */
  readonly afterItsEnd?: true
}

interface Books {
  readonly instance: string
  /** In the order they were filed; the database of this head office is nothing but this. */
  readonly filed: Filed[]
  readonly alerts: { readonly register: string; readonly kind: string }[]
  /** Of two machines with one key, by register and epoch. */
  readonly settled: Map<string, Settled>
}

export interface ModelHeadOffice {
  readonly answer: (body: SignedBody) => Promise<IngestAnswer>
  /** The door that hands a register its own journal. */
  readonly journal: (asking: SignedAsking) => Promise<SignedOutcome<RegisterJournalAnswer>>
  readonly books: () => Books
  /** Entries of one chain, in order. */
  readonly chain: (register: string, epoch: number) => readonly Filed[]
  /** A person's word on two machines with one key: the one in this epoch goes on. */
  settle(register: string, goesOn: number): void
  backUp(): void
  /** From an earlier backup; false when there is none. What it lost by it. */
  restore(which: number): readonly Filed[]
  /** Another database in its place, with nothing in it. What it lost by it. */
  replace(instance: string): readonly Filed[]
}

export interface KnownRegister {
  readonly id: string
  readonly publicKey: string
}

/** The real door and the real rule, over a store in memory: that both databases file alike is for the store's own tests to show. */
export function modelHeadOffice(registers: readonly KnownRegister[], firstInstance: string, clock: () => number, shortcut: Shortcut | undefined): ModelHeadOffice {
  let books: Books = { instance: firstInstance, filed: [], alerts: [], settled: new Map() }
  const backups: Books[] = []
  const chain = (register: string, epoch: number): readonly Filed[] => books.filed.filter((one) => one.register === register && one.epoch === epoch)

  const knownOf = (register: string, epoch: number, batch: ChainedBatch): KnownChain => {
    const held = chain(register, epoch)
    const end = held.at(-1)
    const claimed = new Map([[batch.before.seq, batch.before.hash], ...batch.entries.map(({ seq, hash }) => [seq, hash] as const)])
    return {
      last: end === undefined ? { seq: 0, hash: GENESIS_HASH } : { seq: end.seq, hash: end.hash },
      newestEpoch: books.filed.reduce((newest, one) => (one.register === register ? Math.max(newest, one.epoch) : newest), 0),
      // Without a chain there is nothing to compare: whatever the register says stands there.
      hashAt: (seq) => (shortcut === 'no hash chain' ? (claimed.get(seq) ?? GENESIS_HASH) : seq === 0 ? GENESIS_HASH : held.find((one) => one.seq === seq)?.hash),
      filedAs: (id) => books.filed.find((one) => one.id === id),
      saleKnown: (saleId) => books.filed.some(({ effect }) => effect.kind === 'sale' && effect.sale.saleId === saleId),
      refundKnown: () => false,
      settled: (of) => books.settled.get(`${register} ${of}`),
    }
  }

  function applyBatch(batch: ChainedBatch, plan: (known: KnownChain) => BatchPlan): BatchOutcome {
    const { register, epoch } = batch
    const known = knownOf(register, epoch, batch)
    const planned = plan(known)
    const { refused, file, alerts } = planned
    if (shortcut === 'poison blocks the head' && file.some(({ effect }) => effect.kind === 'quarantine')) throw new Error('an entry nobody can read')
    const hasEnded = known.settled(Math.max(epoch, batch.currentEpoch ?? 0)) === 'ended'
    books.filed.push(...file.map((one) => ({ ...one, register, epoch, ...(hasEnded && { afterItsEnd: true as const }) })))
    books.alerts.push(...alerts.map(({ kind }) => ({ register, kind })))
    const end = file.at(-1) ?? known.last
    return { refused, ...twinOutcome(batch, planned, known.settled, false), last: { seq: end.seq, hash: end.hash }, ...(epoch > 1 && { earlier: earlierEpochs(earlierOf(register, epoch), known.settled) }), filed: file.length, unsettled: false }
  }

  const earlierOf = (register: string, before: number): readonly { readonly epoch: number; readonly seq: number; readonly hash: string }[] =>
    [...new Set(books.filed.filter((one) => one.register === register && one.epoch < before).map(({ epoch }) => epoch))].toSorted((left, right) => left - right).flatMap((epoch) => {
      const end = chain(register, epoch).at(-1)
      return end === undefined ? [] : [{ epoch, seq: end.seq, hash: end.hash }]
    })

  const unused = (): never => {
    throw new Error('no schedule asks head office for that')
  }
  const store: HeadOfficeStore = {
    get instance() {
      return books.instance
    },
    chainPepper: '',
    ensureStore: unused,
    register: async (id) => {
      const found = registers.findIndex((one) => one.id === id)
      const known = registers[found]
      return known === undefined ? undefined : { id, storeId: 'store', number: found + 1, publicKey: known.publicKey, retired: false, lockHeard: false }
    },
    addCode: unused,
    enrol: unused,
    retire: unused,
    lockRegister: unused,
    unlockRegister: unused,
    lockHeard: unused,
    retireRegister: unused,
    restCalled: unused,
    takeRest: unused,
    endDays: unused,
    storeToday: unused,
    applyBatch: async (_store, batch, _now, plan) => applyBatch(batch, plan),
    settleRefunds: unused,
    refundVerdicts: unused,
    contradictedSales: async () => [],
    refundDocuments: unused,
    putAwayRefund: unused,
    putAwayOverspent: unused,
    holdStoredValue: unused,
    proveDay: unused,
    quarantined: unused,
    sendAgain: unused,
    discardQuarantined: unused,
    restoreQuarantined: unused,
    quarantineOf: unused,
    settleTwins: unused,
    addRebuildCode: unused,
    rebuild: unused,
    replacedKeys: async () => [],
    registerJournal: async (_store, { register, epoch, points }) => {
      const held = chain(register, epoch)
      const agreed = points.filter(({ seq, hash }) => held[seq - 1]?.hash === hash).reduce((highest, { seq }) => Math.max(highest, seq), 0)
      const latest = earlierOf(register, Infinity).flatMap((head) => chain(register, head.epoch).findLast(({ type }) => type === 'sale.completed')?.text ?? [])
      return journalAnswerOf(earlierOf(register, Infinity), latest, agreed, held.slice(agreed, agreed + 200).map(({ text }) => text))
    },
    feedHead: unused,
    feedHeads: unused,
    editFeed: unused,
    readFeed: unused,
    feedArrived: unused,
    feedArrivals: unused,
    feedRows: unused,
    feedRow: unused,
    feedRowsOf: unused,
    feedChanges: unused,
    overview: unused,
    lookAtBooks: unused,
    get people(): never {
      return unused()
    },
    close: async () => undefined,
  }
  const lostBy = (next: Books): readonly Filed[] => {
    const lost = books.filed.filter((one) => !next.filed.includes(one))
    books = next
    return lost
  }

  return {
    answer: createIngest({ store, clock, log: () => {}, changed: () => {}, rule: ruleUnder(shortcut) }),
    journal: createJournalDoor({ store, log: () => {} }),
    books: () => books,
    chain,
    settle(register, goesOn) {
      const newest = earlierOf(register, Infinity).at(-1)?.epoch ?? 0
      for (const epoch of new Set([goesOn, newest])) books.settled.set(`${register} ${epoch}`, epoch === goesOn ? 'goesOn' : 'ended')
    },
    backUp: () => void backups.push({ ...books, filed: [...books.filed], alerts: [...books.alerts], settled: new Map(books.settled) }),
    restore(which) {
      const backup = backups[which % Math.max(1, backups.length)]
      return backup === undefined ? [] : lostBy({ ...backup, filed: [...backup.filed], alerts: [...backup.alerts], settled: new Map(backup.settled) })
    },
    replace: (instance) => lostBy({ instance, filed: [], alerts: [], settled: new Map() }),
  }
}
