import { request } from 'node:http'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { acknowledgement, type BatchRequest, problem, signatureHeader } from '../../contracts/replication/index.ts'
import { type HeadOffice, startHeadOffice } from '../head-office.ts'
import { append, batchOf, enrol, post, signed, testRegister, type TestRegister } from '../register.fixture.ts'
import { databaseKinds, noPostgres, skippedTitle, type TestDatabase } from '../store/databases.fixture.ts'
import { usualLimits } from './admission.ts'

let database: TestDatabase
let office: HeadOffice

async function enrolled(sales: number): Promise<TestRegister> {
  const register = testRegister()
  const { code } = await office.createEnrolmentCode()
  await enrol(office.url, register, code)
  for (let sold = 0; sold < sales; sold += 1) append(register)
  return register
}

/** A request that head office has begun to hear, and whose body ends when the test says so. */
async function halfSent(register: TestRegister, batch: BatchRequest): Promise<{ finish(): Promise<number>; goAway(): Promise<void> }> {
  const body = Buffer.from(JSON.stringify(batch))
  expect(body.length).toBeLessThan(40_000)
  const asked = request(`${office.url}/v1/registers/${register.id}/batches`, { method: 'POST', headers: { 'content-length': String(body.length), expect: '100-continue', [signatureHeader]: signed(register, body.toString()) } })
  const answered = new Promise<number>((resolve) => {
    asked.on('response', (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    asked.on('error', () => resolve(0))
  })
  // It says that it will read the body: by then the request was let in.
  await new Promise<void>((resolve) => {
    asked.on('continue', resolve)
    asked.flushHeaders()
  })
  asked.write(body.subarray(0, 10))
  await expect.poll(async () => (await fetch(office.url)).status).toBe(503)
  return {
    finish: () => {
      asked.end(body.subarray(10))
      return answered
    },
    goAway: async () => {
      asked.destroy()
      await answered
    },
  }
}

if (noPostgres !== undefined) test.skip(skippedTitle, () => {})

describe.each(databaseKinds)('head office under load on $name', ({ create }) => {
  beforeEach(async () => {
    database = await create()
    office = await startHeadOffice({
      ...database.location,
      store: { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 0 },
      clock: Date.now,
      log: () => undefined,
      limits: { ...usualLimits, ofOne: 2, bytes: 40_000 },
      pageDirectory: join(import.meta.dirname, 'page-not-built'),
    })
  })
  afterEach(async () => {
    await office.close()
    await database.drop()
  })

  test('[REP-10] what it cannot take on it refuses before reading it, with when to come back, files nothing of it, and loses nothing: sent again, it is there once', async () => {
    const [large, other] = [await enrolled(48), await enrolled(20)]
    const held = await halfSent(large, batchOf(large, 1, 48))
    const refused = await post(office.url, other, batchOf(other, 1, 20))
    expect([refused.status, problem.parse(await refused.json()).type, Number(refused.headers.get('retry-after'))]).toEqual([503, '/problems/busy', 1])
    expect(await database.rows('SELECT count(*) AS n FROM ledger')).toEqual([{ n: 0 }])
    expect(await held.finish()).toBe(200)
    expect(acknowledgement.parse(await (await post(office.url, other, batchOf(other, 1, 20))).json()).seq).toBe(20)
    expect(await database.rows('SELECT count(*) AS n FROM sale')).toEqual([{ n: 68 }])
  })

  test('[REP-10] one register that sends many batches at once is told to wait its turn, another gets in, and who goes away leaves no place taken', async () => {
    const [many, other] = [await enrolled(3), await enrolled(1)]
    const held = [await halfSent(many, batchOf(many, 1, 1)), await halfSent(many, batchOf(many, 1, 2))]
    const third = await post(office.url, many, batchOf(many, 1, 3))
    expect([third.status, problem.parse(await third.json()).type]).toEqual([429, '/problems/too-many-at-once'])
    expect((await post(office.url, other, batchOf(other, 1, 1))).status).toBe(200)
    for (const one of held) await one.goAway()
    await expect.poll(async () => (await post(office.url, many, batchOf(many, 1, 3))).status).toBe(200)
    expect(await database.rows('SELECT count(*) AS n FROM sale')).toEqual([{ n: 4 }])
  })

  test('[REP-10] an answer says how much the next batch may hold', async () => {
    const register = await enrolled(1)
    expect(acknowledgement.parse(await (await post(office.url, register, batchOf(register, 1, 1))).json()).takes).toEqual({ entries: 200, bytes: 512 * 1024 })
  })
})
