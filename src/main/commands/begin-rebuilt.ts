import { type FactChanges, type KeptPin, type LayAwayDeposit, type NewItem, type Operator } from '../../db/index.ts'
import { type Grant, type Permission, type Role } from '../../domain/authority/index.ts'
import { type Basket } from '../../domain/basket/index.ts'
import { type Customer } from '../../domain/customer/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { businessDateAt, type CommandContext } from './command-context.ts'
import { saveOpenPrice } from './set-up.ts'

type Context = Pick<CommandContext, 'database' | 'moment'>

/** What the journal of a lost register tells of rows that are no entries. */
export interface RebuiltRows {
  readonly facts: FactChanges
  readonly people: readonly Omit<Operator, 'demoPin'>[]
  readonly customers: readonly Customer[]
  readonly grants: readonly { readonly role: Role; readonly permission: Permission; readonly grant: Grant }[]
  readonly secondPerson: readonly { readonly permission: Permission; readonly above: number | undefined }[]
  readonly goods: readonly NewItem[]
  readonly held: readonly HeldAgain[]
}

/** A basket that was put aside, with what it came to then. */
interface HeldAgain extends Pick<Basket, 'openedAt' | 'businessDate' | 'lines' | 'trail'> {
  readonly basketId: string
  readonly operatorId: string
  readonly at: number
  readonly label?: string
  readonly layAway?: { readonly id: string; readonly customerId?: string; readonly deposits: readonly LayAwayDeposit[] }
}

/** All of it at once. No entry says so: each of these rows is one that an entry of before tells of. */
export function fillRebuilt({ database }: Pick<Context, 'database'>, { facts, people, customers, grants, secondPerson, goods, held }: RebuiltRows): Result<undefined> {
  return database.unitOfWork(() => {
    database.saveFacts(facts)
    saveOpenPrice(database)
    database.saveItems(goods)
    for (const person of people) database.savePerson(person)
    for (const customer of customers) {
      const { accountLimit, erased, ...known } = customer
      database.saveCustomer(known)
      if (accountLimit !== undefined) database.saveAccountLimit(customer.id, accountLimit)
      if (erased === true) database.eraseCustomer(customer.id)
    }
    for (const one of held) holdAgain(database, one)
    for (const { role, permission, grant } of grants) database.saveGrant(role, permission, grant)
    for (const { permission, above } of secondPerson) database.saveSecondPersonAbove(permission, above)
    return accept(undefined)
  })
}

/** Off every seat, as it was put aside. Its goods are known by their entry, and what it came to then stays what its customer was told. */
function holdAgain(database: Context['database'], { basketId, operatorId, at, label, layAway, ...basket }: HeldAgain): void {
  const { currency, catalogueVersion } = database.facts()
  database.openBasket({ ...basket, id: basketId, currency, catalogueVersion }, 'counter')
  database.suspendBasket(basketId, { operatorId, at, ...(label === undefined ? {} : { label }) }, { at, operator: operatorId, act: layAway === undefined ? 'suspended' : 'laidAside' })
  if (layAway === undefined) return
  const known = new Set(database.depositsOf(layAway.id).map(({ saleId }) => saleId))
  for (const deposit of layAway.deposits) if (!known.has(deposit.saleId)) database.addDeposit(layAway.id, deposit)
  database.standAgain(layAway.id, layAway.customerId)
}

/** Whoever stands at the new machine: an admin, by the PIN that was just chosen. The others have none until they get one. */
export function addRebuiltManager(context: Context, { id, name }: { readonly id: string; readonly name: string }, pin: KeptPin): Result<undefined> {
  const { database } = context
  return database.unitOfWork(() => {
    database.savePerson({ id, name, role: 'admin' })
    database.savePin(id, pin)
    const moment = context.moment()
    const entry = { schemaVersion: 1, businessDate: businessDateAt(context, moment), operator: id }
    database.append(moment, { type: 'operator.added', ...entry, body: { operatorId: id, role: 'admin', active: 'yes', badge: 'kept' } })
    database.append(moment, { type: 'operator.pinSet', ...entry, body: { operatorId: id } })
    // Until somebody has read it, the counter says what is to be set up anew.
    database.keepMending({ id: `rebuilt ${id}`, at: moment.at, how: 'rebuilt', damage: [], badPages: 0, aside: '', recovered: { entries: 0, documents: 0 }, beyondGap: 0, missing: false, head: { ...database.journalHead() }, again: {} })
    return accept(undefined)
  })
}
