import { accept, refuse, type Result } from '../errors/index.ts'
import { minor, type Minor } from '../money/index.ts'
import { type Price } from '../quantity/index.ts'
import { isChargeable } from './add.ts'
import { type Basket, type ItemLine, type TrailStep } from './basket.ts'
import { isDiscount, takenOff, type Discount, type ReasonCode } from './discount.ts'
import { byWhom, lineOf, stepFor, type Act, type BasketEdit } from './edit.ts'
import { priceActRefusal } from './linked.ts'
import { lineGross } from './line-price.ts'

type Lines = Pick<Basket, 'lines'>

function standingItem(basket: Lines, lineNo: number): Result<ItemLine> {
  const found = lineOf(basket, lineNo)
  return found?.kind !== 'item' || found.removed ? refuse('line.unknown', { lineNo }) : accept(found)
}

/** The refusal for a discount that is none, or an amount that is more than there is, or undefined. */
function discountRefusal(discount: Discount | undefined, of: Minor): ReturnType<typeof refuse> | undefined {
  if (discount === undefined) return undefined
  if (!isDiscount(discount)) return refuse('discount.invalid')
  return discount.kind === 'amount' && discount.minor > of ? refuse('discount.tooLarge', { maximum: of }) : undefined
}

/**
 * A person's price for a line; without one, the catalogue's counts again. Refuses `line.unknown` for a line that is not
 * there, is struck through or has no item, `line.labelled` for one whose price a label says, `line.linked`, `line.notDiscounted` and `price.invalid`.
 */
export function overriddenPrice(basket: Lines, lineNo: number, price: Price | undefined, reason: ReasonCode, act: Act): Result<BasketEdit> {
  const found = standingItem(basket, lineNo)
  if (!found.ok) return found
  const fixed = priceActRefusal(found.value)
  if (fixed !== undefined) return fixed
  if (found.value.fixedGross !== undefined) return refuse('line.labelled', { lineNo })
  if (price !== undefined && !isChargeable(price)) return refuse('price.invalid')
  const { override: _, ...catalogue } = found.value
  const line: ItemLine = price === undefined ? catalogue : { ...catalogue, override: { price, reason } }
  const charged = price === undefined ? {} : { price: { minor: price.minor, per: price.per } }
  return accept({ line, step: { ...stepFor(line, act, 'priceOverridden'), ...charged, reason } })
}

/**
 * A person's discount on a line; without one, the one it has is taken back. Refuses `line.unknown` as above,
 * `discount.invalid`, and `discount.tooLarge` for an amount above the line's gross. The gross may shrink afterwards:
 * pricing never takes more than there is.
 */
export function discountedLine(basket: Lines, lineNo: number, discount: Discount | undefined, act: Act): Result<BasketEdit> {
  const found = standingItem(basket, lineNo)
  if (!found.ok) return found
  const refused = priceActRefusal(found.value) ?? discountRefusal(discount, lineGross(found.value))
  if (refused !== undefined) return refused
  const { discount: _, ...plain } = found.value
  const given = discount === undefined ? {} : { discount }
  const line: ItemLine = { ...plain, ...given }
  return accept({ line, step: { ...stepFor(line, act, 'discounted'), ...given } })
}

/** What its lines come to after their own discounts. */
export function afterOwnDiscounts(lines: Basket['lines']): Minor {
  let left = 0
  for (const line of lines) {
    if (line.kind !== 'item' || line.removed) continue
    const gross = lineGross(line)
    left += gross - (line.discount === undefined ? 0 : takenOff(gross, line.discount))
  }
  return minor(left)
}

/** What a discount on the whole basket is taken from: not from deposits, and what else is never discounted. */
export function leftToDiscount(lines: Basket['lines']): Minor {
  return afterOwnDiscounts(lines.filter((line) => line.kind === 'item' && line.noDiscount !== true))
}

/**
 * A person's discount on the whole basket; without one, the one it has is taken back. Refuses `basket.empty` when no line
 * counts, `discount.invalid`, and `discount.tooLarge` for an amount above what is left to discount.
 */
export function discountedBasket(basket: Lines, discount: Discount | undefined, act: Act): Result<TrailStep> {
  if (!basket.lines.some((line) => line.kind === 'item' && !line.removed)) return refuse('basket.empty')
  const refused = discountRefusal(discount, leftToDiscount(basket.lines))
  if (refused !== undefined) return refused
  // What the approver read: goods that come later share the discount, and nobody said yes to those.
  const off = discount === undefined || act.approver === undefined ? {} : { amount: takenOff(leftToDiscount(basket.lines), discount) }
  return accept({ ...byWhom(act), act: 'basketDiscounted', ...(discount === undefined ? {} : { discount }), ...off })
}
