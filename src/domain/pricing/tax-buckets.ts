import { allocate, minor, type Minor } from '../money/index.ts'
import { sharedToParts, taxOfRate, type DatedRate, type StackedTax, type TaxPack } from '../tax/index.ts'
import { byRate, type Rated } from './by-rate.ts'
import { type TaxBucket } from './priced-basket.ts'

/** A line before tax: what is taxed of it, and with what. */
export interface Taxable extends Rated {
  readonly total: Minor
  readonly dated: DatedRate
}

interface Bucketed {
  readonly bucket: TaxBucket
  /** Each line's share of the bucket's tax, in the order of its lines. */
  readonly shares: readonly Minor[]
}

function sum(amounts: readonly number[]): Minor {
  return minor(amounts.reduce((total, amount) => total + amount, 0))
}

/** Lines that were rounded one by one, added up. Their parts too where each was rounded; else the whole is shared once. */
function added(lines: readonly StackedTax[], { parts }: DatedRate, pack: TaxPack): StackedTax {
  const whole = { net: sum(lines.map(({ net }) => net)), tax: sum(lines.map(({ tax }) => tax)), gross: sum(lines.map(({ gross }) => gross)) }
  if (parts === undefined) return whole
  if (pack.stacking === 'each') return { ...whole, parts: parts.map((_, index) => sum(lines.map((line) => line.parts?.[index] ?? 0))) }
  // Not line by line: of ten lines with a cent of tax each, the largest part would get all ten.
  return { ...whole, parts: sharedToParts(whole.tax, parts) }
}

/** Where the pack's rounding happens: once for the rate, then shared out to its lines, or line by line, then added up. */
function bucketOf(lines: readonly Taxable[], { dated, taxGroup }: Taxable, pack: TaxPack): Bucketed {
  const byLine = pack.scope === 'line' ? lines.map((line) => taxOfRate(line.total, dated, pack)) : undefined
  const { net, tax, gross, parts = [] } = byLine === undefined ? taxOfRate(sum(lines.map(({ total }) => total)), dated, pack) : added(byLine, dated, pack)
  return {
    bucket: {
      rate: dated.rate,
      net,
      tax,
      gross,
      ...(taxGroup === undefined ? {} : { taxGroup }),
      ...(dated.parts === undefined ? {} : { parts: dated.parts.map(({ name, rate }, index) => ({ name, rate, tax: parts[index] ?? minor(0) })) }),
    },
    shares: byLine?.map((line) => line.tax) ?? allocate(tax, lines.map(({ total }) => total)),
  }
}

/**
 * Taxes lines by rate, and a stacked rate by its combination of parts: classes of one rate share a bucket. `taxes` is
 * sorted, so that two baskets of the same goods print the same tax block; `shares` has each line's tax, in their order.
 */
export function taxBuckets(lines: readonly Taxable[], pack: TaxPack): { readonly taxes: readonly TaxBucket[]; readonly shares: readonly Minor[] } {
  const groups = new Map<string, number[]>()
  // By the rate itself first: a basket has a handful of them, and naming each line's again was a tenth of pricing it.
  const known = new Map<DatedRate, number[]>()
  lines.forEach(({ dated, rate, taxGroup = '' }, index) => {
    let group = known.get(dated)
    if (group === undefined) {
      const name = `${rate} ${taxGroup}`
      group = groups.get(name) ?? []
      groups.set(name, group)
      known.set(dated, group)
    }
    group.push(index)
  })
  const shares = lines.map(() => minor(0))
  const taxes: TaxBucket[] = []
  for (const indices of groups.values()) {
    const members: Taxable[] = []
    for (const index of indices) {
      const line = lines[index]
      if (line !== undefined) members.push(line)
    }
    const [first] = members
    if (first === undefined) continue
    const bucketed = bucketOf(members, first, pack)
    taxes.push(bucketed.bucket)
    indices.forEach((index, place) => {
      shares[index] = bucketed.shares[place] ?? minor(0)
    })
  }
  return { taxes: taxes.toSorted(byRate), shares }
}
