import { type CounterView, type TrainingResultView } from '../../contracts/ipc/index.ts'
import { afterOwnDiscounts } from '../../domain/basket/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { canonicalValue } from '../../domain/journal/index.ts'
import { counterViewOf, hasRight } from '../queries/index.ts'
import { businessDateAt, type CommandContext } from './command-context.ts'
import { openBasketOf } from './edit-basket.ts'
import { unsettledPayment } from './payments-of.ts'
import { handBack } from './remove-tender.ts'

type Context = Pick<CommandContext, 'database' | 'moment'>

/** `asked`, the training's seat locked itself (`idle`), or the program ended in the middle of it (`interrupted`). Codes in the journal: never renamed. */
export type TrainingEnd = 'asked' | 'idle' | 'interrupted'

export interface EndedTraining {
  readonly operatorId: string
  /** Epoch ms. */
  readonly startedAt: number
  /** Absent: nobody was there to say when it ended. */
  readonly seconds?: number
  readonly reason: TrainingEnd
  readonly results: readonly TrainingResultView[]
}

/**
 * On the shop's register: who goes training, and when. That entry is their sign-off, too: the seat is empty until somebody
 * signs on again. Refuses `operator.notSignedOn`, `request.notAllowed`, and `training.basketOpen`: a customer's basket, and
 * what is being paid for it, is not left alone.
 */
export function startTraining(context: Context & Pick<CommandContext, 'seat'>): Result<{ readonly operatorId: string; readonly startedAt: number }> {
  const { database, seat } = context
  return database.unitOfWork((): Result<{ readonly operatorId: string; readonly startedAt: number }> => {
    const operator = hasRight(database, seat, 'training')
    if (!operator.ok) return operator
    if (database.seat(seat).basketId !== undefined) return refuse('training.basketOpen')
    const { id } = operator.value
    const moment = context.moment()
    database.append(moment, { type: 'training.started', schemaVersion: 1, businessDate: businessDateAt(context, moment), operator: id, body: { seat } })
    database.setSeat({ seat })
    return accept({ operatorId: id, startedAt: moment.at })
  })
}

/** On the shop's register: how long it was, and what came of it. Nothing else of a training is ever written there. */
export function endTraining(context: Context, { operatorId, startedAt, seconds, reason, results }: EndedTraining): Result<undefined> {
  const { database } = context
  return database.unitOfWork(() => {
    const moment = context.moment()
    const body = canonicalValue({ startedAt, reason, ...(seconds === undefined ? {} : { seconds }), results: results.map((result) => ({ ...result })) })
    database.append(moment, { type: 'training.ended', schemaVersion: 1, businessDate: businessDateAt(context, moment), operator: operatorId, body })
    return accept(undefined)
  })
}

/** On the copy: somebody who signed on at the shop's register sits down without a PIN, which the copy does not have. Refuses `request.notAllowed` anywhere else. */
export function seatTrainee(context: Context, { seat, operatorId }: { readonly seat: string; readonly operatorId: string }): Result<undefined> {
  const { database } = context
  if (database.facts().mode !== 'training') return refuse('request.notAllowed')
  return database.unitOfWork((): Result<undefined> => {
    if (database.operatorById(operatorId) === undefined) return refuse('operator.unknown')
    const moment = context.moment()
    database.append(moment, { type: 'operator.signedOn', schemaVersion: 1, businessDate: businessDateAt(context, moment), operator: operatorId, body: { seat } })
    database.setSeat({ seat, operatorId })
    return accept(undefined)
  })
}

/**
 * On the copy: the basket is put away with all that lies on the counter for it, for the task begins anew. Nobody's approval is
 * asked, since nobody's money is in it. Refuses `request.notAllowed` anywhere else, and what is still asked of a machine.
 */
export function clearTrainee(context: CommandContext): Result<{ readonly seat: string; readonly view: CounterView }> {
  const { database, seat } = context
  if (database.facts().mode !== 'training') return refuse('request.notAllowed')
  return database.unitOfWork((): Result<{ readonly seat: string; readonly view: CounterView }> => {
    const basket = openBasketOf(context)
    const { operatorId } = database.seat(seat)
    if (basket !== undefined && operatorId !== undefined) {
      const waits = unsettledPayment(database, basket.id)
      if (waits !== undefined) return waits
      const taken = database.basketTenders(basket.id)
      database.append(context.moment(), {
        type: 'basket.cancelled',
        schemaVersion: 1,
        businessDate: basket.businessDate,
        operator: operatorId,
        body: canonicalValue({ basketId: basket.id, openedAt: basket.openedAt, total: afterOwnDiscounts(basket.lines), trail: basket.trail }),
      })
      database.clearTenders(basket.id)
      handBack(context, taken)
      database.clearBasket(basket.id)
      database.setSeat({ seat, operatorId })
    }
    const view = counterViewOf(database, seat)
    return view.ok ? accept({ seat, view: view.value }) : view
  })
}
