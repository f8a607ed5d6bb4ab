import { type AccountStatementView, type CustomerCardView, type CustomerSummaryView, type Input, type Output } from '../../contracts/ipc/index.ts'
import { type RegisterReader } from '../../db/index.ts'
import { leftOnAccount, memberEnd, phoneDigits, type Customer } from '../../domain/customer/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { type QueryContext } from './query-context.ts'

/** A customer as a cashier sees them. What is owed is as this register knows it, up to its last commit. */
export function customerSummaryOf(reader: RegisterReader, { id, name, member, phone, accountLimit: limit, inactive }: Customer): CustomerSummaryView {
  const balance = reader.accountBalance(id)
  return {
    id,
    name,
    ...(member === undefined ? {} : { memberEnd: memberEnd(member) }),
    ...(phone === undefined ? {} : { phoneEnd: phoneDigits(phone).slice(-4) }),
    active: inactive !== true,
    // An account that ended while something was owed is still to be paid off.
    ...(limit === undefined && balance === 0 ? {} : { account: { limit: limit ?? 0, balance, left: leftOnAccount({ limit: limit ?? 0, balance, held: reader.accountHeld(id) }) } }),
  }
}

export function customerCardOf(reader: RegisterReader, customer: Customer): CustomerCardView {
  const { member, phone, mail, note, erased } = customer
  return {
    ...customerSummaryOf(reader, customer),
    ...(member === undefined ? {} : { member }),
    ...(phone === undefined ? {} : { phone }),
    ...(mail === undefined ? {} : { mail }),
    ...(note === undefined ? {} : { note }),
    ...(erased === undefined ? {} : { erased }),
  }
}

/** One more than asked for is looked up, to know whether there are more. */
export function customers({ reader }: QueryContext, { text, away, limit }: Input<'customers'>): Result<Output<'customers'>> {
  const found = reader.customers({ ...(text === undefined ? {} : { text }), away, limit: limit + 1 })
  return accept({ customers: found.slice(0, limit).map((customer) => customerSummaryOf(reader, customer)), more: found.length > limit })
}

export function customerCard({ reader }: QueryContext, { customerId }: Input<'customer'>): Result<CustomerCardView> {
  const customer = reader.customerById(customerId)
  return customer === undefined ? refuse('customer.unknown') : accept(customerCardOf(reader, customer))
}

/** Newest first, each with what was owed after it. Also of one who was erased: what was sold stays on record, without a name. */
export function statementOf(reader: RegisterReader, customerId: string, limit: number): Result<AccountStatementView> {
  const customer = reader.customerById(customerId)
  if (customer === undefined) return refuse('customer.unknown')
  const balance = reader.accountBalance(customerId)
  const found = reader.accountRows(customerId, limit + 1)
  let after = balance
  const rows = found.slice(0, limit).map(({ documentId, number, kind, completedAt, businessDate, amount }) => {
    const row = { documentId, number, kind, completedAt, businessDate, amount, balance: after }
    after -= amount
    return row
  })
  return accept({ customer: customerSummaryOf(reader, customer), currency: reader.facts().currency, balance, rows, more: found.length > limit })
}

export function accountStatement({ reader }: QueryContext, { customerId, limit }: Input<'account-statement'>): Result<AccountStatementView> {
  return statementOf(reader, customerId, limit)
}
