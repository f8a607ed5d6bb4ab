import { changedSetHash, emptySetHash, type FeedName } from '../domain/feed/index.ts'
import { type Connection } from './connection.ts'
import { type FeedApplied, type FeedReads, type FeedState, type FeedWrites } from './feed.ts'
import { writeFeedRows } from './feed-rows.ts'
import { stageFeed } from './feed-stage.ts'
import { findFedTiles } from './tiles.ts'

/** As many as a register says by name. */
const namedParked = 20

interface StateRow {
  readonly instance: string
  readonly version: number
  readonly set_hash: string
  readonly proved_at: number | null
  readonly heard_at: number | null
}

interface PullRow {
  readonly instance: string
  readonly to_version: number
  readonly snapshot: 0 | 1
  readonly set_hash: string
  readonly own_hash: string
  readonly after_version: number | null
  readonly after_id: string | null
}

interface ParkedRow {
  readonly id: string
  readonly reason: string
}

interface HashRow {
  readonly id: string
  readonly hash: string | null
}

const ofItems = "WHERE feed = 'items'"

export function readFeeds(db: Connection): FeedReads {
  const state = db.prepare<[string], StateRow>('SELECT instance, version, set_hash, proved_at, heard_at FROM feed_state WHERE feed = ?')
  const pull = db.prepare<[string], PullRow>('SELECT instance, to_version, snapshot, set_hash, own_hash, after_version, after_id FROM feed_pull WHERE feed = ?')
  const parkedItems = db.prepare<[number], ParkedRow>('SELECT id, reason FROM feed_item WHERE reason IS NOT NULL ORDER BY id LIMIT ?')
  const parkedItemCount = db.prepare<[], number>('SELECT count(*) FROM feed_item WHERE reason IS NOT NULL').pluck()
  const parkedRows = db.prepare<[string, number], ParkedRow>('SELECT id, reason FROM feed_row WHERE feed = ? AND reason IS NOT NULL ORDER BY id LIMIT ?')
  const parkedRowCount = db.prepare<[string], number>('SELECT count(*) FROM feed_row WHERE feed = ? AND reason IS NOT NULL').pluck()
  const rowFed = db.prepare<[string, string], number>('SELECT 1 FROM feed_row WHERE feed = ? AND id = ?').pluck()
  const fed = db.prepare<[string], number>('SELECT 1 FROM item JOIN feed_item USING (item_key) WHERE item.id = ?').pluck()
  const items = db.prepare<[string, number], HashRow>('SELECT id, hash FROM feed_item WHERE id > ? ORDER BY id LIMIT ?')
  const rows = db.prepare<[string, string, number], HashRow>('SELECT id, hash FROM feed_row WHERE feed = ? AND id > ? ORDER BY id LIMIT ?')
  return {
    feedState(feed: FeedName): FeedState {
      const [found, going] = [state.get(feed), pull.get(feed)]
      return {
        ...(found !== undefined && { instance: found.instance }),
        version: found?.version ?? 0,
        setHash: found?.set_hash ?? emptySetHash,
        ...(found !== undefined && found.proved_at !== null && { provedAt: found.proved_at }),
        ...(found !== undefined && found.heard_at !== null && { heardAt: found.heard_at }),
        ...(going !== undefined && going.after_version !== null && going.after_id !== null && { pull: { instance: going.instance, to: going.to_version, snapshot: going.snapshot === 1, after: { version: going.after_version, id: going.after_id } } }),
        parked: feed === 'items' ? { count: parkedItemCount.get() ?? 0, named: parkedItems.all(namedParked) } : { count: parkedRowCount.get(feed) ?? 0, named: parkedRows.all(feed, namedParked) },
      }
    },
    isFed: (itemId) => fed.get(itemId) !== undefined,
    isRowFed: (feed, id) => rowFed.get(feed, id) !== undefined,
    feedRehash({ feed, after, setHash, limit }) {
      const some = feed === 'items' ? items.all(after, limit) : rows.all(feed, after, limit)
      const hash = some.reduce((sum, row) => changedSetHash(sum, undefined, row.hash ?? undefined), setHash)
      const last = some.at(-1)
      return { setHash: hash, ...(some.length === limit && last !== undefined && { after: last.id }) }
    },
  }
}

/** A row of the stage with an SKU is an item; one without a hash is gone, and what is neither could not be read and changes nothing. */
const gone = '(SELECT item_key FROM feed_stage WHERE hash IS NULL AND item_key IS NOT NULL)'
/** While SKUs change hands, whoever gives one up has this before its id: two may swap theirs, and no two may have the same for a moment. */
const handedOver = 'char(10)'

/** All that was laid out, in one go: statements over whole tables, so that ten thousand rows take no longer than a sale may wait. In this order. */
const switchOver: readonly string[] = [
  `INSERT INTO feed_index (item_key) SELECT item_key FROM feed_stage WHERE reindexed = 1 ON CONFLICT DO NOTHING`,
  // What is gone keeps its row, since papers and reports name it; nothing finds it at the counter.
  ...['price', 'barcode', 'plu', 'tile', 'feed_price'].map((table) => `DELETE FROM ${table} WHERE item_key IN ${gone}`),
  `UPDATE item SET sku = id WHERE item_key IN ${gone}`,
  `UPDATE item SET sku = ${handedOver} || item.id FROM feed_stage WHERE feed_stage.changed = 1 AND item.sku = feed_stage.sku AND feed_stage.item_key IS NOT item.item_key`,
  `INSERT INTO item (item_key, id, sku, names, unit, tax_class, category) SELECT item_key, id, sku, names, unit, tax_class, category FROM feed_stage WHERE is_new = 1 ORDER BY item_key`,
  `UPDATE item SET sku = feed_stage.sku, names = feed_stage.names, unit = feed_stage.unit, tax_class = feed_stage.tax_class, category = feed_stage.category
     FROM feed_stage WHERE feed_stage.changed = 1 AND feed_stage.is_new = 0 AND feed_stage.item_key = item.item_key`,
  `UPDATE item SET sku = id WHERE sku > ${handedOver} AND sku < char(11)`,
  `INSERT INTO price (item_key, minor, per) SELECT item_key, minor, per FROM feed_stage WHERE minor IS NOT NULL ON CONFLICT (item_key) DO UPDATE SET minor = excluded.minor, per = excluded.per WHERE minor <> excluded.minor OR per <> excluded.per`,
  `DELETE FROM price WHERE item_key IN (SELECT item_key FROM feed_stage WHERE minor IS NULL AND sku IS NOT NULL)`,
  `DELETE FROM barcode WHERE item_key IN (SELECT item_key FROM feed_stage WHERE recoded = 1)`,
  `INSERT INTO barcode (code, item_key) SELECT code, item_key FROM feed_stage_code JOIN feed_stage USING (id) WHERE recoded = 1 ON CONFLICT (code) DO UPDATE SET item_key = excluded.item_key`,
  `DELETE FROM feed_price WHERE item_key IN (SELECT item_key FROM feed_stage WHERE sku IS NOT NULL)`,
  `INSERT INTO feed_price (from_at, item_key, minor, per) SELECT from_at, item_key, feed_stage_price.minor, feed_stage_price.per FROM feed_stage_price JOIN feed_stage USING (id)`,
  `INSERT INTO feed_item (id, item_key, hash, reason) SELECT id, item_key, hash, reason FROM feed_stage WHERE true
     ON CONFLICT (id) DO UPDATE SET item_key = coalesce(excluded.item_key, item_key), hash = excluded.hash, reason = excluded.reason
     WHERE hash IS NOT excluded.hash OR reason IS NOT excluded.reason`,
  findFedTiles,
]

export function writeFeeds(db: Connection): FeedWrites {
  const pull = db.prepare<[], PullRow>(`SELECT instance, to_version, snapshot, set_hash, own_hash, after_version, after_id FROM feed_pull ${ofItems}`)
  const dropPull = db.prepare(`DELETE FROM feed_pull ${ofItems}`)
  const othersGone = db.prepare('INSERT INTO feed_stage (id, item_key, reindexed) SELECT id, item_key, item_key IS NOT NULL FROM feed_item WHERE hash IS NOT NULL AND id NOT IN (SELECT id FROM feed_stage)')
  // The keys of what is new were chosen when it was laid out; what the counter made meanwhile may have them by now.
  const keysTaken = db.prepare<[], number>('SELECT 1 FROM feed_stage JOIN item USING (item_key) WHERE feed_stage.is_new = 1 LIMIT 1').pluck()
  const otherKeys = db.prepare('UPDATE feed_stage SET item_key = item_key + (SELECT max(item_key) FROM item) WHERE is_new = 1')
  const steps = switchOver.map((sql) => db.prepare(sql))
  const counts = db.prepare<[], { readonly changed: number; readonly withdrawn: number; readonly parked: number }>(
    'SELECT count(*) FILTER (WHERE hash IS NOT NULL AND reason IS NULL) AS changed, count(*) FILTER (WHERE hash IS NULL) AS withdrawn, count(*) FILTER (WHERE reason IS NOT NULL) AS parked FROM feed_stage',
  )
  const putState = db.prepare<[string, number, string]>(
    `INSERT INTO feed_state (feed, instance, version, set_hash, proved_at) VALUES ('items', ?, ?, ?, NULL)
     ON CONFLICT (feed) DO UPDATE SET instance = excluded.instance, version = excluded.version, set_hash = excluded.set_hash, proved_at = NULL`,
  )
  const proved = db.prepare<[number, number, string]>('UPDATE feed_state SET proved_at = ?, heard_at = ? WHERE feed = ?')
  const release = ['feed_price', `feed_pull ${ofItems}`, `feed_state ${ofItems}`, 'feed_item'].map((rows) => db.prepare(`DELETE FROM ${rows}`))
  const dueKeys = `SELECT item_key, minor, per, max(from_at) FROM feed_price WHERE from_at <= ? GROUP BY item_key`
  const dueIndex = db.prepare<[number]>('INSERT INTO feed_index (item_key) SELECT DISTINCT item_key FROM feed_price WHERE from_at <= ? AND item_key NOT IN (SELECT item_key FROM price) ON CONFLICT DO NOTHING')
  const duePrices = db.prepare<[number]>(`INSERT INTO price (item_key, minor, per) SELECT item_key, minor, per FROM (${dueKeys}) WHERE true ON CONFLICT (item_key) DO UPDATE SET minor = excluded.minor, per = excluded.per`)
  const dropDue = db.prepare<[number]>('DELETE FROM feed_price WHERE from_at <= ?')
  const anyDue = db.prepare<[number], number>('SELECT 1 FROM feed_price WHERE from_at <= ? LIMIT 1').pluck()
  return {
    ...stageFeed(db),
    ...writeFeedRows(db),
    applyFeed(): FeedApplied {
      const going = pull.get()
      if (going === undefined || going.after_id !== null) return { kind: 'nothing' }
      dropPull.run()
      if (going.own_hash !== going.set_hash) return { kind: 'differs' }
      if (going.snapshot === 1) othersGone.run()
      if (keysTaken.get() !== undefined) otherKeys.run()
      for (const step of steps) step.run()
      putState.run(going.instance, going.to_version, going.set_hash)
      const { changed, withdrawn, parked } = counts.get() ?? { changed: 0, withdrawn: 0, parked: 0 }
      return { kind: 'applied', version: going.to_version, setHash: going.set_hash, changed, withdrawn, parked }
    },
    feedProved: (feed, at) => void proved.run(at, at, feed),
    releaseFeed(): number {
      return release.map((drop) => drop.run().changes).at(-1) ?? 0
    },
    applyDuePrices(now): number {
      if (anyDue.get(now) === undefined) return 0
      dueIndex.run(now)
      const { changes } = duePrices.run(now)
      dropDue.run(now)
      return changes
    },
  }
}

/** What search has to look at again, some at a time: an item that is gone leaves it, the others stand in it as they are now. */
export function fedToIndex(db: Connection) {
  const next = db.prepare<[number], { readonly item_key: number; readonly id: string; readonly names: string; readonly priced: 0 | 1; readonly isGone: 0 | 1 }>(
    `SELECT item_key, item.id, item.names, price.item_key IS NOT NULL AS priced, EXISTS (SELECT 1 FROM feed_item WHERE feed_item.item_key = item.item_key AND feed_item.hash IS NULL) AS isGone
     FROM feed_index JOIN item USING (item_key) LEFT JOIN price USING (item_key) LIMIT ?`,
  )
  const done = db.prepare<[number]>('DELETE FROM feed_index WHERE item_key = ?')
  return { next: (limit: number) => next.all(limit), done: (itemKey: number) => void done.run(itemKey) }
}
