import { type Department, type InStoreCode, type Item } from '../catalogue/index.ts'
import { accept, refuse, type Result } from '../errors/index.ts'
import { currencies, minor, mulDiv, type CurrencyCode, type Minor } from '../money/index.ts'
import { isSaleable, onePiece, thousandths, type Price, type Thousandths } from '../quantity/index.ts'
import { addedLine, isChargeable, newLine, unresolvedLine } from './add.ts'
import { type Basket, type Embedded, type ItemLine } from './basket.ts'
import { quantityRefusal, stepFor, type Act, type BasketEdit } from './edit.ts'
import { serialRefusal, type Traits } from './traits.ts'

type Lines = Pick<Basket, 'lines' | 'trail'>
type Scan = Act & { readonly barcode: string }

/** What a label says in our own units: a weight in thousandths, or an amount in minor units of the currency. */
export type LabelValue = { readonly kind: 'weight'; readonly quantity: Thousandths } | { readonly kind: 'price'; readonly amount: Minor }

/** The value's digits brought to thousandths or minor units, rounded half up where the label is finer than the currency. */
export function labelValue({ rule, value }: InStoreCode, currency: CurrencyCode): LabelValue {
  if (rule.valueKind === 'weight') return { kind: 'weight', quantity: thousandths(value * 10 ** (3 - rule.decimals)) }
  return { kind: 'price', amount: minor(mulDiv(value, 10 ** currencies[currency].exponent, 10 ** rule.decimals, 'halfUp')) }
}

/**
 * How much of a measured item costs that amount, to the thousandth, for stock: the amount itself stays what the label
 * says. At least a thousandth, because something left the shelf.
 */
function weightOf(amount: Minor, price: Price): Thousandths {
  return thousandths(Math.max(1, mulDiv(amount, price.per, price.minor, 'halfUp')))
}

/**
 * The line of an in-store barcode: always one of its own, since two labels are two packets. A label that says nothing
 * (zero), or a weight of something sold by the piece, is an unresolved line like any other scan that makes no sense.
 */
export function labelledLine(basket: Lines, item: Item, code: InStoreCode, currency: CurrencyCode, act: Scan): Result<BasketEdit> {
  return valuedLine(basket, item, labelValue(code, currency), act)
}

/**
 * The line of any label that says what it weighs or costs, by the rule of labelledLine. `weight` is what a price label
 * weighed, where it says so: then nothing is inferred from the price. Refuses `serial.repeated`.
 */
export function valuedLine(basket: Lines, item: Item, said: LabelValue, act: Scan, { weight, ...traits }: Traits & { readonly weight?: Thousandths } = {}): Result<BasketEdit> {
  const { barcode } = act
  const senseless = (): Result<BasketEdit> => unresolvedLine(basket, barcode, 'unknown', act)
  if (said.kind === 'weight') {
    if (item.unit === 'each' || !isSaleable(said.quantity, item.unit)) return senseless()
    const added = addedLine(basket, item, said.quantity, act, traits)
    if (!added.ok || added.value.line.kind !== 'item') return added
    return accept({ ...added.value, line: { ...added.value.line, embedded: { kind: 'weight', barcode } } })
  }
  const twice = serialRefusal(basket, item.id, traits)
  if (twice !== undefined) return twice
  const { amount } = said
  if (amount === 0) return senseless()
  const weighed = item.unit === 'each' ? undefined : weight
  // By the piece the label is the price, so the catalogue needs none. A weight can only be told from a price per kilogram.
  const price = isChargeable(item.price) ? item.price : { minor: amount, per: onePiece }
  if (item.unit !== 'each' && (!isChargeable(item.price) || (price.minor === 0 && weighed === undefined))) return unresolvedLine(basket, barcode, 'unpriced', act)
  const quantity = item.unit === 'each' ? onePiece : (weighed ?? weightOf(amount, price))
  if (!isSaleable(quantity, item.unit)) return senseless()
  const embedded: Embedded = { kind: 'price', barcode, ...(weighed === undefined ? {} : { weight: weighed }) }
  const line: ItemLine = newLine(basket, item, { barcode, price, quantity, embedded, fixedGross: amount, ...traits })
  return accept({ line, step: stepFor(line, act, 'added', barcode) })
}

/**
 * Something sold in a department at the price of one piece that was keyed in. `item` is the department's. Always a line of
 * its own: two bunches of flowers at one price are not known to be the same. Refuses `price.invalid` and `quantity.invalid`.
 */
export function departmentLine(
  basket: Lines,
  department: Department,
  item: Item,
  { amount, quantity = onePiece }: { readonly amount: Minor; readonly quantity?: Thousandths | undefined },
  act: Act,
): Result<BasketEdit> {
  if (amount <= 0) return refuse('price.invalid')
  const invalid = quantityRefusal(quantity, 'each')
  if (invalid !== undefined) return invalid
  const { id, names, taxClass } = department
  const line = newLine(basket, { ...item, names, taxClass, unit: 'each' }, { price: { minor: amount, per: onePiece }, quantity, department: id })
  return accept({ line, step: { ...stepFor(line, act, 'added'), price: { minor: amount, per: onePiece } } })
}
