import { dayProofRequest, type DayVerdict } from '../../contracts/replication/index.ts'
import { createSignedDoor, type SignedAsking, type SignedOutcome } from '../enrolment/signed-door.ts'
import { type Log } from '../log.ts'
import { dayAfter } from '../store/business-date.ts'
import { type HeadOfficeStore } from '../store/port.ts'

interface DayProofParts {
  readonly store: Pick<HeadOfficeStore, 'register' | 'instance' | 'proveDay' | 'storeToday'>
  readonly clock: () => number
  readonly log: Log
  /** After a commit that anybody could see. */
  readonly changed: () => void
}

/** A register's word on one of its days, by the key it enrolled with, and what that comes to here. */
export function createDayProofDoor({ store, clock, log, changed }: DayProofParts): (asking: SignedAsking) => Promise<SignedOutcome<DayVerdict>> {
  return createSignedDoor({
    store,
    log,
    refused: 'day-proof.refused',
    ofTheRest: true,
    read: (body) => dayProofRequest.safeParse(body).data,
    // A till whose clock is ahead says of days that have not come that it sold nothing on them. One day: midnight comes to two clocks one after the other.
    otherwise: async ({ day }, { storeId }) => {
      const today = await store.storeToday(storeId, clock())
      return today !== undefined && day.businessDate > dayAfter(today) ? 'day-not-come' : undefined
    },
    answer: async ({ day, detail }, { id, storeId }) => {
      const verdict = await store.proveDay(storeId, { register: id, claim: day, ...(detail !== undefined && { detail }) }, clock())
      log('day.compared', { register: id, state: verdict.state, findings: verdict.findings.length + verdict.more })
      changed()
      return verdict
    },
  })
}
