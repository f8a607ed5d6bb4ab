import { type BasketView, type Input } from '../../contracts/ipc/index.ts'
import { type ActKit } from './act-kit.ts'
import { balanceOf } from './basket-rows.ts'
import { neighbour } from './discount-acts.ts'
import { type ScreenState } from './screen-state.ts'
import { voidReasons, type VoidReason } from './return-work.ts'

type Payout = NonNullable<NonNullable<BasketView['returned']>['payBack']>['payouts'][number]

/** What somebody says of this basket that they paid back on the device. */
export function saidByHand({ counter, paidByHand }: Pick<ScreenState, 'counter' | 'paidByHand'>) {
  return paidByHand !== undefined && paidByHand.basketId === counter?.basket?.id ? paidByHand.payouts : []
}

/** How the shop's money goes back as the view stands: the payouts still open, and whether all of it may go in cash. */
export function payBackNow({ counter, work, paidByHand }: Pick<ScreenState, 'counter' | 'work' | 'paidByHand'>) {
  const returned = counter?.basket?.returned
  const inCash = work.kind === 'payBack' && work.inCash
  const usual = returned?.payBack
  const byHand = saidByHand({ counter, paidByHand }).filter(({ of, amount }) => usual?.payouts.some((payout) => payout.of === of && payout.amount === amount)).map(({ of }) => of)
  const anyPaid = usual?.payouts.some(({ paid }) => paid) === true
  // Once a card has its money, or somebody says so, it cannot be paid in cash as well.
  const canCash = usual !== undefined && usual.payouts.length > 0 && !anyPaid && returned?.payBackInCash !== undefined
  const plan = inCash && canCash ? returned.payBackInCash : usual
  const open: readonly Payout[] = plan?.payouts.filter(({ of, paid }) => !paid && !byHand.includes(of)) ?? []
  return { plan, usual, canCash, inCash: inCash && canCash, byHand, open }
}

/** Paying back what is left of a return, and taking a whole sale back. */
export function createPayBackActs(kit: ActKit, complete: (input: Input<'complete-sale'>, mayPay?: () => void) => void) {
  const { store, set, enqueue, object, refused, send, sendOrTell, go } = kit

  function openPayBack(): void {
    const { work } = store.getState()
    if (work.kind !== 'payBack') go({ kind: 'payBack', inCash: false })
  }

  /** Done, or the view of what has to be paid back on a device first. */
  function settle(): void {
    const state = store.getState()
    const basket = state.counter?.basket
    if (state.paying || basket === undefined) return
    const { open, inCash, byHand } = payBackNow(state)
    if (open.length > 0) {
      const [first] = open
      if (state.work.kind !== 'payBack') openPayBack()
      else if (first !== undefined) refused({ code: 'return.notPaidBack', params: { of: first.of, due: first.amount } })
      return
    }
    complete({ basketId: basket.id, revision: basket.revision, tenders: [], ...(inCash ? { cashInstead: true } : {}), ...(byHand.length === 0 || inCash ? {} : { paidBack: [...byHand] }) })
  }

  /** Once: the keys are dead until it is on disk. */
  function ask(of: number): void {
    const state = store.getState()
    const basket = state.counter?.basket
    if (state.paying || basket === undefined) return
    openPayBack()
    set({ paying: true, notice: undefined })
    enqueue(async () => {
      const answer = await send('begin-refund', { basketId: basket.id, revision: basket.revision, of })
      set({ paying: false })
      if (!answer.ok) refused(answer.refusal)
    })
  }

  /** The next tender that terminal or wallet can be asked to pay back. */
  function nextToAsk(): Payout | undefined {
    return payBackNow(store.getState()).open.find(({ canAsk }) => canAsk)
  }

  function note(basketId: string, of: number, amount: number | undefined): void {
    const others = saidByHand(store.getState()).filter((one) => one.of !== of)
    set({ paidByHand: { basketId, payouts: amount === undefined ? others : [...others, { of, amount }] }, notice: undefined })
  }

  /**
   * Takes the word back, or takes it: who has to approve does so first, for afterwards the money is gone. Main is asked to
   * complete without it, and refuses with "pay it back first" only when nothing else is in the way.
   */
  function sayByHand(of: number): void {
    const state = store.getState()
    const basket = state.counter?.basket
    const { usual, byHand } = payBackNow(state)
    if (state.work.kind !== 'payBack' || state.paying || basket === undefined) return
    const amount = usual?.payouts.find((payout) => payout.of === of)?.amount
    if (byHand.includes(of)) note(basket.id, of, undefined)
    else if (amount !== undefined) complete({ basketId: basket.id, revision: basket.revision, tenders: [], ...(byHand.length === 0 ? {} : { paidBack: byHand }) }, () => note(basket.id, of, amount))
  }

  function voidWith(reason: VoidReason | undefined): void {
    const { work, paying } = store.getState()
    // The second Enter of a double press: the void it would make again stands open already.
    if (work.kind !== 'voidSale' || paying) return
    if (reason === undefined) {
      object({ words: 'voidSale.reasonFirst' })
      return
    }
    set({ paying: true })
    enqueue(async () => {
      const done = await sendOrTell('void-sale', { saleId: work.sale.saleId, reason })
      set({ paying: false })
      if (done) openPayBack()
    })
  }

  return {
    openPayBack,
    settleReturn: settle,
    /** Whether the shop owes, or nobody does: then the keys for paying mean this. */
    isPayingBack: (): boolean => ['owes', 'even'].includes(balanceOf(store.getState().counter?.basket)),
    askForRefund: ask,
    askNextRefund: () => {
      const next = nextToAsk()
      if (next === undefined) openPayBack()
      else ask(next.of)
    },
    /** Enter on the view: ask for what can be asked for, else complete. */
    payBackNext: () => {
      const next = nextToAsk()
      if (next === undefined) settle()
      else ask(next.of)
    },
    sayPaidByHand: sayByHand,
    /** The first that is open, or takes the last word back. */
    sayNextByHand: () => {
      const { open, byHand } = payBackNow(store.getState())
      const of = open[0]?.of ?? byHand.at(-1)
      if (of !== undefined) sayByHand(of)
    },
    toggleInCash: () => {
      const state = store.getState()
      const { work, paying } = state
      if (work.kind === 'payBack' && !paying && payBackNow(state).canCash) set({ work: { ...work, inCash: !work.inCash }, paidByHand: undefined, notice: undefined })
    },
    chooseVoidReason: (reason: VoidReason) => {
      const { work } = store.getState()
      if (work.kind === 'voidSale') set({ work: { ...work, reason }, notice: undefined })
    },
    moveVoidReason: (by: 1 | -1) => {
      const { work } = store.getState()
      if (work.kind !== 'voidSale') return
      const reason = neighbour<VoidReason>(voidReasons, work.reason, by)
      if (reason !== undefined) set({ work: { ...work, reason }, notice: undefined })
    },
    confirmVoid: () => {
      const { work } = store.getState()
      if (work.kind === 'voidSale') voidWith(work.reason)
    },
  }
}
