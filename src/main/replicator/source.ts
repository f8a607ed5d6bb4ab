import { type FeedAnswer, type RegisterLock } from '../../contracts/replication/index.ts'
import { type DayPlace, type DayProof, type DaysAsked, type DayState, type DayStatement, type DaysToProve, type JournalEntry, type NotTakenThere, type SentTo, type OutboxCursor, type RefundVerdict, type FeedApplied, type FeedState, type HeadOfficeWords, type KeptUnread, type ToldQuarantine, type UnreadAnswer, type LeftEpoch } from '../../db/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { type FeedName } from '../../domain/feed/index.ts'
import { type LogEvent } from '../log.ts'
import { type Transport } from './transport.ts'

/**
 * What the replicator needs of the core; `Core.internal` fits it. Everything is a promise, because the core lives on
 * another thread. A rejection is a core that stopped: the replicator backs off like from any other failure.
 */
export interface ReplicationSource {
  /** `lockedAndLeft`: head office locked it, and nobody is signed on any more. `notTaken`: its last word, that it takes nothing of this register. `left`: epochs of which head office has another history than this register. What this one has of them behind what both have was issued again later. */
  facts(): Promise<{ readonly registerId: string; readonly registerNumber: number; readonly moved?: unknown; readonly left?: readonly LeftEpoch[]; readonly lockedAndLeft?: true; readonly notTaken?: NotTakenThere }>
  /** Of this epoch, or of an earlier one. */
  journalHead(epoch?: number): Promise<{ readonly epoch: number; readonly seq: number; readonly hash: string }>
  /** Entries of one epoch with seq > after, in order. */
  entriesAfter(epoch: number, after: number, limit: number): Promise<readonly JournalEntry[]>
  entryHashAt(epoch: number, seq: number): Promise<string | undefined>
  outboxCursor(): Promise<OutboxCursor | undefined>
  moveOutboxCursor(cursor: OutboxCursor): Promise<void>
  /** Refunds whose sale this register has never seen and head office has not spoken of, above `after`, in order of their ids. */
  refundsToAsk(after: string, limit: number): Promise<readonly string[]>
  /** Kept once each; what was heard before changes nothing. */
  hearRefundVerdicts(verdicts: readonly RefundVerdict[]): Promise<unknown>
  /** Undefined while the list of the journal is not made yet. */
  daysToProve(asked: DaysAsked): Promise<DaysToProve | undefined>
  /** What this register wrote for a day. */
  dayStatement(place: DayPlace & { readonly sentTo: SentTo }): Promise<DayStatement>
  keepDayProof(proof: DayProof): Promise<void>
  /** Head office went back to before it had said so. */
  forgetDayProofs(): Promise<void>
  /** Which list of what lies in quarantine there was heard last. */
  quarantineHeard(): Promise<{ readonly instance: string; readonly mark: string } | undefined>
  /** Takes the place of the list that was heard before. */
  keepQuarantine(told: ToldQuarantine): Promise<void>
  headOfficeWords(): Promise<HeadOfficeWords>
  /** What head office said and nobody here could read yet, the newest first. */
  unreadAnswers(limit: number): Promise<readonly KeptUnread[]>
  keepUnread(answer: UnreadAnswer, program: string): Promise<void>
  answerRead(what: { readonly id: number } | { readonly kind: string }): Promise<void>
  /** What this register holds of what head office feeds, and how far a pull is that was begun. */
  feedState(feed: FeedName): Promise<FeedState>
  feedRehash(from: { readonly feed: FeedName; readonly after: string; readonly setHash: string; readonly limit: number }): Promise<{ readonly after?: string; readonly setHash: string }>
  /** Laid out, and seen by nobody. */
  keepFeedPage(feed: FeedName, page: FeedAnswer & { readonly instance: string }): Promise<void>
  /** At once, when the last page is there. */
  applyFeed(feed: FeedName): Promise<FeedApplied>
  feedProved(feed: FeedName): Promise<void>
  releaseFeed(feed: FeedName): Promise<unknown>
  /** Head office answered, and was followed. */
  heardHeadOffice(): Promise<void>
  /** Head office's word on this machine; undefined: it is not locked. */
  hearLock(lock: RegisterLock | undefined): Promise<void>
  /** Undefined: it takes what this register sends. */
  hearNotTaken(there: NotTakenThere | undefined): Promise<void>
  dayStates(now: number): Promise<readonly DayState[]>
  goOnInNextEpoch(next: {
    readonly newest: number
    readonly partings: readonly Pick<LeftEpoch, 'epoch' | 'seq' | 'to'>[]
    readonly headOffice: { readonly epoch: number; readonly seq: number; readonly hash: string }
    readonly latest: readonly string[]
    readonly instance: string
  }): Promise<Result<undefined>>
  takeOverEntries(entries: { readonly epoch: number; readonly after: number; readonly texts: readonly string[]; readonly to: number }): Promise<Result<undefined>>
  waiting(): Promise<{ readonly entries: number; readonly sales: number }>
  /** Undefined when the register's own chain holds. */
  verifyChain(): Promise<{ readonly seq: number } | undefined>
  /** Ed25519 over the text's UTF-8 bytes, base64. */
  sign(text: string): Promise<string>
  /** SPKI DER, base64. */
  publicKey(): Promise<string>
  /** Whether the chain's pepper is among this register's secrets. */
  hasChainPepper(): Promise<boolean>
  /** 32 bytes, base64. Durable when it resolves. */
  keepChainPepper(pepper: string): Promise<void>
  enrol(enrolment: {
    readonly registerNumber: number
    readonly storeId: string
    readonly storeName: string
    readonly chainName: string
    readonly storeLines?: readonly string[]
    /** Where it answered: the next start asks there. */
    readonly headOfficeUrl?: string
    readonly chainPepper?: string
  }): Promise<Result<unknown>>
}

/** The outside the replicator is given, so that tests own time and chance. */
export interface ReplicatorSurroundings {
  /** Epoch milliseconds. */
  readonly clock: () => number
  /** Runs once after so many milliseconds; returns what calls it off. */
  readonly after: (ms: number, run: () => void) => () => void
  /** 0 <= value < 1. */
  readonly random: () => number
  /** The line to an address: a socket, unless a test owns the network too. */
  readonly connect?: (address: string) => Transport
  /** Counts, ids and codes only: never an entry, a code or a signature. */
  readonly log: (event: LogEvent, facts?: Readonly<Record<string, string | number>>) => void
}
