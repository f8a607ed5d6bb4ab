import { longestLayAway } from '../liability/index.ts'
import { currencies, type CurrencyCode } from '../money/index.ts'

/** What a store's settings may be, whoever sets them: the store itself at a register, or head office. */
export const settingBounds = {
  /** As many characters as a receipt of 80 mm is wide; a longer line would be broken in the middle of a word. */
  line: 48,
  storeLines: 6,
  footerLines: 4,
  /** Ten years: longer than any shop promises. */
  returnDays: 3650,
  /** In seconds; 0: never. */
  lockAfter: 3600,
  layAwayDays: longestLayAway,
  /** In minor units, of what is taken of a card that nobody can be asked about. */
  unasked: 1_000_000_000,
  /** A year. */
  offlineHours: 8760,
  lossLimit: 1_000_000,
} as const

/** Nine digits before the point, as a till takes them: in minor units, of what a right goes up to. */
export function mostRightLimit(currency: CurrencyCode): number {
  return 10 ** (9 + currencies[currency].exponent) - 1
}
