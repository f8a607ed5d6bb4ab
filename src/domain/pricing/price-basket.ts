import { chargedPrice, lineGross, takenOff, type BasketLine, type Discount, type ItemLine } from '../basket/index.ts'
import { accept, refuse, type Result } from '../errors/index.ts'
import { minor, type CurrencyCode, type Minor } from '../money/index.ts'
import { pieceCount } from '../quantity/index.ts'
import { datedRateOn, taxGroupOf, type DatedRate, type TaxPack } from '../tax/index.ts'
import { type Rated } from './by-rate.ts'
import { type PricedBasket, type PricedLine } from './priced-basket.ts'
import { sharedDiscount } from './shared-discount.ts'
import { taxBuckets } from './tax-buckets.ts'

/** Half of the safe integers, so that any two amounts that passed can still be added. */
const largestAmount = Math.floor(Number.MAX_SAFE_INTEGER / 2)

function tooLarge(line: ItemLine): boolean {
  // An estimate is enough: floats are out by parts in 10^15, the limit is half of what is safe.
  const price = chargedPrice(line)
  return Math.abs(line.fixedGross ?? (price.minor * line.quantity) / price.per) > largestAmount
}

/** A line as its own discount leaves it: the basket's is taken from `left`. */
interface Reduced extends Rated {
  readonly line: ItemLine
  readonly dated: DatedRate
  readonly gross: Minor
  readonly lineDiscount: Minor
  readonly left: Minor
  /** Whether the basket's discount is taken from it, too. */
  readonly shares: boolean
}

interface ClassRate extends Rated {
  readonly dated: DatedRate
}

/** What each class is taxed with, looked up once: a basket has a handful of classes, and a hundred lines. */
function ratesOn(pack: TaxPack, businessDate: string): (taxClass: string) => ClassRate | undefined {
  const known = new Map<string, ClassRate>()
  return (taxClass) => {
    const found = known.get(taxClass)
    if (found !== undefined) return found
    const dated = datedRateOn(pack, taxClass, businessDate)
    if (dated === undefined) return undefined
    const rated = { dated, rate: dated.rate, taxGroup: taxGroupOf(dated) }
    known.set(taxClass, rated)
    return rated
  }
}

/** The lines that count, each with its own discount taken off. */
function reducedLines(lines: readonly BasketLine[], pack: TaxPack, businessDate: string): Result<readonly Reduced[]> {
  const rateOf = ratesOn(pack, businessDate)
  const reduced: Reduced[] = []
  let subtotal = 0
  for (const line of lines) {
    if (line.kind !== 'item' || line.removed) continue
    const rated = rateOf(line.taxClass)
    if (rated === undefined) return refuse('tax.noRate', { taxClass: line.taxClass, businessDate })
    if (tooLarge(line)) return refuse('amount.tooLarge', { lineNo: line.lineNo })
    const gross = lineGross(line)
    const lineDiscount = line.discount === undefined ? minor(0) : takenOff(gross, line.discount)
    subtotal += gross
    if (subtotal > largestAmount) return refuse('amount.tooLarge', { lineNo: line.lineNo })
    reduced.push({ line, dated: rated.dated, rate: rated.rate, taxGroup: rated.taxGroup, gross, lineDiscount, left: minor(gross - lineDiscount), shares: line.noDiscount !== true })
  }
  return accept(reduced)
}

/** A line with the basket's part of its discount known, ready to be taxed. */
interface Shared extends Reduced {
  readonly share: Minor
  readonly total: Minor
}

function sum<T>(values: readonly T[], of: (value: T) => number): Minor {
  let total = 0
  for (const value of values) total += of(value)
  return minor(total)
}

/** Only the parts that are something: a basket without discounts has the figures it always had. */
function pricedLine({ line, rate, taxGroup, gross, lineDiscount, share, total }: Shared, tax: Minor): PricedLine {
  // Put on one by one: spread into each of a hundred lines, what is mostly absent was a fifth of pricing them.
  const priced: { -readonly [K in keyof PricedLine]: PricedLine[K] } = { lineNo: line.lineNo, gross, discount: minor(lineDiscount + share), total, rate, tax }
  if (lineDiscount !== 0) priced.lineDiscount = lineDiscount
  if (share !== 0) priced.basketDiscount = share
  if (taxGroup !== undefined) priced.taxGroup = taxGroup
  return priced
}

/**
 * Prices the lines that count in one pass, takes off the lines' discounts and then the basket's, and taxes by rate. Pure:
 * the same basket, pack and date give the same figures at register and head office. Refuses `tax.noRate` (a class the pack
 * does not know on that date) and `amount.tooLarge`.
 */
export function priceBasket(lines: readonly BasketLine[], currency: CurrencyCode, pack: TaxPack, businessDate: string, basketDiscount?: Discount): Result<PricedBasket> {
  const reduced = reducedLines(lines, pack, businessDate)
  if (!reduced.ok) return reduced
  const off = sharedDiscount(reduced.value, basketDiscount)
  const taxable = reduced.value.map(({ line, dated, rate, taxGroup, gross, lineDiscount, left, shares: mayShare }, index): Shared => {
    const share = off[index] ?? minor(0)
    return { line, dated, rate, taxGroup, gross, lineDiscount, left, shares: mayShare, share, total: minor(left - share) }
  })
  const { taxes, shares } = taxBuckets(taxable, pack)
  const priced = taxable.map((line, index) => pricedLine(line, shares[index] ?? minor(0)))
  const owed = sum(lines, (line) => (line.kind === 'liability' && !line.removed ? line.amount : 0))
  const total = minor(sum(taxes, (bucket) => bucket.gross) + owed)
  if (total > largestAmount) return refuse('amount.tooLarge')
  const shared = sum(taxable, ({ share }) => share)
  return accept({
    currency,
    lines: priced,
    taxes,
    subtotal: sum(priced, (line) => line.gross),
    discount: sum(priced, (line) => line.discount),
    ...(shared === 0 ? {} : { basketDiscount: shared }),
    tax: sum(taxes, (bucket) => bucket.tax),
    total,
    ...(owed === 0 ? {} : { owed }),
    // What came along is not counted: a bottle with its deposit is one thing in the bag.
    itemCount: pieceCount(reduced.value.flatMap(({ line }) => (line.link === undefined ? [line] : []))),
  })
}
