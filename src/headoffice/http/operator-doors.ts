import { type FastifyInstance, type FastifyRequest } from 'fastify'
import { operatorEdit } from '../../contracts/replication/index.ts'
import { type OperatorsActor, type OperatorsDesk } from '../feeds/operators-desk.ts'
import { refuseWith } from './answers.ts'
import { saidBy } from './item-doors.ts'

const longestSearch = 200

/** Who may work at a store's tills: looked through and changed by owners and managers. Behind the page's session; no answer has anything of a PIN. */
export function operatorDoors(inside: FastifyInstance, { operators, editOperator }: OperatorsDesk): void {
  const address = '/api/stores/:store/operators'

  inside.get<{ Params: { store: string }; Querystring: { search?: string } }>(address, async (request, reply) => {
    const { search } = request.query
    if (search !== undefined && (typeof search !== 'string' || search.length > longestSearch || search.includes('\0'))) return refuseWith(reply, 'body-malformed')
    const found = await operators(request.params.store, search ?? '', actorOf(request))
    return found === undefined ? refuseWith(reply, 'not-found') : reply.header('cache-control', 'no-store').send(found)
  })
  inside.post<{ Params: { store: string } }>(address, { bodyLimit: 16 * 1024 }, async (request, reply) => {
    const edit = operatorEdit.safeParse(saidBy(request))
    if (!edit.success) return refuseWith(reply, 'body-malformed')
    const done = await editOperator(request.params.store, edit.data, actorOf(request))
    return done === undefined ? refuseWith(reply, 'not-found') : reply.header('cache-control', 'no-store').send(done)
  })
}

function actorOf({ who }: FastifyRequest): OperatorsActor {
  return who?.kind === 'person' ? { mayAdmins: who.person.role === 'owner', account: who.person.id } : { mayAdmins: true }
}
