import { type BasketView, type Input } from '../../contracts/ipc/index.ts'
import { type ActKit } from './act-kit.ts'
import { balanceOf } from './basket-rows.ts'
import { neighbour } from './discount-acts.ts'
import { type ScreenState } from './screen-state.ts'
import { voidReasons, type VoidReason } from './return-work.ts'

type Payout = NonNullable<NonNullable<BasketView['returned']>['payBack']>['payouts'][number]

/** What of the basket somebody says they paid back on the device: it stands still until they take that back, or complete it. */
export function saidByHand(basket: BasketView | undefined): readonly Payout[] {
  return basket?.returned?.payBack?.payouts.filter(({ byHand }) => byHand === true) ?? []
}

/** How the shop's money goes back as it is chosen: the payouts still open, and whether all of it may go in cash. */
export function payBackNow({ counter }: Pick<ScreenState, 'counter'>) {
  const returned = counter?.basket?.returned
  const usual = returned?.payBack
  // Once a card has its money, or somebody says so, it cannot be paid in cash as well.
  const canCash = usual !== undefined && usual.payouts.length > 0 && !usual.payouts.some(({ paid }) => paid) && returned?.payBackInCash !== undefined
  const inCash = canCash && returned.inCash === true
  const inCredit = returned?.inCredit === true
  const canCredit = usual !== undefined && (inCredit || balanceOf(counter?.basket) === 'owes') && !usual.payouts.some(({ paid }) => paid)
  const plan = inCash ? returned.payBackInCash : usual
  const open: readonly Payout[] = plan?.payouts.filter(({ paid }) => !paid) ?? []
  return { plan, usual, canCash, inCash, canCredit, inCredit, open }
}

/**
 * What the keys for cash and card say where the shop owes. Of several ways one key pays none by itself: it leads to the view
 * where they stand, and says so.
 */
export function payBackKeys({ counter }: Pick<ScreenState, 'counter'>): { readonly cash: string; readonly card: string; readonly canCard: boolean } {
  const { plan, open } = payBackNow({ counter })
  const [first] = open
  const payouts = plan?.payouts ?? []
  const alone = isOneWay(plan) && first?.canAsk === true
  return {
    cash: open.length > 0 ? 'payBack.key' : plan?.cash === 0 ? 'payBack.completeShort' : 'payBack.cash',
    card: alone ? `payBack.${first.type}` : payouts.length > 0 ? 'payBack.key' : 'payBack.noCard',
    canCard: payouts.length > 0,
  }
}

function isOneWay(plan: ReturnType<typeof payBackNow>['plan']): boolean {
  return plan?.payouts.length === 1 && plan.cash === 0
}

/** Paying back what is left of a return, and taking a whole sale back. */
export function createPayBackActs(kit: ActKit, complete: (input: Input<'complete-sale'>) => void) {
  const { store, set, enqueue, object, refused, send, sendOrTell, go } = kit

  function openPayBack(): void {
    const { work } = store.getState()
    if (work.kind !== 'payBack') go({ kind: 'payBack' })
  }

  /** Done, or the view of what has to be paid back on a device first. */
  function settle(): void {
    const state = store.getState()
    const basket = state.counter?.basket
    if (state.paying || basket === undefined) return
    const { open } = payBackNow(state)
    if (open.length > 0) {
      const [first] = open
      if (state.work.kind !== 'payBack') openPayBack()
      else if (first !== undefined) refused({ code: 'return.notPaidBack', params: { of: first.of, due: first.amount } })
      return
    }
    complete({ basketId: basket.id, revision: basket.revision, tenders: [] })
  }

  function ask(of: number): void {
    openPayBack()
    change('begin-refund', { of })
  }

  /** An act on how the money goes back. Once: the keys are dead until it is on disk. */
  function change<N extends 'begin-refund' | 'say-paid-back' | 'choose-pay-back'>(name: N, what: Omit<Input<N>, 'basketId' | 'revision' | 'approvals'>): void {
    const state = store.getState()
    const basket = state.counter?.basket
    if (state.paying || basket === undefined) return
    set({ paying: true, notice: undefined })
    enqueue(async () => {
      const answer = await send(name, { basketId: basket.id, revision: basket.revision, ...what } as Input<N>)
      set({ paying: false })
      if (!answer.ok) refused(answer.refusal)
    })
  }

  /** The next tender that terminal or wallet can be asked to pay back. */
  function nextToAsk(): Payout | undefined {
    return payBackNow(store.getState()).open.find(({ canAsk }) => canAsk)
  }

  /** A word for money that went out: who has to approve it does so before it counts, and taken back it is asked for once more. */
  function sayByHand(of: number): void {
    const { counter, work, paying } = store.getState()
    if (work.kind !== 'payBack' || paying) return
    const said = saidByHand(counter?.basket).some((payout) => payout.of === of)
    if (said && work.unsaying !== of) {
      set({ work: { kind: 'payBack', unsaying: of }, notice: undefined })
      return
    }
    set({ work: { kind: 'payBack' } })
    change('say-paid-back', { of, paid: !said })
  }

  /** Said where the basket would be dropped or paid otherwise, although money of it is gone. */
  function refusePaidBack(): void {
    refused({ code: 'return.paidBack', params: { due: saidByHand(store.getState().counter?.basket).reduce((sum, { amount }) => sum + amount, 0) } })
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
      // It said "Refund card" of a sale paid in cash, and led to the cash that is given back.
      if (payBackNow(store.getState()).plan?.payouts.length === 0) object({ words: 'payBack.nothingToCard' })
      else if (next === undefined || !isOneWay(payBackNow(store.getState()).plan)) openPayBack()
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
      const { counter, work } = store.getState()
      const asked = work.kind === 'payBack' ? work.unsaying : undefined
      const of = asked ?? payBackNow({ counter }).open[0]?.of ?? saidByHand(counter?.basket).at(-1)?.of
      if (of !== undefined) sayByHand(of)
    },
    toggleInCash: () => {
      const state = store.getState()
      const { canCash, inCash } = payBackNow(state)
      if (state.work.kind !== 'payBack') return
      if (canCash) change('choose-pay-back', { inCash: !inCash })
      else if (saidByHand(state.counter?.basket).length > 0) refusePaidBack()
    },
    /** Store credit for all of it, from wherever it stands: the view shows what that is before anything is completed. */
    toggleInCredit: () => {
      const state = store.getState()
      const { canCredit, inCredit } = payBackNow(state)
      if (state.work.kind !== 'payBack') openPayBack()
      if (canCredit) change('choose-pay-back', inCredit ? { inCash: false } : { inCash: false, inCredit: true })
      else if (saidByHand(state.counter?.basket).length > 0) refusePaidBack()
    },
    keepWord: (): boolean => {
      const { work } = store.getState()
      if (work.kind !== 'payBack' || work.unsaying === undefined) return false
      set({ work: { kind: 'payBack' } })
      return true
    },
    refusePaidBack,
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
