import { z } from 'zod'
import { feedNames } from '../../domain/feed/index.ts'
import { hashText } from './batch.ts'
import { doorProtocol } from './limits.ts'

/** Named in an acknowledgement's capabilities by a head office that has this door: an older one is never asked. A register says it too, or is told of no feed. */
export const feedsCapability = 'feeds'

/** Rows of one page, and the UTF-8 bytes of their texts together: a page fits what a register reads of an answer. */
export const feedPageRows = 200
export const feedPageBytes = 40 * 1024
/** Of one row. */
export const feedRowText = 8 * 1024
/** In bytes. */
export const feedRequestBytes = 16 * 1024
/** Rows that could not be read, named one by one; of the rest, how many there are. */
export const namedParked = 20

/** Version and set together: the same number after head office was restored is another mark. */
export function feedMark(version: number, setHash: string): string {
  return `${version}.${setHash.slice(0, 16)}`
}

const version = z.int().nonnegative()
const after = z.strictObject({ version, id: z.string().max(64) })

/**
 * Signed like a batch. `cursor`: what this register holds, whole, and the hash of that set; with it head office knows whether its changes since then lead anywhere.
 * `page`: the place in an answer that was begun. Strict: a batch is none, nor is this one.
 */
export const feedRequest = z.strictObject({
  protocol: z.literal(doorProtocol),
  purpose: z.literal(feedsCapability),
  register: z.uuid(),
  instance: z.uuid(),
  feed: z.enum(feedNames),
  cursor: z.strictObject({ version, setHash: hashText }),
  /** Rows of that set which this register could not apply: the first, and how many there are. */
  parked: z.exactOptional(z.strictObject({ count: z.int().nonnegative(), named: z.array(z.strictObject({ id: z.string().max(64), reason: z.string().min(1).max(32) })).max(namedParked) })),
  /** All of the set, whatever the cursor says. */
  snapshot: z.exactOptional(z.literal(true)),
  page: z.exactOptional(z.strictObject({ to: version, snapshot: z.boolean(), after })),
})
export type FeedRequest = z.infer<typeof feedRequest>

/** A text of `null` is a row that is gone. The text is kept and hashed as it came. */
export const feedRow = z.object({ id: z.string().min(1).max(64), text: z.string().max(feedRowText).nullable() })
export type FeedRow = z.infer<typeof feedRow>

/**
 * Changes between two versions, in the order they were made, or with `snapshot` all of the set as it was at `to`. Nothing of it counts before its last page, which has no
 * `after`. Without rows and with `from` = `to`: the register has everything, and its set is the same.
 */
export const feedAnswer = z.object({
  from: version,
  to: version,
  snapshot: z.boolean(),
  /** Of the set at `to`. */
  setHash: hashText,
  rows: z.array(feedRow).max(feedPageRows),
  after: z.exactOptional(after),
})
export type FeedAnswer = z.infer<typeof feedAnswer>
