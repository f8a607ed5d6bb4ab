import { createFeeds, type FeedStore } from '../feeds.ts'
import { type Pool } from './connect.ts'
import { ask, forWriting, transaction } from './transaction.ts'

/** Feeds on PostgreSQL: whoever edits one waits for its row, and what they read next is what was committed by whoever held it. */
export function createPostgresFeeds(pool: Pool): FeedStore {
  return createFeeds({
    ask: (statement) => ask(pool, statement),
    write: (reads, decide) => transaction(pool, forWriting, reads, decide),
    forUpdate: ' FOR UPDATE',
  })
}
