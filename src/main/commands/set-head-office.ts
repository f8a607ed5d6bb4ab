import { type StoreView } from '../../contracts/ipc/index.ts'
import { headOfficeAddress } from '../../contracts/replication/index.ts'
import { type Operator, type RegisterWriter } from '../../db/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { hasRight, storeViewOf } from '../queries/index.ts'
import { businessDateAt, type CommandContext } from './command-context.ts'

type Asking = Pick<CommandContext, 'database' | 'moment' | 'seat' | 'request'>

/** Whether whoever is signed on may send this register's journal to this address from now on, before their PIN is asked for. */
export function mayMoveHeadOffice({ database, seat, moment }: Pick<Asking, 'database' | 'seat' | 'moment'>, url: string): Result<{ readonly operator: Operator; readonly address: string }> {
  const operator = hasRight(database, seat, 'setStore', moment())
  if (!operator.ok) return operator
  // It would be an address without a number: the one-time code brings both.
  if (database.facts().registerNumber === 0) return refuse('headOffice.notJoined')
  const address = headOfficeAddress(url)
  return address === undefined ? refuse('headOffice.addressUnfit') : accept({ operator: operator.value, address })
}

/** `provenHash` is the hash of whoever is signed on, found to match the PIN between two commands. */
export function setHeadOffice(context: Asking, { url, provenHash }: { readonly url: string; readonly provenHash: string }): Result<StoreView> {
  const { database, request } = context
  return database.unitOfWork((): Result<StoreView> => {
    const allowed = mayMoveHeadOffice(context, url)
    if (!allowed.ok) return allowed
    const { operator, address } = allowed.value
    if (provenHash !== database.pinHashOf(operator.id)) return refuse('operator.wrongPin')
    if (database.requestSeen(request)) return accept(storeViewOf(database))
    writeAddress(context, operator.id, address)
    database.rememberRequest(request)
    return accept(storeViewOf(database))
  })
}

/** What it was started with, by whoever may start programs on this machine. Only what is enrolled keeps one: enrolling says it otherwise. */
export function keepHeadOffice(context: Pick<CommandContext, 'database' | 'moment'>, url: string): Result<undefined> {
  const { database } = context
  return database.unitOfWork((): Result<undefined> => {
    const address = headOfficeAddress(url)
    if (address === undefined) return refuse('headOffice.addressUnfit')
    if (database.facts().registerNumber === 0) return refuse('headOffice.notJoined')
    writeAddress(context, 'system', address)
    return accept(undefined)
  })
}

/** With its entry, inside a unit of work. Where the journal goes is the shop's own word: whoever reads it later sees who turned it elsewhere. */
export function writeAddress(context: { readonly database: RegisterWriter; readonly moment: CommandContext['moment'] }, operator: string, address: string): void {
  const { database } = context
  const from = database.facts().headOfficeUrl ?? ''
  if (from === address) return
  database.saveFacts({ headOfficeUrl: address })
  const moment = context.moment()
  database.append(moment, { type: 'setting.changed', schemaVersion: 1, businessDate: businessDateAt(context, moment), operator, body: { setting: 'store.headOfficeUrl', from, to: address } })
}
