import { z } from 'zod'
import { acknowledgement } from './batch.ts'
import { protocolWindow } from './protocol.ts'

/** Every way head office refuses, with its HTTP status and a title. The slug is for ever; `type` is /problems/<slug>. */
export const problemKinds = {
  'body-malformed': { status: 400, title: 'The body can not be read' },
  'signature-missing': { status: 401, title: 'The batch is not signed' },
  'signature-wrong': { status: 401, title: 'The signature does not fit the body and this register' },
  'session-missing': { status: 401, title: 'Open the address that head office printed' },
  'session-secret-wrong': { status: 401, title: 'This address was already used or has expired' },
  'register-retired': { status: 403, title: 'This register was taken out of service' },
  'origin-refused': { status: 403, title: 'This request came from another page' },
  'register-unknown': { status: 404, title: 'No register of this id is enrolled' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'chain-conflict': { status: 409, title: 'The journal differs from what head office holds; nothing was merged' },
  'epoch-left': { status: 409, title: 'This register goes on elsewhere, in a newer epoch; nothing was filed' },
  'key-differs': { status: 409, title: 'This register is enrolled with another key' },
  'store-differs': { status: 409, title: 'This register is enrolled in another store' },
  'code-unknown': { status: 410, title: 'This enrolment code is not valid' },
  'code-expired': { status: 410, title: 'This enrolment code has expired' },
  'code-used': { status: 410, title: 'This enrolment code was already used' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'encoding-unknown': { status: 415, title: 'This content-encoding is not understood' },
  'host-refused': { status: 421, title: 'This address is not the one head office listens on' },
  'too-many-at-once': { status: 429, title: 'This register is being answered already; send it again later' },
  'protocol-unknown': { status: 426, title: 'This protocol is not understood here; nothing was changed' },
  'request-failed': { status: 500, title: 'Head office failed; nothing was changed' },
  busy: { status: 503, title: 'Head office has more to do than it can; send it again later' },
  'database-away': { status: 503, title: 'Head office can not reach its database; send it again' },
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
})
export type Problem = z.infer<typeof problem>

export const problemMediaType = 'application/problem+json'

export function problemOf(slug: ProblemSlug, more: Pick<Problem, 'detail' | 'acknowledgement' | 'protocols' | 'goOn'> = {}): Problem {
  return { type: `/problems/${slug}`, ...problemKinds[slug], ...more }
}
