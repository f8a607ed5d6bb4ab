import { type Grant, type Permission, type Role } from '../domain/authority/index.ts'
import { type Basket, type BasketLine, type Discount, type TrailStep } from '../domain/basket/index.ts'
import { type Department, type InStoreRule, type Item, type Names, type TarePreset } from '../domain/catalogue/index.ts'
import { type Result } from '../domain/errors/index.ts'
import { type Entry } from '../domain/journal/index.ts'
import { type LabelDocument } from '../domain/label/index.ts'
import { type Bitmap, type ReceiptDocument } from '../domain/receipt/index.ts'
import { type VoidReason } from '../domain/refund/index.ts'
import { type BasketTenderReads, type BasketTenderWrites } from './basket-tenders.ts'
import { type AccountReads } from './account-reads.ts'
import { type CustomerReads, type CustomerWrites } from './customers.ts'
import { type CounterItemReads, type CounterItemWrites } from './counter-items.ts'
import { type Approval } from './authority.ts'
import { type BackupReads, type BackupWrites } from './backup-settings.ts'
import { type DayProofReads, type DayProofWrites } from './day-proof.ts'
import { type FeedReads, type FeedWrites } from './feed.ts'
import { type HeadOfficeWordsReads, type HeadOfficeWordsWrites } from './head-office-words.ts'
import { type DeviceEvent, type DeviceEventsAsked, type StoredDeviceEvent } from './device-events.ts'
import { type DeviceSettings } from './device-settings.ts'
import { type ImportedItems, type ImportRow } from './import-row.ts'
import { type JournalAsked } from './journal-asked.ts'
import { type KeptPin, type Operator } from './operators.ts'
import { type LedgerReads, type LedgerWrites } from './ledger-now.ts'
import { type LossWatchReads, type LossWatchWrites } from './loss-watch.ts'
import { type Payment, type PaymentChange } from './payment.ts'
import { type PinGuesses } from './pin-guesses.ts'
import { type RecallReads, type RecallWrites } from './recalls.ts'
import { type MailReads, type MailWrites } from './mails.ts'
import { type PaperReads, type PaperWrites } from './papers.ts'
import { type StoredValueReads, type StoredValueWrites } from './stored-values.ts'
import { type LayAwayReads, type LayAwayWrites } from './lay-aways.ts'
import { type VoucherReads, type VoucherWrites } from './vouchers.ts'
import { type FactChanges, type RegisterFacts } from './register-facts.ts'
import { type SecondFactorReads, type SecondFactorWrites } from './second-factor.ts'
import { type RefundHeader, type RefundReads } from './refund-header.ts'
import { type MovedReads, type MovedWrites } from './moved.ts'
import { type OfficeContactReads, type OfficeContactWrites } from './office-contact.ts'
import { type NotTakenReads, type NotTakenWrites } from './not-taken.ts'
import { type RegisterLockReads, type RegisterLockWrites } from './register-lock.ts'
import { type TakenInReads, type TakenInWrites } from './left-epochs.ts'
import { type SupportReads } from './support.ts'
import { type RefundVerdict, type RefundVerdictReads } from './refund-verdicts.ts'
import { type DayTotals, type FoundSaleReads, type ReceiptHeader, type SaleHeader } from './sale-header.ts'

export { type BasketTender } from './basket-tenders.ts'
export { type AccountRow } from './account-reads.ts'
export { type CustomersAsked } from './customers.ts'
export { type FactChanges, type RegisterFacts } from './register-facts.ts'
export { type GivesBack, type Payment, type PaymentChange, type PaymentState } from './payment.ts'
export { type ImportedItems, type ImportRow } from './import-row.ts'
export { type RefundHeader } from './refund-header.ts'
export { type DayTotals, type ReceiptHeader, type SaleHeader } from './sale-header.ts'

/** A moment as the journal wants it: wall clock, zone offset, and this start's monotonic clock. */
export interface Moment {
  readonly at: number
  readonly tzOffset: number
  readonly bootId: string
  readonly monoMs: number
}

/** What a command adds to the journal; the database gives it seq, hashes and its id. */
export interface EntryDraft {
  readonly type: string
  readonly schemaVersion: number
  readonly businessDate: string
  readonly operator: string
  readonly approver?: string
  /** Read once, while it is written: append throws TypeError for what has no canonical spelling. */
  readonly body: unknown
}

export interface JournalEntry extends Entry {
  readonly epoch: number
  readonly seq: number
  readonly id: string
  readonly type: string
}

export { type KeptPin, type Operator } from './operators.ts'

export interface Seat {
  readonly seat: string
  readonly operatorId?: string
  readonly basketId?: string
  readonly lastSaleId?: string
}

/** A basket as stored, with the revision that goes up with every change to it. */
export interface StoredBasket extends Basket {
  readonly revision: number
  readonly lastLineNo?: number
  /** There while it is put aside. Then no seat has it, and nothing but resumeBasket may change it. */
  readonly suspended?: Suspension
  /** Takes a completed sale back whole, for this reason: its lines are no longer anybody's to change. */
  readonly voiding?: VoidReason
  /** All that the shop owes of it goes out in cash, whatever paid the sale. */
  readonly cashInstead?: true
  /** All that the shop owes of it becomes store credit of this number. */
  readonly creditNumber?: string
}

/** A step of the trail, with the line as it is after it where it is about one. */
export interface BasketChange {
  readonly line?: BasketLine
  readonly step: TrailStep
}

/** Who put a basket aside, when (epoch ms), and what they called it. */
export interface Suspension {
  readonly label?: string
  readonly operatorId: string
  readonly at: number
}

export interface SuspendedBasket extends Suspension {
  readonly id: string
}

/** The last receipt of the page before: newest first, so what follows is older. */
export interface ReceiptPlace {
  readonly completedAt: number
  readonly saleId: string
}

/** An item that a search found, with one of its barcodes to show. */
export interface ItemHit {
  readonly item: Item
  readonly barcode?: string
}

/** Work for a device, written by the core in the sale's transaction, done after it. */
export type EffectWork =
  | { readonly kind: 'kick'; readonly pin: 0 | 1 }
  | { readonly kind: 'print'; readonly document: ReceiptDocument }
  | { readonly kind: 'label'; readonly document: LabelDocument; readonly copies: number }
/** As it is kept: the paper of a sale is in the sale's own entry already, and is drawn from it when a printer is there (docs/decisions/0022). */
export type KeptWork = EffectWork | { readonly kind: 'print'; readonly document: 'ofSale' }
export type EffectState = 'waiting' | 'working' | 'printed' | 'processed' | 'sentOnly' | 'kicked' | 'unconfirmed' | 'failed'
export interface Effect<Work = EffectWork> {
  readonly id: number
  readonly saleId: string
  readonly work: Work
  readonly state: EffectState
  /** Times its first byte may have left. Above 0 when it starts again: the copy is marked DUPLICATE. */
  readonly attempts: number
  readonly fault?: string
}

/** What became of one effect, in a word and a fault's code. */
export interface EffectOutcome {
  readonly kind: EffectWork['kind']
  readonly state: EffectState
  readonly fault?: string
  readonly standIn?: string
  /** A print that had begun before: this paper is marked as a copy, and a first one may exist, whole or torn. */
  readonly again?: true
}

export interface Tile {
  readonly item: Item
  readonly icon: string
  readonly hue: number
}
export interface TilePage {
  readonly id: string
  readonly names: Names
  readonly tiles: readonly Tile[]
}

export interface NewItem {
  readonly item: Item
  readonly barcodes: readonly string[]
  /** The number a scale's label carries, digits without leading zeros. Absent: an SKU of digits is one too. */
  readonly plu?: string
}

/** Head office's committed answer, and the cursor it moves. */
export interface OutboxCursor {
  readonly epoch: number
  readonly seq: number
  readonly hash: string
  readonly instance: string
  readonly acknowledgedAt?: number
}

/** Reads. Every one is a prepared statement; none scans a table that grows with sales. */
export interface RegisterReader extends DayProofReads, BasketTenderReads, LayAwayReads, VoucherReads, CustomerReads, AccountReads, StoredValueReads, CounterItemReads, RecallReads, SecondFactorReads, RefundReads, RefundVerdictReads, FoundSaleReads, SupportReads, MovedReads, RegisterLockReads, NotTakenReads, OfficeContactReads, LedgerReads, PaperReads, LossWatchReads, MailReads, BackupReads, HeadOfficeWordsReads, TakenInReads, FeedReads {
  facts(): RegisterFacts
  hasItems(): boolean
  itemById(id: string): Item | undefined
  /** Of one item, as they are kept: a GTIN padded to 14 digits. In their own order. */
  barcodesOf(itemId: string): readonly string[]
  /** By barcode as scanned and as 14 digits, then PLU/SKU. An exact barcode beats any pattern. */
  itemByBarcode(code: string): Item | undefined
  /** By the PLU of an in-store barcode: digits, leading zeros do not count. A PLU as stored, else an SKU of the same digits. */
  itemByPlu(plu: string): Item | undefined
  /**
   * By what a person typed: parts of words in any language (accents, width and case do not count), Chinese characters,
   * pinyin initials or full pinyin, the beginning of a barcode or SKU. Every word must be found. Best-selling first, at most
   * `limit`; nothing for a text without a letter or digit.
   */
  searchItems(text: string, limit: number): readonly ItemHit[]
  /** Items that search may not know yet, 0 when it knows them all. An upper bound: nothing is counted. */
  searchBacklog(): number
  inStoreRules(): readonly InStoreRule[]
  /** In the order they were saved. */
  departments(): readonly Department[]
  /** Packagings of known weight, in the order they were saved. */
  tares(): readonly TarePreset[]
  tareById(id: string): TarePreset | undefined
  tilePages(): readonly TilePage[]
  storePageNames(): ReadonlyMap<string, Names>
  operators(): readonly Operator[]
  operatorById(id: string): Operator | undefined
  /** Also of somebody who is not active. */
  operatorByBadge(badge: string): Operator | undefined
  pinOf(operatorId: string): KeptPin | undefined
  /** Of an operator, or of `everybody`. */
  pinGuesses(who: string): PinGuesses
  /** Of whom the next guess may have to wait. */
  waitingGuesses(): readonly { readonly who: string; readonly guesses: PinGuesses }[]
  /** The argon2id PHC string. */
  pinHashOf(operatorId: string): string | undefined
  /** The cell of the store's matrix: what somebody set, else the default. */
  grantOf(role: Role, permission: Permission): Grant
  /** The amount above which nobody acts alone; undefined: no such limit. */
  secondPersonAbove(permission: Permission): number | undefined
  approvalById(id: string): Approval | undefined
  seat(seat: string): Seat
  /** Where somebody is signed on. */
  staffedSeats(): readonly Seat[]
  basket(id: string): StoredBasket | undefined
  /** True when this request already changed this basket: a repeat is answered, not done again. */
  requestSeen(request: string): boolean
  /** Oldest first. */
  suspendedBaskets(): readonly SuspendedBasket[]
  suspendedCount(): number
  /** The catalogue's version at which the oldest basket was begun that is not paid yet; undefined where there is none. */
  oldestBegun(): number | undefined
  saleById(id: string): SaleHeader | undefined
  /**
   * Completed sales and refunds, newest first, `before` a place and at most `limit`. `customer`: of theirs alone, whatever the text. `text` with a decimal point or a currency sign is an
   * amount ("12.90"), `2026-11-21` a business date, anything else the beginning of a receipt number with or without the
   * register's; whole digits that begin no number are an amount too. A projection: a sale is here once `project` took it in.
   */
  /** One of that list, by when it was completed and its id. */
  receiptAt(place: ReceiptPlace): ReceiptHeader | undefined
  receipts(asked: { readonly text?: string; readonly customer?: string; readonly before?: ReceiptPlace; readonly limit: number }): readonly ReceiptHeader[]
  /** The text of the sale's entry, verbatim, as it was hashed. */
  saleDocument(saleId: string): string | undefined
  saleByBasket(basketId: string): SaleHeader | undefined
  /** The logo on the paper of a sale when it was completed, whatever it is by now. */
  logoOfSale(saleId: string): Bitmap | undefined
  /** What the journal calls the logo of today, '' for none. */
  logoHash(): string
  effectsOf(saleId: string): readonly Effect<KeptWork>[]
  /** The same without the work itself: what a screen shows of a sale, and every answer at the counter asks for. */
  outcomesOf(saleId: string): readonly EffectOutcome[]
  /** Effects to be done: every kick before any ink, then oldest first; and behind them as many labels, which another printer prints. */
  effectsToDo(limit: number): readonly Effect<KeptWork>[]
  /** Whether there are any, without reading them. */
  effectsWait(): boolean
  /** Of this epoch, or of an earlier one. */
  journalHead(epoch?: number): { readonly epoch: number; readonly seq: number; readonly hash: string }
  /** Entries of one epoch with seq > after, in order. */
  entriesAfter(epoch: number, after: number, limit: number): readonly JournalEntry[]
  entryHashAt(epoch: number, seq: number): string | undefined
  entryAt(epoch: number, seq: number): JournalEntry | undefined
  /** Newest business date first, and in it the newest entry. What was just written is listed a moment after its commit. */
  journalEntries(asked: JournalAsked): readonly (JournalEntry & { readonly businessDate: string })[]
  /** How far the entries of before this list was kept are in it; undefined when all are. */
  listedUpTo(): { readonly epoch: number; readonly seq: number } | undefined
  outboxCursor(): OutboxCursor | undefined
  /** Entries and completed sales beyond the cursor. */
  waiting(): { readonly entries: number; readonly sales: number }
  /** Recomputes the chain from `fromSeq`; the first broken seq, or undefined. */
  verifyChain(fromSeq?: number): { readonly seq: number; readonly reason: string } | undefined
  /** Which device was chosen for which slot, as address text. */
  deviceSettings(): DeviceSettings
  /** What happened to the devices, newest first. */
  deviceEvents(asked: DeviceEventsAsked): readonly StoredDeviceEvent[]
  latestDeviceEvents(): readonly StoredDeviceEvent[]
  onHand(itemId: string): number
  /** Of an open basket, oldest first; empty for one that is finished with. */
  paymentsOf(basketId: string): readonly Payment[]
  paymentById(id: string): Payment | undefined
  /** Of all seats: what somebody has to find out about. */
  unsettledPayments(): readonly Payment[]
  dayTotals(businessDate: string): DayTotals
  projectionCursor(): number
  /** Nothing in the journal is newer than what lists and totals are made of. */
  isProjected(): boolean
  /** Entries no projection could take in, with the reason: they are missing from onHand and dayTotals. */
  projectionProblems(): readonly { readonly epoch: number; readonly seq: number; readonly reason: string }[]
}

/** Writes. Each must be called inside unitOfWork, and throws (a bug) when it is not. */
export interface RegisterWriter extends RegisterReader, BasketTenderWrites, LayAwayWrites, VoucherWrites, StoredValueWrites, CustomerWrites, CounterItemWrites, RecallWrites, SecondFactorWrites, MovedWrites, RegisterLockWrites, NotTakenWrites, OfficeContactWrites, LedgerWrites, PaperWrites, LossWatchWrites, MailWrites, BackupWrites, DayProofWrites, HeadOfficeWordsWrites, TakenInWrites, FeedWrites {
  /**
   * One BEGIN IMMEDIATE ... COMMIT. A refusal or a throw rolls back. Nothing outside SQLite happens in it.
   * Disk full comes back as the refusal `database.full`.
   */
  unitOfWork<T>(work: () => Result<T>): Result<T>
  append(moment: Moment, draft: EntryDraft): JournalEntry
  /** Next receipt counter; never reused. */
  nextReceiptCounter(): number
  setSeat(seat: Seat): void
  openBasket(basket: Basket, seat: string, voiding?: VoidReason): void
  /** Inserts or replaces one line, adds one trail step, raises the revision, remembers the request. Returns the new revision. */
  changeBasket(basketId: string, line: BasketLine, step: TrailStep, request: string): number
  /** The same for several lines and steps that are one change. The first line is the one last touched; without any it stays. */
  changeLines(basketId: string, changes: readonly BasketChange[], request: string): number
  /** Sets the whole basket's discount, or takes it off, adds the step, raises the revision, remembers the request. The new revision. */
  setBasketDiscount(basketId: string, discount: Discount | undefined, step: TrailStep, request: string): number
  /** What the shop owes goes out in cash, as store credit of a number, or the usual way: one of them. Raises the revision, remembers the request. The new revision. */
  setCashInstead(basketId: string, inCash: boolean, request: string, creditNumber?: string): number
  /** Puts a customer on an open basket, or takes them off, adds the step, raises the revision, remembers the request. The new revision. */
  setBasketCustomer(basketId: string, customer: string | undefined, step: TrailStep, request: string): number
  /** Takes an open basket off its seat and keeps it, with the step; without a request it is part of an act that remembers its own. Throws when it is not there or suspended already. */
  suspendBasket(basketId: string, suspension: Suspension, step: TrailStep, request?: string): number
  /** Puts a suspended basket on the seat, which must have none, with the step. Throws when it is not suspended. */
  resumeBasket(basketId: string, seat: string, step: TrailStep, request?: string): number
  /** For an act that changed no basket (a reprint, a price check): a repeat of it is answered, not done again. */
  rememberRequest(request: string): void
  /**
   * The basket is finished with (completed or cancelled): its rows go, its trail is in the journal by now. A completion needs no
   * request: its sale says for ever that the basket was paid, and the row would be one more page of its commit.
   */
  clearBasket(basketId: string, request?: string): void
  /** Durable before the first byte of the payment leaves. Raises the basket's revision. Throws on an id that is there. */
  beginPayment(payment: Omit<Payment, 'state'>): void
  /** What the terminal had done last. Throws unless the payment is pending. */
  markPayment(id: string, mark: string): void
  /** Raises the basket's revision. */
  changePayment(payment: Pick<Payment, 'id' | 'basketId'>, change: PaymentChange): void
  saveGrant(role: Role, permission: Permission, grant: Grant): void
  saveSecondPersonAbove(permission: Permission, above: number | undefined): void
  addApproval(approval: Omit<Approval, 'usedBy'>): void
  /** Throws when it is not there or used already. */
  useApproval(id: string, request: string): void
  insertSale(header: SaleHeader): void
  insertRefund(header: RefundHeader): void
  /** Of a refund that was asked about and not answered yet; whether it was one. */
  keepRefundVerdict(verdict: RefundVerdict, heardAt: number): boolean
  /** False where it was heard before. */
  keepContradiction(verdict: RefundVerdict, ofOwnSale: NonNullable<RefundVerdict['ofOwnSale']>, heardAt: number): boolean
  addEffect(saleId: string, work: KeptWork): number
  /** Durable before the device's first byte. */
  effectStarted(id: number): void
  /** `standIn`: the id of the device that did it in another's place. */
  effectFinished(id: number, state: EffectState, fault?: string, standIn?: string): void
  /** In a file that is older than what was done with it: what waits there may have come out since. */
  doubtEffects(): void
  saveItems(items: readonly NewItem[]): void
  /**
   * A slice of an import. An item that is known keeps its id, and what the row does not say stays as it is; the same rows
   * again change nothing. The catalogue's version is raised by finishImport, once. Throws on a row without barcode and SKU.
   */
  importItems(rows: readonly ImportRow[]): ImportedItems
  /** Raises the catalogue's version if any slice since the last one changed something, also before a restart. The version now. */
  finishImport(): number
  /** Replaces all of them. */
  saveInStoreRules(rules: readonly InStoreRule[]): void
  /** Replaces all of them. */
  saveTares(tares: readonly TarePreset[]): void
  /** Replaces all of them. Throws on a department of an unknown item. */
  saveDepartments(departments: readonly Department[]): void
  saveTilePages(pages: readonly { readonly id: string; readonly names: Names; readonly tiles: readonly { readonly itemId: string; readonly icon: string; readonly hue: number }[] }[]): void
  /** Of head office's pages: those that are another way, each whole, and those that are gone. Tiles of items that are not here wait for them. */
  saveFedTilePages(changed: {
    readonly put: readonly { readonly id: string; readonly position: number; readonly names: Names; readonly tiles: readonly { readonly itemId: string; readonly icon: string; readonly hue: number }[] }[]
    readonly gone: readonly string[]
  }): void
  /** Replaces who they are, and keeps their PIN. Throws on a badge that somebody else has. */
  savePerson(operator: Omit<Operator, 'demoPin'>): void
  /** `demoPin`, readable, throws outside demo mode; without it none is shown any more. */
  savePin(operatorId: string, pin: KeptPin, demoPin?: string): void
  /** The same PIN under another pepper. False, and nothing, where it was changed meanwhile. */
  rehashPin(operatorId: string, from: string, pin: KeptPin): boolean
  /** Hashes from before they named their pepper were made with this one. */
  nameFirstPepper(pepperId: string): void
  savePinGuesses(who: string, guesses: PinGuesses): void
  saveOperator(operator: Operator, pinHash: string, pepperId?: string): void
  saveFacts(facts: FactChanges): void
  moveOutboxCursor(cursor: OutboxCursor): void
  /** Without an address nobody has chosen for the slot any more. */
  saveDeviceSetting(slot: string, address: string | undefined): void
  /** A batch of what happened to the devices; what is older than fourteen days before `now` goes with it. */
  addDeviceEvents(events: readonly DeviceEvent[], now: number): void
  /** Applies up to `limit` entries beyond the projection cursor; how many it applied. Its own unit of work. */
  project(limit: number): number
  /**
   * Search: looks at up to `limit` items of the backlog and puts each where its sales say; how many it looked at, 0 when none
   * is left. Its own unit of work, in slices between commands.
   */
  rebuildSearch(limit: number): number
  /** Every item is looked at again, so that what sells now comes first. What is indexed stays found meanwhile. */
  restartSearch(): void
  /** restartSearch, at most once for a business date; whether it did. Its own unit of work. */
  restartSearchOn(businessDate: string): boolean
  /** The business date it was last done for. */
  searchRankedOn(): string | undefined
  /** Empties every projection and its cursor; project() then rebuilds them from the journal. */
  resetProjections(): void
  /**
   * What opening found wrong with the chain (from the last verified head to the head), or undefined. Opening does not
   * refuse: a shop must be able to see its sales. Selling on is the caller's decision.
   */
  chainFaultAtOpen(): { readonly epoch: number; readonly seq: number; readonly reason: string } | undefined
  /** A passive checkpoint, between sales. */
  checkpoint(): void
  close(): void
}
