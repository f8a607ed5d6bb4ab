import { type BackupsOverview } from './backups.ts'
import { type DayFinding } from './day-proof.ts'
import { type QuarantineOverview } from './quarantine.ts'
import { type RegisterLock } from './register-lock.ts'

/** What head office's page shows, as answered by GET /api/overview and pushed by /api/events. Times are epoch ms by head office's clock. */
export interface Overview {
  readonly now: number
  readonly instance: string
  readonly stores: readonly StoreOverview[]
  /** Newest first, at most 50. */
  readonly sales: readonly SaleOverview[]
  readonly alerts: readonly AlertOverview[]
  readonly quarantine: readonly QuarantineOverview[]
  /** Newest first, at most 50. */
  readonly refunds: readonly RefundOverview[]
  /** Refunds that somebody should look at: contradicted and not put away, or still without their sale. Newest first, at most 50. */
  readonly findings: readonly RefundFinding[]
  /** Newest first, at most 50. */
  readonly zReports: readonly ZReportOverview[]
  /** Those with something wrong. Newest first, at most 50. */
  readonly zFindings: readonly ZReportOverview[]
  /** Accounts above their limit over all registers. Newest first, at most 50. */
  readonly accountFindings: readonly AccountFinding[]
  /** Documents that spent gift cards and store credit of which more was spent than there was. By card, then as they came; at most 50. */
  readonly overspent: readonly OverspentOverview[]
  /** Newest first, the newest 31 of each store up to its own today, and days to come that there are documents of. */
  readonly storeDays: readonly StoreDayOverview[]
  /** Registers whose protocol is not understood here, since head office was started. */
  readonly unspoken?: readonly UnspokenOverview[]
  /** Absent: an overview of what was tried without them. */
  readonly backups?: BackupsOverview
}

/** `update`: who is the older of the two. */
export interface UnspokenOverview {
  readonly store: string
  readonly registerNumber: number
  readonly protocol: number
  readonly update: 'headOffice' | 'register'
}

/** A customer by an opaque id: only their register knows a name. Amounts in minor units. */
export interface AccountFinding {
  readonly store: string
  readonly customer: string
  readonly currency: string
  readonly balance: number
  /** The newest that any register set. */
  readonly limit: number
  /** How many of them moved it. */
  readonly registers: number
  readonly receivedAt: number
}

/** A store's day: complete when each register is. `ended`: but for one that is out of service, and of which nothing more is waited for. `ahead`: it has not come, and yet there are documents of it. `differs`: what a register says of it is not what is here. */
export interface StoreDayOverview {
  readonly store: string
  readonly businessDate: string
  readonly state: 'complete' | 'ended' | 'waiting' | 'differs' | 'ahead'
  /** By number. */
  readonly registers: readonly RegisterDayOverview[]
}

/**
 * `noTrade`: it said that it sold nothing; `z`: it sold, and no Z behind that is here; `proof`: its word on the day has not come; `late`: a document came
 * after it was complete; `silent`: nothing of that day is here, and it has not said that there was none;
 * `endedZ` and `endedProof`: it is out of service, and its Z, or its word on the day, is not waited for any more; `ahead`: its clock was
 * ahead when it sold on a day that has not come.
 */
export interface RegisterDayOverview {
  readonly registerNumber: number
  readonly state: 'complete' | 'noTrade' | 'z' | 'proof' | 'late' | 'differs' | 'silent' | 'endedZ' | 'endedProof' | 'ahead'
  /** Sales and refunds, as it says. */
  readonly documents: number
  readonly provedAt?: number
  readonly findings: readonly DayFinding[]
  /** Differences beside those. */
  readonly more: number
  /** Numbers of what came after its proof, the first of them. */
  readonly late: readonly string[]
  /** Documents of a machine with its key that does not go on: nobody confirms them, they count, and nothing is waited for because of them. */
  readonly others?: OtherMachineOverview
  /** It is out of service. `ended`: a person ended its days; absent where it said itself that all it had is here. */
  readonly outOfService?: { readonly ended?: SaidOfRest }
}

/** `numbers`: the first of them. `sums`: less what was given back. `filedAt`: the last of them. */
export interface OtherMachineOverview {
  readonly documents: number
  readonly numbers: readonly string[]
  readonly sums: readonly { readonly currency: string; readonly amount: number }[]
  readonly filedAt: number
}

export interface OverspentOverview {
  readonly kind: string
  /** The end of its number: who knows all of it can spend it. */
  readonly printed: string
  /** Below nothing. */
  readonly balance: number
  readonly currency: string
  /** One of the documents that spent it, and how much. */
  readonly documentId: string
  readonly document: string
  readonly store: string
  readonly registerNumber: number
  /** By the register's clock. */
  readonly completedAt: number
  readonly spent: number
}

export interface StoreOverview {
  readonly id: string
  readonly name: string
  readonly chainName: string
  readonly language: string
  readonly timeZone: string
  /** The store's business date now, and what has arrived of it, one row per currency. */
  readonly businessDate: string
  readonly today: readonly TodayOverview[]
  readonly registers: readonly RegisterOverview[]
}

export interface RegisterOverview {
  readonly id: string
  readonly number: number
  /** Its last accepted batch or heartbeat; absent until the first. */
  readonly lastSeen?: number
  readonly epoch?: number
  readonly seq: number
  readonly quarantined: number
  readonly alerts: number
  readonly retired: boolean
  /** Of one that is out of service. */
  readonly rest?: RestOverview
  /** `heardAt`: since when it says that it is, with nothing left to send. */
  readonly locked?: RegisterLock & { readonly by: string; readonly heardAt?: number }
  /** Money it took on the store's business date, by currency, less what it gave back: no exchange and no rounding is money. */
  readonly taken: readonly { readonly currency: string; readonly amount: number }[]
}

export interface SaidOfRest {
  readonly by: string
  readonly at: number
  readonly note: string
}

/** What a register that is out of service still has. */
export interface RestOverview {
  /** It called and said so; this many of its documents are not here, or, where it has more than it sent, at least so many. */
  readonly unsent?: { readonly at: number; readonly documents: number; readonly atLeast?: true }
  /** Somebody had it taken. */
  readonly taken?: SaidOfRest
  /** Since when it says that nothing is left. */
  readonly overAt?: number
  /** Somebody ended the days that wait for it. */
  readonly daysEnded?: SaidOfRest
}

export interface TodayOverview {
  readonly currency: string
  readonly sales: number
  readonly refunds: number
  /** What was sold, and what came back of anything, as its documents say; `total` is the one less the other. */
  readonly sold: number
  readonly refunded: number
  readonly total: number
  /** Money by tender, less what was given back. Below nothing where more went out. */
  readonly tenders: readonly { readonly type: string; readonly amount: number }[]
}

/** What a sale and a refund say of themselves in a list. */
interface DocumentOverview {
  readonly number: string
  readonly store: string
  readonly registerNumber: number
  /** By the register's clock. */
  readonly completedAt: number
  readonly receivedAt: number
  readonly currency: string
  /** Above nothing, also of a refund: what came back. */
  readonly total: number
  readonly tenders: readonly { readonly type: string; readonly amount: number }[]
}

export interface SaleOverview extends DocumentOverview {
  readonly saleId: string
}

export interface RefundOverview extends DocumentOverview {
  readonly refundId: string
  readonly kind: string
  /** Of the sale. Absent: without a receipt. */
  readonly saleNumber?: string
  /** `waiting`: nobody has held it against its sale yet. */
  readonly result: 'agrees' | 'waiting' | 'contradicted'
  /** It was contradicted, looked into and put away. */
  readonly putAway?: true
}

/** `reason`: a RefundFault where it is contradicted; `notComparable` for one this head office can not judge; absent while its sale has not arrived. */
export interface RefundFinding extends Pick<RefundOverview, 'refundId' | 'number' | 'saleNumber' | 'store' | 'registerNumber' | 'receivedAt'> {
  readonly result: 'waiting' | 'contradicted'
  readonly reason?: string
  readonly lineNo?: number
  /** The number of the other refund's receipt. */
  readonly other?: string
}

/**
 * A register's Z. `finding`: `altered`, its hash is not that of what it says; `twice`, there is another of this number;
 * `missing`, none of the number before it is here; `chain`, it does not name the one before it.
 */
export interface ZReportOverview {
  readonly store: string
  readonly registerNumber: number
  readonly number: number
  readonly businessDate: string
  /** By the register's clock. */
  readonly closedAt: number
  readonly receivedAt: number
  readonly currency: string
  /** Sales less refunds and voids. */
  readonly net: number
  /** What all its tenders that were over come to, and those that were short, below nothing: one does not make good the other. Absent: nobody counted. */
  readonly overs?: number
  readonly shorts?: number
  readonly hash: string
  readonly finding?: 'altered' | 'twice' | 'missing' | 'chain'
}

/** One document, as the page opens it. Quantities in thousandths. */
export interface DocumentView {
  readonly id: string
  /** `sale`, or what kind of refund. */
  readonly kind: string
  readonly number: string
  readonly registerNumber: number
  readonly businessDate: string
  readonly completedAt: number
  readonly currency: string
  readonly total: number
  readonly tenders: readonly { readonly type: string; readonly amount: number }[]
  readonly lines: readonly { readonly lineNo: number; readonly saleLineNo?: number; readonly name: string; readonly quantity?: number; readonly total: number; readonly wasted?: true }[]
  /** Money that came in with it and is owed: not in `total`, and no line of goods. */
  readonly owed?: readonly { readonly name: string; readonly amount: number }[]
  /** Opaque ids. */
  readonly operator?: string
  readonly approver?: string
}

/** Who looked into a contradicted refund: the name of their account, or, while nobody has one, the one they typed. The verdict stands. */
export interface PutAway {
  readonly by: string
  readonly at: number
  readonly note?: string
}

export const longestPutAwayName = 64
export const longestPutAwayNote = 200

/** What GET /api/stores/:store/refunds/:refund answers: the refund beside its sale, where that is here, and the other refund of the same goods. */
export interface RefundDocuments {
  readonly refund: DocumentView
  readonly sale?: DocumentView
  readonly other?: DocumentView
  /** What was found about it, also after it was put away; absent where it agrees. */
  readonly finding?: RefundFinding
  readonly putAway?: PutAway
}

/** `restored`: the register says that it goes on in a new epoch, since head office had another history than it. */
/** `twin`: two machines are alive with one key, each in an epoch of its own. */
export type AlertKind = 'conflict' | 'fork' | 'gap' | 'clone' | 'restored' | 'twin'
export interface AlertOverview {
  readonly kind: AlertKind
  /** Its store's name. */
  readonly store: string
  readonly restored?: RestoredOverview
  readonly twin?: TwinOverview
  readonly registerNumber: number
  readonly epoch: number
  readonly seq: number
  readonly firstAt: number
  readonly lastAt: number
  readonly count: number
}

/** Of two machines with one key: which register, and how far each got. `other` is the one that is refused. `replaced`: its register was rebuilt on another machine, and its key is no longer good. */
export interface TwinOverview {
  readonly replaced?: true
  readonly storeId: string
  readonly register: string
  readonly newest: { readonly epoch: number; readonly seq: number }
  readonly other: { readonly epoch: number; readonly seq: number }
}

/** Where both stood when a register found that it had been restored or copied, and what of its journal only head office had. */
export interface RestoredOverview {
  readonly own: { readonly epoch: number; readonly seq: number }
  readonly headOffice: { readonly epoch: number; readonly seq: number }
  /** Its machine was gone: another one went on with all that head office had of it. */
  readonly rebuilt?: true
  /** Entries. */
  readonly branch: number
  /** Receipts among them, the first of them. */
  readonly receipts: readonly string[]
}

export interface ShownCode {
  readonly code: string
  readonly expiresAt: number
}
