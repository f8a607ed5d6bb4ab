/** What the projections take from a `sale.completed` body: a part of the domain's SaleBody. */
export interface ProjectedSale {
  readonly saleId: string
  readonly number: string
  readonly total: number
  readonly tax: number
  readonly lines: readonly { readonly lineNo: number; readonly itemId: string; readonly quantity: number; readonly total: number; readonly rate: number; readonly tax: number }[]
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
    isListOf(body['lines'], (line) => has(line, ['itemId'], ['lineNo', 'quantity', 'total', 'rate', 'tax'])) &&
    isListOf(body['movements'], (movement) => has(movement, ['itemId'], ['quantity']))
  )
}
