import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type DayState } from '../../src/contracts/ipc/index.ts'
import { startHeadOffice, type HeadOffice } from '../../src/headoffice/index.ts'
import { databaseKinds, noPostgres, skippedTitle, type TestDatabase } from '../../src/headoffice/store/databases.fixture.ts'
import { openStore } from '../../src/headoffice/store/open-store.ts'
import { ask, heard, newFolder, sellMilk, startRegister, type StartedRegister } from './register.fixture.ts'

const names = { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'Europe/London', cutOffHour: 0 } as const

if (noPostgres !== undefined) test.skip(skippedTitle, () => {})

describe.each(databaseKinds)('the proof of a day, from a till to head office on $name', ({ create }) => {
  let folder: ReturnType<typeof newFolder>
  let database: TestDatabase
  let office: HeadOffice
  let started: StartedRegister
  const openOffice = (port?: number): Promise<HeadOffice> => startHeadOffice({ ...database.location, store: names, clock: Date.now, log: () => undefined, ...(port !== undefined && { port }) })

  beforeEach(async () => {
    folder = newFolder()
    database = await create()
    office = await openOffice()
    const { code } = await office.createEnrolmentCode()
    started = await startRegister(path.join(folder.data, 'register'), { demoStore: 'gb', headOffice: office.url, enrolmentCode: code })
    const { operators } = await ask(started.register, 'register', {})
    const manager = operators.find(({ role }) => role === 'manager')
    await ask(started.register, 'sign-on', { operatorId: manager?.id ?? '', pin: manager?.demoPin ?? '' })
    await ask(started.register, 'open-shift', { counts: [{ minor: 1000, pieces: 5 }] })
  })
  afterEach(async () => {
    await started.register.close()
    await office.close()
    await database.drop()
    folder.remove()
  })

  async function closeShift(): Promise<void> {
    const { shift } = await ask(started.register, 'shift', {})
    const cash = shift?.expected?.[0]?.amount ?? 0
    await ask(started.register, 'declare-shift', { shift: shift?.number ?? 0, cash: [{ minor: 1, pieces: cash }], others: [] })
    await ask(started.register, 'close-shift', { shift: shift?.number ?? 0, toSafe: cash, leave: 0, bag: `BAG-${String(shift?.number)}` })
  }

  /** The newest day on the till, once it is as wanted. */
  const onTill = (wanted: (day: DayState) => boolean): Promise<DayState> =>
    heard(started.register, () => {
      const [day] = started.register.replicator.view().days ?? []
      return day !== undefined && wanted(day) ? day : undefined
    })
  async function filed(sales: number): Promise<void> {
    await expect.poll(() => database.rows('SELECT count(*) AS n FROM sale'), { timeout: 20_000 }).toEqual([{ n: sales }])
  }

  async function atHeadOffice() {
    const store = await openStore(database.location, Date.now(), () => {})
    const { storeDays } = await store.overview(Date.now())
    await store.close()
    return storeDays.map(({ state, registers }) => [state, ...registers.map((one) => one.state)])
  }

  test('[REP-16] a Z is followed by the word that the day is complete, on the till and at head office', { timeout: 60_000 }, async () => {
    await sellMilk(started.register)
    await sellMilk(started.register)
    await closeShift()
    expect(await onTill(({ state }) => state === 'complete')).toMatchObject({ documents: 2, findings: [], more: 0 })
    expect(await atHeadOffice()).toEqual([['complete', 'complete']])
  })

  test('[REP-16] a Z while head office is away waits, and is complete after it is back', { timeout: 90_000 }, async () => {
    const port = Number(new URL(office.url).port)
    await sellMilk(started.register)
    await office.close()
    await closeShift()
    const waiting = await onTill(({ state }) => state === 'waiting')
    expect(waiting.since).toBeGreaterThan(Date.now() - 60_000)
    office = await openOffice(port)
    expect(await onTill(({ state }) => state === 'complete')).toMatchObject({ businessDate: waiting.businessDate, documents: 1 })
    expect(await atHeadOffice()).toEqual([['complete', 'complete']])
  })

  test('[REP-16] of a head office that dropped one document both screens name it, with what is short', { timeout: 60_000 }, async () => {
    await sellMilk(started.register)
    const lost = await sellMilk(started.register)
    await sellMilk(started.register)
    await filed(3)
    await database.rows('DELETE FROM sale WHERE number = ?', lost.number)
    await closeShift()
    const day = await onTill(({ state }) => state === 'differs')
    expect(day.findings.map(({ seq: _seq, ...finding }) => finding)).toEqual([
      { kind: 'unfiled', number: lost.number },
      { kind: 'sum', currency: 'GBP', tender: 'cash', side: 'debit', register: 3 * lost.total, headOffice: 2 * lost.total },
    ])
    expect(await atHeadOffice()).toEqual([['differs', 'differs']])
  })

  test('[REP-16] a sale after the Z opens the day again until the next Z', { timeout: 60_000 }, async () => {
    await sellMilk(started.register)
    await closeShift()
    await onTill(({ state }) => state === 'complete')
    await ask(started.register, 'open-shift', { counts: [{ minor: 1000, pieces: 5 }] })
    await sellMilk(started.register)
    await filed(2)
    expect(await atHeadOffice()).toEqual([['waiting', 'z']])
    await closeShift()
    expect(await onTill(({ state, documents }) => state === 'complete' && documents === 2)).toMatchObject({ findings: [] })
    expect(await atHeadOffice()).toEqual([['complete', 'complete']])
  })
})
