import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { businessDateAt, changeCounter, sellingOperator, type CommandContext } from './command-context.ts'

/** What the counter opens on. Chosen already: nothing is written, a second press is no change of setting. */
export function setLayout(context: CommandContext, { layout }: Input<'set-layout'>): Result<CounterView> {
  const { database } = context
  return changeCounter(context, () => {
    const operator = sellingOperator(context)
    if (!operator.ok) return operator
    const before = database.facts().layout
    if (before === layout) return accept(undefined)
    const moment = context.moment()
    database.saveFacts({ layout })
    database.append(moment, {
      type: 'setting.changed',
      schemaVersion: 1,
      businessDate: businessDateAt(context, moment),
      operator: operator.value.id,
      body: { setting: 'layout', from: before, to: layout },
    })
    return accept(undefined)
  })
}
