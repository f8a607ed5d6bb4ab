import { storedValueRequest, type StoredValueAnswer } from '../../contracts/replication/index.ts'
import { createSignedDoor, type SignedAsking, type SignedOutcome } from '../enrolment/signed-door.ts'
import { type Log } from '../log.ts'
import { type HeadOfficeStore } from '../store/port.ts'

/** What is on a gift card or store credit, and a part of it kept for the register that asks. Its number is in no log: who knows it can spend it. */
export function createStoredValueDoor({ store, clock, log }: { readonly store: Pick<HeadOfficeStore, 'register' | 'instance' | 'holdStoredValue'>; readonly clock: () => number; readonly log: Log }): (asking: SignedAsking) => Promise<SignedOutcome<StoredValueAnswer>> {
  return createSignedDoor({
    store,
    log,
    refused: 'stored-value.refused',
    read: (body) => storedValueRequest.safeParse(body).data,
    answer: ({ kind, number, amount }, { id, storeId }) => store.holdStoredValue(storeId, { register: id, kind, number, amount }, clock()),
  })
}
