import { type Gs1Data, type LabelPrice, type UnitPrice } from '../barcode/index.ts'
import { type Item } from '../catalogue/index.ts'
import { refuse, type RefusalCode, type Result } from '../errors/index.ts'
import { currencies, minor, mulDiv, type CurrencyCode, type Minor } from '../money/index.ts'
import { onePiece, thousandths, type Price, type Thousandths } from '../quantity/index.ts'
import { addedLine, unresolvedLine } from './add.ts'
import { type Basket } from './basket.ts'
import { type Act, type BasketEdit } from './edit.ts'
import { valuedLine } from './open-price.ts'
import { traitsOf } from './traits.ts'
import { keyedLine } from './weighed.ts'

/** ISO 4217's numbers of the currencies we know: a label of another country writes its price in its own. */
const numbers: Readonly<Record<CurrencyCode, string>> = {
  CNY: '156', GBP: '826', USD: '840', EUR: '978', CHF: '756', AUD: '036', CAD: '124', NZD: '554', SEK: '752', JPY: '392', KRW: '410', KWD: '414', BHD: '048',
}

/** The label's price in minor units, rounded half up where it is finer than the currency; or why it is none of ours. */
function amountOf({ value, decimals, currency: number }: LabelPrice, currency: CurrencyCode): Minor | RefusalCode {
  if (number !== undefined && number !== numbers[currency]) return 'gs1.otherCurrency'
  const { exponent } = currencies[currency]
  // Fifteen digits of a dinar are more thousandths than there are safe integers.
  if (!Number.isSafeInteger(value * 10 ** exponent)) return 'gs1.wrongLength'
  return minor(mulDiv(value, 10 ** exponent, 10 ** decimals, 'halfUp'))
}

/** Exactly the catalogue's: 12.90 a kilogram and 6.45 for 500 g are one price, 12.90 and 12.91 are two. */
function isPrice({ value, decimals }: UnitPrice, price: Price, currency: CurrencyCode): boolean {
  const { exponent } = currencies[currency]
  return BigInt(value) * 10n ** BigInt(exponent) * BigInt(price.per) === BigInt(price.minor) * BigInt(onePiece) * 10n ** BigInt(decimals ?? exponent)
}

/**
 * What keeps a label from being charged by the catalogue: it says its measure in pounds and the like, and a converted figure
 * is on no verified scale; or a price per unit that is not the catalogue's, and one of the two is wrong. An amount on the
 * label is the amount, whatever stands beside it.
 */
function problemOf(data: Gs1Data, item: Item, currency: CurrencyCode): RefusalCode | undefined {
  if (data.price !== undefined) return undefined
  const { unit, price } = item
  if (unit !== 'each' && data.measures[unit] === undefined && data.otherUnits?.includes(unit) === true) return 'gs1.otherUnit'
  return data.unitPrice !== undefined && price !== undefined && !isPrice(data.unitPrice, price, currency) ? 'gs1.otherPrice' : undefined
}

/**
 * The line of an item that a GS1 symbol named, with what it said of this piece: a price is the line's amount, else what a
 * measured item weighs is its quantity, both by the rule of the store's own labels; pieces that are sold as one (AI 30) are
 * that many; else it is a scan like any other, and the same lot joins. What problemOf finds is an unresolved line. `today` is YYYY-MM-DD. Refuses `item.expired`, `serial.repeated`, `line.labelled` for a quantity
 * keyed before a label that says its own, and as addedLine does.
 */
export function gs1Line(
  basket: Pick<Basket, 'lines' | 'trail' | 'currency'>,
  item: Item,
  data: Gs1Data,
  { quantity, today }: { readonly quantity?: Thousandths | undefined; readonly today: string },
  act: Act & { readonly barcode: string },
): Result<BasketEdit> {
  if (data.expiry !== undefined && data.expiry < today) return refuse('item.expired', { expiry: data.expiry })
  const traits = traitsOf(data)
  const weight = item.unit === 'each' ? undefined : data.measures[item.unit]
  const problem = problemOf(data, item, basket.currency)
  if (problem !== undefined) return unresolvedLine(basket, act.barcode, 'unknown', act, problem)
  const pieces = item.unit === 'each' && data.price === undefined ? data.pieces : undefined
  if (pieces !== undefined) {
    // "3 x" before it would be a guess at whether the next pack holds as many.
    return quantity !== undefined && quantity !== onePiece ? refuse('line.labelled') : addedLine(basket, item, thousandths(pieces * onePiece), act, traits)
  }
  if (data.price === undefined && weight === undefined) return keyedLine(basket, item, quantity, act, traits)
  if (quantity !== undefined && quantity !== onePiece) return refuse('line.labelled')
  if (data.price === undefined) return weight === undefined ? refuse('quantity.invalid') : valuedLine(basket, item, { kind: 'weight', quantity: weight }, act, traits)
  const amount = amountOf(data.price, basket.currency)
  if (typeof amount === 'string') return unresolvedLine(basket, act.barcode, 'unknown', act, amount)
  return valuedLine(basket, item, { kind: 'price', amount }, act, { ...traits, ...(weight === undefined ? {} : { weight }) })
}
