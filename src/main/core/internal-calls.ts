import { type CounterView, type HealthView, type Input, type Output, type SaleView } from '../../contracts/ipc/index.ts'
import { type Backup, type BackupFolder, type BackupSetting, type DayPlace, type NotTakenThere, type MendReport, type DayProof, type DaysAsked, type DayState, type DayStatement, type DaysToProve, type SentTo, type DeviceEvent, type DeviceEventsAsked, type DeviceSettings, type Effect, type EffectState, type FolderSeen, type LookedBackup, type JournalEntry, type MailEnd, type OutboxCursor, type Payment, type RefundVerdict, type ToldValue, type RegisterFacts, type StoredDeviceEvent, type SupportFacts, type SupportTable, type FeedApplied, type FeedState, type HeadOfficeWords, type KeptUnread, type ToldQuarantine, type UnreadAnswer } from '../../db/index.ts'
import { type Item } from '../../domain/catalogue/index.ts'
import { type Permission } from '../../domain/authority/index.ts'
import { type PaperKind, type PaperTemplate, type ReceiptDocument } from '../../domain/receipt/index.ts'
import { type RebuildAnswer, type RegisterLock } from '../../contracts/replication/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { type FeedName } from '../../domain/feed/index.ts'
import { type Rebuilt, type RebuildEnd, type RebuildPlace } from './rebuild-stage.ts'
import { type BackupNote, type BegunPayment, type EndedTraining, type FedOperator, type FeedPage, type PaymentRequest, type SettledPayment, type SetupGiven, type NextEpoch } from '../commands/index.ts'
import { type TakenBackValue } from '../queries/index.ts'
import { type CallOptions, type ChainFault, type DeviceChoice, type DueMails, type Enrolment, type ImportedRows, type ImportOutcome, type ImportRows, type JournalHead, type KeptMailAccount, type LogoChoice, type MovedOut, type SavedReceipt, type Seed, type TakenOver, type Waiting, type Weighing, type WeighingFacts } from './core-api.ts'

type Nothing = Readonly<Record<string, never>>
interface Shape<Input, Output> {
  readonly input: Input
  readonly output: Output
}

/** What main's own rooms may ask of the read-only worker, which sees every commit before its sender hears of it. */
export interface ReaderCalls {
  'effects-to-do': Shape<{ readonly limit: number }, readonly Effect[]>
  'entries-after': Shape<{ readonly epoch: number; readonly after: number; readonly limit: number }, readonly JournalEntry[]>
  'outbox-cursor': Shape<Nothing, OutboxCursor | undefined>
  'journal-head': Shape<{ readonly epoch?: number }, JournalHead>
  'refunds-to-ask': Shape<{ readonly after: string; readonly limit: number }, readonly string[]>
  'days-to-prove': Shape<DaysAsked, DaysToProve | undefined>
  'day-statement': Shape<DayPlace & { readonly sentTo: SentTo }, DayStatement>
  'day-states': Shape<{ readonly now: number }, readonly DayState[]>
  'quarantine-heard': Shape<Nothing, { readonly instance: string; readonly mark: string } | undefined>
  'head-office-words': Shape<Nothing, HeadOfficeWords>
  'unread-answers': Shape<{ readonly limit: number }, readonly KeptUnread[]>
  'feed-state': Shape<{ readonly feed: FeedName }, FeedState>
  'feed-rehash': Shape<{ readonly feed: FeedName; readonly after: string; readonly setHash: string; readonly limit: number }, { readonly after?: string; readonly setHash: string }>
  'entry-hash-at': Shape<{ readonly epoch: number; readonly seq: number }, string | undefined>
  waiting: Shape<Nothing, Waiting>
  'taken-back-values': Shape<{ readonly seat: string } | { readonly saleId: string }, readonly TakenBackValue[]>
  'sale-view': Shape<{ readonly id: string }, SaleView | undefined>
  'sample-paper': Shape<{ readonly paper: PaperKind; readonly template: PaperTemplate; readonly at: number }, ReceiptDocument>
  'mails-due': Shape<{ readonly now: number; readonly limit: number }, DueMails>
  'device-settings': Shape<Nothing, DeviceSettings>
  'device-events': Shape<DeviceEventsAsked, readonly StoredDeviceEvent[]>
  'latest-device-events': Shape<Nothing, readonly StoredDeviceEvent[]>
  'unsettled-payments': Shape<Nothing, readonly Payment[]>
  payment: Shape<{ readonly id: string }, Payment | undefined>
  'weighing-facts': Shape<{ readonly itemId?: string; readonly tareId?: string }, WeighingFacts>
  'has-right': Shape<{ readonly seat: string; readonly permission: Permission }, Result<undefined>>
  'needs-setup': Shape<Nothing, boolean>
  'plain-items': Shape<{ readonly limit: number }, readonly Item[]>
  'verify-chain': Shape<{ readonly fromSeq?: number }, ChainFault | undefined>
  'support-facts': Shape<Nothing, { readonly facts: SupportFacts; readonly personal: readonly string[] }>
  'support-table': Shape<{ readonly name: string }, SupportTable>
  'backup-setting': Shape<Nothing, BackupSetting>
  'backup-at': Shape<{ readonly file: string }, Backup | undefined>
  'last-mending': Shape<Nothing, { readonly report: MendReport; readonly readAt?: number } | undefined>
}

/** What needs the writer, or the secrets only it holds. */
export interface WriterCalls {
  health: Shape<Nothing, HealthView>
  facts: Shape<Nothing, RegisterFacts & { readonly moved?: { readonly at: number; readonly file: string }; readonly lockedAndLeft?: true; readonly notTaken?: NotTakenThere }>
  'effect-started': Shape<{ readonly id: number }, undefined>
  'effect-finished': Shape<{ readonly id: number; readonly state: EffectState; readonly fault?: string; readonly standIn?: string }, undefined>
  'move-outbox-cursor': Shape<OutboxCursor, undefined>
  'keep-day-proof': Shape<DayProof, undefined>
  'keep-quarantine': Shape<ToldQuarantine, undefined>
  'keep-feed-page': Shape<{ readonly feed: FeedName; readonly page: FeedPage }, undefined>
  'apply-feed': Shape<{ readonly feed: FeedName }, FeedApplied>
  'feed-proved': Shape<{ readonly feed: FeedName }, undefined>
  'release-feed': Shape<{ readonly feed: FeedName }, { readonly released: number }>
  'heard-head-office': Shape<Nothing, undefined>
  'hear-not-taken': Shape<{ readonly there?: NotTakenThere }, undefined>
  'hear-lock': Shape<{ readonly lock?: RegisterLock }, undefined>
  'keep-unread': Shape<UnreadAnswer & { readonly program: string }, undefined>
  'answer-read': Shape<{ readonly id: number } | { readonly kind: string }, undefined>
  'go-on-in-next-epoch': Shape<NextEpoch, undefined>
  'take-over-entries': Shape<{ readonly epoch: number; readonly after: number; readonly texts: readonly string[]; readonly to: number }, undefined>
  'forget-day-proofs': Shape<Nothing, undefined>
  'hear-refund-verdicts': Shape<{ readonly verdicts: readonly RefundVerdict[] }, { readonly heard: number }>
  'hear-stored-value': Shape<ToldValue, undefined>
  enrol: Shape<Enrolment, RegisterFacts>
  'keep-head-office': Shape<{ readonly url: string }, undefined>
  'mail-account': Shape<Nothing, KeptMailAccount | undefined>
  'mail-started': Shape<{ readonly id: string }, undefined>
  'mail-ended': Shape<{ readonly id: string; readonly end: MailEnd }, undefined>
  'set-mail': Shape<CallOptions & { readonly input: Input<'set-mail'> }, Output<'set-mail'>>
  'retry-mail': Shape<CallOptions & Input<'retry-mail'>, Output<'retry-mail'>>
  'save-receipt': Shape<CallOptions & { readonly saleId: string }, SavedReceipt>
  'set-logo': Shape<LogoChoice, { readonly changed: boolean }>
  'set-device': Shape<{ readonly choice: DeviceChoice; readonly seat: string; readonly request: string }, { readonly changed: boolean }>
  'support-saved': Shape<CallOptions & { readonly file: string }, undefined>
  'add-weighed': Shape<{ readonly weighing: Weighing; readonly seat: string; readonly request: string }, CounterView>
  'add-device-events': Shape<{ readonly events: readonly DeviceEvent[] }, undefined>
  sign: Shape<{ readonly text: string }, string>
  'public-key': Shape<Nothing, string>
  'has-chain-pepper': Shape<Nothing, boolean>
  'keep-chain-pepper': Shape<{ readonly pepper: string }, undefined>
  'lock-seats': Shape<Nothing, undefined>
  'feed-operators': Shape<{ readonly operators: readonly FedOperator[] }, { readonly changed: number }>
  seed: Shape<Seed, RegisterFacts>
  'import-rows': Shape<ImportRows, ImportedRows>
  'finish-import': Shape<ImportOutcome, RegisterFacts>
  'start-payment': Shape<CallOptions & { readonly payment: PaymentRequest }, BegunPayment>
  'start-reversal': Shape<CallOptions & { readonly reversal: Input<'reverse-payment'> }, BegunPayment>
  'start-refund': Shape<CallOptions & { readonly refund: Input<'begin-refund'> }, BegunPayment>
  'mark-payment': Shape<{ readonly paymentId: string; readonly mark: string }, undefined>
  'settle-payment': Shape<SettledPayment, { readonly seat: string; readonly view: CounterView }>
  'set-up': Shape<{ readonly given: SetupGiven; readonly pin: string; readonly request: string }, { readonly operatorId: string }>
  /** Refuses `setup.done`, `setup.takingOver`, `moveFile.*`. */
  'rebuild-key': Shape<Nothing, { readonly publicKey: string }>
  'rebuild-sign': Shape<{ readonly text: string }, string>
  'rebuild-begin': Shape<{ readonly bound: RebuildAnswer; readonly headOfficeUrl: string; readonly firstEpoch: number }, RebuildPlace>
  'rebuild-take': Shape<{ readonly epoch: number; readonly texts: readonly string[] }, RebuildPlace>
  'rebuild-finish': Shape<RebuildEnd, Rebuilt>
  'take-over': Shape<{ readonly file: string; readonly passphrase: string }, TakenOver>
  'move-out': Shape<CallOptions & { readonly passphrase: string; readonly folder: string }, MovedOut>
  'take-back': Shape<{ readonly passphrase: string }, undefined>
  'set-demo-clock': Shape<{ readonly at?: number }, undefined>
  'start-training': Shape<{ readonly seat: string }, { readonly operatorId: string; readonly startedAt: number }>
  'end-training': Shape<EndedTraining, undefined>
  'clear-trainee': Shape<{ readonly seat: string }, { readonly seat: string; readonly view: CounterView }>
  'seat-trainee': Shape<{ readonly seat: string; readonly operatorId: string }, undefined>
  'set-backups': Shape<CallOptions & { readonly setting: BackupSetting }, BackupSetting>
  'note-backup': Shape<BackupNote, undefined>
}

/** What takes long and only reads the file: it holds up neither of the other two. */
export interface KeeperCalls {
  /** Into the folder beside the data, or into the second one. Refuses `backup.folderGone`, `backup.failed`. */
  'make-backup': Shape<{ readonly at: number; readonly second?: Required<BackupFolder> }, Backup>
  'list-backups': Shape<{ readonly registerId: string; readonly second?: Required<BackupFolder> }, readonly Backup[]>
  /** The same, with how the folders are; the one beside the data first. */
  'see-backups': Shape<{ readonly registerId: string; readonly second?: Required<BackupFolder> }, readonly FolderSeen[]>
  /** Refuses `backup.folderUnusable`. */
  'choose-folder': Shape<Required<BackupFolder>, Required<BackupFolder>>
  /** Looked through from end to end. Refuses `backup.notWhole`. */
  'look-at-backup': Shape<Backup, LookedBackup>
}

export type InternalCalls = ReaderCalls & WriterCalls & KeeperCalls
export type InternalName = keyof InternalCalls

/** Which worker answers. The record is what makes a forgotten name a compile error. */
export const internalSides = {
  'effects-to-do': 'reader',
  'entries-after': 'reader',
  'outbox-cursor': 'reader',
  'journal-head': 'reader',
  'refunds-to-ask': 'reader',
  'days-to-prove': 'reader',
  'day-statement': 'reader',
  'day-states': 'reader',
  'quarantine-heard': 'reader',
  'head-office-words': 'reader',
  'unread-answers': 'reader',
  'feed-state': 'reader',
  'feed-rehash': 'reader',
  'entry-hash-at': 'reader',
  waiting: 'reader',
  'taken-back-values': 'reader',
  'sale-view': 'reader',
  'sample-paper': 'reader',
  'mails-due': 'reader',
  'device-settings': 'reader',
  'device-events': 'reader',
  'latest-device-events': 'reader',
  'unsettled-payments': 'reader',
  payment: 'reader',
  'weighing-facts': 'reader',
  'has-right': 'reader',
  'needs-setup': 'reader',
  'plain-items': 'reader',
  'verify-chain': 'reader',
  'support-facts': 'reader',
  'support-table': 'reader',
  health: 'writer',
  'backup-setting': 'reader',
  'backup-at': 'reader',
  'last-mending': 'reader',
  facts: 'writer',
  'effect-started': 'writer',
  'effect-finished': 'writer',
  'move-outbox-cursor': 'writer',
  'keep-day-proof': 'writer',
  'keep-quarantine': 'writer',
  'heard-head-office': 'writer',
  'hear-lock': 'writer',
  'hear-not-taken': 'writer',
  'keep-unread': 'writer',
  'keep-feed-page': 'writer',
  'apply-feed': 'writer',
  'feed-proved': 'writer',
  'release-feed': 'writer',
  'answer-read': 'writer',
  'go-on-in-next-epoch': 'writer',
  'take-over-entries': 'writer',
  'forget-day-proofs': 'writer',
  'hear-refund-verdicts': 'writer',
  'hear-stored-value': 'writer',
  enrol: 'writer',
  'keep-head-office': 'writer',
  'mail-account': 'writer',
  'mail-started': 'writer',
  'mail-ended': 'writer',
  'set-mail': 'writer',
  'retry-mail': 'writer',
  'save-receipt': 'writer',
  'set-logo': 'writer',
  'set-device': 'writer',
  'support-saved': 'writer',
  'add-weighed': 'writer',
  'add-device-events': 'writer',
  sign: 'writer',
  'public-key': 'writer',
  'has-chain-pepper': 'writer',
  'keep-chain-pepper': 'writer',
  'lock-seats': 'writer',
  'feed-operators': 'writer',
  seed: 'writer',
  'import-rows': 'writer',
  'finish-import': 'writer',
  'start-payment': 'writer',
  'start-reversal': 'writer',
  'start-refund': 'writer',
  'mark-payment': 'writer',
  'settle-payment': 'writer',
  'set-up': 'writer',
  'take-over': 'writer',
  'rebuild-key': 'writer',
  'rebuild-sign': 'writer',
  'rebuild-begin': 'writer',
  'rebuild-take': 'writer',
  'rebuild-finish': 'writer',
  'move-out': 'writer',
  'take-back': 'writer',
  'set-demo-clock': 'writer',
  'start-training': 'writer',
  'end-training': 'writer',
  'clear-trainee': 'writer',
  'seat-trainee': 'writer',
  'set-backups': 'writer',
  'note-backup': 'writer',
  'make-backup': 'keeper',
  'list-backups': 'keeper',
  'see-backups': 'keeper',
  'choose-folder': 'keeper',
  'look-at-backup': 'keeper',
} as const satisfies { readonly [N in InternalName]: N extends keyof ReaderCalls ? 'reader' : N extends keyof KeeperCalls ? 'keeper' : 'writer' }
