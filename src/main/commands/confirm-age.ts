import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { confirmedAgeStep, refusedAge, type BasketEdit } from '../../domain/basket/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { canonicalValue } from '../../domain/journal/index.ts'
import { businessDateAt, changeCounter, sellingOperator, type CommandContext } from './command-context.ts'
import { openBasketOf, voidingRefusal } from './edit-basket.ts'
import { putBackCollected } from './lay-aways.ts'
import { heldByPayment, laidAsideRefusal } from './payments-of.ts'

/**
 * A person's answer to the age a basket asks for. Both answers are entries of their own: whoever licenses a shop asks for the
 * refused ones, which no sale tells of. What the customer was born on is written nowhere.
 */
export function confirmAge(context: CommandContext, { basketId, age, outcome }: Input<'confirm-age'>): Result<CounterView> {
  const { database, request } = context
  return changeCounter(context, () => {
    const operator = sellingOperator(context)
    if (!operator.ok) return operator
    const basket = openBasketOf(context)
    if (basket?.id !== basketId) return refuse('basket.gone')
    const held = voidingRefusal(basket) ?? heldByPayment(database, basketId)
    if (held !== undefined) return held
    const moment = context.moment()
    const act = { at: moment.at, operator: operator.value.id }
    let removed: readonly BasketEdit[] = []
    const laid = outcome === 'tooYoung' && laidAsideRefusal(database, basketId) !== undefined
    if (laid) {
      // Nothing is taken out of what was paid for: the goods go back to where they are kept.
      const back = putBackCollected(context, basket)
      if (!back.ok) return back
    } else if (outcome === 'tooYoung') {
      const refused = refusedAge(basket, age, act)
      if (!refused.ok) return refused
      removed = refused.value.removed
      database.changeLines(basketId, [{ step: refused.value.step }, ...removed], request)
    } else {
      const step = confirmedAgeStep(basket, age, outcome, act)
      if (!step.ok) return step
      database.changeLines(basketId, [{ step: step.value }], request)
    }
    const itemIds = removed.flatMap(({ line }) => (line.kind === 'item' ? [line.itemId] : []))
    database.append(moment, {
      type: 'age.checked',
      schemaVersion: 1,
      businessDate: businessDateAt(context, moment),
      operator: operator.value.id,
      body: canonicalValue({ basketId, age, outcome, ...(itemIds.length === 0 ? {} : { removed: itemIds }) }),
    })
    return accept(undefined)
  })
}
