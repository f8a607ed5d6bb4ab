import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type DayVerdict, type RegisterDayOverview } from '../../contracts/replication/index.ts'
import { GENESIS_HASH, makeEntry, parseEntry } from '../../domain/journal/index.ts'
import { claimOf } from '../days/day.fixture.ts'
import { createIngest } from '../ingest/ingest.ts'
import { append, batchOf, saleBody, sha256, signed, testRegister, type TestRegister } from '../register.fixture.ts'
import { databaseKinds, noPostgres, skippedTitle, type TestDatabase } from './databases.fixture.ts'
import { openStore } from './open-store.ts'
import { type HeadOfficeStore } from './port.ts'
import { zOf } from './z.fixture.ts'

const demo = { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 0 }
const start = Date.parse('2026-11-20T12:00:00Z')
const day = '2026-11-21'

if (noPostgres !== undefined) test.skip(skippedTitle, () => {})

describe.each(databaseKinds)('a day in more than one epoch on $name', ({ create }) => {
  let database: TestDatabase
  let store: HeadOfficeStore
  let storeId: string
  let now: number
  let ingest: ReturnType<typeof createIngest>

  beforeEach(async () => {
    now = Date.parse('2026-11-22T20:00:00Z')
    database = await create()
    store = await openStore(database.location, start, () => {})
    storeId = await store.ensureStore(demo, start)
    ingest = createIngest({ store, clock: () => (now += 1), log: () => {}, changed: () => {} })
  })
  afterEach(async () => {
    await store.close()
    await database.drop()
  })

  async function enrolled(): Promise<TestRegister> {
    const register = testRegister()
    await store.addCode(storeId, register.id, start + 1e9, start)
    await store.enrol({ codeHash: register.id, register: register.id, publicKey: register.publicKey }, start)
    return register
  }
  async function send(register: TestRegister, from = 1): Promise<void> {
    const body = JSON.stringify(batchOf(register, from, register.entries.length))
    const answer = await ingest({ register: register.id, wire: Buffer.from(body), signature: signed(register, body) })
    // Of two machines one is refused until somebody settled which goes on.
    if (!answer.ok && !answer.problem.type.endsWith('epoch-left')) throw new Error(answer.problem.type)
  }
  const sell = (register: TestRegister, number: string, total = 500) => append(register, { body: saleBody(number, total) })
  /** What stands behind a place, once more in the epoch that is written now, under the ids it had. */
  function issueAgain(from: TestRegister, after: number, into: TestRegister): void {
    for (const { text } of from.entries.slice(after)) {
      const content = parseEntry(text)
      if (content === undefined) throw new Error('no entry')
      into.entries.push(makeEntry({ ...content, epoch: into.epoch, seq: into.entries.length + 1 }, into.entries.at(-1)?.hash ?? GENESIS_HASH, sha256))
    }
  }
  const upTo = (register: TestRegister, seq: number): TestRegister => ({ ...register, entries: register.entries.slice(0, seq) })
  const prove = (register: TestRegister): Promise<DayVerdict> => store.proveDay(storeId, { register: register.id, ...claimOf(register, day) }, (now += 1))
  async function standing(): Promise<readonly [string, RegisterDayOverview | undefined]> {
    const [first] = (await store.overview(now)).storeDays
    return [first?.state ?? '', first?.registers[0]]
  }

  /** A register whose backup had one sale of two; it took the other over from head office, and sold on. */
  async function restored(): Promise<readonly [TestRegister, TestRegister]> {
    const before = await enrolled()
    sell(before, '1-1')
    sell(before, '1-2')
    await send(before)
    const after = testRegister(2, before)
    append(after, { type: 'register.restored', body: {} })
    sell(after, '1-1003')
    issueAgain(before, 1, after)
    return [before, after]
  }

  test('[REP-16] documents that a restored register has again in its new epoch are confirmed with it, and its day is complete with each of them counted once', async () => {
    const [before, after] = await restored()
    append(after, { type: 'shift.closed', body: zOf(1) })
    await send(after)
    await prove(upTo(before, 1))
    // Its word on the new epoch is not here yet.
    expect(await standing()).toMatchObject(['waiting', { state: 'late', late: ['1-2'] }])
    expect(await prove(after)).toEqual({ state: 'complete', findings: [], more: 0 })
    expect(await standing()).toMatchObject(['complete', { state: 'complete', documents: 3, late: [] }])
    expect((await standing())[1]).not.toHaveProperty('others')
  })

  test('[REP-16] a day of which the backup had nothing is complete by its word on the new epoch alone, and what was proved of it before is counted once', async () => {
    const [before, after] = await restored()
    append(after, { type: 'shift.closed', body: zOf(1) })
    issueAgain(upTo(before, 1), 0, after)
    await send(after)
    await prove(after)
    expect(await standing()).toMatchObject(['complete', { state: 'complete', documents: 3 }])
    await prove(before)
    expect(await standing()).toMatchObject(['complete', { state: 'complete', documents: 3 }])
  })

  test('[REP-16] a document of the epoch that was left and that the register does not have again keeps the day open, by its number', async () => {
    const [before, after] = await restored()
    append(after, { type: 'shift.closed', body: zOf(1) })
    await send(after)
    await prove(upTo(before, 1))
    await prove(after)
    sell(before, '1-3')
    await database.rows("INSERT INTO twin_settled (store, register, epoch, verdict, settled_at, settled_by) SELECT store, id, 1, 'ended', 1, 'Ana' FROM register")
    await send(before, 3)
    await database.rows('DELETE FROM twin_settled')
    expect(await standing()).toMatchObject(['waiting', { state: 'late', late: ['1-3'] }])
  })

  test('[REP-7] what a second machine sold that does not go on keeps no day open: it stands beside it, with numbers, sums and when it was filed', async () => {
    const [before, after] = await restored()
    await send(after)
    sell(before, '1-3', 700)
    await send(before, 3)
    expect(await store.settleTwins(storeId, before.id, { goesOn: 2, by: 'Ana', at: now })).toBe(true)
    await send(before, 3)
    const filedAt = now
    // Nobody has closed it yet: what the register may still confirm is nobody else's.
    await prove(upTo(before, 1))
    expect(await standing()).toMatchObject(['waiting', { state: 'z', late: [] }])
    expect((await standing())[1]).not.toHaveProperty('others')
    append(after, { type: 'shift.closed', body: zOf(1) })
    await send(after, 4)
    await prove(after)
    expect(await standing()).toMatchObject(['complete', { state: 'complete', documents: 3, late: [], others: { documents: 1, numbers: ['1-3'], sums: [{ currency: 'GBP', amount: 700 }], filedAt } }])
    // It sells on, and closes its own shift: neither opens the day.
    sell(before, '1-4', 50)
    append(before, { type: 'shift.closed', body: zOf(1) })
    await send(before, 4)
    expect(await standing()).toMatchObject(['complete', { state: 'complete', documents: 3, others: { documents: 2, numbers: ['1-3', '1-4'], sums: [{ currency: 'GBP', amount: 750 }] } }])
    // Its own word on that epoch is about all of it.
    await prove(before)
    expect(await standing()).toMatchObject(['complete', { state: 'complete', documents: 5 }])
    expect((await standing())[1]).not.toHaveProperty('others')
  })

  test('[REP-7] a day on which a second machine alone sold waits for the word of the register that goes on', async () => {
    const before = await enrolled()
    append(before, { businessDate: '2026-11-20', body: saleBody('1-1', 500) })
    await send(before)
    const after = testRegister(2, before)
    append(after, { type: 'register.restored', businessDate: '2026-11-20', body: {} })
    await send(after)
    sell(before, '1-2')
    await send(before, 2)
    await store.settleTwins(storeId, before.id, { goesOn: 2, by: 'Ana', at: now })
    await send(before, 2)
    expect(await standing()).toMatchObject(['waiting', { state: 'proof' }])
    await prove(after)
    expect(await standing()).toMatchObject(['complete', { state: 'noTrade', others: { documents: 1, numbers: ['1-2'] } }])
  })

  test('[REP-7] that nothing was sold is no word of a machine that does not go on: its register may have sold, and not be heard yet', async () => {
    const [before, other] = [await enrolled(), await enrolled()]
    append(before, { businessDate: '2026-11-20', body: saleBody('1-1', 500) })
    await send(before)
    const after = testRegister(2, before)
    append(after, { type: 'register.restored', businessDate: '2026-11-20', body: {} })
    await send(after)
    append(before, { businessDate: '2026-11-20', body: saleBody('1-2', 500) })
    await send(before, 2)
    await store.settleTwins(storeId, before.id, { goesOn: 2, by: 'Ana', at: now })
    await prove(other)
    await prove(before)
    expect(await standing()).toMatchObject(['waiting', { state: 'silent' }])
    await prove(after)
    expect(await standing()).toMatchObject(['complete', { state: 'noTrade' }])
  })

  test('[REP-7] a day that was closed before both machines parted waits for no Z of what the other one sold on it', async () => {
    const before = await enrolled()
    sell(before, '1-1')
    append(before, { type: 'shift.closed', body: zOf(1) })
    await send(before)
    await prove(before)
    const after = testRegister(2, before)
    append(after, { type: 'register.restored', businessDate: '2026-11-22', body: {} })
    await send(after)
    sell(before, '1-2')
    await send(before, 3)
    await store.settleTwins(storeId, before.id, { goesOn: 2, by: 'Ana', at: now })
    await send(before, 3)
    expect(await standing()).toMatchObject(['complete', { state: 'complete', documents: 1, others: { documents: 1 } }])
  })
})
