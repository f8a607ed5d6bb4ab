import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type HeadOfficeWordsView } from '../../src/contracts/ipc/index.ts'
import { startHeadOffice, type HeadOffice, type HeadOfficeOptions } from '../../src/headoffice/index.ts'
import { readEntry } from '../../src/headoffice/ingest/read-entry.ts'
import { databaseKinds, noPostgres, skippedTitle, type TestDatabase } from '../../src/headoffice/store/databases.fixture.ts'
import { openStore } from '../../src/headoffice/store/open-store.ts'
import { ask, heard, newFolder, sellMilk, startRegister, tryAsk, type StartedRegister } from './register.fixture.ts'

const names = { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'Europe/London', cutOffHour: 4 } as const

/** A head office that does not know sales of today's register. */
const older: NonNullable<HeadOfficeOptions['reader']> = (text, place) => {
  const read = readEntry(text, place)
  return read.readable && read.sale !== undefined ? { readable: false, reason: 'sale-unreadable', id: read.id } : read
}

if (noPostgres !== undefined) test.skip(skippedTitle, () => {})

describe.each(databaseKinds)('what head office on $name cannot read, from a till to its update', ({ create }) => {
  let folder: ReturnType<typeof newFolder>
  let database: TestDatabase
  let office: HeadOffice
  let started: StartedRegister
  const openOffice = (more: Partial<HeadOfficeOptions> = {}): Promise<HeadOffice> => startHeadOffice({ ...database.location, store: names, clock: Date.now, log: () => undefined, ...more })

  async function signOn(role: string): Promise<void> {
    const { operators } = await ask(started.register, 'register', {})
    const one = operators.find((operator) => operator.role === role)
    await ask(started.register, 'sign-on', { operatorId: one?.id ?? '', pin: one?.demoPin ?? '' })
  }

  beforeEach(async () => {
    folder = newFolder()
    database = await create()
    office = await openOffice({ reader: older })
    const { code } = await office.createEnrolmentCode()
    started = await startRegister(path.join(folder.data, 'register'), { demoStore: 'gb', headOffice: office.url, enrolmentCode: code })
    await signOn('manager')
    await ask(started.register, 'open-shift', { counts: [{ minor: 1000, pieces: 5 }] })
  })
  afterEach(async () => {
    await started.register.close()
    await office.close()
    await database.drop()
    folder.remove()
  })

  const onTill = (wanted: (words: HeadOfficeWordsView) => boolean): Promise<HeadOfficeWordsView> =>
    heard(started.register, () => {
      const { words } = started.register.replicator.view()
      return words !== undefined && wanted(words) ? words : undefined
    })
  const shown = ({ held, entries }: HeadOfficeWordsView) => [held, ...entries.map(({ state, reason, type, number, by, note }) => [state, reason, type, number, by, note].filter((one) => one !== undefined).join(' ')).toSorted()]

  async function dayAtHeadOffice(): Promise<unknown> {
    const store = await openStore(database.location, Date.now(), () => {})
    const { storeDays, stores } = await store.overview(Date.now())
    await store.close()
    return [storeDays.map(({ state }) => state), stores[0]?.today.map(({ sales }) => sales)]
  }

  test('[REP-8] the till says which receipts were not read, selling goes on, and after head office’s update a supervisor has them read: counted once, the day whole', { timeout: 90_000 }, async () => {
    await sellMilk(started.register)
    await sellMilk(started.register)
    const words = await onTill(({ held }) => held === 2)
    expect(shown(words)).toEqual([2, 'quarantined sale-unreadable sale.completed 1-1', 'quarantined sale-unreadable sale.completed 1-2'])

    // The same head office still cannot: it stays, and the till says so.
    expect(shown(await ask(started.register, 'send-again', {}))[0]).toBe(2)
    const port = Number(new URL(office.url).port)
    await office.close()
    office = await openOffice({ port })
    await heard(started.register, () => (started.register.replicator.view().state === 'healthy' ? true : undefined))

    const again = await ask(started.register, 'send-again', {})
    expect(shown(again)).toEqual([0, 'applied sale-unreadable sale.completed 1-1', 'applied sale-unreadable sale.completed 1-2'])
    const { shift } = await ask(started.register, 'shift', {})
    const cash = shift?.expected?.[0]?.amount ?? 0
    await ask(started.register, 'declare-shift', { shift: shift?.number ?? 0, cash: [{ minor: 1, pieces: cash }], others: [] })
    await ask(started.register, 'close-shift', { shift: shift?.number ?? 0, toSafe: cash, leave: 0, bag: 'BAG-1' })
    const day = await heard(started.register, () => started.register.replicator.view().days?.find(({ state }) => state === 'complete'))
    expect(day).toMatchObject({ documents: 2, findings: [] })
    expect(await dayAtHeadOffice()).toEqual([['complete'], [2]])
  })

  test('[REP-8] who may not see the journal may not ask for it, and what was discarded is told with who and why', { timeout: 60_000 }, async () => {
    await sellMilk(started.register)
    await onTill(({ held }) => held === 1)
    await ask(started.register, 'sign-off', {})
    await signOn('cashier')
    expect(await tryAsk(started.register, 'send-again', {})).toMatchObject({ ok: false, refusal: { code: 'request.notAllowed' } })
    const store = await openStore(database.location, Date.now(), () => {})
    const [one] = (await store.overview(Date.now())).quarantine
    if (one === undefined) throw new Error('nothing in quarantine')
    await store.discardQuarantined(office.storeId, { place: one, by: 'Ann', note: 'Practice' }, Date.now())
    await store.close()
    // The next contact, whatever it is about, brings another mark.
    await sellMilk(started.register)
    expect(shown(await onTill(({ entries }) => entries.some(({ state }) => state === 'discarded')))).toContain('discarded sale-unreadable sale.completed 1-1 Ann Practice')
  })

  test('[REP-8] head office away: asked for it, the till says that nobody answered, and changes nothing', { timeout: 60_000 }, async () => {
    await sellMilk(started.register)
    await onTill(({ held }) => held === 1)
    await office.close()
    expect(await tryAsk(started.register, 'send-again', {})).toMatchObject({ ok: false, refusal: { code: 'headOffice.unreachable' } })
    office = await openOffice()
    expect(started.register.replicator.view().words?.held).toBe(1)
  })
})
