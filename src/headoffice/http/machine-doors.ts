import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { type ChainPepperAnswer, chainPepperRequestBytes, dayProofBytes, type DayVerdict, enrolmentRequest, type EnrolmentAnswer, type EnrolmentRequest, type FeedAnswer, feedRequestBytes, journalRequestBytes, type ProblemSlug, type QuarantineAnswer, quarantineRequestBytes, type RebuildAnswer, rebuildRequest, type RebuildRequest, type RegisterJournalAnswer, signatureHeader, type StoredValueAnswer, storedValueRequestBytes, wireBytes } from '../../contracts/replication/index.ts'
import { type IngestAnswer, type SignedBody } from '../ingest/ingest.ts'
import { type SignedAsking, type SignedOutcome } from '../enrolment/signed-door.ts'
import { type Admission } from './admission.ts'
import { refuseWith, sendProblem } from './answers.ts'

export interface MachineDoorParts {
  /** Who is let in: registers' requests, before their bodies are read. */
  readonly admission: Admission
  readonly ingest: (body: SignedBody) => Promise<IngestAnswer>
  readonly pepper: (asking: SignedAsking) => Promise<SignedOutcome<ChainPepperAnswer>>
  readonly storedValue: (asking: SignedAsking) => Promise<SignedOutcome<StoredValueAnswer>>
  readonly journal: (asking: SignedAsking) => Promise<SignedOutcome<RegisterJournalAnswer>>
  readonly dayProof: (asking: SignedAsking) => Promise<SignedOutcome<DayVerdict>>
  readonly quarantine: (asking: SignedAsking) => Promise<SignedOutcome<QuarantineAnswer>>
  readonly feeds: (asking: SignedAsking) => Promise<SignedOutcome<FeedAnswer>>
  readonly enrol: (request: EnrolmentRequest) => Promise<{ readonly ok: true; readonly answer: EnrolmentAnswer } | { readonly ok: false; readonly slug: ProblemSlug }>
  readonly rebuild: (request: RebuildRequest) => Promise<{ readonly ok: true; readonly answer: RebuildAnswer } | { readonly ok: false; readonly slug: ProblemSlug }>
}

/**
 * The doors registers use. They carry their own proof (a one-time code, a signature), so no cookie opens them and nothing a
 * browser adds to a request by itself helps anybody here. Bodies arrive as raw bytes: a signature is over bytes.
 */
export function machineDoors({ admission, ingest, enrol, rebuild, pepper, storedValue, dayProof, quarantine, journal, feeds }: MachineDoorParts) {
  return async (app: FastifyInstance): Promise<void> => {
    app.removeAllContentTypeParsers()
    app.addHook('onRequest', async (request, reply) => admit(admission, request, reply))
    app.addHook('preHandler', async (request) => request.turn?.())
    app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: wireBytes }, (_request, body, done) => done(null, body))

    app.post('/v1/enrolments', { bodyLimit: 4096 }, async (request, reply) => {
      const parsed = enrolmentRequest.safeParse(jsonOf(request.body))
      if (!parsed.success) return refuseWith(reply, 'body-malformed')
      const outcome = await enrol(parsed.data)
      return outcome.ok ? reply.header('cache-control', 'no-store').send(outcome.answer) : refuseWith(reply, outcome.slug)
    })

    // Which register it is, its code says.
    app.post('/v1/rebuilds', { bodyLimit: 4096 }, async (request, reply) => {
      const parsed = rebuildRequest.safeParse(jsonOf(request.body))
      if (!parsed.success) return refuseWith(reply, 'body-malformed')
      const outcome = await rebuild(parsed.data)
      return outcome.ok ? reply.header('cache-control', 'no-store').send(outcome.answer) : refuseWith(reply, outcome.slug)
    })

    signedDoor(app, 'chain-pepper', chainPepperRequestBytes, pepper)
    signedDoor(app, 'stored-values', storedValueRequestBytes, storedValue)
    signedDoor(app, 'day-proofs', dayProofBytes, dayProof)
    signedDoor(app, 'quarantine', quarantineRequestBytes, quarantine)
    signedDoor(app, 'journal', journalRequestBytes, journal)
    signedDoor(app, 'feeds', feedRequestBytes, feeds)

    app.post<{ Params: { register: string } }>('/v1/registers/:register/batches', { bodyLimit: wireBytes }, async (request, reply) => {
      if (!Buffer.isBuffer(request.body)) return refuseWith(reply, 'body-malformed')
      const signature = request.headers[signatureHeader]
      const encoding = request.headers['content-encoding']
      const answer = await ingest({
        register: request.params.register,
        wire: request.body,
        ...(typeof signature === 'string' && { signature }),
        ...(encoding !== undefined && { encoding }),
      })
      return answer.ok ? reply.header('cache-control', 'no-store').send(answer.acknowledgement) : sendProblem(reply, answer.problem)
    })
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Resolves when it may be worked on; undefined for who needs no turn. */
    turn?: () => Promise<void>
  }
}

/** A body of unknown length counts as the longest. */
function admit(admission: Admission, request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined {
  const { register } = request.params as { readonly register?: string }
  // A customer stands at the till with a card in their hand: a look and a small write, before any batch.
  if (register === undefined || request.routeOptions.url?.endsWith('/stored-values') === true) return undefined
  const length = Number(request.headers['content-length'] ?? wireBytes)
  const admitted = admission.enter(register, Number.isSafeInteger(length) && length >= 0 ? Math.min(length, wireBytes) : wireBytes)
  if (!admitted.ok) return refuseWith(reply.header('retry-after', String(admitted.retryAfterSeconds)), admitted.slug)
  // However it ends: answered, refused, or given up by who asked.
  reply.raw.once('close', admitted.leave)
  request.turn = admitted.turn
  return undefined
}

function signedDoor<Answer>(app: FastifyInstance, name: string, bodyLimit: number, door: (asking: SignedAsking) => Promise<SignedOutcome<Answer>>): void {
  app.post<{ Params: { register: string } }>(`/v1/registers/:register/${name}`, { bodyLimit }, async (request, reply) => {
    if (!Buffer.isBuffer(request.body)) return refuseWith(reply, 'body-malformed')
    const signature = request.headers[signatureHeader]
    const outcome = await door({ register: request.params.register, wire: request.body, ...(typeof signature === 'string' && { signature }) })
    return outcome.ok ? reply.header('cache-control', 'no-store').send(outcome.answer) : refuseWith(reply, outcome.slug)
  })
}

function jsonOf(body: unknown): unknown {
  if (!Buffer.isBuffer(body)) return undefined
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}
