import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { type ItemEdited, itemEdit, itemWithdrawal } from '../../contracts/replication/index.ts'
import { type ItemsDesk } from '../feeds/items-desk.ts'
import { refuseWith } from './answers.ts'

const longestSearch = 200

/** The range of a store: looked through, changed, and how far each register is. Behind the page's session. */
export function itemDoors(inside: FastifyInstance, { items, editItem, withdrawItem }: ItemsDesk): void {
  const address = '/api/stores/:store/items'
  const told = (reply: FastifyReply, done: ItemEdited | undefined): FastifyReply => (done === undefined ? refuseWith(reply, 'not-found') : reply.header('cache-control', 'no-store').send(done))

  inside.get<{ Params: { store: string }; Querystring: { search?: string } }>(address, async (request, reply) => {
    const { search } = request.query
    if (search !== undefined && (typeof search !== 'string' || search.length > longestSearch || search.includes('\0'))) return refuseWith(reply, 'body-malformed')
    const found = await items(request.params.store, search ?? '')
    return found === undefined ? refuseWith(reply, 'not-found') : reply.header('cache-control', 'no-store').send(found)
  })
  inside.post<{ Params: { store: string } }>(address, { bodyLimit: 16 * 1024 }, async (request, reply) => {
    const edit = itemEdit.safeParse(saidBy(request))
    return edit.success ? told(reply, await editItem(request.params.store, edit.data)) : refuseWith(reply, 'body-malformed')
  })
  inside.post<{ Params: { store: string; item: string } }>(`${address}/:item/withdrawn`, { bodyLimit: 1024 }, async (request, reply) => {
    const said = itemWithdrawal.safeParse(saidBy(request))
    return said.success ? told(reply, await withdrawItem(request.params.store, request.params.item, said.data)) : refuseWith(reply, 'body-malformed')
  })
}

/** In whose name: that of the account, or while there is none the one that was typed. */
export function saidBy({ body, who }: FastifyRequest): unknown {
  return who?.kind === 'person' && typeof body === 'object' && body !== null ? { ...body, by: who.person.name } : body
}
