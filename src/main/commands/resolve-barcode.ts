import { type RegisterReader } from '../../db/index.ts'
import { parseInStore, type InStoreCode, type Item } from '../../domain/catalogue/index.ts'

export interface Resolved {
  readonly item: Item
  /** What the label said besides the item, when the barcode was one the store printed. */
  readonly label?: InStoreCode
}

/**
 * Whose barcode it is. The exact barcode first: a supplier may print what looks like one of our own layouts, and what a
 * shop stored verbatim is what it means. Then the store's layouts, then a PLU as typed.
 */
export function resolveBarcode(database: RegisterReader, barcode: string): Resolved | undefined {
  const exact = database.itemByBarcode(barcode)
  if (exact !== undefined) return { item: exact }
  const label = parseInStore(barcode, database.inStoreRules())
  const plu = label?.plu ?? (/^\d{1,6}$/.test(barcode) ? barcode : undefined)
  const item = plu === undefined ? undefined : database.itemByPlu(plu)
  if (item === undefined) return undefined
  return label === undefined ? { item } : { item, label }
}
