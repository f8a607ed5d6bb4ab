import { type IncomingMessage, request } from 'node:http'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { acknowledgement, bodyBytes, codeLifetimeMs, enrolmentAnswer, problem, problemMediaType, type Overview, signatureHeader } from '../contracts/replication/index.ts'
import { type HeadOffice, startHeadOffice } from './head-office.ts'
import { databaseKinds, noPostgres, skippedTitle, type TestDatabase } from './store/databases.fixture.ts'
import { appendRefund, appendSale, refundedBody, soldBody } from './refunds.fixture.ts'
import { append, appendText, batchOf, enrol, enrolmentOf, post, signed, testRegister, type TestRegister } from './register.fixture.ts'

let database: TestDatabase
let now: number
let lines: string[]
let office: HeadOffice
let register: TestRegister

const start = () =>
  startHeadOffice({
    ...database.location,
    store: { name: 'Quay Street', chainName: 'Harbour', lines: ['1 Quay Street'], language: 'en', timeZone: 'Europe/London', cutOffHour: 4 },
    clock: () => now,
    log: (event, facts) => lines.push(JSON.stringify({ event, ...facts })),
    pageDirectory: join(import.meta.dirname, 'page-not-built'),
  })

async function enrolHere(one: TestRegister = register): Promise<Response> {
  const { code } = await office.createEnrolmentCode()
  return enrol(office.url, one, code)
}

async function slugOf(response: Response): Promise<string> {
  expect(response.headers.get('content-type')).toBe(problemMediaType)
  const said = problem.parse(await response.json())
  expect(said.status).toBe(response.status)
  return `${said.status} ${said.type.replace('/problems/', '')}`
}

async function cookie(): Promise<string> {
  const secret = new URL(office.pageUrl()).hash.replace('#secret=', '')
  const opened = await fetch(`${office.url}/api/session`, { method: 'POST', headers: { origin: office.url, 'content-type': 'application/json' }, body: JSON.stringify({ secret }) })
  return opened.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

async function overview(): Promise<Overview> {
  const answer = await fetch(`${office.url}/api/overview`, { headers: { cookie: await cookie() } })
  expect(answer.status).toBe(200)
  return (await answer.json()) as Overview
}

/** fetch will not lie about its Host; a rebound name does. */
function statusWithHost(path: string, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(`${office.url}${path}`, { headers: { host } }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    asked.on('error', reject)
    asked.end()
  })
}

function listen(session: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asked = request(`${office.url}/api/events`, { headers: { cookie: session } }, resolve)
    asked.on('error', reject)
    asked.end()
  })
}

if (noPostgres !== undefined) test.skip(skippedTitle, () => {})

describe.each(databaseKinds)('on $name', ({ create }) => {
  beforeEach(async () => {
    database = await create()
    now = Date.UTC(2026, 10, 21, 12)
    lines = []
    office = await start()
    register = testRegister()
    for (let count = 0; count < 4; count += 1) append(register)
  })

  afterEach(async () => {
    await office.close()
    await database.drop()
  })

  describe('enrolment', () => {
    test('[REP-14] a code enrols one register, once; the same register again gets the same answer', async () => {
      const { code } = await office.createEnrolmentCode()
      const first = enrolmentAnswer.parse(await (await enrol(office.url, register, code)).json())
      expect(first).toMatchObject({ storeName: 'Quay Street', chainName: 'Harbour', storeLines: ['1 Quay Street'], registerNumber: 1 })
      expect(enrolmentAnswer.parse(await (await enrol(office.url, register, code)).json())).toEqual(first)
      expect(await slugOf(await enrol(office.url, testRegister(), code))).toBe('410 code-used')
      expect((await overview()).stores[0]?.registers).toHaveLength(1)
    })

    test('[REP-14] a code is refused after ten minutes, and when nobody made it', async () => {
      const { code, expiresAt } = await office.createEnrolmentCode()
      expect(expiresAt).toBe(now + codeLifetimeMs)
      now += codeLifetimeMs
      expect(await slugOf(await enrol(office.url, register, code))).toBe('410 code-expired')
      expect(await slugOf(await enrol(office.url, register, '0000-0000-0000'))).toBe('410 code-unknown')
    })

    test('[REP-14] a proof by another key, and another key for a known register, are refused', async () => {
      const { code } = await office.createEnrolmentCode()
      const thief = testRegister()
      const stolen = { ...enrolmentOf(register, code), proof: enrolmentOf(thief, code).proof }
      expect(await slugOf(await fetch(`${office.url}/v1/enrolments`, { method: 'POST', body: JSON.stringify(stolen) }))).toBe('401 signature-wrong')
      await enrolHere()
      expect(await slugOf(await enrolHere({ ...thief, id: register.id }))).toBe('409 key-differs')
    })

    test('[REP-14] neither the code nor a body is ever in the log', async () => {
      const { code } = await office.createEnrolmentCode()
      await enrol(office.url, register, code)
      await post(office.url, register, batchOf(register, 1, 4))
      expect(lines.join('\n')).toContain('register.enrolled')
      for (const secret of [code, code.replaceAll('-', ''), '3-1', 'Tea']) expect(lines.join('\n')).not.toContain(secret)
    })
  })

  describe('batches', () => {
    beforeEach(async () => {
      expect((await enrolHere()).status).toBe(200)
    })

    test('[REP-5] the answer is cumulative and from committed state, to a heartbeat too', async () => {
      const first = acknowledgement.parse(await (await post(office.url, register, batchOf(register, 1, 3))).json())
      expect(first).toMatchObject({ epoch: 1, seq: 3, hash: register.entries[2]?.hash, capabilities: ['zstd', 'gzip', 'chain-pepper', 'stored-value', 'day-proof', 'quarantine', 'register-journal', 'feeds', 'lock'] })
      // An old one arrives late and doubled: the answer still says where head office stands.
      for (const batch of [batchOf(register, 1, 1), batchOf(register, 1, 1), batchOf(register, 4, 3)]) {
        expect(acknowledgement.parse(await (await post(office.url, register, batch)).json())).toEqual(first)
      }
      expect(acknowledgement.parse(await (await post(office.url, register, batchOf(register, 1, 4))).json()).seq).toBe(4)
    })

    test('[REP-5] the acknowledgement survives a restart of head office, with the same instance', async () => {
      const before = acknowledgement.parse(await (await post(office.url, register, batchOf(register, 1, 4))).json())
      await office.close()
      office = await start()
      expect(acknowledgement.parse(await (await post(office.url, register, batchOf(register, 5, 4))).json())).toEqual(before)
    })

    test('[REP-14] a wrong or missing signature, an unknown and a retired register change nothing', async () => {
      const body = JSON.stringify(batchOf(register, 1, 4))
      const send = (headers: Record<string, string>, to = register.id) => fetch(`${office.url}/v1/registers/${to}/batches`, { method: 'POST', body, headers })
      expect(await slugOf(await send({}))).toBe('401 signature-missing')
      expect(await slugOf(await send({ [signatureHeader]: 'AAAA' }))).toBe('401 signature-wrong')
      expect(await slugOf(await send({ [signatureHeader]: signed(register, `${body} `) }))).toBe('401 signature-wrong')
      expect(await slugOf(await send({ [signatureHeader]: signed(testRegister(), body) }))).toBe('401 signature-wrong')
      const stranger = testRegister()
      expect(await slugOf(await send({ [signatureHeader]: signed(stranger, body) }, stranger.id))).toBe('404 register-unknown')
      const other = testRegister()
      await enrolHere(other)
      // Signed by a register that is enrolled, about another one.
      expect(await slugOf(await send({ [signatureHeader]: signed(other, body) }, other.id))).toBe('400 body-malformed')
      await office.retireRegister(register.id)
      expect(await slugOf(await send({ [signatureHeader]: signed(register, body) }))).toBe('403 register-retired')
      expect((await overview()).sales).toEqual([])
    })

    test('[REP-12] gzip and zstd are read, the signature is over the plain bytes, other encodings are refused', async () => {
      const send = (body: string, wire: Uint8Array<ArrayBuffer>, encoding: string) =>
        fetch(`${office.url}/v1/registers/${register.id}/batches`, { method: 'POST', body: wire, headers: { [signatureHeader]: signed(register, body), 'content-encoding': encoding } })
      const one = JSON.stringify(batchOf(register, 1, 2))
      expect(acknowledgement.parse(await (await send(one, new Uint8Array(gzipSync(one)), 'gzip')).json()).seq).toBe(2)
      const two = JSON.stringify(batchOf(register, 3, 4))
      expect(acknowledgement.parse(await (await send(two, new Uint8Array(zstdCompressSync(two)), 'zstd')).json()).seq).toBe(4)
      expect(await slugOf(await send(two, new Uint8Array(Buffer.from(two)), 'br'))).toBe('415 encoding-unknown')
      expect(await slugOf(await send(two, new Uint8Array(Buffer.from(two)), 'gzip'))).toBe('400 body-malformed')
    })

    test('[REP-14] a gzip bomb and a body past the limit are refused, and head office goes on', async () => {
      const bomb = new Uint8Array(gzipSync(Buffer.alloc(bodyBytes + 1, 0x20)))
      expect(bomb.length).toBeLessThan(20_000)
      const send = (wire: Uint8Array<ArrayBuffer>, encoding: string) =>
        fetch(`${office.url}/v1/registers/${register.id}/batches`, { method: 'POST', body: wire, headers: { [signatureHeader]: 'AAAA', 'content-encoding': encoding } })
      expect(await slugOf(await send(bomb, 'gzip'))).toBe('413 body-too-large')
      expect(await slugOf(await send(new Uint8Array(zstdCompressSync(Buffer.alloc(bodyBytes + 1))), 'zstd'))).toBe('413 body-too-large')
      expect((await post(office.url, register, batchOf(register, 1, 4))).status).toBe(200)
    })

    test('[REP-7] another hash at the same seq: 409 with the acknowledgement, an alert, nothing merged', async () => {
      await post(office.url, register, batchOf(register, 1, 4))
      const clone = testRegister(1, register)
      for (let count = 0; count < 6; count += 1) append(clone)
      const answer = await post(office.url, clone, batchOf(clone, 1, 6))
      const said = problem.parse(await answer.clone().json())
      expect(await slugOf(answer)).toBe('409 chain-conflict')
      expect(said.acknowledgement).toMatchObject({ seq: 4, hash: register.entries[3]?.hash })
      const seen = await overview()
      expect(seen.alerts).toMatchObject([{ kind: 'conflict', registerNumber: 1, seq: 1, count: 1 }])
      expect(seen.sales).toHaveLength(4)
      expect(seen.stores[0]?.registers).toMatchObject([{ seq: 4, alerts: 1 }])
      // The register itself is not punished for its clone.
      append(register)
      expect((await post(office.url, register, batchOf(register, 5, 5))).status).toBe(200)
    })

    test('[REP-8] what can not be read is kept and shown, and blocks nothing behind it', async () => {
      appendText(register, 'not an entry')
      append(register)
      expect(acknowledgement.parse(await (await post(office.url, register, batchOf(register, 1, 6))).json()).seq).toBe(6)
      const seen = await overview()
      expect(seen.quarantine).toMatchObject([{ registerNumber: 1, seq: 5, reason: 'not-json' }])
      expect(seen.sales.map((sale) => sale.number)).toEqual(['3-6', '3-4', '3-3', '3-2', '3-1'])
    })

    test('[REP-4] a gap is noted, and forgotten once it is filled', async () => {
      expect(acknowledgement.parse(await (await post(office.url, register, batchOf(register, 3, 4))).json()).seq).toBe(0)
      expect((await overview()).alerts).toMatchObject([{ kind: 'gap', seq: 1 }])
      await post(office.url, register, batchOf(register, 1, 4))
      expect((await overview()).alerts).toEqual([])
    })
  })

  describe('the page', () => {
    test('[REP-14] no session, no facts; a secret opens one session, once', async () => {
      for (const path of ['/api/overview', '/api/events', '/api/stores/any/refunds/any']) expect(await slugOf(await fetch(`${office.url}${path}`))).toBe('401 session-missing')
      const secret = new URL(office.pageUrl()).hash.replace('#secret=', '')
      const open = (value: string) =>
        fetch(`${office.url}/api/session`, { method: 'POST', headers: { origin: office.url, 'content-type': 'application/json' }, body: JSON.stringify({ secret: value }) })
      expect(await slugOf(await open('guessed'))).toBe('401 session-secret-wrong')
      const opened = await open(secret)
      expect(opened.status).toBe(204)
      expect(opened.headers.getSetCookie()[0]).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/u)
      expect(await slugOf(await open(secret))).toBe('401 session-secret-wrong')
    })

    test('[REP-14] a rebound host name and another origin are refused', async () => {
      const port = new URL(office.url).port
      for (const host of [`attacker.example:${port}`, '127.0.0.1', `127.0.0.1.attacker.example:${port}`]) {
        expect(await statusWithHost('/api/overview', host)).toBe(421)
        expect(await statusWithHost('/', host)).toBe(421)
      }
      expect(await statusWithHost('/api/overview', `localhost:${port}`)).toBe(401)
      const headers = { cookie: await cookie() }
      const code = (origin: Record<string, string>) => fetch(`${office.url}/api/enrolment-codes`, { method: 'POST', headers: { ...headers, ...origin } })
      expect(await slugOf(await code({}))).toBe('403 origin-refused')
      expect(await slugOf(await code({ origin: 'http://127.0.0.1:1' }))).toBe('403 origin-refused')
      expect((await code({ origin: office.url })).status).toBe(201)
    })

    test('[RETH-11] a refund is opened beside its sale, and what is not there is not found', async () => {
      await enrolHere()
      const sale = soldBody('1-1', [{ price: 600, pieces: 3 }])
      const refund = refundedBody('1-2', sale, [{ lineNo: 1, pieces: 1 }], [], 'known')
      const own = testRegister()
      appendSale(own, sale)
      appendRefund(own, refund)
      await enrolHere(own)
      await post(office.url, own, batchOf(own, 1, 2))
      const ask = async (id: string): Promise<Response> => fetch(`${office.url}/api/stores/${office.storeId}/refunds/${id}`, { headers: { cookie: await cookie() } })
      expect(await (await ask(refund.refundId)).json()).toMatchObject({ refund: { number: '1-2', total: 200 }, sale: { number: '1-1', total: 600 } })
      for (const id of [sale.saleId, "'", 'x'.repeat(300)]) expect(await slugOf(await ask(id))).toBe('404 not-found')
    })

    test('[RETH-15] a contradicted refund is put away from the page, by a name, and by nobody without a session', async () => {
      const own = testRegister()
      const sale = soldBody('1-1', [{ price: 600, pieces: 3 }])
      const [first, second] = ['1-2', '1-3'].map((number) => refundedBody(number, sale, [{ lineNo: 1, pieces: 3 }], [], 'known'))
      appendSale(own, sale)
      for (const refund of [first, second]) if (refund !== undefined) appendRefund(own, refund)
      await enrolHere(own)
      await post(office.url, own, batchOf(own, 1, 3))
      const held = await cookie()
      const path = `${office.url}/api/stores/${office.storeId}/refunds/${second?.refundId ?? ''}`
      const put = async (body: unknown, headers: Readonly<Record<string, string>> = { cookie: held, origin: office.url }): Promise<Response> =>
        fetch(`${path}/put-away`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })
      expect(await slugOf(await put({ by: 'Ann' }, { origin: office.url }))).toBe('401 session-missing')
      expect(await slugOf(await put({ by: 'Ann' }, { cookie: held }))).toBe('403 origin-refused')
      for (const body of [{}, { by: '  ' }, { by: 'x'.repeat(65) }, { by: 'Ann', note: 7 }, { by: 'Ann', note: 'x'.repeat(201) }, { by: 'A\0' }]) expect(await slugOf(await put(body)), JSON.stringify(body)).toBe('400 body-malformed')
      const findings = async (): Promise<unknown> => ((await (await fetch(`${office.url}/api/overview`, { headers: { cookie: held } })).json()) as { findings: { number: string }[] }).findings.map(({ number }) => number)
      expect(await findings()).toEqual(['1-3'])
      expect((await put({ by: ' Ann ', note: ' ' })).status).toBe(204)
      expect(await findings()).toEqual([])
      expect(await (await fetch(path, { headers: { cookie: held } })).json()).toMatchObject({ putAway: { by: 'Ann' } })
    })

    test('[REP-14] a code made on the page enrols a register', async () => {
      const made = await fetch(`${office.url}/api/enrolment-codes`, { method: 'POST', headers: { cookie: await cookie(), origin: office.url } })
      const { code } = (await made.json()) as { code: string }
      expect((await enrol(office.url, register, code)).status).toBe(200)
    })

    test('[REP-17] a committed sale is pushed to an open page', async () => {
      await enrolHere()
      const events = await listen(await cookie())
      expect(events.headers).toMatchObject({ 'content-type': 'text/event-stream', 'x-content-type-options': 'nosniff' })
      const parts = events.setEncoding('utf8')[Symbol.asyncIterator]()
      const first = await parts.next()
      expect(String(first.value)).toContain('"sales":[]')
      await post(office.url, register, batchOf(register, 1, 1))
      let heard = ''
      while (!heard.includes('"number":"3-1"')) {
        const part = await parts.next()
        if (part.done === true) throw new Error('the stream ended without the sale')
        heard += String(part.value)
      }
      events.destroy()
    })

    test('[REP-14] every answer forbids inline scripts, framing and sniffing, and unknown paths say nothing', async () => {
      const answer = await fetch(`${office.url}/..%2f..%2fetc/passwd`)
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'")
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(await slugOf(answer)).toBe('404 not-found')
      expect(await slugOf(await fetch(`${office.url}/v1/nothing`, { method: 'POST', headers: { origin: office.url } }))).toBe('404 not-found')
      expect(await slugOf(await fetch(office.url))).toBe('503 page-missing')
    })
  })
})
