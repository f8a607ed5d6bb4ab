import { minor, type CurrencyCode, type Money } from './money.ts'

/**
 * `NoInfer` on the second amount: without it the compiler would widen C to both currencies
 * and let pounds be added to yuan. The run-time check is for amounts read from a database or a wire.
 */
function sameCurrency(left: Money, right: Money): void {
  if (left.currency !== right.currency) throw new TypeError(`cannot combine ${left.currency} with ${right.currency}`)
}

/** Throws TypeError on two currencies, RangeError beyond the safe integers. */
export function add<C extends CurrencyCode>(left: Money<C>, right: Money<NoInfer<C>>): Money<C> {
  sameCurrency(left, right)
  return { minor: minor(left.minor + right.minor), currency: left.currency }
}

/** Throws TypeError on two currencies, RangeError beyond the safe integers. */
export function subtract<C extends CurrencyCode>(left: Money<C>, right: Money<NoInfer<C>>): Money<C> {
  sameCurrency(left, right)
  return { minor: minor(left.minor - right.minor), currency: left.currency }
}

/** Negative, zero or positive, as Array.sort wants it. Throws TypeError on two currencies. */
export function compare<C extends CurrencyCode>(left: Money<C>, right: Money<NoInfer<C>>): -1 | 0 | 1 {
  sameCurrency(left, right)
  if (left.minor === right.minor) return 0
  return left.minor < right.minor ? -1 : 1
}

export function negate<C extends CurrencyCode>(money: Money<C>): Money<C> {
  return { minor: minor(0 - money.minor), currency: money.currency }
}
