import { type ProblemSlug } from '../../contracts/replication/index.ts'
import { type Log } from '../log.ts'
import { type HeadOfficeStore, type RegisterRecord } from '../store/port.ts'
import { signatureFits } from './codes.ts'

export interface SignedAsking {
  /** From the address; must be the one in the body. */
  readonly register: string
  readonly wire: Buffer
  /** base64. */
  readonly signature?: string
}

export type SignedOutcome<Answer> = { readonly ok: true; readonly answer: Answer } | { readonly ok: false; readonly slug: ProblemSlug }

interface SignedDoor<Request, Answer> {
  readonly store: Pick<HeadOfficeStore, 'register' | 'instance'>
  readonly log: Log
  /** What is logged of a refusal: never a body. */
  readonly refused: string
  /** The body as it should be; undefined: it is not. */
  readonly read: (body: unknown) => Request | undefined
  readonly answer: (request: Request, register: RegisterRecord) => Answer | Promise<Answer>
  /** Why what was asked is not answered, though it is its own word. */
  readonly otherwise?: (request: Request, register: RegisterRecord) => Promise<ProblemSlug | undefined>
  /** Also for a register that is out of service, once somebody had what it still has taken. */
  readonly ofTheRest?: true
}

/** A door for enrolled registers alone, by the key each enrolled with. A retired one is out of the chain, and gets nothing but what its rest needs. */
export function createSignedDoor<Request extends { readonly register: string; readonly instance: string }, Answer>({ store, log, refused, read, answer, otherwise, ofTheRest }: SignedDoor<Request, Answer>): (asking: SignedAsking) => Promise<SignedOutcome<Answer>> {
  return async ({ register: id, wire, signature }) => {
    const refuse = (slug: ProblemSlug): SignedOutcome<Answer> => {
      log(refused, { register: id, slug })
      return { ok: false, slug }
    }
    if (signature === undefined) return refuse('signature-missing')
    const register = await store.register(id)
    if (register === undefined) return refuse('register-unknown')
    if (register.retired && (ofTheRest === undefined || register.rest === undefined)) return refuse('register-retired')
    // Nothing of the body is parsed before its signature fits.
    if (!signatureFits(register.publicKey, wire, signature)) return refuse('signature-wrong')
    const request = read(parsed(wire))
    if (request?.register !== id || request.instance !== store.instance) return refuse('body-malformed')
    const fault = await otherwise?.(request, register)
    if (fault !== undefined) return refuse(fault)
    return { ok: true, answer: await answer(request, register) }
  }
}

function parsed(wire: Buffer): unknown {
  try {
    return JSON.parse(wire.toString('utf8'))
  } catch {
    return undefined
  }
}
