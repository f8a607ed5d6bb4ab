import { type PaymentView } from '../../contracts/ipc/index.ts'
import { denominations, type CurrencyCode } from '../../domain/money/index.ts'

/** What is left to pay, in the shape the functions below take a basket in. */
export function leftToPay({ total, due, cashDue }: { readonly total: number; readonly due?: number | undefined; readonly cashDue?: number | undefined }): { readonly total: number; readonly cashDue?: number | undefined } {
  return { total: due ?? total, cashDue }
}

/** What a payment under way leaves to pay once it is approved: 0 where the sale is completed by it. Cash that came first is taken with it. */
export function leftAfter(payment: Pick<PaymentView, 'kind' | 'amount' | 'cashReceived'>, basket: { readonly total: number; readonly due?: number | undefined } | undefined): number {
  if (basket === undefined || payment.kind === 'refund') return 0
  return Math.max(0, leftToPay(basket).total - payment.amount - (payment.cashReceived ?? 0))
}

/** What cash alone has to cover of a basket: rounded where the store rounds cash. A card pays `total`. */
export function dueInCash({ total, cashDue }: { readonly total: number; readonly cashDue?: number | undefined }): number {
  return cashDue ?? total
}

/**
 * What a card has to pay beside `received` in cash; undefined where cash covers it or nothing was typed. The whole cash is
 * rounded only when it settles the sale, so the rest is of the exact total.
 */
export function restForCard(basket: { readonly total: number; readonly cashDue?: number | undefined }, received: number): number | undefined {
  const part = received > 0 && received < Math.min(basket.total, dueInCash(basket))
  return part ? basket.total - received : undefined
}

/** The smallest note worth a key of its own, in minor units of any currency: nobody offers one yuan on a hundred. */
const smallestOffered = 500

/**
 * Up to `count` amounts a customer is likely to hand over for `due`, smallest first: `due` rounded up to each note.
 * 16601 fen gives 170, 180 and 200 yuan.
 */
export function likelyAmounts(due: number, currency: CurrencyCode, count: number): readonly number[] {
  const rounded = denominations[currency].notes.filter((note) => note >= smallestOffered).map((note) => Math.ceil(due / note) * note)
  const distinct = [...new Set(rounded)].filter((amount) => amount > due)
  return distinct.sort((a, b) => a - b).slice(0, count)
}

/**
 * Notes and coins that make `amount`, largest first. A help for the hand, not a record. None where they cannot make it:
 * a change of 0.02 where the smallest coin is 0.05 is no list of coins that leaves the two out.
 */
export function splitChange(amount: number, currency: CurrencyCode): readonly { readonly minor: number; readonly count: number }[] {
  const { notes, coins } = denominations[currency]
  const pieces: { minor: number; count: number }[] = []
  let rest = amount
  for (const value of [...notes, ...coins]) {
    const count = Math.floor(rest / value)
    if (count > 0) pieces.push({ minor: value, count })
    rest -= count * value
  }
  return rest === 0 ? pieces : []
}
