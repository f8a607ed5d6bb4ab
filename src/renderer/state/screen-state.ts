import { createStore, type StoreApi } from 'zustand/vanilla'
import { type BasketView, type CounterView, type DevicesView, type Input, type RegisterView, type ReplicationView, type TilesView, type TileView } from '../../contracts/ipc/index.ts'
import { type RefusalCode } from '../../domain/errors/index.ts'
import { type Connection } from './transport.ts'
import { type Screen } from './keys.ts'
import { type Language, type Theme } from './preferences.ts'
import { type TypingKind } from './wedge.ts'

/** What stands in the work area. The basket beside it never leaves the screen. */
export type Work =
  | { readonly kind: 'sell' }
  | { readonly kind: 'weigh'; readonly tile: TileView }
  | { readonly kind: 'tender' }
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
}

export interface ScreenState {
  readonly connection: Connection
  readonly register: RegisterView | undefined
  readonly counter: CounterView | undefined
  readonly pages: TilesView['pages']
  readonly devices: DevicesView['devices']
  readonly replication: ReplicationView | undefined
  readonly work: Work
  /** What is typed, on every screen. Holds a PIN for as long as it is being typed, and is never written anywhere. */
  readonly entry: string
  /** Who is about to sign on. */
  readonly operatorId: string | undefined
  readonly pageId: string | undefined
  readonly selectedLineNo: number | undefined
  /** A line just removed: its Undo is offered for six seconds. */
  readonly undoLineNo: number | undefined
  readonly confirmingCancel: boolean
  readonly notice: Notice | undefined
  /** The basket as it was when it was paid: a sale's view carries no lines, and the finish screen still shows them. */
  readonly paid: { readonly saleId: string; readonly basket: BasketView } | undefined
  /** The sale whose finish screen was left. */
  readonly seenSaleId: string | undefined
  /** Scans that came while a card was being charged. */
  readonly heldScans: readonly string[]
  /** A payment is under way: its keys do nothing until the answer is here. */
  readonly paying: boolean
  readonly language: Language
  readonly theme: Theme
}

export type ScreenStore = StoreApi<ScreenState>

export function createScreenStore(language: Language, theme: Theme): ScreenStore {
  return createStore<ScreenState>()(() => ({
    connection: 'connecting',
    register: undefined,
    counter: undefined,
    pages: [],
    devices: [],
    replication: undefined,
    work: { kind: 'sell' },
    entry: '',
    operatorId: undefined,
    pageId: undefined,
    selectedLineNo: undefined,
    undoLineNo: undefined,
    confirmingCancel: false,
    notice: undefined,
    paid: undefined,
    seenSaleId: undefined,
    heldScans: [],
    paying: false,
    language,
    theme,
  }))
}

/** Which screen this state shows. The counter decides first: nobody signed on, or a sale just completed. */
export function screenOf(state: Pick<ScreenState, 'counter' | 'seenSaleId' | 'work'>): Screen {
  const { counter } = state
  if (counter?.operator === undefined) return 'sign-on'
  if (counter.basket === undefined && counter.lastSale !== undefined && counter.lastSale.id !== state.seenSaleId) return 'finish'
  return state.work.kind
}

const typingKinds: Readonly<Record<Screen, TypingKind>> = { 'sign-on': 'pin', sell: 'text', weigh: 'amount', card: 'text', tender: 'amount', finish: 'text' }

export function typingOn(screen: Screen): TypingKind {
  return typingKinds[screen]
}

export type Heard = 'added' | 'unresolved' | undefined

/**
 * The state after a counter view arrived, as an answer or as a broadcast, and what is to be heard of it. A view older
 * than the one shown is dropped: an answer and a broadcast of the same act may pass each other.
 */
export function withCounter(state: ScreenState, next: CounterView): { readonly state: Partial<ScreenState>; readonly heard: Heard } {
  const before = state.counter
  const shown = before?.basket
  const basket = next.basket
  if (shown !== undefined && basket !== undefined && shown.id === basket.id && basket.revision < shown.revision) return { state: {}, heard: undefined }

  const changes: { -readonly [Field in keyof ScreenState]?: ScreenState[Field] } = { counter: next }
  if (next.lastSale !== undefined && next.lastSale.id !== before?.lastSale?.id && shown !== undefined) changes.paid = { saleId: next.lastSale.id, basket: shown }
  if (next.operator?.id !== before?.operator?.id) Object.assign(changes, { entry: '', notice: undefined, work: { kind: 'sell' }, confirmingCancel: false })
  if (basket?.id !== shown?.id) {
    Object.assign(changes, { selectedLineNo: undefined, undoLineNo: undefined, confirmingCancel: false })
    // A weight being typed for the first item of a basket stays; a payment of a basket that is gone does not.
    if (state.work.kind === 'tender' || state.work.kind === 'card') Object.assign(changes, { work: { kind: 'sell' }, entry: '' })
  }
  const rose = basket !== undefined && (basket.id !== shown?.id || basket.revision > shown.revision) && before !== undefined
  const last = rose ? basket.lines.find((line) => line.lineNo === basket.lastLineNo) : undefined
  if (last?.kind === 'unresolved' && !last.removed) return { state: changes, heard: 'unresolved' }
  return { state: changes, heard: rose && basket.itemCount > (shown?.id === basket.id ? shown.itemCount : 0) ? 'added' : undefined }
}
