import { accept, refuse, type Result } from '../errors/index.ts'
import { thousandths, type Thousandths } from '../quantity/index.ts'
import { nextLineNo } from './add.ts'
import { type Basket, type TrailStep } from './basket.ts'
import { lineOf, quantityRefusal, stepFor, type Act, type BasketEdit } from './edit.ts'
import { otherSaleRefusal } from './one-sale.ts'
import { type ReturnLine } from './return-line.ts'

type Lines = Pick<Basket, 'lines' | 'trail'>

/** What comes back, and how much of it may: without a receipt there is no limit but the largest quantity. */
export type ReturnedGoods = Omit<ReturnLine, 'kind' | 'lineNo' | 'removed'> & {
  /** What is left to return of the sale's line, before this basket. */
  readonly left?: Thousandths
}

/** How much of that line of the sale stands in the basket besides `except`. */
function standing(basket: Pick<Basket, 'lines'>, { origin }: Pick<ReturnLine, 'origin'>, except?: number): number {
  let quantity = 0
  for (const line of basket.lines) {
    if (line.kind !== 'return' || line.removed || line.lineNo === except || origin === undefined) continue
    if (line.origin?.saleId === origin.saleId && line.origin.saleLineNo === origin.saleLineNo) quantity += line.quantity
  }
  return quantity
}

function tooMuch(basket: Pick<Basket, 'lines'>, wanted: Pick<ReturnLine, 'origin' | 'quantity'>, left: Thousandths | undefined, except?: number): ReturnType<typeof refuse> | undefined {
  if (left === undefined) return undefined
  const rest = Math.max(0, left - standing(basket, wanted, except))
  return wanted.quantity > rest ? refuse('return.tooMany', { left: rest }) : undefined
}

/** What came back in one state for one reason is one line; what has a serial number, or no receipt, is a line of its own. */
function sameReturn(basket: Pick<Basket, 'lines'>, goods: ReturnedGoods): ReturnLine | undefined {
  const { origin, condition, reason, serial } = goods
  if (origin === undefined || serial !== undefined) return undefined
  return basket.lines.find(
    (line): line is ReturnLine => line.kind === 'return' && !line.removed && line.origin?.saleId === origin.saleId && line.origin.saleLineNo === origin.saleLineNo && line.condition === condition && line.reason === reason,
  )
}

function stepOf(line: ReturnLine, act: Act, word: TrailStep['act']): TrailStep {
  return { ...stepFor(line, act, word, line.barcode), reason: line.reason, ...(line.origin === undefined ? {} : { saleId: line.origin.saleId }) }
}

/**
 * Goods that come back, as a line of the basket: the line of the same goods raised, else a new one. Refuses
 * `quantity.invalid`, `price.invalid` (below nothing or per nothing), `return.otherSale` beside goods of another sale, or with
 * and without a receipt, and `return.tooMany` (params: left) beyond what is left to return.
 */
export function addedReturn(basket: Lines, goods: ReturnedGoods, act: Act): Result<BasketEdit> {
  const { left, ...facts } = goods
  const invalid = quantityRefusal(facts.quantity, facts.unit, facts) ?? otherSaleRefusal(basket, facts) ?? tooMuch(basket, facts, left)
  if (invalid !== undefined) return invalid
  if (facts.price.minor < 0 || facts.price.per <= 0) return refuse('price.invalid')
  const same = sameReturn(basket, goods)
  const line: ReturnLine = same === undefined ? { kind: 'return', lineNo: nextLineNo(basket), removed: false, ...facts } : { ...same, quantity: thousandths(same.quantity + facts.quantity) }
  return accept({ line, step: stepOf(line, act, 'returned') })
}

/** Refuses `line.unknown` for a line that is not there, is struck through or returns nothing, `quantity.invalid` and `return.tooMany`. */
export function changedReturn(basket: Lines, lineNo: number, quantity: Thousandths, left: Thousandths | undefined, act: Act): Result<BasketEdit> {
  const found = lineOf(basket, lineNo)
  if (found?.kind !== 'return' || found.removed) return refuse('line.unknown', { lineNo })
  const line: ReturnLine = { ...found, quantity }
  const invalid = quantityRefusal(quantity, found.unit, found) ?? tooMuch(basket, line, left, lineNo)
  if (invalid !== undefined) return invalid
  return accept({ line, step: stepOf(line, act, 'quantityChanged') })
}

/**
 * Another state or reason for goods that stand in the basket: what was said while they were taken in was meant for others too.
 * Refuses `line.unknown` for a line that is not there, is struck through or returns nothing.
 */
export function restatedReturn(basket: Lines, lineNo: number, { condition, reason }: Pick<ReturnLine, 'condition' | 'reason'>, act: Act): Result<BasketEdit> {
  const found = lineOf(basket, lineNo)
  if (found?.kind !== 'return' || found.removed) return refuse('line.unknown', { lineNo })
  const line: ReturnLine = { ...found, condition, reason }
  return accept({ line, step: stepOf(line, act, 'returnChanged') })
}
