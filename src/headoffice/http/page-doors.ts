import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { longestPutAwayName, longestPutAwayNote, type BackupsOverview, type Overview, type QuarantinedEntry, type RefundDocuments, type SentAgain, type ShownCode } from '../../contracts/replication/index.ts'
import { type LockDesk } from '../enrolment/lock-desk.ts'
import { type EntryPlace } from '../ingest/read-entry.ts'
import { type QuarantineAsking } from '../store/quarantine-rows.ts'
import { type PeopleDesk } from '../people/people-desk.ts'
import { type PeopleStore } from '../store/people-store.ts'
import { type ItemsDesk } from '../feeds/items-desk.ts'
import { type LayoutsDesk } from '../feeds/layouts-desk.ts'
import { type SettingsDesk } from '../feeds/settings-desk.ts'
import { type OperatorsDesk } from '../feeds/operators-desk.ts'
import { refuseWith, safetyHeaders } from './answers.ts'
import { doorRights } from './door-rights.ts'
import { createGate } from './gate.ts'
import { itemDoors } from './item-doors.ts'
import { layoutDoors } from './layout-doors.ts'
import { settingDoors } from './setting-doors.ts'
import { operatorDoors } from './operator-doors.ts'
import { registerDoors } from './register-doors.ts'
import { actedOn } from './acted-on.ts'
import { type Live } from './live.ts'
import { type PageFile } from './page-files.ts'
import { peopleDoors } from './people-doors.ts'
import { type Sessions } from './session.ts'

export interface PageDoorParts {
  /** The port we really listen on. */
  readonly port: () => number
  /** What a browser may call head office, and the origin of its pages there. */
  readonly places: () => ReadonlyMap<string, string>
  readonly sessions: Sessions
  readonly people: Pick<PeopleStore, 'any' | 'person' | 'note'>
  readonly desk: PeopleDesk
  readonly live: Live
  readonly overview: () => Promise<Overview>
  readonly refundDocuments: (storeId: string, refundId: string) => Promise<RefundDocuments | undefined>
  /** Who did so and what they wrote; the time is head office's own. False: there is no such contradicted refund. */
  readonly putAwayRefund: (storeId: string, refundId: string, said: { readonly by: string; readonly note?: string }) => Promise<boolean>
  /** Likewise, of what a document spent beyond what was there; here it has to be said why. */
  readonly putAwayOverspent: (storeId: string, documentId: string, said: { readonly by: string; readonly note: string }) => Promise<boolean>
  readonly quarantined: (storeId: string, place: EntryPlace) => Promise<QuarantinedEntry | undefined>
  /** What came of reading it again; undefined: it never was in quarantine. */
  readonly sendAgain: (storeId: string, asking: QuarantineAsking) => Promise<SentAgain | undefined>
  /** False: it is not there, or it was applied. */
  readonly discardQuarantined: (storeId: string, asking: QuarantineAsking & { readonly note: string }) => Promise<boolean>
  readonly restoreQuarantined: (storeId: string, asking: QuarantineAsking) => Promise<boolean>
  /** Which of two machines that sell as one register goes on. False: there are no two, or no such epoch. */
  readonly settleTwins: (storeId: string, registerId: string, settling: { readonly goesOn: number; readonly by: string }) => Promise<boolean>
  readonly items: ItemsDesk
  readonly settings: SettingsDesk
  readonly layouts: LayoutsDesk
  /** Makes one now; undefined where the books are not a file of ours. */
  readonly backUp: () => Promise<BackupsOverview | undefined>
  readonly operators: OperatorsDesk
  readonly locks: LockDesk
  readonly createCode: () => Promise<ShownCode>
  readonly registerNumber: (registerId: string) => Promise<number | undefined>
  /** A one-time code for a new machine of this register. Undefined: there is no such register in this store, or it is retired. */
  readonly createRebuildCode: (storeId: string, registerId: string) => Promise<ShownCode | undefined>
  readonly pageFile: (path: string) => Promise<PageFile | undefined>
}

/**
 * The page and its API, for a person's browser on this machine. The page's own files hold nothing and are open to whoever
 * reaches the port; every fact is behind the session, and what its holder's role has (door-rights.ts). Host and Origin are compared whole: a name rebound to 127.0.0.1, or
 * a page in another tab, gets nothing.
 */
export function pageDoors(parts: PageDoorParts) {
  const { port, places, sessions, people, desk, live, overview, refundDocuments, putAwayRefund, putAwayOverspent, settleTwins, createCode, createRebuildCode, pageFile } = parts
  // Cookies know no port, so the name does: a register's own door on this machine must not share the cookie.
  const cookieName = (): string => `tillwright-headoffice-${port()}`

  function guard(request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined {
    const { host, origin } = request.headers
    const own = host === undefined ? undefined : places().get(host)
    if (own === undefined) return refuseWith(reply, 'host-refused')
    const originFits = origin === own
    if (request.method === 'GET' ? origin !== undefined && !originFits : !originFits) return refuseWith(reply, 'origin-refused')
    return undefined
  }

  const tokenOf = (request: FastifyRequest): string | undefined => cookieOf(request.headers.cookie, cookieName())
  const withCookie = (reply: FastifyReply, token: string): FastifyReply => reply.header('set-cookie', `${cookieName()}=${token}; Path=/; HttpOnly; SameSite=Strict${places().get(reply.request.headers.host ?? '')?.startsWith('https:') === true ? '; Secure' : ''}`).header('cache-control', 'no-store')
  const gate = createGate({ sessions, people, tokenOf })

  return async (app: FastifyInstance): Promise<void> => {
    app.addHook('onRoute', ({ method, url }) => {
      // HEAD comes with each GET, and is one.
      for (const one of [method].flat()) if (one !== 'HEAD' && !Object.hasOwn(doorRights, `${one} ${url}`)) throw new Error(`${one} ${url} is a door without a row in door-rights.ts`)
    })
    app.addHook('onRequest', async (request, reply) => guard(request, reply) ?? gate.refusal(request, reply, `${request.method === 'HEAD' ? 'GET' : request.method} ${request.routeOptions.url ?? ''}`))
    // Before it is answered: where it can not be written down by whom, the answer says that something failed.
    app.addHook('onSend', async (request, reply) => {
      const { who } = request
      if (who?.kind === 'person' && request.method === 'POST' && reply.statusCode < 300 && doorRights[`${request.method} ${request.routeOptions.url ?? ''}`] === 'act') await desk.acted(who.person, request.url, request.ip, await actedOn(request, parts.registerNumber))
    })
    app.addHook('onClose', async () => gate.close())

    peopleDoors(app, { desk, gate, sessions, tokenOf, withCookie })
    app.post('/api/session', { bodyLimit: 1024 }, async (request, reply) => {
      const secret = secretOf(request.body)
      const token = secret === undefined ? undefined : sessions.open(secret)
      if (token === undefined) return refuseWith(reply, 'session-secret-wrong')
      return withCookie(reply, token).code(204).send()
    })

    await app.register(async (inside: FastifyInstance): Promise<void> => {
      inside.get('/api/overview', async (_request, reply) => reply.header('cache-control', 'no-store').send(await overview()))
      inside.get<{ Params: { store: string; refund: string } }>('/api/stores/:store/refunds/:refund', async (request, reply) => {
        const found = await refundDocuments(request.params.store, request.params.refund)
        return found === undefined ? refuseWith(reply, 'not-found') : reply.header('cache-control', 'no-store').send(found)
      })
      inside.post<{ Params: { store: string; refund: string } }>('/api/stores/:store/refunds/:refund/put-away', { bodyLimit: 2048 }, async (request, reply) => {
        const said = saidOf(request)
        if (said === undefined) return refuseWith(reply, 'body-malformed')
        const done = await putAwayRefund(request.params.store, request.params.refund, said)
        return done ? reply.header('cache-control', 'no-store').code(204).send() : refuseWith(reply, 'not-found')
      })
      inside.post<{ Params: { store: string; document: string } }>('/api/stores/:store/spending/:document/put-away', { bodyLimit: 2048 }, async (request, reply) => {
        const { by, note } = saidOf(request) ?? {}
        if (by === undefined || note === undefined) return refuseWith(reply, 'body-malformed')
        const done = await putAwayOverspent(request.params.store, request.params.document, { by, note })
        return done ? reply.header('cache-control', 'no-store').code(204).send() : refuseWith(reply, 'not-found')
      })
      quarantineDoors(inside, parts)
      itemDoors(inside, parts.items)
      settingDoors(inside, parts.settings)
      layoutDoors(inside, parts.layouts)
      inside.post('/api/backups', { bodyLimit: 1024 }, async (_request, reply) => {
        const made = await parts.backUp()
        return made === undefined ? refuseWith(reply, 'not-found') : reply.header('cache-control', 'no-store').send(made)
      })
      operatorDoors(inside, parts.operators)
      registerDoors(inside, parts.locks, saidOf)
      inside.post('/api/enrolment-codes', { bodyLimit: 1024 }, async (_request, reply) => reply.header('cache-control', 'no-store').code(201).send(await createCode()))
      inside.post<{ Params: { store: string; register: string } }>('/api/stores/:store/registers/:register/rebuild-code', { bodyLimit: 1024 }, async (request, reply) => {
        const made = await createRebuildCode(request.params.store, request.params.register)
        return made === undefined ? refuseWith(reply, 'not-found') : reply.header('cache-control', 'no-store').code(201).send(made)
      })
      inside.post<{ Params: { store: string; register: string } }>('/api/stores/:store/registers/:register/settle-twins', { bodyLimit: 2048 }, async (request, reply) => {
        const said = saidOf(request)
        const goesOn = typeof request.body === 'object' && request.body !== null && 'goesOn' in request.body ? request.body.goesOn : undefined
        if (said === undefined || typeof goesOn !== 'number' || !Number.isSafeInteger(goesOn) || goesOn < 1) return refuseWith(reply, 'body-malformed')
        const done = await settleTwins(request.params.store, request.params.register, { goesOn, by: said.by })
        return done ? reply.header('cache-control', 'no-store').code(204).send() : refuseWith(reply, 'not-found')
      })
      inside.get('/api/events', (request, reply) => {
        reply.hijack()
        reply.raw.once('close', gate.watch(tokenOf(request), () => reply.raw.end('event: over\ndata: {}\n\n')))
        reply.raw.writeHead(200, { ...safetyHeaders, 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
        live.add(reply.raw)
      })
    })

    app.get('/*', async (request, reply) => {
      const path = new URL(request.url, 'http://page').pathname
      const file = await pageFile(path)
      if (file !== undefined) return reply.header('content-type', file.type).header('cache-control', 'no-cache').send(file.bytes)
      return refuseWith(reply, path === '/' ? 'page-missing' : 'not-found')
    })
  }
}

interface QuarantineParams {
  readonly store: string
  readonly register: string
  readonly epoch: string
  readonly seq: string
}

/** One entry in quarantine: its text, and what a person may make of it. */
function quarantineDoors(inside: FastifyInstance, { quarantined, sendAgain, discardQuarantined, restoreQuarantined }: PageDoorParts): void {
  const address = '/api/stores/:store/quarantine/:register/:epoch/:seq'
  inside.get<{ Params: QuarantineParams }>(address, async (request, reply) => {
    const place = placeOf(request.params)
    const found = place === undefined ? undefined : await quarantined(request.params.store, place)
    return found === undefined ? refuseWith(reply, 'not-found') : reply.header('cache-control', 'no-store').send(found)
  })
  inside.post<{ Params: QuarantineParams }>(`${address}/again`, { bodyLimit: 2048 }, async (request, reply) => {
    const [place, said] = [placeOf(request.params), saidOf(request)]
    if (said === undefined) return refuseWith(reply, 'body-malformed')
    const made = place === undefined ? undefined : await sendAgain(request.params.store, { place, by: said.by })
    return made === undefined ? refuseWith(reply, 'not-found') : reply.header('cache-control', 'no-store').send(made)
  })
  inside.post<{ Params: QuarantineParams }>(`${address}/discard`, { bodyLimit: 2048 }, async (request, reply) => {
    const [place, { by, note } = {}] = [placeOf(request.params), saidOf(request)]
    if (by === undefined || note === undefined) return refuseWith(reply, 'body-malformed')
    const done = place !== undefined && (await discardQuarantined(request.params.store, { place, by, note }))
    return done ? reply.header('cache-control', 'no-store').code(204).send() : refuseWith(reply, 'not-found')
  })
  inside.post<{ Params: QuarantineParams }>(`${address}/restore`, { bodyLimit: 2048 }, async (request, reply) => {
    const [place, said] = [placeOf(request.params), saidOf(request)]
    if (said === undefined) return refuseWith(reply, 'body-malformed')
    const done = place !== undefined && (await restoreQuarantined(request.params.store, { place, ...said }))
    return done ? reply.header('cache-control', 'no-store').code(204).send() : refuseWith(reply, 'not-found')
  })
}

function placeOf({ register, epoch, seq }: QuarantineParams): EntryPlace | undefined {
  return /^\d{1,15}$/u.test(epoch) && /^\d{1,15}$/u.test(seq) ? { register, epoch: Number(epoch), seq: Number(seq) } : undefined
}

/** In whose name: that of the account, or while there is none the one that was typed. A note may be left out, and an empty one is none. */
function saidOf({ body, who }: FastifyRequest): { readonly by: string; readonly note?: string } | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const name = who?.kind === 'person' ? who.person.name : 'by' in body ? body.by : undefined
  if (typeof name !== 'string') return undefined
  const note = 'note' in body ? body.note : ''
  const [by, said] = [name.trim(), typeof note === 'string' ? note.trim() : undefined]
  // No database keeps a NUL in a text.
  if (said === undefined || by === '' || by.length > longestPutAwayName || said.length > longestPutAwayNote || /\0/.test(by + said)) return undefined
  return { by, ...(said !== '' && { note: said }) }
}

function secretOf(body: unknown): string | undefined {
  return typeof body === 'object' && body !== null && 'secret' in body && typeof body.secret === 'string' && body.secret.length <= 128 ? body.secret : undefined
}

function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2)
    if (key === name) return value
  }
  return undefined
}
