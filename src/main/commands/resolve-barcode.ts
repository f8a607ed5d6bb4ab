import { type RegisterReader } from '../../db/index.ts'
import { readGs1, splitAim, type Gs1Data } from '../../domain/barcode/index.ts'
import { parseInStore, type InStoreCode, type Item } from '../../domain/catalogue/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'

export interface Resolved {
  readonly item: Item
  /** What the label said besides the item, when the barcode was one the store printed. */
  readonly label?: InStoreCode
  /** What a GS1 symbol said besides the item. */
  readonly gs1?: Gs1Data
}

/**
 * Whose barcode it is. The exact barcode first: a supplier may print what looks like one of our own layouts, and what a
 * shop stored verbatim is what it means. Then without the scanner's prefix, then what GS1 says it is, then the store's
 * layouts, then a PLU as typed. Undefined when nobody knows it; refused with what is wrong with it when it says that it is
 * GS1's and does not read. `today` (YYYY-MM-DD) decides the century of its dates.
 */
export function resolveBarcode(database: RegisterReader, barcode: string, today: string): Result<Resolved> | undefined {
  const { data } = splitAim(barcode)
  const exact = database.itemByBarcode(barcode) ?? (data === barcode ? undefined : database.itemByBarcode(data))
  if (exact !== undefined) return accept({ item: exact })
  const gs1 = readGs1(barcode, Number(today.slice(0, 4)))
  if (gs1 !== undefined) return gs1.ok ? byGtin(database, gs1.value) : gs1
  const label = parseInStore(data, database.inStoreRules())
  const plu = label?.plu ?? (/^\d{1,6}$/.test(data) ? data : undefined)
  const item = plu === undefined ? undefined : database.itemByPlu(plu)
  if (item === undefined) return undefined
  return accept(label === undefined ? { item } : { item, label })
}

function byGtin(database: RegisterReader, gs1: Gs1Data): Result<Resolved> | undefined {
  if (gs1.gtin === undefined) return refuse('gs1.noItem')
  const item = database.itemByBarcode(gs1.gtin)
  return item && accept({ item, gs1 })
}
