import { type FastifyReply } from 'fastify'
import { type Problem, problemMediaType, problemOf, type ProblemSlug } from '../../contracts/replication/index.ts'

/** On every answer, whatever it is. */
export const safetyHeaders: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

/** Sent as bytes: to a string fastify would add a charset, which this media type has not. */
export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply.code(problem.status).header('content-type', problemMediaType).header('cache-control', 'no-store').send(Buffer.from(JSON.stringify(problem)))
}

export function refuseWith(reply: FastifyReply, slug: ProblemSlug, detail?: string): FastifyReply {
  return sendProblem(reply, problemOf(slug, detail === undefined ? {} : { detail }))
}
