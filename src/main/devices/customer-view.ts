import { type BasketView, type CounterView, type CustomerLine, type CustomerView, type ItemLineView, type PaymentProgressView, type SaleView } from '../../contracts/ipc/index.ts'

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

/** Undefined: there is nothing in it that a customer would pay for. */
export function basketView({ currency }: Pick<CounterView, 'currency'>, basket: BasketView, { storeName, language }: CustomerStore): CustomerView | undefined {
  // A barcode that nobody knows, and what was taken away again, is between the cashier and the till.
  const items = basket.lines.filter((line): line is ItemLineView => line.kind === 'item' && !line.removed)
  if (items.length === 0) return undefined
  const last = items.find(({ lineNo }) => lineNo === basket.lastLineNo)
  const from = sightFrom(items, last)
  const lines = items.slice(from, from + linesInSight)
  return {
    storeName,
    language,
    currency,
    phase: 'basket',
    lines: lines.map(customerLine),
    before: from,
    behind: items.length - from - lines.length,
    ...(last && { lastLineNo: last.lineNo }),
    itemCount: basket.itemCount,
    discount: basket.discount,
    tax: basket.tax,
    total: basket.total,
    ...(basket.cashDue !== undefined && { cashDue: basket.cashDue }),
  }
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
function sightFrom(items: readonly ItemLineView[], last: ItemLineView | undefined): number {
  const end = Math.max(0, items.length - linesInSight)
  return last === undefined ? end : Math.min(end, items.indexOf(last))
}

// Picked field by field: what the counter learns to show its cashier one day must not reach a customer by itself.
function customerLine({ lineNo, names, quantity, unit, discount, total }: ItemLineView): CustomerLine {
  return { lineNo, names, quantity, unit, discount, total }
}

/** `sold`: its basket as the customer saw it last; without it (a till that was just started) the sale has its sums alone. */
export function finishedView({ currency }: Pick<CounterView, 'currency'>, sale: SaleView, sold: CustomerView | undefined, { storeName, language }: CustomerStore): CustomerView {
  const sum = (type: SaleView['tenders'][number]['type']): number => sale.tenders.filter((tender) => tender.type === type).reduce((total, { amount, received }) => total + (received ?? amount), 0)
  const { lines, before, behind, itemCount, discount, tax } = sold ?? nothingYet
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
    total: sale.total,
    ...(sale.payable !== undefined && { cashDue: sale.payable }),
    paid: { cash: sum('cash'), card: sum('card'), wallet: sum('wallet'), change: sale.change },
  }
}
