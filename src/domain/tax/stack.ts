import { allocate, minor, mulDiv, type Minor } from '../money/index.ts'
import { taxOfGroup, type TaxedAmount } from './tax-of-group.ts'
import { type DatedRate, type RatePpm, type TaxPack, type TaxPart } from './tax-pack.ts'

const million = 1_000_000

/** Each part's rate on the net alone: a compound 9.5 % after 5 % is 9.975 % of the net. Throws RangeError where that is no whole ppm. */
function ratesOnNet(parts: readonly TaxPart[]): RatePpm[] {
  let before = 0
  return parts.map(({ name, rate, on }) => {
    const base = on === 'net' ? million : million + before
    if ((rate * base) % million !== 0) throw new RangeError(`${name} has no whole rate in parts per million of the net`)
    const onNet = (rate * base) / million
    before += onNet
    return onNet
  })
}

/** A stacked rate from a business date on. Throws RangeError when the parts do not come to whole parts per million: that rate could not be written down. */
export function stacked(from: string, parts: readonly TaxPart[]): DatedRate {
  return { from, rate: ratesOnNet(parts).reduce((sum, rate) => sum + rate, 0), parts }
}

/**
 * Names a combination of parts, e.g. "GST:50000*QST:95000" (`*` compound, `+` on the net). Two classes may come to the same
 * rate by different parts, whose taxes go to different authorities: a bucket is told apart by this, and not by its rate.
 * Undefined for a rate without parts.
 */
export function taxGroupOf({ parts }: Pick<DatedRate, 'parts'>): string | undefined {
  return parts?.map(({ name, rate, on }, index) => `${index === 0 ? '' : on === 'net' ? '+' : '*'}${name}:${rate}`).join('')
}

/** What each part gets of `tax`, by largest remainder over the parts' rates on the net. */
export function sharedToParts(tax: Minor, parts: readonly TaxPart[]): Minor[] {
  return allocate(tax, ratesOnNet(parts))
}

function eachRounded(amount: Minor, rate: RatePpm, parts: readonly TaxPart[], pack: Pick<TaxPack, 'priceMode' | 'rounding'>): Minor[] {
  if (pack.priceMode === 'inclusive') return ratesOnNet(parts).map((onNet) => minor(mulDiv(amount, onNet, million + rate, pack.rounding)))
  // A compound part is on the tax as it was charged: whoever adds up the paper takes the rounded one too.
  let charged = 0
  return parts.map((part) => {
    const tax = minor(mulDiv(part.on === 'net' ? amount : amount + charged, part.rate, million, pack.rounding))
    charged += tax
    return tax
  })
}

export interface StackedTax extends TaxedAmount {
  /** Each part's tax, in the order of the rate's parts; they add up to `tax`. Absent for a rate without parts. */
  readonly parts?: readonly Minor[]
}

/** `taxOfGroup` for a rate that may be stacked. With `each`, the parts are what is rounded, whatever the pack's target. */
export function taxOfRate(amount: Minor, { rate, parts }: Pick<DatedRate, 'rate' | 'parts'>, pack: Pick<TaxPack, 'priceMode' | 'target' | 'rounding' | 'stacking'>): StackedTax {
  if (parts === undefined) return taxOfGroup(amount, rate, pack)
  if (pack.stacking !== 'each') {
    const taxed = taxOfGroup(amount, rate, pack)
    return { ...taxed, parts: sharedToParts(taxed.tax, parts) }
  }
  const taxes = eachRounded(amount, rate, parts, pack)
  const tax = minor(taxes.reduce((sum, one) => sum + one, 0))
  if (pack.priceMode === 'exclusive') return { net: amount, tax, gross: minor(amount + tax), parts: taxes }
  return { net: minor(amount - tax), tax, gross: amount, parts: taxes }
}
