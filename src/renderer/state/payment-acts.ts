import { providerOf, type BasketView, type Input, type PaymentProgressView } from '../../contracts/ipc/index.ts'
import { type ActKit } from './act-kit.ts'
import { blockedRefusal } from './blocked.ts'
import { isPartPaid } from './basket-rows.ts'
import { lastPayment, paymentStage, type ScreenState, type Work } from './screen-state.ts'

type Begun = Pick<Input<'begin-payment'>, 'amount' | 'cashReceived' | 'code'>
export type PaymentActs = ReturnType<typeof createPaymentActs>

const has = ({ devices }: Pick<ScreenState, 'devices'>, wanted: string): boolean => devices.some(({ kind }) => kind === wanted)

export function hasTerminal(state: Pick<ScreenState, 'devices'>): boolean {
  return has(state, 'paymentTerminal')
}

export function hasWallet(state: Pick<ScreenState, 'devices'>): boolean {
  return has(state, 'wallet')
}

/** Payments that a machine or a provider answers for. What is shown of one is what the core says of it, never what was hoped. */
export function createPaymentActs(kit: ActKit) {
  const { api, store, set, enqueue, object, refused, send, sounds } = kit

  /** Once: the keys are dead until it is on disk, and a request sent twice asks once. */
  function begin(basket: BasketView, method: 'card' | 'wallet', more: Begun): void {
    if (store.getState().paying) return
    set({ paying: true, notice: undefined })
    enqueue(async () => {
      const answer = await send('begin-payment', { basketId: basket.id, revision: basket.revision, method, ...more })
      set({ paying: false })
      if (answer.ok) set({ work: { kind: 'payment', method }, entry: '' })
      else refused(answer.refusal)
    })
  }

  function order(name: 'recover-payment' | 'abort-payment' | 'reverse-payment', paymentId: string): void {
    enqueue(async () => {
      const answer = await send(name, { paymentId })
      if (!answer.ok) refused(answer.refusal)
    })
  }

  function leave(): void {
    const { counter } = store.getState()
    const last = lastPayment(counter)
    const work: Work = last?.kind === 'refund' && counter?.basket !== undefined ? { kind: 'payBack' } : { kind: isPartPaid(counter?.basket) ? 'tender' : 'sell' }
    set({ seenPaymentId: last?.id, work, entry: '', notice: undefined })
  }

  /** A payer's code, on a view where the basket can be paid. True when it was one, and is dealt with. */
  function takePayerCode(code: string): boolean {
    if (providerOf(code) === undefined || !hasWallet(store.getState())) return false
    const state = store.getState()
    const basket = state.counter?.basket
    const stage = paymentStage(state)
    // One payment at a time; and whatever it is, it is no goods.
    if (stage === 'pending' || stage === 'unknown' || state.paying) sounds.attention()
    else if (basket === undefined) object({ words: 'refusal.basket.empty', code: 'basket.empty' })
    else if (basket.blockedBy !== undefined) refused(blockedRefusal(basket) ?? { code: basket.blockedBy })
    else begin(basket, 'wallet', { code })
    return true
  }

  function resolve(seen: Input<'resolve-payment'>['seen']): void {
    const { work, counter } = store.getState()
    const last = lastPayment(counter)
    if (work.kind !== 'payment' || work.resolving === undefined || last?.state !== 'unknown') return
    const outcome = work.resolving
    enqueue(async () => {
      const answer = await send('resolve-payment', { paymentId: last.id, outcome, seen })
      if (answer.ok) return
      set({ work: { kind: 'payment', method: last.method } })
      refused(answer.refusal)
    })
  }

  return {
    hasTerminal: () => hasTerminal(store.getState()),
    takePayerCode,
    beginCard: (basket: BasketView, more: Begun) => begin(basket, 'card', more),
    /** Both ways stand open then: scan theirs, or show ours. */
    openWallet: () => {
      const { counter, paying } = store.getState()
      const basket = counter?.basket
      if (paying || !hasWallet(store.getState())) return
      if (basket === undefined || basket.blockedBy !== undefined) refused((basket && blockedRefusal(basket)) ?? { code: 'basket.empty' })
      else set({ work: { kind: 'payment', method: 'wallet' }, seenPaymentId: lastPayment(counter)?.id, entry: '', notice: undefined })
    },
    /** Enter on the payment view: what the screen offers as the next step. */
    paymentNext: () => {
      const state = store.getState()
      const { counter, work } = state
      const last = lastPayment(counter)
      const stage = paymentStage(state)
      if (stage === 'unknown' && last !== undefined) order('recover-payment', last.id)
      else if (stage === 'ended') leave()
      else if (stage === undefined && work.kind === 'payment' && work.method === 'wallet' && counter?.basket !== undefined) begin(counter.basket, 'wallet', {})
    },
    /** Esc: lets go of what can be let go of. What nobody knows the end of cannot be walked away from. */
    leavePayment: () => {
      const state = store.getState()
      const last = lastPayment(state.counter)
      const stage = paymentStage(state)
      if (state.paying) return
      if (state.work.kind === 'payment' && state.work.resolving !== undefined) set({ work: { kind: 'payment', method: state.work.method } })
      else if (stage === 'pending' && last !== undefined) order('abort-payment', last.id)
      else if (stage === 'unknown' && last !== undefined) refused({ code: 'payment.unknown', params: { due: last.amount } })
      else leave()
    },
    sayOutcome: (resolving: 'approved' | 'declined') => {
      const last = lastPayment(store.getState().counter)
      if (last?.state === 'unknown') set({ work: { kind: 'payment', method: last.method, resolving }, notice: undefined })
    },
    resolvePayment: resolve,
    takePaymentBack: (paymentId: string | undefined) => {
      if (paymentId !== undefined) order('reverse-payment', paymentId)
    },
    showProgress: (paymentProgress: PaymentProgressView) => set({ paymentProgress: paymentProgress.paymentId === undefined ? undefined : paymentProgress }),
    /** A page opened in the middle of a payment. */
    askProgress: () =>
      enqueue(async () => {
        const answer = await api.call('payment-progress', {})
        if (answer.ok) set({ paymentProgress: answer.value.paymentId === undefined ? undefined : answer.value })
      }),
  }
}

/** The approved payment that would be taken back first: the one taken last. */
export function takenLast(basket: BasketView | undefined): string | undefined {
  return basket?.payments?.findLast(({ kind, state }) => kind === 'sale' && state === 'approved')?.id
}
