import { type CurrencyCode } from '../money/index.ts'

/** What is paid with where a law holds, by the country that a pack's id begins with. */
const currencyOf: Readonly<Record<string, CurrencyCode>> = { CN: 'CNY', GB: 'GBP', DE: 'EUR', JP: 'JPY', US: 'USD', CA: 'CAD' }

/**
 * Whether a shop that takes this currency can be under that law. A file that named pounds and China's taxes was taken as it
 * stood, and the shop charged 13 % of Chinese tax on every pound. A shop's own rates, and a pack of no country, fit any money.
 */
export function fitsCurrency(taxPack: string, currency: CurrencyCode): boolean {
  const country = taxPack.slice(0, taxPack.indexOf('-'))
  return !Object.hasOwn(currencyOf, country) || currencyOf[country] === currency
}
