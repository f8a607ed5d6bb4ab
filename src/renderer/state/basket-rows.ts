import { type BasketLineView, type BasketView, type CounterView, type ReturnLineView, type SaleView } from '../../contracts/ipc/index.ts'

/** What stands in the basket in one list: what is sold, what is not known, what comes back. */
export type BasketRow = BasketLineView | ReturnLineView

/** In the order in which they were added. The very array where nothing comes back: what did not change is not drawn again. */
export function rowsOf({ lines, returned }: BasketView): readonly BasketRow[] {
  return returned === undefined ? lines : [...lines, ...returned.lines].toSorted((one, other) => one.lineNo - other.lineNo)
}

/**
 * What the basket comes to between the two: a plain sale, the customer `pays` the rest, the shop `owes` it, nobody owes
 * (`even`), or it cannot be said (`problem`). Goods that were all struck through are no return.
 */
export type Balance = 'sale' | 'pays' | 'owes' | 'even' | 'problem'

export function balanceOf(basket: BasketView | undefined): Balance {
  const returned = basket?.returned
  if (returned === undefined || !returned.lines.some(({ removed }) => !removed)) return 'sale'
  if (returned.problem !== undefined) return 'problem'
  if (returned.net === 0) return 'even'
  return returned.net > 0 ? 'pays' : 'owes'
}

/** A part of it was taken, in any way: the goods cannot change any more, and the rest is to be paid. */
export function isPartPaid(basket: BasketView | undefined): boolean {
  return (basket?.tenders ?? []).length > 0 || basket?.payments?.some(({ kind, state }) => kind === 'sale' && state === 'approved') === true
}

/** What was completed last at this seat: a sale, what came back beside it, or what came back alone. */
export function lastDone(counter: CounterView | undefined): SaleView | undefined {
  return counter?.lastSale ?? counter?.lastRefund
}

/** How much of a line of a sale stands in the basket as coming back, in thousandths. */
export function comingBack(basket: BasketView | undefined, saleId: string, saleLineNo: number): number {
  const returned = basket?.returned
  if (returned?.sale?.id !== saleId) return 0
  return returned.lines.reduce((sum, line) => (line.removed || line.saleLineNo !== saleLineNo ? sum : sum + line.quantity), 0)
}
