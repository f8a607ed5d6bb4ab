import { chargedPrice, lineGross, takenOff, type BasketLine, type Discount, type ItemLine } from '../basket/index.ts'
import { accept, refuse, type Result } from '../errors/index.ts'
import { allocate, minor, type CurrencyCode, type Minor } from '../money/index.ts'
import { pieceCount } from '../quantity/index.ts'
import { rateOn, taxOfGroup, type RatePpm, type TaxPack } from '../tax/index.ts'
import { type PricedBasket, type PricedLine, type TaxBucket } from './priced-basket.ts'
import { sharedDiscount } from './shared-discount.ts'

/** Half of the safe integers, so that any two amounts that passed can still be added. */
const largestAmount = Math.floor(Number.MAX_SAFE_INTEGER / 2)

type Untaxed = Omit<PricedLine, 'tax'>

interface Bucketed {
  readonly bucket: TaxBucket
  /** Each line's share of the bucket's tax, in the order of its lines. */
  readonly shares: readonly Minor[]
}

function totalOf(lines: readonly Untaxed[]): Minor {
  let sum = 0
  for (const line of lines) sum += line.total
  return minor(sum)
}

/** Where the pack's rounding happens: once for the rate, then shared out to its lines, or line by line, then added up. */
function bucketOf(rate: RatePpm, lines: readonly Untaxed[], pack: TaxPack): Bucketed {
  if (pack.scope === 'rateBucket') {
    const { net, tax, gross } = taxOfGroup(totalOf(lines), rate, pack)
    return { bucket: { rate, net, tax, gross }, shares: allocate(tax, lines.map((line) => line.total)) }
  }
  const taxed = lines.map((line) => taxOfGroup(line.total, rate, pack))
  const sum = (part: 'net' | 'tax' | 'gross'): Minor => minor(taxed.reduce((total, amounts) => total + amounts[part], 0))
  return { bucket: { rate, net: sum('net'), tax: sum('tax'), gross: sum('gross') }, shares: taxed.map(({ tax }) => tax) }
}

function tooLarge(line: ItemLine): boolean {
  // An estimate is enough: floats are out by parts in 10^15, the limit is half of what is safe.
  const price = chargedPrice(line)
  return Math.abs(line.fixedGross ?? (price.minor * line.quantity) / price.per) > largestAmount
}

/** A line as its own discount leaves it: the basket's is taken from `left`. */
interface Reduced {
  readonly line: ItemLine
  readonly rate: RatePpm
  readonly gross: Minor
  readonly lineDiscount: Minor
  readonly left: Minor
}

/** The lines that count, each with its own discount taken off. */
function reducedLines(lines: readonly BasketLine[], pack: TaxPack, businessDate: string): Result<readonly Reduced[]> {
  const reduced: Reduced[] = []
  let subtotal = 0
  for (const line of lines) {
    if (line.kind !== 'item' || line.removed) continue
    const rate = rateOn(pack, line.taxClass, businessDate)
    if (rate === undefined) return refuse('tax.noRate', { taxClass: line.taxClass, businessDate })
    if (tooLarge(line)) return refuse('amount.tooLarge', { lineNo: line.lineNo })
    const gross = lineGross(line)
    const lineDiscount = line.discount === undefined ? minor(0) : takenOff(gross, line.discount)
    subtotal += gross
    if (subtotal > largestAmount) return refuse('amount.tooLarge', { lineNo: line.lineNo })
    reduced.push({ line, rate, gross, lineDiscount, left: minor(gross - lineDiscount) })
  }
  return accept(reduced)
}

/** The parts that are something: a basket without discounts has the figures it always had. */
function parts(lineDiscount: Minor, basketDiscount: Minor): Pick<PricedLine, 'lineDiscount' | 'basketDiscount'> {
  return { ...(lineDiscount === 0 ? {} : { lineDiscount }), ...(basketDiscount === 0 ? {} : { basketDiscount }) }
}

/**
 * Prices the lines that count in one pass, takes off the lines' discounts and then the basket's, and taxes by rate. Pure:
 * the same basket, pack and date give the same figures at register and head office. Refuses `tax.noRate` (a class the pack
 * does not know on that date) and `amount.tooLarge`.
 */
export function priceBasket(lines: readonly BasketLine[], currency: CurrencyCode, pack: TaxPack, businessDate: string, basketDiscount?: Discount): Result<PricedBasket> {
  const reduced = reducedLines(lines, pack, businessDate)
  if (!reduced.ok) return reduced
  const shares = sharedDiscount(reduced.value, basketDiscount)
  const untaxed: Untaxed[] = []
  const groups = new Map<RatePpm, Untaxed[]>()
  let subtotal = 0
  let discount = 0
  let shared = 0
  reduced.value.forEach(({ line, rate, gross, lineDiscount, left }, index) => {
    const share = shares[index] ?? minor(0)
    const off = minor(lineDiscount + share)
    const priced: Untaxed = { lineNo: line.lineNo, gross, discount: off, total: minor(left - share), rate, ...parts(lineDiscount, share) }
    subtotal += gross
    discount += off
    shared += share
    untaxed.push(priced)
    const group = groups.get(rate)
    if (group === undefined) groups.set(rate, [priced])
    else group.push(priced)
  })

  const taxes: TaxBucket[] = []
  const taxOf = new Map<number, Minor>()
  let tax = 0
  let total = 0
  // Highest rate first, whatever was scanned first: two baskets of the same goods print the same tax block.
  for (const [rate, group] of [...groups].toSorted(([one], [other]) => other - one)) {
    const { bucket, shares } = bucketOf(rate, group, pack)
    taxes.push(bucket)
    group.forEach((line, index) => taxOf.set(line.lineNo, shares[index] ?? minor(0)))
    tax += bucket.tax
    total += bucket.gross
  }
  if (total > largestAmount) return refuse('amount.tooLarge')
  return accept({
    currency,
    lines: untaxed.map((line) => ({ ...line, tax: taxOf.get(line.lineNo) ?? minor(0) })),
    taxes,
    subtotal: minor(subtotal),
    discount: minor(discount),
    ...(shared === 0 ? {} : { basketDiscount: minor(shared) }),
    tax: minor(tax),
    total: minor(total),
    itemCount: pieceCount(reduced.value.map(({ line }) => line)),
  })
}
