import { type CustomerCardView, type CustomerSummaryView, type Input, type Output } from '../../contracts/ipc/index.ts'
import { changedFields, tidied, wrongField, type Customer, type CustomerFields } from '../../domain/customer/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { minor } from '../../domain/money/index.ts'
import { customerCardOf, customerSummaryOf, hasRight } from '../queries/index.ts'
import { authorize, type Authority } from './authorize.ts'
import { businessDateAt, calendarDateAt, type CommandContext } from './command-context.ts'
import { resolveBarcode } from './resolve-barcode.ts'

/** What the journal is told of a change: who, and which fields. What they say would stand in the chain for ever. */
interface CustomerEntry {
  readonly type: 'customer.added' | 'customer.saved' | 'customer.limitSet' | 'customer.erased'
  readonly body: Readonly<Record<string, unknown>>
}

/** Adds or changes somebody. A new one's id is the request's: the same request again is the same customer. */
export function saveCustomer(context: CommandContext, input: Input<'save-customer'>): Result<CustomerCardView> {
  const { database, seat, request } = context
  const { customerId, active, ...said } = input
  const id = customerId ?? request
  return database.unitOfWork(() => {
    const operator = hasRight(database, seat, 'editCustomers')
    if (!operator.ok) return operator
    if (!database.requestSeen(request)) {
      const saved = save(context, { ...tidied(said), id, ...(active ? {} : { inactive: true as const }) }, customerId === undefined)
      if (!saved.ok) return saved
      if (saved.value !== undefined) write(context, saved.value, { operator: operator.value })
    }
    return card(context, id)
  })
}

function save(context: CommandContext, customer: CustomerFields & Pick<Customer, 'id' | 'inactive'>, isNew: boolean): Result<CustomerEntry | undefined> {
  const { database } = context
  const before = database.customerById(customer.id)
  if (isNew ? before !== undefined : before === undefined || before.erased === true) return refuse('customer.unknown')
  const wrong = wrongField(customer)
  if (wrong !== undefined) return refuse('customer.invalid', { field: wrong })
  const fits = memberFits(context, customer)
  if (!fits.ok) return fits
  const fields = changedFields(before, customer)
  const moved = before !== undefined && (before.inactive === true) !== (customer.inactive === true)
  if (before !== undefined && fields.length === 0 && !moved) return accept(undefined)
  database.saveCustomer(customer)
  return accept({ type: before === undefined ? 'customer.added' : 'customer.saved', body: { customerId: customer.id, fields, ...(moved ? { active: customer.inactive === true ? 'no' : 'yes' } : {}) } })
}

/** Nobody else's, no item's barcode and nobody's badge: one gun reads them all, and goods come first. */
function memberFits(context: CommandContext, { id, member }: Pick<Customer, 'id' | 'member'>): Result<undefined> {
  const { database } = context
  if (member === undefined) return accept(undefined)
  const owner = database.customerByMember(member)
  if (owner !== undefined && owner.id !== id) return refuse('customer.memberTaken')
  const goods = resolveBarcode(database, member, calendarDateAt(context.moment()))?.ok === true
  return goods || database.operatorByBadge(member) !== undefined ? refuse('customer.memberInvalid') : accept(undefined)
}

/** The amount may stand in the journal: it says nothing of whoever has it. Refuses what `authorize` does; the limit is the size of the act. */
export function setAccountLimit(context: CommandContext, { customerId, limit, approval }: Input<'set-account-limit'>): Result<CustomerSummaryView> {
  const { database, request } = context
  return database.unitOfWork(() => {
    const customer = database.customerById(customerId)
    if (customer === undefined || customer.erased === true) return refuse('customer.unknown')
    if (!database.requestSeen(request)) {
      const authority = authorize(context, { permission: 'setAccountLimit', document: customerId, amount: limit ?? 0 }, approval)
      if (!authority.ok) return authority
      if (customer.accountLimit !== limit) {
        database.saveAccountLimit(customerId, limit)
        write(context, { type: 'customer.limitSet', body: { customerId, ...(limit === undefined ? {} : { limit }), ...(customer.accountLimit === undefined ? {} : { before: customer.accountLimit }) } }, authority.value)
      }
    }
    const { accountLimit: _before, ...rest } = customer
    return accept(customerSummaryOf(database, { ...rest, ...(limit === undefined ? {} : { accountLimit: minor(limit) }) }))
  })
}

/** Their sales and the account's moves stay, by the id that says nothing. Nobody is erased while they owe, or are owed. */
export function eraseCustomer(context: CommandContext, { customerId }: Input<'erase-customer'>): Result<Output<'erase-customer'>> {
  const { database, seat, request } = context
  return database.unitOfWork(() => {
    const operator = hasRight(database, seat, 'editCustomers')
    if (!operator.ok) return operator
    if (database.requestSeen(request)) return accept({})
    const customer = database.customerById(customerId)
    if (customer === undefined || customer.erased === true) return refuse('customer.unknown')
    const balance = database.accountBalance(customerId) + database.accountHeld(customerId)
    if (balance !== 0) return refuse('customer.balanceOpen', { balance })
    database.eraseCustomer(customerId)
    write(context, { type: 'customer.erased', body: { customerId } }, { operator: operator.value })
    return accept({})
  })
}

function write(context: CommandContext, { type, body }: CustomerEntry, { operator, approver }: Authority): void {
  const moment = context.moment()
  context.database.append(moment, { type, schemaVersion: 1, businessDate: businessDateAt(context, moment), operator: operator.id, ...(approver === undefined ? {} : { approver }), body })
  context.database.rememberRequest(context.request)
}

function card({ database }: CommandContext, id: string): Result<CustomerCardView> {
  const customer = database.customerById(id)
  return customer === undefined ? refuse('customer.unknown') : accept(customerCardOf(database, customer))
}
