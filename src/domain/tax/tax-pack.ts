/** A rate in parts per million: 130000 is 13 %. An integer, so that 8.875 % (88750) is exact. */
export type RatePpm = number

/** One class's rate from a business date on (inclusive, YYYY-MM-DD). */
export interface DatedRate {
  readonly from: string
  readonly rate: RatePpm
}

/**
 * What a country's tax rules choose. `scope` is where rounding happens: per line or once per rate;
 * `target` is which amount is rounded, the other being the difference, so that net + tax is always gross.
 */
export interface TaxPack {
  readonly id: string
  readonly priceMode: 'inclusive' | 'exclusive'
  readonly scope: 'line' | 'rateBucket'
  readonly target: 'net' | 'tax'
  readonly rounding: 'halfUp' | 'halfEven'
  /** Tax class -> its rates, oldest first. */
  readonly classes: Readonly<Record<string, readonly DatedRate[]>>
}
