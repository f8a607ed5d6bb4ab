import { gtin14, type Item, type ItemLink, type Names } from '../domain/catalogue/index.ts'
import { minor } from '../domain/money/index.ts'
import { thousandths, type Price, type Unit } from '../domain/quantity/index.ts'
import { type Connection } from './connection.ts'
import { type NewItem } from './register-database.ts'
import { type SearchIndex } from './search/indexing.ts'
import { fromStoredJson } from './stored-json.ts'

/** The columns below in their order, which is how a raw statement gives them: made into an object, a row costs half as much again. */
export type ItemRow = readonly [id: string, sku: string, names: string, unit: Unit, taxClass: string, category: string | null, minor: number | null, per: number | null, returnDays: number | null, minimumAge: number | null, noDiscount: 1 | null, links: string | null]

export const itemColumns = 'item.id, item.sku, item.names, item.unit, item.tax_class, item.category, price.minor, price.per, item.return_days, item.minimum_age, item.no_discount, item.links'

/** Of a row that begins with `itemColumns`, whatever else it has. */
export function toItem([id, sku, names, unit, taxClass, category, price, per, returnDays, minimumAge, noDiscount, links]: readonly [...ItemRow, ...unknown[]]): Item {
  return {
    id,
    sku,
    names: fromStoredJson<Names>(names),
    unit,
    taxClass,
    ...(price === null || per === null ? {} : { price: { minor: minor(price), per: thousandths(per) } }),
    ...(category === null ? {} : { category }),
    ...(returnDays === null ? {} : { returnDays }),
    ...(minimumAge === null ? {} : { minimumAge }),
    ...(noDiscount === null ? {} : { noDiscount: true }),
    ...(links === null ? {} : { links: fromStoredJson<ItemLink[]>(links) }),
  }
}

/** Exported for the test that asks SQLite how it would run it. */
export const itemByCode = `SELECT ${itemColumns} FROM barcode JOIN item USING (item_key) LEFT JOIN price USING (item_key) WHERE barcode.code = ?`

export function readItems(db: Connection) {
  const from = `SELECT ${itemColumns} FROM item LEFT JOIN price USING (item_key)`
  const byId = db.prepare<[string], ItemRow>(`${from} WHERE item.id = ?`).raw()
  const anyItem = db.prepare<[], number>('SELECT 1 FROM item LIMIT 1').pluck()
  const bySku = db.prepare<[string], ItemRow>(`${from} WHERE item.sku = ?`).raw()
  const byCode = db.prepare<[string], ItemRow>(itemByCode).raw()
  const byPlu = db.prepare<[string], ItemRow>(`SELECT ${itemColumns} FROM plu JOIN item USING (item_key) LEFT JOIN price USING (item_key) WHERE plu.plu = ?`).raw()
  // An imported item whose SKU is its GTIN without zeros is no PLU: 00000000000017 is not what a scale calls 17.
  const bySkuAsPlu = db.prepare<[string, string], ItemRow>(
    `${from} WHERE item.sku IN (?, ?) AND NOT EXISTS (SELECT 1 FROM barcode WHERE barcode.code = substr('00000000000000' || item.sku, -14) AND barcode.item_key = item.item_key)`,
  ).raw()
  const codesOf = db.prepare<[string], string>('SELECT code FROM barcode JOIN item USING (item_key) WHERE item.id = ? ORDER BY code').pluck()
  // What is rung up without a question: no age, no lot, no weight, nothing that comes along.
  const plain = db.prepare<[number], ItemRow>(`SELECT ${itemColumns} FROM item JOIN price USING (item_key) WHERE item.unit = 'each' AND price.minor > 0 AND item.minimum_age IS NULL AND item.links IS NULL AND NOT EXISTS (SELECT 1 FROM recall WHERE recall.item_id = item.id) ORDER BY item_key LIMIT ?`).raw()
  const nextCategory = db.prepare<[string], string | null>('SELECT min(category) FROM item WHERE category > ?').pluck()
  return {
    /** In their own order, at most a hundred: one look in the index for each, whatever number of items there is. */
    categories(): readonly string[] {
      const found: string[] = []
      for (let next = nextCategory.get(''); typeof next === 'string' && found.length < 100; next = nextCategory.get(next)) found.push(next)
      return found
    },
    /** Priced goods by the piece that ask nothing when they are rung up, the oldest first. */
    plainItems: (limit: number): readonly Item[] => plain.all(limit).map(toItem),
    barcodesOf: (id: string): readonly string[] => codesOf.all(id),
    hasItems(): boolean {
      return anyItem.get() !== undefined
    },
    itemById(id: string): Item | undefined {
      const row = byId.get(id)
      return row && toItem(row)
    },
    /** As it is stored, which is padded for a GTIN and verbatim for the rest: one look for nearly every scan, not a miss before it. */
    itemByBarcode(code: string): Item | undefined {
      const row = byCode.get(gtin14(code) ?? code) ?? bySku.get(code)
      return row && toItem(row)
    },
    itemBySku(sku: string): Item | undefined {
      const row = bySku.get(sku)
      return row && toItem(row)
    },
    itemByPlu(plu: string): Item | undefined {
      const digits = plu.replace(/^0+/, '')
      if (!/^\d+$/.test(digits)) return undefined
      const row = byPlu.get(digits) ?? bySkuAsPlu.get(digits, plu)
      return row && toItem(row)
    },
  }
}

export function writeItems(db: Connection, index: SearchIndex) {
  const namesOf = db.prepare<[string], string>('SELECT names FROM item WHERE id = ?').pluck()
  const upsertItem = db
    .prepare<[string, string, string, string, string, string | null, number | null, number | null, 1 | null, string | null], number>(
      `INSERT INTO item (id, sku, names, unit, tax_class, category, return_days, minimum_age, no_discount, links) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET sku = excluded.sku, names = excluded.names, unit = excluded.unit, tax_class = excluded.tax_class, category = excluded.category, return_days = excluded.return_days,
         minimum_age = excluded.minimum_age, no_discount = excluded.no_discount, links = excluded.links
       RETURNING item_key`,
    )
    .pluck()
  const upsertPrice = db.prepare<[number, number, number]>(
    'INSERT INTO price (item_key, minor, per) VALUES (?, ?, ?) ON CONFLICT (item_key) DO UPDATE SET minor = excluded.minor, per = excluded.per',
  )
  const dropPrice = db.prepare<[number]>('DELETE FROM price WHERE item_key = ?')
  const dropBarcodes = db.prepare<[number]>('DELETE FROM barcode WHERE item_key = ?')
  // A code printed on two items is the later one's: suppliers reuse codes, and the feed's order decides.
  const upsertBarcode = db.prepare<[string, number]>('INSERT INTO barcode (code, item_key) VALUES (?, ?) ON CONFLICT (code) DO UPDATE SET item_key = excluded.item_key')
  const dropPlus = db.prepare<[number]>('DELETE FROM plu WHERE item_key = ?')
  const upsertPlu = db.prepare<[string, number]>('INSERT INTO plu (plu, item_key) VALUES (?, ?) ON CONFLICT (plu) DO UPDATE SET item_key = excluded.item_key')
  const keyed = db.prepare<[string], { item_key: number; names: string }>('SELECT item_key, names FROM item WHERE id = ?')
  return {
    /** The price alone: barcodes and PLU stay as they are. Throws for an item that is not there. */
    savePrice(itemId: string, price: Price): void {
      const row = keyed.get(itemId)
      if (row === undefined) throw new Error(`item ${itemId} is not there`)
      upsertPrice.run(row.item_key, price.minor, price.per)
      index.keepingUp(() => index.put({ itemKey: row.item_key, id: itemId, names: fromStoredJson<Names>(row.names), priced: true }, false))
    },
    /** Each item becomes exactly what is given: an absent price, an absent PLU and unnamed barcodes go. */
    saveItems(items: readonly NewItem[]): void {
      index.keepingUp(() => {
        for (const item of items) save(item)
      })
    },
  }

  function save({ item, barcodes, plu }: NewItem): void {
    const namesBefore = namesOf.get(item.id)
    const names = JSON.stringify(item.names)
    const key = upsertItem.get(item.id, item.sku, names, item.unit, item.taxClass, item.category ?? null, item.returnDays ?? null, item.minimumAge ?? null, item.noDiscount === true ? 1 : null, item.links === undefined ? null : JSON.stringify(item.links))
    if (key === undefined) throw new Error(`item ${item.id} was not saved`)
    if (item.price === undefined) dropPrice.run(key)
    else upsertPrice.run(key, item.price.minor, item.price.per)
    dropBarcodes.run(key)
    for (const code of barcodes) upsertBarcode.run(gtin14(code) ?? code, key)
    dropPlus.run(key)
    if (plu !== undefined) upsertPlu.run(plu.replace(/^0+/, ''), key)
    index.put({ itemKey: key, id: item.id, names: item.names, priced: item.price !== undefined }, names !== namesBefore)
  }
}
