import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type OfficeRole } from '../../contracts/replication/index.ts'
import { asBeforeQuarantine, databaseKinds, noPostgres, skippedTitle, type TestDatabase } from './databases.fixture.ts'
import { openStore } from './open-store.ts'
import { type Actor, type NewPerson } from './people-rows.ts'
import { type Attempt } from './people-store.ts'
import { type HeadOfficeStore } from './port.ts'

const start = Date.UTC(2026, 10, 23, 9)
const machine: Actor = { id: null, address: '127.0.0.1' }
const minute = 60_000

let database: TestDatabase
let store: HeadOfficeStore

const newPerson = (name: string, role: OfficeRole = 'owner'): NewPerson => ({ id: `id-${name}`, signOnName: name, signOnKey: name, name: name.toUpperCase(), nameKey: `${name} key`, role, passphrase: 'hash', oneTimeUntil: null })
const asked = (name: string, address = '10.0.0.1') => ({ signOnKey: name, who: `hash of ${name}`, address })

async function tried(name: string, now: number, address?: string): Promise<Attempt> {
  const outcome = await store.people.attempt(asked(name, address), now)
  if (!outcome.ok) throw new Error(`waits ${outcome.waitMs}`)
  return outcome.attempt
}
async function waits(name: string, now: number, address?: string): Promise<number> {
  const outcome = await store.people.attempt(asked(name, address), now)
  return outcome.ok ? 0 : outcome.waitMs
}
const kinds = async (): Promise<readonly string[]> => (await store.people.events()).map(({ kind, person, by, detail }) => [kind, person, by, detail].filter((part) => part !== undefined).join(' ')).toReversed()

if (noPostgres !== undefined) test.skip(skippedTitle, () => {})

describe.each(databaseKinds)('people on $name', ({ name: kind, create }) => {
  beforeEach(async () => {
    database = await create()
    store = await openStore(database.location, start, () => {})
  })
  afterEach(async () => {
    await store.close()
    await database.drop()
  })

  test('[HOP-1] the first owner is made once, of however many that ask at the same time', async () => {
    expect(await store.people.any()).toBe(false)
    const made = await Promise.all(['ann', 'bert', 'cleo'].map((name) => store.people.add(newPerson(name), machine, start, true)))
    expect(made.map((one) => (one.ok ? 'made' : one.slug)).toSorted()).toEqual(['accounts-exist', 'accounts-exist', 'made'])
    expect([await store.people.any(), (await store.people.list()).length]).toEqual([true, 1])
  })

  test('[HOP-2] a name is somebody’s for ever, and whoever was somebody stays on the list', async () => {
    await store.people.add(newPerson('ann'), machine, start, true)
    expect(await store.people.add({ ...newPerson('dora'), signOnKey: 'ann' }, machine, start, false)).toEqual({ ok: false, slug: 'name-taken' })
    expect(await store.people.add({ ...newPerson('dora'), nameKey: 'ann key' }, machine, start, false)).toEqual({ ok: false, slug: 'name-taken' })
    await expect(database.rows('DELETE FROM person')).rejects.toThrow(/kept/u)
    expect((await store.people.list()).map(({ signOnName }) => signOnName)).toEqual(['ann'])
  })

  test('[HOP-3] the last owner who is on stays one, also when two take it from each other at once', async () => {
    await store.people.add(newPerson('ann'), machine, start, true)
    await store.people.add(newPerson('bert'), machine, start, false)
    const off = (id: string) => store.people.change(id, machine, start, () => ({ set: { state: 'off' }, endsSessions: true, kind: 'turned-off' }))
    const both = await Promise.all([off('id-ann'), off('id-bert')])
    expect(both.map((one) => (one.ok ? one.person.state : one.slug)).toSorted()).toEqual(['last-owner', 'off'])
    const left = (await store.people.list()).find(({ state }) => state === 'on')
    expect(await store.people.change(left?.id ?? '', machine, start, () => ({ set: { role: 'viewer' }, endsSessions: false, kind: 'role' }))).toEqual({ ok: false, slug: 'last-owner' })
  })

  test('[HOP-4] the fifth wrong try at a name makes it wait, each further one twice as long, for an hour at most and through a restart', async () => {
    await store.people.add(newPerson('ann'), machine, start, true)
    for (const name of ['ann', 'nobody']) {
      for (let count = 1; count <= 5; count += 1) await store.people.failed(await tried(name, start, `${name} ${count}`), start)
      expect(await waits(name, start, 'elsewhere')).toBe(minute / 2)
    }
    await store.close()
    store = await openStore(database.location, start, () => {})
    expect(await waits('ann', start + 29_000, 'elsewhere')).toBe(1_000)
    let now = start + minute / 2
    const waited: number[] = []
    for (let count = 0; count < 10; count += 1) {
      await store.people.failed(await tried('ann', now, `more ${count}`), now)
      const wait = await waits('ann', now, 'elsewhere')
      waited.push(wait / minute)
      now += wait
    }
    expect(waited).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60, 60])
    // A clock that was set back a year does not make it a year.
    await store.people.failed(await tried('ann', now), now)
    expect(await waits('ann', now - 365 * 24 * 60 * minute)).toBe(60 * minute)
    const told = await kinds()
    expect(told.slice(0, 7)).toEqual(['made ANN owner', ...Array.from({ length: 5 }, () => 'sign-on-failed ANN'), 'locked ANN 30'])
    // Of a name that nobody has nothing is written: it may be a passphrase in the wrong field.
    expect(told.slice(7, 13)).toEqual([...Array.from({ length: 5 }, () => 'sign-on-failed'), 'locked 30'])
  })

  test('[HOP-4] one address that tries many names waits from its twentieth failure, and others do not', async () => {
    await store.people.add(newPerson('ann'), machine, start, true)
    for (let count = 1; count <= 20; count += 1) await store.people.failed(await tried(`name ${count}`, start), start)
    expect([await waits('ann', start), await waits('ann', start, '10.0.0.2')]).toEqual([minute / 2, 0])
    expect((await kinds()).at(-1)).toBe('address-locked 30')
    expect(await waits('ann', start + 61 * minute)).toBe(0)
  })

  test('[HOP-4] each try counts before it is looked at, so that of many at once no more are tried than one after another', async () => {
    await store.people.add(newPerson('ann'), machine, start, true)
    const outcomes = await Promise.all(Array.from({ length: 12 }, (_, at) => store.people.attempt(asked('ann', `${at}`), start)))
    expect(outcomes.filter(({ ok }) => ok).length).toBe(5)
  })

  test('[HOP-5] who was right begins anew, of the address only their own try is taken back, and a code is taken once', async () => {
    await store.people.add(newPerson('ann'), machine, start, true)
    await store.people.change('id-ann', machine, start, () => ({ set: { factor: 'sealed', factorStep: 7 }, endsSessions: false, kind: 'factor-made', recovery: ['r1', 'r2'] }))
    for (let count = 1; count <= 3; count += 1) await store.people.failed(await tried('ann', start), start)
    expect(await store.people.proven(await tried('ann', start), { step: 7 }, start, 'signed-on')).toBe('used')
    expect(await store.people.proven(await tried('ann', start, '10.0.0.2'), { step: 8 }, start, 'signed-on')).toMatchObject({ factorStep: 8 })
    expect(await database.rows('SELECT kind, failures FROM sign_on_wait WHERE failures > 0 ORDER BY kind, failures')).toEqual([{ kind: 'address', failures: 4 }])
    const twice = [await tried('ann', start), await tried('ann', start)]
    const done = await Promise.all(twice.map((attempt) => store.people.proven(attempt, { recoveryHash: 'r1' }, start, 'signed-on')))
    expect(done.filter((one) => one !== 'used').length).toBe(1)
    expect(await store.people.proven(await tried('ann', start), { recoveryHash: 'r3' }, start, 'signed-on')).toBeUndefined()
    expect((await kinds()).slice(-2)).toEqual(['recovery-code-used ANN ANN', 'signed-on ANN ANN'])
  })

  test('[HOP-5] what changed since the passphrase was read is no proof any more', async () => {
    await store.people.add(newPerson('ann'), machine, start, true)
    await store.people.add(newPerson('bert'), machine, start, false)
    const before = await tried('ann', start)
    await store.people.change('id-ann', machine, start, () => ({ set: { passphrase: 'another' }, endsSessions: true, kind: 'passphrase-changed' }))
    expect(await store.people.proven(before, {}, start, 'signed-on')).toBeUndefined()
    const again = await tried('ann', start)
    await store.people.change('id-ann', machine, start, () => ({ set: { state: 'off' }, endsSessions: true, kind: 'turned-off' }))
    expect(await store.people.proven(again, {}, start, 'signed-on')).toBeUndefined()
  })

  test('[HOP-6] what was done is only ever added to', async () => {
    await store.people.add(newPerson('ann'), machine, start, true)
    await store.people.note('acted', null, { id: 'id-ann', address: '10.0.0.1' }, start + 1, 'enrolment-code')
    for (const statement of ["UPDATE person_event SET kind = 'x'", 'DELETE FROM person_event']) await expect(database.rows(statement)).rejects.toThrow(/only added to/u)
    expect((await store.people.events())[0]).toEqual({ at: start + 1, kind: 'acted', by: 'ANN', address: '10.0.0.1', detail: 'enrolment-code' })
  })

  test('[HOP-1] a head office of before has nobody after the update, and everything else it had', async () => {
    const id = await store.ensureStore({ name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 0 }, start)
    await store.close()
    await asBeforeQuarantine(kind, database)
    store = await openStore(database.location, start, () => {})
    expect([await store.people.any(), (await store.overview(start)).stores[0]?.id]).toEqual([false, id])
  })
})
