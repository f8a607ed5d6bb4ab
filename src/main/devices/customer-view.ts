import { sumOfWays, type BasketView, type CounterView, type CustomerLine, type CustomerView, type ItemLineView, type LiabilityLineView, type PaymentProgressView, type ReturnedView, type ReturnLineView, type SaleView } from '../../contracts/ipc/index.ts'
import { shortName } from '../../domain/customer/index.ts'

/** What of the store a customer is told. */
export interface CustomerStore {
  readonly storeName: string
  readonly language: string
}

/** Lines a window has room for. */
export const linesInSight = 8

export const nothingYet = { lines: [], before: 0, behind: 0, itemCount: 0, discount: 0, tax: 0, total: 0 } as const

export function idleView({ currency }: Pick<CounterView, 'currency'>, { storeName, language }: CustomerStore): CustomerView {
  return { storeName, language, currency, phase: 'idle', ...nothingYet, lines: [] }
}

/** Undefined: there is nothing in it that a customer would pay for, or be paid for. */
export function basketView({ currency }: Pick<CounterView, 'currency'>, basket: BasketView, { storeName, language }: CustomerStore): CustomerView | undefined {
  // A barcode that nobody knows, and what was taken away again, is between the cashier and the till.
  const items = basket.lines.filter((line): line is ItemLineView => line.kind === 'item' && !line.removed)
  const owed = basket.lines.filter((line): line is LiabilityLineView => line.kind === 'liability' && !line.removed)
  const returned = comingBack(basket)
  const goingOut = returned?.inCash === true ? (returned.payBackInCash ?? returned.payBack) : returned?.payBack
  const all = [...items.map(customerLine), ...owed.map(owedLine), ...(returned?.lines.filter(({ removed }) => !removed).map(returnedLine) ?? [])].toSorted((a, b) => a.lineNo - b.lineNo)
  if (all.length === 0) return undefined
  const last = all.find(({ lineNo }) => lineNo === basket.lastLineNo)
  const from = sightFrom(all, last)
  const lines = all.slice(from, from + linesInSight)
  return {
    storeName,
    language,
    currency,
    ...(basket.customer && { customer: shortName(basket.customer.name) }),
    phase: 'basket',
    lines,
    before: from,
    behind: all.length - from - lines.length,
    ...(last && { lastLineNo: last.lineNo }),
    itemCount: basket.itemCount,
    discount: basket.discount,
    tax: basket.tax - (returned?.tax ?? 0),
    total: returned?.net ?? basket.total,
    ...(returned && { returned: { kind: returned.kind, itemCount: returned.itemCount, total: returned.total } }),
    ...(goingOut && { payBack: waysOf([...goingOut.payouts, ...(goingOut.stored ?? []), { type: 'cash', amount: goingOut.cash }, { type: 'account', amount: goingOut.account ?? 0 }]) }),
    ...takenSoFar(basket),
    ...(basket.cashDue !== undefined && { cashDue: basket.cashDue }),
  }
}

/** What comes back, as far as its figures stand: returned elsewhere meanwhile they do not, and a customer is promised nothing. */
function comingBack({ returned }: BasketView): ReturnedView | undefined {
  return returned === undefined || returned.problem !== undefined || returned.lines.every(({ removed }) => removed) ? undefined : returned
}

/** The type of a tender beside its sum; an exchange is no money. */
function waysOf(tenders: readonly { readonly type: SaleView['tenders'][number]['type']; readonly amount: number }[]): NonNullable<CustomerView['payBack']> {
  const sum = (wanted: string): number => tenders.reduce((total, { type, amount }) => (type === wanted ? total + amount : total), 0)
  const others = { account: sum('account'), stored: sum('giftCard') + sum('storeCredit'), voucher: sum('voucher'), foreign: sum('foreignCash'), deposit: sum('deposit') }
  return { cash: sum('cash'), card: sum('card'), wallet: sum('wallet'), ...Object.fromEntries(Object.entries(others).filter(([, amount]) => amount !== 0)) }
}

/** Who pays in parts is told what was taken, and what is still to pay: asked for the whole again, they would argue. */
function takenSoFar({ tenders = [], payments = [], due }: BasketView): Pick<CustomerView, 'taken' | 'due'> {
  const approved = payments.flatMap(({ kind, state, method, amount }) => (kind === 'sale' && state === 'approved' ? [{ type: method, amount }] : []))
  const all = [...tenders, ...approved]
  return all.length === 0 || due === undefined ? {} : { taken: waysOf(all), due }
}

/**
 * The code a payer scans from our screen, for as long as that payment waits for it. Both have to say so: a code that stays
 * behind after its payment ended is paid a second time by whoever stands there next.
 */
export function codeToPay({ payments = [] }: Pick<BasketView, 'payments'>, { paymentId, phase, qr }: PaymentProgressView): Pick<CustomerView, 'codeToPay'> {
  const payment = payments.find(({ id, kind, state }) => id === paymentId && kind === 'sale' && state === 'pending')
  return payment === undefined || phase !== 'showCode' || qr === undefined || qr === '' ? {} : { codeToPay: { qr, amount: payment.amount } }
}

/** The newest at the end; one further up that was touched again is brought into sight. */
function sightFrom(all: readonly CustomerLine[], last: CustomerLine | undefined): number {
  const end = Math.max(0, all.length - linesInSight)
  return last === undefined ? end : Math.min(end, all.indexOf(last))
}

// Picked field by field: what the counter learns to show its cashier one day must not reach a customer by itself.
function customerLine({ lineNo, names, quantity, unit, discount, total }: ItemLineView): CustomerLine {
  return { lineNo, names, quantity, unit, discount, total }
}

/** One thing at what is paid for it; its number is the cashier's business. */
function owedLine({ lineNo, names, amount }: LiabilityLineView): CustomerLine {
  return { lineNo, names, quantity: 1000, unit: 'each', discount: 0, total: amount }
}

/** Why it comes back, and where it goes, is the shop's. Its discount was seen when it was bought: here it would read like one more. */
function returnedLine({ lineNo, names, quantity, unit, total }: ReturnLineView): CustomerLine {
  return { lineNo, names, quantity, unit, discount: 0, total: 0 - total, returned: true }
}

/** What was handed over: of foreign cash not its own figure, which is in another currency, but what it is worth here. */
function givenFor({ type, amount, received, change = 0 }: SaleView['tenders'][number]): Pick<SaleView['tenders'][number], 'type' | 'amount'> {
  return { type, amount: type === 'foreignCash' ? amount + change : (received ?? amount) }
}

/** What was completed of one basket: a sale, what came back, or of an exchange both. */
export interface Completed {
  readonly sale?: SaleView | undefined
  readonly refund?: SaleView | undefined
}

/** `shown`: its basket as the customer saw it last; without it (a till that was just started) there are the sums alone. */
export function finishedView({ currency }: Pick<CounterView, 'currency'>, { sale, refund }: Completed, shown: CustomerView | undefined, { storeName, language }: CustomerStore): CustomerView {
  const { lines, before, behind, itemCount, discount, tax } = shown ?? nothingYet
  const back = waysOf(refund?.tenders ?? [])
  return {
    storeName,
    language,
    currency,
    phase: 'finished',
    lines: [...lines],
    before,
    behind,
    itemCount,
    discount,
    tax,
    total: (sale?.total ?? 0) - (refund?.total ?? 0),
    ...(refund && { returned: { kind: refund.kind === 'void' ? 'void' : 'return', itemCount: shown?.returned?.itemCount ?? 0, total: refund.total } }),
    ...(sumOfWays(back) > 0 && { payBack: back }),
    ...(sale?.payable !== undefined && { cashDue: sale.payable }),
    ...(sale && { paid: { ...waysOf(sale.tenders.map(givenFor)), change: sale.change } }),
  }
}
