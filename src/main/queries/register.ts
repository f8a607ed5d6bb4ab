import { type MendedView, type RegisterView } from '../../contracts/ipc/index.ts'
import { type RegisterReader } from '../../db/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { takenBeside } from './store.ts'
import { type QueryContext } from './query-context.ts'

/** What the sign-on screen needs. A PIN is shown only by a database that says it is a demo or for training, whatever else is stored. */
export function register({ reader }: QueryContext): Result<RegisterView> {
  const facts = reader.facts()
  const moved = reader.moved()
  const mended = mendedViewOf(reader)
  const operators = reader.operators().filter(({ inactive }) => inactive !== true).map(({ id, name, role, demoPin }) => ({
    ...(reader.awayHoursOf({ id, role }) !== undefined && { narrowed: true as const }),
    id,
    name,
    role,
    ...(reader.isRowFed('operators', id) && { ofHeadOffice: true as const }),
    ...(facts.mode !== 'live' && demoPin !== undefined ? { demoPin } : {}),
  }))
  const { mode, registerId, registerNumber, storeName, chainName, currency, timeZone, language, layout, wedge } = facts
  return accept({ mode, registerId, registerNumber, storeName, chainName, currency, timeZone, language, layout, ...(wedge && { wedge }), ...(moved && { moved: { at: moved.at, file: moved.file } }), ...(mended && { mended }), ...takenBeside(facts), operators })
}

function mendedViewOf(reader: RegisterReader): MendedView | undefined {
  const last = reader.lastMending()
  if (last === undefined || last.readAt !== undefined) return undefined
  const { at, how, why, missing, backup, recovered, beyondGap, again, aside } = last.report
  const toDo = Object.entries(again).flatMap(([type, count]) => (count > 0 ? [{ type, count }] : []))
  return { at, how, ...(why === undefined ? {} : { why }), missing, ...(backup === undefined ? {} : { backupAt: backup.at }), documents: recovered.documents, beyondGap, again: toDo, aside }
}
