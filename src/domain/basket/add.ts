import { type Item } from '../catalogue/index.ts'
import { accept, refuse, type RefusalCode, type Result } from '../errors/index.ts'
import { onePiece, thousandths, type Price, type Thousandths } from '../quantity/index.ts'
import { type Basket, type ItemLine, type UnresolvedLine } from './basket.ts'
import { quantityRefusal, stepFor, type Act, type BasketEdit } from './edit.ts'
import { haveEqualRules, rulesOf } from './linked.ts'
import { haveEqualTraits, serialRefusal, type Traits } from './traits.ts'

type Lines = Pick<Basket, 'lines' | 'trail'>

/** An address with a GTIN, a lot and a serial is half as long; beyond this a device sent noise. */
const longestBarcode = 256

/** Above every number ever used, also by the trail: a line number on record means one line for ever. */
export function nextLineNo(basket: Lines): number {
  let highest = 0
  for (const { lineNo } of basket.lines) highest = Math.max(highest, lineNo)
  for (const { lineNo } of basket.trail) highest = Math.max(highest, lineNo ?? 0)
  return highest + 1
}

/** Half a surrogate pair has no UTF-8 and would be found only when the finished sale is hashed, with the customer waiting. */
export function isReadableBarcode(barcode: string): boolean {
  return barcode !== '' && barcode.length <= longestBarcode && !/\p{Surrogate}/u.test(barcode)
}

/** A price from an import may be anything; below zero or per nothing it cannot be charged, so it counts as none. */
export function isChargeable(price: Price | undefined): price is Price {
  return price !== undefined && price.minor >= 0 && price.per > 0
}

/** A line that a person or a label priced is a fact of its own: one more piece of it would get a price nobody gave it. */
function isPlain(line: ItemLine): boolean {
  return line.override === undefined && line.discount === undefined && line.fixedGross === undefined && line.department === undefined && line.link === undefined
}

/** The line a repeated scan raises: pieces only, since two weighings are two lines, and only at the same price and tax, of the same lot. */
function sameLine(basket: Lines, item: Item, price: Price, traits: Traits): ItemLine | undefined {
  if (item.unit !== 'each') return undefined
  for (const line of basket.lines.toReversed()) {
    if (line.kind !== 'item' || line.removed || line.itemId !== item.id || line.unit !== 'each' || !isPlain(line) || !haveEqualTraits(line, traits) || !haveEqualRules(line, item)) continue
    if (line.price.minor === price.minor && line.price.per === price.per && line.taxClass === item.taxClass) return line
  }
  return undefined
}

/**
 * A scan nobody knows, or an item with no price. Scanned again while it stands, it stays one line. Refuses
 * `barcode.malformed` for what is empty, overlong or not text.
 */
export function unresolvedLine(basket: Lines, barcode: string, reason: UnresolvedLine['reason'], act: Act, problem?: RefusalCode): Result<BasketEdit> {
  if (!isReadableBarcode(barcode)) return refuse('barcode.malformed')
  for (const standing of basket.lines) {
    if (standing.kind === 'unresolved' && !standing.removed && standing.barcode === barcode && standing.reason === reason) {
      return accept({ line: standing, step: stepFor(standing, act, 'unresolved') })
    }
  }
  const line: UnresolvedLine = { kind: 'unresolved', lineNo: nextLineNo(basket), barcode, reason, ...(problem === undefined ? {} : { problem }), removed: false }
  return accept({ line, step: stepFor(line, act, 'unresolved') })
}

/** A line of its own for an item. What is charged and how much is decided by the caller. */
export function newLine(basket: Lines, item: Item, facts: Pick<ItemLine, 'price' | 'quantity'> & Partial<ItemLine>): ItemLine {
  const { id, sku, names, unit, taxClass } = item
  return { kind: 'item', lineNo: nextLineNo(basket), itemId: id, sku, names, unit, taxClass, removed: false, ...rulesOf(item), ...facts }
}

/**
 * The line an item comes to: a line of the same item raised, else a new one. Without a quantity it is one piece; what is
 * measured needs one. An item without a price becomes an unresolved line under its barcode, or its SKU when it was tapped.
 * Refuses `quantity.invalid`, `barcode.malformed` and `serial.repeated`.
 */
export function addedLine(basket: Lines, item: Item, quantity: Thousandths | undefined, act: Act & { readonly barcode?: string }, traits: Traits = {}): Result<BasketEdit> {
  const { barcode } = act
  if (barcode !== undefined && !isReadableBarcode(barcode)) return refuse('barcode.malformed')
  if (!isChargeable(item.price)) return unresolvedLine(basket, barcode ?? item.sku, 'unpriced', act)
  const wanted = quantity ?? (item.unit === 'each' ? onePiece : thousandths(0))
  const invalid = quantityRefusal(wanted, item.unit, traits) ?? serialRefusal(basket, item.id, traits)
  if (invalid !== undefined) return invalid

  const standing = sameLine(basket, item, item.price, traits)
  if (standing !== undefined) {
    const raised = thousandths(standing.quantity + wanted)
    const tooMany = quantityRefusal(raised, item.unit)
    if (tooMany !== undefined) return tooMany
    const line: ItemLine = { ...standing, quantity: raised }
    return accept({ line, step: stepFor(line, act, 'added', barcode) })
  }
  const line = newLine(basket, item, { price: item.price, quantity: wanted, ...(barcode === undefined ? {} : { barcode }), ...traits })
  return accept({ line, step: stepFor(line, act, 'added', barcode) })
}
