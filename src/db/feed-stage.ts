import { changedSetHash, emptySetHash, rowHash } from '../domain/feed/index.ts'
import { type Connection } from './connection.ts'
import { type StagedPage, type StagedRow } from './feed.ts'
import { sha256 } from './sha256.ts'

interface PullRow {
  readonly instance: string
  readonly from_version: number
  readonly to_version: number
  readonly snapshot: 0 | 1
  readonly own_hash: string
}

interface HereRow {
  readonly sku: string
  readonly names: string
  readonly unit: string
  readonly tax_class: string
  readonly category: string | null
}

/** Lays out pages of a pull: which item of this register each row is, and what of it is another way. It is as much work as the rows are; what comes after is not. */
export function stageFeed(db: Connection) {
  const pull = db.prepare<[], PullRow>("SELECT instance, from_version, to_version, snapshot, own_hash FROM feed_pull WHERE feed = 'items'")
  const stateHash = db.prepare<[], string>("SELECT set_hash FROM feed_state WHERE feed = 'items'").pluck()
  const putPull = db.prepare<[string, number, number, number, string, string, number | null, string | null]>(
    `INSERT INTO feed_pull (feed, instance, from_version, to_version, snapshot, set_hash, own_hash, after_version, after_id) VALUES ('items', ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (feed) DO UPDATE SET instance = excluded.instance, from_version = excluded.from_version, to_version = excluded.to_version, snapshot = excluded.snapshot,
       set_hash = excluded.set_hash, own_hash = excluded.own_hash, after_version = excluded.after_version, after_id = excluded.after_id`,
  )
  const clear = ['feed_stage', 'feed_stage_code', 'feed_stage_price'].map((table) => db.prepare(`DELETE FROM ${table}`))
  const stagedHash = db.prepare<[string], string | null>('SELECT hash FROM feed_stage WHERE id = ?').pluck()
  const heldHash = db.prepare<[string], string | null>('SELECT hash FROM feed_item WHERE id = ?').pluck()
  const dropRow = db.prepare<[string]>('DELETE FROM feed_stage WHERE id = ?')
  const dropCodes = db.prepare<[string]>('DELETE FROM feed_stage_code WHERE id = ?')
  const dropPrices = db.prepare<[string]>('DELETE FROM feed_stage_price WHERE id = ?')
  const keyHeld = db.prepare<[string], number | null>('SELECT item_key FROM feed_item WHERE id = ?').pluck()
  const keyById = db.prepare<[string], number>('SELECT item_key FROM item WHERE id = ?').pluck()
  const keyByCode = db.prepare<[string], number>('SELECT item_key FROM barcode WHERE code = ?').pluck()
  const keyBySku = db.prepare<[string], number>('SELECT item_key FROM item WHERE sku = ?').pluck()
  const othersKey = db.prepare<[number, string, number, string], number>('SELECT 1 WHERE EXISTS (SELECT 1 FROM feed_item WHERE item_key = ? AND id <> ?) OR EXISTS (SELECT 1 FROM feed_stage WHERE item_key = ? AND id <> ?)').pluck()
  const here = db.prepare<[number], HereRow>('SELECT sku, names, unit, tax_class, category FROM item WHERE item_key = ?')
  const priced = db.prepare<[number], number>('SELECT 1 FROM price WHERE item_key = ?').pluck()
  const goneBefore = db.prepare<[string], number>('SELECT 1 FROM feed_item WHERE id = ? AND hash IS NULL').pluck()
  const codesHere = db.prepare<[number], string>('SELECT code FROM barcode WHERE item_key = ? ORDER BY code').pluck()
  const newKey = db.prepare<[], number>('SELECT 1 + max(coalesce((SELECT max(item_key) FROM item), 0), coalesce((SELECT max(item_key) FROM feed_stage), 0))').pluck()
  const stage = db.prepare<[string, string | null, string | null, number | null, 0 | 1, string | null, string | null, string | null, string | null, string | null, number | null, number | null, 0 | 1, 0 | 1, 0 | 1]>(
    'INSERT INTO feed_stage (id, hash, reason, item_key, is_new, sku, names, unit, tax_class, category, minor, per, changed, reindexed, recoded) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const stageCode = db.prepare<[string, string]>('INSERT INTO feed_stage_code (code, id) VALUES (?, ?) ON CONFLICT (code) DO UPDATE SET id = excluded.id')
  const stagePrice = db.prepare<[string, number, number, number]>('INSERT INTO feed_stage_price (id, from_at, minor, per) VALUES (?, ?, ?, ?)')

  /** An item of before keeps its key: by its id, or for want of that by what it is scanned or typed as. One that is another row's already is no longer to be had. */
  function keyOf({ id, item }: StagedRow): number | undefined {
    const held = keyHeld.get(id) ?? keyById.get(id)
    if (held !== undefined || item === undefined) return held
    for (const key of [...item.barcodes.map((code) => keyByCode.get(code)), keyBySku.get(item.sku)]) if (key !== undefined && othersKey.get(key, id, key, id) === undefined) return key
    return undefined
  }

  function put(row: StagedRow, hash: string | null): void {
    const { id, item, price, reason } = row
    for (const drop of [dropRow, dropCodes, dropPrices]) drop.run(id)
    const key = keyOf(row) ?? null
    if (item === undefined) {
      stage.run(id, hash, reason ?? null, key, 0, null, null, null, null, null, null, null, 0, hash === null && key !== null ? 1 : 0, 0)
      return
    }
    const names = JSON.stringify(item.names)
    const before = key === null ? undefined : here.get(key)
    const changed = before?.sku !== item.sku || before.names !== names || before.unit !== item.unit || before.tax_class !== item.taxClass || before.category !== (item.category ?? null)
    // What lies still has to be looked at by search: a name that is another one, what gets or loses its price.
    const reindexed = key !== null && (before?.names !== names || (priced.get(key) === undefined) !== (price === undefined) || goneBefore.get(id) !== undefined)
    const recoded = key === null || JSON.stringify(codesHere.all(key)) !== JSON.stringify([...item.barcodes].toSorted())
    stage.run(id, hash, null, key ?? newKey.get() ?? 1, key === null ? 1 : 0, item.sku, names, item.unit, item.taxClass, item.category ?? null, price?.minor ?? null, price?.per ?? null, changed ? 1 : 0, reindexed ? 1 : 0, recoded ? 1 : 0)
    for (const code of item.barcodes) stageCode.run(code, id)
    for (const one of item.prices) if (one.from > (price?.from ?? -1)) stagePrice.run(id, one.from, one.minor, one.per)
  }

  return {
    keepFeedPage({ instance, from, to, snapshot, setHash, after, rows }: StagedPage): void {
      const before = pull.get()
      const goesOn = before !== undefined && before.instance === instance && before.from_version === from && before.to_version === to && (before.snapshot === 1) === snapshot
      if (!goesOn) for (const drop of clear) drop.run()
      let own = goesOn ? before.own_hash : snapshot ? emptySetHash : (stateHash.get() ?? emptySetHash)
      for (const row of rows) {
        const staged = stagedHash.get(row.id)
        const was = staged === undefined && !snapshot ? heldHash.get(row.id) : staged
        const hash = row.text === null ? undefined : rowHash(row.id, row.text, sha256)
        own = changedSetHash(own, was ?? undefined, hash)
        put(row, hash ?? null)
      }
      putPull.run(instance, from, to, snapshot ? 1 : 0, setHash, own, after?.version ?? null, after?.id ?? null)
    },
  }
}
