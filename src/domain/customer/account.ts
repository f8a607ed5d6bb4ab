/** Why an account moved. */
export const accountKinds = ['sale', 'payment', 'refund'] as const
export type AccountKind = (typeof accountKinds)[number]

/** What one document does to one customer's account: above nothing they owe more, below nothing less. */
export interface AccountMove {
  readonly customer: string
  readonly documentId: string
  /** Of the receipt. */
  readonly number: string
  readonly kind: AccountKind
  readonly amount: number
}

/** What is read of a completed sale or refund: a part of SaleBody and RefundBody, and asked of every one, whoever wrote it. */
interface Document {
  readonly id: string
  readonly number: string
  readonly tenders: readonly unknown[]
  readonly liabilities: readonly unknown[]
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : {}
}

function documentOf(body: unknown, idName: 'saleId' | 'refundId'): Document | undefined {
  const { [idName]: id, number, tenders, liabilities } = fieldsOf(body)
  return typeof id === 'string' && typeof number === 'string' && Array.isArray(tenders) ? { id, number, tenders, liabilities: Array.isArray(liabilities) ? liabilities : [] } : undefined
}

/** The account tenders of a document, summed by customer. One without a customer (given back from paper alone) is nobody's here. */
function tendered({ id, number, tenders }: Document, kind: 'sale' | 'refund'): readonly AccountMove[] {
  const sums = new Map<string, number>()
  for (const tender of tenders) {
    const { type, amount, customer } = fieldsOf(tender)
    if (type !== 'account' || typeof customer !== 'string' || typeof amount !== 'number' || !Number.isSafeInteger(amount)) continue
    sums.set(customer, (sums.get(customer) ?? 0) + amount)
  }
  return [...sums].map(([customer, sum]) => ({ customer, documentId: id, number, kind, amount: kind === 'sale' ? sum : 0 - sum }))
}

/** What came in for what was owed: a line of a sale that is no goods. */
function paidOff({ id, number, liabilities }: Document): readonly AccountMove[] {
  const sums = new Map<string, number>()
  for (const line of liabilities) {
    const { owes, amount } = fieldsOf(line)
    const { kind, customerId } = fieldsOf(owes)
    if (kind !== 'accountPayment' || typeof customerId !== 'string' || typeof amount !== 'number' || !Number.isSafeInteger(amount)) continue
    sums.set(customerId, (sums.get(customerId) ?? 0) + amount)
  }
  return [...sums].map(([customer, sum]) => ({ customer, documentId: id, number, kind: 'payment', amount: 0 - sum }))
}

/**
 * What an entry does to accounts: a sale on account adds, a payment for it and a refund of it take off. The one reading of it, by the register's
 * projection, by whoever looks ahead of it, and by head office. Of a body that says nothing of the kind: nothing.
 */
export function accountMoves(type: string, body: unknown): readonly AccountMove[] {
  const isSale = type === 'sale.completed'
  if (!isSale && type !== 'refund.completed') return []
  const document = documentOf(body, isSale ? 'saleId' : 'refundId')
  if (document === undefined) return []
  return isSale ? [...tendered(document, 'sale'), ...paidOff(document)] : tendered(document, 'refund')
}

/** The customer of a sale, and nobody else: undefined where it says none. */
export function customerOfSale(body: unknown): string | undefined {
  const { customer } = fieldsOf(body)
  return typeof customer === 'string' ? customer : undefined
}

export interface AccountStanding {
  /** What may be owed. */
  readonly limit: number
  /** What is owed as this register knows it; below nothing the store owes. */
  readonly balance: number
  /** What lies on open baskets and is in no document yet. */
  readonly held: number
}

/** What may still be sold on account without asking anybody. Never below nothing. */
export function leftOnAccount({ limit, balance, held }: AccountStanding): number {
  return Math.max(0, limit - balance - held)
}

/** How far above the limit an account would be with `amount` more. 0: it is within. Of the whole, so that two halves are no way around a limit. */
export function aboveLimit({ limit, balance, held }: AccountStanding, amount: number): number {
  return Math.max(0, balance + held + amount - limit)
}
