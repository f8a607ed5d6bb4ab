import { type FastifyInstance, type FastifyRequest } from 'fastify'
import { lockAsked } from '../../contracts/replication/index.ts'
import { type LockDesk } from '../enrolment/lock-desk.ts'
import { refuseWith } from './answers.ts'

interface Params {
  readonly store: string
  readonly register: string
}

/** A register locked, let go again, or taken out of service. `saidOf`: in whose name. */
export function registerDoors(inside: FastifyInstance, { lockRegister, unlockRegister, retireFromPage, takeRest, endDays }: LockDesk, saidOf: (request: FastifyRequest) => { readonly by: string; readonly note?: string } | undefined): void {
  const address = '/api/stores/:store/registers/:register'
  inside.post<{ Params: Params }>(`${address}/lock`, { bodyLimit: 2048 }, async (request, reply) => {
    const [said, asked] = [saidOf(request), lockAsked.safeParse(request.body)]
    if (said === undefined || !asked.success) return refuseWith(reply, 'body-malformed')
    const done = await lockRegister(request.params.store, request.params.register, { by: said.by, reason: asked.data.reason })
    return done ? reply.header('cache-control', 'no-store').code(204).send() : refuseWith(reply, 'not-found')
  })
  inside.post<{ Params: Params }>(`${address}/unlock`, { bodyLimit: 2048 }, async (request, reply) => {
    if (saidOf(request) === undefined) return refuseWith(reply, 'body-malformed')
    const done = await unlockRegister(request.params.store, request.params.register)
    return done ? reply.header('cache-control', 'no-store').code(204).send() : refuseWith(reply, 'not-found')
  })
  inside.post<{ Params: Params }>(`${address}/retire`, { bodyLimit: 2048 }, async (request, reply) => {
    const said = saidOf(request)
    if (said === undefined) return refuseWith(reply, 'body-malformed')
    const outcome = await retireFromPage(request.params.store, request.params.register, said.by)
    return outcome === 'done' ? reply.header('cache-control', 'no-store').code(204).send() : refuseWith(reply, outcome)
  })
  // Of one that is out of service: neither is done without a reason.
  for (const [door, act] of [['take-rest', takeRest], ['end-days', endDays]] as const) {
    inside.post<{ Params: Params }>(`${address}/${door}`, { bodyLimit: 2048 }, async (request, reply) => {
      const { by, note } = saidOf(request) ?? {}
      if (by === undefined || note === undefined) return refuseWith(reply, 'body-malformed')
      const done = await act(request.params.store, request.params.register, { by, note })
      return done ? reply.header('cache-control', 'no-store').code(204).send() : refuseWith(reply, 'not-found')
    })
  }
}
