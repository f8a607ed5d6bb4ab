import { type ImportRow } from '../../db/index.ts'
import { gtin14 } from '../../domain/catalogue/index.ts'
import { type CurrencyCode, parseAmount } from '../../domain/money/index.ts'
import { thousandths } from '../../domain/quantity/index.ts'
import { type Columns, field } from './columns.ts'
import { goodsRules } from './goods-rules.ts'
import { type SourceRecord } from './record-splitter.ts'

export const itemColumns = { gtin: 'required', name: 'required', price: 'optional', taxClass: 'optional', category: 'optional', returnDays: 'optional', minimumAge: 'optional', noDiscount: 'optional', links: 'optional', recalled: 'optional' } as const
export type ItemColumns = Columns<keyof typeof itemColumns>

/** Why a row was not taken. Each has its sentence in words.ts. */
export type RowFault = NonNullable<SourceRecord['fault']> | 'fields' | 'gtin' | 'checkDigit' | 'name' | 'nameTooLong' | 'price' | 'priceTooLarge' | 'taxClass' | 'returnDays' | 'minimumAge' | 'noDiscount' | 'links' | 'recalled' | 'duplicate'

export interface RefusedRow {
  readonly line: number
  readonly fault: RowFault
  /** The line of the row that has the same number, once both are padded to 14 digits. */
  readonly firstLine?: number
  /** What stands in the field that is wrong, where it helps to find it. */
  readonly value?: string
}

export interface RowRules {
  readonly currency: CurrencyCode
  readonly taxClasses: ReadonlySet<string>
  /** YYYY-MM-DD at the store: since when what the file recalls is recalled. */
  readonly today: string
}

type Checked = { readonly ok: true; readonly row: ImportRow } | { readonly ok: false; readonly refused: RefusedRow }

/** The longest name in 808,069 real ones has 234 characters; a paragraph in the name column is a description. */
const longestName = 500
const longestCategory = 100
/** 9,999,999.99: beyond it, a barcode stands in the price column. */
const largestPrice = 999_999_999

/**
 * Checks rows one after another. It remembers every number it has seen, 8 bytes each: the same goods twice in one file
 * (12 digits here, 13 there) would silently be whichever came last.
 */
export function itemRows(columns: ItemColumns, { currency, taxClasses, today }: RowRules): (record: SourceRecord) => Checked {
  const lineOf = new Map<number, number>()

  return (record) => {
    const { line, fields } = record
    const refuse = (fault: RowFault, more: Omit<RefusedRow, 'line' | 'fault'> = {}): Checked => ({ ok: false, refused: { line, fault, ...more } })
    if (fields === undefined) return refuse(record.fault)
    if (fields.length !== columns.width) return refuse('fields')

    const written = field(fields, columns, 'gtin')
    const gtin = gtin14(written)
    if (gtin === undefined) return refuse(/^(?:\d{8}|\d{12,14})$/.test(written) ? 'checkDigit' : 'gtin', { value: shortened(written) })
    const number = Number(gtin)
    const firstLine = lineOf.get(number)
    if (firstLine !== undefined) return refuse('duplicate', { firstLine, value: written })
    // Also of a row that is refused for something else: which of the two is right, only a person can say.
    lineOf.set(number, line)

    const name = field(fields, columns, 'name')
    if (name === '') return refuse('name')
    if (name.length > longestName) return refuse('nameTooLong')
    const priceText = field(fields, columns, 'price')
    const price = priceText === '' ? undefined : parseAmount(priceText, currency)
    if (priceText !== '' && price === undefined) return refuse('price', { value: shortened(priceText) })
    if (price !== undefined && price > largestPrice) return refuse('priceTooLarge', { value: shortened(priceText) })
    const taxClass = field(fields, columns, 'taxClass')
    if (taxClass !== '' && !taxClasses.has(taxClass)) return refuse('taxClass', { value: shortened(taxClass) })
    const category = field(fields, columns, 'category').slice(0, longestCategory)
    const rules = goodsRules((name) => field(fields, columns, name), today)
    if ('fault' in rules) return refuse(rules.fault, { value: shortened(rules.value) })
    return {
      ok: true,
      row: {
        gtin14: gtin,
        name,
        ...(price === undefined ? {} : { price: { minor: price, per: thousandths(1000) } }),
        ...(taxClass === '' ? {} : { taxClass }),
        ...(category === '' ? {} : { category }),
        ...rules.row,
      },
    }
  }
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}...` : text
}
