import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { type RegisterFacts } from '../../db/index.ts'
import { businessDateAt, changeCounter, sellingOperator, type CommandContext } from './command-context.ts'

/** How the journal names it: "pause/burst" in milliseconds, '' for the standard values. */
const nameOf = (wedge: RegisterFacts['wedge']): string => (wedge === undefined ? '' : `${wedge.pause}/${wedge.burst}`)

/** How fast this counter's wedge gun types. Set already: nothing is written. */
export function setWedge(context: CommandContext, { wedge }: Input<'set-wedge'>): Result<CounterView> {
  const { database } = context
  return changeCounter(context, () => {
    const operator = sellingOperator(context)
    if (!operator.ok) return operator
    const [from, to] = [nameOf(database.facts().wedge), nameOf(wedge)]
    if (from === to) return accept(undefined)
    const moment = context.moment()
    database.saveFacts({ wedge: wedge ?? null })
    database.append(moment, {
      type: 'setting.changed',
      schemaVersion: 1,
      businessDate: businessDateAt(context, moment),
      operator: operator.value.id,
      body: { setting: 'wedge', from, to },
    })
    return accept(undefined)
  })
}
