import { type FedItem, type FedPrice, type FeedName, type RowFeedName } from '../domain/feed/index.ts'

// What head office feeds, as this room keeps it. The statements are in feeds.ts and feed-stage.ts.

/** A pull that was begun and has more pages to come, and where the next one begins. */
export interface FeedPull {
  readonly to: number
  readonly snapshot: boolean
  readonly after: { readonly version: number; readonly id: string }
}

/** What this register holds of one of head office's feeds, whole. */
export interface FeedState {
  /** Absent before the first. */
  readonly instance?: string
  readonly version: number
  readonly setHash: string
  /** When head office last said that there is nothing else; absent since something was applied. */
  readonly provedAt?: number
  /** When it last said so, or brought what it had. Absent where nothing was heard since the register began to keep it. */
  readonly heardAt?: number
  readonly pull?: FeedPull & { readonly instance: string }
  readonly parked: { readonly count: number; readonly named: readonly { readonly id: string; readonly reason: string }[] }
}

/** A row as it came. Without an item and with a reason: it could not be read, or not be used here. */
export interface StagedRow {
  readonly id: string
  /** Null: gone. */
  readonly text: string | null
  readonly item?: FedItem
  /** Of its prices the one of now. */
  readonly price?: FedPrice
  readonly reason?: string
}

export interface StagedPage {
  readonly instance: string
  readonly from: number
  readonly to: number
  readonly snapshot: boolean
  readonly setHash: string
  /** Absent: it was the last. */
  readonly after?: { readonly version: number; readonly id: string }
  readonly rows: readonly StagedRow[]
}

/** A row of a feed of few: `text` is all it says, null that it is gone. */
export interface FedRow {
  readonly id: string
  readonly text: string | null
}

export type RowPage = Omit<StagedPage, 'rows'> & { readonly feed: RowFeedName; readonly rows: readonly FedRow[] }

/** Takes what came into use, inside the transaction of the cursor. Answers which rows it could not use, by id, with the reason; what they were before stays. */
export type FeedUse = (rows: readonly FedRow[]) => ReadonlyMap<string, string>

/** What was applied. `differs`: nothing was, since the set would be another one than head office's. */
export type FeedApplied =
  | { readonly kind: 'applied'; readonly version: number; readonly setHash: string; readonly changed: number; readonly withdrawn: number; readonly parked: number }
  | { readonly kind: 'differs' }
  | { readonly kind: 'nothing' }

export interface FeedReads {
  feedState(feed: FeedName): FeedState
  /** Whether head office says what this item is. */
  isFed(itemId: string): boolean
  /** Whether head office says what this row of a feed of few is. */
  isRowFed(feed: RowFeedName, id: string): boolean
  /** The hash of the set row by row, so many behind `after`; without `after` it is all of it. */
  feedRehash(from: { readonly feed: FeedName; readonly after: string; readonly setHash: string; readonly limit: number }): { readonly after?: string; readonly setHash: string }
}

export interface FeedWrites extends FeedRowWrites {
  /** Of items. Lays a page out; nobody sees anything of it. Another pull than the one before begins anew. */
  keepFeedPage(page: StagedPage): void
  /** Of items. All that was laid out, at once with the cursor; only where the set is then head office's. Does not raise the catalogue's version. */
  applyFeed(): FeedApplied
  feedProved(feed: FeedName, at: number): void
  /** Head office keeps no range: what it fed is this store's own again, as it is. How many items. */
  releaseFeed(): number
  /** Prices whose time has come; of how many items. */
  applyDuePrices(now: number): number
}

/** Of feeds of few rows. */
export interface FeedRowWrites {
  keepFeedRows(page: RowPage): void
  applyFeedRows(feed: RowFeedName, at: number, use: FeedUse): FeedApplied
  /** Head office keeps none of it: which rows were its own until now. */
  releaseFeedRows(feed: RowFeedName): readonly string[]
}
