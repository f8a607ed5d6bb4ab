import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { settingEdit, type SettingEdited, settingRelease } from '../../contracts/replication/index.ts'
import { type SettingsDesk } from '../feeds/settings-desk.ts'
import { refuseWith } from './answers.ts'

/** The settings of a store that head office keeps: looked at, changed, given back. Behind the page's session, for whoever may act. */
export function settingDoors(inside: FastifyInstance, { settings, editSetting, releaseSetting }: SettingsDesk): void {
  const address = '/api/stores/:store/settings'
  const told = (reply: FastifyReply, done: SettingEdited | undefined): FastifyReply => (done === undefined ? refuseWith(reply, 'not-found') : reply.header('cache-control', 'no-store').send(done))

  inside.get<{ Params: { store: string } }>(address, async (request, reply) => {
    const found = await settings(request.params.store)
    return found === undefined ? refuseWith(reply, 'not-found') : reply.header('cache-control', 'no-store').send(found)
  })
  inside.post<{ Params: { store: string } }>(address, { bodyLimit: 16 * 1024 }, async (request, reply) => {
    const edit = settingEdit.safeParse(saidBy(request))
    return edit.success ? told(reply, await editSetting(request.params.store, edit.data)) : refuseWith(reply, 'body-malformed')
  })
  inside.post<{ Params: { store: string; setting: string } }>(`${address}/:setting/released`, { bodyLimit: 1024 }, async (request, reply) => {
    const said = settingRelease.safeParse(saidBy(request))
    return said.success ? told(reply, await releaseSetting(request.params.store, request.params.setting, said.data)) : refuseWith(reply, 'body-malformed')
  })
}

/** In whose name: that of the account, or while there is none the one that was typed. */
function saidBy({ body, who }: FastifyRequest): unknown {
  return who?.kind === 'person' && typeof body === 'object' && body !== null ? { ...body, by: who.person.name } : body
}
