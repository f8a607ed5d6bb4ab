import { type CounterView, type DiscountView, type Input } from '../../contracts/ipc/index.ts'
import { type StoredBasket } from '../../db/index.ts'
import { discountedLine, discountShare, lineGross, type Discount, type ItemLine } from '../../domain/basket/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { minor } from '../../domain/money/index.ts'
import { type Subject } from './authorize.ts'
import { changeCounter, type CommandContext } from './command-context.ts'
import { editGated } from './edit-basket.ts'

/** The contract's plain integer becomes an amount. */
export function discountOf(given: DiscountView | undefined): Discount | undefined {
  return given?.kind === 'amount' ? { ...given, minor: minor(given.minor) } : given
}

/** What an approval of an act on one line names. */
export function lineDocument(basket: StoredBasket, lineNo: number): string {
  return `${basket.id}/${lineNo}`
}

export function itemLineOf(basket: StoredBasket, lineNo: number): ItemLine | undefined {
  return basket.lines.find((line): line is ItemLine => line.kind === 'item' && line.lineNo === lineNo)
}

/** An approval for one piece is for no more of them, and for no other price of it. */
export function shownOf(line: ItemLine): NonNullable<Subject['shown']> {
  return { itemId: line.itemId, quantity: line.quantity, gross: lineGross(line) }
}

/** Taking a discount back needs no right of its own. */
export function discountLine(context: CommandContext, { lineNo, discount: given, approval }: Input<'discount-line'>): Result<CounterView> {
  const discount = discountOf(given)
  const gated = {
    approval,
    subject: (basket: StoredBasket) => {
      const line = itemLineOf(basket, lineNo)
      if (discount === undefined || line === undefined) return undefined
      return { permission: 'discount', document: lineDocument(basket, lineNo), amount: discountShare(discount, lineGross(line)), shown: shownOf(line) } as const
    },
  }
  return changeCounter(context, () => editGated(context, gated, (basket, act) => discountedLine(basket, lineNo, discount, act)))
}
