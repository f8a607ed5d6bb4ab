import { type RegisterReader, type StoredBasket } from '../../db/index.ts'
import { aboveLimit, leftOnAccount } from '../../domain/customer/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { minor } from '../../domain/money/index.ts'
import { type RefundTenderLine } from '../../domain/refund/index.ts'
import { type SaleBody } from '../../domain/sale/index.ts'
import { type TenderLine, type TenderRequest } from '../../domain/tender/index.ts'
import { authorize } from './authorize.ts'
import { type CommandContext } from './command-context.ts'

/**
 * Whether so much may be owed by the customer on the basket. Up to the limit nobody is asked; what the whole debt would be above it
 * is the size of `aboveAccountLimit`. Refuses `account.none`, `account.notForPayment` beside money for an account or a deposit, what `authorize` does, and where the role may not even ask
 * `account.aboveLimit` with what is left. Inside the unit of work of the tender, which uses the approval up.
 */
export function accountTender(context: CommandContext, basket: StoredBasket, amount: number, approvals: readonly string[]): Result<TenderRequest> {
  const { database } = context
  const customer = basket.customer === undefined ? undefined : database.customerById(basket.customer)
  if (customer?.accountLimit === undefined || customer.inactive === true) return refuse('account.none')
  // A debt paid by a debt is none the less, and a deposit that nobody paid would be given back in cash.
  if (basket.lines.some((line) => line.kind === 'liability' && !line.removed && (line.owes.kind === 'accountPayment' || line.owes.kind === 'deposit'))) return refuse('account.notForPayment')
  const standing = { limit: customer.accountLimit, balance: database.accountBalance(customer.id), held: database.accountHeld(customer.id) }
  const above = aboveLimit(standing, amount)
  if (above > 0) {
    const given = approvals.find((id) => database.approvalById(id)?.permission === 'aboveAccountLimit')
    const authority = authorize(context, { permission: 'aboveAccountLimit', document: basket.id, amount: above }, given)
    if (!authority.ok) return authority.refusal.code === 'request.notAllowed' ? refuse('account.aboveLimit', { left: leftOnAccount(standing) }) : authority
  }
  return accept({ type: 'account', customer: customer.id, amount: minor(amount) })
}

/** What each account owes in all with its lines, frozen into them: a copy of the paper says what the first one said. `sign`: a refund takes off. */
export function withBalances<Line extends TenderLine | RefundTenderLine>(reader: RegisterReader, tenders: readonly Line[], sign: 1 | -1): readonly Line[] {
  const known = new Map<string, number>()
  return tenders.map((tender) => {
    if (tender.type !== 'account' || tender.customer === undefined) return tender
    const balance = (known.get(tender.customer) ?? reader.accountBalance(tender.customer)) + sign * tender.amount
    known.set(tender.customer, balance)
    return { ...tender, balance: minor(balance) }
  })
}

/** A sale with what each account owes after it, beside what went on it and beside what was paid off. */
export function withAccounts(reader: RegisterReader, sale: SaleBody): SaleBody {
  const { liabilities } = sale
  const paid = liabilities?.map((line) => (line.owes.kind === 'accountPayment' ? { ...line, balance: minor(reader.accountBalance(line.owes.customerId) - line.amount) } : line))
  return { ...sale, tenders: withBalances(reader, sale.tenders, 1), ...(paid === undefined ? {} : { liabilities: paid }) }
}
