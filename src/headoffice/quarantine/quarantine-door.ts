import { quarantineRequest, type QuarantineAnswer } from '../../contracts/replication/index.ts'
import { createSignedDoor, type SignedAsking, type SignedOutcome } from '../enrolment/signed-door.ts'
import { type Log } from '../log.ts'
import { type HeadOfficeStore } from '../store/port.ts'
import { type QuarantineDesk } from './quarantine-desk.ts'

interface QuarantineDoorParts {
  readonly store: Pick<HeadOfficeStore, 'register' | 'instance' | 'quarantineOf'>
  readonly desk: Pick<QuarantineDesk, 'sendAgain'>
  readonly log: Log
}

/** What of a register's journal lies in quarantine, told to that register; and what somebody there wants read again is read again first. Its own entries alone. */
export function createQuarantineDoor({ store, desk, log }: QuarantineDoorParts): (asking: SignedAsking) => Promise<SignedOutcome<QuarantineAnswer>> {
  return createSignedDoor({
    store,
    log,
    refused: 'quarantine.refused',
    read: (body) => quarantineRequest.safeParse(body).data,
    answer: async ({ again = [], by }, { id, number, storeId }) => {
      // One after the other, each a unit of work of its own: one that fails must not undo another.
      for (const place of again) await desk.sendAgain(storeId, { place: { register: id, ...place }, by: by ?? `${number}` })
      const { held, mark, entries } = await store.quarantineOf(storeId, id)
      return { held, mark, entries: [...entries] }
    },
  })
}
