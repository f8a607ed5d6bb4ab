import { type AlertKind, type LayAwayCancelled, type SaleCompleted } from '../../contracts/replication/index.ts'
import { type EntryPlace, type EntryReader, type QuarantineReason, type ReadEntry, readEntry, type ReadRefund, type ReadZReport } from './read-entry.ts'

/** A register's own word that head office had another history than it, and that it goes on in a new epoch. */
export const registerRestored = 'register.restored'

export interface ChainPoint {
  readonly seq: number
  readonly hash: string
}

/** A batch whose signature is verified and whose hashes are computed. */
export interface ChainedBatch {
  readonly register: string
  readonly epoch: number
  /** What the register says stands just before the first entry. */
  readonly before: ChainPoint
  readonly entries: readonly { readonly seq: number; readonly prevHash: string; readonly hash: string; readonly text: string }[]
  /** The epoch its register writes in by now, where it says so. */
  readonly currentEpoch?: number
  /** The register refused an earlier acknowledgement; the seq it holds itself. */
  readonly refusedAt?: number
}

/** Committed state of one (register, epoch), read inside the transaction that will apply the plan. */
export interface KnownChain {
  readonly last: ChainPoint
  /** Newest epoch any entry of this register was filed under; 0 before the first. */
  readonly newestEpoch: number
  /** Our hash at seq of this epoch; the genesis hash at 0; undefined beyond the end. */
  hashAt(seq: number): string | undefined
  /** The first entry filed under this id, in any register of the store. */
  filedAs(id: string): { readonly register: string; readonly epoch: number; readonly seq: number; readonly text: string } | undefined
  saleKnown(saleId: string): boolean
  refundKnown(refundId: string): boolean
  /** What somebody settled of the machine that writes in this epoch. */
  settled(epoch: number): Settled | undefined
}

/** Of two machines with one key: this one goes on, or its journal ended. */
export type Settled = 'goesOn' | 'ended'

/** What one filed entry does. Every filed entry is kept as text, whatever its effect. */
export type Effect =
  /** `paidBack`: a deposit went out of the till, and nothing came back for it. */
  | { readonly kind: 'none'; readonly paidBack?: LayAwayCancelled & { readonly businessDate: string; readonly completedAt: number } }
  | { readonly kind: 'reissue' }
  | { readonly kind: 'quarantine'; readonly reason: QuarantineReason }
  /** Counted by what the ledger says of it: an opening moves no money by itself. */
  | { readonly kind: 'drawerOpened'; readonly reason: string }
  | { readonly kind: 'sale'; readonly sale: SaleCompleted; readonly completedAt: number; readonly businessDate: string }
  | RefundEffect
  | ZReportEffect
  /** The newest says what counts: registers set one customer's each for themselves. */
  | { readonly kind: 'accountLimit'; readonly customer: string; readonly limit?: number; readonly setAt: number }

/** A refund that happened: filed and counted whatever is found about it later. */
export interface RefundEffect {
  readonly kind: 'refund'
  readonly refund: ReadRefund
  readonly completedAt: number
  readonly businessDate: string
}

/** A shift's Z: filed with what is wrong with it, if anything. It moves no money; its sales are here already. */
export interface ZReportEffect extends ReadZReport {
  readonly kind: 'zReport'
  readonly closedAt: number
}

export interface FiledEntry {
  readonly seq: number
  readonly prevHash: string
  readonly hash: string
  readonly text: string
  /** Absent when unreadable or held by an entry filed before: the id column is unique. */
  readonly id?: string
  readonly type?: string
  readonly effect: Effect
}

export interface BatchPlan {
  readonly refused: boolean
  /** Refused since its register goes on in a newer epoch; `goesOn`: somebody settled that this machine does. */
  readonly left?: 'open' | 'goesOn'
  readonly file: readonly FiledEntry[]
  readonly alerts: readonly { readonly kind: AlertKind; readonly seq: number }[]
}

export type Verdict = 'next' | 'seen' | 'gap' | 'fork'
export type ChainRule = (last: ChainPoint, seq: number, prevHash: string) => Verdict

/** REP-4. Every word of it was broken once in a model of this protocol, and each time sales were lost or doubled. */
export const strictChain: ChainRule = (last, seq, prevHash) => {
  if (seq <= last.seq) return 'seen'
  if (seq > last.seq + 1) return 'gap'
  return prevHash === last.hash ? 'next' : 'fork'
}

/**
 * Decides what of a batch is filed. Pure, so that the rule is one thing on every database: the store reads `known` and
 * applies the plan inside one transaction. `rule` and `reader` are parameters for the tests' sake: they break the one and watch it be
 * caught, and with the other they are a head office that understood less.
 */
export function planBatch(known: KnownChain, batch: ChainedBatch, rule: ChainRule = strictChain, reader: EntryReader = readEntry): BatchPlan {
  const refusal = (kind: AlertKind, seq: number): BatchPlan => ({ refused: true, file: [], alerts: [{ kind, seq }] })
  const alerts: { kind: AlertKind; seq: number }[] = []
  const writer = Math.max(batch.epoch, batch.currentEpoch ?? 0)
  const settled = known.settled(writer)
  // The register's own word that it was restored or cloned: head office can not see it in a chain that simply ends earlier. Of two machines that somebody
  // told apart each says so once more, with the call by which it is told.
  if (batch.refusedAt !== undefined && settled === undefined) alerts.push({ kind: 'clone', seq: batch.refusedAt })
  // A heartbeat has no entry to compare, but it names where the register stands: a cloned register that is idle shows here.
  // Standing at our last entry with something new, it is the rule's to judge.
  const judgedByRule = batch.entries.length > 0 && batch.before.seq === known.last.seq
  if (!judgedByRule && batch.before.seq <= known.last.seq && known.hashAt(batch.before.seq) !== batch.before.hash) return refusal('conflict', batch.before.seq)

  // Two live epochs: whoever still writes in an older one was restored, or is a second machine with the same key. Which of them goes on
  // somebody has to settle; until then nothing of this one is filed, and all of it stays where it is.
  if (batch.epoch === writer && writer < known.newestEpoch && settled !== 'ended') {
    const isAtOurEnd = batch.before.seq === known.last.seq && batch.before.hash === known.last.hash
    return { refused: true, left: settled ?? 'open', file: [], alerts: isAtOurEnd && settled === undefined ? [{ kind: 'twin', seq: known.last.seq }] : [] }
  }

  const file: FiledEntry[] = []
  const newIds = new Map<string, FiledBefore>()
  const newSales = new Set<string>()
  const newRefunds = new Set<string>()
  const documents: KnownDocuments = {
    saleKnown: (saleId) => newSales.has(saleId) || known.saleKnown(saleId),
    refundKnown: (refundId) => newRefunds.has(refundId) || known.refundKnown(refundId),
  }
  let last = known.last
  for (const entry of batch.entries) {
    const verdict = rule(last, entry.seq, entry.prevHash)
    if (verdict === 'gap') {
      alerts.push({ kind: 'gap', seq: last.seq + 1 })
      break
    }
    if (verdict === 'fork') return refusal('fork', entry.seq)
    if (verdict === 'seen') {
      if (known.hashAt(entry.seq) !== entry.hash) return refusal('conflict', entry.seq)
      continue
    }
    const place = { register: batch.register, epoch: batch.epoch, seq: entry.seq }
    const read = reader(entry.text, place)
    const before = read.id === undefined ? undefined : (newIds.get(read.id) ?? known.filedAs(read.id))
    const effect = effectOf(read, place, before, documents, reader)
    if (effect.kind === 'sale') newSales.add(effect.sale.saleId)
    if (effect.kind === 'refund') newRefunds.add(effect.refund.body.refundId)
    if (read.id !== undefined && before === undefined) newIds.set(read.id, { ...place, text: entry.text })
    file.push({
      seq: entry.seq,
      prevHash: entry.prevHash,
      hash: entry.hash,
      text: entry.text,
      effect,
      ...(read.id !== undefined && before === undefined && { id: read.id }),
      ...(read.readable && { type: read.type }),
    })
    if (read.readable && read.type === registerRestored && effect.kind === 'none') alerts.push({ kind: 'restored', seq: entry.seq })
    last = { seq: entry.seq, hash: entry.hash }
  }
  return { refused: false, file, alerts }
}

/**
 * Of a machine whose key was replaced: its register was rebuilt on another one, since this one was believed gone. Nothing of it is filed until
 * somebody settles that its journal has ended and that what it still has is wanted.
 */
export function planReplaced(known: KnownChain, batch: ChainedBatch, rule: ChainRule = strictChain, reader: EntryReader = readEntry): BatchPlan {
  if (known.settled(Math.max(batch.epoch, batch.currentEpoch ?? 0)) === 'ended') return planBatch(known, batch, rule, reader)
  return { refused: true, left: 'open', file: [], alerts: [{ kind: 'twin', seq: known.last.seq }] }
}

interface FiledBefore extends EntryPlace {
  readonly text: string
}

type KnownDocuments = Pick<KnownChain, 'saleKnown' | 'refundKnown'>

function effectOf(read: ReadEntry, place: EntryPlace, before: FiledBefore | undefined, { saleKnown, refundKnown }: KnownDocuments, reader: EntryReader): Effect {
  if (!read.readable) return { kind: 'quarantine', reason: read.reason }
  if (before !== undefined) {
    // REP-7 allows one way to meet an id again: the same register, another epoch, the same content. Mostly a later one; to a
    // restored head office the earlier may come second.
    if (before.register !== place.register || before.epoch === place.epoch) return { kind: 'quarantine', reason: 'id-taken' }
    const earlier = reader(before.text, before)
    return earlier.readable && earlier.content === read.content ? { kind: 'reissue' } : { kind: 'quarantine', reason: 'reissue-differs' }
  }
  if (read.drawer !== undefined) return { kind: 'drawerOpened', reason: read.drawer.reason }
  if (read.limit !== undefined) return { kind: 'accountLimit', customer: read.limit.customerId, setAt: read.at, ...(read.limit.limit !== undefined && { limit: read.limit.limit }) }
  const { at: completedAt, businessDate } = read
  if (read.zReport !== undefined) return { kind: 'zReport', ...read.zReport, closedAt: completedAt }
  if (read.refund !== undefined) {
    return refundKnown(read.refund.body.refundId) ? { kind: 'quarantine', reason: 'refund-known' } : { kind: 'refund', refund: read.refund, completedAt, businessDate }
  }
  if (read.layAway !== undefined) return { kind: 'none', paidBack: { ...read.layAway, businessDate, completedAt } }
  if (read.sale === undefined) return { kind: 'none' }
  if (saleKnown(read.sale.saleId)) return { kind: 'quarantine', reason: 'sale-known' }
  return { kind: 'sale', sale: read.sale, completedAt, businessDate }
}

/** An entry of the ledger that lies in quarantine. */
export interface HeldText extends EntryPlace {
  readonly text: string
}

/** What such an entry comes to now. `file` as planBatch would have it; of its id, where the ledger did not learn it when it came. */
export type AgainPlan = { readonly applied: true; readonly file: FiledEntry } | { readonly applied: false; readonly reason: QuarantineReason }

/** Reads an entry again that nobody could read when it came: after an update it may have its whole effect, once, or stay for another reason. */
export function planAgain(known: Pick<KnownChain, 'filedAs' | 'saleKnown' | 'refundKnown'>, entry: HeldText, reader: EntryReader = readEntry): AgainPlan {
  const { register, epoch, seq, text } = entry
  const place = { register, epoch, seq }
  const read = reader(text, place)
  const found = read.id === undefined ? undefined : known.filedAs(read.id)
  // The ledger took its id when it came, where that could be read: the entry is not in its own way.
  const isItself = found?.register === register && found.epoch === epoch && found.seq === seq
  const effect = effectOf(read, place, isItself ? undefined : found, known, reader)
  if (effect.kind === 'quarantine') return { applied: false, reason: effect.reason }
  return { applied: true, file: { seq, prevHash: '', hash: '', text, effect, ...(read.id !== undefined && found === undefined && { id: read.id }), ...(read.readable && { type: read.type }) } }
}
