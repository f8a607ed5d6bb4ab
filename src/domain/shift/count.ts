import { denominations, type CurrencyCode } from '../money/index.ts'

/** So many pieces of one note or coin, `minor` being what one is worth. */
export interface Count {
  readonly minor: number
  readonly pieces: number
}

/** More pieces of one denomination than any drawer holds: a slip of the finger, or an amount typed as a number of pieces. */
export const mostPieces = 100_000

/** What was counted comes to, in minor units; undefined where the currency has no such piece, or one stands there twice. */
export function countedTotal(counts: readonly Count[], currency: CurrencyCode): number | undefined {
  const { notes, coins } = denominations[currency]
  const known = new Set([...notes, ...coins])
  let total = 0
  for (const { minor, pieces } of counts) {
    // Taken out as it is met, so that a second line of the same note is found.
    if (!known.delete(minor) || !Number.isSafeInteger(pieces) || pieces < 0 || pieces > mostPieces) return undefined
    total += minor * pieces
  }
  return total
}
