import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { completionRefusal } from '../../domain/basket/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { canonicalValue } from '../../domain/journal/index.ts'
import { type Liability } from '../../domain/liability/index.ts'
import { priceStored } from '../queries/index.ts'
import { businessDateAt, changeCounter, sellingOperator, type CommandContext } from './command-context.ts'
import { openBasketOf } from './edit-basket.ts'
import { heldByPayment } from './payments-of.ts'

type SuspendedLine =
  | { readonly lineNo: number; readonly owes: Liability; readonly amount: number }
  | ({ readonly lineNo: number; readonly itemId: string } & ({ readonly quantity: number; readonly total: number } | { readonly returned: number; readonly saleId?: string }))

/**
 * Puts the open basket aside; the seat is free for the next customer. The entry says what was in it and what it came to:
 * a basket suspended and never taken up again is where goods leave unpaid.
 */
export function suspendBasket(context: CommandContext, { label }: Input<'suspend-basket'>): Result<CounterView> {
  const { database, request } = context
  return changeCounter(context, () => {
    const operator = sellingOperator(context)
    if (!operator.ok) return operator
    const basket = openBasketOf(context)
    if (basket === undefined || completionRefusal(basket) === 'basket.empty') return refuse('basket.empty')
    const held = heldByPayment(database, basket.id)
    if (held !== undefined) return held
    const priced = priceStored(basket, database.facts())
    if (!priced.ok) return priced
    const moment = context.moment()
    const named = label === undefined ? {} : { label }
    const step = { at: moment.at, operator: operator.value.id, act: 'suspended' } as const
    database.append(moment, {
      type: 'basket.suspended',
      schemaVersion: 1,
      businessDate: businessDateAt(context, moment),
      operator: operator.value.id,
      body: canonicalValue({
        basketId: basket.id,
        ...named,
        openedAt: basket.openedAt,
        lines: basket.lines.flatMap((line): SuspendedLine[] => {
          const figures = priced.value.lines.find(({ lineNo }) => lineNo === line.lineNo)
          if (line.kind === 'return' && !line.removed) return [{ lineNo: line.lineNo, itemId: line.itemId, returned: line.quantity, ...(line.origin === undefined ? {} : { saleId: line.origin.saleId }) }]
          if (line.kind === 'liability' && !line.removed) return [{ lineNo: line.lineNo, owes: line.owes, amount: line.amount }]
          return line.kind === 'item' && figures !== undefined ? [{ lineNo: line.lineNo, itemId: line.itemId, quantity: line.quantity, total: figures.total }] : []
        }),
        total: priced.value.total,
        trail: [...basket.trail, step],
      }),
    })
    database.suspendBasket(basket.id, { ...named, operatorId: operator.value.id, at: moment.at }, step, request)
    return accept(undefined)
  })
}
