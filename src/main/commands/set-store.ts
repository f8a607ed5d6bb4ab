import { type Input, type StoreView } from '../../contracts/ipc/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { canonicalValue } from '../../domain/journal/index.ts'
import { hasRight, keptAmong, storeViewOf } from '../queries/index.ts'
import { businessDateAt, type CommandContext } from './command-context.ts'

const fields = ['chainName', 'storeName', 'storeLines', 'receiptFooter', 'returnDays'] as const

/** From the next paper on, printed again ones too: what stands around a receipt is today's. */
export function setStore(context: CommandContext, input: Input<'set-store'>): Result<StoreView> {
  const { database, request } = context
  return database.unitOfWork((): Result<StoreView> => {
    const operator = hasRight(database, context.seat, 'setStore', context.moment())
    if (!operator.ok) return operator
    if (database.requestSeen(request)) return accept(storeViewOf(database))
    const before = storeViewOf(database)
    const asked = { ...input, returnDays: input.returnDays === undefined ? before.returnDays : input.returnDays }
    const changed = fields.filter((field) => text(before[field]) !== text(asked[field]))
    if (changed.length === 0) return accept(before)
    const kept = keptAmong(database, changed)
    if (kept !== undefined) return kept
    database.saveFacts(input)
    const moment = context.moment()
    for (const field of changed) {
      database.append(moment, {
        type: 'setting.changed',
        schemaVersion: 1,
        businessDate: businessDateAt(context, moment),
        operator: operator.value.id,
        body: canonicalValue({ setting: `store.${field}`, from: text(before[field]), to: text(asked[field]) }),
      })
    }
    database.rememberRequest(request)
    return accept(storeViewOf(database))
  })
}

function text(value: string | readonly string[] | number | null | undefined): string {
  return typeof value === 'object' && value !== null ? value.join('\n') : String(value ?? '')
}
