import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openRegisterReader } from '../../src/db/index.ts'
import { type FedOperator } from '../../src/main/core/core-api.ts'
import { hashPin, type Core } from '../../src/main/core/index.ts'
import { startHeadOffice, type HeadOffice } from '../../src/headoffice/index.ts'
import { seed, startThreads } from '../../src/main/core/core.fixture.ts'
import { startRegister, newFolder, tryAsk, logOf, type StartedRegister } from './register.fixture.ts'

const names = { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'Europe/London', cutOffHour: 0 } as const
let folder: ReturnType<typeof newFolder>
let office: HeadOffice
const running: StartedRegister[] = []
const said: string[] = []

beforeEach(async () => {
  folder = newFolder()
  office = await startHeadOffice({ dataDirectory: path.join(folder.data, 'head-office'), store: names, clock: Date.now, log: (event, facts) => void said.push(event, JSON.stringify(facts ?? {})) })
})
afterEach(async () => {
  for (const { register } of running.splice(0)) await register.close()
  await office.close()
  folder.remove()
})

const place = (name: string): string => path.join(folder.data, name)
async function enrolled(name: string): Promise<StartedRegister> {
  const { code } = await office.createEnrolmentCode()
  const started = await startRegister(place(name), { headOffice: office.url, enrolmentCode: code })
  running.push(started)
  return started
}
async function stopped(started: StartedRegister): Promise<void> {
  running.splice(running.indexOf(started), 1)
  await started.register.close()
}
const secrets = (name: string): { readonly version: number; readonly pepper: string; readonly chainPeppers: readonly string[] } => JSON.parse(readFileSync(path.join(place(name), 'register.keys'), 'utf8')) as never
/** As the secrets were before head office had a pepper. */
function forget(name: string): void {
  const file = path.join(place(name), 'register.keys')
  writeFileSync(file, JSON.stringify({ ...secrets(name), chainPeppers: [] }), { mode: 0o600 })
}
async function startedAgain(name: string): Promise<StartedRegister> {
  const started = await startRegister(place(name), { headOffice: office.url })
  running.push(started)
  await expect.poll(async () => (await started.register.core.internal.waiting()).entries).toBe(0)
  return started
}
/** The same head office behind a door that takes what it does not know out of the answers, as one from before would not say it. */
async function oldHeadOffice(paths: string[]): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    paths.push(request.url ?? '')
    void (async () => {
      const parts: Buffer[] = []
      for await (const part of request) parts.push(part as Buffer)
      const signature = request.headers['tillwright-signature']
      const encoding = request.headers['content-encoding']
      const answer = await fetch(`${office.url}${request.url}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(typeof signature === 'string' && { 'tillwright-signature': signature }), ...(encoding !== undefined && { 'content-encoding': encoding }) },
        body: Buffer.concat(parts),
      })
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end((await answer.text()).replace(',"chain-pepper"', ''))
    })()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { url: `http://127.0.0.1:${address.port}`, close: async () => void server.close() }
}
const signOn = async (core: Core, operatorId: string, pin: string): Promise<string> => {
  const answer = await core.call('sign-on', { operatorId, pin }, { seat: 'counter', request: randomUUID() })
  return answer.ok ? 'signed on' : answer.refusal.code
}
function pepperIdOf(name: string, operatorId: string): string | undefined {
  const reader = openRegisterReader({ path: path.join(place(name), 'register.db') })
  if (!reader.ok) throw new Error(reader.refusal.code)
  const pin = reader.value.pinOf(operatorId)
  reader.value.close()
  return pin?.pepperId
}

describe('the pepper of a chain', () => {
  test('[PEP-1] is one for all its registers, made once, and stands in no log and no journal', async () => {
    const [a, b] = [await enrolled('a'), await enrolled('b')]
    const chain = secrets('a').chainPeppers
    expect(chain).toHaveLength(1)
    expect(secrets('b').chainPeppers).toEqual(chain)
    expect(secrets('a').pepper).not.toBe(secrets('b').pepper)
    const entries = await a.register.core.internal.entriesAfter(1, 0, 500)
    for (const text of [logOf(place('a')), logOf(place('b')), said.join(), entries.map((entry) => entry.text).join()]) expect(text).not.toContain(chain[0])
    await office.close()
    office = await startHeadOffice({ dataDirectory: place('head-office'), store: names, clock: Date.now, log: () => undefined })
    await enrolled('c')
    expect(secrets('c').chainPeppers).toEqual(chain)
    expect(b.register.seat).toBe('counter')
  })

  test('[PEP-2] an operator hashed elsewhere with it and fed by head office signs on at another register of the chain', async () => {
    const [a, b] = [await enrolled('a'), await enrolled('b')]
    const fed: FedOperator = { id: 'ada', name: 'Ada', role: 'cashier', pinHash: await hashPin('8392', Buffer.from(secrets('a').chainPeppers[0] ?? '', 'base64')), pepperId: 'chain', badge: 'B-0001', active: true }
    expect(await b.register.core.internal.feedOperators([fed])).toEqual({ ok: true, value: { changed: 1 } })
    expect(await signOn(b.register.core, 'ada', '8393')).toBe('operator.wrongPin')
    expect(await signOn(b.register.core, 'ada', '8392')).toBe('signed on')
    expect(await tryAsk(b.register, 'badge', { badge: 'B-0001' })).toMatchObject({ value: { operatorId: 'ada' } })
    const alone = await startRegister(place('alone'))
    running.push(alone)
    expect(await alone.register.core.internal.feedOperators([fed])).toMatchObject({ refusal: { code: 'pin.otherKey' } })
    // Nobody is known there.
    expect(await signOn(a.register.core, 'ada', '8392')).toBe('setup.needed')
  })

  test('[PEP-3] a hash made before enrolment is made again at its owner\'s next right PIN, and not by a wrong one', async () => {
    const alone = await startRegister(place('a'))
    await alone.register.core.internal.seed({ operators: [{ operator: { id: 'li', name: 'Li', role: 'cashier' }, pin: '8392' }] })
    const own = pepperIdOf('a', 'li')
    await alone.register.close()
    const a = await enrolled('a')
    await signOn(a.register.core, 'li', '8393')
    expect(pepperIdOf('a', 'li')).toBe(own)
    expect(await signOn(a.register.core, 'li', '8392')).toBe('signed on')
    expect(pepperIdOf('a', 'li')).not.toBe(own)
    expect(await signOn(a.register.core, 'li', '8392')).toBe('signed on')
  })

  test('[PEP-4] [REP-12] a database brought back beside a fresh register\'s secrets lets its people sign on; without the chain\'s pepper it says why not', async () => {
    const a = await enrolled('a')
    await a.register.core.internal.seed({ operators: seed.operators ?? [] })
    await stopped(a)
    await stopped(await enrolled('b'))
    await (await startRegister(place('stranger'))).register.close()
    const said: Record<string, string> = {}
    for (const from of ['b', 'stranger']) {
      const name = `restored-${from}`
      mkdirSync(place(name))
      copyFileSync(path.join(place('a'), 'register.db'), path.join(place(name), 'register.db'))
      copyFileSync(path.join(place(from), 'register.keys'), path.join(place(name), 'keys.json'))
      const { core } = startThreads({ databasePath: path.join(place(name), 'register.db'), keyPath: path.join(place(name), 'keys.json'), mode: 'live', appVersion: '0.1.0' })
      await core.ready()
      said[from] = `${await signOn(core, 'op-1', '4712')}, ${await signOn(core, 'op-1', '4711')}`
      await core.close()
    }
    expect(said).toEqual({ b: 'operator.wrongPin, signed on', stranger: 'pin.otherKey, pin.otherKey' })
  })

  test('[PEP-5] a register enrolled before there was one gets it by its own key, without enrolling again, and once', async () => {
    const given = (): number => said.filter((line) => line === 'pepper.given').length
    const before = given()
    await stopped(await enrolled('a'))
    const [chain] = secrets('a').chainPeppers
    forget('a')
    expect(secrets('a').chainPeppers).toEqual([])
    const again = await startRegister(place('a'), { headOffice: office.url })
    running.push(again)
    await expect.poll(() => secrets('a').chainPeppers).toEqual([chain])
    expect(await again.register.core.internal.hasChainPepper()).toBe(true)
    const fed: FedOperator = { id: 'ada', name: 'Ada', role: 'cashier', pinHash: await hashPin('8392', Buffer.from(chain ?? '', 'base64')), pepperId: 'chain', active: true }
    expect(await again.register.core.internal.feedOperators([fed])).toEqual({ ok: true, value: { changed: 1 } })
    expect(await signOn(again.register.core, 'ada', '8392')).toBe('signed on')
    await stopped(again)
    await stopped(await startedAgain('a'))
    expect(given() - before).toBe(1)
    const entries = JSON.stringify(said) + logOf(place('a'))
    expect(entries).not.toContain(chain)
    expect(logOf(place('a'))).toContain('replication.pepper-kept')
  })

  test('[PEP-6] nobody else is given it: unsigned, signed by another key, for another head office, as a batch, or after being retired', async () => {
    const [a, b] = [await enrolled('a'), await enrolled('b')]
    const { registerId } = await a.register.core.internal.facts()
    const { instance } = (await a.register.core.internal.outboxCursor()) ?? { instance: '' }
    const ask = async (body: unknown, signer: Core | undefined, of = registerId): Promise<string> => {
      const text = JSON.stringify(body)
      const headers = { 'content-type': 'application/json', ...(signer === undefined ? {} : { 'tillwright-signature': await signer.internal.sign(text) }) }
      const answer = await fetch(`${office.url}/v1/registers/${of}/chain-pepper`, { method: 'POST', headers, body: text })
      const said = (await answer.json()) as { readonly type?: string; readonly chainPepper?: string }
      return said.chainPepper === undefined ? (said.type ?? '') : 'given'
    }
    const right = { protocol: 1, purpose: 'chain-pepper', register: registerId, instance }
    const { core } = a.register
    expect(await ask(right, core)).toBe('given')
    expect([
      await ask(right, undefined),
      await ask(right, b.register.core),
      await ask({ ...right, instance: randomUUID() }, core),
      await ask({ ...right, register: randomUUID() }, core),
      await ask({ protocol: 1, register: registerId, epoch: 1, fromSeq: 1, prevHash: '0'.repeat(64), entries: [] }, core),
      await ask(right, core, randomUUID()),
    ]).toEqual(['/problems/signature-missing', '/problems/signature-wrong', '/problems/body-malformed', '/problems/body-malformed', '/problems/body-malformed', '/problems/register-unknown'])
    await office.retireRegister(registerId)
    expect(await ask(right, core)).toBe('/problems/register-retired')
  })

  test('[PEP-7] a head office without the door is not asked, and everything else goes on', async () => {
    const a = await enrolled('a')
    const { core } = a.register
    await expect.poll(async () => (await core.internal.waiting()).entries).toBe(0)
    await stopped(a)
    forget('a')
    const paths: string[] = []
    const older = await oldHeadOffice(paths)
    const again = await startRegister(place('a'), { headOffice: older.url })
    running.push(again)
    await again.register.core.internal.seed({ operators: seed.operators ?? [] })
    expect(await signOn(again.register.core, 'op-1', '4711')).toBe('signed on')
    await expect.poll(async () => (await again.register.core.internal.waiting()).entries).toBe(0)
    await stopped(again)
    await older.close()
    expect(paths.length).toBeGreaterThan(0)
    expect(paths.filter((path) => path.endsWith('chain-pepper'))).toEqual([])
    expect(secrets('a').chainPeppers).toEqual([])
  })
})
