import { type ItemLink } from '../domain/catalogue/index.ts'
import { type Price } from '../domain/quantity/index.ts'

/** One line of an imported file. It is known by its barcode, else by its SKU; one of the two must be there. */
export interface ImportRow {
  /** 14 digits with the right check digit. */
  readonly gtin14?: string
  /** Absent: the GTIN without leading zeros. */
  readonly sku?: string
  readonly name: string
  /** Absent: what it had stays; a new item is kept unpriced. */
  readonly price?: Price
  /** Absent: what it had stays; `standard` for a new item. */
  readonly taxClass?: string
  readonly category?: string
  /** Absent: what it had stays. */
  readonly returnDays?: number
  readonly minimumAge?: number
  readonly noDiscount?: boolean
  readonly links?: readonly ItemLink[]
  /** All of it, from `since` (YYYY-MM-DD) on. An import never lifts a recall: that is a person's to do. */
  readonly recalled?: { readonly reason: string; readonly since: string }
  /** BCP 47, of the name; the register's own when absent. */
  readonly language?: string
}

/** How many rows of an import were new, how many changed something, and how many were there already as they are. */
export interface ImportedItems {
  readonly added: number
  readonly updated: number
  readonly unchanged: number
}
