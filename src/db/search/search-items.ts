import { type Connection } from '../connection.ts'
import { itemColumns, type ItemRow, toItem } from '../items.ts'
import { type ItemHit } from '../register-database.ts'
import { codeQuery, endOfPrefix, printedBarcode } from './codes.ts'
import { searchQuery } from './query.ts'
import { searchText } from './tokens.ts'

type HitRow = readonly [...ItemRow, itemKey: number]
type CodeRow = readonly [...HitRow, code: string]
const itemKeyOf = (row: readonly [...HitRow, ...unknown[]]): number => row[12]

/** The part of a row of the index that is its item; what stands above it is its bucket. */
export const ITEM_KEY_MASK = 2 ** 40 - 1

/** Exported for the test that asks SQLite how it would run them. */
export const searchStatements = {
  // CROSS JOIN keeps the index outermost, so rows come in its own order, which is the order to show them in. Ordering by
  // rank instead reads every hit before the first one is known: 300 ms for one character at a million items.
  byName: `SELECT ${itemColumns}, item.item_key FROM search CROSS JOIN item ON item.item_key = search.rowid & ${ITEM_KEY_MASK}
    LEFT JOIN price USING (item_key) WHERE search MATCH ? ORDER BY search.rowid`,
  byBarcode: `SELECT ${itemColumns}, item.item_key, barcode.code FROM barcode CROSS JOIN item USING (item_key) LEFT JOIN price USING (item_key)
    WHERE barcode.code >= ? AND barcode.code < ? ORDER BY barcode.code LIMIT ?`,
  bySku: `SELECT ${itemColumns}, item.item_key, item.sku AS code FROM item LEFT JOIN price USING (item_key)
    WHERE item.sku >= ? AND item.sku < ? ORDER BY item.sku LIMIT ?`,
  barcodeOf: 'SELECT min(code) FROM barcode WHERE item_key = ?',
  backlog: 'SELECT coalesce((SELECT max(item_key) FROM item), next_key - 1) - next_key + 1 FROM catalogue_state',
} as const

export function readSearch(db: Connection) {
  const byName = db.prepare<[string], HitRow>(searchStatements.byName).raw()
  const byBarcode = db.prepare<[string, string, number], CodeRow>(searchStatements.byBarcode).raw()
  const bySku = db.prepare<[string, string, number], CodeRow>(searchStatements.bySku).raw()
  const barcodeOf = db.prepare<[number], string | null>(searchStatements.barcodeOf).pluck()
  const backlog = db.prepare<[], number>(searchStatements.backlog).pluck()

  function toHit(row: readonly [...HitRow, ...unknown[]], item = toItem(row)): ItemHit {
    const code = barcodeOf.get(itemKeyOf(row))
    return { item, ...(typeof code === 'string' ? { barcode: printedBarcode(code) } : {}) }
  }

  function* nameHits(text: string): Generator<ItemHit> {
    const query = searchQuery(text)
    if (query === undefined) return
    for (const row of byName.iterate(query.expression)) {
      const item = toItem(row)
      if (query.matches(searchText(item.names))) yield toHit(row, item)
    }
  }

  /** A code that was typed to its end comes before those it only begins. */
  function codeHits(text: string, limit: number): readonly ItemHit[] {
    const query = codeQuery(text)
    if (query === undefined) return []
    const whole: CodeRow[] = []
    const begun: CodeRow[] = []
    for (const [statement, starts] of [[bySku, query.skus], [byBarcode, query.barcodes]] as const) {
      for (const start of starts) {
        for (const row of statement.all(start, endOfPrefix(start), limit)) (row[13] === start ? whole : begun).push(row)
      }
    }
    // An imported item has its GTIN for a SKU too, and must not take two places of the page.
    const items = new Map<number, CodeRow>()
    for (const row of [...whole, ...begun]) if (!items.has(itemKeyOf(row))) items.set(itemKeyOf(row), row)
    return [...items.values()].slice(0, limit).map((row) => toHit(row))
  }

  return {
    searchItems(text: string, limit: number): readonly ItemHit[] {
      const found = new Map<string, ItemHit>()
      function take(hits: Iterable<ItemHit>): void {
        for (const hit of hits) {
          if (found.size >= limit) return
          if (!found.has(hit.item.id)) found.set(hit.item.id, hit)
        }
      }
      if (limit < 1) return []
      const codesFirst = codeQuery(text)?.beforeNames ?? false
      take(codesFirst ? codeHits(text, limit) : nameHits(text))
      if (found.size < limit) take(codesFirst ? nameHits(text) : codeHits(text, limit))
      return [...found.values()]
    },
    searchBacklog: (): number => Math.max(0, backlog.get() ?? 0),
  }
}
