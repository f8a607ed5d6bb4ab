import { accept, refuse, type Result } from '../errors/index.ts'
import { isSaleable, maximumQuantity, onePiece, type Thousandths } from '../quantity/index.ts'
import { type Basket, type BasketLine, type ItemLine, type TrailStep } from './basket.ts'
import { linkedRefusal } from './linked.ts'
import { otherSaleRefusal, takenBackTwice } from './one-sale.ts'
import { repeatedLiability } from './repeated-liability.ts'
import { serialRefusal, type Traits } from './traits.ts'

/** Who acts and when (epoch ms). */
export interface Act {
  readonly at: number
  readonly operator: string
  /** Who authorised it, where the operator alone may not. */
  readonly approver?: string
}

/** What an act comes to: the line as it now is, to be inserted or replaced by its lineNo, and the step for the trail. */
export interface BasketEdit {
  readonly line: BasketLine
  readonly step: TrailStep
  /** What becomes of other lines with it, in the same change. */
  readonly followed?: readonly BasketEdit[]
}

type Lines = Pick<Basket, 'lines'>

export function lineOf(basket: Lines, lineNo: number): BasketLine | undefined {
  return basket.lines.find((line) => line.lineNo === lineNo)
}

/** The act's own facts in a step. */
export function byWhom({ at, operator, approver }: Act): Pick<TrailStep, 'at' | 'operator' | 'approver'> {
  return { at, operator, ...(approver === undefined ? {} : { approver }) }
}

/** The facts of a line that its trail step repeats, so that the trail reads alone. */
export function stepFor(line: BasketLine, act: Act, word: TrailStep['act'], barcode?: string): TrailStep {
  const step = { ...byWhom(act), act: word, lineNo: line.lineNo }
  if (line.kind === 'unresolved') return { ...step, barcode: line.barcode }
  if (line.kind === 'liability') return { ...step, owes: line.owes, amount: line.amount }
  if (line.kind === 'takenBack') return { ...step, owes: line.owes, amount: line.amount, saleId: line.origin.saleId }
  const known = { ...step, itemId: line.itemId, quantity: line.quantity }
  return barcode === undefined ? known : { ...known, barcode }
}

/** The refusal for a quantity no line of that unit may have, or undefined. What has a serial number is one piece. */
export function quantityRefusal(quantity: Thousandths, unit: ItemLine['unit'], { serial }: Traits = {}): ReturnType<typeof refuse> | undefined {
  const single = serial !== undefined && unit === 'each'
  if (isSaleable(quantity, unit) && (!single || quantity === onePiece)) return undefined
  return refuse('quantity.invalid', { quantity, unit, maximum: single ? onePiece : maximumQuantity })
}

/**
 * Refuses `line.unknown` for a line that is not there, is struck through or has no item, `line.labelled` for one whose
 * quantity a label says, `line.linked` for one that came along with another, and `quantity.invalid`.
 */
export function changedQuantity(basket: Lines, lineNo: number, quantity: Thousandths, act: Act): Result<BasketEdit> {
  const found = lineOf(basket, lineNo)
  if (found?.kind !== 'item' || found.removed) return refuse('line.unknown', { lineNo })
  if (found.embedded !== undefined) return refuse('line.labelled', { lineNo })
  const linked = linkedRefusal(found)
  if (linked !== undefined) return linked
  const refused = quantityRefusal(quantity, found.unit, found)
  if (refused !== undefined) return refused
  const { tare: _, ...untared } = found
  // A scale said neither this weight nor that tare.
  const line: ItemLine = found.unit === 'kg' ? { ...untared, quantity, weighed: 'typed' } : { ...found, quantity }
  return accept({ line, step: stepFor(line, act, 'quantityChanged') })
}

/** Strikes a line through. Refuses `line.unknown` for a line that is not there or is struck through already. */
export function removedLine(basket: Lines, lineNo: number, act: Act): Result<BasketEdit> {
  const found = lineOf(basket, lineNo)
  if (found === undefined || found.removed) return refuse('line.unknown', { lineNo })
  const linked = found.kind === 'item' ? linkedRefusal(found) : undefined
  if (linked !== undefined) return linked
  const line: BasketLine = { ...found, removed: true }
  return accept({ line, step: stepFor(line, act, 'removed') })
}

/** Takes the stroke off again, with the quantity the line had. Refuses `line.unknown`, `line.notRemoved`, `serial.repeated`, `liability.repeated`, `return.otherSale` and `return.tooMany`. */
export function restoredLine(basket: Lines, lineNo: number, act: Act): Result<BasketEdit> {
  const found = lineOf(basket, lineNo)
  if (found === undefined) return refuse('line.unknown', { lineNo })
  if (!found.removed) return refuse('line.notRemoved', { lineNo })
  const refused = restoredRefusal(basket, found)
  if (refused !== undefined) return refused
  const line: BasketLine = { ...found, removed: false }
  return accept({ line, step: stepFor(line, act, 'restored') })
}

/** What came to stand there meanwhile and cannot stand there twice. */
function restoredRefusal(basket: Lines, found: BasketLine): ReturnType<typeof refuse> | undefined {
  if (found.kind === 'item') return linkedRefusal(found) ?? serialRefusal(basket, found.itemId, found)
  if (found.kind === 'return') return otherSaleRefusal(basket, found)
  if (found.kind === 'takenBack') return otherSaleRefusal(basket, found) ?? takenBackTwice(basket, found)
  return found.kind === 'liability' ? repeatedLiability(basket, found.owes) : undefined
}
