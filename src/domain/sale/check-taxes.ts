import { type TaxBucket } from '../pricing/index.ts'
import { sharedToParts, taxGroupOf, taxOfRate, type DatedRate, type TaxPack } from '../tax/index.ts'
import { type Note } from './check-discounts.ts'
import { type SaleBody, type SaleLine } from './sale.ts'

function sum<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((total, value) => total + of(value), 0)
}

export function isTaxedIn(line: Pick<SaleLine, 'rate' | 'taxGroup'>, bucket: Pick<TaxBucket, 'rate' | 'taxGroup'>): boolean {
  return line.rate === bucket.rate && line.taxGroup === bucket.taxGroup
}

/** What each part has to get of a bucket; undefined where only the lines knew: each part of each line was rounded. */
function partTaxes(bucket: TaxBucket, dated: DatedRate, pack: TaxPack): readonly number[] | undefined {
  if (pack.stacking !== 'each') return sharedToParts(bucket.tax, dated.parts ?? [])
  return pack.scope === 'line' ? undefined : taxOfRate(pack.priceMode === 'exclusive' ? bucket.net : bucket.gross, dated, pack).parts
}

/** Parts of a rate that its pack has on some date, for a sale does not know its own, each with what that rate gives it. */
function hasItsParts(bucket: TaxBucket, pack: TaxPack): boolean {
  const spelt = (parts: readonly { readonly name: string; readonly rate: number }[] = []): string => JSON.stringify(parts.map(({ name, rate }) => [name, rate]))
  const dated = Object.values(pack.classes).flat().find((one) => one.rate === bucket.rate && taxGroupOf(one) === bucket.taxGroup && spelt(one.parts) === spelt(bucket.parts))
  if (dated === undefined) return false
  try {
    const taxes = partTaxes(bucket, dated, pack)
    return taxes === undefined || (bucket.parts ?? []).every(({ tax }, index) => tax === taxes[index])
  } catch {
    // A stranger's amount past all numbers.
    return false
  }
}

/** Adds the tax of a sale up again, by bucket: lines to buckets, parts to their bucket, buckets to tax and total. */
export function checkTaxes(sale: SaleBody, pack: TaxPack | undefined, note: Note): void {
  note(pack !== undefined, `tax pack ${sale.taxPack} is not known`)
  note(new Set(sale.taxes.map(({ rate, taxGroup = '' }) => `${rate} ${taxGroup}`)).size === sale.taxes.length, 'a rate has two buckets')
  for (const bucket of sale.taxes) {
    const where = `rate ${bucket.rate}`
    const lines = sale.lines.filter((line) => isTaxedIn(line, bucket))
    const taken = pack?.priceMode === 'exclusive' ? bucket.net : bucket.gross
    note(lines.length > 0, `${where}: no line has it`)
    note(bucket.net + bucket.tax === bucket.gross, `${where}: net + tax is not gross`)
    note(sum(lines, (line) => line.total) === taken, `${where}: its lines do not add up to it`)
    note(sum(lines, (line) => line.tax) === bucket.tax, `${where}: taxes of its lines do not add up to it`)
    note(bucket.parts === undefined || sum(bucket.parts, ({ tax }) => tax) === bucket.tax, `${where}: its parts do not add up to its tax`)
    note((bucket.taxGroup ?? bucket.parts) === undefined || (pack !== undefined && hasItsParts(bucket, pack)), `${where}: its parts are not those of the tax pack`)
  }
  note(sum(sale.taxes, ({ tax }) => tax) === sale.tax, 'buckets do not add up to tax')
  note(sum(sale.taxes, ({ gross }) => gross) === sale.total, 'buckets do not add up to total')
}
