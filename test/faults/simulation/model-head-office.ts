import { GENESIS_HASH } from '../../../src/domain/journal/index.ts'
import { createIngest, type IngestAnswer, type SignedBody } from '../../../src/headoffice/ingest/ingest.ts'
import { type BatchPlan, type ChainedBatch, type FiledEntry, type KnownChain } from '../../../src/headoffice/ingest/plan-batch.ts'
import { type BatchOutcome, type HeadOfficeStore } from '../../../src/headoffice/store/port.ts'
import { ruleUnder, type Shortcut } from './shortcuts.ts'

export interface Filed extends FiledEntry {
  readonly register: string
  readonly epoch: number
}

interface Books {
  readonly instance: string
  /** In the order they were filed; the database of this head office is nothing but this. */
  readonly filed: Filed[]
  readonly alerts: { readonly register: string; readonly kind: string }[]
}

export interface ModelHeadOffice {
  readonly answer: (body: SignedBody) => Promise<IngestAnswer>
  readonly books: () => Books
  /** Entries of one chain, in order. */
  readonly chain: (register: string, epoch: number) => readonly Filed[]
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
  let books: Books = { instance: firstInstance, filed: [], alerts: [] }
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
    }
  }

  function applyBatch(batch: ChainedBatch, plan: (known: KnownChain) => BatchPlan): BatchOutcome {
    const { register, epoch } = batch
    const known = knownOf(register, epoch, batch)
    const { refused, file, alerts } = plan(known)
    if (shortcut === 'poison blocks the head' && file.some(({ effect }) => effect.kind === 'quarantine')) throw new Error('an entry nobody can read')
    books.filed.push(...file.map((one) => ({ ...one, register, epoch })))
    books.alerts.push(...alerts.map(({ kind }) => ({ register, kind })))
    const end = file.at(-1) ?? known.last
    return { refused, last: { seq: end.seq, hash: end.hash }, ...(epoch > 1 && { earlier: earlierOf(register, epoch) }), filed: file.length, unsettled: false }
  }

  const earlierOf = (register: string, before: number): readonly { readonly epoch: number; readonly seq: number; readonly hash: string }[] =>
    Array.from({ length: before - 1 }, (_, at) => at + 1).flatMap((epoch) => {
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
      return known === undefined ? undefined : { id, storeId: 'store', number: found + 1, publicKey: known.publicKey, retired: false }
    },
    addCode: unused,
    enrol: unused,
    retire: unused,
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
    overview: unused,
    close: async () => undefined,
  }
  const lostBy = (next: Books): readonly Filed[] => {
    const lost = books.filed.filter((one) => !next.filed.includes(one))
    books = next
    return lost
  }

  return {
    answer: createIngest({ store, clock, log: () => {}, changed: () => {}, rule: ruleUnder(shortcut) }),
    books: () => books,
    chain,
    backUp: () => void backups.push({ ...books, filed: [...books.filed], alerts: [...books.alerts] }),
    restore(which) {
      const backup = backups[which % Math.max(1, backups.length)]
      return backup === undefined ? [] : lostBy({ ...backup, filed: [...backup.filed], alerts: [...backup.alerts] })
    },
    replace: (instance) => lostBy({ instance, filed: [], alerts: [] }),
  }
}
