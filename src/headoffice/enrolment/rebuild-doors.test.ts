import { generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { acknowledgement, codeLifetimeMs, normaliseCode, type Overview, problem, rebuildAnswer, rebuildProofText, registerJournalAnswer, registerJournalCapability, type ShownCode, signatureHeader } from '../../contracts/replication/index.ts'
import { type HeadOffice, startHeadOffice } from '../head-office.ts'
import { append, batchOf, enrol, enrolmentOf, post, testRegister, type TestRegister } from '../register.fixture.ts'
import { databaseKinds, noPostgres, skippedTitle, type TestDatabase } from '../store/databases.fixture.ts'

let database: TestDatabase
let now: number
let office: HeadOffice
let lost: TestRegister

interface Machine {
  readonly publicKey: string
  readonly privateKey: KeyObject
}

function newMachine(): Machine {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return { publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'), privateKey }
}

async function said(answer: Response): Promise<string> {
  return `${answer.status} ${problem.parse(await answer.json()).type.replace('/problems/', '')}`
}

async function overview(): Promise<Overview> {
  const secret = new URL(office.pageUrl()).hash.replace('#secret=', '')
  const opened = await fetch(`${office.url}/api/session`, { method: 'POST', headers: { origin: office.url, 'content-type': 'application/json' }, body: JSON.stringify({ secret }) })
  const cookie = opened.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  return (await (await fetch(`${office.url}/api/overview`, { headers: { cookie } })).json()) as Overview
}

function rebuild({ publicKey, privateKey }: Machine, shown: string, proofOf = shown): Promise<Response> {
  const code = normaliseCode(shown) ?? shown
  const proof = sign(null, Buffer.from(rebuildProofText(normaliseCode(proofOf) ?? proofOf, publicKey)), privateKey).toString('base64')
  return fetch(`${office.url}/v1/rebuilds`, { method: 'POST', body: JSON.stringify({ protocol: 1, code, publicKey, proof }) })
}

const codeFor = async (register: TestRegister = lost): Promise<string> => (await office.createRebuildCode(register.id))?.code ?? ''
const asMachine = (machine: Machine, epoch: number): TestRegister => testRegister(epoch, { id: lost.id, ...machine })

if (noPostgres !== undefined) test.skip(skippedTitle, () => {})

describe.each(databaseKinds)('a register whose machine is gone, and head office on $name', ({ create }) => {
  beforeEach(async () => {
    database = await create()
    now = Date.UTC(2026, 10, 21, 12)
    office = await startHeadOffice({
      ...database.location,
      store: { name: 'Quay Street', chainName: 'Harbour', lines: ['1 Quay Street'], language: 'en', timeZone: 'Europe/London', cutOffHour: 4 },
      clock: () => now,
      log: () => undefined,
      pageDirectory: join(import.meta.dirname, 'page-not-built'),
    })
    lost = testRegister()
    for (let count = 0; count < 4; count += 1) append(lost)
    const { code } = await office.createEnrolmentCode()
    expect((await enrol(office.url, lost, code)).status).toBe(200)
    expect((await post(office.url, lost, batchOf(lost, 1, 3))).status).toBe(200)
  })
  afterEach(async () => {
    await office.close()
    await database.drop()
  })

  test('[REP-14] a code for it binds a new key to the same register, which is told its place, and answered the same once more', async () => {
    const machine = newMachine()
    const code = await codeFor()
    const answer = rebuildAnswer.parse(await (await rebuild(machine, code)).json())
    expect(answer).toMatchObject({ register: lost.id, registerNumber: 1, storeName: 'Quay Street', chainName: 'Harbour', storeLines: ['1 Quay Street'], language: 'en', timeZone: 'Europe/London', cutOffHour: 4 })
    expect(answer.chainPepper).toHaveLength(44)
    // Its answer was lost on the way.
    now += codeLifetimeMs * 2
    expect(rebuildAnswer.parse(await (await rebuild(machine, code)).json())).toEqual(answer)
    // Its own journal is handed to it, by the new key.
    const text = JSON.stringify({ protocol: 1, purpose: registerJournalCapability, register: lost.id, instance: answer.instance, epoch: 1, points: [] })
    const page = await fetch(`${office.url}/v1/registers/${lost.id}/journal`, { method: 'POST', body: text, headers: { [signatureHeader]: sign(null, Buffer.from(text), machine.privateKey).toString('base64') } })
    expect(registerJournalAnswer.parse(await page.json()).entries).toEqual(lost.entries.slice(0, 3).map((entry) => entry.text))
  })

  test('[REP-14] a wrong, used, outdated or enrolling code, and a proof of another code, bind nothing', async () => {
    const machine = newMachine()
    const { code: enrolling } = await office.createEnrolmentCode()
    expect(await said(await rebuild(machine, '0000-0000-0000'))).toBe('410 code-unknown')
    expect(await said(await rebuild(machine, enrolling))).toBe('410 code-unknown')
    const first = await codeFor()
    const second = await codeFor()
    // One that was made again takes the place of the one that somebody may have overheard.
    expect(await said(await rebuild(machine, first))).toBe('410 code-expired')
    expect(await said(await rebuild(machine, second, first))).toBe('401 signature-wrong')
    // A code of a rebuild enrols nobody.
    expect(await said(await fetch(`${office.url}/v1/enrolments`, { method: 'POST', body: JSON.stringify(enrolmentOf(testRegister(), second)) }))).toBe('410 code-unknown')
    expect(await said(await rebuild(lost, second))).toBe('409 key-differs')
    now += codeLifetimeMs + 1
    expect(await said(await rebuild(machine, second))).toBe('410 code-expired')
    const third = await codeFor()
    expect((await rebuild(machine, third)).status).toBe(200)
    expect(await said(await rebuild(newMachine(), third))).toBe('410 code-used')
    await office.retireRegister(lost.id)
    expect(await office.createRebuildCode(lost.id)).toBeUndefined()
    expect(await office.createRebuildCode(randomUUID())).toBeUndefined()
  })

  test('[REP-7] the old machine, if it lives, is refused and seen, and what it still has is filed once somebody says so', async () => {
    const machine = newMachine()
    expect((await rebuild(machine, await codeFor())).status).toBe(200)
    const refused = await post(office.url, lost, batchOf(lost, 4, 4))
    const held = problem.parse(await refused.json())
    expect([refused.status, held.type, held.acknowledgement?.seq, held.acknowledgement?.twin]).toEqual([409, '/problems/epoch-left', 3, 'open'])
    const settle = async (goesOn: number): Promise<number> => {
      const secret = new URL(office.pageUrl()).hash.replace('#secret=', '')
      const opened = await fetch(`${office.url}/api/session`, { method: 'POST', headers: { origin: office.url, 'content-type': 'application/json' }, body: JSON.stringify({ secret }) })
      const cookie = opened.headers.getSetCookie()[0]?.split(';')[0] ?? ''
      return (await fetch(`${office.url}/api/stores/${office.storeId}/registers/${lost.id}/settle-twins`, { method: 'POST', headers: { cookie, origin: office.url, 'content-type': 'application/json' }, body: JSON.stringify({ by: 'Mei', goesOn }) })).status
    }
    // The new one has not spoken yet; the old one can not be chosen.
    expect(await settle(1)).toBe(404)
    const rebuilt = asMachine(machine, 2)
    append(rebuilt, { type: 'register.restored', body: { because: 'rebuilt', from: { epoch: 1, seq: 3, hash: 'a' }, headOffice: { epoch: 1, seq: 3, hash: 'a' }, partings: [], receiptNumbersTo: 1000 } })
    expect((await post(office.url, rebuilt, batchOf(rebuilt, 1, 1))).status).toBe(200)
    expect((await overview()).alerts).toMatchObject([{ kind: 'restored', restored: { rebuilt: true, branch: 0 } }])
    // It speaks again, and says where it stands.
    expect((await post(office.url, lost, batchOf(lost, 4, 4))).status).toBe(409)
    expect((await overview()).alerts.find(({ kind }) => kind === 'twin')).toMatchObject({ registerNumber: 1, twin: { replaced: true, newest: { epoch: 2 }, other: { epoch: 1, seq: 3 } } })
    expect(await settle(1)).toBe(404)
    expect(await database.rows('SELECT count(*) AS n FROM sale')).toEqual([{ n: 3 }])
    expect(await settle(2)).toBe(204)
    const filed = await post(office.url, lost, batchOf(lost, 4, 4))
    expect(acknowledgement.parse(await filed.json())).toMatchObject({ epoch: 1, seq: 4, twin: 'ended' })
    expect(await database.rows('SELECT count(*) AS n FROM sale')).toEqual([{ n: 4 }])
    // Whoever has neither key is nobody still, and no other door knows the old one.
    expect(await said(await post(office.url, asMachine(newMachine(), 1), batchOf(lost, 4, 4)))).toBe('401 signature-wrong')
    const text = JSON.stringify({ protocol: 1, purpose: registerJournalCapability, register: lost.id, instance: held.acknowledgement?.instance, epoch: 1, points: [] })
    expect(await said(await fetch(`${office.url}/v1/registers/${lost.id}/journal`, { method: 'POST', body: text, headers: { [signatureHeader]: sign(null, Buffer.from(text), lost.privateKey).toString('base64') } }))).toBe('401 signature-wrong')
  })

  test('[REP-14] whoever makes such a code on the page is written down', async () => {
    const post_ = async (path: string, body: unknown, cookie = ''): Promise<Response> => fetch(`${office.url}${path}`, { method: 'POST', headers: { origin: office.url, 'content-type': 'application/json', ...(cookie !== '' && { cookie }) }, body: JSON.stringify(body) })
    const opened = await post_('/api/session', { secret: new URL(office.pageUrl()).hash.replace('#secret=', '') })
    const made = await post_(`/api/stores/${office.storeId}/registers/${lost.id}/rebuild-code`, {}, opened.headers.getSetCookie()[0]?.split(';')[0] ?? '')
    expect(made.status).toBe(201)
    expect(normaliseCode(((await made.json()) as ShownCode).code)).toBeDefined()
    expect((await post_(`/api/stores/${office.storeId}/registers/${lost.id}/rebuild-code`, {})).status).toBe(401)
  })
})
