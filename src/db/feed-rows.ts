import { changedSetHash, emptySetHash, type RowFeedName, rowHash } from '../domain/feed/index.ts'
import { type Connection } from './connection.ts'
import { type FedRow, type FeedApplied, type FeedRowWrites, type FeedUse, type RowPage } from './feed.ts'
import { sha256 } from './sha256.ts'

interface PullRow {
  readonly instance: string
  readonly from_version: number
  readonly to_version: number
  readonly snapshot: 0 | 1
  readonly set_hash: string
  readonly own_hash: string
  readonly after_id: string | null
}

/** Feeds of few rows: laid out page by page, and used all at once, with the cursor. Only the rows' hashes stay: what they said lies where it is used. */
export function writeFeedRows(db: Connection): FeedRowWrites {
  const pull = db.prepare<[string], PullRow>('SELECT instance, from_version, to_version, snapshot, set_hash, own_hash, after_id FROM feed_pull WHERE feed = ?')
  const dropPull = db.prepare<[string]>('DELETE FROM feed_pull WHERE feed = ?')
  const putPull = db.prepare<[string, string, number, number, number, string, string, number | null, string | null]>(
    `INSERT INTO feed_pull (feed, instance, from_version, to_version, snapshot, set_hash, own_hash, after_version, after_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (feed) DO UPDATE SET instance = excluded.instance, from_version = excluded.from_version, to_version = excluded.to_version, snapshot = excluded.snapshot,
       set_hash = excluded.set_hash, own_hash = excluded.own_hash, after_version = excluded.after_version, after_id = excluded.after_id`,
  )
  const stateHash = db.prepare<[string], string>('SELECT set_hash FROM feed_state WHERE feed = ?').pluck()
  const clear = db.prepare<[string]>('DELETE FROM feed_row_stage WHERE feed = ?')
  const stage = db.prepare<[string, string, string | null, string | null]>(
    'INSERT INTO feed_row_stage (feed, id, text, hash) VALUES (?, ?, ?, ?) ON CONFLICT (feed, id) DO UPDATE SET text = excluded.text, hash = excluded.hash',
  )
  const staged = db.prepare<[string, string], { readonly hash: string | null }>('SELECT hash FROM feed_row_stage WHERE feed = ? AND id = ?')
  const held = db.prepare<[string, string], string>('SELECT hash FROM feed_row WHERE feed = ? AND id = ?').pluck()
  const othersGone = db.prepare<[string, string]>(
    'INSERT INTO feed_row_stage (feed, id) SELECT feed, id FROM feed_row WHERE feed = ? AND id NOT IN (SELECT id FROM feed_row_stage WHERE feed = ?)',
  )
  const rows = db.prepare<[string], FedRow & { readonly hash: string | null }>('SELECT id, text, hash FROM feed_row_stage WHERE feed = ? ORDER BY id')
  const put = db.prepare<[string, string, string, string | null]>('INSERT INTO feed_row (feed, id, hash, reason) VALUES (?, ?, ?, ?) ON CONFLICT (feed, id) DO UPDATE SET hash = excluded.hash, reason = excluded.reason')
  const drop = db.prepare<[string, string]>('DELETE FROM feed_row WHERE feed = ? AND id = ?')
  const putState = db.prepare<[string, string, number, string, number]>(
    `INSERT INTO feed_state (feed, instance, version, set_hash, proved_at, heard_at) VALUES (?, ?, ?, ?, NULL, ?)
     ON CONFLICT (feed) DO UPDATE SET instance = excluded.instance, version = excluded.version, set_hash = excluded.set_hash, proved_at = NULL, heard_at = excluded.heard_at`,
  )
  const ids = db.prepare<[string], string>('SELECT id FROM feed_row WHERE feed = ? ORDER BY id').pluck()
  const release = ['feed_row_stage', 'feed_pull', 'feed_state', 'feed_row'].map((table) => db.prepare<[string]>(`DELETE FROM ${table} WHERE feed = ?`))

  return {
    keepFeedRows({ feed, instance, from, to, snapshot, setHash, after, rows: page }: RowPage): void {
      const before = pull.get(feed)
      const goesOn = before !== undefined && before.instance === instance && before.from_version === from && before.to_version === to && (before.snapshot === 1) === snapshot
      if (!goesOn) clear.run(feed)
      let own = goesOn ? before.own_hash : snapshot ? emptySetHash : (stateHash.get(feed) ?? emptySetHash)
      for (const { id, text } of page) {
        const here = staged.get(feed, id)
        const was = here === undefined && !snapshot ? held.get(feed, id) : here?.hash
        const hash = text === null ? undefined : rowHash(id, text, sha256)
        own = changedSetHash(own, was ?? undefined, hash)
        stage.run(feed, id, text, hash ?? null)
      }
      putPull.run(feed, instance, from, to, snapshot ? 1 : 0, setHash, own, after?.version ?? null, after?.id ?? null)
    },
    applyFeedRows(feed: RowFeedName, at: number, use: FeedUse): FeedApplied {
      const going = pull.get(feed)
      if (going === undefined || going.after_id !== null) return { kind: 'nothing' }
      dropPull.run(feed)
      if (going.own_hash !== going.set_hash) {
        clear.run(feed)
        return { kind: 'differs' }
      }
      if (going.snapshot === 1) othersGone.run(feed, feed)
      const fed = rows.all(feed)
      const unused = use(fed.map(({ id, text }) => ({ id, text })))
      for (const { id, hash } of fed) {
        if (hash === null) drop.run(feed, id)
        else put.run(feed, id, hash, unused.get(id) ?? null)
      }
      // What they said may be a secret: it lies here no longer than it must.
      clear.run(feed)
      putState.run(feed, going.instance, going.to_version, going.set_hash, at)
      const withdrawn = fed.filter(({ hash }) => hash === null).length
      return { kind: 'applied', version: going.to_version, setHash: going.set_hash, changed: fed.length - withdrawn - unused.size, withdrawn, parked: unused.size }
    },
    releaseFeedRows(feed: RowFeedName): readonly string[] {
      const released = ids.all(feed)
      for (const one of release) one.run(feed)
      return released
    },
  }
}
