/** What the projections take from a `sale.completed` body: a part of the domain's SaleBody. */
export interface ProjectedSale {
  readonly saleId: string
  readonly number: string
  readonly total: number
  /** Owed and not sold: in no sum of sales, and in what the receipt comes to. */
  readonly owed?: number
  readonly tax: number
  readonly lines: readonly { readonly lineNo: number; readonly itemId: string; readonly quantity: number; readonly total: number; readonly rate: number; readonly tax: number }[]
  readonly movements: readonly { readonly itemId: string; readonly quantity: number }[]
  readonly tenders?: readonly unknown[]
}

/** And from a `refund.completed` body: what came back moves stock, and is counted apart from what was sold. */
export interface ProjectedRefund {
  readonly refundId: string
  readonly number: string
  readonly total: number
  /** Taken off cards again: in no sum of refunds, and in what the receipt comes to. */
  readonly owed?: number
  readonly tax: number
  readonly movements: readonly { readonly itemId: string; readonly quantity: number }[]
}

function has(value: unknown, texts: readonly string[], integers: readonly string[]): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false
  const fields = new Map<string, unknown>(Object.entries(value))
  return texts.every((name) => typeof fields.get(name) === 'string') && integers.every((name) => Number.isSafeInteger(fields.get(name)))
}

function isListOf(value: unknown, isPart: (part: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isPart)
}

/**
 * Asked even of our own journal: an entry that some faulty version wrote must neither stop the projector for ever nor
 * put NaN into the sums.
 */
export function isProjectedSale(body: unknown): body is ProjectedSale {
  return (
    has(body, ['saleId', 'number'], ['total', 'tax']) &&
    (body['owed'] === undefined || Number.isSafeInteger(body['owed'])) &&
    isListOf(body['lines'], (line) => has(line, ['itemId'], ['lineNo', 'quantity', 'total', 'rate', 'tax'])) &&
    isListOf(body['movements'], (movement) => has(movement, ['itemId'], ['quantity']))
  )
}

export function isProjectedRefund(body: unknown): body is ProjectedRefund {
  return has(body, ['refundId', 'number'], ['total', 'tax']) && (body['owed'] === undefined || Number.isSafeInteger(body['owed'])) && isListOf(body['movements'], (movement) => has(movement, ['itemId'], ['quantity']))
}

/** The last digits of the cards that paid, where the terminals told them. */
export function lastFoursOf({ tenders }: Pick<ProjectedSale, 'tenders'>): readonly string[] {
  const found = (Array.isArray(tenders) ? (tenders as readonly unknown[]) : []).flatMap((tender): string[] => {
    const { payment } = fieldsOf(tender)
    const { lastFour } = fieldsOf(payment)
    return typeof lastFour === 'string' && /^\d{4}$/.test(lastFour) ? [lastFour] : []
  })
  return [...new Set(found)]
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}
}
