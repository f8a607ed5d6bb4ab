import * as http from 'node:http'
import * as https from 'node:https'
import Fastify, { type FastifyInstance } from 'fastify'
import { type Log } from '../log.ts'
import { storeAwayCode } from '../store/port.ts'
import { refuseWith, safetyHeaders } from './answers.ts'
import { machineDoors, type MachineDoorParts } from './machine-doors.ts'
import { type CertifiedPair, fromAnyOf } from './reach.ts'
import { pageDoors, type PageDoorParts } from './page-doors.ts'

export interface HowReached {
  readonly pair?: CertifiedPair
  /** Whoever comes from elsewhere is no client of ours. */
  readonly proxies?: readonly string[]
  /** Told to browsers by its name, which then never ask in the clear. */
  readonly strict: boolean
}

/** Longer than a register's heartbeat, so that an idle connection is still there for the next sale. */
const keepAliveTimeout = 75_000
/** A sender that dribbles its bytes in must not hold a socket for ever. */
const requestTimeout = 30_000

/** Fastify with both kinds of doors, not yet listening. No request is logged: bodies hold sales, addresses may hold secrets. */
export function createServer(parts: MachineDoorParts & PageDoorParts & { readonly log: Log; readonly reached: HowReached }): FastifyInstance {
  const { pair, proxies, strict } = parts.reached
  const app = Fastify({
    logger: false,
    serverFactory: (handler) => {
      const server = pair === undefined ? http.createServer(handler) : https.createServer({ ...pair, minVersion: 'TLSv1.2' }, handler)
      return Object.assign(server, { keepAliveTimeout, requestTimeout })
    },
    // Of a client only these are believed what they say: waits are counted by its address.
    ...(proxies !== undefined && { trustProxy: [...proxies] }),
    forceCloseConnections: true,
  })
  const isProxy = fromAnyOf(proxies ?? [])
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers(safetyHeaders)
    if (strict) void reply.header('strict-transport-security', 'max-age=31536000')
    // A proxy that does not say whom it speaks for is one client to us: all would wait for one that guesses. So does whoever goes round it on its machine.
    if (proxies !== undefined && (!isProxy(request.socket.remoteAddress ?? '') || request.headers['x-forwarded-for'] === undefined)) return refuseWith(reply, 'proxy-only')
    return undefined
  })
  app.setNotFoundHandler((_request, reply) => refuseWith(reply, 'not-found'))
  app.setErrorHandler((error, _request, reply) => {
    const status = error instanceof Error && 'statusCode' in error ? error.statusCode : 500
    if (status === 413) return refuseWith(reply, 'body-too-large')
    if (typeof status === 'number' && status >= 400 && status < 500) return refuseWith(reply, 'body-malformed')
    // The cause stays here: its message may quote what was sent.
    parts.log('request.failed', { name: error instanceof Error ? error.name : 'unknown', code: error instanceof Error && 'code' in error ? String(error.code) : 'none' })
    // Whether a commit went through may be unknown: "nothing was changed" would be a guess. Asking again finds out.
    if (error instanceof Error && 'code' in error && (error.code === storeAwayCode || String(error.code).startsWith('SQLITE_BUSY'))) return refuseWith(reply.header('retry-after', '5'), 'database-away')
    return refuseWith(reply, 'request-failed')
  })
  app.register(machineDoors(parts))
  app.register(pageDoors(parts))
  return app
}
