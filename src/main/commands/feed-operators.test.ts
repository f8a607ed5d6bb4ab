import { createHash, randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type FeedApplied } from '../../db/index.ts'
import { changedSetHash, emptySetHash, rowHash } from '../../domain/feed/index.ts'
import { type Role } from '../../domain/authority/index.ts'
import { peopleViewOf, whoUnlocks } from '../queries/index.ts'
import { answeringCommands, applyFeed, changesOwnPin, commands, keepFeedPage, maySetPin, releaseFeed, signOn, type CommandContext } from './index.ts'
import { code, testRegister, type TestRegister, value } from './register.fixture.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const chain = '0123456789abcdef'
const [ann, bea, mia] = [randomUUID(), randomUUID(), randomUUID()]
const hashOf = (pin: string): string => `$argon2id$v=19$m=19456,t=2,p=1$${pin}$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa`

interface Said {
  readonly id: string
  readonly name?: string
  readonly role?: Role
  readonly badge?: string
  readonly active?: boolean
  readonly pin?: string
  readonly pepperId?: string
}

/** Head office's set, told to a register: what is in it is what the last telling of each says. */
class Office {
  readonly held = new Map<string, string>()
  version = 0
}
let office: Office
let register: TestRegister
beforeEach(() => {
  register = testRegister()
  office = new Office()
  value(register.database.unitOfWork(() => ({ ok: true, value: register.database.saveOperator({ id: 'boss', name: 'boss', role: 'manager' }, '$argon2id$boss') })))
  value(signOn(register.context(), { operatorId: 'boss', provenHash: '$argon2id$boss' }))
})
afterEach(() => register.remove())

const text = ({ pin, pepperId = chain, ...said }: Said): string => JSON.stringify({ name: 'Ann', role: 'cashier', active: true, ...said, ...(pin !== undefined && { pin: { hash: hashOf(pin), pepperId } }) })

function tell(rows: readonly { readonly id: string; readonly text: string | null }[], snapshot = false): FeedApplied {
  for (const { id, text: said } of rows) {
    if (said === null) office.held.delete(id)
    else office.held.set(id, said)
  }
  office.version += 1
  const setHash = [...office.held].reduce((hash, [id, said]) => changedSetHash(hash, undefined, rowHash(id, said, sha256)), emptySetHash)
  const from = register.database.feedState('operators').version
  value(keepFeedPage(register.context(), 'operators', { instance: 'hq', from, to: office.version, snapshot, setHash, rows: snapshot ? [...office.held].map(([id, said]) => ({ id, text: said })) : [...rows] }))
  return value(applyFeed({ ...register.context(), hasPepper: (id) => id === chain }, 'operators'))
}
const feed = (...said: readonly Said[]): FeedApplied => tell(said.map((one) => ({ id: one.id, text: text(one) })))
const at = (seat: string): CommandContext => register.context(randomUUID(), seat)
const entries = (type: string) => register.database.entriesAfter(1, 0, 999).filter((entry) => entry.type === type).map(({ text: said }) => JSON.parse(said) as { operator: string; body: Record<string, unknown> })
const person = (id: string) => peopleViewOf(register.database).people.find((one) => one.id === id)

describe('people whom head office keeps', () => {
  test('[REP-14] somebody is there with name, role, badge and PIN, and an entry says who was set, by whom and by which version, with neither name nor badge nor hash', () => {
    const by = randomUUID()
    tell([{ id: ann, text: text({ id: ann, badge: 'B-4711', pin: 'secret-one', role: 'supervisor' }).replace(/\}$/u, `,"by":"${by}"}`) }])
    expect(person(ann)).toEqual({ id: ann, name: 'Ann', role: 'supervisor', badge: 'B-4711', active: true, hasPin: true, locked: false, ofHeadOffice: true })
    expect(register.database.pinOf(ann)).toEqual({ hash: hashOf('secret-one'), pepperId: chain })
    expect(entries('operator.fed')).toMatchObject([{ operator: 'system', body: { operatorId: ann, role: 'supervisor', active: 'yes', added: 'yes', pin: 'set', by } }])
    expect(entries('operators.fed')).toMatchObject([{ operator: 'system', body: { version: 1, changed: 1, withdrawn: 0, parked: 0 } }])
    const journal = register.database.entriesAfter(1, 0, 999).map((entry) => entry.text).join()
    for (const secret of ['Ann', 'B-4711', 'argon2', 'secret-one']) expect(journal).not.toContain(secret)
    // The same again is no news of anybody.
    tell([], true)
    expect([entries('operator.fed').length, entries('operators.fed').length]).toEqual([1, 2])
  })

  test('[REP-14] whoever is switched off is signed off at once, wherever they are, and leaves their basket; so is who is not of this store any more', () => {
    feed({ id: ann, pin: 'one' }, { id: bea, name: 'Bea', pin: 'two' })
    for (const [id, seat] of [[ann, 'left'], [bea, 'right']] as const) {
      value(signOn(at(seat), { operatorId: id, provenHash: register.database.pinHashOf(id) ?? '' }))
      value(commands.scan(at(seat), { barcode: '6901234567892' }))
    }
    const baskets = ['left', 'right'].map((seat) => register.database.seat(seat).basketId)
    feed({ id: ann, active: false, pin: 'one' })
    tell([{ id: bea, text: null }])
    expect(['left', 'right'].map((seat) => register.database.seat(seat))).toEqual([{ seat: 'left', basketId: baskets[0] }, { seat: 'right', basketId: baskets[1] }])
    expect(entries('operator.signedOff').slice(-2)).toMatchObject([{ operator: ann, body: { reason: 'deactivated' } }, { operator: bea, body: { reason: 'deactivated' } }])
    for (const id of [ann, bea]) expect(code(signOn(at('left'), { operatorId: id, provenHash: register.database.pinHashOf(id) ?? '' }))).toBe('operator.wrongPin')
    expect([person(ann)?.ofHeadOffice, person(bea)?.ofHeadOffice]).toEqual([true, false])
    // The boss, whom head office says nothing of, is where they were.
    expect(register.database.seat('counter').operatorId).toBe('boss')
  })

  test('[REP-14] a changed PIN counts from the next sign-on: whoever is on goes on, the old one lets nobody in, and who was locked out is not', () => {
    feed({ id: ann, pin: 'one' })
    value(signOn(at('left'), { operatorId: ann, provenHash: hashOf('one') }))
    feed({ id: ann, pin: 'two' })
    expect(register.database.seat('left').operatorId).toBe(ann)
    expect(code(signOn(at('right'), { operatorId: ann, provenHash: hashOf('one') }))).toBe('operator.wrongPin')
    expect(code(signOn(at('right'), { operatorId: ann, provenHash: hashOf('two') }))).toBe('accepted')
    // Told of without a PIN: what there is stays.
    feed({ id: ann, name: 'Anna' })
    expect([person(ann)?.name, register.database.pinHashOf(ann)]).toEqual(['Anna', hashOf('two')])
  })

  test('[REP-14] the last who can manage people stays, with the reason, until another can; of two who are taken away at once the second stays', () => {
    feed({ id: mia, name: 'Mia', role: 'manager', pin: 'm' }, { id: ann, role: 'manager', pin: 'a' })
    value(answeringCommands['save-operator'](register.context(), { id: 'boss', name: 'boss', role: 'cashier', active: true }))
    expect(feed({ id: mia, name: 'Mia', role: 'manager', active: false, pin: 'm' }, { id: ann, role: 'cashier', pin: 'a' })).toMatchObject({ changed: 1, parked: 1 })
    expect(whoUnlocks(register.database).length).toBe(1)
    expect(register.database.feedState('operators').parked.named).toMatchObject([{ reason: 'last-manager' }])
    feed({ id: bea, name: 'Bea', role: 'manager', pin: 'b' })
    expect(tell([], true)).toMatchObject({ parked: 0 })
    expect([person(mia)?.active, person(ann)?.role, whoUnlocks(register.database).map(({ id }) => id)]).toEqual([false, 'cashier', [bea]])
  })

  test('[REP-14] what head office keeps is not changed at the till: name, role, badge, PIN, one’s own PIN; unlocking is, and once it is let go of everything is', () => {
    feed({ id: ann, pin: 'one' })
    expect(code(answeringCommands['save-operator'](register.context(), { id: ann, name: 'Ann', role: 'manager', active: true }))).toBe('operator.ofHeadOffice')
    expect(code(maySetPin(register.context(), ann, '4829'))).toBe('operator.ofHeadOffice')
    expect(code(answeringCommands['unlock-operator'](register.context(), { operatorId: ann }))).toBe('accepted')
    value(signOn(at('left'), { operatorId: ann, provenHash: hashOf('one') }))
    expect(code(changesOwnPin(at('left')))).toBe('operator.ofHeadOffice')
    expect(code(changesOwnPin(at('counter')))).toBe('accepted')
    expect(value(releaseFeed(register.context(), 'operators'))).toEqual({ released: 1 })
    expect([person(ann)?.ofHeadOffice, register.database.seat('left').operatorId, entries('operators.released').length]).toEqual([false, ann, 1])
    expect(code(answeringCommands['save-operator'](register.context(), { id: ann, name: 'Ann', role: 'cashier', active: false }))).toBe('accepted')
  })

  test('[REP-8] who cannot be read, and whose PIN was made with a pepper that is not here, is as they were, with the reason', () => {
    feed({ id: ann, pin: 'one' })
    expect(tell([{ id: ann, text: '{' }, { id: bea, text: text({ id: mia }) }, { id: mia, text: text({ id: mia, pin: 'x', pepperId: 'f'.repeat(16) }) }])).toMatchObject({ changed: 0, parked: 3 })
    expect([person(ann)?.hasPin, person(bea), person(mia)]).toEqual([true, undefined, undefined])
    expect(Object.fromEntries(register.database.feedState('operators').parked.named.map(({ id, reason }) => [id, reason]))).toEqual({ [ann]: 'not-json', [bea]: 'operator-unreadable', [mia]: 'pepper-unknown' })
  })

  test('[REP-13] whatever is edited, and however much of it is pulled at once or anew: in the end everybody is as head office says, badges change hands, and somebody can always manage people', () => {
    const ids = [ann, bea, mia]
    const said = fc.record({ id: fc.constantFrom(...ids), role: fc.constantFrom<Role>('cashier', 'manager'), active: fc.boolean(), badge: fc.option(fc.constantFrom('B-0001', 'B-0002'), { nil: undefined }), pin: fc.constantFrom('p', 'q') })
    const step = fc.oneof({ weight: 5, arbitrary: said }, { weight: 1, arbitrary: fc.constantFrom('pull' as const, 'anew' as const, 'gone' as const) })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
        const waiting = new Map<string, string | null>()
        const pull = (anew = false): void => {
          const parked = register.database.feedState('operators').parked.count > 0
          tell([...waiting].map(([id, one]) => ({ id, text: one })), anew || parked)
          waiting.clear()
          expect(whoUnlocks(register.database).length).toBeGreaterThan(0)
        }
        for (const one of steps) {
          if (one === 'pull' || one === 'anew') pull(one === 'anew')
          else if (one === 'gone') waiting.set(bea, null)
          else {
            const { badge, ...rest } = one
            // No two of a store have one badge: head office sees to it.
            const taken = ids.some((id) => id !== one.id && badge !== undefined && (waiting.get(id) ?? office.held.get(id) ?? '').includes(badge))
            waiting.set(one.id, text({ ...rest, ...(badge !== undefined && !taken && { badge }) }))
          }
        }
        pull(true)
        for (const id of ids) {
          const held = office.held.get(id)
          if (held === undefined) expect(person(id)?.active ?? false).toBe(false)
          else {
            const { role, active, badge } = JSON.parse(held) as { role: Role; active: boolean; badge?: string }
            const now = person(id)
            expect([now?.role, now?.active, now?.badge]).toEqual([role, active, badge])
          }
        }
      }),
      { numRuns: 60 },
    )
  })
})
