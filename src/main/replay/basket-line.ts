import { parseAmount } from '../../domain/money/index.ts'
import { type Columns, field, type SourceRecord } from '../import/index.ts'

export const salesColumns = { InvoiceNo: 'required', StockCode: 'required', Description: 'required', Quantity: 'required', InvoiceDate: 'required', UnitPrice: 'required', CustomerID: 'optional' } as const
export type SalesColumns = Columns<keyof typeof salesColumns>

/** Why a line was not rung. */
export type LineFault =
  | NonNullable<SourceRecord['fault']>
  | 'fields'
  | 'invoice.missing'
  | 'invoice.beginsWithA'
  | 'code.missing'
  | 'date.malformed'
  | 'quantity.malformed'
  | 'quantity.zero'
  | 'price.malformed'
  | 'price.belowZero'
  | 'price.moreThanTwoDecimals'
  | 'price.zero'

/** A line somebody bought. `minor` is pence a piece, `pieces` a whole number above zero, `at` local time YYYY-MM-DDTHH:MM. */
export interface SaleLine {
  readonly kind: 'sale'
  readonly line: number
  readonly invoice: string
  readonly code: string
  readonly description: string
  readonly pieces: number
  readonly at: string
  readonly minor: number
  /** Absent where the file names nobody. */
  readonly customer?: string
}

/** Goods that came back, with the figures of what was bought. */
export type ReturnedLine = Omit<SaleLine, 'kind' | 'line' | 'invoice' | 'description'>

export type ReadLine =
  | SaleLine
  /** A line of a document beginning with C: goods came back. */
  | { readonly kind: 'return'; readonly line: number; readonly invoice: string; /** Absent: it cannot be rung. */ readonly goods?: ReturnedLine }
  /** Fewer than nothing was sold: stock was written off, not brought back. */
  | { readonly kind: 'adjustment'; readonly line: number; readonly invoice: string }
  | { readonly kind: 'refused'; readonly line: number; readonly invoice?: string; readonly fault: LineFault }

/** The currency of the file, which names none. */
const currency = 'GBP'

/** What a line is, by itself. Bookkeeping first: an A line has a price and a quantity like any other, and is no sale. */
export function readBasketLine(record: SourceRecord, columns: SalesColumns): ReadLine {
  const { line, fields } = record
  if (fields === undefined) return { kind: 'refused', line, fault: record.fault }
  if (fields.length !== columns.width) return { kind: 'refused', line, fault: 'fields' }
  const text = (name: Parameters<typeof field<keyof typeof salesColumns>>[2]): string => field(fields, columns, name)

  const invoice = text('InvoiceNo')
  if (invoice === '') return { kind: 'refused', line, fault: 'invoice.missing' }
  const refuse = (fault: LineFault): ReadLine => ({ kind: 'refused', line, invoice, fault })
  if (invoice.startsWith('A')) return refuse('invoice.beginsWithA')
  if (invoice.startsWith('C')) return { kind: 'return', line, invoice, ...returned(text) }

  const quantity = text('Quantity')
  if (!/^-?\d{1,9}$/.test(quantity)) return refuse('quantity.malformed')
  const pieces = Number(quantity)
  const price = priceOf(text('UnitPrice'))
  if ('fault' in price) return refuse(price.fault)
  if (pieces < 0) return { kind: 'adjustment', line, invoice }
  if (pieces === 0) return refuse('quantity.zero')
  if (price.minor === 0) return refuse('price.zero')
  const code = text('StockCode')
  if (code === '') return refuse('code.missing')
  const at = text('InvoiceDate').replace(' ', 'T').slice(0, 16)
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(at) || Number.isNaN(Date.parse(`${at}Z`))) return refuse('date.malformed')
  return { kind: 'sale', line, invoice, code, description: text('Description'), pieces, at, minor: price.minor, ...customerIn(text) }
}

type Texts = (name: keyof typeof salesColumns) => string

function customerIn(text: Texts): Pick<SaleLine, 'customer'> {
  const customer = text('CustomerID')
  return customer === '' ? {} : { customer }
}

/** A return says a quantity below nothing and the price that was paid. Whatever else it says is no goods: a discount, a fee. */
function returned(text: Texts): { readonly goods?: ReturnedLine } {
  const [quantity, price, code] = [text('Quantity'), priceOf(text('UnitPrice')), text('StockCode')]
  const at = text('InvoiceDate').replace(' ', 'T').slice(0, 16)
  if (!/^-\d{1,9}$/.test(quantity) || Number(quantity) === 0 || 'fault' in price || price.minor === 0 || code === '' || Number.isNaN(Date.parse(`${at}Z`))) return {}
  return { goods: { code, pieces: 0 - Number(quantity), at, minor: price.minor, ...customerIn(text) } }
}

/** In pence. 2.500 is 2.50: a nought that a spreadsheet added is no third decimal. */
function priceOf(text: string): { readonly minor: number } | { readonly fault: LineFault } {
  const [, sign, whole, decimals = ''] = /^(-?)(\d*)(?:\.(\d*))?$/.exec(text) ?? []
  if (whole === undefined || whole + decimals === '') return { fault: 'price.malformed' }
  if (sign === '-' && /[1-9]/.test(text)) return { fault: 'price.belowZero' }
  const significant = decimals.replace(/0+$/, '')
  if (significant.length > 2) return { fault: 'price.moreThanTwoDecimals' }
  const minor = parseAmount(`${whole}.${significant.padEnd(2, '0')}`, currency)
  return minor === undefined ? { fault: 'price.malformed' } : { minor }
}
