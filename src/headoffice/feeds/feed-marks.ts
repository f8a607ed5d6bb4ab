import { feedMark, type FeedMarks as Marks } from '../../contracts/replication/index.ts'
import { type Clock } from '../log.ts'
import { type FeedHead } from '../store/feed-rows.ts'
import { type HeadOfficeStore } from '../store/port.ts'

/** Another process may have edited a feed: after so long it is looked at again. An edit of this one is seen at once. */
const freshMs = 2_000

export interface FeedMarks {
  of(storeId: string): Promise<Marks>
  edited(storeId: string): void
}

/** What each acknowledgement says of feeds. Not read for every batch: that is the hottest door there is. */
export function feedMarksOf(store: Pick<HeadOfficeStore, 'feedHeads'>, clock: Clock): FeedMarks {
  const known = new Map<string, { readonly at: number; readonly marks: Promise<Marks> }>()

  async function read(storeId: string): Promise<Marks> {
    const { operators, settings, promotions, items, layouts } = await store.feedHeads(storeId)
    return { operators: markOf(operators), settings: markOf(settings), promotions: markOf(promotions), items: markOf(items), layouts: markOf(layouts) }
  }
  return {
    of: (storeId) => {
      const found = known.get(storeId)
      const now = clock()
      if (found !== undefined && Math.abs(now - found.at) < freshMs) return found.marks
      const marks = read(storeId)
      known.set(storeId, { at: now, marks })
      // What failed is no answer for the next one.
      marks.catch(() => known.delete(storeId))
      return marks
    },
    edited: (storeId) => void known.delete(storeId),
  }
}

function markOf({ version, setHash }: FeedHead): string {
  return feedMark(version, setHash)
}
