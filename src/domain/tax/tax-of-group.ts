import { minor, mulDiv, type Minor } from '../money/index.ts'
import { type RatePpm, type TaxPack } from './tax-pack.ts'

export interface TaxedAmount {
  readonly net: Minor
  readonly tax: Minor
  readonly gross: Minor
}

const million = 1_000_000

/**
 * Splits the amount of one group (a line, or all lines of one rate: the pack's scope) into net and tax. `amount` is what
 * the shelf prices add up to: the gross of an inclusive pack, the net of an exclusive one. One amount is rounded, the
 * other is the difference: at 19 %, 16 % of all grosses cannot be rebuilt from any rounded net.
 */
export function taxOfGroup(amount: Minor, rate: RatePpm, pack: Pick<TaxPack, 'priceMode' | 'target' | 'rounding'>): TaxedAmount {
  if (pack.priceMode === 'exclusive') {
    // The net is given, so the tax is the only amount left to round, whatever the target.
    const tax = minor(mulDiv(amount, rate, million, pack.rounding))
    return { net: amount, tax, gross: minor(amount + tax) }
  }
  if (pack.target === 'net') {
    const net = minor(mulDiv(amount, million, million + rate, pack.rounding))
    return { net, tax: minor(amount - net), gross: amount }
  }
  const tax = minor(mulDiv(amount, rate, million + rate, pack.rounding))
  return { net: minor(amount - tax), tax, gross: amount }
}
