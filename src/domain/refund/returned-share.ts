import { minor, mulDiv, type Minor } from '../money/index.ts'
import { thousandths, type Thousandths } from '../quantity/index.ts'
import { type ReturnableLine } from './returnable-sale.ts'

/** What a quantity of a line gives back. gross - lineDiscount - basketDiscount = total; none is below nothing. */
export interface ReturnedShare {
  readonly quantity: Thousandths
  readonly gross: Minor
  readonly lineDiscount: Minor
  readonly basketDiscount: Minor
  readonly total: Minor
  readonly tax: Minor
}

export const nothingReturned: ReturnedShare = { quantity: thousandths(0), gross: minor(0), lineDiscount: minor(0), basketDiscount: minor(0), total: minor(0), tax: minor(0) }

export function addedShares(one: ReturnedShare, other: ReturnedShare): ReturnedShare {
  return {
    quantity: thousandths(one.quantity + other.quantity),
    gross: minor(one.gross + other.gross),
    lineDiscount: minor(one.lineDiscount + other.lineDiscount),
    basketDiscount: minor(one.basketDiscount + other.basketDiscount),
    total: minor(one.total + other.total),
    tax: minor(one.tax + other.tax),
  }
}

/** What is missing to `target`, never below nothing and never more than `left`. */
function upTo(target: number, given: number, left: number): Minor {
  return minor(Math.max(0, Math.min(target - given, left)))
}

/**
 * What `quantity` more of a line gives back after `before`: the rounded share of all that has come back by then, less what was
 * given already, so that the last unit takes the remainder. The money is shared, what stands between two amounts (a discount,
 * the net in a total) is the difference of their shares: shared for itself it would be out by a unit here and there, and a
 * refund would have a discount below nothing.
 */
export function shareOf(line: ReturnableLine, quantity: Thousandths, before: ReturnedShare, taxOnTop: boolean): ReturnedShare {
  const { lineDiscount = minor(0), basketDiscount = minor(0) } = line
  const returned = before.quantity + quantity
  const share = (amount: number): number => mulDiv(amount, returned, line.quantity, 'halfUp')
  const total = upTo(share(line.total), before.total, line.total - before.total)
  const reduced = share(line.total + basketDiscount)
  const offBasket = upTo(reduced - share(line.total), before.basketDiscount, basketDiscount - before.basketDiscount)
  const offLine = upTo(share(line.total + basketDiscount + lineDiscount) - reduced, before.lineDiscount, lineDiscount - before.lineDiscount)
  // Tax in a total: the net is shared like a discount, or a return of one yen could hold two of tax.
  const net = upTo(share(line.total) - share(line.tax), before.total - before.tax, total)
  const tax = taxOnTop ? upTo(share(line.tax), before.tax, line.tax - before.tax) : minor(total - net)
  return { quantity, gross: minor(total + offBasket + offLine), lineDiscount: offLine, basketDiscount: offBasket, total, tax }
}
