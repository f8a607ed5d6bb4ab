import { type FeedAnswer, feedRequest } from '../../contracts/replication/index.ts'
import { createSignedDoor, type SignedAsking, type SignedOutcome } from '../enrolment/signed-door.ts'
import { type Clock, type Log } from '../log.ts'
import { type HeadOfficeStore } from '../store/port.ts'

interface FeedDoorParts {
  readonly store: Pick<HeadOfficeStore, 'register' | 'instance' | 'readFeed' | 'feedArrived'>
  readonly clock: Clock
  readonly log: Log
  /** After a commit that anybody could see. */
  readonly changed: () => void
}

/** What a register of its store pulls, page by page, and with each first page its word on how far it is. */
export function createFeedDoor({ store, clock, log, changed }: FeedDoorParts): (asking: SignedAsking) => Promise<SignedOutcome<FeedAnswer>> {
  return createSignedDoor({
    store,
    log,
    refused: 'feed.refused',
    read: (body) => feedRequest.safeParse(body).data,
    answer: async (request, { id, storeId }) => {
      const answer = await store.readFeed(storeId, request)
      if (request.page === undefined) {
        const { feed, cursor, parked } = request
        await store.feedArrived(storeId, { feed, register: id, version: cursor.version, ...(parked !== undefined && { parked }) }, clock())
        log('feed.asked', { register: id, feed, from: answer.from, to: answer.to, snapshot: Number(answer.snapshot), parked: parked?.count ?? 0 })
        changed()
      }
      return answer
    },
  })
}
