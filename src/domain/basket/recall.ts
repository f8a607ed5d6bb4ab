import { accept, refuse, type Result } from '../errors/index.ts'
import { type Basket, type BasketLine, type ItemLine } from './basket.ts'
import { lineOf, stepFor, type Act, type BasketEdit } from './edit.ts'

/** Goods that must not be sold: all of an item, or one lot of it. */
export interface Recall {
  readonly itemId: string
  /** Absent: every lot. */
  readonly lot?: string
  /** One of `recallReasons`, or a sentence of whoever recalled it. */
  readonly reason: string
  /** YYYY-MM-DD */
  readonly since: string
}

/** What a person at a register chooses from. Codes in the journal: never renamed. */
export const recallReasons = ['supplier', 'authority', 'quality', 'complaint', 'other'] as const
export type RecallReason = (typeof recallReasons)[number]

/** `recalled`: it must go. `lotAsked`: lots of it are recalled, and nobody knows whether this is one. */
export interface RecallStanding {
  readonly state: 'recalled' | 'lotAsked'
  readonly reason: string
  /** The lots in question; empty where every lot is. */
  readonly lots: readonly string[]
}

/** How a line stands to the recalls of its item; undefined where none touches it. */
export function recallStanding(line: BasketLine, recalls: readonly Recall[]): RecallStanding | undefined {
  if (line.kind !== 'item' || line.removed) return undefined
  const ofItem = recalls.filter(({ itemId }) => itemId === line.itemId)
  const met = ofItem.find(({ lot }) => lot === undefined || lot === line.lot)
  if (met !== undefined) return { state: 'recalled', reason: met.reason, lots: met.lot === undefined ? [] : [met.lot] }
  const [first] = ofItem
  if (first === undefined || line.lot !== undefined) return undefined
  const lots = ofItem.flatMap(({ lot }) => (lot === undefined ? [] : [lot]))
  const { lotsSeen } = line
  // One look is at so many pieces and those lots: another piece, or another lot, is another look.
  const isSeen = lotsSeen !== undefined && lotsSeen.quantity >= line.quantity && lots.every((lot) => lotsSeen.lots.includes(lot))
  return isSeen ? undefined : { state: 'lotAsked', reason: first.reason, lots }
}

export function recallRefusal(lines: Basket['lines'], recalls: readonly Recall[]): 'item.recalled' | 'recall.lotUnchecked' | undefined {
  if (recalls.length === 0) return undefined
  const states = lines.map((line) => recallStanding(line, recalls)?.state)
  if (states.includes('recalled')) return 'item.recalled'
  return states.includes('lotAsked') ? 'recall.lotUnchecked' : undefined
}

/**
 * Somebody looked at the lot printed on all pieces of a line, and it is none of those. Refuses `line.unknown`, and
 * `basket.changed` where other lots are asked for by now, or none.
 */
export function checkedLots(basket: Pick<Basket, 'lines'>, lineNo: number, lots: readonly string[], recalls: readonly Recall[], act: Act): Result<BasketEdit> {
  const found = lineOf(basket, lineNo)
  if (found?.kind !== 'item' || found.removed) return refuse('line.unknown', { lineNo })
  const standing = recallStanding(found, recalls)
  if (standing?.state !== 'lotAsked' || standing.lots.some((lot) => !lots.includes(lot))) return refuse('basket.changed')
  const line: ItemLine = { ...found, lotsSeen: { lots: [...standing.lots], quantity: found.quantity } }
  return accept({ line, step: { ...stepFor(line, act, 'lotChecked'), lots: [...standing.lots] } })
}
