import { type BasketView, type Input, type ItemLineView } from '../../contracts/ipc/index.ts'
import { rowsOf } from './basket-rows.ts'

/** The command that takes one change of a basket back. */
export type Inverse =
  | { readonly name: 'remove-line'; readonly input: Input<'remove-line'> }
  | { readonly name: 'restore-line'; readonly input: Input<'restore-line'> }
  | { readonly name: 'change-quantity'; readonly input: Input<'change-quantity'> }
  | { readonly name: 'discount-line'; readonly input: Input<'discount-line'> }
  | { readonly name: 'discount-basket'; readonly input: Input<'discount-basket'> }
  | { readonly name: 'override-price'; readonly input: Input<'override-price'> }

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

function ofItem(before: ItemLineView, after: ItemLineView): Inverse[] {
  const { lineNo } = before
  const inverses: Inverse[] = []
  if (before.quantity !== after.quantity) inverses.push({ name: 'change-quantity', input: { lineNo, quantity: before.quantity } })
  if (!same(before.discountRule, after.discountRule)) inverses.push({ name: 'discount-line', input: before.discountRule === undefined ? { lineNo } : { lineNo, discount: before.discountRule } })
  if (!same(before.override, after.override)) {
    if (before.override !== undefined) inverses.push({ name: 'override-price', input: { lineNo, ...before.override } })
    else if (after.override !== undefined) inverses.push({ name: 'override-price', input: { lineNo, reason: after.override.reason } })
  }
  return inverses
}

/**
 * What takes the step from `before` to `after` back, read off the two views: whoever made the change, from whatever
 * screen, it is the same. Undefined when the step was not exactly one change: half of it undone would be a basket nobody
 * ever had. A line that was added is struck through, as every removed line is, and counts nothing.
 */
export function inverseOf(before: BasketView | undefined, after: BasketView): Inverse | undefined {
  const inverses: Inverse[] = []
  const olds = new Map(before === undefined ? [] : rowsOf(before).map((line) => [line.lineNo, line]))
  for (const line of rowsOf(after)) {
    const { lineNo } = line
    const old = olds.get(lineNo)
    // What came along goes back by itself, with the line that brought it.
    if (old === line || (line.kind === 'item' && line.linkedTo !== undefined)) continue
    if (old === undefined) {
      inverses.push({ name: 'remove-line', input: { lineNo } })
      continue
    }
    if (old.removed !== line.removed) inverses.push({ name: line.removed ? 'restore-line' : 'remove-line', input: { lineNo } })
    if (old.kind === 'item' && line.kind === 'item') inverses.push(...ofItem(old, line))
    // Struck through or brought back, its figures are others without anybody having changed them.
    if (old.kind === 'return' && line.kind === 'return' && old.quantity !== line.quantity) inverses.push({ name: 'change-quantity', input: { lineNo, quantity: old.quantity } })
  }
  if (!same(before?.discountRule, after.discountRule)) inverses.push({ name: 'discount-basket', input: before?.discountRule === undefined ? {} : { discount: before.discountRule } })
  return inverses.length === 1 ? inverses[0] : undefined
}
