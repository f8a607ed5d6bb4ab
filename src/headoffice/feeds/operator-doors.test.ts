import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fedOperator, type OperatorEdited, type OperatorsOverview } from '../../contracts/replication/index.ts'
import { databaseKinds, noPostgres, skippedTitle, type TestDatabase } from '../store/databases.fixture.ts'
import { openStore } from '../store/open-store.ts'
import { type HeadOfficeStore } from '../store/port.ts'
import { operatorPins } from './operator-pins.ts'
import { operatorsDesk, type OperatorsDesk } from './operators-desk.ts'
import { doorRights, roleRights } from '../http/door-rights.ts'

const shop = { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 0 }
const start = Date.parse('2026-11-20T12:00:00Z')
const owner = { mayAdmins: true, account: randomUUID() }
const manager = { mayAdmins: false, account: randomUUID() }
const [ann, bea] = [randomUUID(), randomUUID()]

let database: TestDatabase
let store: HeadOfficeStore
let quay: string
let desk: OperatorsDesk
let marked: string[]
let lines: string[]
const person = { id: ann, name: 'Ann', role: 'cashier', active: true } as const
const edit = (change: object = {}, seenVersion = 0, more: object = {}, actor = owner): Promise<OperatorEdited | undefined> => desk.editOperator(quay, { operator: { ...person, ...change }, stores: [quay], seenVersion, by: 'Olga', ...more }, actor)
const list = async (search = ''): Promise<OperatorsOverview | undefined> => desk.operators(quay, search, owner)
const fed = async (id: string = ann) => fedOperator.parse(JSON.parse((await store.feedRow(quay, 'operators', id))?.text ?? '{}'))

if (noPostgres !== undefined) test.skip(skippedTitle, () => {})

describe.each(databaseKinds)('who may work at a store’s tills, kept on $name', ({ create }) => {
  beforeEach(async () => {
    database = await create()
    store = await openStore(database.location, start, () => {})
    quay = await store.ensureStore(shop, start)
    marked = []
    lines = []
    desk = operatorsDesk({ store, clock: () => start, log: (event, facts) => lines.push(JSON.stringify({ event, ...facts })), edited: (id) => void marked.push(id) })
  })
  afterEach(async () => {
    await store.close()
    await database.drop()
  })

  test('[REP-14] a PIN lies there as a hash under the chain’s pepper, which it names; a name or role that changes keeps it, and the page is told only that there is one', async () => {
    expect(await edit({}, 0, { pin: '482913' })).toEqual({ ok: true, version: 1 })
    const pins = operatorPins(store.chainPepper)
    const { pin, by } = await fed()
    expect([pin?.pepperId.length, await pins.isSame(pin, '482913'), await pins.isSame(pin, '482914'), by]).toEqual([16, true, false, owner.account])
    expect(await edit({ name: 'Anna' }, 1, {}, manager)).toEqual({ ok: true, version: 2 })
    expect([(await fed()).pin, (await fed()).by]).toEqual([pin, manager.account])
    expect((await list())?.operators).toEqual([{ id: ann, name: 'Anna', role: 'cashier', active: true, stores: [quay], hasPin: true, version: 2 }])
    expect([marked, lines.join().includes('482913'), lines.join().includes('Anna')]).toEqual([[quay, quay], false, false])
    // The same by somebody else is no change.
    expect(await edit({ name: 'Anna' }, 2)).toEqual({ ok: true, version: 2 })
    expect((await fed()).by).toBe(manager.account)
  })

  test('[REP-14] a PIN that is tried first, or is the one that was, is refused, and nothing is saved', async () => {
    for (const [pin, why] of [['1234', 'run'], ['111111', 'oneDigit'], ['2580', 'line'], ['201126', 'date'], ['123', 'digits']] as const) expect(await edit({}, 0, { pin })).toEqual({ ok: false, reason: 'pinWeak', why })
    expect((await list())?.count).toBe(0)
    await edit({}, 0, { pin: '482913' })
    expect(await edit({}, 1, { pin: '482913' })).toEqual({ ok: false, reason: 'pinWeak', why: 'last' })
  })

  test('[REP-14] a badge belongs to one person of a store, what somebody else changed meanwhile stands, and only an owner makes or touches an administrator', async () => {
    await edit({ badge: 'B-0001' })
    expect(await edit({ id: bea, name: 'Bea', badge: 'B-0001' })).toEqual({ ok: false, reason: 'badgeTaken', by: 'Ann', store: 'Quay Street' })
    expect(await edit({ name: 'Anna' }, 7)).toEqual({ ok: false, reason: 'changedMeanwhile' })
    expect(await edit({ id: bea, role: 'admin' }, 0, {}, manager)).toEqual({ ok: false, reason: 'adminsOnly' })
    expect(await edit({ id: bea, name: 'Bea', role: 'admin' })).toEqual({ ok: true, version: 2 })
    expect(await edit({ id: bea, name: 'Bea', role: 'cashier' }, 2, { pin: '482913' }, manager)).toEqual({ ok: false, reason: 'adminsOnly' })
    expect(await edit({}, 1, { stores: ['elsewhere'] })).toEqual({ ok: false, reason: 'unknownStore' })
    expect([await desk.editOperator('elsewhere', { operator: person, stores: [], seenVersion: 0, by: 'Olga' }, owner), await desk.operators('elsewhere', '', owner)]).toEqual([undefined, undefined])
  })

  test('[REP-14] somebody works at the stores that are named, with one PIN, and is gone from one that is not', async () => {
    const mole = randomUUID()
    await database.rows(`INSERT INTO store (id, name, chain_name, lines, language, time_zone, cut_off_hour, created_at) SELECT '${mole}', 'Mole', chain_name, lines, language, time_zone, cut_off_hour, created_at FROM store`)
    const both = [quay, mole].toSorted()
    expect(await edit({}, 0, { pin: '482913', stores: both })).toEqual({ ok: true, version: 1 })
    const there = await store.feedRow(mole, 'operators', ann)
    expect(there?.text).toBe((await store.feedRow(quay, 'operators', ann))?.text)
    expect(await edit({}, 1, { stores: [quay] })).toEqual({ ok: true, version: 2 })
    expect([(await store.feedRow(mole, 'operators', ann))?.text, (await list())?.operators.map(({ stores }) => stores)]).toEqual([null, [[quay]]])
  })
})

test('[REP-14] owners and managers come in, and who only looks does not', () => {
  for (const door of ['GET /api/stores/:store/operators', 'POST /api/stores/:store/operators']) expect([door, doorRights[door]]).toEqual([door, 'act'])
  expect([roleRights.owner.includes('act'), roleRights.manager.includes('act'), roleRights.viewer.includes('act')]).toEqual([true, true, false])
})
