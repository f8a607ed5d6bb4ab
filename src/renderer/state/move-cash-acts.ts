import { bagLength, baggedKinds, cashNoteLength, payInReasons, payOutReasons, type CashMovementKind, type Count, type EffectView, type Input, type PayInReason, type PayOutReason } from '../../contracts/ipc/index.ts'
import { decimalText, minor, parseAmount, type CurrencyCode } from '../../domain/money/index.ts'
import { type ActKit } from './act-kit.ts'
import { type Cash } from './cash-acts.ts'
import { type CashMoveWork } from './cash-work.ts'
import { neighbour } from './discount-acts.ts'
import { createOnce } from './once.ts'

/** How often slip and drawer are asked after while they are on their way, and how many times at most. */
const askAgain = 400
const mostAsked = 50

function onTheirWay(effects: readonly EffectView[]): boolean {
  return effects.some(({ state }) => state === 'waiting' || state === 'working')
}

export function reasonsFor(move: CashMovementKind): readonly (PayInReason | PayOutReason)[] {
  return move === 'payIn' ? payInReasons : move === 'payOut' ? payOutReasons : []
}

/** In characters, as the core takes them. */
export function longestText(what: 'bag' | 'note'): number {
  return what === 'bag' ? bagLength : cashNoteLength
}

/** Cash without a sale: how much, why, in which bag; then once into the journal, a slip and the drawer. */
export function createMoveCashActs(kit: ActKit, cash: Cash) {
  const { api, store, sounds, later, set, enqueue, object, refused, go } = kit
  const once = createOnce(api)

  function watch(input: Input<'move-cash'>, request: string, effects: readonly EffectView[], asked: number): void {
    if (!onTheirWay(effects) || asked >= mostAsked) return
    later(askAgain, () => {
      void api.call('move-cash', input, request).then((answer) => {
        // Somebody signed off meanwhile; what became of the slip is told by its printer.
        if (!answer.ok) return
        const { work } = store.getState()
        if (work.kind === 'cashMove' && work.done?.movement.id === answer.value.movement.id) set({ work: { ...work, done: { ...work.done, effects: answer.value.effects } } })
        watch(input, request, answer.value.effects, asked + 1)
      })
    })
  }

  async function book(work: CashMoveWork, amount: number): Promise<void> {
    const { move, reason, note, bag, counts } = work
    const input = { kind: move, amount, ...(reason === undefined ? {} : { reason }), ...(note === undefined ? {} : { note }), ...(bag === undefined ? {} : { bag }), ...(counts === undefined ? {} : { counts: [...counts] }) }
    const { answer, request } = await once('move-cash', input)
    const now = store.getState().work
    if (!answer.ok) {
      // The bag is asked for again: it may be what was refused.
      const { bag: _said, ...rest } = work
      if (now.kind === 'cashMove') set({ work: { ...rest, asking: false } })
      refused(answer.refusal)
      return
    }
    const { movement, effects, shift } = answer.value
    set({ shift, notice: undefined })
    if (now.kind === 'cashMove') set({ work: { ...work, asking: false, done: { movement, effects } }, entry: '' })
    sounds.ok()
    watch(input, request, effects, 0)
  }

  function currencyNow(): CurrencyCode | undefined {
    return store.getState().counter?.currency
  }

  /** What is still missing is asked for, one thing at a time; then it is booked. */
  function proceed(work: CashMoveWork): void {
    const currency = currencyNow()
    const amount = currency === undefined ? undefined : parseAmount(work.typed, currency)
    if (amount === undefined || amount === 0) {
      object({ words: 'cashMove.amountFirst' })
      return
    }
    if (reasonsFor(work.move).length > 0 && work.reason === undefined) {
      refused({ code: 'cash.reasonMissing' })
      return
    }
    if (work.reason === 'other' && work.note === undefined) {
      ask(work, 'note')
      return
    }
    if (baggedKinds.includes(work.move) && work.bag === undefined) {
      ask(work, 'bag')
      return
    }
    go({ ...work, asking: true }, work.typed)
    enqueue(() => book(work, amount))
  }

  function ask(of: CashMoveWork, what: 'bag' | 'note'): void {
    go({ kind: 'cashText', what, of }, of[what] ?? '')
  }

  function inHand(): CashMoveWork | undefined {
    const { work, entry } = store.getState()
    if (work.kind !== 'cashMove' || work.asking || work.done !== undefined) return undefined
    // Another amount than the one that was counted: the notes and coins are of the counted one.
    if (work.typed === entry) return work
    const { counts: _of, ...rest } = work
    return { ...rest, typed: entry }
  }

  function chooseReason(reason: PayInReason | PayOutReason | undefined): void {
    const work = inHand()
    if (work === undefined || reason === undefined) return
    set({ work: { ...work, reason }, notice: undefined })
  }

  /** A bag scanned before it is asked for. The same one read twice is booked once, and is no goods either. */
  function takesBag(shown: CashMoveWork, barcode: string): boolean {
    const work = inHand()
    const bag = barcode.trim()
    if (work === undefined) return shown.bag === bag
    if (!baggedKinds.includes(work.move)) return false
    if (bag.length > bagLength) {
      object({ words: 'cashText.tooLong' })
      return true
    }
    const bagged = { ...work, bag }
    set({ work: bagged })
    proceed(bagged)
    return true
  }

  return {
    proceed,
    takesBag,
    acts: {
      openCashMove: (move: CashMovementKind) => {
        if (!cash.impossible(move)) go({ kind: 'cashMove', move, typed: '', asking: false })
      },
      chooseCashReason: chooseReason,
      moveCashReason: (by: 1 | -1) => {
        const work = inHand()
        if (work !== undefined) chooseReason(neighbour(reasonsFor(work.move), work.reason, by))
      },
      confirmMove: () => {
        const work = inHand()
        if (work !== undefined) proceed(work)
      },
      askMoveNote: () => {
        const work = inHand()
        if (work !== undefined) ask(work, 'note')
      },
    },
    /** Its notes and coins were counted: their sum is the amount. */
    withCounts: (work: CashMoveWork, counts: readonly Count[], total: number) => {
      const currency = currencyNow()
      if (currency === undefined) return
      const typed = decimalText(minor(total), currency)
      go({ ...work, typed, counts, asking: false }, typed)
    },
    inHand,
  }
}
export type MoveCash = ReturnType<typeof createMoveCashActs>
