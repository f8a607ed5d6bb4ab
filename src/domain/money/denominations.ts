import { type CurrencyCode } from './money.ts'

export interface Denominations {
  readonly notes: readonly number[]
  readonly coins: readonly number[]
}

/** Notes and coins people pay with, in minor units, largest first. What a drawer is counted in, and what change is made of. */
export const denominations: Readonly<Record<CurrencyCode, Denominations>> = {
  CNY: { notes: [10_000, 5000, 2000, 1000, 500, 100], coins: [50, 10, 5, 2, 1] },
  GBP: { notes: [5000, 2000, 1000, 500], coins: [200, 100, 50, 20, 10, 5, 2, 1] },
  USD: { notes: [10_000, 5000, 2000, 1000, 500, 100], coins: [25, 10, 5, 1] },
  EUR: { notes: [10_000, 5000, 2000, 1000, 500], coins: [200, 100, 50, 20, 10, 5, 2, 1] },
  CHF: { notes: [20_000, 10_000, 5000, 2000, 1000], coins: [500, 200, 100, 50, 20, 10, 5] },
  AUD: { notes: [10_000, 5000, 2000, 1000, 500], coins: [200, 100, 50, 20, 10, 5] },
  CAD: { notes: [10_000, 5000, 2000, 1000, 500], coins: [200, 100, 25, 10, 5] },
  NZD: { notes: [10_000, 5000, 2000, 1000, 500], coins: [200, 100, 50, 20, 10] },
  SEK: { notes: [50_000, 20_000, 10_000, 5000, 2000], coins: [1000, 500, 200, 100] },
  JPY: { notes: [10_000, 5000, 1000], coins: [500, 100, 50, 10, 5, 1] },
  KRW: { notes: [50_000, 10_000, 5000, 1000], coins: [500, 100, 50, 10] },
  KWD: { notes: [20_000, 10_000, 5000, 1000, 500, 250], coins: [100, 50, 20, 10, 5] },
  BHD: { notes: [20_000, 10_000, 5000, 1000, 500], coins: [100, 50, 25, 10, 5] },
}
