import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request as plainRequest, type IncomingHttpHeaders } from 'node:http'
import { createServer, request as secureRequest } from 'node:https'
import { type AddressInfo, createServer as createPlain } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { connect } from 'node:tls'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type HeadOffice, type HeadOfficeOptions, startHeadOffice } from '../head-office.ts'
import { authorityIn } from './certificates.fixture.ts'
import { fromAnyOf } from './reach.ts'

let folder: string
let office: HeadOffice | undefined
const others: (() => void)[] = []

const start = async (more: Partial<HeadOfficeOptions> = {}): Promise<HeadOffice> =>
  (office = await startHeadOffice({ dataDirectory: path.join(folder, 'data'), store: { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 4 }, clock: Date.now, log: () => undefined, pageDirectory: path.join(folder, 'none'), ...more }))

interface Answered {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/** One request, of which a test says every header; a browser would not let it. */
function ask(url: string, { ca, method = 'GET', headers = {}, body }: { readonly ca?: string; readonly method?: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const options = { method, headers: { ...headers, connection: 'close' }, ...(ca !== undefined && { ca: readFileSync(ca) }) }
    const sent = (url.startsWith('https:') ? secureRequest : plainRequest)(url, options, (response) => {
      let text = ''
      response.on('data', (part: Buffer) => (text += part.toString()))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

const secretOf = (one: HeadOffice): string => new URL(one.pageUrl()).hash.replace('#secret=', '')
const serialAt = (url: string, ca: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port), ca: readFileSync(ca), servername: 'localhost' }, () => {
      resolve(socket.getPeerCertificate().serialNumber)
      socket.end()
    })
    socket.on('error', reject)
  })

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'office-reach-'))
})
afterEach(async () => {
  for (const close of others.splice(0)) close()
  await office?.close()
  office = undefined
  rmSync(folder, { recursive: true })
})

describe('how head office is reached', () => {
  test('[TLS-1] it serves TLS with a company’s own certificate: cookies are for TLS alone, and whoever does not know the authority gets nothing', async () => {
    const { ca, issue } = authorityIn(folder)
    const { url } = await start({ tls: issue('office') })
    expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/)
    const session = (origin: string) => ask(`${url}/api/session`, { ca, method: 'POST', headers: { origin, 'content-type': 'application/json' }, body: JSON.stringify({ secret: office === undefined ? '' : secretOf(office) }) })
    expect((await session(url.replace('https:', 'http:'))).status).toBe(403)
    const opened = await session(url)
    expect([opened.status, opened.headers['set-cookie']?.[0], opened.headers['strict-transport-security']]).toEqual([204, expect.stringMatching(/HttpOnly; SameSite=Strict; Secure$/), undefined])
    await expect(ask(`${url}/api/me`, {})).rejects.toThrow(/unable to (get|verify)|self-signed/)
    await expect(ask(url.replace('https:', 'http:'), {})).rejects.toThrow()
  })

  test('[TLS-2] a renewed certificate is taken without a restart, and a pair that does not fit is not', async () => {
    const { ca, issue } = authorityIn(folder)
    const [first, second, third] = [issue('first'), issue('second'), issue('third')]
    const tls = { certificate: path.join(folder, 'live.pem'), key: path.join(folder, 'live.key') }
    const put = (from: typeof first): void => {
      copyFileSync(from.key, tls.key)
      copyFileSync(from.certificate, tls.certificate)
    }
    put(first)
    const lines: string[] = []
    const { url } = await start({ tls, certificateLookMs: 20, log: (event) => void lines.push(event) })
    const serial = await serialAt(url, ca)
    copyFileSync(second.certificate, tls.certificate)
    await expect.poll(() => lines.filter((line) => line === 'tls.kept').length).toBe(1)
    expect(await serialAt(url, ca)).toBe(serial)
    put(third)
    await expect.poll(() => serialAt(url, ca)).not.toBe(serial)
    expect(lines).toContain('tls.renewed')
  })

  test('[TLS-3] what does not fit or is not there is refused at the start in words, and nothing listens beyond this machine by a slip', async () => {
    const { issue } = authorityIn(folder)
    const [one, other] = [issue('one'), issue('other')]
    writeFileSync(path.join(folder, 'text.pem'), 'no certificate')
    const wrong: readonly (readonly [Partial<HeadOfficeOptions>, string])[] = [
      [{ tls: { certificate: one.certificate, key: other.key } }, 'is not the key of'],
      [{ tls: { certificate: path.join(folder, 'text.pem'), key: one.key } }, 'holds no certificate'],
      [{ tls: { certificate: one.certificate, key: path.join(folder, 'text.pem') } }, 'holds no key'],
      [{ tls: { certificate: path.join(folder, 'gone.pem'), key: one.key } }, 'can not be read: ENOENT'],
      [{ listen: '0.0.0.0' }, 'listens to this machine alone'],
      [{ listen: 'everywhere' }, '--listen takes an address'],
      [{ address: 'http://head-office.example' }, '--address is what'],
      [{ address: 'https://head-office.example/till' }, '--address is what'],
      [{ proxies: ['127.0.0.1'] }, '--behind-proxy needs --address'],
      [{ address: 'https://head-office.example', proxies: ['10.0.0.0/40'] }, 'is none'],
    ]
    for (const [options, said] of wrong) await expect(start(options), said).rejects.toThrow(said)
  })

  test('[TLS-4] by its given name it is a browser’s whole site, asked for over TLS from then on; another name is refused', async () => {
    const { ca, issue } = authorityIn(folder)
    const { url } = await start({ tls: issue('office', { names: 'DNS:office.example,DNS:other.example' }), address: 'https://office.example:8443', listen: '0.0.0.0' })
    expect([url, office?.pageUrl().startsWith('https://office.example:8443/#secret=')]).toEqual(['https://office.example:8443', true])
    const own = `https://127.0.0.1:${office?.port}`
    const named = await ask(`${own}/api/me`, { ca, headers: { host: 'office.example:8443', origin: 'https://office.example:8443' } })
    expect([named.status, named.headers['strict-transport-security']]).toEqual([200, 'max-age=31536000'])
    expect((await ask(`${own}/api/me`, { ca, headers: { host: 'other.example:8443' } })).status).toBe(421)
  })

  test('[TLS-5] behind a proxy waits are counted by the client’s address, cookies are for TLS, events come through; what another machine says of itself is not believed', async () => {
    const lines: string[] = []
    const { ca, issue } = authorityIn(folder)
    await start({ address: 'https://office.example', proxies: ['127.0.0.1'], log: (event, facts) => void lines.push(`${event} ${JSON.stringify(facts ?? {})}`), port: 0 })
    const port = office?.port
    const pair = issue('proxy', { names: 'DNS:office.example' })
    const proxy = createServer({ cert: readFileSync(pair.certificate), key: readFileSync(pair.key) }, (request, response) => {
      const headers = { ...request.headers, 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'https' }
      const onward = plainRequest({ host: '127.0.0.1', port, path: request.url, method: request.method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 0, answer.headers)
        answer.pipe(response)
      })
      request.pipe(onward)
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    others.push(() => (proxy.close(), proxy.closeAllConnections()))
    const { port: outside } = proxy.address() as AddressInfo
    const through = (to: string, more: { readonly method?: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: string } = {}): Promise<Answered> =>
      new Promise((resolve, reject) => {
        const sent = secureRequest({ host: '127.0.0.1', port: outside, servername: 'office.example', ca: readFileSync(ca), path: to, method: more.method ?? 'GET', headers: { host: 'office.example', ...more.headers } }, (response) => {
          let text = ''
          const done = (): void => resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
          response.on('data', (part: Buffer) => {
            text += part.toString()
            if (text.includes('event: overview')) done()
          })
          response.on('end', done)
        })
        sent.on('error', reject)
        sent.end(more.body)
      })
    const posted = { method: 'POST', headers: { origin: 'https://office.example', 'content-type': 'application/json' } }
    const opened = await through('/api/session', { ...posted, body: JSON.stringify({ secret: office === undefined ? '' : secretOf(office) }) })
    const cookie = opened.headers['set-cookie']?.[0] ?? ''
    expect([opened.status, cookie, opened.headers['strict-transport-security']]).toEqual([204, expect.stringMatching(/; Secure$/), 'max-age=31536000'])
    const owner = await through('/api/first-owner', { ...posted, headers: { ...posted.headers, cookie: cookie.split(';')[0] ?? '' }, body: JSON.stringify({ signOnName: 'ann', name: 'Ann Lee', passphrase: 'gulls over wet slate' }) })
    const signedOn = owner.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
    const events = await through('/api/events', { headers: { cookie: signedOn } })
    expect([events.status, events.headers['x-accel-buffering'], events.text.startsWith('event: overview')]).toEqual([200, 'no', true])
    const people = JSON.parse((await through('/api/people', { headers: { cookie: signedOn } })).text) as { events: { address?: string }[] }
    expect(people.events.map(({ address }) => address)).toContain('203.0.113.7')
    expect((await through('/api/me', { headers: { host: 'other.example' } })).status).toBe(421)
  })

  test('[TLS-5] a proxy is known by its address or its network, in either family, and by nothing near it', () => {
    const isProxy = fromAnyOf(['192.0.2.10', '10.1.0.0/16', '2001:db8::/32'])
    expect(['192.0.2.10', '::ffff:192.0.2.10', '10.1.255.1', '2001:db8::5'].map(isProxy)).toEqual([true, true, true, true])
    expect(['192.0.2.11', '10.2.0.1', '2001:db9::5', ''].map(isProxy)).toEqual([false, false, false, false])
  })

  test('[TLS-5] behind a proxy nobody is let in who does not come through it: not by a word less, and not from this machine', async () => {
    await start({ address: 'https://office.example', proxies: ['127.0.0.1'] })
    const by = (headers: Readonly<Record<string, string>>) => ask(`http://127.0.0.1:${office?.port}/api/me`, { headers: { host: 'office.example', ...headers } })
    expect([(await by({})).status, JSON.parse((await by({})).text)]).toEqual([421, expect.objectContaining({ type: '/problems/proxy-only', title: expect.stringContaining('X-Forwarded-For') as string })])
    expect((await ask(`http://127.0.0.1:${office?.port}/v1/batches`, { method: 'POST', body: '{}' })).status).toBe(421)
    expect((await by({ 'x-forwarded-for': '203.0.113.7' })).status).toBe(200)
    await office?.close()
    await start({ address: 'https://office.example', proxies: ['192.0.2.10'] })
    expect((await by({ 'x-forwarded-for': '203.0.113.7' })).status).toBe(421)
  })

  test('[HOS-4] what can be looked at before is: with a port that is taken, no such address or no such folder nothing is made', async () => {
    const taken = createPlain()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    others.push(() => void taken.close())
    const { port } = taken.address() as AddressInfo
    const file = path.join(folder, 'a-file')
    writeFileSync(file, '')
    const wrong: readonly (readonly [Partial<HeadOfficeOptions>, string])[] = [
      [{ port }, `port ${port} is taken by another program, or by a head office that runs already`],
      [{ listen: '192.0.2.1', address: 'https://office.example', proxies: ['127.0.0.1'] }, '192.0.2.1 is no address of this machine'],
      [{ backupFolder: path.join(folder, 'usb') }, 'can not be used: it is not there. Make it first'],
      [{ backupFolder: file }, 'can not be used: it is a file'],
    ]
    for (const [options, said] of wrong) await expect(start(options), said).rejects.toThrow(said)
    expect(existsSync(path.join(folder, 'data'))).toBe(false)
  })

  test('[TLS-6] without a proxy declared, an address that somebody claims is not theirs', async () => {
    const { url } = await start()
    const opened = await ask(`${url}/api/session`, { method: 'POST', headers: { origin: url, 'content-type': 'application/json' }, body: JSON.stringify({ secret: office === undefined ? '' : secretOf(office) }) })
    const cookie = opened.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
    expect(opened.headers['set-cookie']?.[0]).not.toContain('Secure')
    const claimed = { origin: url, cookie, 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.7' }
    const owner = await ask(`${url}/api/first-owner`, { method: 'POST', headers: claimed, body: JSON.stringify({ signOnName: 'ann', name: 'Ann Lee', passphrase: 'gulls over wet slate' }) })
    const signedOn = owner.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
    const people = JSON.parse((await ask(`${url}/api/people`, { headers: { cookie: signedOn } })).text) as { events: { address?: string }[] }
    expect(people.events.map(({ address }) => address)).not.toContain('203.0.113.7')
  })
})
