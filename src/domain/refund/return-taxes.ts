import { allocate, minor, type Minor } from '../money/index.ts'
import { type PricedLine, type TaxBucket, type TaxPartAmount } from '../pricing/index.ts'
import { refundsOf, type PastRefund } from './refund.ts'
import { isTaxOnTop, type ReturnableSale, type ReturnableTax } from './returnable-sale.ts'

function isSame(one: Pick<ReturnableTax, 'rate' | 'taxGroup'>, other: Pick<ReturnableTax, 'rate' | 'taxGroup'>): boolean {
  return one.rate === other.rate && one.taxGroup === other.taxGroup
}

function sum(amounts: readonly number[]): Minor {
  return minor(amounts.reduce((total, amount) => total + amount, 0))
}

/** What is left of each part. A share of what is left is never more than it, and the last takes the remainder. */
function sharedParts(tax: Minor, bucket: ReturnableTax, parts: readonly TaxPartAmount[], refunds: readonly PastRefund[]): readonly TaxPartAmount[] {
  const before = refunds.flatMap(({ taxes }) => taxes.filter((one) => isSame(one, bucket)))
  const left = parts.map((part, index) => Math.max(0, part.tax - sum(before.map((one) => one.parts?.[index]?.tax ?? 0))))
  const shares = allocate(tax, left)
  return parts.map(({ name, rate }, index) => ({ name, rate, tax: shares[index] ?? minor(0) }))
}

/** The buckets of what comes back, in the order of the sale's: sums of their lines, for that is what each line's tax was rounded in. */
export function returnTaxes(lines: readonly PricedLine[], sale: ReturnableSale, refunds: readonly PastRefund[]): readonly TaxBucket[] {
  const onTop = isTaxOnTop(sale)
  const before = refundsOf(sale.saleId, refunds)
  return sale.taxes.flatMap((bucket): readonly TaxBucket[] => {
    const members = lines.filter((line) => isSame(line, bucket))
    if (members.length === 0) return []
    const taken = sum(members.map(({ total }) => total))
    const tax = sum(members.map((line) => line.tax))
    const { rate, taxGroup, parts } = bucket
    return [
      {
        rate,
        net: minor(onTop ? taken : taken - tax),
        tax,
        gross: minor(onTop ? taken + tax : taken),
        ...(taxGroup === undefined ? {} : { taxGroup }),
        ...(parts === undefined ? {} : { parts: sharedParts(tax, bucket, parts, before) }),
      },
    ]
  })
}
