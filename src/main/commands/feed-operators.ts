import { noGuesses, type Operator } from '../../db/index.ts'
import { type Role } from '../../domain/authority/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { businessDateAt, type CommandContext } from './command-context.ts'
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

/**
 * Head office's word on these people: they are then as it says, and the others as they were. A badge that somebody else had
 * goes over. `chainPepperId`: this register's name for the chain's pepper.
 */
export function feedOperators(context: Pick<CommandContext, 'database' | 'moment'>, fed: readonly FedOperator[], chainPepperId: string): Result<{ readonly changed: number }> {
  const { database } = context
  return database.unitOfWork(() => {
    const changed = fed.map(asPerson).filter(({ person, pinHash }) => !isAsFed(database.operatorById(person.id), person) || database.pinHashOf(person.id) !== pinHash)
    // Off all of them first: two may have swapped theirs.
    for (const { person } of changed) {
      for (const holder of [database.operatorById(person.id), person.badge === undefined ? undefined : database.operatorByBadge(person.badge)]) {
        if (holder?.badge !== undefined) database.savePerson({ id: holder.id, name: holder.name, role: holder.role, ...(holder.inactive && { inactive: true }) })
      }
    }
    for (const { person, pinHash } of changed) {
      if (person.inactive === true) for (const seat of database.staffedSeats()) if (seat.operatorId === person.id) emptySeat(context, seat, 'deactivated')
      database.savePerson(person)
      if (database.pinHashOf(person.id) === pinHash) continue
      database.savePin(person.id, { hash: pinHash, pepperId: chainPepperId })
      database.savePinGuesses(person.id, noGuesses)
    }
    if (changed.length > 0) {
      const moment = context.moment()
      database.append(moment, { type: 'operators.fed', schemaVersion: 1, businessDate: businessDateAt(context, moment), operator: 'system', body: { changed: changed.length } })
    }
    return accept({ changed: changed.length })
  })
}

function asPerson({ id, name, role, badge, active, pinHash }: FedOperator): { readonly person: Omit<Operator, 'demoPin'>; readonly pinHash: string } {
  return { person: { id, name, role, ...(badge === undefined ? {} : { badge }), ...(active ? {} : { inactive: true }) }, pinHash }
}

function isAsFed(known: Operator | undefined, { name, role, badge, inactive }: Omit<Operator, 'demoPin'>): boolean {
  return known !== undefined && known.name === name && known.role === role && known.badge === badge && known.inactive === inactive
}
