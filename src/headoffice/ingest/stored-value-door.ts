import { storedValueRequest, type ProblemSlug, type StoredValueAnswer } from '../../contracts/replication/index.ts'
import { type SignedAsking } from '../enrolment/chain-pepper.ts'
import { signatureFits } from '../enrolment/codes.ts'
import { type Log } from '../log.ts'
import { type HeadOfficeStore } from '../store/port.ts'

export type StoredValueOutcome = { readonly ok: true; readonly answer: StoredValueAnswer } | { readonly ok: false; readonly slug: ProblemSlug }

/** What is on a gift card or store credit, and a part of it kept for the register that asks. Its number is in no log: who knows it can spend it. */
export function createStoredValueDoor({ store, clock, log }: { readonly store: Pick<HeadOfficeStore, 'register' | 'instance' | 'holdStoredValue'>; readonly clock: () => number; readonly log: Log }): (asking: SignedAsking) => Promise<StoredValueOutcome> {
  return async ({ register: id, wire, signature }) => {
    const refuse = (slug: ProblemSlug): StoredValueOutcome => {
      log('stored-value.refused', { register: id, slug })
      return { ok: false, slug }
    }
    if (signature === undefined) return refuse('signature-missing')
    const register = await store.register(id)
    if (register === undefined) return refuse('register-unknown')
    if (register.retired) return refuse('register-retired')
    // Nothing of the body is parsed before its signature fits.
    if (!signatureFits(register.publicKey, wire, signature)) return refuse('signature-wrong')
    const request = requestIn(wire)
    if (request?.register !== id || request.instance !== store.instance) return refuse('body-malformed')
    const { kind, number, amount } = request
    return { ok: true, answer: await store.holdStoredValue(register.storeId, { register: id, kind, number, amount }, clock()) }
  }
}

function requestIn(wire: Buffer): ReturnType<typeof storedValueRequest.safeParse>['data'] {
  try {
    return storedValueRequest.safeParse(JSON.parse(wire.toString('utf8'))).data
  } catch {
    return undefined
  }
}
