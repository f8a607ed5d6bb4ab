import { z } from 'zod'
import { acknowledgement } from './batch.ts'
import { protocolWindow } from './protocol.ts'
import { registerLock } from './register-lock.ts'

/** Every way head office refuses, with its HTTP status and a title. The slug is for ever; `type` is /problems/<slug>. */
export const problemKinds = {
  'body-malformed': { status: 400, title: 'The body can not be read' },
  'signature-missing': { status: 401, title: 'The batch is not signed' },
  'signature-wrong': { status: 401, title: 'The signature does not fit the body and this register' },
  'session-missing': { status: 401, title: 'Open the address that head office printed' },
  'session-secret-wrong': { status: 401, title: 'This address was already used or has expired' },
  'sign-on-wrong': { status: 401, title: 'Name, passphrase or code do not fit, or the account is off' },
  'second-factor-needed': { status: 401, title: 'A code of the second factor is needed' },
  'second-factor-used': { status: 401, title: 'This code was used already, or a newer one was; wait for the next' },
  'one-time-over': { status: 401, title: 'This one-time passphrase is over; ask for another one' },
  'role-missing': { status: 403, title: 'This account may not do that' },
  'passphrase-due': { status: 403, title: 'Choose a passphrase of your own first' },
  'register-retired': { status: 403, title: 'This register was taken out of service' },
  'origin-refused': { status: 403, title: 'This request came from another page' },
  'register-unknown': { status: 404, title: 'No register of this id is enrolled' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'chain-conflict': { status: 409, title: 'The journal differs from what head office holds; nothing was merged' },
  'epoch-left': { status: 409, title: 'This register goes on elsewhere, in a newer epoch; nothing was filed' },
  'register-heard': { status: 409, title: 'This register is still heard from; lock it first, and let it send what it has' },
  'day-not-come': { status: 409, title: 'This day has not come yet by the clock of head office; nothing was kept' },
  'key-differs': { status: 409, title: 'This register is enrolled with another key' },
  'store-differs': { status: 409, title: 'This register is enrolled in another store' },
  'accounts-exist': { status: 409, title: 'There is an account already; sign on with it' },
  'name-taken': { status: 409, title: 'Somebody has this name already' },
  'last-owner': { status: 409, title: 'The last owner stays an owner: nobody could make another one' },
  'own-account': { status: 409, title: 'Of your own account this is done under Your account' },
  'second-factor-there': { status: 409, title: 'There is a second factor already; remove it first' },
  'second-factor-none': { status: 409, title: 'There is no second factor here' },
  'code-unknown': { status: 410, title: 'This enrolment code is not valid' },
  'code-expired': { status: 410, title: 'This enrolment code has expired' },
  'code-used': { status: 410, title: 'This enrolment code was already used' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'encoding-unknown': { status: 415, title: 'This content-encoding is not understood' },
  'host-refused': { status: 421, title: 'This address is not the one head office listens on' },
  'proxy-only': { status: 421, title: 'Head office is reached through its proxy alone, which says in X-Forwarded-For whom it speaks for' },
  'name-unfit': { status: 422, title: 'A sign-on name has 2 to 32 letters, digits and . _ - @, a display name 1 to 64 signs' },
  'passphrase-short': { status: 422, title: 'A passphrase has 12 to 128 signs' },
  'passphrase-hopeless': { status: 422, title: 'This passphrase would be among the first to be tried' },
  'code-wrong': { status: 422, title: 'This code does not fit' },
  'sign-on-waits': { status: 429, title: 'Too many failed sign-ons; try again later' },
  'too-many-at-once': { status: 429, title: 'This register is being answered already; send it again later' },
  'protocol-unknown': { status: 426, title: 'This protocol is not understood here; nothing was changed' },
  'request-failed': { status: 500, title: 'Head office failed; nothing was changed' },
  busy: { status: 503, title: 'Head office has more to do than it can; send it again later' },
  'database-away': { status: 503, title: 'Head office can not reach its database; send it again' },
  'second-factor-unreadable': { status: 503, title: 'This head office has not got the key of its second factors' },
  'page-missing': { status: 503, title: 'The page is not built' },
} as const satisfies Record<string, { status: number; title: string }>
export type ProblemSlug = keyof typeof problemKinds

/** RFC 9457. A chain conflict carries the acknowledgement, so that both sides can say what the other holds. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  acknowledgement: acknowledgement.optional(),
  /** Of an unknown protocol: what is understood. */
  protocols: protocolWindow.optional().catch(undefined),
  /** Of `epoch-left`: somebody at head office settled that it is this machine that goes on. It does so in an epoch of its own. */
  goOn: z.boolean().optional(),
  /** Of `register-retired`: it was locked before, and is. */
  locked: registerLock,
})
export type Problem = z.infer<typeof problem>

export const problemMediaType = 'application/problem+json'

export function problemOf(slug: ProblemSlug, more: Pick<Problem, 'detail' | 'acknowledgement' | 'protocols' | 'goOn' | 'locked'> = {}): Problem {
  return { type: `/problems/${slug}`, ...problemKinds[slug], ...more }
}
