import { z } from 'zod'
import { accountKinds, longest } from '../../domain/customer/index.ts'
import { approvalId } from './approve.ts'
import { command, query } from './define.ts'
import { counterView, currencyView, customerSummaryView, effectView } from './views.ts'

const customerId = z.string().min(1).max(64)
const limitView = z.int().nonnegative().max(1_000_000_000_000)

/** All that is written down of one, for whoever may change it. */
export const customerCardView = customerSummaryView.extend({
  member: z.exactOptional(z.string()),
  phone: z.exactOptional(z.string()),
  mail: z.exactOptional(z.string()),
  note: z.exactOptional(z.string()),
  /** Nothing but the id is left. */
  erased: z.exactOptional(z.literal(true)),
})
export type CustomerCardView = z.infer<typeof customerCardView>

/** By name in any spelling that items are found by, by digits of the phone, by member number. At most `limit`, by name. */
export const customers = query('customers', {
  who: 'sell',
  input: z.strictObject({ text: z.exactOptional(z.string().max(64)), away: z.boolean(), limit: z.int().min(1).max(100) }),
  output: z.strictObject({ customers: z.array(customerSummaryView), more: z.boolean() }),
})

/** One of them with everything. Refuses `customer.unknown`. */
export const customerCard = query('customer', { who: 'editCustomers', input: z.strictObject({ customerId }), output: customerCardView })

/**
 * Adds somebody (without an id), or changes them; what is absent is taken off. Refuses `customer.invalid` {field},
 * `customer.memberTaken`, `customer.memberInvalid` for an item's barcode or a badge, and `customer.unknown`.
 */
export const saveCustomer = command('save-customer', {
  who: 'editCustomers',
  input: z.strictObject({
    customerId: z.exactOptional(customerId),
    name: z.string().max(4 * longest.name),
    member: z.exactOptional(z.string().max(2 * longest.member)),
    phone: z.exactOptional(z.string().max(2 * longest.phone)),
    mail: z.exactOptional(z.string().max(2 * longest.mail)),
    note: z.exactOptional(z.string().max(2 * longest.note)),
    active: z.boolean(),
  }),
  output: customerCardView,
})

/** What they may owe; without a limit the account ends, and what is owed stays owed. Refuses `customer.unknown`. */
export const setAccountLimit = command('set-account-limit', {
  who: 'setAccountLimit',
  input: z.strictObject({ customerId, limit: z.exactOptional(limitView), approval: z.exactOptional(approvalId) }),
  output: customerSummaryView,
})

/** Overwrites all but the id, for ever. Refuses `customer.balanceOpen` {balance} while anything is owed, either way. */
export const eraseCustomer = command('erase-customer', { who: 'editCustomers', input: z.strictObject({ customerId }), output: z.strictObject({}) })

/** Puts a customer on the basket, which may open with it, or without one takes them off. Refuses `customer.unknown`, `customer.inactive`, and what holds a basket still. */
export const putCustomer = command('put-customer', { who: 'sell', input: z.strictObject({ customerId: z.exactOptional(customerId) }), output: counterView })

/** What moved an account, newest first, as this register knows it. */
export const accountStatement = query('account-statement', {
  who: 'sell',
  input: z.strictObject({ customerId, limit: z.int().min(1).max(200) }),
  output: z.strictObject({
    customer: customerSummaryView,
    currency: currencyView,
    balance: z.int(),
    /** Each opens its receipt by `documentId`; `amount` above nothing is owed, below nothing paid off or given back; `balance`: after it. */
    rows: z.array(z.strictObject({ documentId: z.string(), number: z.string(), kind: z.enum(accountKinds), completedAt: z.int(), businessDate: z.string(), amount: z.int(), balance: z.int() })),
    more: z.boolean(),
  }),
})
export type AccountStatementView = z.infer<typeof accountStatement.output>

/**
 * Money for what is owed, as a line of the basket of whoever owes it; any tender pays it but their account. Without an amount all
 * of it. Refuses `account.notOwed` {due} above that, or where nothing is, `customer.unknown`, and what adding a line refuses.
 */
export const payAccount = command('pay-account', { who: 'sell', input: z.strictObject({ customerId, amount: z.exactOptional(z.int().positive().max(1_000_000_000_000)) }), output: counterView })

/** The same on paper. */
export const printStatement = command('print-statement', { who: 'sell', input: z.strictObject({ customerId }), output: z.strictObject({ request: z.string(), effects: z.array(effectView) }) })
