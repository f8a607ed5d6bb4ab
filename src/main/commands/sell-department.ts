import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { departmentLine } from '../../domain/basket/index.ts'
import { refuse, type Result } from '../../domain/errors/index.ts'
import { minor } from '../../domain/money/index.ts'
import { thousandths } from '../../domain/quantity/index.ts'
import { changeCounter, type CommandContext } from './command-context.ts'
import { addToBasket } from './edit-basket.ts'

/** An open price in a department: the only price a cashier keys in for something that has no record of its own. */
export function sellDepartment(context: CommandContext, { departmentId, amount, quantity }: Input<'sell-department'>): Result<CounterView> {
  const { database } = context
  return changeCounter(context, () =>
    addToBasket(context, (basket, act) => {
      const department = database.departments().find(({ id }) => id === departmentId)
      const item = department === undefined ? undefined : database.itemById(department.itemId)
      if (department === undefined || item === undefined) return refuse('department.unknown')
      return departmentLine(basket, department, item, { amount: minor(amount), quantity: quantity === undefined ? undefined : thousandths(quantity) }, act)
    }),
  )
}
