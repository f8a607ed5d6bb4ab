import { feedPageRows, namedParked, type FeedAnswer, type FeedRequest, type ItemsArrival } from '../../contracts/replication/index.ts'
import { type FeedName } from '../../domain/feed/index.ts'
import { fewestForSnapshot, type FeedEdit, type FeedEdited, type FeedFacts, type FeedHead, type KeptRow, newFeed, pageOf, planEdit, readingOf } from './feed-rows.ts'

export interface FeedStatement<Row = unknown> {
  /** $1, $2 ... stand for the values. */
  readonly text: string
  readonly values: readonly (string | number | null)[]
  readonly row?: Row
}

/** How a database does a unit of work: what is read first stays as it is until what was made of it is committed. */
export interface FeedDatabase {
  ask<Row>(statement: FeedStatement<Row>): Promise<readonly Row[]>
  write<Outcome>(
    reads: readonly [first: FeedStatement, head: FeedStatement<HeadRow>, kept: FeedStatement<KeptRow>, codes: FeedStatement<CodeRow>],
    decide: (rows: readonly [unknown, readonly HeadRow[], readonly KeptRow[], readonly CodeRow[]]) => { readonly statements: readonly FeedStatement[]; readonly outcome: Outcome },
  ): Promise<Outcome>
  /** Behind the SELECT of the row that everybody who writes waits for. */
  readonly forUpdate: string
}

export interface HeadRow {
  readonly version: number
  readonly setHash: string
  readonly rows: number
}

export interface CodeRow {
  readonly code: string
  readonly id: string
}

interface FactsRow {
  readonly version: number | null
  readonly setHash: string | null
  readonly rows: number | null
  readonly atCursor: string | null
  readonly atTo: string | null
  readonly since: number
}

interface ArrivalRow {
  readonly registerNumber: number
  readonly version: number | null
  readonly at: number | null
  readonly parked: number | null
  readonly named: string | null
}

/** A row as a version made it; a text of null took it away. */
export interface FeedChange extends KeptRow {
  readonly at: number
  readonly by: string
}

/** What registers pull, for both databases. */
export interface FeedStore {
  feedHead(storeId: string, feed: FeedName): Promise<FeedHead>
  /** Of all of them, at one moment. */
  feedHeads(storeId: string): Promise<Readonly<Record<FeedName, FeedHead>>>
  /** One version, counted and committed under the feed's lock; nothing, where nothing is another way. */
  editFeed(storeId: string, edit: FeedEdit, now: number): Promise<FeedEdited>
  /** What a register is answered. What it asks from is a log that never changes: a page needs no unit of work with the one before. */
  readFeed(storeId: string, request: Pick<FeedRequest, 'feed' | 'cursor' | 'snapshot' | 'page'>): Promise<FeedAnswer>
  /** How far a register is, by its own word. */
  feedArrived(storeId: string, arrival: { readonly feed: FeedName; readonly register: string; readonly version: number; readonly parked?: FeedRequest['parked'] }, now: number): Promise<void>
  feedArrivals(storeId: string, feed: FeedName): Promise<readonly ItemsArrival[]>
  /** Rows of now in which all these words are found, by what they are found by; one more than `limit` where there are more. */
  feedRows(storeId: string, feed: FeedName, asked: { readonly words: readonly string[]; readonly limit: number }): Promise<readonly (KeptRow & { readonly text: string })[]>
  feedRow(storeId: string, feed: FeedName, id: string): Promise<KeptRow | undefined>
  /** Those of these rows that are or were there, in no order. */
  feedRowsOf(storeId: string, feed: FeedName, ids: readonly string[]): Promise<readonly KeptRow[]>
  /** Who changed what, and when: the newest first. */
  feedChanges(storeId: string, feed: FeedName, limit: number): Promise<readonly FeedChange[]>
}

/** Below what a statement takes on either database. */
const idsAtOnce = 500

const marks = (from: number, count: number): string => Array.from({ length: count }, (_, index) => `$${from + index}`).join(', ')

export function createFeeds(database: FeedDatabase): FeedStore {
  const { ask, write, forUpdate } = database
  return {
    feedHead: async (store, feed) => {
      const [head] = await ask<HeadRow>({ text: 'SELECT version, set_hash AS "setHash", row_count AS "rows" FROM feed WHERE store = $1 AND feed = $2', values: [store, feed] })
      return head ?? newFeed
    },
    feedHeads: async (store) => {
      const rows = await ask<HeadRow & { readonly feed: string }>({ text: 'SELECT feed, version, set_hash AS "setHash", row_count AS "rows" FROM feed WHERE store = $1', values: [store] })
      const heads = new Map(rows.map(({ feed, ...head }) => [feed, head]))
      const of = (feed: FeedName): FeedHead => heads.get(feed) ?? newFeed
      return { operators: of('operators'), settings: of('settings'), promotions: of('promotions'), items: of('items'), layouts: of('layouts') }
    },
    editFeed: (store, edit, now) => {
      const { feed, rows, by } = edit
      const codes = rows.flatMap((row) => row.codes)
      return write<FeedEdited>(
        [
          // There is no row to lock before the first version.
          { text: 'INSERT INTO feed (store, feed, version, set_hash, row_count) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING', values: [store, feed, newFeed.version, newFeed.setHash, newFeed.rows] },
          { text: `SELECT version, set_hash AS "setHash", row_count AS "rows" FROM feed WHERE store = $1 AND feed = $2${forUpdate}`, values: [store, feed] },
          { text: `SELECT id, version, text FROM feed_row WHERE store = $1 AND feed = $2 AND id IN (${marks(3, rows.length)})`, values: [store, feed, ...rows.map(({ id }) => id)] },
          { text: codes.length === 0 ? 'SELECT code, id FROM feed_code WHERE store = $1 AND feed = $2 AND false' : `SELECT code, id FROM feed_code WHERE store = $1 AND feed = $2 AND code IN (${marks(3, codes.length)})`, values: [store, feed, ...codes] },
        ],
        ([, [head], kept, taken]) => {
          const plan = planEdit(head ?? newFeed, kept, taken, edit)
          if ('ok' in plan) return { statements: [], outcome: plan }
          const { version, setHash, rows: count } = plan.head
          if (plan.rows.length === 0) return { statements: [], outcome: { ok: true, version } }
          const of = [store, feed] as const
          const statements: readonly FeedStatement[] = [
            { text: 'INSERT INTO feed_version (store, feed, version, set_hash, at, by_whom) VALUES ($1, $2, $3, $4, $5, $6)', values: [...of, version, setHash, now, by] },
            ...plan.rows.map(({ id }) => ({ text: 'DELETE FROM feed_code WHERE store = $1 AND feed = $2 AND id = $3', values: [...of, id] })),
            ...plan.rows.flatMap(({ id, text, search, codes: own }): readonly FeedStatement[] => [
              { text: 'INSERT INTO feed_change (store, feed, version, id, text) VALUES ($1, $2, $3, $4, $5)', values: [...of, version, id, text] },
              {
                text: `INSERT INTO feed_row (store, feed, id, version, text, search) VALUES ($1, $2, $3, $4, $5, $6)
                  ON CONFLICT (store, feed, id) DO UPDATE SET version = excluded.version, text = excluded.text, search = excluded.search`,
                values: [...of, id, version, text, search],
              },
              ...(text === null ? [] : own.map((code) => ({ text: 'INSERT INTO feed_code (store, feed, code, id) VALUES ($1, $2, $3, $4)', values: [...of, code, id] }))),
            ]),
            { text: 'UPDATE feed SET version = $3, set_hash = $4, row_count = $5 WHERE store = $1 AND feed = $2', values: [...of, version, setHash, count] },
          ]
          return { statements, outcome: { ok: true, version } }
        },
      )
    },
    readFeed: async (store, request) => {
      const { feed, cursor, page } = request
      const [found] = await ask<FactsRow>({
        text: `SELECT f.version, f.set_hash AS "setHash", f.row_count AS "rows",
            (SELECT set_hash FROM feed_version v WHERE v.store = $1 AND v.feed = $2 AND v.version = $3) AS "atCursor",
            (SELECT set_hash FROM feed_version v WHERE v.store = $1 AND v.feed = $2 AND v.version = $4) AS "atTo",
            (SELECT count(*) FROM (SELECT 1 FROM feed_change c WHERE c.store = $1 AND c.feed = $2 AND c.version > $3 LIMIT $5) counted) AS since
          FROM feed f WHERE f.store = $1 AND f.feed = $2`,
        values: [store, feed, cursor.version, page?.to ?? 0, 2 * fewestForSnapshot],
      })
      const head = found === undefined || found.version === null || found.setHash === null || found.rows === null ? newFeed : { version: found.version, setHash: found.setHash, rows: found.rows }
      const facts: FeedFacts = { head, atCursor: found?.atCursor ?? null, atTo: found?.atTo ?? null, since: found?.since ?? 0 }
      const reading = readingOf(request, facts)
      const { from, to, snapshot, after } = reading
      const limit = feedPageRows + 1
      const rows = await ask<KeptRow>(
        snapshot
          ? {
              text: `SELECT c.id, c.version, c.text FROM feed_change c WHERE c.store = $1 AND c.feed = $2 AND c.id > $3 AND c.version <= $4 AND c.text IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM feed_change n WHERE n.store = c.store AND n.feed = c.feed AND n.id = c.id AND n.version > c.version AND n.version <= $4)
                ORDER BY c.id LIMIT $5`,
              values: [store, feed, after.id, to, limit],
            }
          : {
              text: `SELECT id, version, text FROM feed_change WHERE store = $1 AND feed = $2 AND version > $3 AND version <= $4 AND (version > $5 OR (version = $5 AND id > $6))
                ORDER BY version, id LIMIT $7`,
              values: [store, feed, from, to, after.version, after.id, limit],
            },
      )
      return pageOf(reading, rows)
    },
    feedArrived: async (store, { feed, register, version, parked }, now) => {
      await ask({
        text: `INSERT INTO feed_arrival (store, feed, register, version, parked, named, at) VALUES ($1, $2, $3, $4, $5, $6, $7)
          ON CONFLICT (store, feed, register) DO UPDATE SET version = excluded.version, parked = excluded.parked, named = excluded.named, at = excluded.at`,
        values: [store, feed, register, version, parked?.count ?? 0, JSON.stringify(parked?.named.slice(0, namedParked) ?? []), now],
      })
    },
    feedArrivals: async (store, feed) => {
      const rows = await ask<ArrivalRow>({
        text: `SELECT r.number AS "registerNumber", a.version, a.at, a.parked, a.named FROM register r LEFT JOIN feed_arrival a ON a.store = r.store AND a.feed = $2 AND a.register = r.id
          WHERE r.store = $1 AND r.retired_at IS NULL ORDER BY r.number`,
        values: [store, feed],
      })
      return rows.map(({ registerNumber, version, at, parked, named }): ItemsArrival => ({ registerNumber, ...(version !== null && { version }), ...(at !== null && { at }), parked: parked ?? 0, named: namedOf(named) }))
    },
    feedRows: (store, feed, { words, limit }) =>
      ask<KeptRow & { readonly text: string }>({
        text: `SELECT id, version, text FROM feed_row WHERE store = $1 AND feed = $2 AND text IS NOT NULL${words.map((_, index) => ` AND search LIKE $${index + 4} ESCAPE '!'`).join('')} ORDER BY search, id LIMIT $3`,
        values: [store, feed, limit + 1, ...words.map((word) => `%${word.replaceAll(/[!%_]/gu, '!$&')}%`)],
      }),
    feedRow: async (store, feed, id) => {
      const [row] = await ask<KeptRow>({ text: 'SELECT id, version, text FROM feed_row WHERE store = $1 AND feed = $2 AND id = $3', values: [store, feed, id] })
      return row
    },
    feedRowsOf: async (store, feed, ids) => {
      const found: KeptRow[] = []
      for (let from = 0; from < ids.length; from += idsAtOnce) {
        const some = ids.slice(from, from + idsAtOnce)
        found.push(...(await ask<KeptRow>({ text: `SELECT id, version, text FROM feed_row WHERE store = $1 AND feed = $2 AND id IN (${marks(3, some.length)})`, values: [store, feed, ...some] })))
      }
      return found
    },
    feedChanges: (store, feed, limit) =>
      ask<FeedChange>({
        text: `SELECT c.id, c.version, c.text, v.at, v.by_whom AS "by" FROM feed_change c JOIN feed_version v ON v.store = c.store AND v.feed = c.feed AND v.version = c.version
          WHERE c.store = $1 AND c.feed = $2 ORDER BY c.version DESC, c.id LIMIT $3`,
        values: [store, feed, limit],
      }),
  }
}

/** As it was kept here. */
function namedOf(text: string | null): ItemsArrival['named'] {
  return text === null ? [] : (JSON.parse(text) as ItemsArrival['named'])
}
