import { type BasketView, type CounterView, type Input, type Name, type TileView } from '../../contracts/ipc/index.ts'
import { type Refusal, type Result } from '../../domain/errors/index.ts'
import { parseAmount } from '../../domain/money/index.ts'
import { parseQuantity } from '../ui/index.ts'
import { type Api } from './api.ts'
import { readEntry, typeInto } from './entry.ts'
import { screenOf, typingOn, withCounter, type ScreenState, type ScreenStore } from './screen-state.ts'
import { type Sounds } from './sounds.ts'

/** Commands that answer with the counter. */
type CounterCommand = Extract<Name, 'sign-on' | 'sign-off' | 'scan' | 'add-item' | 'change-quantity' | 'remove-line' | 'restore-line' | 'cancel-basket' | 'complete-sale'>

const undoOffered = 6000
const longestPin = 8

/** Everything a person can do at this screen. Keys, taps and scans all end here. */
export type Acts = ReturnType<typeof createActs>

export function createActs(api: Api, store: ScreenStore, sounds: Sounds, later: (milliseconds: number, then: () => void) => unknown) {
  const set = (changes: Partial<ScreenState>): void => store.setState(changes)
  const basketNow = (): BasketView | undefined => store.getState().counter?.basket

  // Acts run one after another, and each looks at the screen when its turn comes: three taps on + are three more, and
  // a scan that comes while another is looked up waits its turn instead of getting lost.
  let queue: Promise<unknown> = Promise.resolve()
  function enqueue(act: () => Promise<void>): void {
    queue = queue.then(act)
  }

  function receive(next: CounterView): void {
    const { state, heard } = withCounter(store.getState(), next)
    set(state)
    if (heard === 'added') sounds.ok()
    if (heard === 'unresolved') sounds.error()
    releaseHeldScans()
  }

  function refused(refusal: Refusal, confirm?: Input<'complete-sale'>): void {
    set({ notice: { words: `refusal.${refusal.code}`, code: refusal.code, ...(refusal.params === undefined ? {} : { params: refusal.params }), ...(confirm === undefined ? {} : { confirm }) } })
    sounds.error()
  }

  /** Sends a command and shows what came back. */
  async function send<N extends CounterCommand>(name: N, input: Input<N>): Promise<Result<CounterView>> {
    const answer: Result<CounterView> = await api.call(name, input)
    if (answer.ok) {
      set({ notice: undefined })
      receive(answer.value)
    }
    return answer
  }

  async function sendOrTell<N extends CounterCommand>(name: N, input: Input<N>): Promise<void> {
    const answer = await send(name, input)
    if (!answer.ok) refused(answer.refusal)
  }

  function releaseHeldScans(): void {
    const { heldScans, work } = store.getState()
    if (heldScans.length === 0 || work.kind === 'card') return
    set({ heldScans: [] })
    for (const barcode of heldScans) scan(barcode)
  }

  function scan(barcode: string): void {
    const state = store.getState()
    if (screenOf(state) === 'sign-on') {
      set({ notice: { words: 'notice.scanWhileLocked' } })
      sounds.error()
      return
    }
    if (state.work.kind === 'card') {
      set({ heldScans: [...state.heldScans, barcode] })
      sounds.attention()
      return
    }
    // `3*` typed before the scan belongs to it, and is used up by it.
    const { quantity, code } = state.work.kind === 'sell' ? readEntry(state.entry) : { code: '' }
    const counted = quantity !== undefined && code === ''
    if (counted) set({ entry: '' })
    enqueue(() => sendOrTell('scan', { barcode, ...(counted ? { quantity } : {}) }))
  }

  function enter(): void {
    const { quantity, code } = readEntry(store.getState().entry)
    if (code === '') return
    set({ entry: '' })
    enqueue(() => sendOrTell('scan', { barcode: code, ...(quantity === undefined ? {} : { quantity }) }))
  }

  function tapTile(tile: TileView): void {
    const { quantity, code } = readEntry(store.getState().entry)
    const counted = quantity !== undefined && code === ''
    if (tile.unit !== 'each' && !counted) {
      set({ work: { kind: 'weigh', tile }, entry: '' })
      return
    }
    if (counted) set({ entry: '' })
    enqueue(() => sendOrTell('add-item', { itemId: tile.itemId, ...(counted ? { quantity } : {}) }))
  }

  function addWeighed(): void {
    const { work, entry } = store.getState()
    const quantity = parseQuantity(entry)
    if (work.kind !== 'weigh' || quantity === undefined) return
    set({ work: { kind: 'sell' }, entry: '' })
    enqueue(() => sendOrTell('add-item', { itemId: work.tile.itemId, quantity }))
  }

  /** The line that + - and Del mean: the chosen one, else the one just touched. */
  function lineInHand(): number | undefined {
    return store.getState().selectedLineNo ?? basketNow()?.lastLineNo
  }

  function changeQuantity(lineNo: number | undefined, by: number): void {
    enqueue(async () => {
      const line = basketNow()?.lines.find((each) => each.lineNo === lineNo)
      if (line?.kind !== 'item' || line.removed || line.unit !== 'each') return
      const quantity = line.quantity + by * 1000
      if (quantity > 0) await sendOrTell('change-quantity', { lineNo: line.lineNo, quantity })
    })
  }

  function removeLine(lineNo: number | undefined): void {
    enqueue(async () => {
      const line = basketNow()?.lines.find((each) => each.lineNo === lineNo)
      if (line === undefined || line.removed) return
      const answer = await send('remove-line', { lineNo: line.lineNo })
      if (!answer.ok) {
        refused(answer.refusal)
        return
      }
      set({ undoLineNo: line.lineNo, selectedLineNo: undefined })
      later(undoOffered, () => {
        if (store.getState().undoLineNo === line.lineNo) set({ undoLineNo: undefined })
      })
    })
  }

  function restoreLine(lineNo: number | undefined): void {
    if (lineNo === undefined) return
    set({ undoLineNo: undefined, selectedLineNo: undefined })
    enqueue(() => sendOrTell('restore-line', { lineNo }))
  }

  /** Restores the line removed last; Undo stays good after its six seconds, it is only no longer offered. */
  function undo(): void {
    const { undoLineNo } = store.getState()
    const last = basketNow()?.lines.findLast((line) => line.removed)
    restoreLine(undoLineNo ?? last?.lineNo)
  }

  function moveLine(by: 1 | -1): void {
    const numbers = basketNow()?.lines.map((line) => line.lineNo) ?? []
    const { selectedLineNo } = store.getState()
    const at = selectedLineNo === undefined ? (by === 1 ? -1 : numbers.length) : numbers.indexOf(selectedLineNo)
    set({ selectedLineNo: numbers[Math.min(numbers.length - 1, Math.max(0, at + by))] })
  }

  /** The basket, when it can be paid now; else says why not. */
  function payable(): BasketView | undefined {
    const { paying, counter } = store.getState()
    const basket = counter?.basket
    if (paying) return undefined
    const blockedBy = basket === undefined ? 'basket.empty' : basket.blockedBy
    if (blockedBy === undefined) return basket
    refused({ code: blockedBy })
    return undefined
  }

  /** Once: the keys are dead until the answer is here, and a repeated request id is one sale in the core anyway. */
  function complete(input: Input<'complete-sale'>): void {
    set({ paying: true })
    enqueue(async () => {
      const answer = await send('complete-sale', input)
      set({ paying: false })
      if (answer.ok) set({ entry: '', work: { kind: 'sell' } })
      else refused(answer.refusal, answer.refusal.code === 'tender.implausible' ? { ...input, confirmed: true } : undefined)
      releaseHeldScans()
    })
  }

  /** Cash: exact with nothing typed, else the amount typed is what was received. */
  function payCash(): void {
    const basket = payable()
    const { counter, entry } = store.getState()
    if (basket === undefined || counter === undefined) return
    const received = parseAmount(entry, counter.currency)
    if (entry !== '' && received === undefined) {
      set({ notice: { words: 'notice.notAnAmount' } })
      sounds.error()
      return
    }
    complete({ basketId: basket.id, revision: basket.revision, tenders: [received === undefined ? { type: 'cash' } : { type: 'cash', received }] })
  }

  /** The card panel: for the whole, or on the tender screen for what the typed cash leaves due. */
  function openCard(): void {
    const basket = payable()
    const { counter, entry, work } = store.getState()
    if (basket === undefined || counter === undefined || basket.total <= 0) return
    const received = work.kind === 'tender' ? (parseAmount(entry, counter.currency) ?? 0) : 0
    const part = received > 0 && received < basket.total
    const frozen = { kind: 'card', basketId: basket.id, revision: basket.revision, amount: part ? basket.total - received : basket.total } as const
    set({ work: part ? { ...frozen, cashReceived: received } : frozen, notice: undefined, entry: '' })
  }

  function cardApproved(): void {
    const { work, paying } = store.getState()
    if (work.kind !== 'card' || paying) return
    const cash = work.cashReceived === undefined ? [] : [{ type: 'cash', received: work.cashReceived } as const]
    complete({ basketId: work.basketId, revision: work.revision, tenders: [...cash, { type: 'card', amount: work.amount }] })
  }

  function leaveWork(): void {
    if (store.getState().paying) return
    set({ work: { kind: 'sell' }, entry: '' })
    releaseHeldScans()
  }

  function signOn(): void {
    const { operatorId, entry } = store.getState()
    if (operatorId === undefined || !/^\d{4,8}$/.test(entry)) return
    set({ entry: '' })
    enqueue(() => sendOrTell('sign-on', { operatorId, pin: entry }))
  }

  function type(text: string): void {
    const state = store.getState()
    const screen = screenOf(state)
    const entry = typeInto(state.entry, text, typingOn(screen))
    set({ entry })
    // The longest PIN there is needs no OK. A shorter one does: nobody here knows how long it is.
    if (screen === 'sign-on' && entry.length === longestPin && entry !== state.entry) signOn()
  }

  return {
    receive,
    scan,
    enter,
    tapTile,
    addWeighed,
    lineInHand,
    changeQuantity,
    removeLine,
    restoreLine,
    undo,
    moveLine,
    payCash,
    openCard,
    cardApproved,
    leaveWork,
    signOn,
    type,
    setEntry: (entry: string) => set({ entry: typeInto('', entry, typingOn(screenOf(store.getState()))) || (entry === '' ? '' : store.getState().entry) }),
    erase: () => set({ entry: store.getState().entry.slice(0, -1) }),
    clear: () => set({ entry: '' }),
    chooseOperator: (operatorId: string) => set({ operatorId, entry: '', notice: undefined }),
    choosePage: (pageId: string) => set({ pageId }),
    selectLine: (lineNo: number | undefined) => set({ selectedLineNo: lineNo }),
    openTender: () => {
      if (payable() !== undefined) set({ work: { kind: 'tender' }, entry: '', notice: undefined })
    },
    confirmPayment: () => {
      const { notice, paying } = store.getState()
      if (notice?.confirm !== undefined && !paying) complete(notice.confirm)
    },
    askCancel: () => {
      if (basketNow() !== undefined) set({ confirmingCancel: true })
    },
    keepBasket: () => set({ confirmingCancel: false }),
    cancelBasket: () => {
      set({ confirmingCancel: false })
      enqueue(async () => {
        const basket = basketNow()
        if (basket !== undefined) await sendOrTell('cancel-basket', { basketId: basket.id })
      })
    },
    nextCustomer: () => set({ seenSaleId: store.getState().counter?.lastSale?.id, entry: '', notice: undefined, work: { kind: 'sell' } }),
    lock: () => enqueue(() => sendOrTell('sign-off', {})),
    dismissNotice: () => set({ notice: undefined }),
  }
}
