/**
 * Money is an integer count of a currency's smallest unit (ISO 4217 minor unit). No float ever touches it.
 * `C` makes adding pounds to yuan a type error; at run time it is a bug and throws.
 */
declare const minorBrand: unique symbol
/** A safe integer count of minor units: 1290 is 12.90 in a currency of exponent 2. */
export type Minor = number & { readonly [minorBrand]: true }

/**
 * ISO 4217 code -> exponent: how many decimals its minor unit has. Never assume two: the yen has none, the dinar three,
 * and a till that multiplies by a hundred charges a hundred times too much in the one and a tenth in the other.
 * The symbol is what the trade writes before an amount, a letter with a space after it.
 */
export const currencies = {
  CNY: { exponent: 2, symbol: '¥' },
  GBP: { exponent: 2, symbol: '£' },
  USD: { exponent: 2, symbol: '$' },
  EUR: { exponent: 2, symbol: '€' },
  CHF: { exponent: 2, symbol: 'CHF ' },
  AUD: { exponent: 2, symbol: '$' },
  CAD: { exponent: 2, symbol: '$' },
  NZD: { exponent: 2, symbol: '$' },
  SEK: { exponent: 2, symbol: 'kr ' },
  JPY: { exponent: 0, symbol: '¥' },
  KRW: { exponent: 0, symbol: '₩' },
  KWD: { exponent: 3, symbol: 'KD ' },
  BHD: { exponent: 3, symbol: 'BD ' },
} as const satisfies Record<string, { exponent: number; symbol: string }>
export type CurrencyCode = keyof typeof currencies

export interface Money<C extends CurrencyCode = CurrencyCode> {
  readonly minor: Minor
  readonly currency: C
}

/** Brands a safe integer. Throws on anything else: an amount that is not an integer is a bug, not a refusal. */
export function minor(value: number): Minor {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not an integer amount of minor units: ${value}`)
  // -0 is an integer too, and has no canonical spelling: it would be found only when a sale is hashed.
  return (value === 0 ? 0 : value) as Minor
}
