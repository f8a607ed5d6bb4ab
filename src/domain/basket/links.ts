import { type Item } from '../catalogue/index.ts'
import { accept, type Result } from '../errors/index.ts'
import { onePiece, pieceCount, thousandths, type Thousandths } from '../quantity/index.ts'
import { isChargeable, newLine, unresolvedLine } from './add.ts'
import { type Basket, type ItemLine, type TrailStep } from './basket.ts'
import { quantityRefusal, stepFor, type Act, type BasketEdit } from './edit.ts'

type Lines = Pick<Basket, 'lines' | 'trail'>
/** An item by its SKU, as the catalogue has it now. */
export type FindBySku = (sku: string) => Item | undefined

/** How much comes along with a line: so many pieces for each of its own, or for each weighing. */
function linkedQuantity(parent: Pick<ItemLine, 'quantity' | 'unit'>, pieces: number): Thousandths {
  return thousandths(pieceCount([parent]) * pieces * onePiece)
}

function linkStep(line: ItemLine, to: number, act: Act, word: TrailStep['act']): TrailStep {
  return { ...stepFor(line, act, word), linkedTo: to }
}

/** What stands with a line already, brought to what the line is now. */
function followers(basket: Pick<Basket, 'lines'>, parent: ItemLine, act: Act): Result<BasketEdit[]> {
  const edits: BasketEdit[] = []
  for (const child of basket.lines) {
    if (child.kind !== 'item' || child.link?.to !== parent.lineNo) continue
    const quantity = linkedQuantity(parent, child.link.pieces)
    if (quantity === child.quantity && parent.removed === child.removed) continue
    const invalid = quantityRefusal(quantity, child.unit)
    if (invalid !== undefined) return invalid
    const line: ItemLine = { ...child, quantity, removed: parent.removed }
    const word = parent.removed === child.removed ? 'quantityChanged' : parent.removed ? 'removed' : 'restored'
    edits.push({ line, step: linkStep(line, parent.lineNo, act, word) })
  }
  return accept(edits)
}

/** What a new line brings along, each on a line of its own behind it. What cannot be charged is a red line: sold without it, the shop owes the deposit. */
function brought(basket: Lines, parent: ItemLine, findBySku: FindBySku, act: Act): Result<BasketEdit[]> {
  const edits: BasketEdit[] = []
  let lines: Basket['lines'] = [...basket.lines, parent]
  for (const { sku, pieces } of parent.links ?? []) {
    const made = linkedLine({ lines, trail: basket.trail }, parent, findBySku(sku), { sku, pieces }, act)
    if (!made.ok) return made
    edits.push(made.value)
    lines = [...lines, made.value.line]
  }
  return accept(edits)
}

function linkedLine(basket: Lines, parent: ItemLine, item: Item | undefined, { sku, pieces }: { readonly sku: string; readonly pieces: number }, act: Act): Result<BasketEdit> {
  if (item?.unit !== 'each') return unresolvedLine(basket, sku, 'unknown', act)
  if (!isChargeable(item.price)) return unresolvedLine(basket, sku, 'unpriced', act)
  const quantity = linkedQuantity(parent, pieces)
  const invalid = quantityRefusal(quantity, 'each')
  if (invalid !== undefined) return invalid
  // One level: what a deposit might bring along itself would be a chain that nobody sees the end of.
  const { links: _, ...line } = newLine(basket, item, { price: item.price, quantity, link: { to: parent.lineNo, pieces }, noDiscount: true })
  return accept({ line, step: linkStep(line, parent.lineNo, act, 'added') })
}

/**
 * An edit with what follows from it for linked lines: they come with a new line, and after that have its pieces, and are
 * struck and put back with it. A line keeps the links it was rung up with. Refuses `quantity.invalid` for more than a line holds.
 */
export function withLinks(basket: Lines, edit: BasketEdit, findBySku: FindBySku, act: Act): Result<BasketEdit> {
  const { line } = edit
  if (line.kind !== 'item' || edit.followed !== undefined) return accept(edit)
  const isNew = !basket.lines.some(({ lineNo, kind }) => lineNo === line.lineNo && kind === 'item')
  const followed = isNew ? brought(basket, line, findBySku, act) : followers(basket, line, act)
  if (!followed.ok) return followed
  return accept(followed.value.length === 0 ? edit : { ...edit, followed: followed.value })
}
