import { type CurrencyCode } from '../../domain/money/index.ts'

/** Notes and coins people pay with, in minor units, largest first. */
const denominations: Readonly<Record<CurrencyCode, { readonly notes: readonly number[]; readonly coins: readonly number[] }>> = {
  CNY: { notes: [10_000, 5000, 2000, 1000, 500, 100], coins: [50, 10, 5, 2, 1] },
  GBP: { notes: [5000, 2000, 1000, 500], coins: [200, 100, 50, 20, 10, 5, 2, 1] },
}

/** The smallest note worth a key of its own: nobody offers one yuan on a hundred. */
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

/** The fewest notes and coins that make `amount`, largest first. A help for the hand, not a record. */
export function splitChange(amount: number, currency: CurrencyCode): readonly { readonly minor: number; readonly count: number }[] {
  const { notes, coins } = denominations[currency]
  const pieces: { minor: number; count: number }[] = []
  let rest = amount
  for (const value of [...notes, ...coins]) {
    const count = Math.floor(rest / value)
    if (count > 0) pieces.push({ minor: value, count })
    rest -= count * value
  }
  return pieces
}
