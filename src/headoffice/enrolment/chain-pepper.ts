import { chainPepperRequest, type ChainPepperAnswer, type ProblemSlug } from '../../contracts/replication/index.ts'
import { type Log } from '../log.ts'
import { type HeadOfficeStore } from '../store/port.ts'
import { signatureFits } from './codes.ts'

export interface SignedAsking {
  /** From the address; must be the one in the body. */
  readonly register: string
  readonly wire: Buffer
  /** base64. */
  readonly signature?: string
}

export type PepperOutcome = { readonly ok: true; readonly answer: ChainPepperAnswer } | { readonly ok: false; readonly slug: ProblemSlug }

/** The chain's pepper for a register that is enrolled, by the key it enrolled with. A retired one gets nothing: it is out of the chain. */
export function createPepperDoor({ store, log }: { readonly store: Pick<HeadOfficeStore, 'register' | 'instance' | 'chainPepper'>; readonly log: Log }): (asking: SignedAsking) => Promise<PepperOutcome> {
  return async ({ register: id, wire, signature }) => {
    const refuse = (slug: ProblemSlug): PepperOutcome => {
      log('pepper.refused', { register: id, slug })
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
    log('pepper.given', { register: id })
    return { ok: true, answer: { chainPepper: store.chainPepper } }
  }
}

function requestIn(wire: Buffer): ReturnType<typeof chainPepperRequest.safeParse>['data'] {
  try {
    return chainPepperRequest.safeParse(JSON.parse(wire.toString('utf8'))).data
  } catch {
    return undefined
  }
}
