import { type PayBackView, type ReturnedView, type ReturnLineView } from '../../contracts/ipc/index.ts'
import { type Payment, type RegisterReader, type StoredBasket } from '../../db/index.ts'
import { type ReturnLine, type TakenBackLine } from '../../domain/basket/index.ts'
import { businessDateOf, offsetMinutes } from '../../domain/business-date/index.ts'
import { type Refusal, type Result } from '../../domain/errors/index.ts'
import { shortNumber } from '../../domain/liability/index.ts'
import { type PricedBasket, type PricedLine } from '../../domain/pricing/index.ts'
import { onePiece } from '../../domain/quantity/index.ts'
import { leftToReturn, type ReturnSettlement } from '../../domain/refund/index.ts'
import { countedLineOf } from './counted-line.ts'
import { netOf, payBackOf, windowOf, type BasketReturns } from './basket-returns.ts'
import { termsFor } from './terms-for.ts'

/** What of a basket comes back, or undefined where nothing does and nothing was struck. */
export function returnedViewOf(reader: RegisterReader, basket: StoredBasket, sold: PricedBasket, returns: Result<BasketReturns | undefined>, payments: readonly Payment[]): ReturnedView | undefined {
  const lines = basket.lines.filter((line): line is ReturnLine | TakenBackLine => line.kind === 'return' || line.kind === 'takenBack')
  const [first] = lines
  if (first === undefined) return undefined
  const known = returns.ok ? returns.value : undefined
  const counted = new Map(known?.priced.lines.map((line) => [line.lineNo, line]))
  const left = new Map(known?.of === undefined ? [] : leftToReturn(known.of.sale, known.of.refunds).map((one) => [one.lineNo, one.left]))
  const origin = lines.find(({ removed }) => !removed)?.origin ?? first.origin
  const payBack = (cashInstead: boolean): PayBackView | undefined => {
    const settled = known && payBackOf(sold, known, termsFor(reader.facts(), basket), cashInstead, cashInstead ? undefined : basket.creditNumber)
    return settled && payBackViewOf(settled, payments)
  }
  const [usual, inCash] = [payBack(false), payBack(true)]
  return {
    kind: basket.voiding === undefined ? 'return' : 'void',
    ...(basket.voiding === undefined ? {} : { voidReason: basket.voiding }),
    ...(origin === undefined ? {} : { sale: { id: origin.saleId, number: origin.saleNumber, soldOn: origin.soldOn, verified: origin.verified } }),
    lines: lines.map((line) => (line.kind === 'return' ? returnLineViewOf(reader, basket, line, counted.get(line.lineNo), left) : takenBackViewOf(reader, basket, line, known !== undefined))),
    itemCount: known?.priced.itemCount ?? 0,
    subtotal: known?.priced.subtotal ?? 0,
    discount: known?.priced.discount ?? 0,
    tax: known?.priced.tax ?? 0,
    total: known?.priced.total ?? 0,
    ...(known?.priced.owed === undefined ? {} : { owed: known.priced.owed }),
    net: netOf(sold, known),
    ...(usual === undefined ? {} : { payBack: usual }),
    ...(inCash === undefined ? {} : { payBackInCash: inCash }),
    ...(basket.cashInstead === true ? { inCash: true as const } : {}),
    ...(basket.creditNumber === undefined ? {} : { inCredit: true as const }),
    ...(returns.ok ? {} : { problem: returns.refusal.code, ...spentOf(returns.refusal.params) }),
  }
}

function payBackViewOf({ tenders, payouts, account, cash, instead }: ReturnSettlement, payments: readonly Payment[]): PayBackView {
  const stored = tenders.flatMap((tender) => (tender.type === 'giftCard' || tender.type === 'storeCredit' ? [{ type: tender.type, amount: tender.amount, printed: shortNumber(tender.number) }] : []))
  return {
    ...(stored.length === 0 ? {} : { stored }),
    payouts: payouts.map(({ of, type, amount, original }) => ({
      of,
      type,
      amount,
      canAsk: original !== undefined,
      ...paidBy(payments.find(({ givesBack, state }) => givesBack?.of === of && state === 'approved')),
    })),
    ...(account === undefined ? {} : { account }),
    cash,
    instead,
  }
}

function paidBy(payment: Payment | undefined): Pick<PayBackView['payouts'][number], 'paid' | 'byHand'> {
  return { paid: payment !== undefined, ...(payment?.givesBack?.byHand === true ? { byHand: true as const } : {}) }
}

function returnLineViewOf(reader: RegisterReader, basket: StoredBasket, line: ReturnLine, counted: PricedLine | undefined, left: ReadonlyMap<number, number>): ReturnLineView {
  const { origin } = line
  const mayComeBack = origin && left.get(origin.saleLineNo)
  const outside = origin !== undefined && windowOf(reader, { itemId: line.itemId, soldOn: origin.soldOn, today: lastActDay(reader, basket) }).standing === 'outside'
  return {
    kind: 'return',
    ...countedLineOf(line, counted),
    condition: line.condition,
    reason: line.reason,
    ...(origin === undefined ? {} : { saleLineNo: origin.saleLineNo }),
    ...(line.link === undefined ? {} : { linkedTo: line.link.to }),
    ...(mayComeBack === undefined ? {} : { left: mayComeBack }),
    ...(outside ? { outsideWindow: true as const } : {}),
  }
}

/** As goods that come back stand beside it: one thing, worth what is on the card. Struck through it counts nothing. */
function takenBackViewOf(reader: RegisterReader, basket: StoredBasket, line: TakenBackLine, isCounted: boolean): ReturnLineView {
  const { lineNo, names, printed, amount, reason, removed, origin, owes } = line
  const counts = removed || !isCounted ? 0 : amount
  const outside = windowOf(reader, { itemId: '', soldOn: origin.soldOn, today: lastActDay(reader, basket) }).standing === 'outside'
  return {
    kind: 'return',
    lineNo,
    itemId: '',
    sku: '',
    names: { ...names },
    quantity: onePiece,
    unit: 'each',
    price: { minor: amount, per: onePiece },
    gross: counts,
    discount: 0,
    total: counts,
    removed,
    condition: 'stock',
    reason,
    owes: owes.kind,
    ...(printed === undefined ? {} : { printed }),
    saleLineNo: origin.saleLineNo,
    left: onePiece,
    ...(outside ? { outsideWindow: true as const } : {}),
  }
}

/** How much of what a card was sold with is gone, for the sentence that says so. */
function spentOf(params: Refusal['params']): Pick<ReturnedView, 'cardSpent'> {
  const { due, spent } = params ?? {}
  return typeof due === 'number' && typeof spent === 'number' ? { cardSpent: { due, spent } } : {}
}

/**
 * The business date on which somebody last did something to the basket: a return counts on the day it is done (0053), and one that
 * was put aside yesterday is taken up today. A view has no clock; the act itself goes by it.
 */
function lastActDay(reader: RegisterReader, { trail, openedAt }: StoredBasket): string {
  const { timeZone, cutOffHour } = reader.facts()
  const at = trail.at(-1)?.at ?? openedAt
  return businessDateOf(at, offsetMinutes(timeZone, at), cutOffHour)
}
