import { fedOperator } from '../../contracts/replication/index.ts'
import { noGuesses, type FedRow, type Operator } from '../../db/index.ts'
import { judge, type Role } from '../../domain/authority/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { businessDateAt, type CommandContext } from './command-context.ts'
import { type FeedContext, parsed } from './feed-items.ts'
import { somebodyElseUnlocks } from './guess-pin.ts'
import { emptySeat } from './lock-seats.ts'

/** Somebody as head office tells of them. The hash was made with the chain's pepper, wherever that was. */
export interface FedOperator {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly pinHash: string
  readonly pepperId: 'chain'
  readonly badge?: string
  readonly active: boolean
}

type Person = Omit<Operator, 'demoPin'>

/** Somebody as they are to be, and who said so: an account of head office's, by its id. */
interface Told {
  readonly person: Person
  readonly pin?: { readonly hash: string; readonly pepperId: string }
  readonly by?: string
}

/**
 * Head office's word on these people: they are then as it says, and the others as they were. A badge that somebody else had
 * goes over. `chainPepperId`: this register's name for the chain's pepper.
 */
export function feedOperators(context: Pick<CommandContext, 'database' | 'moment'>, fed: readonly FedOperator[], chainPepperId: string): Result<{ readonly changed: number }> {
  const { database } = context
  return database.unitOfWork(() => {
    const changed = put(context, fed.map((one) => ({ person: personOf(one), pin: { hash: one.pinHash, pepperId: chainPepperId } })).filter((one) => isNews(context, one)))
    if (changed > 0) {
      const moment = context.moment()
      database.append(moment, { type: 'operators.fed', schemaVersion: 1, businessDate: businessDateAt(context, moment), operator: 'system', body: { changed } })
    }
    return accept({ changed })
  })
}

/**
 * The feed of a store's people, inside the transaction of its cursor. Whoever is switched off, or is not of this store any more, is signed off and leaves their basket; a PIN counts from the
 * next sign-on. The last who can manage people stays until somebody else can: a shop that nobody could let anybody into would be shut.
 */
export function useOperators(context: FeedContext, rows: readonly FedRow[]): ReadonlyMap<string, string> {
  const { database } = context
  const unused = new Map<string, string>()
  const told = rows.flatMap((row): readonly Told[] => {
    const one = toldBy(context, row)
    if (typeof one !== 'string') return one === undefined ? [] : [one]
    unused.set(row.id, one)
    return []
  })
  const news = told.filter((one) => isNews(context, one))
  const takes = news.filter(({ person }) => manages(context, database.operatorById(person.id)) && !manages(context, person))
  put(context, news.filter((one) => !takes.includes(one)))
  // One after the other: of two who are both taken away the second may be the last.
  for (const one of takes) {
    if (somebodyElseUnlocks(database, one.person.id)) put(context, [one])
    else unused.set(one.person.id, 'last-manager')
  }
  return unused
}

/** Undefined: nobody here. A string: why nothing can be made of it. */
function toldBy({ database, hasPepper }: FeedContext, { id, text }: FedRow): Told | string | undefined {
  if (text === null) {
    const here = database.operatorById(id)
    return here && { person: { id, name: here.name, role: here.role, inactive: true } }
  }
  const said = parsed(text)
  if (said === undefined) return 'not-json'
  const fed = fedOperator.safeParse(said).data
  if (fed?.id !== id) return 'operator-unreadable'
  if (fed.pin !== undefined && hasPepper?.(fed.pin.pepperId) !== true) return 'pepper-unknown'
  return { person: personOf(fed), ...(fed.pin !== undefined && { pin: fed.pin }), ...(fed.by !== undefined && { by: fed.by }) }
}

function put(context: Pick<CommandContext, 'database' | 'moment'>, told: readonly Told[]): number {
  const { database } = context
  // Off all of them first: two may have swapped theirs.
  for (const { person } of told) {
    for (const holder of [database.operatorById(person.id), person.badge === undefined ? undefined : database.operatorByBadge(person.badge)]) {
      if (holder?.badge !== undefined) database.savePerson({ id: holder.id, name: holder.name, role: holder.role, ...(holder.inactive && { inactive: true }) })
    }
  }
  for (const { person, pin, by } of told) {
    const isNew = database.operatorById(person.id) === undefined
    const isPinNew = pin !== undefined && database.pinHashOf(person.id) !== pin.hash
    if (person.inactive === true) for (const seat of database.staffedSeats()) if (seat.operatorId === person.id) emptySeat(context, seat, 'deactivated')
    database.savePerson(person)
    if (isPinNew) {
      database.savePin(person.id, pin)
      database.savePinGuesses(person.id, noGuesses)
    }
    // People are ids there, as everywhere in it.
    const moment = context.moment()
    const body = { operatorId: person.id, role: person.role, active: person.inactive === true ? 'no' : 'yes', added: isNew ? 'yes' : 'no', pin: isPinNew ? 'set' : 'kept', ...(by !== undefined && { by }) }
    database.append(moment, { type: 'operator.fed', schemaVersion: 1, businessDate: businessDateAt(context, moment), operator: 'system', body })
  }
  return told.length
}

function personOf({ id, name, role, badge, active }: Pick<FedOperator, 'id' | 'name' | 'role' | 'badge' | 'active'>): Person {
  return { id, name, role, ...(badge === undefined ? {} : { badge }), ...(active ? {} : { inactive: true }) }
}

function isNews({ database }: Pick<CommandContext, 'database'>, { person, pin }: Told): boolean {
  const { name, role, badge, inactive } = person
  const known = database.operatorById(person.id)
  const isSame = known !== undefined && known.name === name && known.role === role && known.badge === badge && known.inactive === inactive
  return !isSame || (pin !== undefined && database.pinHashOf(person.id) !== pin.hash)
}

function manages({ database }: Pick<CommandContext, 'database'>, person: Person | undefined): boolean {
  return person !== undefined && person.inactive !== true && judge({ grant: database.grantOf(person.role, 'managePeople'), amount: 0 }) === 'allowed'
}
