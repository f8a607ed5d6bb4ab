import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { chain } from '../ingest/ingest.ts'
import { planBatch } from '../ingest/plan-batch.ts'
import { append, batchOf, saleBody, testRegister, type TestRegister } from '../register.fixture.ts'
import { databaseKinds, noPostgres, skippedTitle, type TestDatabase } from './databases.fixture.ts'
import { openStore } from './open-store.ts'
import { type BatchOutcome, type HeadOfficeStore } from './port.ts'
import { together } from './together.ts'

const demo = { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 0 }
const now = Date.UTC(2026, 10, 21, 12)

let database: TestDatabase
let store: HeadOfficeStore
let storeId: string

async function enrolled(...sales: readonly string[]): Promise<TestRegister> {
  const register = testRegister()
  await store.addCode(storeId, register.id, now + 1, now)
  await store.enrol({ codeHash: register.id, register: register.id, publicKey: register.publicKey }, now)
  for (const saleId of sales) append(register, { body: saleBody('1-1', 500, saleId) })
  return register
}

function send(register: TestRegister, from = 1, plan: typeof planBatch = planBatch): Promise<BatchOutcome> {
  const batch = chain(batchOf(register, from, register.entries.length))
  return store.applyBatch(storeId, batch, now, (known) => plan(known, batch))
}
const filed = async (): Promise<unknown> => (await database.rows('SELECT count(*) AS n FROM ledger'))[0]
const sold = async (): Promise<unknown> => (await database.rows('SELECT count(*) AS n FROM sale'))[0]

if (noPostgres !== undefined) test.skip(skippedTitle, () => {})

describe.each(databaseKinds)('batches that come together, on $name', ({ create }) => {
  beforeEach(async () => {
    database = await create()
    store = await openStore(database.location, now, () => {})
    storeId = await store.ensureStore(demo, now)
  })
  afterEach(async () => {
    await store.close()
    await database.drop()
  })

  test('[REP-4] each is answered for itself, and is there when it is', async () => {
    const registers = await Promise.all(Array.from({ length: 40 }, () => enrolled(randomUUID())))
    const seen: unknown[] = []
    const heard = vi.spyOn(pg.Client.prototype, 'query')
    const outcomes = await Promise.all(registers.map(async (register) => {
      const outcome = await send(register)
      seen.push(...(await database.rows('SELECT last_seq AS seq, last_hash AS hash FROM cursor WHERE register = ?', register.id)))
      return outcome
    }))
    expect(outcomes.map(({ last, filed: count }) => [last, count])).toEqual(registers.map(({ entries }) => [{ seq: 1, hash: entries[0]?.hash }, 1]))
    expect(seen).toHaveLength(40)
    const asked: readonly (readonly unknown[])[] = heard.mock.calls
    const commits = asked.filter(([text]) => text === 'COMMIT').length
    heard.mockRestore()
    // On SQLite there is nothing to hear; one here for the month's table.
    expect(commits).toBeLessThan(6)
    expect(await sold()).toEqual({ n: 40 })
  })

  test('[REP-4] one that can not be planned and one with a foreign chain are refused, and their neighbours are filed', async () => {
    const [good, forked, other] = [await enrolled(randomUUID()), await enrolled(randomUUID()), await enrolled(randomUUID())]
    const elsewhere = testRegister(1, forked)
    append(elsewhere)
    await send(elsewhere)
    append(forked)
    const answers = await Promise.allSettled([send(good), send(forked, 2), send(other, 1, () => {
      throw new Error('no plan')
    }), send(await enrolled(randomUUID()))])
    expect(answers.map((one) => (one.status === 'fulfilled' ? (one.value.refused ? 'refused' : one.value.filed) : 'rejected'))).toEqual([1, 'refused', 'rejected', 1])
    expect(await filed()).toEqual({ n: 3 })
  })

  test('[REP-4] the same sale from two registers at once is filed once, and once it is in quarantine', async () => {
    const saleId = randomUUID()
    const registers = [await enrolled(saleId), await enrolled(saleId), await enrolled(randomUUID())]
    const outcomes = await Promise.all(registers.map((register) => send(register)))
    expect(outcomes.map(({ filed: count }) => count)).toEqual([1, 1, 1])
    expect(await filed()).toEqual({ n: 3 })
    expect(await sold()).toEqual({ n: 2 })
    expect(await database.rows('SELECT reason FROM quarantine')).toEqual([{ reason: 'sale-known' }])
  })

  test('[REP-4] what one register sends twice and thrice at once is filed once', async () => {
    const register = await enrolled(randomUUID(), randomUUID())
    const outcomes = await Promise.all([send(register), send(register), send(register, 2), send(register)])
    expect(outcomes.map(({ last }) => last.seq)).toEqual([2, 2, 2, 2])
    expect(await filed()).toEqual({ n: 2 })
  })
})

describe('together', () => {
  test('[REP-4] what is asked for while a commit is in flight shares the next one', async () => {
    const groups: (readonly number[])[] = []
    let finish: (() => void) | undefined
    const ask = together<number, number>({
      work: async (items) => {
        groups.push(items)
        if (groups.length === 1) await new Promise<void>((resolve) => (finish = resolve))
        return items.map((item) => ({ kind: 'done', answer: item * 10 }))
      },
      alone: () => Promise.reject(new Error('nobody is alone')),
      fits: (group) => group.length < 3,
      isForAll: () => false,
    })
    const first = ask(1)
    await new Promise((resolve) => setImmediate(resolve))
    const rest = [ask(2), ask(3), ask(4), ask(5)]
    finish?.()
    expect(await Promise.all([first, ...rest])).toEqual([10, 20, 30, 40, 50])
    expect(groups).toEqual([[1], [2, 3, 4], [5]])
  })

  test('[REP-4] where all of it fails each is asked for by itself, unless that would only ask the same again', async () => {
    const alone: number[] = []
    const asked = (cause: Error) => together<number, number>({
      work: () => Promise.reject(cause),
      alone: async (item) => {
        alone.push(item)
        if (item === 2) throw new Error('two')
        return item
      },
      fits: () => true,
      isForAll: (why) => why instanceof Error && why.message === 'away',
    })
    const some = asked(new Error('raced'))
    expect((await Promise.allSettled([some(1), some(2), some(3)])).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    const none = asked(new Error('away'))
    expect((await Promise.allSettled([none(4), none(5)])).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(alone).toEqual([1, 2, 3])
  })
})
