import { isStoredValue } from '../liability/index.ts'
import { minor, type Minor } from '../money/index.ts'
import { roundCash, tenderKindOf, type CashRoundingRule, type PaymentReference, type RoundedCash } from '../tender/index.ts'
import { refundsOf, type CashFrom, type PastRefund, type RefundTenderLine } from './refund.ts'
import { type ReturnableSale, type ReturnableTender } from './returnable-sale.ts'

/** What one of the sale's own payments has to give back: the command asks for it before it completes. */
export interface Payout {
  /** The sale's tender. */
  readonly of: number
  readonly type: 'card' | 'wallet'
  readonly amount: Minor
  /** Where the terminal finds the payment. Absent: a person read it off the device, or only the paper is here. */
  readonly original?: PaymentReference
}

export interface ReturnSettlement {
  readonly tenders: readonly RefundTenderLine[]
  readonly payouts: readonly Payout[]
  /** What is owed no longer: it goes back to the accounts of the sale, and asks no device. Absent where nothing does. */
  readonly account?: Minor
  /** What leaves the till in coins and notes. */
  readonly cash: Minor
  /** Cash in the place of what took the money, or for goods without a receipt. Above nothing it asks for a right. */
  readonly instead: Minor
  /** What was given back for the whole, where cash was rounded. Absent where it is the amount. */
  readonly payable?: Minor
}

export interface ReturnSettling {
  /** Absent: without a receipt, all is given back in cash. */
  readonly source?: { readonly sale: Pick<ReturnableSale, 'saleId' | 'tenders'>; readonly refunds: readonly PastRefund[] }
  /** The store's rule of today. Absent: cash is paid to the last minor unit. */
  readonly cashRounding?: CashRoundingRule
  /** The cashier chose cash although a card or a wallet took it. */
  readonly cashInstead?: boolean
  /** What the terminal said of each payout, by the sale's tenderNo. */
  readonly payments?: ReadonlyMap<number, PaymentReference>
  /** All that would go out is put onto new store credit of this number. */
  readonly creditNumber?: string
  /** What a sale completed with it takes of the amount. */
  readonly exchange?: { readonly saleId: string; readonly amount: Minor }
}

/** A tender without its number: given when all stand in their order. */
type Unnumbered<T> = T extends unknown ? Omit<T, 'tenderNo'> : never
type Given = Unnumbered<RefundTenderLine>

/** What the sale settled in cash, exactly and in coins, and what of it went back. */
interface CashOfSale {
  readonly exact: Minor
  readonly coins: Minor
  /** The rule that any of it was rounded by. */
  readonly rule?: string
}

function cashTaken(tenders: readonly ReturnableTender[]): CashOfSale {
  // Foreign notes too: they come back as the home cash that they paid for.
  const cash = tenders.reduce((sum, { type, amount }) => sum + (tenderKindOf(type)?.givesBack === 'cash' ? amount : 0), 0)
  const rounding = tenders.find(({ type }) => type === 'rounding')
  return { exact: minor(cash + (rounding?.amount ?? 0)), coins: minor(cash), ...(rounding?.rule === undefined ? {} : { rule: rounding.rule }) }
}

function cashGiven(refunds: readonly PastRefund[]): CashOfSale {
  let [exact, coins] = [0, 0]
  let rule: string | undefined
  for (const tender of refunds.flatMap(({ tenders }) => tenders)) {
    if ((tender.type !== 'cash' && tender.type !== 'rounding') || tender.from !== 'taken') continue
    exact += tender.amount
    if (tender.type === 'cash') coins += tender.amount
    else rule = tender.rule
  }
  return { exact: minor(exact), coins: minor(coins), ...(rule === undefined ? {} : { rule }) }
}

/** Cash and behind it what it was rounded by. */
function cashLines({ payable, rounding }: RoundedCash, from: CashFrom, rule: string | undefined, by: 'rule' | 'paid'): Given[] {
  const cash: Given = { type: 'cash', amount: payable, from }
  return rounding === 0 || rule === undefined ? [cash] : [cash, { type: 'rounding', amount: rounding, from, rule, by }]
}

/**
 * `owed` of the cash that the sale took. The last of it is what is left of the coins that were paid; a part is rounded for
 * itself, and is never more than those coins: else ten returns of 0.03 would pay 0.50 for the 0.30 that was taken.
 */
function takenCash(owed: Minor, taken: CashOfSale, given: CashOfSale, rule: CashRoundingRule | undefined): Given[] {
  if (owed === 0) return []
  const coinsLeft = minor(Math.max(0, taken.coins - given.coins))
  const rounded = rule === undefined ? { payable: owed, rounding: minor(0) } : roundCash(owed, rule)
  if (given.exact + owed !== taken.exact && rounded.payable <= coinsLeft) return cashLines(rounded, 'taken', rule?.id, 'rule')
  return cashLines({ payable: coinsLeft, rounding: minor(owed - coinsLeft) }, 'taken', taken.rule ?? given.rule ?? rule?.id, 'paid')
}

function paidBack(refunds: readonly PastRefund[], of: number): number {
  return refunds.flatMap(({ tenders }) => tenders).reduce((sum, tender) => sum + ('of' in tender && tender.of === of ? tender.amount : 0), 0)
}

/** What the accounts of the sale take back of `due`, each at most what was put on it. Whatever was chosen: nobody is paid out in cash for what they still owe. */
function accountsOf(due: Minor, tenders: readonly ReturnableTender[], refunds: readonly PastRefund[]): Extract<Given, { type: 'account' }>[] {
  const given: Extract<Given, { type: 'account' }>[] = []
  let rest: number = due
  for (const { tenderNo, type, amount, customer } of tenders) {
    const back = type === 'account' ? Math.min(rest, Math.max(0, amount - paidBack(refunds, tenderNo))) : 0
    if (back === 0) continue
    given.push({ type: 'account', amount: minor(back), of: tenderNo, ...(customer === undefined ? {} : { customer }) })
    rest -= back
  }
  return given
}

/** What the cards and wallets of the sale give back of `due`, each at most what it took and still has. */
function payoutsOf(due: Minor, tenders: readonly ReturnableTender[], refunds: readonly PastRefund[]): Payout[] {
  const payouts: Payout[] = []
  let rest: number = due
  for (const { tenderNo, type, amount, payment } of tenders) {
    if (type !== 'card' && type !== 'wallet') continue
    const back = Math.min(rest, Math.max(0, amount - paidBack(refunds, tenderNo)))
    if (back === 0) continue
    payouts.push({ of: tenderNo, type, amount: minor(back), ...(payment === undefined ? {} : { original: payment }) })
    rest -= back
  }
  return payouts
}

/** What goes back to the gift cards and store credit of the sale, each at most what it gave. */
function valueBack(due: number, tenders: readonly ReturnableTender[], refunds: readonly PastRefund[]): readonly Extract<Given, { readonly number: string }>[] {
  let rest = due
  return tenders.flatMap(({ tenderNo, type, amount, number }) => {
    if (!isStoredValue(type) || number === undefined) return []
    const earlier = refunds.flatMap((refund) => refund.tenders).reduce((sum, tender) => sum + (isStoredValue(tender.type) && 'of' in tender && tender.of === tenderNo ? tender.amount : 0), 0)
    const back = Math.min(rest, Math.max(0, amount - earlier))
    if (back === 0) return []
    rest -= back
    return [{ type, amount: minor(back), number, of: tenderNo }]
  })
}

function payoutLine({ of, type, amount }: Payout, payment: PaymentReference | undefined): Given {
  const found = payment === undefined ? {} : { payment }
  return type === 'card' ? { type, amount, of, approval: 'approvedOnTerminal', ...found } : { type, amount, of, ...found }
}

/**
 * Gives `amount` back: first what an exchange takes, then to the account that it was put on, then to the cards and wallets that paid, then onto the gift cards
 * and the store credit that did, then in cash as far as cash paid,
 * and what nothing of that took (an exchange paid, there is no receipt, or cash was chosen) in cash `instead`. Cards come
 * before cash: they need no coins, and nothing of them is rounded. Throws RangeError on an amount below nothing or below the
 * exchange.
 */
export function settleReturn(amount: Minor, { source, cashRounding, cashInstead = false, creditNumber, payments, exchange }: ReturnSettling): ReturnSettlement {
  const offset = exchange?.amount ?? 0
  if (offset < 0 || amount < offset) throw new RangeError(`a refund of ${amount} cannot give ${offset} to an exchange`)
  const due = minor(amount - offset)
  const refunds = source === undefined ? [] : refundsOf(source.sale.saleId, source.refunds)
  const original = source?.sale.tenders ?? []
  const chosen = cashInstead || creditNumber !== undefined
  // What was put on an account is taken off it, whatever the rest is given back in.
  const accounts = accountsOf(due, original, refunds)
  const account = minor(accounts.reduce((sum, tender) => sum + tender.amount, 0))
  const rest = minor(due - account)
  const payouts = chosen ? [] : payoutsOf(rest, original, refunds)
  const toPayers = payouts.reduce((sum, payout) => sum + payout.amount, 0)
  const values: readonly Extract<Given, { readonly number: string }>[] =
    creditNumber !== undefined ? (rest === 0 ? [] : [{ type: 'storeCredit', amount: rest, number: creditNumber }]) : chosen ? [] : valueBack(rest - toPayers, original, refunds)
  const inCash = rest - toPayers - values.reduce((sum, value) => sum + value.amount, 0)
  const taken = cashTaken(original)
  const given = cashGiven(refunds)
  const own = minor(Math.min(inCash, Math.max(0, taken.exact - given.exact)))
  const instead = minor(inCash - own)
  const rounded = cashRounding === undefined ? { payable: instead, rounding: minor(0) } : roundCash(instead, cashRounding)
  const all: Given[] = [
    ...(exchange === undefined || exchange.amount === 0 ? [] : [{ type: 'exchange', amount: exchange.amount, saleId: exchange.saleId } as const]),
    ...accounts,
    ...payouts.map((payout) => payoutLine(payout, payments?.get(payout.of))),
    ...values,
    ...takenCash(own, taken, given, cashRounding),
    ...(instead === 0 ? [] : cashLines(rounded, 'instead', cashRounding?.id, 'rule')),
  ]
  const roundings = all.reduce((sum, tender) => sum + (tender.type === 'rounding' ? tender.amount : 0), 0)
  const isRounded = all.some(({ type }) => type === 'rounding')
  return {
    tenders: all.map((tender, index): RefundTenderLine => ({ tenderNo: index + 1, ...tender })),
    payouts,
    ...(account === 0 ? {} : { account }),
    cash: minor(all.reduce((sum, tender) => sum + (tender.type === 'cash' ? tender.amount : 0), 0)),
    instead,
    ...(isRounded ? { payable: minor(amount - roundings) } : {}),
  }
}
