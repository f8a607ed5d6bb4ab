import { type FastifyInstance, type FastifyReply } from 'fastify'
import { type TilePageEdited, tilePageEdit, tilePageOrder, tilePageRemoval } from '../../contracts/replication/index.ts'
import { type LayoutsDesk } from '../feeds/layouts-desk.ts'
import { refuseWith } from './answers.ts'
import { saidBy } from './item-doors.ts'

/** The tiles of a store's counters: looked at, changed, put in order, taken away. Behind the page's session, for whoever may act. */
export function layoutDoors(inside: FastifyInstance, { layouts, editPage, orderPages, removePage }: LayoutsDesk): void {
  const address = '/api/stores/:store/layouts'
  const told = (reply: FastifyReply, done: TilePageEdited | undefined): FastifyReply => (done === undefined ? refuseWith(reply, 'not-found') : reply.header('cache-control', 'no-store').send(done))

  inside.get<{ Params: { store: string } }>(address, async (request, reply) => {
    const found = await layouts(request.params.store)
    return found === undefined ? refuseWith(reply, 'not-found') : reply.header('cache-control', 'no-store').send(found)
  })
  inside.post<{ Params: { store: string } }>(address, { bodyLimit: 32 * 1024 }, async (request, reply) => {
    const edit = tilePageEdit.safeParse(saidBy(request))
    return edit.success ? told(reply, await editPage(request.params.store, edit.data)) : refuseWith(reply, 'body-malformed')
  })
  inside.post<{ Params: { store: string } }>(`${address}/order`, { bodyLimit: 8 * 1024 }, async (request, reply) => {
    const order = tilePageOrder.safeParse(saidBy(request))
    return order.success ? told(reply, await orderPages(request.params.store, order.data)) : refuseWith(reply, 'body-malformed')
  })
  inside.post<{ Params: { store: string; page: string } }>(`${address}/:page/removed`, { bodyLimit: 1024 }, async (request, reply) => {
    const said = tilePageRemoval.safeParse(saidBy(request))
    return said.success ? told(reply, await removePage(request.params.store, request.params.page, said.data)) : refuseWith(reply, 'body-malformed')
  })
}
