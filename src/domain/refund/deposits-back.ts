import { minor, type Minor } from '../money/index.ts'
import { roundCash, type CashRoundingRule } from '../tender/index.ts'
import { settleReturn, type Payout } from './settle-return.ts'
import { type ReturnableTender } from './returnable-sale.ts'

/** How the deposit of goods that are given up goes back: to what paid it, all in cash, or all as store credit. Codes in a contract. */
export const depositWays = ['asPaid', 'cash', 'credit'] as const
export type DepositWay = (typeof depositWays)[number]

export interface PaidDeposit {
  readonly saleId: string
  readonly amount: Minor
  /** Its sale was paid in nothing but cash. */
  readonly inCash: boolean
  /**
   * What paid it, where its sale took nothing else. Absent: goods of that sale may come back by themselves and be paid back to the
   * same card, and a card would give more than it took.
   */
  readonly tenders?: readonly ReturnableTender[]
}

export type DepositTenderLine =
  | { readonly tenderNo: number; readonly type: 'card' | 'wallet'; readonly amount: Minor; readonly saleId: string; readonly of: number }
  | { readonly tenderNo: number; readonly type: 'storeCredit'; readonly amount: Minor; readonly number: string }
  | { readonly tenderNo: number; readonly type: 'cash'; readonly amount: Minor }
  | { readonly tenderNo: number; readonly type: 'rounding'; readonly amount: Minor; readonly rule: string }

export interface DepositsBack {
  readonly amount: Minor
  readonly tenders: readonly DepositTenderLine[]
  /** What leaves the till in coins and notes, and what they let go of (above nothing) or put on. */
  readonly cash: Minor
  readonly rounding: Minor
  /** What a person gives back on a device. */
  readonly toDevice: Minor
  /** Cash in the place of what took the money: it asks for a right. */
  readonly instead: Minor
}

interface Settling {
  readonly way: DepositWay
  readonly cashRounding?: CashRoundingRule
  /** Of the store credit that is made, where that is the way. */
  readonly creditNumber?: string
}

function payoutsOf({ saleId, amount, tenders }: PaidDeposit): readonly (Payout & { readonly saleId: string })[] {
  if (tenders === undefined) return []
  return settleReturn(amount, { source: { sale: { saleId, tenders }, refunds: [] } }).payouts.map((payout) => ({ ...payout, saleId }))
}

/** What of one deposit, in cash, did not come in as cash. */
function insteadOf({ amount, inCash, tenders = [] }: PaidDeposit, gone: number): number {
  const cash = tenders.reduce((sum, tender) => (tender.type === 'cash' || tender.type === 'foreignCash' || tender.type === 'rounding' ? sum + tender.amount : sum), 0)
  return inCash ? 0 : Math.max(0, amount - gone - cash)
}

/** All the deposits of one lay-away, given back. Cards before cash, as with goods that come back; all cash is rounded together. */
export function giveDepositsBack(deposits: readonly PaidDeposit[], { way, cashRounding, creditNumber }: Settling): DepositsBack {
  const amount = minor(deposits.reduce((sum, deposit) => sum + deposit.amount, 0))
  if (way === 'credit' && creditNumber !== undefined) {
    const credit = { tenderNo: 1, type: 'storeCredit', amount, number: creditNumber } as const
    return { amount, tenders: amount === 0 ? [] : [credit], cash: minor(0), rounding: minor(0), toDevice: minor(0), instead: minor(0) }
  }
  const paid = deposits.map((deposit) => ({ deposit, payouts: way === 'asPaid' ? payoutsOf(deposit) : [] }))
  const sumOf = (payouts: readonly Payout[]): number => payouts.reduce((sum, payout) => sum + payout.amount, 0)
  const payouts = paid.flatMap((one) => one.payouts)
  const toDevice = minor(sumOf(payouts))
  const exact = minor(amount - toDevice)
  const { payable, rounding } = cashRounding === undefined ? { payable: exact, rounding: minor(0) } : roundCash(exact, cashRounding)
  const lines = payouts.map(({ type, amount: back, saleId, of }, index): DepositTenderLine => ({ tenderNo: index + 1, type, amount: back, saleId, of }))
  const cash: DepositTenderLine[] = exact === 0 ? [] : [{ tenderNo: lines.length + 1, type: 'cash', amount: payable }]
  const rounded: DepositTenderLine[] = cashRounding === undefined || rounding === 0 ? [] : [{ tenderNo: lines.length + 2, type: 'rounding', amount: rounding, rule: cashRounding.id }]
  const instead = minor(paid.reduce((sum, one) => sum + insteadOf(one.deposit, sumOf(one.payouts)), 0))
  return { amount, tenders: [...lines, ...cash, ...rounded], cash: payable, rounding, toDevice, instead }
}
