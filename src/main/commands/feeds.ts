import { type FedRow, type FeedApplied } from '../../db/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { type FeedName, type RowFeedName } from '../../domain/feed/index.ts'
import { businessDateAt } from './command-context.ts'
import { layoutsFeed } from './feed-layouts.ts'
import { useOperators } from './feed-operators.ts'
import { promotionsFeed } from './feed-promotions.ts'
import { settingsFeed } from './feed-settings.ts'
import { applyItems, type FeedContext, type FeedPage, keepItemsPage, releaseItems } from './feed-items.ts'

/** What this program makes of a feed of few rows; each in a file of its own, and all of it inside the transaction of the cursor. */
export interface RowFeed {
  /** Takes what came into use, and answers which rows it could not, by id, with a reason of at most 32 signs; the others go on, and what those were before stays. */
  readonly use: (context: FeedContext, rows: readonly FedRow[]) => ReadonlyMap<string, string>
  /** These were head office's until now, and are the store's own from here on. */
  readonly release?: (context: FeedContext, ids: readonly string[]) => void
  /** Types of the entries that say so. */
  readonly applied: string
  readonly released: string
}

export type RowFeeds = Readonly<Partial<Record<RowFeedName, RowFeed>>>

/** The feeds of few rows that this program knows. One that stands here is to be pulled too: `pulledFeeds` of the replicator. */
export const rowFeeds: RowFeeds = {
  operators: { use: useOperators, applied: 'operators.fed', released: 'operators.released' },
  settings: settingsFeed,
  promotions: promotionsFeed,
  layouts: layoutsFeed,
}

/** Lays a page out; nobody sees anything of it. */
export function keepFeedPage(context: FeedContext, feed: FeedName, page: FeedPage): Result<undefined> {
  if (feed === 'items') return keepItemsPage(context, page)
  const { database } = context
  const { rows, ...of } = page
  return database.unitOfWork(() => {
    database.keepFeedRows({ ...of, feed, rows })
    return accept(undefined)
  })
}

/** All that was laid out at once, with the cursor and an entry that says which of head office's versions it is. */
export function applyFeed(context: FeedContext, feed: FeedName, known: RowFeeds = rowFeeds): Result<FeedApplied> {
  if (feed === 'items') return applyItems(context)
  const { database, moment } = context
  return database.unitOfWork<FeedApplied>(() => {
    const way = known[feed]
    if (way === undefined) return accept({ kind: 'nothing' })
    const applied = database.applyFeedRows(feed, moment().at, (rows) => way.use(context, rows))
    if (applied.kind !== 'applied') return accept(applied)
    const { version, setHash, changed, withdrawn, parked } = applied
    append(context, way.applied, { version, setHash, changed, withdrawn, parked })
    return accept(applied)
  })
}

/** Head office keeps none of it any more, or never did: what it fed is the store's own. */
export function releaseFeed(context: FeedContext, feed: FeedName, known: RowFeeds = rowFeeds): Result<{ readonly released: number }> {
  if (feed === 'items') return releaseItems(context)
  const { database } = context
  return database.unitOfWork(() => {
    const way = known[feed]
    const before = database.feedState(feed)
    const released = database.releaseFeedRows(feed)
    if (way === undefined || before.instance === undefined) return accept({ released: released.length })
    way.release?.(context, released)
    append(context, way.released, { released: released.length })
    return accept({ released: released.length })
  })
}

function append({ database, moment }: FeedContext, type: string, body: Readonly<Record<string, string | number>>): void {
  const now = moment()
  database.append(now, { type, schemaVersion: 1, businessDate: businessDateAt({ database }, now), operator: 'system', body })
}
