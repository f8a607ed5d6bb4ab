import { type AccountStatementView, type CustomerField, type CustomerSummaryView, type EffectView } from '../../contracts/ipc/index.ts'

/** What somebody is looked for: to be put on the basket, to be changed, or for what they bought. */
export type CustomersFor = 'basket' | 'file' | 'receipts' | 'returns'

/** Customers, found by what is typed. `chosen` is -1 until an arrow key was pressed. */
export interface CustomersWork {
  readonly kind: 'customers'
  readonly for: CustomersFor
  /** Those put away, too. */
  readonly away: boolean
  readonly chosen: number
  /** Undefined until the core answered. */
  readonly found: { readonly text: string; readonly customers: readonly CustomerSummaryView[]; readonly more: boolean } | undefined
}

export type CustomerDraft = Readonly<Record<CustomerField | 'limit', string>>

/** One of them, or without an id somebody new. The fields hold their own text. */
export interface CustomerWork {
  readonly kind: 'customer'
  /** Where the way back leads. */
  readonly for: CustomersFor
  readonly id: string | undefined
  readonly draft: CustomerDraft
  /** The limit as it stands, as it is typed. */
  readonly limitBefore: string
  readonly active: boolean
  readonly saving: boolean
  readonly wrong: CustomerField | 'limit' | undefined
  /** How often was pressed that all of them be erased: twice does it. */
  readonly erasing: 0 | 1 | 2
}

/** What moved an account. The amount paid off is what is typed; nothing typed is all of it. */
export interface AccountWork {
  readonly kind: 'account'
  readonly customerId: string
  readonly for: CustomersFor
  readonly chosen: number
  /** Undefined until the core answered. */
  readonly statement: AccountStatementView | undefined
  readonly printed?: EffectView
}

/** Whatever is done about customers. */
export type CustomersWorks = CustomersWork | CustomerWork | AccountWork

/** Whose sales are looked for, where somebody chose one. */
export interface Buyer {
  readonly id: string
  readonly name: string
}

export const noCustomer: CustomerDraft = { name: '', member: '', phone: '', mail: '', note: '', limit: '' }
