import { z } from 'zod'
import { type FeedName } from '../../domain/feed/index.ts'

const mark = z.exactOptional(z.string().min(1).max(64))

/** What an acknowledgement says of feeds: of each the newest mark. Whoever knows of fewer, or of more, leaves out the others; a register from before the second one needs that of the items. */
export const feedMarks = z.object({ operators: mark, settings: mark, promotions: mark, items: mark, layouts: mark } satisfies Record<FeedName, typeof mark>)
export type FeedMarks = z.infer<typeof feedMarks>
