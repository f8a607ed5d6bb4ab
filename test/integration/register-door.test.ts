import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { type IncomingHttpHeaders, request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { type LoopbackDoor, openLoopbackDoor } from '../../src/main/gateway/index.ts'
import { ask, logOf, milk, newFolder, request, signOn, type StartedRegister, startRegister } from './register.fixture.ts'

const folder = newFolder()
const pages = path.join(folder.data, 'pages')
let started: StartedRegister
let door: LoopbackDoor
let admitted = 0

beforeAll(async () => {
  mkdirSync(path.join(pages, 'assets'), { recursive: true })
  writeFileSync(path.join(pages, 'index.html'), '<!doctype html><title>till</title>')
  writeFileSync(path.join(pages, 'assets', 'app.js'), 'export {}')
  writeFileSync(path.join(folder.data, 'secret.txt'), 'not for the page')
  symlinkSync(path.join(folder.data, 'secret.txt'), path.join(pages, 'link.txt'))
  symlinkSync('/', path.join(pages, 'whole-disk'))
  mkdirSync(`${pages}-beside`)
  writeFileSync(path.join(`${pages}-beside`, 'file.txt'), 'a folder whose name begins the same')
  started = await startRegister(folder.data, { demoStore: 'gb' })
  const { gate, broadcast, seat, log } = started.register
  door = await openLoopbackDoor({ directory: pages, gate, broadcast, seat, port: 0, log, onAdmitted: () => (admitted += 1) })
})

afterAll(async () => {
  await door.close()
  await started.register.close()
  folder.remove()
})

const ours = (): string => `127.0.0.1:${door.port}`
const secretOf = (address: string): string => address.split('#k=')[1] ?? ''

interface Reply {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A request exactly as given: no client of the standard kind would send some of these. */
function send(options: { readonly method?: string; readonly path?: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest({ host: '127.0.0.1', port: door.port, agent: false, setHost: false, method: options.method ?? 'GET', path: options.path ?? '/', headers: { host: ours(), ...options.headers } }, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => (body += part))
      response.on('error', reject)
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
    })
    asked.on('error', reject)
    asked.end(options.body)
  })
}

const session = (secret: string, headers: Readonly<Record<string, string>> = { origin: `http://${ours()}` }): Promise<Reply> =>
  send({ method: 'POST', path: '/session', headers, body: JSON.stringify({ secret }) })

async function admit(): Promise<string> {
  const { headers } = await session(secretOf(door.invitation()))
  return headers['set-cookie']?.[0]?.split(';')[0] ?? ''
}

/** The status an upgrade was answered with, or the open socket. */
function upgrade(headers: Readonly<Record<string, string>>, at = '/api'): Promise<number | WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${door.port}${at}`, { headers: { ...headers } })
    socket.once('open', () => resolve(socket))
    socket.once('unexpected-response', (_request, response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    socket.once('error', reject)
  })
}

async function open(): Promise<WebSocket> {
  const socket = await upgrade({ origin: `http://${ours()}`, cookie: await admit() })
  if (typeof socket === 'number') throw new Error(`the door said ${socket}`)
  return socket
}

const closing = (socket: WebSocket): Promise<number> => new Promise((resolve) => socket.once('close', (code) => resolve(code)))
const message = (socket: WebSocket): Promise<unknown> => new Promise((resolve) => socket.once('message', (data: Buffer) => resolve(JSON.parse(data.toString('utf8')))))

/** Everything that came since. */
function messages(socket: WebSocket): () => readonly unknown[] {
  const all: unknown[] = []
  socket.on('message', (data: Buffer) => all.push(JSON.parse(data.toString('utf8'))))
  return () => all
}

describe('the loopback door', () => {
  test('[DOOR-1] listens on 127.0.0.1 and nowhere else', async () => {
    const others = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []).filter(({ address, scopeid }) => address !== '127.0.0.1' && (scopeid ?? 0) === 0).map(({ address }) => address)
    const reach = (host: string): Promise<string> =>
      new Promise((resolve) => {
        const socket = connect({ host, port: door.port }, () => {
          socket.destroy()
          resolve('connected')
        })
        socket.once('error', () => resolve('refused'))
      })
    expect(await reach('127.0.0.1')).toBe('connected')
    // Every address of this machine, and two of the loopback net and of IPv6 that it always has.
    for (const host of [...others, '127.0.0.2', '::1']) expect(await reach(host), host).toBe('refused')
  })

  test('[DOOR-2] another Host than its own is answered 421: a rebound name gets nothing', async () => {
    for (const host of ['evil.example', `evil.example:${door.port}`, '127.0.0.1', 'localhost', `127.0.0.1:${door.port + 1}`, `127.0.0.1.evil.example:${door.port}`, `0.0.0.0:${door.port}`, `LOCALHOST:${door.port}`]) {
      expect((await send({ headers: { host } })).status, host).toBe(421)
      expect((await send({ method: 'POST', path: '/session', headers: { host, origin: `http://${host}` }, body: JSON.stringify({ secret: secretOf(door.invitation()) }) })).status, host).toBe(421)
      expect(await upgrade({ host, origin: `http://${host}`, cookie: await admit() }), host).toBe(403)
    }
    expect((await send({ headers: { host: `localhost:${door.port}` } })).status).toBe(200)
  })

  test('[DOOR-3] another Origin, or none, opens no session and no socket', async () => {
    for (const origin of ['http://evil.example', `https://${ours()}`, `http://127.0.0.1:${door.port + 1}`, 'http://127.0.0.1', `http://localhost:${door.port}`, 'null', '']) {
      expect((await session(secretOf(door.invitation()), { origin })).status, origin).toBe(403)
      expect(await upgrade({ origin, cookie: await admit() }), origin).toBe(403)
    }
    expect((await session(secretOf(door.invitation()), {})).status).toBe(403)
    expect(await upgrade({ cookie: await admit() })).toBe(403)
  })

  test('[DOOR-4] without the cookie of an exchange there is no socket', async () => {
    const origin = `http://${ours()}`
    const cookie = await admit()
    for (const wrong of ['', 'tillwright=1', `${cookie}x`, cookie.slice(0, -1), cookie.replace('=', 'x='), `${cookie.split('=')[0]}=`]) {
      expect(await upgrade({ origin, ...(wrong === '' ? {} : { cookie: wrong }) }), wrong).toBe(401)
    }
    expect(await upgrade({ origin, cookie }, '/api/')).toBe(401)
    const socket = await upgrade({ origin, cookie: `other=1; ${cookie}` })
    expect(socket).toBeInstanceOf(WebSocket)
    if (socket instanceof WebSocket) socket.terminate()
  })

  test('[DOOR-5] a secret opens one session, once, and its cookie is for this page alone', async () => {
    const before = admitted
    const secret = secretOf(door.invitation())
    const first = await session(secret)
    expect(first.status).toBe(204)
    expect(first.headers['set-cookie']?.[0]).toMatch(new RegExp(`^tillwright-${door.port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`))
    expect(admitted, 'who prints the next address was told').toBe(before + 1)
    const second = await session(secret)
    expect(second.status).toBe(403)
    expect(second.headers['set-cookie']).toBeUndefined()
    for (const body of ['', '{}', 'null', '"secret"', '{"secret":7}', '{"secret":""}', `{"secret":"${'x'.repeat(43)}"}`]) {
      expect((await send({ method: 'POST', path: '/session', headers: { origin: `http://${ours()}` }, body })).status, body).toBe(403)
    }
    await expect(send({ method: 'POST', path: '/session', headers: { origin: `http://${ours()}` }, body: 'x'.repeat(2000) })).rejects.toThrow()
    expect(admitted).toBe(before + 1)
    expect(logOf(folder.data)).toContain('door.refused')
    expect(logOf(folder.data)).not.toContain(secret)
  })

  test('[DOOR-6] serves the page and nothing beside it: no dots, no links, no folders, no tricks of writing', async () => {
    expect((await send({ path: '/' })).body).toContain('<title>till</title>')
    expect((await send({ path: '/assets/app.js?v=1' })).status).toBe(200)
    const outside = [
      '/../secret.txt', '/assets/../../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/..%5csecret.txt', '/%252e%252e/secret.txt', '/../pages-beside/file.txt',
      '/link.txt', '/whole-disk/etc/passwd', '/assets', '/assets/', '/.', '/index.html%00.js', '/%', '/%zz', '/%c0%ae%c0%ae/secret.txt', '//secret.txt', '//[', 'http://[/', '*', '/nothing.js', `/${'a'.repeat(5000)}`,
    ]
    for (const wanted of outside) {
      const { status, body } = await send({ path: wanted })
      expect(status, wanted).toBe(404)
      expect(body, wanted).toBe('')
    }
    // And it is still there.
    expect((await send({ path: '/' })).status).toBe(200)
  })

  test('[DOOR-7] a message that is too long, or binary, closes the socket; one that is no request is answered', async () => {
    const long = await open()
    long.send(JSON.stringify(request('scan', { barcode: 'x'.repeat(2 << 20) })))
    expect(await closing(long)).toBe(1009)

    const binary = await open()
    binary.send(Buffer.from(JSON.stringify(request('counter', {}))))
    expect(await closing(binary)).toBe(1003)

    const socket = await open()
    for (const text of ['', 'hello', '{', '[]', '{"v":1}']) {
      const answer = message(socket)
      socket.send(text)
      expect(await answer, text).toMatchObject({ ok: false, refusal: { code: 'request.malformed' } })
    }
    const fine = request('counter', {})
    const answer = message(socket)
    socket.send(JSON.stringify(fine))
    expect(await answer).toMatchObject({ ok: true, id: fine.id, value: { currency: 'GBP' } })
    socket.terminate()
  })

  test('[DOOR-8] every answer forbids what the page does not need', async () => {
    const answers = [
      await send({ path: '/' }),
      await send({ path: '/assets/app.js' }),
      await send({ method: 'HEAD', path: '/' }),
      await send({ path: '/nothing' }),
      await send({ method: 'PUT', path: '/' }),
      await send({ headers: { host: 'evil.example' } }),
      await session('wrong'),
      await session(secretOf(door.invitation())),
      await session(secretOf(door.invitation()), { origin: 'http://evil.example' }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 404, 405, 421, 403, 204, 403])
    for (const { headers, status } of answers) {
      const policy = String(headers['content-security-policy'])
      for (const part of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'"]) expect(policy, `${status}`).toContain(part)
      expect(policy).not.toMatch(/unsafe|https?:|\*/)
      expect(headers['x-content-type-options'], `${status}`).toBe('nosniff')
      expect(headers['access-control-allow-origin'], `${status}`).toBeUndefined()
    }
  })

  test('[DOOR-9] tells an open page what changes, and forgets one that left', async () => {
    const [stays, leaves] = [await open(), await open()]
    const told = message(stays)
    leaves.terminate()
    await closing(leaves)
    started.register.broadcast.tell('devices', started.register.devices.view())
    expect(await told).toMatchObject({ v: 1, topic: 'devices' })
    stays.terminate()
  })

  test('[DOOR-11] a page is told once what became of its own act, by the answer; the page beside it is told as well', async () => {
    await signOn(started.register)
    const [acts, watches] = [await open(), await open()]
    // Answers and the sale at the counter alone: what devices and the replicator have to say, and that somebody signed on, comes when it comes.
    const isOfTheAct = (one: unknown): boolean => {
      const { topic, payload } = one as { readonly topic?: string; readonly payload?: { readonly basket?: unknown } }
      return topic === undefined || (topic === 'counter' && payload?.basket !== undefined)
    }
    const ofTheAct = (heard: () => readonly unknown[]) => () => heard().filter(isOfTheAct)
    const [heardByActing, heardByWatching] = [ofTheAct(messages(acts)), ofTheAct(messages(watches))]
    const scan = request('scan', { barcode: milk })
    acts.send(JSON.stringify(scan))
    await vi.waitFor(() => expect(heardByWatching()).toMatchObject([{ topic: 'counter', payload: { basket: { itemCount: 1 } } }]), { timeout: 15_000 })
    // Somebody else's act comes behind it, so that whatever was sent before has arrived by then.
    await ask(started.register, 'scan', { barcode: milk })
    await vi.waitFor(() => expect(heardByActing().at(-1)).toMatchObject({ topic: 'counter', payload: { basket: { itemCount: 2 } } }), { timeout: 15_000 })
    expect(heardByActing()).toMatchObject([{ id: scan.id, ok: true, value: { basket: { itemCount: 1 } } }, { topic: 'counter' }])
    acts.terminate()
    watches.terminate()
  })
})

test.skipIf(process.platform !== 'linux')('[DOOR-10] a file that cannot be read after all cuts one answer short and not the till', async () => {
  const { gate, broadcast, seat, log } = started.register
  // A file that can be opened and whose first byte is an input/output error.
  const other = await openLoopbackDoor({ directory: `/proc/${process.pid}`, gate, broadcast, seat, port: 0, log })
  const ask = (wanted: string): Promise<string> =>
    fetch(`http://127.0.0.1:${other.port}${wanted}`).then(
      async (response) => `${response.status} ${await response.text().catch(() => 'cut short')}`,
      () => 'cut short',
    )
  expect(await ask('/mem')).toMatch(/cut short$/)
  expect(await ask('/comm')).toMatch(/^200 ./)
  await other.close()
})
