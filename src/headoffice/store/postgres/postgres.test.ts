import { migrations } from './schema.ts'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { chain, createIngest } from '../../ingest/ingest.ts'
import { planBatch } from '../../ingest/plan-batch.ts'
import { appendRefund, appendSale, refundedBody, soldBody } from '../../refunds.fixture.ts'
import { append, batchOf, saleBody, signed, testRegister, type TestRegister } from '../../register.fixture.ts'
import { createPostgres, databaseKinds, noPostgres, skippedTitle, type TestDatabase } from '../databases.fixture.ts'
import { type HeadOfficeStore, storeAwayCode } from '../port.ts'
import { openPostgresStore } from './store.ts'

const now = Date.UTC(2026, 10, 21, 12)
const demo = { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 0 }

let database: Awaited<ReturnType<typeof createPostgres>>
/** Two head offices on one database, as two processes would be: nothing is shared between them here. */
let stores: readonly [HeadOfficeStore, HeadOfficeStore]
let storeId: string
let lines: string[]

if (noPostgres !== undefined) test.skip(skippedTitle, () => {})

const open = () => openPostgresStore(database.databaseUrl, now, (event, facts) => lines.push(`${event} ${JSON.stringify(facts ?? {})}`))

async function enrolled(count: number): Promise<TestRegister> {
  const register = testRegister()
  await stores[0].addCode(storeId, register.id, now + 1, now)
  await stores[0].enrol({ codeHash: register.id, register: register.id, publicKey: register.publicKey }, now)
  for (let made = 0; made < count; made += 1) append(register)
  return register
}

function send(store: HeadOfficeStore, register: TestRegister, from: number, to: number): ReturnType<HeadOfficeStore['applyBatch']> {
  const batch = chain(batchOf(register, from, to))
  return store.applyBatch(storeId, batch, now, (known) => planBatch(known, batch))
}

const countOf = async (table: string, register: TestRegister): Promise<unknown> => (await database.rows(`SELECT count(*) AS n FROM ${table} WHERE register = ?`, register.id))[0]

/** Until a backend of ours waits for somebody else's lock. Its process id. */
async function waitingBackend(): Promise<number> {
  for (;;) {
    const [row] = await database.rows(`SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)
    if (row !== undefined) return (row as { pid: number }).pid
  }
}

if (noPostgres === undefined) describe('head office on one PostgreSQL, twice', () => {
  beforeAll(async () => {
    lines = []
    database = await createPostgres()
    // Both at once on an empty database.
    stores = await Promise.all([open(), open()])
    const ids = await Promise.all(stores.map((store) => store.ensureStore(demo, now)))
    storeId = ids[0] ?? ''
    expect(new Set(ids).size).toBe(1)
  })

  afterAll(async () => {
    await Promise.all(stores.map((store) => store.close()))
    await database.drop()
  })

  test('[REP-6] both are one head office, whoever made its tables', async () => {
    expect(stores[0].instance).toBe(stores[1].instance)
    expect(await database.rows('SELECT version FROM head_office_version')).toEqual(migrations.map((_, index) => ({ version: index + 1 })))
    expect(await database.rows('SELECT count(*) AS n FROM store')).toEqual([{ n: 1 }])
  })

  test('[REP-4] a register’s very first batch, sent four times at once to two head offices, is filed once', async () => {
    for (let round = 0; round < 8; round += 1) {
      const register = await enrolled(6)
      const outcomes = await Promise.all([send(stores[0], register, 1, 6), send(stores[1], register, 1, 4), send(stores[1], register, 1, 6), send(stores[0], register, 1, 2)])
      expect(outcomes.reduce((sum, { filed }) => sum + filed, 0)).toBe(6)
      expect(await countOf('ledger', register)).toEqual({ n: 6 })
      expect(await countOf('sale', register)).toEqual({ n: 6 })
      expect(await database.rows('SELECT last_seq FROM cursor WHERE register = ?', register.id)).toEqual([{ last_seq: 6 }])
    }
  })

  test('[REP-7] two epochs of one register that race are seen as two, and never both as the newest', async () => {
    const register = await enrolled(2)
    const restored = testRegister(2, register)
    for (let made = 0; made < 2; made += 1) append(restored)
    await Promise.all([send(stores[0], register, 1, 2), send(stores[1], restored, 1, 2)])
    append(register)
    append(restored)
    const [older, newer] = await Promise.all([send(stores[0], register, 3, 3), send(stores[1], restored, 3, 3)])
    expect([older.refused, older.left, older.filed, newer.refused, newer.last.seq]).toEqual([true, 'open', 0, false, 3])
    // Of the older one there is what came before the other was heard of: all of its first batch, or nothing. From there on there are two.
    const standing = older.last.seq
    expect([0, 2]).toContain(standing)
    expect(await send(stores[1], register, standing + 1, 3)).toMatchObject({ refused: true, left: 'open' })
    expect(await database.rows('SELECT epoch, kind, seq FROM alert WHERE register = ?', register.id)).toEqual([{ epoch: 1, kind: 'twin', seq: standing }])
  })

  test.each([
    ['id', 'id-taken'],
    ['sale', 'sale-known'],
  ])('[REP-4] one %s in two registers at once: filed once, the other one is in quarantine', async (same, reason) => {
    for (let round = 0; round < 8; round += 1) {
      const [one, other] = [await enrolled(0), await enrolled(0)]
      const [id, saleId] = [crypto.randomUUID(), crypto.randomUUID()]
      // In another month each: no key of the partitioned sale table spans two of them.
      for (const [register, businessDate] of [[one, '2026-11-30'], [other, '2026-12-01']] as const) {
        append(register, { businessDate, ...(same === 'id' ? { id } : { body: saleBody('3-2', 100, saleId) }) })
      }
      await Promise.all([send(stores[0], one, 1, 1), send(stores[1], other, 1, 1)])
      expect(await database.rows('SELECT seq, reason FROM quarantine WHERE register IN (?, ?)', one.id, other.id)).toEqual([{ seq: 1, reason }])
      expect(await database.rows('SELECT count(*) AS n FROM sale WHERE register IN (?, ?)', one.id, other.id)).toEqual([{ n: 1 }])
      expect(await database.rows('SELECT count(*) AS n FROM ledger WHERE register IN (?, ?)', one.id, other.id)).toEqual([{ n: 2 }])
    }
  })

  test('[RETH-8] a sale and two refunds of it that arrive at once at two head offices: one refund agrees, one does not, none is forgotten', async () => {
    const ingests = stores.map((store) => createIngest({ store, clock: () => now, log: () => {}, changed: () => {} }))
    const deliver = async (at: number, register: TestRegister, from = 1, to = register.entries.length): Promise<void> => {
      const body = JSON.stringify(batchOf(register, from, to))
      expect((await ingests[at]?.({ register: register.id, wire: Buffer.from(body), signature: signed(register, body) }))?.ok).toBe(true)
    }
    for (let round = 0; round < 10; round += 1) {
      const [seller, one, other] = [await enrolled(0), await enrolled(0), await enrolled(0)]
      const sale = soldBody('1-1', [{ price: 600, pieces: 3 }])
      appendSale(seller, sale)
      appendRefund(one, refundedBody('2-1', sale, [{ lineNo: 1, pieces: 2 }]))
      appendRefund(other, refundedBody('3-1', sale, [{ lineNo: 1, pieces: 2 }]))
      await Promise.all([deliver(0, seller), deliver(1, one), deliver(0, other)])
      // What nobody saw in the crossing is seen at anybody's next heartbeat.
      await deliver(1, seller, 2, 1)
      expect(await database.rows('SELECT result FROM refund WHERE sale_id = ? ORDER BY result', sale.saleId)).toEqual([{ result: 'agrees' }, { result: 'contradicted' }])
    }
  })

  test('[REP-14] one code makes one register, and one register gets one number, whoever is asked at the same time', async () => {
    for (let round = 0; round < 5; round += 1) {
      const codes = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()]
      for (const code of codes) await stores[0].addCode(storeId, code, now + 1, now)
      const [first, second, third] = [testRegister(), testRegister(), testRegister()]
      const enrol = (store: HeadOfficeStore, codeHash: string | undefined, { id, publicKey }: TestRegister) => store.enrol({ codeHash: codeHash ?? '', register: id, publicKey }, now)
      const raced = await Promise.all([enrol(stores[0], codes[0], first), enrol(stores[1], codes[0], second)])
      expect(raced.map((outcome) => (outcome.ok ? 'ok' : outcome.slug)).toSorted()).toEqual(['code-used', 'ok'])
      const twice = await Promise.all([enrol(stores[0], codes[1], third), enrol(stores[1], codes[2], third)])
      expect(new Set(twice.map((outcome) => (outcome.ok ? outcome.answer.registerNumber : outcome.slug))).size).toBe(1)
    }
    const numbers = (await database.rows('SELECT number FROM register ORDER BY number')) as { number: number }[]
    expect(numbers.map(({ number }) => number)).toEqual(numbers.map((_, index) => index + 1))
  })

  test('[REP-1] a connection that is killed before anything was written costs nothing: another one does the work', async () => {
    const register = await enrolled(3)
    const blocker = await database.client()
    await blocker.query('BEGIN')
    await blocker.query('SELECT 1 FROM register WHERE id = $1 FOR UPDATE', [register.id])
    const sent = send(stores[0], register, 1, 3)
    const pid = await waitingBackend()
    await database.rows('SELECT pg_terminate_backend(?)', pid)
    await blocker.query('COMMIT')
    await blocker.end()
    expect((await sent).last.seq).toBe(3)
    expect(await countOf('sale', register)).toEqual({ n: 3 })
    expect(lines.join('\n')).not.toContain('postgres:')
  })

  test('[REP-1] a connection that is killed between ledger and cursor leaves nothing of the batch, and may be asked again', async () => {
    const register = await enrolled(5)
    await send(stores[0], register, 1, 2)
    const blocker = await database.client()
    await blocker.query('BEGIN')
    // Alerts are written after ledger and sales, and before the commit.
    await blocker.query('LOCK TABLE alert IN ACCESS EXCLUSIVE MODE')
    const sent = expect(send(stores[0], register, 3, 5)).rejects.toMatchObject({ code: storeAwayCode })
    const pid = await waitingBackend()
    await database.rows('SELECT pg_terminate_backend(?)', pid)
    await sent
    await blocker.query('COMMIT')
    await blocker.end()
    expect(await countOf('ledger', register)).toEqual({ n: 2 })
    expect(await countOf('sale', register)).toEqual({ n: 2 })
    expect(await send(stores[0], register, 3, 5)).toMatchObject({ filed: 3, last: { seq: 5 } })
    expect(await countOf('sale', register)).toEqual({ n: 5 })
  })

  test('[REP-5] a cable pulled while the commit is on its way: nobody knows, asking again finds out, and it is there once', async () => {
    const register = await enrolled(5)
    await send(stores[0], register, 1, 2)
    const target = new URL(database.databaseUrl)
    const { port, hostname } = target
    const cables = new Set<Socket>()
    const between = createServer((near) => {
      const far = connect(Number(port), hostname)
      for (const [socket, other] of [[near, far], [far, near]] as const) {
        cables.add(socket)
        socket.on('error', () => undefined).on('close', () => other.destroy())
      }
      near.pipe(far).pipe(near)
    })
    between.listen(0, '127.0.0.1')
    await once(between, 'listening')
    target.port = String((between.address() as AddressInfo).port)
    const store = await openPostgresStore(target.href, now, () => {})
    const blocker = await database.client()
    await blocker.query('BEGIN')
    await blocker.query('LOCK TABLE alert IN ACCESS EXCLUSIVE MODE')
    const sent = expect(send(store, register, 3, 5)).rejects.toMatchObject({ code: storeAwayCode })
    await waitingBackend()
    for (const cable of cables) cable.destroy()
    await sent
    await blocker.query('COMMIT')
    await blocker.end()
    // Its COMMIT lay in the server's hands already. Had it not, this would file all three: both are one answer.
    expect((await send(store, register, 3, 5)).last).toEqual({ seq: 5, hash: register.entries[4]?.hash })
    expect(await countOf('ledger', register)).toEqual({ n: 5 })
    expect(await countOf('sale', register)).toEqual({ n: 5 })
    await store.close()
    between.close()
  })

  test('[REP-17] after every connection was killed while idle, the next batch goes through', async () => {
    const register = await enrolled(2)
    await Promise.all([send(stores[0], register, 1, 1), stores[0].overview(now), stores[0].overview(now)])
    await database.rows(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'tillwright head office'`)
    expect((await send(stores[0], register, 2, 2)).last.seq).toBe(2)
  })

  test('[REP-3] the ledger can not be emptied either', async () => {
    await expect(database.rows('TRUNCATE ledger')).rejects.toThrow('append-only')
  })

  test('[REP-1] a commit that may be forgotten is never acknowledged: not when it is turned off meanwhile either', async () => {
    const register = await enrolled(2)
    await send(stores[0], register, 1, 1)
    const { pathname } = new URL(database.databaseUrl)
    await database.rows(`ALTER DATABASE ${pathname.slice(1)} SET synchronous_commit = off`)
    // New connections hear of it: so the ones there are go.
    await database.rows(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'tillwright head office'`)
    await expect(send(stores[0], register, 2, 2)).rejects.toThrow('synchronous_commit is off')
    await expect(open()).rejects.toThrow('synchronous_commit is off')
    await database.rows(`ALTER DATABASE ${pathname.slice(1)} SET synchronous_commit = local`)
    await expect(open()).rejects.toThrow('synchronous_commit is local')
    await database.rows(`ALTER DATABASE ${pathname.slice(1)} RESET synchronous_commit`)
    expect(await countOf('ledger', register)).toEqual({ n: 1 })
    await database.rows(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'tillwright head office'`)
    expect((await send(stores[0], register, 2, 2)).last.seq).toBe(2)
  })
})

const postgres = databaseKinds.find(({ name }) => name === 'PostgreSQL')

if (postgres !== undefined) describe('numbers and months', () => {
  let own: TestDatabase
  let store: HeadOfficeStore

  beforeEach(async () => {
    lines = []
    own = (await postgres?.create()) ?? expect.fail()
    store = await openPostgresStore(own.location.databaseUrl ?? '', now, (event, facts) => lines.push(`${event} ${JSON.stringify(facts ?? {})}`))
    storeId = await store.ensureStore(demo, now)
  })

  afterEach(async () => {
    await store.close()
    await own.drop()
  })

  async function sell(businessDate: string, count = 1, total = 100): Promise<TestRegister> {
    const register = testRegister()
    await store.addCode(storeId, register.id, now + 1, now)
    await store.enrol({ codeHash: register.id, register: register.id, publicKey: register.publicKey }, now)
    for (let made = 0; made < count; made += 1) append(register, { businessDate, body: saleBody(`1-${made + 1}`, total) })
    expect((await send(store, register, 1, count)).last.seq).toBe(count)
    return register
  }

  const partitions = async () => (await own.rows('SELECT tableoid::regclass::text AS partition, business_date::text AS date FROM sale ORDER BY business_date')) as { partition: string; date: string }[]

  test('[MNY-1] amounts up to 2^53 come back exactly, and one beyond it is refused, not rounded', async () => {
    const register = await sell('2026-11-21', 1, Number.MAX_SAFE_INTEGER)
    expect((await store.overview(now)).sales.map(({ total }) => total)).toEqual([Number.MAX_SAFE_INTEGER])
    expect((await store.overview(now)).stores[0]?.today).toMatchObject([{ currency: 'GBP', sales: 1, total: Number.MAX_SAFE_INTEGER }])
    await sell('2026-11-21')
    await expect(store.overview(now)).rejects.toThrow('beyond 2^53')
    await own.rows('UPDATE day_total SET sold = 5 WHERE register = ?', register.id)
    await own.rows('UPDATE sale SET total = 5, completed_at = 9007199254740993 WHERE register = ?', register.id)
    await expect(store.overview(now)).rejects.toThrow('9007199254740993 in the database is beyond 2^53')
  })

  test('[REP-6] eight who make the first store at once make one', async () => {
    const elsewhere = (await postgres?.create()) ?? expect.fail()
    const another = await openPostgresStore(elsewhere.location.databaseUrl ?? '', now, () => {})
    // Eight open connections, so that they really meet.
    await Promise.all(Array.from({ length: 8 }, () => another.overview(now)))
    const ids = await Promise.all(Array.from({ length: 8 }, () => another.ensureStore(demo, now)))
    expect(new Set(ids).size).toBe(1)
    await another.close()
    await elsewhere.drop()
  })

  test('[REP-16] each sale lies in its month, made before it is needed, and far-off dates in the rest', async () => {
    for (const date of ['2026-11-30', '2026-12-01', '2026-12-31', '2027-01-01', '2024-02-29', '2019-05-05', '9999-12-31']) await sell(date)
    expect(await partitions()).toEqual([
      { partition: 'sale_other', date: '2019-05-05' },
      { partition: 'sale_other', date: '2024-02-29' },
      { partition: 'sale_2026_11', date: '2026-11-30' },
      { partition: 'sale_2026_12', date: '2026-12-01' },
      { partition: 'sale_2026_12', date: '2026-12-31' },
      { partition: 'sale_2027_01', date: '2027-01-01' },
      { partition: 'sale_other', date: '9999-12-31' },
    ])
    expect(lines).toEqual([])
  })

  test('[REP-4] a month begun in the rest stays there, is said once, and loses nothing', async () => {
    await own.rows(`INSERT INTO sale (store, business_date, sale_id, register, epoch, seq, number, completed_at, received_at, currency, total, tenders)
      VALUES ('other', '2026-09-09', 'x', 'x', 1, 1, '1', 1, 1, 'GBP', 1, '[]')`)
    await sell('2026-09-10', 3)
    await sell('2026-09-11')
    expect((await partitions()).map(({ partition }) => partition)).toEqual(Array.from({ length: 5 }, () => 'sale_other'))
    expect(lines).toEqual(['partition.not-made {"month":"2026-09","code":"23514"}'])
  })

  test('[REP-4] of a month that was put away nothing is filed twice, a refund is judged, and what comes late is filed', async () => {
    const sale = soldBody('1-1', [{ price: 700, pieces: 3 }])
    const register = await sell('2026-11-05', 2)
    append(register, { businessDate: '2026-11-21', body: sale })
    await send(store, register, 3, 3)
    await own.rows('ALTER TABLE sale DETACH PARTITION sale_2026_11')
    const again = JSON.parse(register.entries[0]?.text ?? '') as { readonly body: { readonly saleId: string } }
    append(register, { businessDate: '2026-11-05', body: saleBody('1-1', 100, again.body.saleId) })
    append(register, { businessDate: '2026-11-07' })
    appendRefund(register, refundedBody('1-2', sale, [{ lineNo: 1, pieces: 1 }]))
    expect((await send(store, register, 4, 6)).last.seq).toBe(6)
    await store.settleRefunds(storeId, now)
    expect(await own.rows('SELECT reason FROM quarantine')).toEqual([{ reason: 'sale-known' }])
    expect(await own.rows('SELECT result FROM refund')).toEqual([{ result: 'agrees' }])
    expect(await partitions()).toEqual([{ partition: 'sale_other', date: '2026-11-07' }])
    await own.rows('ALTER TABLE sale DETACH PARTITION sale_other')
    await own.rows("ALTER TABLE sale ATTACH PARTITION sale_2026_11 FOR VALUES FROM ('2026-11-01') TO ('2026-12-01')")
    expect(await partitions()).toHaveLength(3)
  })

  test('[REP-1] twelve first sales of a month at once wait for one table, and are all filed', async () => {
    const months = ['2026-03', '2026-04', '2026-05', '2026-06']
    await Promise.all(months.flatMap((month) => [1, 2, 3].map((day) => sell(`${month}-0${day}`))))
    expect((await partitions()).map(({ partition }) => partition)).toEqual(months.flatMap((month) => Array.from({ length: 3 }, () => `sale_${month.replace('-', '_')}`)))
    expect(lines).toEqual([])
  })
})
