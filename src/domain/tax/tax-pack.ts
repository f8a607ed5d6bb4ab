/** A rate in parts per million: 130000 is 13 %. An integer, so that 8.875 % (88750) is exact. */
export type RatePpm = number

/** One authority's part of a stacked rate. `netAndTax` is compound: on the net and on the tax of the parts before it. */
export interface TaxPart {
  /** As printed: a name, not a sentence, so it is not translated. */
  readonly name: string
  readonly rate: RatePpm
  readonly on: 'net' | 'netAndTax'
}

/** One class's rate from a business date on (inclusive, YYYY-MM-DD). With `parts`, `rate` is what they come to together: make it with `stacked`. */
export interface DatedRate {
  readonly from: string
  readonly rate: RatePpm
  readonly parts?: readonly TaxPart[]
}

/**
 * What a country's tax rules choose. `scope` is where rounding happens: per line, or once per rate of the document;
 * `target` is which amount is rounded, the other being the difference, so that net + tax is always gross.
 */
export interface TaxPack {
  readonly id: string
  readonly priceMode: 'inclusive' | 'exclusive'
  readonly scope: 'line' | 'rateBucket'
  readonly target: 'net' | 'tax'
  /** `down` cuts the size off, so that a refund still gives back what was taken; a floor would take one more. */
  readonly rounding: 'halfUp' | 'halfEven' | 'down'
  /**
   * How the parts of a stacked rate are rounded. `whole`, also when absent: the tax is that of the rates together, and the
   * parts share it by largest remainder. `each`: every part is rounded for itself, and the tax is their sum.
   */
  readonly stacking?: 'whole' | 'each'
  /** What a receipt calls it. Absent: a value-added tax. */
  readonly levy?: 'salesTax' | 'consumptionTax'
  /** Tax class -> its rates, oldest first. */
  readonly classes: Readonly<Record<string, readonly DatedRate[]>>
}
