import Database from 'better-sqlite3'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { GENESIS_HASH } from '../../domain/journal/index.ts'
import { zHash } from '../../domain/shift/index.ts'
import { createIngest } from '../ingest/ingest.ts'
import { append, batchOf, sha256, signed, testRegister, type TestRegister } from '../register.fixture.ts'
import { asBeforeQuarantine, databaseKinds, noPostgres, skippedTitle, type TestDatabase } from './databases.fixture.ts'
import { openStore } from './open-store.ts'
import { type HeadOfficeStore } from './port.ts'
import { zOf } from './z.fixture.ts'

const demo = { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 0 }
const start = Date.parse('2026-11-21T12:00:00Z')

let database: TestDatabase
let store: HeadOfficeStore
let storeId: string
let now: number
let ingest: ReturnType<typeof createIngest>

async function openAll(): Promise<void> {
  store = await openStore(database.location, start, () => {})
  storeId = await store.ensureStore(demo, start)
  ingest = createIngest({ store, clock: () => (now += 1), log: () => {}, changed: () => {} })
}

async function enrolled(): Promise<TestRegister> {
  const register = testRegister()
  await store.addCode(storeId, register.id, start + 1e9, start)
  await store.enrol({ codeHash: register.id, register: register.id, publicKey: register.publicKey }, start)
  return register
}

async function send(register: TestRegister, from = 1, to = register.entries.length): Promise<void> {
  const body = JSON.stringify(batchOf(register, from, to))
  const answer = await ingest({ register: register.id, wire: Buffer.from(body), signature: signed(register, body) })
  if (!answer.ok) throw new Error(answer.problem.type)
  expect(answer.acknowledgement.seq).toBe(to)
}

const write = (register: TestRegister, body: unknown): void => void append(register, { type: 'shift.closed', body })
const shown = async () => (await store.overview(now)).zReports.map(({ number, net, overs, shorts, finding }) => [number, net, overs === undefined ? undefined : [overs, shorts], finding])

if (noPostgres !== undefined) test.skip(skippedTitle, () => {})

describe.each(databaseKinds)('Zs on $name', ({ create, name }) => {
  beforeEach(async () => {
    database = await create()
    now = start
    await openAll()
  })
  afterEach(async () => {
    await store.close()
    await database.drop()
  })

  test('[ZHO-1] each is filed with what it came to, and sent again it is there once', async () => {
    const register = await enrolled()
    const first = zOf(1, GENESIS_HASH, { counted: 480 })
    write(register, first)
    write(register, zOf(2, first.hash, { net: 700 }))
    await send(register)
    await send(register)
    expect(await shown()).toEqual([[2, 700, undefined, undefined], [1, 500, [0, -20], undefined]])
    const { zReports, zFindings } = await store.overview(now)
    expect([zReports[1], zFindings]).toMatchObject([{ registerNumber: 1, businessDate: '2026-11-21', currency: 'GBP', hash: first.hash }, []])
    expect(await database.rows("SELECT effect FROM ledger WHERE type = 'shift.closed' ORDER BY seq")).toEqual([{ effect: 'zReport' }, { effect: 'zReport' }])
  })

  test('[ZHO-2] a number that is missing or twice, a hash that is not of what it says, and one that does not follow are found, each register for itself', async () => {
    const [a, b] = [await enrolled(), await enrolled()]
    const first = zOf(1, GENESIS_HASH)
    const second = zOf(2, first.hash)
    const altered = { ...zOf(3, second.hash), net: 1 }
    for (const body of [first, second, second, altered, zOf(5, altered.hash), zOf(6, first.hash)]) write(a, body)
    // Of another register they are another chain.
    write(b, first)
    write(b, zOf(2, second.hash))
    await send(a)
    await send(b)
    const findings = (await store.overview(now)).zFindings.map(({ registerNumber, number, finding = '' }) => `${registerNumber}: ${number} ${finding}`)
    expect(findings.toSorted()).toEqual(['1: 2 twice', '1: 3 altered', '1: 5 missing', '1: 6 chain', '2: 2 chain'])
    expect(zHash(altered, sha256)).not.toBe(altered.hash)
  })

  test('[REP-8] one that cannot be read is put aside with a reason, and what comes behind it is filed', async () => {
    const register = await enrolled()
    const { hash: _hash, ...without } = zOf(1, GENESIS_HASH)
    const fine = zOf(2, GENESIS_HASH)
    for (const body of [without, { ...fine, net: 2 ** 52 }, { ...fine, businessDate: 'yesterday' }, fine]) write(register, body)
    append(register, { type: 'shift.closed', schemaVersion: 2, body: 'a later Z' })
    await send(register)
    expect((await store.overview(now)).quarantine.map(({ seq, reason }) => `${seq} ${reason}`).toSorted()).toEqual(['1 z-unreadable', '2 z-unreadable', '3 z-unreadable'])
    expect(await shown()).toEqual([[2, 500, undefined, 'missing']])
  })

  test('[ZHO-1] what is over stands beside what is short, and one never makes good the other', async () => {
    const register = await enrolled()
    const first = zOf(1, GENESIS_HASH, { counted: 450, slips: 50 })
    write(register, first)
    write(register, zOf(2, first.hash, { counted: 500 }))
    await send(register)
    expect(await shown()).toEqual([[2, 500, [0, 0], undefined], [1, 500, [50, -50], undefined]])
    // As the version before left it: what it summed up is told apart again from what each Z says.
    await store.close()
    const forget = name === 'SQLite' ? ['PRAGMA user_version = 6'] : ['DELETE FROM head_office_version WHERE version > 6']
    await asBeforeQuarantine(name, database)
    for (const statement of ['ALTER TABLE z_report DROP COLUMN overs', 'ALTER TABLE z_report DROP COLUMN shorts', 'DROP TABLE stored_value_put_away', 'DROP TABLE register_day', ...forget]) await database.rows(statement)
    await openAll()
    expect(await shown()).toEqual([[2, 500, [0, 0], undefined], [1, 500, [50, -50], undefined]])
  })

  test('[REP-12] Zs that a head office of before kept as text only are filed when it is updated', async () => {
    const register = await enrolled()
    const first = zOf(1, GENESIS_HASH)
    write(register, first)
    write(register, zOf(2, first.hash))
    await send(register)
    const before = await shown()
    await store.close()
    await asBefore()
    await openAll()
    expect([before.length, await shown()]).toEqual([2, before])
  })

  /** As the version before left it. */
  async function asBefore(): Promise<void> {
    await asBeforeQuarantine(name, database)
    const forget = `DROP TABLE account_move; DROP TABLE account_limit; DROP INDEX sale_by_customer; ALTER TABLE sale DROP COLUMN customer; DROP TABLE z_report; DROP TABLE stored_value_move; DROP TABLE stored_value; DROP TABLE stored_value_hold; DROP TABLE stored_value_put_away; DROP TABLE register_day; UPDATE ledger SET effect = 'none' WHERE effect = 'zReport';`
    if (name === 'SQLite') {
      const raw = new Database(join(database.location.dataDirectory, 'head-office.db'))
      raw.exec(`DROP TRIGGER ledger_keeps_bytes; ${forget} CREATE TRIGGER ledger_keeps_bytes BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;`)
      raw.pragma('user_version = 4')
      raw.close()
      return
    }
    const client = new pg.Client({ connectionString: database.location.databaseUrl ?? '' })
    await client.connect()
    await client.query(`SET session_replication_role = replica; ${forget} DELETE FROM head_office_version WHERE version >= 5`)
    await client.end()
  }
})
