import { chainPepperRequest, type ChainPepperAnswer } from '../../contracts/replication/index.ts'
import { type Log } from '../log.ts'
import { type HeadOfficeStore } from '../store/port.ts'
import { createSignedDoor, type SignedAsking, type SignedOutcome } from './signed-door.ts'

/** The chain's pepper for a register that is enrolled. */
export function createPepperDoor({ store, log }: { readonly store: Pick<HeadOfficeStore, 'register' | 'instance' | 'chainPepper'>; readonly log: Log }): (asking: SignedAsking) => Promise<SignedOutcome<ChainPepperAnswer>> {
  return createSignedDoor({
    store,
    log,
    refused: 'pepper.refused',
    read: (body) => chainPepperRequest.safeParse(body).data,
    answer: (_request, { id }) => {
      log('pepper.given', { register: id })
      return { chainPepper: store.chainPepper }
    },
  })
}
