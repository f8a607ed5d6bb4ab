import { type BasketView, type Input } from '../../contracts/ipc/index.ts'
import { parseAmount } from '../../domain/money/index.ts'
import { type ActKit } from './act-kit.ts'
import { blockedRefusal } from './blocked.ts'
import { dueInCash, leftToPay, restForCard } from './cash.ts'
import { type PaymentActs } from './payment-acts.ts'
import { type TenderActs } from './tender-acts.ts'

/** What the same keys do where the shop owes, or nobody does. */
interface PayingBack {
  readonly isPayingBack: () => boolean
  readonly settleReturn: () => void
  readonly askNextRefund: () => void
  readonly openPayBack: () => void
}

/** Paying the basket on the screen. The keys never move: where money goes back they pay it back. */
export function createPayActs(kit: ActKit, complete: (input: Input<'complete-sale'>) => void, payments: PaymentActs & TenderActs, back: PayingBack) {
  const { store, set, object, refused } = kit

  /** The basket, when it can be paid now; else says why not. */
  function payable(): BasketView | undefined {
    const { paying, counter } = store.getState()
    const basket = counter?.basket
    if (paying) return undefined
    const blocked = basket === undefined ? { code: 'basket.empty' as const } : blockedRefusal(basket)
    const problem = basket?.returned?.problem
    if (blocked === undefined && problem === undefined) return basket
    if (blocked === undefined) object({ words: `refusal.${problem ?? ''}`, ...(basket?.returned?.cardSpent === undefined ? {} : { params: basket.returned.cardSpent }) })
    else refused(blocked)
    return undefined
  }

  /** Beside the goods of a return what is typed is how many, and no money. */
  function typedMoney(): string {
    const { work, entry } = store.getState()
    return work.kind === 'returnSale' ? '' : entry
  }

  /** Cash: exact with nothing typed, else the amount typed is what was received: all of it, or a part that is kept. */
  function payCash(): void {
    const basket = payable()
    const { counter } = store.getState()
    if (basket === undefined || counter === undefined) return
    if (back.isPayingBack()) {
      back.settleReturn()
      return
    }
    const entry = typedMoney()
    const received = parseAmount(entry, counter.currency)
    if (entry !== '' && received === undefined) {
      object({ words: 'notice.notAnAmount' })
      return
    }
    if (received !== undefined && received > 0 && received < dueInCash(leftToPay(basket))) payments.takeTender(basket, { type: 'cash', received })
    else complete({ basketId: basket.id, revision: basket.revision, tenders: [received === undefined ? { type: 'cash' } : { type: 'cash', received }] })
  }

  /** The card panel: for the whole, or on the tender screen for what the typed cash leaves due. */
  function openCard(): void {
    const basket = payable()
    const { counter, entry, work } = store.getState()
    if (basket === undefined || counter === undefined) return
    if (back.isPayingBack()) {
      back.askNextRefund()
      return
    }
    if (basket.total <= 0) return
    const received = work.kind === 'tender' ? (parseAmount(entry, counter.currency) ?? 0) : 0
    const left = leftToPay(basket)
    const rest = restForCard(left, received)
    if (payments.hasTerminal()) {
      payments.beginCard(basket, rest === undefined ? {} : { cashReceived: received })
      return
    }
    const frozen = { kind: 'card', basketId: basket.id, revision: basket.revision, amount: rest ?? left.total } as const
    set({ work: rest === undefined ? frozen : { ...frozen, cashReceived: received }, notice: undefined, entry: '' })
  }

  function cardApproved(): void {
    const { work, paying } = store.getState()
    if (work.kind !== 'card' || paying) return
    const cash = work.cashReceived === undefined ? [] : [{ type: 'cash', received: work.cashReceived } as const]
    const basket = store.getState().counter?.basket
    // Less than is left: a part, as it was asked for. The rest comes however it comes.
    if (basket?.id === work.basketId && work.cashReceived === undefined && work.amount < leftToPay(basket).total) payments.takeTender({ ...basket, revision: work.revision }, { type: 'card', amount: work.amount })
    else complete({ basketId: work.basketId, revision: work.revision, tenders: [...cash, { type: 'card', amount: work.amount }] })
  }

  /** A part of it by card, and the rest however it comes: for two cards, or a card and a few coins. */
  function cardPart(): void {
    const basket = payable()
    const { counter, entry } = store.getState()
    const amount = counter === undefined ? undefined : parseAmount(entry, counter.currency)
    if (basket === undefined) return
    if (amount === undefined || amount <= 0) object({ words: 'notice.notAnAmount' })
    else if (amount > leftToPay(basket).total) refused({ code: 'tender.over', params: { due: leftToPay(basket).total } })
    else if (!payments.hasTerminal()) set({ work: { kind: 'card', basketId: basket.id, revision: basket.revision, amount }, notice: undefined, entry: '' })
    else payments.beginCard(basket, { amount })
  }

  /** The terminal of the till does not answer: one beside it, by word of the cashier. */
  function cardByHand(): void {
    const basket = payable()
    if (basket === undefined) return
    const { total } = leftToPay(basket)
    set({ work: { kind: 'card', basketId: basket.id, revision: basket.revision, amount: total }, notice: undefined, entry: '', seenPaymentId: basket.payments?.at(-1)?.id })
  }

  return {
    payCash,
    cardPart,
    cardByHand,
    openCard,
    cardApproved,
    openTender: () => {
      if (payable() === undefined) return
      if (back.isPayingBack()) back.openPayBack()
      else set({ work: { kind: 'tender' }, entry: '', notice: undefined })
    },
    confirmPayment: () => {
      const { notice, paying } = store.getState()
      if (notice?.confirm !== undefined && !paying) complete(notice.confirm)
    },
  }
}
