import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { acknowledgement, type BatchRequest, normaliseCode, type Overview, problem, rebuildProofText, type RegisterOverview } from '../../contracts/replication/index.ts'
import { type HeadOffice, startHeadOffice } from '../head-office.ts'
import { append, batchOf, enrol, post, testRegister, type TestRegister } from '../register.fixture.ts'
import { databaseKinds, noPostgres, skippedTitle, type TestDatabase } from '../store/databases.fixture.ts'

let database: TestDatabase
let now: number
let office: HeadOffice
let register: TestRegister
let cookie: string

async function said(answer: Response): Promise<string> {
  return `${answer.status} ${problem.parse(await answer.json()).type.replace('/problems/', '')}`
}

async function start(): Promise<void> {
  office = await startHeadOffice({
    ...database.location,
    store: { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'Europe/London', cutOffHour: 4 },
    clock: () => now,
    log: () => undefined,
    pageDirectory: join(import.meta.dirname, 'page-not-built'),
  })
  const secret = new URL(office.pageUrl()).hash.replace('#secret=', '')
  const opened = await fetch(`${office.url}/api/session`, { method: 'POST', headers: { origin: office.url, 'content-type': 'application/json' }, body: JSON.stringify({ secret }) })
  cookie = opened.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

const page = (door: string, body: object = { by: 'Mei' }, id = register.id): Promise<Response> =>
  fetch(`${office.url}/api/stores/${office.storeId}/registers/${id}/${door}`, { method: 'POST', headers: { cookie, origin: office.url, 'content-type': 'application/json' }, body: JSON.stringify(body) })
const overview = async (): Promise<Overview> => (await (await fetch(`${office.url}/api/overview`, { headers: { cookie } })).json()) as Overview
const row = async (): Promise<RegisterOverview | undefined> => (await overview()).stores[0]?.registers.find(({ id }) => id === register.id)
const heartbeat = (more: Partial<BatchRequest> = {}): Promise<Response> => post(office.url, register, { ...batchOf(register, register.entries.length + 1, register.entries.length), ...more })
const told = async (answer: Response) => acknowledgement.parse(await answer.json()).locked
const stolen = { by: 'Mei', reason: 'stolen' }

if (noPostgres !== undefined) test.skip(skippedTitle, () => {})

describe.each(databaseKinds)('a register in the wrong hands, and head office on $name', ({ create }) => {
  beforeEach(async () => {
    database = await create()
    now = Date.UTC(2026, 10, 21, 12)
    await start()
    register = testRegister()
    for (let count = 0; count < 3; count += 1) append(register)
    const { code } = await office.createEnrolmentCode()
    expect((await enrol(office.url, register, code)).status).toBe(200)
    expect(await told(await post(office.url, register, batchOf(register, 1, 2)))).toBeUndefined()
  })
  afterEach(async () => {
    await office.close()
    await database.drop()
  })

  test('[REP-14] locked on the page it is told so with each answer, whatever it speaks, and goes on being filed; it says that it is locked once it has sent all; unlocked it is told nothing more', async () => {
    const at = now
    expect((await page('lock', stolen)).status).toBe(204)
    now += 1000
    // Protocol 1 knows no capabilities; the word is there all the same.
    expect(await told(await post(office.url, register, batchOf(register, 3, 3)))).toEqual({ at, reason: 'stolen' })
    expect(await database.rows('SELECT count(*) AS n FROM sale')).toEqual([{ n: 3 }])
    expect((await row())?.locked).toEqual({ at, reason: 'stolen', by: 'Mei' })
    // It says so while it still sends something, or in an earlier part of its journal: that is not the end of it.
    append(register)
    await post(office.url, register, { ...batchOf(register, 4, 4), locked: true })
    await heartbeat({ locked: true, currentEpoch: 2 })
    expect((await row())?.locked?.heardAt).toBeUndefined()
    now += 1000
    await heartbeat({ locked: true })
    now += 1000
    await heartbeat({ locked: true })
    expect((await row())?.locked).toEqual({ at, reason: 'stolen', by: 'Mei', heardAt: at + 2000 })
    // A second press changes nothing of what was said first.
    expect((await page('lock', { by: 'Ann', reason: 'other' })).status).toBe(204)
    expect((await row())?.locked).toEqual({ at, reason: 'stolen', by: 'Mei', heardAt: at + 2000 })
    expect((await page('unlock')).status).toBe(204)
    expect([await told(await heartbeat()), (await row())?.locked]).toEqual([undefined, undefined])
  })

  test('[REP-14] without a session, a name or a reason that there is, or of a register that there is not, nothing is locked, let go or retired', async () => {
    for (const body of [{ by: 'Mei' }, { by: 'Mei', reason: 'bored' }, { by: ' ', reason: 'stolen' }, { reason: 'stolen' }]) expect(await said(await page('lock', body)), JSON.stringify(body)).toBe('400 body-malformed')
    for (const door of ['unlock', 'retire']) expect(await said(await page(door, {}))).toBe('400 body-malformed')
    for (const door of ['lock', 'unlock', 'retire']) expect(await said(await page(door, stolen, randomUUID())), door).toBe('404 not-found')
    cookie = ''
    for (const door of ['lock', 'unlock', 'retire']) expect((await page(door, stolen)).status, door).toBe(401)
    expect(await told(await heartbeat())).toBeUndefined()
  })

  test('[REP-14] out of service goes what is silent, or is locked and has sent all; what is still heard from may have more to send', async () => {
    expect(await said(await page('retire'))).toBe('409 register-heard')
    await page('lock', stolen)
    await post(office.url, register, batchOf(register, 3, 3))
    expect(await said(await page('retire'))).toBe('409 register-heard')
    await heartbeat({ locked: true })
    expect((await page('retire')).status).toBe(204)
    expect((await row())?.retired).toBe(true)
    // It is told why nothing is taken, and is locked still: it may have been out of service before it ever called.
    const answer = await heartbeat()
    const refused = problem.parse(await answer.json())
    expect([answer.status, refused.type, refused.locked?.reason]).toEqual([403, '/problems/register-retired', 'stolen'])
    // Twice is once.
    expect((await page('retire', { by: 'Ann' })).status).toBe(204)
    expect(await database.rows('SELECT retired_by FROM register')).toEqual([{ retired_by: 'Mei' }])
  })

  test('[REP-14] one that was not heard from for ten minutes goes out of service at once', async () => {
    now += 599_999
    expect(await said(await page('retire'))).toBe('409 register-heard')
    now += 1
    expect((await page('retire')).status).toBe(204)
    expect(problem.parse(await (await heartbeat()).json()).locked).toBeUndefined()
  })

  test('[REP-14] the lock is the machine’s: the new one of a rebuilt register is not locked, and the old one stays so', async () => {
    await page('lock', stolen)
    const { publicKey, privateKey } = generateKeyPairSync('ed25519')
    const machine = { publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'), privateKey }
    const code = normaliseCode((await office.createRebuildCode(register.id))?.code ?? '') ?? ''
    const proof = sign(null, Buffer.from(rebuildProofText(code, machine.publicKey)), privateKey).toString('base64')
    expect((await fetch(`${office.url}/v1/rebuilds`, { method: 'POST', body: JSON.stringify({ protocol: 1, code, publicKey: machine.publicKey, proof }) })).status).toBe(200)
    expect((await row())?.locked).toBeUndefined()
    const rebuilt = testRegister(2, { id: register.id, ...machine })
    append(rebuilt, { type: 'register.restored', body: { because: 'rebuilt', from: { epoch: 1, seq: 2, hash: 'a' }, headOffice: { epoch: 1, seq: 2, hash: 'a' }, partings: [], receiptNumbersTo: 1000 } })
    expect(await told(await post(office.url, rebuilt, batchOf(rebuilt, 1, 1)))).toBeUndefined()
    const old = await post(office.url, register, batchOf(register, 3, 3))
    expect([old.status, problem.parse(await old.json()).acknowledgement?.locked?.reason]).toEqual([409, 'stolen'])
  })

  test('[REP-14] a lock outlasts a start of head office', async () => {
    await page('lock', stolen)
    await office.close()
    await start()
    expect((await told(await heartbeat()))?.reason).toBe('stolen')
  })
})
