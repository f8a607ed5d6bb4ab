import { refundIn, saleIn } from './comparable.ts'
import { type EarlierRefund, judgeRefund, type Verdict } from './judge-refund.ts'

/** A filed refund as a store reads it, with the text of its entry. */
export interface FiledRefund {
  readonly refundId: string
  readonly number: string
  readonly register: string
  /** null: without a receipt. */
  readonly saleId: string | null
  readonly text: string
}

/** One that has no verdict yet, though all that it needs is here. */
export interface UnsettledRefund extends FiledRefund {
  /** Of the sale's entry; null without a receipt. */
  readonly saleText: string | null
}

export interface SettledRefund {
  readonly refundId: string
  readonly verdict: Verdict
}

/** Verdicts given in one unit of work, so that a month's backlog does not hold up the registers. */
export const settledAtOnce = 50

/**
 * Verdicts for these, in the order given, which is the order of arrival. `settled`: the refunds of the same sales that have
 * theirs. A verdict stands: what a register was told once must not depend on what came later.
 */
export function settleRefunds(unsettled: readonly UnsettledRefund[], settled: readonly FiledRefund[]): readonly SettledRefund[] {
  const bySale = new Map<string, EarlierRefund[]>()
  const remember = ({ saleId, text, refundId, number, register }: FiledRefund): void => {
    const body = saleId === null ? undefined : refundIn(text)
    if (saleId === null || body === undefined) return
    bySale.set(saleId, [...(bySale.get(saleId) ?? []), { refundId, number, register, body }])
  }
  for (const one of settled) remember(one)
  return unsettled.map((one) => {
    const { refundId, register, saleId, saleText, text } = one
    const refund = refundIn(text)
    const sale = saleText === null ? undefined : saleIn(saleText)
    const before = saleId === null ? [] : (bySale.get(saleId) ?? [])
    remember(one)
    if (refund === undefined || (saleText !== null && sale === undefined)) return { refundId, verdict: { result: 'waiting', reason: 'notComparable' } }
    return { refundId, verdict: judgeRefund(refund, register, sale, before) }
  })
}

/** Gives every refund that can have one its verdict. */
export async function settleAll(store: { settleRefunds(storeId: string, now: number): Promise<number> }, storeId: string, now: number): Promise<void> {
  for (let found = settledAtOnce; found === settledAtOnce; ) found = await store.settleRefunds(storeId, now)
}
