import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type HeadOffice, startHeadOffice } from '../../src/headoffice/index.ts'
import { databaseKinds, noPostgres, skippedTitle, type TestDatabase } from '../../src/headoffice/store/databases.fixture.ts'
import { heartbeatMs, type Replicator, startReplicator } from '../../src/main/replicator/index.ts'
import { type Fault, type FaultyNetwork, faultyNetwork } from './replication-proxy.fixture.ts'
import { type ManualTime, manualTime, settled, testJournal, type TestJournal, until, untilState } from './replication.fixture.ts'

let database: TestDatabase
let office: HeadOffice
let network: FaultyNetwork
let time: ManualTime
let journal: TestJournal
let replicator: Replicator

const openOffice = () =>
  startHeadOffice({
    ...database.location,
    store: { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 0 },
    clock: () => time.now,
    log: () => {},
  })

const rows = (sql: string, ...values: readonly string[]): Promise<readonly unknown[]> => database.rows(sql, ...values)

/** Every sale of the journal is at head office once, in these bytes. */
async function expectAllThere(): Promise<void> {
  expect(await rows('SELECT text, hash FROM ledger WHERE register = ? ORDER BY seq', journal.id)).toEqual(journal.entries.map(({ text, hash }) => ({ text, hash })))
  expect(await rows('SELECT count(*) AS sales FROM sale WHERE register = ?', journal.id)).toEqual([{ sales: journal.entries.length }])
}

/** Lets time pass, timer by timer, until everything is acknowledged. */
async function drain(): Promise<void> {
  for (;;) {
    const ms = await settled(time)
    if (replicator.view().state === 'healthy' && replicator.view().waiting === 0 && network.faults.length === 0) return
    time.fire(ms)
    await until(() => time.waiting().every((waiting) => waiting !== ms) || time.waiting().length === 1)
  }
}

const everyFault = fc.constantFrom<Fault>('pass', 'dropRequest', 'dropAnswer', 'double', 'cutRequest', 'cutAnswer', 'replayAnswer', 'replayRequest', 'garbage', 'busy')

if (noPostgres !== undefined) test.skip(skippedTitle, () => {})

describe.each(databaseKinds)('on $name', ({ create }) => {
  beforeEach(async () => {
    database = await create()
    time = manualTime()
    office = await openOffice()
    network = await faultyNetwork(() => office.url)
    journal = testJournal()
    replicator = startReplicator({ source: journal, ...time })
    const { code } = await office.createEnrolmentCode()
    expect((await replicator.enrol(network.url, code)).ok).toBe(true)
    await untilState(replicator, 'healthy')
  })

  afterEach(async () => {
    await replicator.close()
    await network.close()
    await office.close()
    await database.drop()
  })

  describe('a register and head office over a bad network', () => {
    test('[REP-5] a lost answer: head office committed, the register asks again, the sale is there once', async () => {
      network.faults.push('dropAnswer', 'dropAnswer')
      journal.sell(3)
      replicator.wake()
      await untilState(replicator, 'offline')
      expect(replicator.view()).toMatchObject({ waiting: 3, waitingSales: 3 })
      await drain()
      expect(replicator.view()).toMatchObject({ state: 'healthy', waiting: 0, waitingSales: 0 })
      await expectAllThere()
    })

    test('[REP-5] an old acknowledgement that comes late only makes the register send again', async () => {
      journal.sell(2)
      replicator.wake()
      await drain()
      network.faults.push('replayAnswer')
      journal.sell(2)
      replicator.wake()
      await drain()
      expect(time.events.some((event) => event.startsWith('replication.backwards'))).toBe(true)
      expect(journal.cursor?.seq).toBe(4)
      await expectAllThere()
    })

    test('[REP-17] after any faults have stopped, everything is there exactly once', { timeout: 60_000 }, async () => {
      const steps = fc.array(fc.record({ sold: fc.integer({ min: 1, max: 3 }), faults: fc.array(everyFault, { maxLength: 4 }) }), { minLength: 1, maxLength: 5 })
      await fc.assert(
        fc.asyncProperty(steps, async (drawn) => {
          for (const { sold, faults } of drawn) {
            network.faults.push(...faults)
            journal.sell(sold)
            replicator.wake()
            await settled(time)
          }
          await drain()
          await expectAllThere()
        }),
        { numRuns: 15 },
      )
    })

    test('[REP-8] an entry head office can not read does not stop the sales behind it', async () => {
      journal.sell(1)
      const last = journal.entries.pop()
      if (last !== undefined) journal.entries.push({ ...last, text: 'unreadable', hash: '' })
      // Chained by its own text, like everything else.
      const { createHash } = await import('node:crypto')
      const [bad] = journal.entries
      if (bad !== undefined) journal.entries[0] = { ...bad, hash: createHash('sha256').update(`${bad.prevHash}unreadable`).digest('hex') }
      journal.sell(2)
      replicator.wake()
      await drain()
      expect(await rows('SELECT seq, reason, text FROM quarantine')).toEqual([{ seq: 1, reason: 'not-json', text: 'unreadable' }])
      expect(await rows('SELECT seq FROM sale ORDER BY seq')).toEqual([{ seq: 2 }, { seq: 3 }])
    })
  })

  describe('restored from a backup', () => {
    test('[REP-6] head office gets everything again that its older backup does not hold', async () => {
      journal.sell(2)
      replicator.wake()
      await drain()
      await office.close()
      await database.backup()
      office = await openOffice()
      journal.sell(3)
      replicator.wake()
      await drain()
      expect(journal.cursor?.seq).toBe(5)

      await office.close()
      await database.restore()
      office = await openOffice()
      expect(await rows('SELECT count(*) AS n FROM ledger')).toEqual([{ n: 2 }])
      time.fire(heartbeatMs)
      await until(() => journal.cursor?.seq === 2 || time.events.some((event) => event.startsWith('replication.backwards')))
      await drain()
      await expectAllThere()
    })

    test('[REP-6] another instance makes the register verify its whole chain before it follows', async () => {
      journal.sell(2)
      replicator.wake()
      await drain()
      expect(journal.verified).toBe(0)
      const instance = journal.cursor?.instance
      await office.close()
      await rows('UPDATE instance SET id = ?', '018f3c8e-0000-7000-8000-00000000000a')
      office = await openOffice()
      journal.sell(1)
      replicator.wake()
      await drain()
      expect(journal.verified).toBe(1)
      expect(journal.cursor?.instance).not.toBe(instance)
      await expectAllThere()
    })

    test('[REP-7] a register restored from an older backup stops, says so, and head office hears of it', async () => {
      journal.sell(4)
      replicator.wake()
      await drain()
      const acknowledgedAt = replicator.view().lastAcknowledgedAt
      // Back to two entries, and two other sales since then.
      journal.entries.splice(2)
      journal.cursor = { ...(journal.cursor ?? { epoch: 1, instance: '' }), seq: 2, hash: journal.entries[1]?.hash ?? '' }
      time.now += 60_000
      time.fire(heartbeatMs)
      await untilState(replicator, 'conflict')
      journal.sell(3)
      replicator.wake()
      await until(() => replicator.view().waiting === 3)
      time.fire(await settled(time))
      await settled(time)
      expect(replicator.view()).toMatchObject({ state: 'conflict', lastAcknowledgedAt: acknowledgedAt })
      expect(await rows('SELECT kind FROM alert')).toEqual([{ kind: 'clone' }])
      // Nothing of the other history is merged.
      expect(await rows('SELECT count(*) AS n FROM ledger')).toEqual([{ n: 4 }])
    })

    test('[REP-7] two registers with one key: the second one is refused, and nothing of it is merged', async () => {
      journal.sell(2)
      const ours = [...journal.entries]
      replicator.wake()
      await drain()
      journal.entries.splice(0)
      journal.sell(4)
      journal.cursor = undefined
      time.fire(heartbeatMs)
      await untilState(replicator, 'conflict')
      time.fire(await settled(time))
      await settled(time)
      expect(replicator.view().state).toBe('conflict')
      expect(await rows('SELECT text FROM ledger ORDER BY seq')).toEqual(ours.map(({ text }) => ({ text })))
      expect(await rows("SELECT kind FROM alert WHERE kind = 'conflict'")).toHaveLength(1)
    })
  })
})
