import { gtin14 as canonicalGtin, type Names } from '../domain/catalogue/index.ts'
import { type Connection } from './connection.ts'
import { type ImportedItems, type ImportRow } from './register-database.ts'
import { type SearchIndex } from './search/indexing.ts'
import { fromStoredJson } from './stored-json.ts'

interface RulesRow {
  itemKey: number
  returnDays: number | null
  minimumAge: number | null
  noDiscount: 0 | 1 | null
  links: string | null
}

interface KnownRow {
  item_key: number
  id: string
  names: string
  tax_class: string
  category: string | null
  minor: number | null
  per: number | null
  fed: 0 | 1
}

const known = 'item.item_key, item.id, item.names, item.tax_class, item.category, price.minor, price.per, EXISTS (SELECT 1 FROM feed_item WHERE feed_item.item_key = item.item_key) AS fed'

export interface ImportParts {
  readonly newId: () => string
  readonly index: SearchIndex
  /** The register's own language, for names that do not say theirs. */
  readonly language: () => string
}

/**
 * An import is a file somebody was sent: it comes again, in part, with less in it than the shop knows. So it only adds and
 * changes what it says, and the same rows a second time write nothing.
 */
export function writeImport(db: Connection, { newId, index, language }: ImportParts) {
  const byBarcode = db.prepare<[string], KnownRow>(`SELECT ${known} FROM barcode JOIN item USING (item_key) LEFT JOIN price USING (item_key) WHERE barcode.code = ?`)
  const bySku = db.prepare<[string], KnownRow>(`SELECT ${known} FROM item LEFT JOIN price USING (item_key) WHERE item.sku = ?`)
  const insertItem = db
    .prepare<[string, string, string, string, string | null], number>(`INSERT INTO item (id, sku, names, unit, tax_class, category) VALUES (?, ?, ?, 'each', ?, ?) RETURNING item_key`)
    .pluck()
  const updateItem = db.prepare<[string, string, string | null, number]>('UPDATE item SET names = ?, tax_class = ?, category = ? WHERE item_key = ?')
  const putPrice = db.prepare<[number, number, number]>(
    'INSERT INTO price (item_key, minor, per) VALUES (?, ?, ?) ON CONFLICT (item_key) DO UPDATE SET minor = excluded.minor, per = excluded.per',
  )
  const insertBarcode = db.prepare<[string, number]>('INSERT INTO barcode (code, item_key) VALUES (?, ?)')
  // Only where it says another thing than stands there: the same file again writes nothing.
  const putRules = db.prepare<[RulesRow]>(
    `UPDATE item SET return_days = coalesce(@returnDays, return_days), minimum_age = coalesce(@minimumAge, minimum_age),
       no_discount = CASE WHEN @noDiscount IS NULL THEN no_discount WHEN @noDiscount = 1 THEN 1 END, links = coalesce(@links, links)
     WHERE item_key = @itemKey AND (coalesce(@returnDays, return_days) IS NOT return_days OR coalesce(@minimumAge, minimum_age) IS NOT minimum_age
       OR coalesce(@noDiscount, no_discount, 0) IS NOT coalesce(no_discount, 0) OR coalesce(@links, links) IS NOT links)`,
  )
  const putRecall = db.prepare<[string, string, string]>(
    `INSERT INTO recall (item_id, lot, reason, since, source) SELECT id, '', ?, ?, 'import' FROM item WHERE id = ?
     ON CONFLICT (item_id, lot) DO UPDATE SET reason = excluded.reason WHERE reason <> excluded.reason`,
  )
  const skuTaken = db.prepare<[string], number>('SELECT 1 FROM item WHERE sku = ?').pluck()
  const markUnversioned = db.prepare('UPDATE catalogue_state SET unversioned = 1 WHERE unversioned = 0')
  const takeUnversioned = db.prepare('UPDATE catalogue_state SET unversioned = 0 WHERE unversioned = 1')

  /** A short GTIN without its zeros may be the SKU or PLU of something else: the shop's own number stays the shop's. */
  function freeSku(row: ImportRow, code: string | undefined, id: string): string {
    for (const sku of [row.sku, code?.replace(/^0+/, ''), code]) {
      if (sku !== undefined && sku !== '' && skuTaken.get(sku) === undefined) return sku
    }
    return id
  }

  /** True when the row said anything new of what the item's own rules are. */
  function rule({ returnDays, minimumAge, noDiscount, links, recalled }: ImportRow, itemKey: number, id: string): boolean {
    let changes = 0
    if (returnDays !== undefined || minimumAge !== undefined || noDiscount !== undefined || links !== undefined) {
      changes += putRules.run({ itemKey, returnDays: returnDays ?? null, minimumAge: minimumAge ?? null, noDiscount: noDiscount === undefined ? null : noDiscount ? 1 : 0, links: links === undefined ? null : JSON.stringify(links) }).changes
    }
    if (recalled !== undefined) changes += putRecall.run(recalled.reason, recalled.since, id).changes
    return changes > 0
  }

  function add(row: ImportRow, code: string | undefined): void {
    const id = newId()
    const names = { [row.language ?? language()]: row.name }
    const itemKey = insertItem.get(id, freeSku(row, code, id), JSON.stringify(names), row.taxClass ?? 'standard', row.category ?? null)
    if (itemKey === undefined) throw new Error(`item ${row.name} was not saved`)
    if (row.price !== undefined) putPrice.run(itemKey, row.price.minor, row.price.per)
    if (code !== undefined) insertBarcode.run(code, itemKey)
    rule(row, itemKey, id)
    index.put({ itemKey, id, names, priced: row.price !== undefined }, true)
  }

  /** True when the row said anything new. */
  function update(row: ImportRow, item: KnownRow, newCode: string | undefined): boolean {
    const before = fromStoredJson<Names>(item.names)
    const at = row.language ?? language()
    const names: Names = { ...before, [at]: row.name }
    const renamed = before[at] !== row.name
    const taxClass = row.taxClass ?? item.tax_class
    const category = row.category ?? item.category
    const ruled = rule(row, item.item_key, item.id)
    // What head office says of it is not a file's to change.
    if (item.fed === 1) return ruled
    const repriced = row.price !== undefined && (row.price.minor !== item.minor || row.price.per !== item.per)
    if (renamed || taxClass !== item.tax_class || category !== item.category) updateItem.run(JSON.stringify(names), taxClass, category, item.item_key)
    else if (!repriced && newCode === undefined) return ruled
    if (repriced && row.price !== undefined) putPrice.run(item.item_key, row.price.minor, row.price.per)
    if (newCode !== undefined) insertBarcode.run(newCode, item.item_key)
    index.put({ itemKey: item.item_key, id: item.id, names, priced: repriced || item.minor !== null }, renamed)
    return true
  }

  function take(row: ImportRow): keyof ImportedItems {
    const code = row.gtin14 === undefined ? undefined : (canonicalGtin(row.gtin14) ?? row.gtin14)
    if (code === undefined && row.sku === undefined) throw new Error(`an import row without barcode and SKU: ${row.name}`)
    const byCode = code === undefined ? undefined : byBarcode.get(code)
    const item = byCode ?? (row.sku === undefined ? undefined : bySku.get(row.sku))
    if (item === undefined) {
      add(row, code)
      return 'added'
    }
    return update(row, item, byCode === undefined ? code : undefined) ? 'updated' : 'unchanged'
  }

  return {
    importItems(rows: readonly ImportRow[]): ImportedItems {
      const counts = { added: 0, updated: 0, unchanged: 0 }
      index.keepingUp(() => {
        for (const row of rows) counts[take(row)] += 1
      })
      // On disk, since the slice that changed something may be of a start before this one.
      if (counts.added + counts.updated > 0) markUnversioned.run()
      return counts
    },
    /** True once after slices that changed something. */
    takeUnversioned: (): boolean => takeUnversioned.run().changes === 1,
  }
}
