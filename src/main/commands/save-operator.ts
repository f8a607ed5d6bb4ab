import { type Input, type Output } from '../../contracts/ipc/index.ts'
import { type Operator } from '../../db/index.ts'
import { judge } from '../../domain/authority/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { calendarDateAt, type CommandContext } from './command-context.ts'
import { changePeople, type PeopleEntry } from './change-people.ts'
import { somebodyElseUnlocks } from './guess-pin.ts'
import { emptySeat } from './lock-seats.ts'
import { resolveBarcode } from './resolve-barcode.ts'

/** Adds or changes somebody. A new one's id is the request's: the same request again is the same person. */
export function saveOperator(context: CommandContext, { id, name, role, badge, active }: Input<'save-operator'>): Result<Output<'save-operator'>> {
  const operatorId = id ?? context.request
  const person: Omit<Operator, 'demoPin'> = { id: operatorId, name, role, ...(badge === undefined ? {} : { badge }), ...(active ? {} : { inactive: true }) }
  const saved = changePeople(context, (manager) => save(context, manager, person, id === undefined))
  return saved.ok ? accept({ ...saved.value, operatorId }) : saved
}

function save(context: CommandContext, manager: Operator, person: Omit<Operator, 'demoPin'>, isNew: boolean): Result<PeopleEntry | undefined> {
  const { database } = context
  const before = database.operatorById(person.id)
  if (!isNew && before === undefined) return refuse('operator.unknown')
  if (database.isRowFed('operators', person.id)) return refuse('operator.ofHeadOffice')
  // Whoever could make an admin would be one.
  if (manager.role !== 'admin' && (person.role === 'admin' || before?.role === 'admin')) return refuse('operator.adminsOnly')
  const manages = person.inactive !== true && judge({ grant: database.grantOf(person.role, 'managePeople'), amount: 0 }) === 'allowed'
  if (before !== undefined && !manages && isManaging(context, before) && !somebodyElseUnlocks(database, person.id)) return refuse('operator.lastManager')
  const fits = badgeFits(context, person)
  if (!fits.ok) return fits
  if (before !== undefined && isSame(before, person)) return accept(undefined)
  if (person.inactive === true) for (const seat of database.staffedSeats()) if (seat.operatorId === person.id) emptySeat(context, seat, 'deactivated')
  database.savePerson(person)
  return accept({ type: isNew ? 'operator.added' : 'operator.saved', body: { operatorId: person.id, role: person.role, active: person.inactive === true ? 'no' : 'yes', badge: badgeChange(before?.badge, person.badge) } })
}

function isManaging({ database }: CommandContext, { role, inactive }: Operator): boolean {
  return inactive !== true && judge({ grant: database.grantOf(role, 'managePeople'), amount: 0 }) === 'allowed'
}

/** Nobody else's, and no item's barcode: one gun reads both, and goods come first. */
function badgeFits(context: CommandContext, { id, badge }: Pick<Operator, 'id' | 'badge'>): Result<undefined> {
  if (badge === undefined) return accept(undefined)
  const owner = context.database.operatorByBadge(badge)
  if (owner !== undefined && owner.id !== id) return refuse('badge.taken')
  return resolveBarcode(context.database, badge, calendarDateAt(context.moment()))?.ok === true ? refuse('badge.invalid') : accept(undefined)
}

function isSame(before: Operator, after: Operator): boolean {
  return before.name === after.name && before.role === after.role && before.badge === after.badge && before.inactive === after.inactive
}

/** That it changed, never what it is: whoever reads the journal could print it. */
function badgeChange(before: string | undefined, after: string | undefined): 'kept' | 'set' | 'removed' | 'changed' {
  if (before === after) return 'kept'
  if (before === undefined) return 'set'
  return after === undefined ? 'removed' : 'changed'
}
