import { createHash, randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { changedSetHash, emptySetHash, type RowFeedName, rowHash } from '../../domain/feed/index.ts'
import { type Role } from '../../domain/authority/index.ts'
import { hasRight, queries, whoUnlocks } from '../queries/index.ts'
import { answeringCommands, applyFeed, approve, commands, keepFeedPage, releaseFeed, signOn, watchContact, type CommandContext } from './index.ts'
import { code, testRegister, type TestRegister, value } from './register.fixture.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const hour = 3_600_000
const pepper = '0123456789abcdef'
const [mia, sam] = [randomUUID(), randomUUID()]
const hashOf = (pin: string): string => `$argon2id$v=19$m=19456,t=2,p=1$${pin}$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa`

let register: TestRegister
let boot: string
let versions: Partial<Record<RowFeedName, { readonly version: number; readonly held: ReadonlyMap<string, string> }>>

const context = (seat = 'counter', request: string = randomUUID()): CommandContext => ({ ...register.context(request, seat), moment: () => ({ at: register.now, tzOffset: 480, bootId: boot, monoMs: register.monoMs }) })

function tell(feed: RowFeedName, rows: readonly { readonly id: string; readonly text: string | null }[]): void {
  const { version, held } = versions[feed] ?? { version: 0, held: new Map<string, string>() }
  const next = new Map(held)
  for (const { id, text } of rows) {
    if (text === null) next.delete(id)
    else next.set(id, text)
  }
  versions[feed] = { version: version + 1, held: next }
  const setHash = [...next].reduce((hash, [id, text]) => changedSetHash(hash, undefined, rowHash(id, text, sha256)), emptySetHash)
  value(keepFeedPage(context(), feed, { instance: 'hq', from: version, to: version + 1, snapshot: false, setHash, rows: [...rows] }))
  value(applyFeed({ ...context(), hasPepper: (id) => id === pepper }, feed))
}

const feedPerson = (id: string, name: string, role: Role): void => tell('operators', [{ id, text: JSON.stringify({ id, name, role, active: true, pin: { hash: hashOf(name), pepperId: pepper } }) }])
const feedHours = (hours: number): void => tell('settings', [{ id: 'offlineHours', text: JSON.stringify({ kind: 'offlineHours', value: hours }) }])
const enter = (id: string, seat = 'counter'): void => void value(signOn(context(seat), { operatorId: id, provenHash: register.database.pinHashOf(id) ?? '' }))
const tick = (heard = false): void => value(watchContact(context(), heard))
/** Both clocks go on, and the register looks each minute that is a whole hour. */
function pass(hours: number): void {
  for (let passed = 0; passed < hours; passed += 1) {
    register.now += hour
    register.monoMs += hour
    tick()
  }
}
const state = () => register.database.officeContact()?.state
const entries = (type: string) => register.database.entriesAfter(1, 0, 9_999).filter((entry) => entry.type === type).map(({ text }) => JSON.parse(text) as { body: Record<string, unknown> })
const view = (seat = 'counter') => value(queries['own-rights']({ reader: register.database, seat }))
const grant = (permission: string) => view().rights.find((one) => one.permission === permission)

beforeEach(() => {
  register = testRegister()
  boot = 'boot'
  versions = {}
  value(register.database.unitOfWork(() => ({ ok: true, value: register.database.saveOperator({ id: 'own', name: 'Olga', role: 'manager' }, '$argon2id$own') })))
  feedPerson(mia, 'Mia', 'manager')
  feedPerson(sam, 'Sam', 'supervisor')
})
afterEach(() => register.remove())

describe('most time without head office', () => {
  test('[REP-14] without head office’s word there is none, however long it is away', () => {
    pass(2_000)
    expect([register.database.officeContact(), entries('headOffice.awayTooLong')]).toEqual([undefined, []])
    enter(mia)
    expect(grant('setStore')).toEqual({ permission: 'setStore', grant: 'yes' })
  })

  test('[REP-14] past it whom head office feeds may do no more than a cashier, alone and for others; selling and closing go on; people of the store alone keep their rights', () => {
    feedHours(72)
    enter(mia)
    pass(53)
    expect(state()).toBe('near')
    pass(1)
    expect([state(), grant('refund')?.grant]).toEqual(['soon', 'yes'])
    pass(18)
    expect([state(), entries('headOffice.awayTooLong')]).toMatchObject(['over', [{ body: { hours: 72 } }]])
    // No more than a cashier, by the store's own matrix; what a cashier never does is not hers now.
    expect([grant('refund'), grant('discount'), grant('voidSale')]).toMatchObject([{ grant: 5_000 }, { grant: 100_000 }, { grant: 'ask' }])
    expect(grant('setStore')).toEqual({ permission: 'setStore', grant: 'no', awayHours: 72 })
    expect(hasRight(register.database, 'counter', 'setStore', { bootId: boot, monoMs: 1 })).toEqual({ ok: false, refusal: { code: 'headOffice.awayTooLong', params: { hours: 72 } } })
    expect(['sell', 'manageShift', 'closeShift', 'declareShift', 'acceptOverShort', 'readX', 'seeZ', 'resolvePayment'].map((permission) => grant(permission)?.grant)).toEqual(Array.from({ length: 8 }, () => 'yes'))
    value(commands.scan(context(), { barcode: '6901234567892' }))
    const basket = register.database.seat('counter').basketId ?? ''
    const revision = value(commands.scan(context(), { barcode: '6901234567892' })).basket?.revision ?? 0
    expect(code(commands['complete-sale'](context(), { basketId: basket, revision, tenders: [{ type: 'cash' }] }))).toBe('accepted')
    expect(value(queries.register({ reader: register.database, seat: 'counter' })).operators.filter(({ narrowed }) => narrowed).map(({ name }) => name).toSorted()).toEqual(['Mia', 'Sam'])
    // Whoever head office never knew is who they were, and can let everybody in.
    expect(whoUnlocks(register.database).map(({ id }) => id)).toEqual(['own'])
    enter('own', 'office')
    expect(view('office').rights.find(({ permission }) => permission === 'setStore')?.grant).toBe('yes')
  })

  test('[REP-14] an act that only somebody else could approve names that somebody; where there is nobody left it is refused with why', () => {
    feedHours(72)
    enter(mia)
    pass(72)
    const { basket } = value(commands.scan(context(), { barcode: '6901234567908' }))
    const act = { basketId: basket?.id ?? '', lineNo: 1, discount: { kind: 'percent', ppm: 300_000, reason: 'damaged' } } as never
    const asked = commands['discount-line'](context(), act)
    expect(asked).toMatchObject({ ok: false, refusal: { code: 'approval.needed', params: { permission: 'discount', away: 72 } } })
    const params = asked.ok ? {} : (asked.refusal.params ?? {})
    const ask = (approverId: string) => approve(context(), { approverId, provenHash: register.database.pinHashOf(approverId) ?? '', permission: 'discount', document: String(params['document']), amount: Number(params['amount']), reason: 'other' } as never)
    expect(ask(sam)).toMatchObject({ ok: false, refusal: { code: 'headOffice.awayTooLong', params: { hours: 72 } } })
    expect(code(ask('own'))).toBe('accepted')
    value(register.database.unitOfWork(() => ({ ok: true, value: register.database.savePerson({ id: 'own', name: 'Olga', role: 'cashier' }) })))
    expect(commands['discount-line'](context(), act)).toMatchObject({ ok: false, refusal: { code: 'headOffice.awayTooLong', params: { hours: 72 } } })
    expect(code(answeringCommands['set-lock-after'](context(), { seconds: 60 } as never))).toBe('headOffice.awayTooLong')
  })

  test('[REP-14] an approval that was given before is none after', () => {
    feedHours(72)
    enter('op-1')
    pass(71)
    const { basket } = value(commands.scan(context(), { barcode: '6901234567908' }))
    const act = (more = {}) => ({ basketId: basket?.id ?? '', lineNo: 1, discount: { kind: 'percent', ppm: 300_000, reason: 'damaged' }, ...more }) as never
    const asked = commands['discount-line'](context(), act())
    const params = asked.ok ? {} : (asked.refusal.params ?? {})
    const given = value(approve(context(), { approverId: sam, provenHash: register.database.pinHashOf(sam) ?? '', permission: 'discount', document: String(params['document']), amount: Number(params['amount']), reason: 'other' } as never))
    register.now += hour
    tick()
    expect([state(), code(commands['discount-line'](context(), act({ approval: given.approval })))]).toEqual(['over', 'approval.invalid'])
  })

  test('[REP-14] it is over with the next answer, at once, and an entry says so', () => {
    feedHours(72)
    enter(mia)
    pass(100)
    tick(true)
    expect([state(), grant('setStore')?.grant, entries('headOffice.backInTouch').length]).toEqual(['near', 'yes', 1])
    pass(72)
    expect(entries('headOffice.awayTooLong')).toHaveLength(2)
  })

  test('[REP-14] a clock that is set back does not make it longer, also over starts; one that is set ahead is over with the next answer', () => {
    feedHours(72)
    pass(10)
    // Each evening somebody sets the clock back to the morning of the last contact, and starts the till anew.
    for (let day = 0; day < 7; day += 1) {
      register.now -= 10 * hour
      boot = `boot-${day}`
      register.monoMs = day
      tick()
      pass(10)
    }
    expect(state()).toBe('over')
    tick(true)
    // A battery ran empty: the clock is years behind, and right again after a while. Nothing was won and nothing lost.
    const right = register.now
    register.now = Date.UTC(2020, 0, 1)
    boot = 'cold'
    register.monoMs = 5
    tick()
    register.now = right + hour
    tick()
    expect(state()).toBe('near')
    register.now = Date.UTC(2031, 0, 1)
    tick()
    expect(state()).toBe('over')
    register.now = right + 2 * hour
    tick()
    expect(state()).toBe('over')
    tick(true)
    expect(state()).toBe('near')
  })

  test('[REP-14] however the clocks are turned, it is never counted shorter than the register ran, nor longer than its clock ever showed or it ran', () => {
    feedHours(100)
    const step = fc.record({ wall: fc.integer({ min: -200, max: 200 }), runs: fc.nat({ max: 20 }), restart: fc.boolean() })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        tick(true)
        const heardAt = register.now
        let [ran, highest] = [0, heardAt]
        for (const [index, { wall, runs, restart }] of steps.entries()) {
          register.now += wall * hour
          if (restart) {
            boot = `again-${index}-${register.now}`
            register.monoMs = 0
          }
          tick()
          register.now += runs * hour
          register.monoMs += runs * hour
          tick()
          ran += runs * hour
          highest = Math.max(highest, register.now, register.now - runs * hour)
        }
        const away = Math.max(ran, highest - heardAt)
        // Written down every ten minutes at least.
        if (away >= 100 * hour) expect(state()).toBe('over')
        else expect(state()).not.toBe('over')
        register.now = heardAt
        tick(true)
      }),
      { numRuns: 60 },
    )
  })

  test('[REP-14] while head office answers it is written down once in ten minutes, and a sale costs nothing more', () => {
    feedHours(72)
    const written = () => register.database.officeContact()?.heardAt
    const first = written()
    for (let minute = 0; minute < 9; minute += 1) {
      register.now += 60_000
      register.monoMs += 60_000
      tick(true)
    }
    expect(written()).toBe(first)
    register.now += 60_000
    register.monoMs += 60_000
    tick(true)
    expect(written()).toBe(register.now)
    const head = register.database.journalHead()
    tick(true)
    expect(register.database.journalHead()).toEqual(head)
  })

  test('[REP-14] given back, or of a head office that keeps nothing any more, there is none; more hours count from the contact that brought them', () => {
    feedHours(72)
    pass(71)
    feedHours(100)
    expect([register.database.officeContact()?.mostHours, state()]).toEqual([100, 'near'])
    tell('settings', [{ id: 'offlineHours', text: null }])
    expect(register.database.officeContact()).toBeUndefined()
    feedHours(5)
    value(releaseFeed(context(), 'settings'))
    expect(register.database.officeContact()).toBeUndefined()
    expect(entries('setting.changed').map(({ body }) => [body['setting'], body['from'], body['to']])).toEqual([['store.offlineHours', '', '72'], ['store.offlineHours', '72', '100'], ['store.offlineHours', '100', ''], ['store.offlineHours', '', '5'], ['store.offlineHours', '5', '']])
  })
})
