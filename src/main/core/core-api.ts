import { type RegisterLock } from '../../contracts/replication/index.ts'
import { type AnsweringStage } from './rebuild-stage.ts'
import { type Permission } from '../../domain/authority/index.ts'
import { type CounterView, type HealthView, type Input, type MainName, type Name, type Output, type SaleView } from '../../contracts/ipc/index.ts'
import {
  type Backup,
  type FolderSeen,
  type LookedBackup,
  type BackupFolder,
  type BackupSetting,
  type MendReport,
  type DeviceEvent,
  type DeviceEventsAsked,
  type DeviceSettings,
  type Effect,
  type EffectState,
  type ImportedItems,
  type ImportRow,
  type JournalEntry,
  type MailAccount,
  type MailEnd,
  type QueuedMail,
  type NewItem,
  type Operator,
  type OutboxCursor,
  type Payment,
  type DayPlace,
  type DayProof,
  type DaysAsked,
  type DayState,
  type DayStatement,
  type DaysToProve,
  type SentTo,
  type FeedApplied, type FeedState,
  type HeadOfficeWords, type KeptUnread, type ToldQuarantine, type UnreadAnswer,
  type RefundVerdict, type ToldValue,
  type NotTakenThere,
  type RegisterFacts,
  type RegisterWriter,
  type StoredDeviceEvent,
  type SupportFacts,
  type SupportTable,
} from '../../db/index.ts'
import { type Recall } from '../../domain/basket/index.ts'
import { type Department, type InStoreRule, type Item, type TarePreset } from '../../domain/catalogue/index.ts'
import { type PaperKind, type PaperTemplate, type ReceiptDocument } from '../../domain/receipt/index.ts'
import { type Refusal, type Result } from '../../domain/errors/index.ts'
import { type FeedName } from '../../domain/feed/index.ts'
import { type FeedPage, type BackupNote, type BegunPayment, type DeviceChoice, type EndedTraining, type Enrolment, type FedOperator, type LogoChoice, type PaymentRequest, type SettledPayment, type SetupGiven, type Weighing, type NextEpoch } from '../commands/index.ts'
import { type TakenBackValue, type WeighingFacts } from '../queries/index.ts'
import { type LogEvent } from '../log.ts'
import { type MovedOut } from './move-out.ts'

export { type DeviceChoice, type Enrolment, type FedOperator, type FirstGoods, type LogoChoice, type SetupGiven, type Weighing } from '../commands/index.ts'
export { type MovedOut } from './move-out.ts'
export { type WeighingFacts } from '../queries/index.ts'

/** Every name of the contract but those that main answers itself: devices and replication live outside the core. */
export type CoreName = Exclude<Name, MainName>

export interface CallOptions {
  /** Decided by the door the request came through, never by its sender. */
  readonly seat: string
  /** The envelope's id: the same one again is the same act. */
  readonly request: string
}

export type JournalHead = ReturnType<RegisterWriter['journalHead']>
export type ChainFault = NonNullable<ReturnType<RegisterWriter['verifyChain']>>
export type TilePages = Parameters<RegisterWriter['saveTilePages']>[0]
/** A register that was brought here, and that the next start goes on as. */
export type TakenOver = Output<'take-over'>
export interface DueMails {
  readonly due: readonly (QueuedMail & { readonly address: string; readonly title: string; readonly document?: ReceiptDocument })[]
  readonly nextAt?: number
}
export type KeptMailAccount = MailAccount & { readonly revision: number; readonly password: string }
export interface SavedReceipt {
  readonly number: string
  readonly title: string
  readonly document: ReceiptDocument
}
export type Waiting = ReturnType<RegisterWriter['waiting']>

export interface SeedOperator {
  readonly operator: Omit<Operator, 'demoPin'>
  /** Hashed inside the core. Kept readable only when facts.mode is `demo`. */
  readonly pin: string
}

/** Saved in this order, in slices between commands; what is there already is replaced. */
export interface Seed {
  readonly facts?: Partial<Omit<RegisterFacts, 'registerId'>>
  readonly items?: readonly NewItem[]
  readonly departments?: readonly Department[]
  readonly inStoreRules?: readonly InStoreRule[]
  readonly tares?: readonly TarePreset[]
  readonly tilePages?: TilePages
  readonly recalls?: readonly Recall[]
  readonly operators?: readonly SeedOperator[]
}

/** `slice`: how many rows fitted into 10 ms the last time, from the answer before; a guess for the first. */
export interface ImportRows {
  readonly rows: readonly ImportRow[]
  readonly slice: number
}

export interface ImportedRows extends ImportedItems {
  /** How many transactions it took. */
  readonly slices: number
  readonly slice: number
}

export interface ImportOutcome extends ImportedItems {
  readonly refused: number
}

/**
 * The core's surface for main's own rooms; no door leads to it. Every method rejects with CoreFailure when the core
 * refuses or stops; `enrol`, `seed` and the import answer their refusals as values.
 */
export interface CoreInternal {
  effectsToDo(limit: number): Promise<readonly Effect[]>
  /** Resolves when it is durable: only then may the first byte leave. */
  effectStarted(id: number): Promise<void>
  effectFinished(id: number, state: EffectState, fault?: string, standIn?: string): Promise<void>
  entriesAfter(epoch: number, after: number, limit: number): Promise<readonly JournalEntry[]>
  outboxCursor(): Promise<OutboxCursor | undefined>
  moveOutboxCursor(cursor: OutboxCursor): Promise<void>
  /** Refunds head office has not spoken of yet, above `after`, in order of their ids. */
  refundsToAsk(after: string, limit: number): Promise<readonly string[]>
  /** What head office said of a gift card or store credit, for the next tender. */
  hearStoredValue(told: ToldValue): Promise<undefined>
  /** What the basket at this seat takes off cards again, or what a sale put on them and still could be: each card once, for its number is in no view. */
  takenBackValues(of: { readonly seat: string } | { readonly saleId: string }): Promise<readonly TakenBackValue[]>
  /** Undefined: the list of the journal is not made yet. */
  daysToProve(asked: DaysAsked): Promise<DaysToProve | undefined>
  dayStatement(place: DayPlace & { readonly sentTo: SentTo }): Promise<DayStatement>
  dayStates(now: number): Promise<readonly DayState[]>
  keepDayProof(proof: DayProof): Promise<void>
  forgetDayProofs(): Promise<void>
  quarantineHeard(): Promise<{ readonly instance: string; readonly mark: string } | undefined>
  headOfficeWords(): Promise<HeadOfficeWords>
  feedState(feed: FeedName): Promise<FeedState>
  feedRehash(from: { readonly feed: FeedName; readonly after: string; readonly setHash: string; readonly limit: number }): Promise<{ readonly after?: string; readonly setHash: string }>
  keepFeedPage(feed: FeedName, page: FeedPage): Promise<void>
  applyFeed(feed: FeedName): Promise<FeedApplied>
  /** Head office answered: for how long it may be away begins anew. */
  heardHeadOffice(): Promise<void>
  /** Head office's word on this machine; undefined: it is not locked. */
  hearLock(lock: RegisterLock | undefined): Promise<void>
  /** Head office at this address takes nothing of this register; undefined: it does. */
  hearNotTaken(there: NotTakenThere | undefined): Promise<void>
  feedProved(feed: FeedName): Promise<void>
  releaseFeed(feed: FeedName): Promise<{ readonly released: number }>
  unreadAnswers(limit: number): Promise<readonly KeptUnread[]>
  keepQuarantine(told: ToldQuarantine): Promise<void>
  keepUnread(answer: UnreadAnswer, program: string): Promise<void>
  answerRead(what: { readonly id: number } | { readonly kind: string }): Promise<void>
  /** Goes on in an epoch that nobody has written in (REP-7). */
  goOnInNextEpoch(next: NextEpoch): Promise<Result<undefined>>
  /** What head office alone has of an epoch that was left comes again in this one. */
  takeOverEntries(entries: { readonly epoch: number; readonly after: number; readonly texts: readonly string[]; readonly to: number }): Promise<Result<undefined>>
  hearRefundVerdicts(verdicts: readonly RefundVerdict[]): Promise<{ readonly heard: number }>
  /** Of this epoch, or of an earlier one. */
  journalHead(epoch?: number): Promise<JournalHead>
  entryHashAt(epoch: number, seq: number): Promise<string | undefined>
  waiting(): Promise<Waiting>
  /** What the machine is short of, looked at now. */
  health(): Promise<HealthView>
  /** `moved`: since when it sells nothing here, and where its file was put. */
  facts(): Promise<RegisterFacts & { readonly moved?: { readonly at: number; readonly file: string } }>
  enrol(enrolment: Enrolment): Promise<Result<RegisterFacts>>
  /** The address this start was given, of a register that is enrolled: the next start asks there too. */
  keepHeadOffice(url: string): Promise<Result<undefined>>
  /** Above every receipt from the next sale on. */
  setLogo(choice: LogoChoice): Promise<Result<{ readonly changed: boolean }>>
  /** As whoever is signed on at the seat: it refuses who may not. */
  setDevice(choice: DeviceChoice, from: CallOptions): Promise<Result<{ readonly changed: boolean }>>
  /** As whoever is signed on at the seat, like add-item: what a scale answered just now becomes a line. No door leads here. */
  addWeighed(weighing: Weighing, from: CallOptions): Promise<Result<CounterView>>
  weighingFacts(asked: { readonly itemId?: string; readonly tareId?: string }): Promise<WeighingFacts>
  /** Whether whoever is signed on at the seat has the right by themselves: for what is done outside the core. */
  hasRight(seat: string, permission: Permission): Promise<Result<undefined>>
  /** A paper of this kind as the store would print it, worded by a template that nobody saved. `at`: epoch ms. */
  samplePaper(asked: { readonly paper: PaperKind; readonly template: PaperTemplate; readonly at: number }): Promise<ReceiptDocument>
  /** Mails that may be tried by then, each with its paper, and when the next may be. */
  mailsDue(asked: { readonly now: number; readonly limit: number }): Promise<DueMails>
  /** With its password, which is for the mail server and for nobody else. */
  mailAccount(): Promise<KeptMailAccount | undefined>
  /** Resolves when it is durable: only then may the first byte leave. */
  mailStarted(id: string): Promise<void>
  mailEnded(id: string, end: MailEnd): Promise<void>
  /** As whoever is signed on at the seat, like what follows. */
  setMail(input: Input<'set-mail'>, from: CallOptions): Promise<Result<Output<'set-mail'>>>
  retryMail(mailId: string, from: CallOptions): Promise<Result<Output<'retry-mail'>>>
  saveReceipt(saleId: string, from: CallOptions): Promise<Result<SavedReceipt>>
  deviceSettings(): Promise<DeviceSettings>
  /** One transaction, outside any sale's. */
  addDeviceEvents(events: readonly DeviceEvent[]): Promise<void>
  deviceEvents(asked: DeviceEventsAsked): Promise<readonly StoredDeviceEvent[]>
  latestDeviceEvents(): Promise<readonly StoredDeviceEvent[]>
  /** Ed25519 over the text's UTF-8 bytes, base64. The private key never leaves the core. */
  sign(text: string): Promise<string>
  /** SPKI DER, base64. */
  publicKey(): Promise<string>
  /** Whether PINs are hashed with the chain's pepper; until then with the register's own. */
  hasChainPepper(): Promise<boolean>
  /** As enrolment keeps it: among the secrets, durable when it resolves. Rejects for what is none. */
  keepChainPepper(pepper: string): Promise<void>
  saleView(id: string): Promise<SaleView | undefined>
  /** At the start of the program: whoever was signed on is not any more, their baskets stay. */
  lockSeats(): Promise<undefined>
  /** Head office's word on these people; `pin.otherKey` until this register has the chain's pepper. */
  feedOperators(operators: readonly FedOperator[]): Promise<Result<{ readonly changed: number }>>
  seed(seed: Seed): Promise<Result<RegisterFacts>>
  /** In slices between commands. What the row does not say (an absent price) stays as it is. */
  importRows(rows: ImportRows): Promise<Result<ImportedRows>>
  /** Once, after the last rows: raises the catalogue's version and writes `items.imported`, if anything changed. */
  finishImport(outcome: ImportOutcome): Promise<Result<RegisterFacts>>
  /** Resolves when it is durable: only then may the first byte of a payment leave. */
  startPayment(payment: PaymentRequest, options: CallOptions): Promise<Result<BegunPayment>>
  startReversal(reversal: Input<'reverse-payment'>, options: CallOptions): Promise<Result<BegunPayment>>
  startRefund(refund: Input<'begin-refund'>, options: CallOptions): Promise<Result<BegunPayment>>
  /** Durable before money is asked for: what the terminal had done last until then. */
  markPayment(paymentId: string, mark: string): Promise<void>
  settlePayment(settled: SettledPayment): Promise<Result<{ readonly seat: string; readonly view: CounterView }>>
  unsettledPayments(): Promise<readonly Payment[]>
  payment(id: string): Promise<Payment | undefined>
  /** Priced goods by the piece that ask nothing when they are rung up. */
  plainItems(limit: number): Promise<readonly Item[]>
  /** Whether this register waits to be told whose it is, and answers nothing else. */
  needsSetup(): Promise<boolean>
  /** Once, whole or not at all. The PIN is hashed inside the core. */
  setUp(given: SetupGiven, pin: string, request: string): Promise<Result<{ readonly operatorId: string }>>
  /** Unpacks a moved register beside this one, which is nobody's. `setup.done`, `setup.takingOver`, `moveFile.*`. */
  takeOver(asked: { readonly file: string; readonly passphrase: string }): Promise<Result<TakenOver>>
  /** A register that is made of head office's copy of its journal, beside this one, which is nobody's. */
  readonly rebuildStage: AnsweringStage
  /** Closes this register and packs it into one file in the folder, as whoever is signed on at the seat. It sells nothing from then on. */
  moveOut(asked: { readonly passphrase: string; readonly folder: string }, from: CallOptions): Promise<Result<MovedOut>>
  /** Goes on selling here, in a new epoch. `move.wrongPassphrase`, `move.notMoved`. */
  takeBack(passphrase: string): Promise<Result<undefined>>
  /** Epoch ms; absent: the system's time again. `request.notAllowed` unless the database says mode=demo. */
  setDemoClock(at?: number): Promise<Result<undefined>>
  /** Whoever is signed on at the seat goes training: the entry is durable and the seat empty when it resolves. `training.basketOpen`. */
  startTraining(seat: string): Promise<Result<{ readonly operatorId: string; readonly startedAt: number }>>
  endTraining(ended: EndedTraining): Promise<Result<undefined>>
  /** Only on a register for training: the seat's basket is put away, whatever is in it. `payment.pending`, `payment.unknown`. */
  clearTrainee(seat: string): Promise<Result<unknown>>
  /** Only on a register for training: signed on without a PIN. */
  seatTrainee(seated: { readonly seat: string; readonly operatorId: string }): Promise<Result<undefined>>
  /** In a thread of its own, beside whoever sells. `backup.folderGone`, `backup.failed`. Without `second`: into the folder beside the data. */
  makeBackup(at: number, second?: Required<BackupFolder>): Promise<Result<Backup>>
  /** Of this register, in both places: of the second what can be reached now. */
  listBackups(registerId: string, second?: Required<BackupFolder>): Promise<readonly Backup[]>
  backupSetting(): Promise<BackupSetting>
  lastMending(): Promise<{ readonly report: MendReport; readonly readAt?: number } | undefined>
  /** As whoever is signed on at the seat. */
  setBackups(setting: BackupSetting, from: CallOptions): Promise<Result<BackupSetting>>
  /** That backups fail from now on, or go well again: each once, in the journal. */
  noteBackup(note: BackupNote): Promise<undefined>
  /** How its folders are now, and what lies in them; the one beside the data first. */
  seeBackups(registerId: string, second?: Required<BackupFolder>): Promise<readonly FolderSeen[]>
  /** Marks a folder as the second place, where it can be one. `backup.folderUnusable`. */
  chooseFolder(place: Required<BackupFolder>): Promise<Result<Required<BackupFolder>>>
  /** The backup of this register that lies there. */
  backupAt(file: string): Promise<Backup | undefined>
  /** Looked through from end to end, with what was done since. `backup.notWhole`. */
  lookAtBackup(backup: Backup): Promise<Result<LookedBackup>>
  /** What a support bundle says of the database, and the people's texts that must not be in one. */
  supportFacts(): Promise<{ readonly facts: SupportFacts; readonly personal: readonly string[] }>
  supportTable(name: string): Promise<SupportTable>
  /** Writes that a support bundle was kept under this name, by whoever is signed on at the seat. */
  supportSaved(file: string, from: CallOptions): Promise<Result<undefined>>
  /** Undefined when the chain holds from `fromSeq` (1 when absent) to its head. */
  verifyChain(fromSeq?: number): Promise<ChainFault | undefined>
}

export interface CoreEvents {
  /** A seat's view changed. `request`: the one whose answer is this very view, when it was a command that changed it. */
  readonly counter: { readonly seat: string; readonly view: CounterView; readonly request?: string }
  /** The journal has a new head: the replicator's alarm clock. */
  readonly committed: JournalHead
  /** There is work for the devices: ask effectsToDo. */
  readonly effects: Readonly<Record<string, never>>
  /** Prices of a coming day came to be due: what a page shows of them is old. */
  readonly 'prices-due': { readonly changed: number }
  /** How far the copy of the backup that is being made is, in thousandths. */
  readonly 'backing-up': { readonly part: number }
  /** The machine came to lack something, or has it again. */
  readonly health: HealthView
  /** Once, at the end. `expected`: close() was called. */
  readonly stopped: { readonly expected: boolean }
}

/** One line of diagnostics, without inputs: no PIN, no barcode, no name. */
export interface CoreLogLine {
  readonly level: 'info' | 'error'
  readonly event: LogEvent
  /** Also in the refusal's params, so that a support call finds the line. */
  readonly correlation?: string
  readonly detail?: string
}

export interface Core {
  /** Resolves when the database is open and checked, or with the reason it is not (`database.newer`, `database.unsafe`). Calls may be made before. */
  ready(): Promise<Result<RegisterFacts>>
  /** Never rejects: a core that stops or stays silent answers `request.failed`, whose money is unknown until somebody looks. */
  call<N extends CoreName>(name: N, input: Input<N>, options: CallOptions): Promise<Result<Output<N>>>
  readonly internal: CoreInternal
  /** Returns what takes the listener off again. */
  on<E extends keyof CoreEvents>(event: E, listener: (payload: CoreEvents[E]) => void): () => void
  /** Finishes the command in hand, closes the database, ends both workers. */
  close(): Promise<void>
}

/** Why an internal call has no value. A class, because it is thrown. */
export class CoreFailure extends Error {
  readonly refusal: Refusal
  constructor(call: string, refusal: Refusal) {
    super(`${call}: ${refusal.code}`)
    this.name = 'CoreFailure'
    this.refusal = refusal
  }
}
