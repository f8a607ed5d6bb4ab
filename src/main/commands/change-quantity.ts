import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { changedQuantity, changedReturn, type ReturnLine } from '../../domain/basket/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { thousandths, type Thousandths } from '../../domain/quantity/index.ts'
import { leftToReturn } from '../../domain/refund/index.ts'
import { saleOfOrigin } from '../queries/index.ts'
import { changeCounter, type CommandContext } from './command-context.ts'
import { editBasket } from './edit-basket.ts'

export function changeQuantity(context: CommandContext, { lineNo, quantity }: Input<'change-quantity'>): Result<CounterView> {
  return changeCounter(context, () =>
    editBasket(context, (basket, act) => {
      const line = basket.lines.find((one) => one.lineNo === lineNo)
      if (line?.kind !== 'return') return changedQuantity(basket, lineNo, thousandths(quantity), act)
      return changedReturn(basket, lineNo, thousandths(quantity), leftOf(context, line), act)
    }),
  )
}

function leftOf({ database }: CommandContext, { origin }: ReturnLine): Thousandths | undefined {
  if (origin === undefined) return undefined
  const { sale, refunds } = saleOfOrigin(database, origin)
  return leftToReturn(sale, refunds).find(({ lineNo }) => lineNo === origin.saleLineNo)?.left
}
