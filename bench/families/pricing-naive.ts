import { type PricedGoods } from '../generators/baskets.ts'
import { peer } from '../lib/peer.ts'

/** What a till needs of numbers. Amounts are whole minor units in each library's own type. */
export interface Arithmetic<Amount> {
  from(minor: number): Amount
  add(one: Amount, other: Amount): Amount
  subtract(one: Amount, other: Amount): Amount
  /** amount x top / bottom, halves up. */
  part(amount: Amount, top: number, bottom: number): Amount
  /** amount x top / bottom, down, and what is left as a part of `bottom`, to rank by. */
  partDown(amount: Amount, top: number, bottom: number): { readonly down: Amount; readonly rest: number }
  toMinor(amount: Amount): number
}

export interface Totals {
  readonly total: number
  /** By rate. */
  readonly taxes: Readonly<Record<string, number>>
}

/** As one writes it without thinking of speed: the same rules as ours (inclusive, per rate, net rounded), whatever the numbers are. */
export function naiveTotals<Amount>(math: Arithmetic<Amount>, { lines, basketDiscount }: PricedGoods, rateOf: (taxClass: string) => number): Totals {
  const kept = lines.flatMap((line) => {
    if (line.kind !== 'item' || line.removed) return []
    const gross = math.part(math.from(line.price.minor), line.quantity, line.price.per)
    return [{ rate: rateOf(line.taxClass), left: line.discount === undefined ? gross : math.subtract(gross, taken(math, gross, line.discount)) }]
  })
  const whole = kept.reduce((sum, { left }) => math.add(sum, left), math.from(0))
  const off = basketDiscount === undefined ? math.from(0) : taken(math, whole, basketDiscount)
  const shares = basketDiscount === undefined ? kept.map(() => math.from(0)) : shared(math, off, kept)
  const gross = new Map<number, Amount>()
  kept.forEach(({ rate, left }, index) => {
    gross.set(rate, math.add(gross.get(rate) ?? math.from(0), math.subtract(left, shares[index] ?? math.from(0))))
  })
  const taxes = [...gross].map(([rate, amount]) => [rate, math.toMinor(math.subtract(amount, math.part(amount, 1_000_000, 1_000_000 + rate)))] as const)
  return { total: math.toMinor(math.subtract(whole, off)), taxes: Object.fromEntries(taxes) }
}

function taken<Amount>(math: Arithmetic<Amount>, amount: Amount, discount: NonNullable<PricedGoods['basketDiscount']>): Amount {
  if (discount.kind === 'percent') return math.part(amount, discount.ppm, 1_000_000)
  return math.from(Math.min(math.toMinor(amount), discount.minor))
}

/** By largest remainder; equal ones by rate, size and place, as ours. */
function shared<Amount>(math: Arithmetic<Amount>, off: Amount, lines: readonly { readonly rate: number; readonly left: Amount }[]): readonly Amount[] {
  const weights = lines.map(({ left }) => math.toMinor(left))
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  const parts = weights.map((weight) => math.partDown(off, weight, whole))
  const given = parts.reduce((sum, { down }) => math.add(sum, down), math.from(0))
  let units = math.toMinor(math.subtract(off, given))
  const ranked = parts.map((part, index) => ({ ...part, index })).sort((one, other) => other.rest - one.rest || (lines[one.index]?.rate ?? 0) - (lines[other.index]?.rate ?? 0) || (weights[other.index] ?? 0) - (weights[one.index] ?? 0) || one.index - other.index)
  const shares = parts.map(({ down }) => down)
  for (const { index, down } of ranked) {
    if (units <= 0) break
    shares[index] = math.add(down, math.from(1))
    units -= 1
  }
  return shares
}

const integers: Arithmetic<number> = {
  from: (minor) => minor,
  add: (one, other) => one + other,
  subtract: (one, other) => one - other,
  part: (amount, top, bottom) => Math.floor((2 * amount * top + bottom) / (2 * bottom)),
  partDown: (amount, top, bottom) => ({ down: Math.floor((amount * top) / bottom), rest: (amount * top) % bottom }),
  toMinor: (amount) => amount,
}

const bigints: Arithmetic<bigint> = {
  from: (minor) => BigInt(minor),
  add: (one, other) => one + other,
  subtract: (one, other) => one - other,
  part: (amount, top, bottom) => (2n * amount * BigInt(top) + BigInt(bottom)) / (2n * BigInt(bottom)),
  partDown: (amount, top, bottom) => ({ down: (amount * BigInt(top)) / BigInt(bottom), rest: Number((amount * BigInt(top)) % BigInt(bottom)) }),
  toMinor: Number,
}

interface BigNumber {
  plus(other: BigNumber): BigNumber
  minus(other: BigNumber): BigNumber
  times(by: number): BigNumber
  div(by: number): BigNumber
  round(places: number, mode: number): BigNumber
  mod(by: number): BigNumber
  toNumber(): number
}

async function bigJs(): Promise<Arithmetic<BigNumber>> {
  const { default: Big } = await peer<{ readonly default: new (value: number) => BigNumber }>('big.js')
  return {
    from: (minor) => new Big(minor),
    add: (one, other) => one.plus(other),
    subtract: (one, other) => one.minus(other),
    part: (amount, top, bottom) => amount.times(top).div(bottom).round(0, 1),
    partDown: (amount, top, bottom) => ({ down: amount.times(top).div(bottom).round(0, 0), rest: amount.times(top).mod(bottom).toNumber() }),
    toMinor: (amount) => amount.toNumber(),
  }
}

interface Currency {
  readonly intValue: number
  add(other: Currency): Currency
  subtract(other: Currency): Currency
  multiply(by: number): Currency
}

/** It rounds each product to its precision with floats, so the factor is one number: what a shop that uses it would write. */
async function currencyJs(): Promise<Arithmetic<Currency>> {
  const { default: currency } = await peer<{ readonly default: (value: number, options: { readonly fromCents: true }) => Currency }>('currency.js')
  const from = (minor: number): Currency => currency(minor, { fromCents: true })
  return {
    from,
    add: (one, other) => one.add(other),
    subtract: (one, other) => one.subtract(other),
    part: (amount, top, bottom) => amount.multiply(top / bottom),
    partDown: (amount, top, bottom) => ({ down: from(Math.floor((amount.intValue * top) / bottom)), rest: (amount.intValue * top) % bottom }),
    toMinor: (amount) => amount.intValue,
  }
}

type DineroAmount = { toJSON(): { readonly amount: number } }
interface DineroModule {
  dinero(options: { readonly amount: number; readonly currency: unknown }): DineroAmount
  add(one: DineroAmount, other: DineroAmount): DineroAmount
  subtract(one: DineroAmount, other: DineroAmount): DineroAmount
  multiply(amount: DineroAmount, by: number): DineroAmount
  toSnapshot(amount: DineroAmount): { readonly amount: number }
}

/** It has no division (allocate() gives the odd unit to the first, which is no rounding): the quotient is taken in integers. */
async function dineroJs(): Promise<Arithmetic<DineroAmount>> {
  const { dinero, add, subtract, multiply, toSnapshot } = await peer<DineroModule>('dinero.js')
  const cny = { code: 'CNY', base: 10, exponent: 2 }
  const minorOf = (amount: DineroAmount): number => toSnapshot(amount).amount
  const from = (minor: number): DineroAmount => dinero({ amount: minor, currency: cny })
  return {
    from,
    add,
    subtract,
    part: (amount, top, bottom) => from(Math.floor((2 * minorOf(multiply(amount, top)) + bottom) / (2 * bottom))),
    partDown(amount, top, bottom) {
      const product = minorOf(multiply(amount, top))
      return { down: from(Math.floor(product / bottom)), rest: product % bottom }
    },
    toMinor: minorOf,
  }
}

export async function arithmetics() {
  return { integers: typed(integers), BigInt: typed(bigints), 'dinero.js': typed(await dineroJs()), 'currency.js': typed(await currencyJs()), 'big.js': typed(await bigJs()) }
}

/** Its amount is its own affair: the algorithm only hands it back. */
function typed<Amount>(math: Arithmetic<Amount>): Arithmetic<unknown> {
  return {
    from: math.from,
    add: (one, other) => math.add(one as Amount, other as Amount),
    subtract: (one, other) => math.subtract(one as Amount, other as Amount),
    part: (amount, top, bottom) => math.part(amount as Amount, top, bottom),
    partDown: (amount, top, bottom) => math.partDown(amount as Amount, top, bottom),
    toMinor: (amount) => math.toMinor(amount as Amount),
  }
}
