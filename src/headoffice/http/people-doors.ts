import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { type z } from 'zod'
import { confirmedRequest, factorCodeRequest, firstOwnerRequest, newPersonRequest, ownPassphraseRequest, ownProofRequest, roleRequest, signOnRequest, stateRequest } from '../../contracts/replication/index.ts'
import { type Answer, type Confirming, type PeopleDesk } from '../people/people-desk.ts'
import { type Person } from '../store/people-rows.ts'
import { refuseWith } from './answers.ts'
import { type Gate } from './gate.ts'
import { type Sessions } from './session.ts'

export interface PeopleDoorParts {
  readonly desk: PeopleDesk
  readonly gate: Gate
  readonly sessions: Sessions
  readonly tokenOf: (request: FastifyRequest) => string | undefined
  readonly withCookie: (reply: FastifyReply, token: string) => FastifyReply
}

const bodyLimit = 8 * 1024
type ById = { readonly Params: { readonly person: string } }

/** Sign-on, one's own account, and who else has one. */
export function peopleDoors(app: FastifyInstance, { desk, gate, sessions, tokenOf, withCookie }: PeopleDoorParts): void {
  /** A session of theirs alone: the one before, whoever's it was, is over. */
  function admit(request: FastifyRequest, reply: FastifyReply, { id, revision }: Person): FastifyReply {
    sessions.end(tokenOf(request))
    return withCookie(reply, sessions.start({ kind: 'person', id, revision })).code(204).send()
  }

  app.get('/api/me', async (request, reply) => fresh(reply).send(await gate.whoIsThere(tokenOf(request))))
  app.post('/api/sign-on', { bodyLimit }, async (request, reply) => {
    const asked = bodyOf(signOnRequest, request)
    if (asked === undefined) return refuseWith(reply, 'body-malformed')
    return answered(reply, await desk.signOn(asked, request.ip), (person) => admit(request, reply, person))
  })
  app.post('/api/first-owner', { bodyLimit }, async (request, reply) => {
    const asked = bodyOf(firstOwnerRequest, request)
    if (asked === undefined) return refuseWith(reply, 'body-malformed')
    return answered(reply, await desk.firstOwner(asked, request.ip), (person) => {
      gate.recheck()
      return admit(request, reply, person)
    })
  })
  app.post('/api/sign-off', { bodyLimit }, async (request, reply) => {
    sessions.end(tokenOf(request))
    gate.recheck()
    await desk.signedOff(personOf(request), request.ip)
    return reply.code(204).send()
  })
  ownDoors(app, { desk, gate, admit })
  othersDoors(app, { desk, gate })
}

function ownDoors(app: FastifyInstance, { desk, gate, admit }: Pick<PeopleDoorParts, 'desk' | 'gate'> & { readonly admit: (request: FastifyRequest, reply: FastifyReply, person: Person) => FastifyReply }): void {
  app.post('/api/me/passphrase', { bodyLimit }, async (request, reply) => {
    const asked = bodyOf(ownPassphraseRequest, request)
    if (asked === undefined) return refuseWith(reply, 'body-malformed')
    return answered(reply, await desk.choosePassphrase(personOf(request), asked.passphrase, asked.next, request.ip), (person) => {
      // Once they have the new session: their own open page goes on with it.
      reply.raw.once('finish', () => gate.recheck())
      return admit(request, reply, person)
    })
  })
  app.post('/api/me/second-factor', { bodyLimit }, async (request, reply) => {
    const asked = bodyOf(ownProofRequest, request)
    if (asked === undefined) return refuseWith(reply, 'body-malformed')
    return answered(reply, await desk.beginSecondFactor(personOf(request), asked, request.ip), (made) => reply.send(made))
  })
  app.post('/api/me/second-factor/confirm', { bodyLimit }, async (request, reply) => {
    const asked = bodyOf(factorCodeRequest, request)
    if (asked === undefined) return refuseWith(reply, 'body-malformed')
    return answered(reply, await desk.confirmSecondFactor(personOf(request), asked.code, request.ip), (codes) => reply.send(codes))
  })
  app.post('/api/me/second-factor/remove', { bodyLimit }, async (request, reply) => {
    const asked = bodyOf(ownProofRequest, request)
    if (asked === undefined) return refuseWith(reply, 'body-malformed')
    return answered(reply, await desk.dropSecondFactor(personOf(request), asked, request.ip), () => reply.code(204).send())
  })
  app.post('/api/me/recovery-codes', { bodyLimit }, async (request, reply) => {
    const asked = bodyOf(ownProofRequest, request)
    if (asked === undefined) return refuseWith(reply, 'body-malformed')
    return answered(reply, await desk.renewCodes(personOf(request), asked, request.ip), (codes) => reply.send(codes))
  })
}

function othersDoors(app: FastifyInstance, { desk, gate }: Pick<PeopleDoorParts, 'desk' | 'gate'>): void {
  const done = (reply: FastifyReply, answer: Answer<Person>): FastifyReply =>
    answered(reply, answer, () => {
      gate.recheck()
      return reply.code(204).send()
    })
  app.get('/api/people', async (_request, reply) => fresh(reply).send(await desk.list()))
  app.post('/api/people', { bodyLimit }, async (request, reply) => {
    const asked = bodyOf(newPersonRequest, request)
    if (asked === undefined) return refuseWith(reply, 'body-malformed')
    return answered(reply, await desk.add(asked, confirmingOf(request, asked)), (made) => reply.code(201).send(made))
  })
  app.post<ById>('/api/people/:person/role', { bodyLimit }, async (request, reply) => {
    const asked = bodyOf(roleRequest, request)
    return asked === undefined ? refuseWith(reply, 'body-malformed') : done(reply, await desk.setRole(request.params.person, asked.role, confirmingOf(request, asked)))
  })
  app.post<ById>('/api/people/:person/state', { bodyLimit }, async (request, reply) => {
    const asked = bodyOf(stateRequest, request)
    return asked === undefined ? refuseWith(reply, 'body-malformed') : done(reply, await desk.setState(request.params.person, asked.state, confirmingOf(request, asked)))
  })
  app.post<ById>('/api/people/:person/passphrase', { bodyLimit }, async (request, reply) => {
    const asked = bodyOf(confirmedRequest, request)
    if (asked === undefined) return refuseWith(reply, 'body-malformed')
    return answered(reply, await desk.newPassphrase(request.params.person, confirmingOf(request, asked)), (made) => {
      gate.recheck()
      return reply.code(201).send(made)
    })
  })
  app.post<ById>('/api/people/:person/second-factor/remove', { bodyLimit }, async (request, reply) => {
    const asked = bodyOf(confirmedRequest, request)
    return asked === undefined ? refuseWith(reply, 'body-malformed') : done(reply, await desk.takeSecondFactor(request.params.person, confirmingOf(request, asked)))
  })
}

/** Nothing of an account stays in a cache. */
function fresh(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-store')
}

function answered<Value>(reply: FastifyReply, answer: Answer<Value>, send: (value: Value) => FastifyReply): FastifyReply {
  fresh(reply)
  if (answer.ok) return send(answer.value)
  if (answer.waitMs !== undefined) reply.header('retry-after', String(Math.ceil(answer.waitMs / 1000)))
  else if (answer.slug === 'busy') reply.header('retry-after', '2')
  return refuseWith(reply, answer.slug)
}

function bodyOf<Schema extends z.ZodType>(schema: Schema, { body }: FastifyRequest): z.infer<Schema> | undefined {
  return schema.safeParse(body).data
}

/** The gate let nobody else in. */
function personOf({ who }: FastifyRequest): Person {
  if (who?.kind !== 'person') throw new Error('a door for people was opened to nobody')
  return who.person
}

function confirmingOf(request: FastifyRequest, { passphrase }: { readonly passphrase: string }): Confirming {
  return { person: personOf(request), passphrase, address: request.ip }
}
