import { createStore, type StoreApi } from 'zustand/vanilla'
import {
  type BasketView, type CounterView, type DepartmentView, type DeviceSettingsView, type DeviceSlot, type DevicesView, type FoundDevicesView, type Output, type OwnRightsView, type DrawerReason, type EffectView, type Input, type ItemHitView, type JobView, type PaymentProgressView, type PaymentView, type JournalEntryView,
  type PeopleView, type PermissionsView, type PriceCheckView, type ReasonView, type RecallReason, type ReceiptView, type ReportView, type SaleElsewhereView, type ReceiptsView, type RegisterView, type HealthView, type ReplicationView, type Role, type SaleView, type ScanTakenView, type SuspendedBasketView, type KeptTenderView, type ShiftView, type TareView, type TaxesView, type TileView, type TilesView, type TrainingView, type WeightView, type ZReportView, type ZSummaryView, type StoredValueView } from '../../contracts/ipc/index.ts'
import { type RefusalCode } from '../../domain/errors/index.ts'
import { type ApprovalAsk } from './approval.ts'
import { type BackupsWork } from './backup-work.ts'
import { isPartPaid, lastDone, rowsOf } from './basket-rows.ts'
import { type ShiftWork } from './cash-work.ts'
import { type Buyer, type CustomersWorks } from './customer-work.ts'
import { type DeviceTest, type SetupWay } from './device-work.ts'
import { type GunScan } from './gun.ts'
import { type HeadOfficeTry, type HeadOfficeWork } from './head-office-work.ts'
import { type JournalList, type JournalWork } from './journal-work.ts'
import { type LossWork } from './loss-work.ts'
import { type ReportsWork, type RowDocuments } from './report-work.ts'
import { type FactorAsk, type SecondFactorWork } from './second-factor-work.ts'
import { type LabelWork } from './label-work.ts'
import { type MailWork } from './mail-work.ts'
import { type MoveWork, type Moving } from './move-work.ts'
import { type NewItemWork } from './new-item-work.ts'
import { type LayAwayWork } from './lay-away-work.ts'
import { type Connection } from './transport.ts'
import { type Language, type Theme } from './preferences.ts'
import { type PaperWork } from './paper-work.ts'
import { type FoundRow, type ReturnWork } from './return-work.ts'
import { type GrantWay, type RightsCell, type SettingsPage } from './rights.ts'
import { type SetupWork } from './setup-work.ts'
import { type StoreWork } from './store-work.ts'
import { shared } from './share.ts'
import { type SupportWork } from './support-work.ts'
import { viewFor, views, type Screen } from './views.ts'
import { type TaxesWork, type TaxRateWork } from './taxes.ts'
import { type TemplatesWork } from './templates-work.ts'
import { type TypingKind } from './wedge.ts'

/** What can be rung up by hand: a tile, or an item found. A found one has no drawing. */
export type RingUp = Pick<TileView, 'itemId' | 'names' | 'unit' | 'price'> & Partial<Pick<TileView, 'icon' | 'hue'>>

/** `price` is another price for the line, the other two leave the price and take something off. */
export type DiscountHow = 'percent' | 'amount' | 'price'

/** What stands in the work area. The basket beside it never leaves the screen. */
export type Work =
  | { readonly kind: 'sell' }
  /** Without an item: measured first, and what it is said afterwards, or before. The tare goes with the panel: the next goods lie in nothing until somebody says so. */
  | { readonly kind: 'weigh'; readonly item: RingUp | undefined; readonly choosing: boolean; readonly tareId?: string }
  /** Without a line: the whole basket. `done` once main answered; the next scan or Enter goes back to selling. */
  | { readonly kind: 'discount'; readonly lineNo: number | undefined; readonly how: DiscountHow; readonly reason: ReasonView | undefined; readonly done: boolean }
  | { readonly kind: 'suspend' }
  | { readonly kind: 'suspended'; readonly chosen: number }
  | { readonly kind: 'department'; readonly departmentId: string | undefined; readonly quantity: number | undefined }
  /** `asking`: the core has not answered yet. `opened` once it did, with what is known of the kick by now. */
  | { readonly kind: 'drawer'; readonly reason: DrawerReason | undefined; readonly asking: boolean; readonly noteMissed?: true; readonly opened: { readonly request: string; readonly kick: EffectView } | undefined }
  | { readonly kind: 'priceCheck'; readonly answer: PriceCheckView | undefined }
  /** Of what was asked the price of, which stands there again afterwards. The lot is what is typed. */
  | { readonly kind: 'recall'; readonly answer: PriceCheckView; readonly reason: RecallReason | undefined }
  | NewItemWork | LayAwayWork | LabelWork
  | { readonly kind: 'receipts'; /** Of theirs alone. */ readonly buyer?: Buyer }
  | PaperWork
  | ReturnWork
  | JournalWork
  | ReportsWork
  | LossWork
  /** `chosen` is -1 until an arrow key was pressed. */
  | { readonly kind: 'devices'; readonly chosen: number }
  | { readonly kind: 'deviceSetup'; readonly slot: DeviceSlot; readonly way: SetupWay; readonly saving: boolean }
  | { readonly kind: 'deviceFind'; readonly looking: boolean; readonly found: FoundDevicesView | undefined; readonly chosen: number; readonly probe: Output<'probe-device'> | 'asking' | undefined }
  /** Without a device: all of them. */
  | { readonly kind: 'deviceLog'; readonly device: string | undefined; readonly faultsOnly: boolean }
  /** `keys`: of a scan that has not ended. `told`: what the till's own scanners read meanwhile. */
  | { readonly kind: 'gun'; readonly keys: GunScan; readonly scans: readonly GunScan[]; readonly told: readonly ScanTakenView[] }
  /** `hit`: which of the settings found the arrow keys stand on. */
  | { readonly kind: 'settings'; readonly chosen: SettingsPage | undefined; readonly hit?: number }
  | StoreWork
  /** `chosen`: where the arrow keys are. */
  | { readonly kind: 'rights'; readonly chosen: RightsCell | undefined }
  | { readonly kind: 'grant'; readonly permission: RightsCell['permission']; readonly role: RightsCell['role']; readonly way: GrantWay; readonly saving: boolean }
  | { readonly kind: 'people'; readonly chosen: string | undefined }
  /** Without an id: somebody new. The name is what is typed. */
  | { readonly kind: 'person'; readonly id: string | undefined; readonly role: Role; readonly badge: string | undefined; readonly active: boolean; readonly saving: boolean }
  /** Without a person: one's own. */
  | { readonly kind: 'pin'; readonly person: { readonly id: string; readonly name: string } | undefined; readonly stage: 'old' | 'new' | 'again'; readonly saving: boolean }
  | CustomersWorks
  | SecondFactorWork
  | TemplatesWork
  | MailWork
  | TaxesWork
  | TaxRateWork
  | SupportWork | MoveWork | BackupsWork | HeadOfficeWork
  | ShiftWork
  /** One's own PIN, before a second factor is made. */
  | { readonly kind: 'factorPin'; readonly sending: boolean }
  | { readonly kind: 'training'; readonly chosen: number }
  | { readonly kind: 'tender' }
  /** Its kind, and its number once that was scanned or typed: what it says is typed then. */
  | { readonly kind: 'voucher'; readonly voucherKind: string; readonly number?: string }
  /** Money onto a gift card, or a gift card or store credit that pays. `known`: what is on it, once its number is there. */
  | { readonly kind: 'storedValue'; readonly does: 'putOn' | 'spend'; readonly number?: string; readonly known?: StoredValueView }
  /** `resolving`: a person is about to say how an unanswered payment ended, and where they read it. */
  | { readonly kind: 'payment'; readonly method: PaymentView['method']; readonly resolving?: 'approved' | 'declined' }
  /** The amount and revision the customer was shown on the paymentTerminal: frozen, whatever is scanned meanwhile. */
  | { readonly kind: 'card'; readonly basketId: string; readonly revision: number; readonly amount: number; readonly cashReceived?: number }

/** Something to tell in place. `words` is a key of the catalogues. */
export interface Notice {
  readonly words: string
  readonly code?: RefusalCode
  /** What its sentence needs; amounts are minor units. */
  readonly params?: Readonly<Record<string, string | number>>
  /** The same payment with "yes, really": shown as a key of the notice. */
  readonly confirm?: Input<'complete-sale'>
  /** Good news or none: told calmly. Absent is something that went wrong. */
  readonly calm?: true
  /** What goes back to the customer, read behind the sentence. */
  readonly handBack?: readonly KeptTenderView[]
}

/** Items found for what is typed. `chosen` is the one Enter adds, -1 while Enter means the typed code itself. */
export interface Search {
  readonly text: string
  readonly hits: readonly ItemHitView[]
  readonly chosen: number
}

/** Completed sales, as far as they were asked for. `chosen` is -1 until an arrow key was pressed. */
export interface ReceiptList {
  readonly text: string
  readonly found: ReceiptsView['receipts']
  readonly next: ReceiptsView['next']
  readonly chosen: number
}

export interface ScreenState {
  readonly connection: Connection
  readonly register: RegisterView | undefined
  /** The first questions of a register that belongs to nobody; undefined once it does. */
  readonly setup: SetupWork | undefined
  readonly counter: CounterView | undefined
  readonly pages: TilesView['pages']
  /** There is no page of tiles, and there are goods all the same. */
  readonly goodsWithoutTiles?: boolean
  /** What stands on the counter from the next basket on. */
  readonly pagesToCome: TilesView['pages'] | undefined
  readonly departments: readonly DepartmentView[]
  readonly tares: readonly TareView[]
  readonly devices: DevicesView['devices']
  /** Which device stands in which slot; undefined until it was asked for. */
  readonly deviceSettings: DeviceSettingsView | undefined
  readonly deviceLog: Output<'device-log'> | undefined
  readonly deviceTests: Readonly<Record<string, DeviceTest>>
  /** A setting was changed here since the devices were opened, and can be taken back. */
  readonly canUndoDevice: boolean
  /** The store's matrix, as far as it was asked for; `refused` to whoever does not manage people. */
  readonly rights: PermissionsView | 'refused' | undefined
  /** Of whoever is signed on; undefined until it was asked for. */
  readonly ownRights: OwnRightsView['rights'] | undefined
  /** Everybody known here, to whoever manages people. */
  readonly people: PeopleView | 'refused' | undefined
  /** The store's tax rates, to whoever may change them. */
  readonly taxes: TaxesView | 'refused' | undefined
  /** What the scale shows, while the weigh panel is open or the scale is tried. */
  readonly weight: WeightView | undefined
  readonly replication: ReplicationView | undefined
  readonly health: HealthView | undefined
  readonly headOfficeTry: HeadOfficeTry | undefined
  /** What the terminal or the payer is doing, while a payment is under way. */
  readonly paymentProgress: PaymentProgressView | undefined
  /** The payment whose end was read and left. */
  readonly seenPaymentId: string | undefined
  /** Long work that is under way, or just ended. */
  readonly job: JobView | undefined
  readonly training: TrainingView | undefined
  /** Whoever signs on next goes training. */
  readonly trainingNext: boolean
  readonly work: Work
  /** What is typed, on every screen. Holds a PIN for as long as it is being typed, and is never written anywhere. */
  readonly entry: string
  readonly search: Search | undefined
  /** Undefined until the core answered. */
  readonly suspended: readonly SuspendedBasketView[] | undefined
  readonly receipts: ReceiptList | undefined
  readonly openReceipt: ReceiptView | undefined
  /** The sale of the refund that is looked at, where another register made it. */
  readonly otherSale: SaleElsewhereView | undefined
  /** Sales that goods may come back of; undefined until the core answered, or while what is typed says nothing yet. */
  readonly foundSales: readonly FoundRow[] | undefined
  /** The register's shift, as somebody with the rights of whoever is signed on sees it. */
  readonly shift: ShiftView | undefined
  /** Closed shifts, as far as they were asked for, newest first. */
  readonly zReports: { readonly found: readonly ZSummaryView[]; readonly next: number | undefined } | undefined
  readonly openZ: ZReportView | undefined
  readonly journal: JournalList | undefined
  readonly openEntry: JournalEntryView | undefined
  /** Figures, with the rows of the pages so far; undefined until the core answered. */
  readonly report: ReportView | undefined
  /** What a row of it is made of, while that is looked at. */
  readonly documents: RowDocuments | undefined
  /** The sale printed again last, and what became of it. */
  readonly reprinted: SaleView | undefined
  /** What a search of the settings led to, on which view. */
  readonly marked: { readonly view: Screen; readonly at: string } | undefined
  /** Who is about to sign on. */
  readonly operatorId: string | undefined
  readonly pageId: string | undefined
  readonly selectedLineNo: number | undefined
  /** A line just removed: its Undo is offered for six seconds. */
  readonly undoLineNo: number | undefined
  readonly confirmingCancel: boolean
  /** An act that main would not do without another person's approval. */
  readonly approval: ApprovalAsk | undefined
  /** Seconds for which the register takes no PIN, by operator. */
  readonly pinWaits: Readonly<Record<string, number>>
  /** Something that main would not do before a second factor is proven. */
  readonly factorAsk: FactorAsk | undefined
  /** The keys of this view lie over the work area. */
  readonly keysShown: boolean
  /** A list that is chosen in is on its way. */
  readonly listing: boolean
  /** This register is being moved away, or taken back. */
  readonly moving: Moving | undefined
  readonly notice: Notice | undefined
  /** The basket as it was when it was paid: a sale's view carries no lines, and the finish screen still shows them. */
  readonly paid: { readonly saleId: string; readonly basket: BasketView } | undefined
  /** The sale whose finish screen was left. */
  readonly seenSaleId: string | undefined
  /** The sale at whose end it was said that there is no printer; it is not said again. Empty: nowhere, for somebody chose to have none. */
  readonly noPrinterToldAt: string | undefined
  /** Scans that came while a card was being charged. */
  readonly heldScans: readonly string[]
  /** A PIN is on its way: what is scanned meanwhile waits for the answer. */
  readonly signingOn: boolean
  /** A payment is under way: its keys do nothing until the answer is here. */
  readonly paying: boolean
  /** The last tap was a finger's: fields show the key for the keyboard on the screen. */
  readonly touching: boolean
  /** That keyboard stands under the screen. */
  readonly keyboard: boolean
  readonly language: Language
  readonly theme: Theme
}

export type ScreenStore = StoreApi<ScreenState>

export function createScreenStore(language: Language, theme: Theme): ScreenStore {
  return createStore<ScreenState>()(() => ({
    connection: 'connecting',
    register: undefined,
    setup: undefined,
    counter: undefined,
    pages: [],
    pagesToCome: undefined,
    departments: [],
    tares: [],
    devices: [],
    deviceSettings: undefined,
    deviceLog: undefined,
    deviceTests: {},
    canUndoDevice: false,
    rights: undefined,
    ownRights: undefined,
    people: undefined,
    taxes: undefined,
    moving: undefined,
    weight: undefined,
    replication: undefined,
    health: undefined,
    headOfficeTry: undefined,
    paymentProgress: undefined,
    seenPaymentId: undefined,
    job: undefined,
    training: undefined,
    trainingNext: false,
    work: { kind: 'sell' },
    entry: '',
    search: undefined,
    suspended: undefined,
    receipts: undefined,
    openReceipt: undefined,
    otherSale: undefined,
    foundSales: undefined,
    shift: undefined,
    zReports: undefined,
    openZ: undefined,
    journal: undefined,
    openEntry: undefined,
    report: undefined,
    documents: undefined,
    reprinted: undefined,
    marked: undefined,
    operatorId: undefined,
    pageId: undefined,
    selectedLineNo: undefined,
    undoLineNo: undefined,
    confirmingCancel: false,
    approval: undefined,
    pinWaits: {},
    factorAsk: undefined,
    keysShown: false,
    listing: false,
    notice: undefined,
    paid: undefined,
    seenSaleId: undefined,
    noPrinterToldAt: undefined,
    heldScans: [],
    signingOn: false,
    paying: false,
    touching: false,
    keyboard: false,
    language,
    theme,
  }))
}

/**
 * Which view this state shows. Items found stand in the place of the tiles once there is an answer, not at the first
 * key: a scan types, too.
 */
export function screenOf(state: Pick<ScreenState, 'counter' | 'seenSaleId' | 'seenPaymentId' | 'work' | 'search' | 'approval' | 'factorAsk'> & Partial<Pick<ScreenState, 'setup'>> & Partial<Pick<ScreenState, 'register' | 'moving'>>): Screen {
  const { counter, seenSaleId, work, search } = state
  return viewFor({
    setup: state.setup !== undefined,
    moved: state.moving !== undefined || state.register?.moved !== undefined,
    signedOn: counter?.operator !== undefined,
    approving: state.approval !== undefined,
    proving: state.factorAsk !== undefined,
    searching: search !== undefined,
    finished: counter?.basket === undefined && lastDone(counter) !== undefined && lastDone(counter)?.id !== seenSaleId,
    payment: paymentStage(state) !== undefined && !lookedAtBeside.has(work.kind),
    work: work.kind,
  })
}

/** What may be looked at while a payment waits to be found out about; nor does it keep a shift from being closed. */
const lookedAtBeside: ReadonlySet<Work['kind']> = new Set(['receipts', 'devices', 'cash', 'cashMove', 'cashText', 'count', 'cashClose', 'handOver', 'xReport', 'zReports'])

/** What is known of the sale whose refund is looked at; undefined for any other receipt. */
export function otherSaleOf({ openReceipt, otherSale }: Pick<ScreenState, 'openReceipt' | 'otherSale'>): SaleElsewhereView | undefined {
  return otherSale?.refunds.some(({ id }) => id === openReceipt?.sale.id) === true ? otherSale : undefined
}

export function lastPayment(counter: CounterView | undefined): PaymentView | undefined {
  return counter?.basket?.payments?.at(-1)
}

/** How the basket's last payment stands, as far as somebody has to see it; undefined when there is nothing to see. */
export function paymentStage({ counter, seenPaymentId }: Pick<ScreenState, 'counter' | 'seenPaymentId'>): 'pending' | 'unknown' | 'ended' | undefined {
  const last = lastPayment(counter)
  if (last?.state === 'pending' || last?.state === 'unknown') return last.state
  return (last?.state === 'declined' || last?.state === 'cancelled') && last.id !== seenPaymentId ? 'ended' : undefined
}

export function typingOn(screen: Screen): TypingKind {
  return views[screen].typing
}

/** Work on a basket that is gone; what is half done on it is of no use any more. */
const basketWork: readonly Work['kind'][] = ['tender', 'voucher', 'card', 'payment', 'discount', 'suspend', 'payBack', 'newItem']

/** Sold and coming back together: either is heard. */
function piecesIn({ itemCount, returned }: BasketView): number {
  return itemCount + (returned?.itemCount ?? 0)
}

export type Heard = 'added' | 'asked' | 'unresolved' | undefined

/**
 * The state after a counter view arrived, as an answer or as a broadcast, and what is to be heard of it. A view older
 * than the one shown is dropped: an answer and a broadcast of the same act may pass each other.
 */
export function withCounter(state: ScreenState, came: CounterView): { readonly state: Partial<ScreenState>; readonly heard: Heard } {
  const before = state.counter
  const shown = before?.basket
  const next = shared(before, came)
  const basket = next.basket
  if (shown !== undefined && basket !== undefined && shown.id === basket.id && basket.revision < shown.revision) return { state: {}, heard: undefined }

  const changes: { -readonly [Field in keyof ScreenState]?: ScreenState[Field] } = { counter: next }
  const done = lastDone(next)
  if (done !== undefined && done.id !== lastDone(before)?.id && shown !== undefined) changes.paid = { saleId: done.id, basket: shown }
  if (next.operator?.id !== before?.operator?.id) {
    // Whoever signs on next looks receipts and held sales up for themselves.
    Object.assign(changes, { entry: '', notice: undefined, work: { kind: 'sell' }, confirmingCancel: false, factorAsk: undefined, approval: undefined, keysShown: false, search: undefined, suspended: undefined, receipts: undefined, openReceipt: undefined, foundSales: undefined, shift: undefined, zReports: undefined, openZ: undefined, journal: undefined, openEntry: undefined, report: undefined, documents: undefined, reprinted: undefined, deviceSettings: undefined, deviceLog: undefined, deviceTests: {}, canUndoDevice: false, rights: undefined, ownRights: undefined, people: undefined, taxes: undefined })
  }
  if (basket?.id !== shown?.id) {
    Object.assign(changes, { selectedLineNo: undefined, undoLineNo: undefined, confirmingCancel: false })
    // A weight being typed for the first item of a basket stays; a payment of a basket that is gone does not.
    if (basketWork.includes(state.work.kind)) Object.assign(changes, { work: { kind: 'sell' }, entry: '' })
    // The next sale began: when its basket is put aside, the finish screen of the one before must not come back.
    const left = lastDone(before)
    if (basket !== undefined && left !== undefined) changes.seenSaleId = left.id
  }
  const paid = lastPayment(next)
  const approved = paid?.state === 'approved' && lastPayment(before)?.state !== 'approved'
  // A card has its money back and something else has not: what is left stands on the view for that.
  if (before !== undefined && approved && paid.kind === 'refund') Object.assign(changes, { work: { kind: 'payBack' }, entry: '' })
  // A part is paid: what is left stands on the payment view, and the goods cannot change before it is settled.
  else if (isPartPaid(basket) && (before === undefined || approved)) Object.assign(changes, { work: { kind: 'tender' }, entry: '' })
  else if (paid?.state === 'reversed' && lastPayment(before)?.id === paid.id && lastPayment(before)?.state !== 'reversed') Object.assign(changes, { work: { kind: 'sell' }, entry: '' })
  const rose = basket !== undefined && (basket.id !== shown?.id || basket.revision > shown.revision) && before !== undefined
  const last = rose ? rowsOf(basket).find((line) => line.lineNo === basket.lastLineNo) : undefined
  if (last !== undefined && !last.removed && (last.kind === 'unresolved' || (last.kind === 'item' && last.recall?.state === 'recalled'))) return { state: changes, heard: 'unresolved' }
  // What somebody has to answer before paying is heard in the place of the goods that ask it.
  if (rose && last?.kind === 'item' && last.recall !== undefined) return { state: changes, heard: 'asked' }
  if (rose && (basket.age?.asked ?? 0) > (shown?.id === basket.id ? (shown.age?.asked ?? 0) : 0)) return { state: changes, heard: 'asked' }
  return { state: changes, heard: rose && piecesIn(basket) > (shown?.id === basket.id ? piecesIn(shown) : 0) ? 'added' : undefined }
}
