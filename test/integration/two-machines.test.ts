import Database from 'better-sqlite3'
import { cpSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startHeadOffice, type HeadOffice } from '../../src/headoffice/index.ts'
import { databaseKinds, noPostgres, skippedTitle, type TestDatabase } from '../../src/headoffice/store/databases.fixture.ts'
import { openStore } from '../../src/headoffice/store/open-store.ts'
import { type HeadOfficeStore } from '../../src/headoffice/store/port.ts'
import { ask, newFolder, sellMilk, startRegister, type StartedRegister } from './register.fixture.ts'

const names = { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'Europe/London', cutOffHour: 0 } as const

if (noPostgres !== undefined) test.skip(skippedTitle, () => {})

describe.each(databaseKinds)('two machines with the file of one register, and head office on $name', ({ create }) => {
  let folder: ReturnType<typeof newFolder>
  let database: TestDatabase
  let office: HeadOffice
  let store: HeadOfficeStore
  let first: StartedRegister
  let second: StartedRegister
  const place = (name: string): string => path.join(folder.data, name)
  async function open(name: string, enrolmentCode?: string): Promise<StartedRegister> {
    const started = await startRegister(place(name), { demoStore: 'gb', headOffice: office.url, ...(enrolmentCode !== undefined && { enrolmentCode }) })
    const { operators } = await ask(started.register, 'register', {})
    const manager = operators.find(({ role }) => role === 'manager')
    await ask(started.register, 'sign-on', { operatorId: manager?.id ?? '', pin: manager?.demoPin ?? '' })
    return started
  }
  const salesThere = async (): Promise<readonly string[]> => ((await database.rows('SELECT sale_id AS id FROM sale ORDER BY sale_id')) as { readonly id: string }[]).map(({ id }) => id)
  const viewOf = ({ register }: StartedRegister): object => {
    const { state, twin } = register.replicator.view()
    return { state, twin }
  }
  const shows = (till: StartedRegister, wanted: object): Promise<void> => expect.poll(() => viewOf(till), { timeout: 40_000 }).toEqual(wanted)
  function salesIn(name: string): readonly string[] {
    const db = new Database(path.join(place(name), 'register.db'), { readonly: true })
    try {
      return db.prepare<[], string>('SELECT id FROM sale ORDER BY id').pluck().all()
    } finally {
      db.close()
    }
  }

  beforeEach(async () => {
    folder = newFolder()
    database = await create()
    office = await startHeadOffice({ ...database.location, store: names, clock: Date.now, log: () => undefined })
    store = await openStore(database.location, Date.now(), () => {})
    const { code } = await office.createEnrolmentCode()
    first = await open('first', code)
    await sellMilk(first.register)
    await expect.poll(async () => (await salesThere()).length).toBe(1)
    await first.register.close()
    cpSync(place('first'), place('second'), { recursive: true })
    first = await open('first')
    await sellMilk(first.register)
    await expect.poll(async () => (await salesThere()).length, { timeout: 20_000 }).toBe(2)
    await shows(first, { state: 'healthy', twin: undefined })
    // The copy is opened: it finds another history, and goes on in an epoch of its own.
    second = await open('second')
    await sellMilk(second.register)
    await expect.poll(async () => (await salesThere()).length, { timeout: 20_000 }).toBe(3)
    await shows(second, { state: 'healthy', twin: undefined })
    // The first one sells on: that there are two shows now, and nothing of it is filed.
    await sellMilk(first.register)
    await shows(first, { state: 'conflict', twin: 'open' })
    expect(await salesThere()).toHaveLength(3)
    await sellMilk(second.register)
    await shows(second, { state: 'healthy', twin: 'open' })
  })
  afterEach(async () => {
    await first.register.close()
    await second.register.close()
    await store.close()
    await office.close()
    await database.drop()
    folder.remove()
  })

  async function alert() {
    const [twin] = (await store.overview(Date.now())).alerts.flatMap((one) => one.twin ?? [])
    if (twin === undefined) throw new Error('head office says nothing of two machines')
    return twin
  }

  test('[REP-7] the newer one goes on, as somebody settled: the other is told that its journal ended, and every sale of it is filed; nothing of the two is left to look at', { timeout: 180_000 }, async () => {
    const { storeId, register, newest, other } = await alert()
    expect([newest.epoch, other.epoch]).toEqual([2, 1])
    expect(await store.settleTwins(storeId, register, { goesOn: 7, by: 'Ana', at: 1 })).toBe(false)
    expect(await store.settleTwins(storeId, register, { goesOn: newest.epoch, by: 'Ana', at: 1 })).toBe(true)
    // It is told with its next call, in which it says once more that it does not agree.
    await expect.poll(() => viewOf(first), { timeout: 75_000 }).toEqual({ state: 'healthy', twin: 'ended' })
    await sellMilk(first.register)
    const all = new Set([...salesIn('first'), ...salesIn('second')])
    await expect.poll(salesThere, { timeout: 20_000 }).toEqual([...all].toSorted())
    await sellMilk(second.register)
    await shows(second, { state: 'healthy', twin: undefined })
    expect((await store.overview(Date.now())).alerts.filter(({ kind }) => kind !== 'restored')).toEqual([])
  })

  test('[REP-16] the day is complete on both sides once the one that goes on closed it: what the other one sold stands beside it, and each sale counts once', { timeout: 180_000 }, async () => {
    const { storeId, register, newest } = await alert()
    await store.settleTwins(storeId, register, { goesOn: newest.epoch, by: 'Ana', at: 1 })
    await expect.poll(() => viewOf(first), { timeout: 75_000 }).toEqual({ state: 'healthy', twin: 'ended' })
    await sellMilk(first.register)
    const all = new Set([...salesIn('first'), ...salesIn('second')])
    await expect.poll(salesThere, { timeout: 20_000 }).toEqual([...all].toSorted())
    const { shift } = await ask(second.register, 'shift', {})
    const cash = shift?.expected?.[0]?.amount ?? 0
    await ask(second.register, 'declare-shift', { shift: shift?.number ?? 0, cash: [{ minor: 1, pieces: cash }], others: [] })
    await ask(second.register, 'close-shift', { shift: shift?.number ?? 0, toSafe: cash, leave: 0, bag: 'BAG-1' })
    const own = salesIn('second')
    await expect.poll(() => second.register.replicator.view().days?.[0], { timeout: 30_000 }).toMatchObject({ state: 'complete', documents: own.length })
    const [day] = (await store.overview(Date.now())).storeDays
    const others = all.size - own.length
    expect(others).toBeGreaterThan(0)
    expect(day).toMatchObject({ state: 'complete', registers: [{ state: 'complete', documents: own.length, late: [], others: { documents: others } }] })
    const [price] = (await database.rows('SELECT total FROM sale LIMIT 1')) as { readonly total: number }[]
    expect(day?.registers[0]?.others?.sums).toEqual([{ currency: 'GBP', amount: others * Number(price?.total) }])
    expect(day?.registers[0]?.others?.numbers).toHaveLength(others)
  })

  test('[REP-7] the older one goes on, as somebody settled: in an epoch of its own, and the other one ended', { timeout: 120_000 }, async () => {
    const { storeId, register, other } = await alert()
    expect(await store.settleTwins(storeId, register, { goesOn: other.epoch, by: 'Ana', at: 1 })).toBe(true)
    await first.register.close()
    first = await open('first')
    await shows(first, { state: 'healthy', twin: undefined })
    expect(first.register.replicator.view().restored).toMatchObject({ epoch: 3 })
    await sellMilk(second.register)
    await shows(second, { state: 'healthy', twin: 'ended' })
    await sellMilk(first.register)
    const all = new Set([...salesIn('first'), ...salesIn('second')])
    await expect.poll(salesThere, { timeout: 20_000 }).toEqual([...all].toSorted())
    await shows(first, { state: 'healthy', twin: undefined })
  })
})
