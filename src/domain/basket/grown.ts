import { minor, type Minor } from '../money/index.ts'
import { extend, thousandths, type Thousandths } from '../quantity/index.ts'
import { type Basket, type ItemLine, type TrailStep } from './basket.ts'
import { takenOff, type Discount } from './discount.ts'
import { lineGross } from './line-price.ts'
import { leftToDiscount } from './price-acts.ts'
import { discountShare, overrideShare } from './shares.ts'

/** What a person gave away in a basket as it stands, and by whose right. */
export interface Given {
  readonly permission: 'discount' | 'overridePrice'
  /** Of what it is taken from, in parts per million. */
  readonly share: number
  readonly operator: string
  readonly approver?: string
  /** More goods, or more money, than its approver read. */
  readonly isMore: boolean
  /** In minor units: what it is taken from, what it takes off of that by now, and what it took off as it was given. */
  readonly of: Minor
  readonly takesOff: Minor
  readonly read: Minor
}

type Standing = Pick<Basket, 'lines' | 'trail'> & { readonly discount?: Discount }

function lastOf(trail: Basket['trail'], act: TrailStep['act'], lineNo?: number): TrailStep | undefined {
  return trail.findLast((step) => step.act === act && step.lineNo === lineNo)
}

function givenBy({ operator, approver }: TrailStep, given: Omit<Given, 'operator' | 'approver'>): Given {
  return { ...given, operator, ...(approver === undefined ? {} : { approver }) }
}

/** How far a price by hand is from the catalogue's on that many, in minor units; a dearer one is as far as a cheaper. */
function offByPrice({ price, override }: Pick<ItemLine, 'price' | 'override'>, quantity: Thousandths): Minor {
  return minor(Math.abs(extend(price, quantity) - extend(override?.price ?? price, quantity)))
}

/**
 * Every discount and price by hand that stands in a basket. A share that was within a right when it was given may be above it by
 * now, for an amount stays when the goods become fewer; and what somebody approved for one piece is more on five.
 */
export function givenAway({ lines, trail, discount }: Standing): readonly Given[] {
  const given: Given[] = []
  for (const line of lines) {
    if (line.kind !== 'item' || line.removed) continue
    const discounted = line.discount && lastOf(trail, 'discounted', line.lineNo)
    if (line.discount !== undefined && discounted !== undefined) {
      const then = { ...line, quantity: thousandths(discounted.quantity ?? line.quantity) }
      given.push(givenBy(discounted, { permission: 'discount', share: discountShare(line.discount, lineGross(line)), isMore: line.discount.kind === 'percent' && line.quantity > then.quantity, of: lineGross(line), takesOff: takenOff(lineGross(line), line.discount), read: takenOff(lineGross(then), line.discount) }))
    }
    const priced = line.override && line.override.reason !== 'priceToday' ? lastOf(trail, 'priceOverridden', line.lineNo) : undefined
    if (priced !== undefined) {
      const quantity = thousandths(priced.quantity ?? line.quantity)
      given.push(givenBy(priced, { permission: 'overridePrice', share: overrideShare(line.override?.price, line.price), isMore: line.quantity > quantity, of: extend(line.price, line.quantity), takesOff: offByPrice(line, line.quantity), read: offByPrice(line, quantity) }))
    }
  }
  const whole = discount && lastOf(trail, 'basketDiscounted')
  if (discount !== undefined && whole !== undefined) {
    const of: Minor = leftToDiscount(lines)
    const off = takenOff(of, discount)
    // Of nothing it takes nothing.
    if (off > 0) given.push(givenBy(whole, { permission: 'discount', share: discountShare(discount, of), isMore: whole.amount !== undefined && off > whole.amount, of, takesOff: off, read: minor(whole.amount ?? off) }))
  }
  return given
}
