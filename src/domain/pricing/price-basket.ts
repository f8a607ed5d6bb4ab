import { type BasketLine, type ItemLine } from '../basket/index.ts'
import { accept, refuse, type Result } from '../errors/index.ts'
import { allocate, minor, type CurrencyCode, type Minor } from '../money/index.ts'
import { extend, pieceCount } from '../quantity/index.ts'
import { rateOn, taxOfGroup, type RatePpm, type TaxPack } from '../tax/index.ts'
import { type PricedBasket, type PricedLine, type TaxBucket } from './priced-basket.ts'

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
  return Math.abs((line.price.minor * line.quantity) / line.price.per) > largestAmount
}

/**
 * Prices the lines that count in one pass, and taxes them by rate. Pure: the same lines, pack and date give the same basket
 * at register and head office. Refuses `tax.noRate` (a class the pack does not know on that date) and `amount.tooLarge`.
 */
export function priceBasket(lines: readonly BasketLine[], currency: CurrencyCode, pack: TaxPack, businessDate: string): Result<PricedBasket> {
  const counted: ItemLine[] = []
  const untaxed: Untaxed[] = []
  const groups = new Map<RatePpm, Untaxed[]>()
  let subtotal = 0
  let discount = 0
  for (const line of lines) {
    if (line.kind !== 'item' || line.removed) continue
    const rate = rateOn(pack, line.taxClass, businessDate)
    if (rate === undefined) return refuse('tax.noRate', { taxClass: line.taxClass, businessDate })
    if (tooLarge(line)) return refuse('amount.tooLarge', { lineNo: line.lineNo })
    const gross = extend(line.price, line.quantity)
    // No promotion reduces a price yet; whatever will, reduces it here and nowhere else.
    const reduction = minor(0)
    const priced: Untaxed = { lineNo: line.lineNo, gross, discount: reduction, total: minor(gross - reduction), rate }
    subtotal += gross
    discount += reduction
    if (subtotal > largestAmount) return refuse('amount.tooLarge', { lineNo: line.lineNo })
    counted.push(line)
    untaxed.push(priced)
    const group = groups.get(rate)
    if (group === undefined) groups.set(rate, [priced])
    else group.push(priced)
  }

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
    tax: minor(tax),
    total: minor(total),
    itemCount: pieceCount(counted),
  })
}
