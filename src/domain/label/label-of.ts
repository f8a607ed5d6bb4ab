import { nameIn, type Item } from '../catalogue/index.ts'
import { accept, refuse, type Result } from '../errors/index.ts'
import { decimalText, type CurrencyCode, type Minor } from '../money/index.ts'
import { extend, quantityText, shortQuantityText, thousandths, type Price, type Thousandths, type Unit } from '../quantity/index.ts'
import { codeOf } from './label-code.ts'
import { labelFits } from './label-layout.ts'
import { type LabelDocument, type LabelKind, type LabelSize, type LabelWords } from './label-document.ts'

export interface LabelFacts {
  readonly item: Pick<Item, 'sku' | 'names' | 'unit' | 'price'>
  /** As they are kept: a GTIN padded to 14 digits. */
  readonly barcodes: readonly string[]
  readonly currency: CurrencyCode
  readonly language: string
  readonly words: LabelWords
  readonly kind: LabelKind
  readonly size: LabelSize
  /** The calendar's date at the store, YYYY-MM-DD. */
  readonly today: string
  /** What this very piece weighs. Of an item that is sold by measure, on an item label. */
  readonly weight?: Thousandths
  /** YYYY-MM-DD. */
  readonly bestBefore?: string
}

/** The code stands where a sign would be read as another currency's, or no font has it. */
const signs: Readonly<Partial<Record<CurrencyCode, string>>> = { CNY: '¥', GBP: '£', EUR: '€', USD: '$', JPY: '¥' }
const aWhole = thousandths(1000)

/**
 * A label of what the item costs now. Refuses `item.unpriced`, `quantity.invalid` for a weight of something that is sold by
 * the piece, and `label.tooSmall` where the size has no room for the price. The date on it is the day it was made: a label on a shelf is wrong from the day the price changes, and says since when it hangs.
 */
export function labelOf(facts: LabelFacts): Result<LabelDocument> {
  const { item, currency, words, kind, size, language, weight } = facts
  const { price, unit } = item
  if (price === undefined) return refuse('item.unpriced')
  if (weight !== undefined && (unit === 'each' || weight <= 0)) return refuse('quantity.invalid')
  const code = codeOf(facts.barcodes, item.sku)
  const document: LabelDocument = {
    version: 1,
    kind,
    size,
    language,
    name: oneLine(nameIn(item.names, language)),
    ...priced(price, unit, weight, { currency, words }),
    notes: [
      ...(weight === undefined || unit === 'each' ? [] : [filled(words.netWeight, `${quantityText(weight, unit)} ${words.units[unit]}`)]),
      ...(facts.bestBefore === undefined ? [] : [filled(words.bestBefore, facts.bestBefore)]),
    ],
    details: [filled(words.itemNumber, oneLine(item.sku)), ...(kind === 'shelf' ? [filled(words.printed, facts.today)] : [])],
    ...(code && { code }),
  }
  return labelFits(document) ? accept(document) : refuse('label.tooSmall')
}

/** What one pays and what for; and, where those are not a whole kilogram or litre, the price of one. */
function priced(price: Price, unit: Unit, weight: Thousandths | undefined, shop: Pick<LabelFacts, 'currency' | 'words'>): Pick<LabelDocument, 'price' | 'per' | 'unitPrice'> {
  const { words } = shop
  const amount = (minor: Minor): string => amountText(minor, shop.currency)
  if (unit === 'each') {
    return { price: amount(price.minor), ...(price.per !== aWhole && { per: words.pieces.replaceAll('{n}', shortQuantityText(price.per)) }) }
  }
  const ofAWhole = `${amount(extend(price, aWhole))}/${words.units[unit]}`
  if (weight !== undefined) return { price: amount(extend(price, weight)), unitPrice: ofAWhole }
  if (price.per === aWhole) return { price: amount(price.minor), per: `/${words.units[unit]}` }
  return { price: amount(price.minor), per: `/${shortQuantityText(price.per)} ${words.units[unit]}`, unitPrice: ofAWhole }
}

function amountText(amount: Minor, currency: CurrencyCode): string {
  const sign = signs[currency]
  const text = decimalText(amount, currency)
  return sign === undefined ? `${currency} ${text}` : `${sign}${text}`
}

function filled(words: string, text: string): string {
  // A function: "$&" in a SKU is text.
  return words.replaceAll('{text}', () => text)
}

/** An import may have left anything in a name. A line break in it is a space; a control character is nothing. */
function oneLine(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/g, ' ').replaceAll(/\p{Cc}/gu, '').trim()
}
