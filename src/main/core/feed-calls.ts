import { type Result } from '../../domain/errors/index.ts'
import { type FeedName } from '../../domain/feed/index.ts'
import { type CommandContext, type FeedPage, keepFeedPage } from '../commands/index.ts'
import { nextTurn } from './import-calls.ts'

/** Of a page laid out at once: two or three milliseconds. */
const rowsOfSlice = 40

/**
 * A page of a feed in slices, with the commands that arrived meanwhile in between. Until the last of them the pull stands where the page began: whoever is switched off on the way
 * asks for that page again, and lays the same rows out once more.
 */
export async function keepFeedSlices(context: Pick<CommandContext, 'database' | 'moment'>, feed: FeedName, page: FeedPage): Promise<Result<undefined>> {
  const { after, rows, ...of } = page
  const { pull } = context.database.feedState(feed)
  const goesOn = pull !== undefined && pull.instance === of.instance && pull.to === of.to && pull.snapshot === of.snapshot
  const began = goesOn ? pull.after : { version: 0, id: '' }
  for (let from = 0; ; from += rowsOfSlice) {
    const isLast = from + rowsOfSlice >= rows.length
    const next = isLast ? after : began
    const kept = keepFeedPage(context, feed, { ...of, rows: rows.slice(from, from + rowsOfSlice), ...(next !== undefined && { after: next }) })
    if (!kept.ok || isLast) return kept
    await nextTurn()
  }
}
