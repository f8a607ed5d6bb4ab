import { type Basket, type BasketLine, type TrailStep } from '../domain/basket/index.ts'
import { type Item, type Names } from '../domain/catalogue/index.ts'
import { type Result } from '../domain/errors/index.ts'
import { type CanonicalValue, type Entry } from '../domain/journal/index.ts'
import { type CurrencyCode } from '../domain/money/index.ts'
import { type ReceiptDocument } from '../domain/receipt/index.ts'

/** Facts of this register that every command needs. Read once at open, changed only by enrolment and settings. */
export interface RegisterFacts {
  readonly registerId: string
  /** 0 until enrolled: the first free number no store hands out. */
  readonly registerNumber: number
  readonly epoch: number
  readonly mode: 'demo' | 'live'
  readonly storeId: string
  readonly storeName: string
  readonly chainName: string
  /** Lines printed under the store's name on a receipt. */
  readonly storeLines: readonly string[]
  readonly currency: CurrencyCode
  readonly taxPack: string
  /** IANA time zone and the hour (0-23) at which a business date ends. */
  readonly timeZone: string
  readonly cutOffHour: number
  readonly language: string
  readonly catalogueVersion: number
}

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
  readonly body: CanonicalValue
}

export interface JournalEntry extends Entry {
  readonly epoch: number
  readonly seq: number
  readonly id: string
  readonly type: string
}

export interface Operator {
  readonly id: string
  readonly name: string
  readonly role: 'cashier' | 'supervisor' | 'stockKeeper' | 'manager' | 'admin'
  /** Shown on screen, and only there in mode=demo. */
  readonly demoPin?: string
}

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
}

export interface SaleHeader {
  readonly id: string
  readonly number: string
  readonly basketId: string
  readonly seat: string
  readonly epoch: number
  readonly seq: number
  readonly businessDate: string
  readonly completedAt: number
  readonly operatorId: string
  readonly total: number
  readonly change: number
  /** Canonical JSON of the tenders, as in the entry. */
  readonly tenders: string
}

/** Work for a device, written by the core in the sale's transaction, done after it. */
export type EffectWork = { readonly kind: 'kick'; readonly pin: 0 | 1 } | { readonly kind: 'print'; readonly document: ReceiptDocument }
export type EffectState = 'waiting' | 'working' | 'printed' | 'processed' | 'sentOnly' | 'kicked' | 'unconfirmed' | 'failed'
export interface Effect {
  readonly id: number
  readonly saleId: string
  readonly work: EffectWork
  readonly state: EffectState
  /** Times its first byte may have left. Above 0 when it starts again: the copy is marked DUPLICATE. */
  readonly attempts: number
  readonly fault?: string
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
export interface RegisterReader {
  facts(): RegisterFacts
  itemById(id: string): Item | undefined
  /** By barcode as scanned and as 14 digits, then PLU/SKU. An exact barcode beats any pattern. */
  itemByBarcode(code: string): Item | undefined
  tilePages(): readonly TilePage[]
  operators(): readonly Operator[]
  operatorById(id: string): Operator | undefined
  /** The argon2id PHC string. */
  pinHashOf(operatorId: string): string | undefined
  seat(seat: string): Seat
  basket(id: string): StoredBasket | undefined
  /** True when this request already changed this basket: a repeat is answered, not done again. */
  requestSeen(request: string): boolean
  saleById(id: string): SaleHeader | undefined
  saleByBasket(basketId: string): SaleHeader | undefined
  effectsOf(saleId: string): readonly Effect[]
  /** Effects to be done: every kick before any ink, then oldest first. */
  effectsToDo(limit: number): readonly Effect[]
  journalHead(): { readonly epoch: number; readonly seq: number; readonly hash: string }
  /** Entries of one epoch with seq > after, in order. */
  entriesAfter(epoch: number, after: number, limit: number): readonly JournalEntry[]
  entryHashAt(epoch: number, seq: number): string | undefined
  outboxCursor(): OutboxCursor | undefined
  /** Entries and completed sales beyond the cursor. */
  waiting(): { readonly entries: number; readonly sales: number }
  /** Recomputes the chain from `fromSeq`; the first broken seq, or undefined. */
  verifyChain(fromSeq?: number): { readonly seq: number; readonly reason: string } | undefined
  onHand(itemId: string): number
  dayTotals(businessDate: string): { readonly sales: number; readonly total: number; readonly tax: number }
  projectionCursor(): number
  /** Entries no projection could take in, with the reason: they are missing from onHand and dayTotals. */
  projectionProblems(): readonly { readonly epoch: number; readonly seq: number; readonly reason: string }[]
}

/** Writes. Each must be called inside unitOfWork, and throws (a bug) when it is not. */
export interface RegisterWriter extends RegisterReader {
  /**
   * One BEGIN IMMEDIATE ... COMMIT. A refusal or a throw rolls back. Nothing outside SQLite happens in it.
   * Disk full comes back as the refusal `database.full`.
   */
  unitOfWork<T>(work: () => Result<T>): Result<T>
  append(moment: Moment, draft: EntryDraft): JournalEntry
  /** Next receipt counter; never reused. */
  nextReceiptCounter(): number
  setSeat(seat: Seat): void
  openBasket(basket: Basket, seat: string): void
  /** Inserts or replaces one line, adds one trail step, raises the revision, remembers the request. Returns the new revision. */
  changeBasket(basketId: string, line: BasketLine, step: TrailStep, request: string): number
  /** The basket is finished with (completed or cancelled): its rows go, its trail is in the journal by now. */
  clearBasket(basketId: string, request: string): void
  insertSale(header: SaleHeader): void
  addEffect(saleId: string, work: EffectWork): number
  /** Durable before the device's first byte. */
  effectStarted(id: number): void
  effectFinished(id: number, state: EffectState, fault?: string): void
  saveItems(items: readonly NewItem[]): void
  saveTilePages(pages: readonly { readonly id: string; readonly names: Names; readonly tiles: readonly { readonly itemId: string; readonly icon: string; readonly hue: number }[] }[]): void
  saveOperator(operator: Operator, pinHash: string): void
  saveFacts(facts: Partial<Omit<RegisterFacts, 'registerId'>>): void
  moveOutboxCursor(cursor: OutboxCursor): void
  /** Applies up to `limit` entries beyond the projection cursor; how many it applied. Its own unit of work. */
  project(limit: number): number
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
