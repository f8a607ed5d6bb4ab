import { createServer } from 'node:http'
import { type AddressInfo } from 'node:net'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type JournalEntryView } from '../../src/contracts/ipc/index.ts'
import { startHeadOffice, type HeadOffice } from '../../src/headoffice/index.ts'
import { sqlite, type TestDatabase } from '../../src/headoffice/store/databases.fixture.ts'
import { readOptions } from '../../src/main/options.ts'
import { ask, logOf, newFolder, sellMilk, startRegister, tryAsk, type StartedRegister } from './register.fixture.ts'
import { bristol } from './setup.fixture.ts'

let folder: ReturnType<typeof newFolder>
let database: TestDatabase
let other: TestDatabase
let office: HeadOffice
let open: { close(): Promise<unknown> }[]
const till = (): string => path.join(folder.data, 'till')
const open1 = async (location: TestDatabase): Promise<HeadOffice> => {
  const opened = await startHeadOffice({ ...location.location, store: { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'Europe/London', cutOffHour: 0 }, clock: Date.now, log: () => undefined })
  open.push(opened)
  return opened
}
const start = async (more: Parameters<typeof startRegister>[1] = {}): Promise<StartedRegister> => {
  const started = await startRegister(till(), more)
  open.push(started.register)
  return started
}
const stop = async (one: { close(): Promise<unknown> }): Promise<void> => {
  open.splice(open.indexOf(one), 1)
  await one.close()
}
/** Whoever may set the store, and their PIN. */
async function manager({ register }: StartedRegister): Promise<string> {
  const { operators } = await ask(register, 'register', {})
  const { id = '', demoPin = bristol.owner.pin } = operators.find(({ role }) => role === 'manager') ?? operators[0] ?? {}
  await ask(register, 'sign-on', { operatorId: id, pin: demoPin })
  return demoPin
}
const sold = (): Promise<readonly unknown[]> => database.rows('SELECT count(*) AS n FROM sale')
/** Who turned the journal elsewhere, oldest first. */
async function turned({ register }: StartedRegister): Promise<readonly JournalEntryView['facts'][]> {
  const { entries: rows } = await ask(register, 'journal', { limit: 100 })
  const entries = await Promise.all(rows.filter(({ type }) => type === 'setting.changed').map(({ epoch, seq }) => ask(register, 'journal-entry', { epoch, seq })))
  return entries.map(({ facts }) => facts).toReversed()
}

beforeEach(async () => {
  folder = newFolder()
  open = []
  database = await sqlite.create()
  other = await sqlite.create()
  office = await open1(database)
})
afterEach(async () => {
  for (const one of open.toReversed()) await one.close()
  await database.drop()
  await other.drop()
  folder.remove()
})

test('[STORE-11] who answers at another address is said before anything goes there', { timeout: 60_000 }, async () => {
  const till1 = await start({ demoStore: 'gb' })
  const { register } = till1
  const nowhere = 'http://127.0.0.1:1'
  const pin = await manager(till1)
  expect(await tryAsk(register, 'set-head-office', { url: nowhere, pin })).toMatchObject({ ok: false, refusal: { code: 'headOffice.notJoined' } })
  expect((await register.replicator.enrol(office.url, (await office.createEnrolmentCode()).code)).ok).toBe(true)
  await expect.poll(() => register.replicator.view().state, { timeout: 20_000 }).toBe('healthy')
  const look = (url: string): Promise<unknown> => ask(register, 'look-at-head-office', { url })

  // Moved, with its books: one file has one head office.
  await stop(office)
  const moved = await open1(database)
  expect(await look(` ${moved.url}/ `)).toEqual({ url: moved.url, found: 'known' })
  const stranger = await open1(other)
  expect(await look(stranger.url)).toEqual({ url: stranger.url, found: 'notTaken', reason: 'unknown' })
  expect(await look(nowhere)).toEqual({ url: nowhere, found: 'silent' })
  const page = createServer((_request, answer) => void answer.end('<h1>It works</h1>'))
  await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve))
  const pageUrl = `http://127.0.0.1:${(page.address() as AddressInfo).port}`
  expect(await look(pageUrl)).toEqual({ url: pageUrl, found: 'other' })
  page.close()
  for (const url of ['http://head-office.example', 'nowhere', 'https://head-office.example/till']) expect(await tryAsk(register, 'look-at-head-office', { url })).toMatchObject({ ok: false, refusal: { code: 'headOffice.addressUnfit' } })

  // The books of the old one, under a name of their own: it knows the register, and is another database.
  await stop(moved)
  await database.rows(`UPDATE instance SET id = '00000000-0000-4000-8000-00000000abcd'`)
  const copy = await open1(database)
  expect(await look(copy.url)).toEqual({ url: copy.url, found: 'another' })
})

test('[STORE-12] an address chosen at the counter is in force at once, for a PIN, stands in the journal, and goes before the option of an old short cut', { timeout: 90_000 }, async () => {
  const first = await start({ demoStore: 'gb' })
  expect((await first.register.replicator.enrol(office.url, (await office.createEnrolmentCode()).code)).ok).toBe(true)
  const pin = await manager(first)
  await sellMilk(first.register)
  await expect.poll(sold, { timeout: 20_000 }).toEqual([{ n: 1 }])
  // It is gone, and the till has noticed.
  await stop(office)
  const moved = await open1(database)
  await sellMilk(first.register)
  expect(await tryAsk(first.register, 'set-head-office', { url: moved.url, pin: '0000' })).toMatchObject({ ok: false, refusal: { code: 'operator.wrongPin' } })
  expect((await ask(first.register, 'store', {})).headOfficeUrl).toBe(office.url)
  expect((await ask(first.register, 'set-head-office', { url: `${moved.url}/`, pin })).headOfficeUrl).toBe(moved.url)
  await expect.poll(sold, { timeout: 5_000 }).toEqual([{ n: 2 }])
  expect(await turned(first)).toMatchObject([expect.arrayContaining([expect.objectContaining({ value: moved.url })])])
  // The same once more is no news.
  await ask(first.register, 'set-head-office', { url: moved.url, pin })
  expect(await turned(first)).toHaveLength(1)
  // One that nobody answers at is kept, too: a head office that is down must not stop the move.
  await ask(first.register, 'set-head-office', { url: 'https://head-office.invalid', pin })
  await stop(first.register)
  const second = await start({ demoStore: 'gb' })
  expect((await second.register.core.internal.facts()).headOfficeUrl).toBe('https://head-office.invalid')
})

test('[STORE-13] what an enrolled register is started with once is kept, and what was chosen at the counter since goes before the same option', { timeout: 90_000 }, async () => {
  const first = await start()
  await ask(first.register, 'set-up', { ...bristol, headOffice: { url: office.url, enrolmentCode: (await office.createEnrolmentCode()).code } })
  await stop(first.register)
  await stop(office)
  const moved = await open1(database)
  const second = await start({ headOffice: moved.url })
  expect((await second.register.core.internal.facts()).headOfficeUrl).toBe(moved.url)
  expect(logOf(till())).toContain('headOffice.addressKept')
  await manager(second)
  expect(await turned(second)).toMatchObject([expect.arrayContaining([expect.objectContaining({ value: moved.url })])])
  await stop(moved)
  const back = await open1(database)
  await ask(second.register, 'set-head-office', { url: back.url, pin: bristol.owner.pin })
  await stop(second.register)
  // The short cut still says the other one.
  const third = await start({ headOffice: moved.url })
  expect((await third.register.core.internal.facts()).headOfficeUrl).toBe(back.url)
  await expect.poll(() => third.register.replicator.view().state, { timeout: 20_000 }).toBe('healthy')
  expect(logOf(till())).toContain('headOffice.optionOverruled')
  await stop(third.register)
  // Somebody wrote another one into it.
  const fourth = await start({ headOffice: 'https://head-office.invalid' })
  expect((await fourth.register.core.internal.facts()).headOfficeUrl).toBe('https://head-office.invalid')
})

test('[STORE-14] an old short cut says nothing new either where the address was chosen in a start without it, or chosen again since', { timeout: 90_000 }, async () => {
  const old = office.url
  const first = await start({ headOffice: old })
  await ask(first.register, 'set-up', { ...bristol, headOffice: { url: old, enrolmentCode: (await office.createEnrolmentCode()).code } })
  await stop(first.register)
  const again = async (headOffice?: string): Promise<string | undefined> => {
    const { register } = await start(headOffice === undefined ? {} : { headOffice })
    const { headOfficeUrl } = await register.core.internal.facts()
    await stop(register)
    return headOfficeUrl
  }
  const chosen = async (url: string, headOffice?: string): Promise<void> => {
    const at = await start(headOffice === undefined ? {} : { headOffice })
    await manager(at)
    await ask(at.register, 'set-head-office', { url, pin: bristol.owner.pin })
    await stop(at.register)
  }
  const [one, two, three] = ['https://one.invalid', 'https://two.invalid', 'https://three.invalid']
  // Started without the option, and chosen there; then the short cut again, also as somebody else would write it.
  await chosen(one)
  expect([await again(old), await again(`${old}/`), await again()]).toEqual([one, one, one])
  // Once more, from the short cut, and from a start without it.
  await chosen(two, old)
  expect([await again(old), await again(one)]).toEqual([two, two])
  await chosen(three)
  expect([await again(old), await again(one), await again(two)]).toEqual([three, three, three])
  // Another one is news, and the old one after it is, too: whoever writes short cuts has had a word since.
  expect([await again('https://news.invalid'), await again(old)]).toEqual(['https://news.invalid', old])
})

test('[STORE-10] an address that no till sends to is refused before anything is started', () => {
  for (const given of ['http://head-office.example', 'head-office.example:4470', 'https://head-office.example/till']) {
    const read = readOptions(['--head-office', given], { data: 'x' })
    expect(read.kind === 'wrong' && read.sentence).toContain(`"${given}" is not`)
  }
  expect(readOptions(['--head-office', 'https://head-office.example'], { data: 'x' })).toMatchObject({ options: { headOffice: 'https://head-office.example' } })
})
