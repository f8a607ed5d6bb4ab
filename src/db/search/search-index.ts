import { type Names } from '../../domain/catalogue/index.ts'
import { type Connection } from '../connection.ts'
import { fromStoredJson } from '../stored-json.ts'
import { type SearchIndex, type IndexedItem } from './indexing.ts'
import { searchStatements } from './search-items.ts'
import { indexTokens, SEARCH_VERSION } from './tokens.ts'

/** Of items nobody bought yet, and of those that cannot be sold since they have no price. */
const UNSOLD = 15
const UNPRICED = 16

/**
 * Where an item stands among the hits: each bucket has sold twice as many lines as the one behind it. Coarse on purpose:
 * an item moves in the index only when its sales double, and a move rewrites all its tokens.
 */
export function bucketOf(linesSold: number, priced: boolean): number {
  if (!priced) return UNPRICED
  return Math.max(0, UNSOLD - Math.floor(Math.log2(linesSold + 1)))
}

/** Pages of the index merged for each item written: what is written is merged about four times until it lies still. */
const MERGED_PAGES = 0.4

const rowidOf = (bucket: number, itemKey: number): number => bucket * 2 ** 40 + itemKey

interface Row {
  item_key: number
  id: string
  names: string
  priced: 0 | 1
}

export function writeSearch(db: Connection): SearchIndex {
  const bucketAt = db.prepare<[number], number>('SELECT bucket FROM search_entry WHERE item_key = ?').pluck()
  const forgetEntry = db.prepare<[number]>('DELETE FROM search_entry WHERE item_key = ?')
  const linesSold = db.prepare<[string], number>('SELECT lines FROM item_sold WHERE item_id = ?').pluck()
  const remove = db.prepare<[number]>('DELETE FROM search WHERE rowid = ?')
  const insert = db.prepare<[number, string]>('INSERT INTO search (rowid, tokens) VALUES (?, ?)')
  const putEntry = db.prepare<[number, number]>('INSERT INTO search_entry (item_key, bucket) VALUES (?, ?) ON CONFLICT (item_key) DO UPDATE SET bucket = excluded.bucket')
  const next = db.prepare<[number], Row>(
    `SELECT item_key, id, names, price.item_key IS NOT NULL AS priced FROM item LEFT JOIN price USING (item_key)
     WHERE item_key >= (SELECT next_key FROM catalogue_state) AND NOT EXISTS (SELECT 1 FROM feed_item WHERE feed_item.item_key = item.item_key AND feed_item.hash IS NULL) ORDER BY item_key LIMIT ?`,
  )
  const moveNext = db.prepare<[number]>('UPDATE catalogue_state SET next_key = ?')
  const caughtUp = db.prepare('UPDATE catalogue_state SET next_key = (SELECT max(item_key) + 1 FROM item) WHERE next_key <= (SELECT max(item_key) FROM item)')
  const backlog = db.prepare<[], number>(searchStatements.backlog).pluck()
  const version = db.prepare<[], number>('SELECT search_version FROM catalogue_state').pluck()
  const forgetTokens = db.prepare(`INSERT INTO search (search) VALUES ('delete-all')`)
  const forgetEntries = db.prepare('DELETE FROM search_entry')
  const ranked = db.prepare<[], string | null>('SELECT ranked_on FROM catalogue_state').pluck()
  const setRanked = db.prepare<[string, string]>('UPDATE catalogue_state SET ranked_on = ? WHERE ranked_on IS NOT ?')
  const setVersion = db.prepare<[number]>('UPDATE catalogue_state SET next_key = 1, search_version = ?')

  // An integer by CAST: numbers are bound as floats, and FTS5 takes no float for a count of pages.
  const merge = db.prepare<[number]>(`INSERT INTO search (search, rank) VALUES ('merge', CAST(? AS INTEGER))`)
  let unsettled = 0

  /**
   * Merges as much as was written, every time. Left to itself FTS5 merges whole levels when it must: one slice in a hundred
   * took 170 ms and the longest 760, with a scan waiting behind it.
   */
  function settle(): void {
    if (unsettled > 0) merge.run(Math.ceil(unsettled * MERGED_PAGES))
    unsettled = 0
  }

  function put({ itemKey, id, names, priced }: IndexedItem, namesChanged: boolean): void {
    const before = bucketAt.get(itemKey)
    const bucket = bucketOf(linesSold.get(id) ?? 0, priced)
    if (before === bucket && !namesChanged) return
    if (before !== undefined) remove.run(rowidOf(before, itemKey))
    insert.run(rowidOf(bucket, itemKey), indexTokens(names))
    unsettled += 1
    if (before !== bucket) putEntry.run(itemKey, bucket)
  }

  return {
    put,
    drop(itemKey) {
      const bucket = bucketAt.get(itemKey)
      if (bucket === undefined) return
      remove.run(rowidOf(bucket, itemKey))
      forgetEntry.run(itemKey)
    },
    keepingUp(save) {
      const nothingWaited = (backlog.get() ?? 0) <= 0
      const saved = save()
      if (nothingWaited) caughtUp.run()
      settle()
      return saved
    },
    rebuild(limit) {
      const rows = next.all(limit)
      for (const row of rows) put({ itemKey: row.item_key, id: row.id, names: fromStoredJson<Names>(row.names), priced: row.priced === 1 }, false)
      const last = rows.at(-1)
      if (last !== undefined) moveNext.run(last.item_key + 1)
      settle()
      return rows.length
    },
    restart() {
      moveNext.run(1)
    },
    rankedOn: () => ranked.get() ?? undefined,
    restartOn(businessDate) {
      if (setRanked.run(businessDate, businessDate).changes === 0) return false
      moveNext.run(1)
      return true
    },
    dropOutdated() {
      if (version.get() === SEARCH_VERSION) return
      forgetTokens.run()
      forgetEntries.run()
      setVersion.run(SEARCH_VERSION)
    },
  }
}
