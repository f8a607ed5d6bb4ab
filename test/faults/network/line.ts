import { createServer as createHttpServer, type IncomingMessage, request as httpRequest, type ServerResponse } from 'node:http'
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { chanceOf } from '../chance.ts'
import { type Certificate, type Certificates } from './certificates.ts'
import { type ConnectionMishap, receive } from './connections.ts'
import { type Answered, type Asked, type Dribble, dribble, type LineTools, type Passing } from './passing.ts'
import { type Scenario } from './scenarios.ts'

export interface Line {
  readonly url: string
  play(scenario: Scenario, seed: number): void
  /** From now on everything passes. What was held arrives, late. Resolves to what had gone wrong until then, by name. */
  heal(): Promise<ReadonlyMap<string, number>>
  /** Nothing is on its way between here and head office. */
  quiet(): Promise<void>
  close(): Promise<void>
}

export interface LineOptions {
  readonly headOffice: string
  readonly deadlineMs: number
  /** Absent: a plain line. */
  readonly certificates?: Certificates
}

/** What must never happen: whoever shows another certificate hears nothing. */
export const toldToStranger = 'told to a stranger'

const registerIn = (path: string): string => /^\/v1\/registers\/([^/]+)\//u.exec(path)?.[1] ?? ''

/** A line between registers and head office that does to what passes what a scenario says. */
export async function faultyLine({ headOffice, deadlineMs, certificates }: LineOptions): Promise<Line> {
  let scenario: Scenario | undefined
  let chance = chanceOf(0)
  let struck = new Map<string, number>()
  let held: (() => Promise<unknown>)[] = []
  const answers = new Map<string, Answered[]>()
  const open = new Set<Socket>()
  const silent = new WeakSet<Socket>()
  const under = new Set<Promise<unknown>>()

  const strike = (name: string): void => void struck.set(name, (struck.get(name) ?? 0) + 1)
  function track<T>(work: Promise<T>): Promise<T> {
    const done = work.finally(() => under.delete(done))
    under.add(done)
    // Whoever asked hears of it; that it is under way is all that is wanted here.
    done.catch(() => undefined)
    return done
  }
  const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

  const tools: Omit<LineTools, 'chance'> = {
    deadlineMs,
    send: (asked, how) =>
      track(
        exchange(headOffice, asked, how).then((answered) => {
          if (answered.status === 200 && asked.path.endsWith('/batches')) answers.set(asked.register, [...(answers.get(asked.register) ?? []).slice(-50), answered])
          return answered
        }),
      ),
    sendPart: (asked, bytes) => track(sendPart(headOffice, asked, bytes)),
    wait,
    hold: (act) => void held.push(act),
    earlier: (register) => answers.get(register) ?? [],
    ofOthers: (register) => [...answers].flatMap(([of, all]) => (of === register ? [] : all)),
    silence: (socket) => void silent.add(socket),
  }

  async function letGo(): Promise<void> {
    const acts = held
    held = []
    for (const act of acts) await track(act()).catch(() => undefined)
  }

  async function act(passing: Passing): Promise<void> {
    if (silent.has(passing.socket)) return
    // Enrolment comes before all of this, and is not what is played here.
    const playing = passing.asked.register === '' ? undefined : scenario
    // Where it is connections that something happens to, each request has one of its own.
    if (playing?.connections !== undefined) passing.last()
    const [names, share] = [playing?.requests ?? [], playing?.share ?? 0.6]
    const mishap = names.length > 0 && chance.happens(share) ? names[chance.below(names.length)] : undefined
    if (mishap !== undefined) {
      strike(mishap.name)
      await mishap.act(passing, { ...tools, chance })
      return
    }
    passing.answer(await tools.send(passing.asked))
    await letGo()
  }

  function hear(request: IncomingMessage, response: ServerResponse): void {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('error', () => response.destroy())
    request.on('end', () => {
      const passing = passingOf(request, response, Buffer.concat(parts))
      void track(act(passing)).catch(() => passing.cut())
    })
  }

  const http = certificates === undefined ? createHttpServer(hear) : encrypted(certificates.own, hear)
  const strangers = certificates === undefined ? http : encrypted(certificates.strangers, (_request, response) => {
    strike(toldToStranger)
    response.writeHead(200).end('{}')
  })
  http.keepAliveTimeout = 0

  const server = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => socket.destroy())
    socket.once('close', () => open.delete(socket))
    const names: readonly ConnectionMishap[] = scenario?.connections ?? []
    const mishap = names.length > 0 && chance.happens(scenario?.share ?? 0.6) ? names[chance.below(names.length)] : undefined
    if (mishap !== undefined) strike(mishap)
    receive(socket, mishap, { chance, wait, serve: () => http.emit('connection', socket), serveAsStranger: () => strangers.emit('connection', socket) })
  })
  const port = await listen(server, 0)

  return {
    url: `${certificates === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    play(next, seed) {
      scenario = next
      chance = chanceOf(seed)
      struck = new Map()
      // A kept connection would never come to know of what happens to new ones.
      if (next.connections !== undefined || next.isShut === true) for (const socket of open) socket.destroy()
      if (next.isShut === true) {
        strike('nobody listens')
        server.close()
      }
    },
    async heal() {
      if (scenario?.isShut === true) await listen(server, port)
      scenario = undefined
      await letGo()
      return struck
    },
    async quiet() {
      while (under.size > 0) await Promise.allSettled(under)
    },
    async close() {
      for (const socket of open) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

function encrypted({ key, cert }: Certificate, hear: (request: IncomingMessage, response: ServerResponse) => void): HttpsServer {
  const server = createHttpsServer({ key, cert }, hear)
  server.on('tlsClientError', (_error, socket) => void socket.destroy())
  return server
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return (server.address() as AddressInfo).port
}

function passingOf(request: IncomingMessage, response: ServerResponse, body: Buffer): Passing {
  const { socket } = request
  const path = request.url ?? '/'
  return {
    asked: { register: registerIn(path), path, headers: request.headers, body },
    socket,
    last: () => void (response.shouldKeepAlive = false),
    answer: ({ status, headers, body: said }) => void (response.destroyed || response.writeHead(status, { ...headers, 'content-length': said.length }).end(said)),
    raw: (bytes) => void socket.end(bytes),
    cut: () => void socket.destroy(),
    reset: () => {
      // A TLS socket has no reset of its own: what carries it has.
      if ('resetAndDestroy' in socket && !('encrypted' in socket)) socket.resetAndDestroy()
      else socket.destroy()
    },
  }
}

/** As it came, but for what belongs to one connection alone. */
function begin(headOffice: string, { path, headers, body }: Asked) {
  const { host: _host, connection: _connection, 'content-length': _length, ...kept } = headers
  return httpRequest(new URL(path, headOffice), { method: 'POST', agent: false, headers: { ...kept, 'content-length': body.length } })
}

function exchange(headOffice: string, asked: Asked, how: Dribble | undefined): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sent = begin(headOffice, asked)
    sent.on('response', (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', reject)
      const kept = (name: string): Record<string, string> => (typeof response.headers[name] === 'string' ? { [name]: response.headers[name] } : {})
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: { ...kept('content-type'), ...kept('retry-after') }, body: Buffer.concat(parts) }))
    })
    sent.on('error', reject)
    if (how === undefined) sent.end(asked.body)
    else void dribble(asked.body, how, (piece) => void sent.write(piece)).then(() => sent.end())
  })
}

function sendPart(headOffice: string, asked: Asked, bytes: number): Promise<void> {
  return new Promise((resolve) => {
    const sent = begin(headOffice, asked)
    sent.on('error', () => undefined)
    sent.on('close', resolve)
    sent.write(asked.body.subarray(0, bytes), () => sent.destroy())
  })
}
