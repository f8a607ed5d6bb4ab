import { type Gs1Data, type LabelPrice } from '../barcode/index.ts'
import { type Item } from '../catalogue/index.ts'
import { refuse, type RefusalCode, type Result } from '../errors/index.ts'
import { currencies, minor, mulDiv, type CurrencyCode, type Minor } from '../money/index.ts'
import { onePiece, type Thousandths } from '../quantity/index.ts'
import { addedLine, unresolvedLine } from './add.ts'
import { type Basket } from './basket.ts'
import { type Act, type BasketEdit } from './edit.ts'
import { valuedLine } from './open-price.ts'
import { traitsOf } from './traits.ts'

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

/**
 * The line of an item that a GS1 symbol named, with what it said of this piece: a price is the line's amount, else what a
 * measured item weighs is its quantity, both by the rule of the store's own labels; else it is a scan like any other, and
 * the same lot joins. `today` is YYYY-MM-DD. Refuses `item.expired`, `serial.repeated`, `line.labelled` for a quantity
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
  if (data.price === undefined && weight === undefined) return addedLine(basket, item, quantity, act, traits)
  if (quantity !== undefined && quantity !== onePiece) return refuse('line.labelled')
  if (data.price === undefined) return weight === undefined ? refuse('quantity.invalid') : valuedLine(basket, item, { kind: 'weight', quantity: weight }, act, traits)
  const amount = amountOf(data.price, basket.currency)
  if (typeof amount === 'string') return unresolvedLine(basket, act.barcode, 'unknown', act, amount)
  return valuedLine(basket, item, { kind: 'price', amount }, act, { ...traits, ...(weight === undefined ? {} : { weight }) })
}
