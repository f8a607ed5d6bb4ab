import { type ContradictedAfter, type DayVerdict, type EnrolmentAnswer, type Overview, type ProblemSlug, type PutAway, type QuarantinedEntry, type QuarantineMark, type QuarantineTelling, type RefundDocuments, type RefundVerdict, type SentAgain } from '../../contracts/replication/index.ts'
import { type PeopleStore } from './people-store.ts'
import { type RegisterRecord } from './enrolment-rows.ts'
import { type LockStore } from './lock-store.ts'
import { type RestStore } from './rest-store.ts'
import { type TodayStore } from './today-store.ts'
import { type RebuildStore } from './rebuild-store.ts'
import { type FeedStore } from './feeds.ts'
import { type DayAsking } from './day-rows.ts'
import { type JournalAsking, type JournalPage } from './journal-rows.ts'
import { type QuarantineAsking } from './quarantine-rows.ts'
import { type HoldAsking, type StoredValueHeld } from './stored-value-rows.ts'
import { type BatchPlan, type ChainedBatch, type ChainPoint, type KnownChain } from '../ingest/plan-batch.ts'
import { type EntryPlace, type EntryReader } from '../ingest/read-entry.ts'

export { type RegisterRecord } from './enrolment-rows.ts'

export interface NewStore {
  readonly name: string
  readonly chainName: string
  /** Printed under the name on a receipt. */
  readonly lines?: readonly string[]
  /** BCP 47; its screens' first language. */
  readonly language: string
  /** IANA zone, and the hour (0-23) at which a business date ends. */
  readonly timeZone: string
  readonly cutOffHour: number
}

export interface Enrolment {
  readonly codeHash: string
  readonly register: string
  readonly publicKey: string
}

export type EnrolmentOutcome = { readonly ok: true; readonly answer: EnrolmentAnswer } | { readonly ok: false; readonly slug: ProblemSlug }

/** How far an epoch was filed. `ended`: by a machine whose journal somebody settled to have ended. */
export interface EarlierEpoch extends ChainPoint {
  readonly epoch: number
  readonly ended?: true
}

export interface BatchOutcome {
  readonly refused: boolean
  /** As BatchPlan. */
  readonly left?: 'open' | 'goesOn'
  /** As an acknowledgement. */
  readonly twin?: 'open' | 'ended'
  /** The cursor as committed: what an acknowledgement may say. */
  readonly last: ChainPoint
  /** The cursors of this register's earlier epochs, in order; absent in the first. */
  readonly earlier?: readonly EarlierEpoch[]
  readonly filed: number
  /** There may be refunds whose verdict can be given now: ask settleRefunds. */
  readonly unsettled: boolean
  /** What of this register lies in quarantine, these entries among it; absent where nothing ever did. */
  readonly quarantine?: QuarantineMark
}

/**
 * Head office's tables. Each method that writes is one unit of work: all of it is committed when its promise resolves, or
 * none of it. Promises, because the same port has to fit a database across a socket; SQL lives behind it only.
 */
export interface HeadOfficeStore extends FeedStore, RebuildStore, LockStore, RestStore, TodayStore {
  /** Made with the database file, and never again: registers tell a restored or replaced head office by it. */
  readonly instance: string
  /** Made with it, too: 32 bytes, base64. For enrolled registers alone, never in a log or on the page. */
  readonly chainPepper: string
  /** The store of that name, made now when there is none at all. Its id. */
  ensureStore(store: NewStore, now: number): Promise<string>
  register(id: string): Promise<RegisterRecord | undefined>
  addCode(storeId: string, codeHash: string, expiresAt: number, now: number): Promise<void>
  enrol(enrolment: Enrolment, now: number): Promise<EnrolmentOutcome>
  retire(registerId: string, now: number): Promise<void>
  /** Reads `known` under the cursor's lock, lets `plan` decide, files ledger, effects, quarantine, alerts and cursor together. */
  applyBatch(storeId: string, batch: ChainedBatch, now: number, plan: (known: KnownChain) => BatchPlan): Promise<BatchOutcome>
  /**
   * Gives up to `settledAtOnce` refunds their verdict, in order of arrival, and resolves to how many: none, and all that can be
   * settled is. A unit of work of its own after the batch's, one at a time in a store: two registers' refunds of one sale,
   * each blind to the other's uncommitted row, would both have agreed.
   */
  settleRefunds(storeId: string, now: number): Promise<number>
  /** Of these refunds, as far as they are this register's and settled. */
  refundVerdicts(storeId: string, registerId: string, refundIds: readonly string[]): Promise<readonly RefundVerdict[]>
  /** Contradicted refunds of this register's sales, whoever made them, after that one, in the order of their verdicts; none that somebody put away. */
  contradictedSales(storeId: string, registerId: string, after: ContradictedAfter): Promise<readonly RefundVerdict[]>
  refundDocuments(storeId: string, refundId: string): Promise<RefundDocuments | undefined>
  /** Takes a contradicted refund off the list of those to look at; its verdict stands. Whoever did so first is kept. False: it is not contradicted, or not known. */
  putAwayRefund(storeId: string, refundId: string, putAway: PutAway): Promise<boolean>
  /**
   * Takes the cards and store credit that this document spent, and of which more was spent than there was, off the list of those to look at, with
   * who looked and why. Both sales stay. One more document that spends such a card puts it back. False: it spent none that is there.
   */
  putAwayOverspent(storeId: string, documentId: string, putAway: PutAway & { readonly note: string }): Promise<boolean>
  /** What is on a number by all documents here, and up to `amount` of it kept for this register (storedValueHoldMs). In one unit of work: of two that ask at once, one is told that the other has it. */
  holdStoredValue(storeId: string, asking: HoldAsking, now: number): Promise<StoredValueHeld>
  /** Holds what a register says of one of its days against what is here, and keeps what that came to. In one unit of work with the reading. */
  proveDay(storeId: string, asking: DayAsking, now: number): Promise<DayVerdict>
  /** An entry that is or was in quarantine, with its text and every step since. */
  quarantined(storeId: string, place: EntryPlace): Promise<QuarantinedEntry | undefined>
  /**
   * Reads it again, in one unit of work with its whole effect, which it has once however often this is asked; or it stays, with the reason of now.
   * Undefined: it never was there. Of one that was taken out nothing is done: it has to be put back first. Ask settleRefunds afterwards.
   */
  sendAgain(storeId: string, asking: QuarantineAsking, now: number, reader?: EntryReader): Promise<SentAgain | undefined>
  /** Takes it out, for a reason that stays with it; its text stays too. False: it is not there, or it was applied. */
  discardQuarantined(storeId: string, asking: QuarantineAsking & { readonly note: string }, now: number): Promise<boolean>
  /** Puts one that was taken out back. False: it is not there, or it was applied. */
  restoreQuarantined(storeId: string, asking: QuarantineAsking, now: number): Promise<boolean>
  /** What its register is told: what lies there first, then what became of the rest. */
  quarantineOf(storeId: string, registerId: string): Promise<QuarantineMark & { readonly entries: readonly QuarantineTelling[] }>
  /**
   * Of two machines that sell as one register the one in epoch `goesOn` does so; the other's journal ended, and what it still has is filed.
   * Settled again, the newer word counts. False: there are no two.
   */
  settleTwins(storeId: string, registerId: string, settling: { readonly goesOn: number; readonly by: string; readonly at: number }): Promise<boolean>
  /** A page of what is here of a register's journal, behind the last of its points that is the same here. */
  registerJournal(storeId: string, asking: JournalAsking): Promise<JournalPage>
  overview(now: number): Promise<Overview>
  /** Rejects while the books can not be read, or nothing can be written to them. Writes nothing, and waits for nobody. */
  lookAtBooks(): Promise<void>
  /** Who may open the page. */
  readonly people: PeopleStore
  close(): Promise<void>
}

/** The code of an error that says: head office can not reach its database now, and what it was asked may be asked again. */
export const storeAwayCode = 'STORE_AWAY'

/** `cause` stays inside: a driver's message may name hosts and accounts. */
export function storeAway(cause: unknown): Error {
  return Object.assign(new Error('head office can not reach its database', { cause }), { code: storeAwayCode })
}
