// `import type` on this page: the inline form keeps the module itself, and with it all of zod, in what the browser loads.
import type { AwayWords } from './away-words.ts'
import type { AlertKind, QuarantineState, QuarantineStep, RefundFault, RegisterDayOverview, UnspokenOverview, ZReportOverview, RestoredOverview, TwinOverview } from '../../contracts/replication/index.ts'
import type { PeopleWords } from './words-people.ts'
import type { BackupWords } from './backup-words.ts'
import type { ItemWords } from './item-words.ts'
import type { SettingWords } from './setting-words.ts'
import type { LockWords } from './lock-words.ts'
import type { RestWords } from './rest-words.ts'
import type { RebuildWords } from './rebuild-words.ts'
import type { OperatorWords } from './operator-words.ts'
import type { TileWords } from './tile-words.ts'

/** The numbers a sentence about a refund is made of; empty where it has none. */
export interface FindingWords {
  readonly refund: string
  readonly sale: string
  readonly line: string
  readonly other: string
}

/** Every word a person sees on this page. The compiler holds both catalogues to the same keys. */
export interface Words {
  readonly title: string
  readonly otherLanguage: string
  readonly otherLanguageLabel: string
  readonly live: string
  readonly notAnswering: string
  readonly away: AwayWords
  readonly signedOut: string
  readonly signedOutHow: string
  readonly businessDay: string
  readonly salesToday: string
  readonly salesCount: string
  readonly noSalesYet: string
  readonly registers: string
  readonly registersHeard: (heard: number, all: number) => string
  readonly noRegisters: string
  readonly sales: string
  readonly noSales: string
  readonly needsALook: string
  readonly nothingToLookAt: string
  /** While no register is in service. */
  readonly nobodyToHear: string
  readonly register: (number: number) => string
  readonly entries: (seq: string) => string
  readonly lastHeard: (age: string) => string
  readonly neverHeard: string
  readonly retired: string
  readonly quarantined: (count: number) => string
  readonly alerts: (count: number) => string
  readonly isQuiet: (number: number, age: string) => string
  readonly hasNotSpoken: (number: number) => string
  readonly totalsMayMiss: (numbers: string) => string
  readonly totalsComplete: string
  /** Both heads, and what of the register's journal only head office had. */
  readonly restored: (store: string, number: number, restored: RestoredOverview) => string
  readonly twins: (store: string, number: number, twin: TwinOverview) => string
  readonly rebuild: RebuildWords
  readonly lock: LockWords
  readonly rest: RestWords
  readonly settle: string
  readonly twinsHow: string
  /** Of the one whose sales are filed, and of the one that is refused. */
  readonly twinGoesOn: Readonly<Record<'confirmed' | 'waiting', string>>
  readonly twinsFailed: string
  readonly alertKinds: Readonly<Record<AlertKind, (number: number, seq: number) => string>>
  readonly storeDays: string
  readonly noStoreDays: string
  readonly dayComplete: string
  /** But for what is said. */
  readonly dayEnded: (said: string) => string
  /** A claim without its full stop, and sentences behind it. */
  readonly sentences: (said: readonly string[]) => string
  /** Of those that are here, so many are of another machine than the one that goes on. */
  readonly dayOthers: (register: number, documents: number) => string
  /** `numbers`: the first of them; `more`: how many beside those. */
  readonly dayOtherMachine: (documents: number, numbers: string, more: number) => string
  readonly dayOtherSums: (sums: string, time: string) => string
  readonly dayOtherHow: string
  readonly dayNeedsALook: (date: string, said: string) => string
  /** What is said of the first register, and of how many more there is something to say. */
  readonly dayAndMore: (said: string, registers: number) => string
  readonly registerDay: Readonly<Record<Exclude<RegisterDayOverview['state'], 'complete' | 'late' | 'differs'>, (register: number) => string>> & {
    readonly complete: (register: number, documents: number) => string
    /** `numbers` of receipts, none where none is known; `entries`: how many there are. */
    readonly late: (register: number, numbers: string) => string
    readonly differs: (register: number, entries: number, numbers: string) => string
  }
  readonly dayProvedAt: (time: string) => string
  readonly dayMore: (count: number) => string
  readonly entry: (seq: number) => string
  readonly documentEntry: (number: string, seq: number) => string
  readonly dayFindings: Readonly<Record<'missing' | 'altered' | 'unfiled' | 'extra', (what: string) => string>> & {
    readonly quarantined: (what: string, reason: string) => string
    readonly sum: (tender: string, side: 'debit' | 'credit', register: string, headOffice: string) => string
    readonly count: (register: number, headOffice: number) => string
  }
  readonly zReports: string
  readonly noZReports: string
  readonly notCounted: string
  readonly exact: string
  readonly over: (amount: string) => string
  readonly short: (amount: string) => string
  /** Above money that came in with a sale and is no turnover. */
  readonly owed: string
  readonly overspentBy: (amount: string) => string
  readonly overspentHow: string
  readonly zFindings: Readonly<Record<NonNullable<ZReportOverview['finding']>, (register: number, z: number) => string>>
  /** `customer`: the end of an id. */
  readonly aboveLimit: (customer: string, balance: string, limit: string, registers: number) => string
  /** A document that spent a card of which more was spent than there was. */
  readonly overspent: (kind: string, printed: string, document: string, register: number) => string
  readonly quarantineReason: (reason: string) => string
  readonly quarantine: (number: number, seq: number, reason: string) => string
  readonly inQuarantine: QuarantineWords
  readonly people: PeopleWords
  readonly items: ItemWords
  readonly settings: SettingWords
  readonly backups: BackupWords
  readonly operators: OperatorWords
  readonly tiles: TileWords
  /** Who has to be updated. */
  readonly unspoken: Readonly<Record<UnspokenOverview['update'], (register: number) => string>>
  readonly refund: (number: string) => string
  readonly sale: (number: string) => string
  readonly refundOf: (saleNumber: string) => string
  readonly withoutReceipt: string
  readonly givenBack: (amount: string, refunds: number) => string
  readonly moneyTaken: string
  readonly noMoneyYet: string
  readonly taken: (amount: string) => string
  /** What was found about a refund. `line`: its own. */
  readonly refundFaults: Readonly<Record<RefundFault, (finding: FindingWords) => string>>
  readonly otherFault: (finding: FindingWords) => string
  readonly saleMissing: (finding: FindingWords) => string
  readonly notComparable: (finding: FindingWords) => string
  readonly notVerified: string
  readonly contradicted: string
  readonly lookedInto: string
  readonly putAway: string
  readonly putAwayHow: string
  readonly putAwayName: string
  readonly putAwayNote: string
  readonly putAwayWhy: string
  readonly putAwayWhyFirst: string
  readonly putAwayNameFirst: string
  readonly putAwayFailed: string
  readonly putAwayBy: (name: string, time: string) => string
  readonly open: string
  readonly documentsFailed: string
  readonly saleNotHere: string
  readonly wasted: string
  readonly total: string
  readonly operator: (id: string) => string
  readonly approver: (id: string) => string
  readonly enrol: string
  readonly enrolHow: string
  readonly enrolFailed: string
  readonly expires: (time: string) => string
  readonly close: string
  readonly tenders: Readonly<Record<string, string>>
  readonly justNow: string
  readonly secondsAgo: (seconds: number) => string
  readonly minutesAgo: (minutes: number) => string
  readonly hoursAgo: (hours: number, minutes: number) => string
  readonly daysAgo: (days: number) => string
}

/** Of what could not be read when it came. */
interface QuarantineWords {
  readonly title: string
  readonly empty: string
  readonly more: (count: number) => string
  /** What an entry is, by its type. */
  readonly types: Readonly<Record<string, string>>
  readonly states: Readonly<Record<QuarantineState, string>>
  readonly place: (epoch: number, seq: number, time: string) => string
  readonly content: string
  readonly copy: string
  readonly copied: string
  readonly copyFailed: string
  readonly history: string
  readonly steps: Readonly<Record<QuarantineStep['kind'], (name: string, time: string) => string>>
  readonly again: string
  readonly againHow: string
  readonly stays: (reason: string) => string
  readonly discard: string
  readonly discardHow: string
  readonly note: string
  readonly noteFirst: string
  readonly putBack: string
  readonly putBackHow: string
  readonly isBack: string
  readonly failed: string
}
