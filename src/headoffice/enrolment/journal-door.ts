import { registerJournalRequest, type RegisterJournalAnswer } from '../../contracts/replication/index.ts'
import { type Log } from '../log.ts'
import { type HeadOfficeStore } from '../store/port.ts'
import { createSignedDoor, type SignedAsking, type SignedOutcome } from './signed-door.ts'

/** A register's own journal, for the register that wrote it: by the key it enrolled with, and no other's. */
export function createJournalDoor({ store, log }: { readonly store: Pick<HeadOfficeStore, 'register' | 'instance' | 'registerJournal'>; readonly log: Log }): (asking: SignedAsking) => Promise<SignedOutcome<RegisterJournalAnswer>> {
  return createSignedDoor({
    store,
    log,
    refused: 'register-journal.refused',
    ofTheRest: true,
    read: (body) => registerJournalRequest.safeParse(body).data,
    answer: async ({ epoch, points }, { id, storeId }) => {
      const answer = await store.registerJournal(storeId, { register: id, epoch, points })
      log('register-journal.given', { register: id, epoch, after: answer.agreed, entries: answer.entries.length })
      return { epoch, ...answer }
    },
  })
}
