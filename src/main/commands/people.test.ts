import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { everybody, noGuesses } from '../../db/index.ts'
import { operatorWait, type Role } from '../../domain/authority/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { peopleViewOf, queries } from '../queries/index.ts'
import { answeringCommands, approve, beginGuess, commands, feedOperators, keepWaits, lockIdleSeat, lockSeats, openRegister, rightPin, setPin, signOn, wrongPin, type CommandContext } from './index.ts'
import { code, testRegister, value, type TestRegister } from './register.fixture.ts'

const day = 86_400_000
let register: TestRegister
let monoMs = 1
let bootId = 'boot'

function here(request: string = randomUUID(), seat = 'counter'): CommandContext {
  const context = register.context(request, seat)
  return { ...context, moment: () => ({ ...context.moment(), monoMs, bootId }) }
}
const add = (id: string, role: Role): void => {
  value(register.database.unitOfWork(() => ({ ok: true, value: register.database.saveOperator({ id, name: id, role }, `$argon2id$${id}`) })))
}
const enter = (id: string, seat = 'counter'): Result<unknown> => signOn(here(randomUUID(), seat), { operatorId: id, provenHash: register.database.pinHashOf(id) ?? '' })
const save = (given: Parameters<typeof answeringCommands['save-operator']>[1], request?: string): ReturnType<typeof answeringCommands['save-operator']> => answeringCommands['save-operator'](here(request), given)
const entries = (type: string): readonly { readonly operator: string; readonly body: Readonly<Record<string, unknown>> }[] =>
  register.database.entriesAfter(1, 0, 999).flatMap((entry) => (entry.type === type ? [JSON.parse(entry.text) as { operator: string; body: Record<string, unknown> }] : []))

beforeEach(() => {
  register = testRegister()
  monoMs = 1
  bootId = 'boot'
  for (const role of ['manager', 'admin'] as const) add(role, role)
  value(enter('manager'))
})
afterEach(() => register.remove())

describe('people', () => {
  test('[PPL-1] somebody is added without a PIN, once for a request, and the journal has neither name nor badge', () => {
    const request = randomUUID()
    const added = value(save({ name: 'Ada', role: 'cashier', badge: 'B-0001', active: true }, request))
    expect(added.operatorId).toBe(request)
    expect(added.people.find(({ id }) => id === request)).toEqual({ id: request, name: 'Ada', role: 'cashier', badge: 'B-0001', active: true, hasPin: false, locked: false, ofHeadOffice: false })
    value(save({ name: 'Ada', role: 'cashier', badge: 'B-0001', active: true }, request))
    expect(entries('operator.added')).toMatchObject([{ operator: 'manager', body: { operatorId: request, role: 'cashier', active: 'yes', badge: 'set' } }])
    value(save({ id: request, name: 'Ada B', role: 'supervisor', active: true }))
    expect(entries('operator.saved').at(-1)?.body).toEqual({ operatorId: request, role: 'supervisor', active: 'yes', badge: 'removed' })
    const journal = register.database.entriesAfter(1, 0, 999).map(({ text }) => text).join()
    expect([journal.includes('Ada'), journal.includes('B-0001')]).toEqual([false, false])
  })

  test('[PPL-2] only an admin makes, changes or gives a PIN to an admin', () => {
    expect(code(save({ name: 'x', role: 'admin', active: true }))).toBe('operator.adminsOnly')
    expect(code(save({ id: 'op-1', name: 'Li', role: 'admin', active: true }))).toBe('operator.adminsOnly')
    expect(code(save({ id: 'admin', name: 'admin', role: 'cashier', active: true }))).toBe('operator.adminsOnly')
    expect(code(setPin(here(), 'admin', { pin: { hash: '$argon2id$new', pepperId: 'p' }, fromHash: '$argon2id$admin' }))).toBe('operator.adminsOnly')
    value(enter('admin'))
    expect(code(save({ id: 'op-1', name: 'Li', role: 'admin', active: true }))).toBe('accepted')
    expect(code(save({ id: 'gone', name: 'x', role: 'cashier', active: true }))).toBe('operator.unknown')
  })

  test('[PPL-3] the last who can manage people keeps the right to; whoever is locked or has no PIN is none', () => {
    value(enter('admin'))
    value(save({ id: 'manager', name: 'manager', role: 'cashier', active: true }))
    expect(code(save({ id: 'admin', name: 'admin', role: 'cashier', active: true }))).toBe('operator.lastManager')
    expect(code(save({ id: 'admin', name: 'admin', role: 'admin', active: false }))).toBe('operator.lastManager')
    const { operatorId } = value(save({ name: 'No PIN', role: 'manager', active: true }))
    expect(code(save({ id: 'admin', name: 'admin', role: 'admin', active: false }))).toBe('operator.lastManager')
    value(setPin(here(), operatorId, { pin: { hash: '$argon2id$new', pepperId: 'p' } }))
    expect(code(save({ id: 'admin', name: 'admin', role: 'admin', active: false }))).toBe('accepted')
    value(enter(operatorId))
    expect(code(answeringCommands['set-permission'](here(), { role: 'manager', permission: 'managePeople', grant: 'no' }))).toBe('operator.lastManager')
  })

  test('[PPL-9] the matrix says which of its cells stay as they are: the admins\' own, and the last from which rights could be given back', () => {
    const kept = (): readonly string[] =>
      value(queries.permissions({ reader: register.database, seat: 'counter' })).permissions.flatMap(({ permission, grants }) => grants.flatMap((cell) => (cell.kept === undefined ? [] : [`${permission} ${cell.role} ${cell.kept}`])))
    expect(kept()).toEqual(['managePeople admin admins'])
    value(save({ id: 'manager', name: 'manager', role: 'manager', active: true }))
    value(enter('admin'))
    value(save({ id: 'admin', name: 'admin', role: 'admin', active: true }))
    const { operatorId } = value(save({ name: 'Second', role: 'manager', active: true }))
    value(setPin(here(), operatorId, { pin: { hash: '$argon2id$new', pepperId: 'p' } }))
    value(save({ id: 'admin', name: 'admin', role: 'cashier', active: true }))
    expect(kept()).toEqual(['managePeople manager last', 'managePeople admin admins'])
    value(enter('manager'))
    expect(code(answeringCommands['set-permission'](here(), { role: 'manager', permission: 'managePeople', grant: 'no' }))).toBe('operator.lastManager')
  })

  test('[PPL-4] whoever is deactivated is signed off with their basket kept, and can neither sign on nor approve', () => {
    add('super', 'supervisor')
    value(enter('op-1', 'other'))
    value(commands.scan(here(randomUUID(), 'other'), { barcode: '6901234567892' }))
    const { basketId } = register.database.seat('other')
    value(save({ id: 'op-1', name: 'Li', role: 'cashier', active: false }))
    expect(register.database.seat('other')).toEqual({ seat: 'other', basketId })
    expect(entries('operator.signedOff').at(-1)).toMatchObject({ operator: 'op-1', body: { seat: 'other', reason: 'deactivated' } })
    expect(code(enter('op-1', 'other'))).toBe('operator.wrongPin')
    value(save({ id: 'super', name: 'super', role: 'supervisor', active: false }))
    value(enter('op-2'))
    const asked = approve(here(), { approverId: 'super', provenHash: '$argon2id$super', permission: 'overridePrice', document: 'x', amount: 1, reason: 'other' })
    expect(code(asked)).toBe('operator.wrongPin')
  })

  test('[PPL-5] a badge is nobody else\'s and no item\'s barcode, and only an active one is known', () => {
    expect(code(save({ id: 'op-1', name: 'Li', role: 'cashier', badge: '6901234567892', active: true }))).toBe('badge.invalid')
    value(save({ id: 'op-1', name: 'Li', role: 'cashier', badge: 'B-0001', active: true }))
    expect(code(save({ id: 'op-2', name: 'Wu', role: 'cashier', badge: 'B-0001', active: true }))).toBe('badge.taken')
    const asked = (): Result<unknown> => queries.badge({ reader: register.database, seat: 'counter' }, { badge: 'B-0001' })
    expect(asked()).toEqual({ ok: true, value: { operatorId: 'op-1' } })
    value(save({ id: 'op-1', name: 'Li', role: 'cashier', badge: 'B-0001', active: false }))
    expect(code(asked())).toBe('badge.unknown')
  })

  test('[PPL-6] a badge scanned while selling is no line: the basket is as it was, and who it is is told', () => {
    value(save({ id: 'op-1', name: 'Li', role: 'cashier', badge: 'B-0001', active: true }))
    value(commands.scan(here(), { barcode: '6901234567892' }))
    const before = register.database.basket(register.database.seat('counter').basketId ?? '')
    expect(commands.scan(here(), { barcode: 'B-0001' })).toEqual({ ok: false, refusal: { code: 'badge.scanned', params: { operatorId: 'op-1' } } })
    expect(register.database.basket(before?.id ?? '')).toEqual(before)
    expect(code(commands.scan(here(), { barcode: 'B-0002' }))).toBe('accepted')
  })

  test('[PPL-7] nobody without the right changes anybody, and one\'s own PIN is changed by the old one', () => {
    expect(code(setPin(here(), 'manager', { pin: { hash: '$argon2id$new', pepperId: 'p' }, fromHash: '$argon2id$manager' }))).toBe('pin.ownByOld')
    value(enter('op-1'))
    for (const asked of [save({ name: 'x', role: 'cashier', active: true }), answeringCommands['unlock-operator'](here(), { operatorId: 'op-2' }), answeringCommands['set-lock-after'](here(), { seconds: 0 })]) expect(code(asked)).toBe('request.notAllowed')
    expect(code(setPin(here(), 'op-2', { pin: { hash: '$argon2id$new', pepperId: 'p' }, fromHash: '$argon2id$2' }))).toBe('request.notAllowed')
  })

  test('[PPL-8] a PIN that was set by somebody else meanwhile is not overwritten by one that was compared with another', () => {
    expect(code(setPin(here(), 'op-1', { pin: { hash: '$argon2id$new', pepperId: 'p' }, fromHash: '$argon2id$old' }))).toBe('request.failed')
    expect(register.database.pinHashOf('op-1')).toBe('$argon2id$1')
  })
})

/** What a guess comes to: refused, or compared and wrong. */
function guess(operatorId = 'op-1'): string {
  const begun = value(beginGuess(here(), operatorId))
  if (begun.refusal !== undefined) return begun.refusal.code
  const refusal = value(wrongPin(here(), { operatorId, purpose: 'signOn', seat: 'counter' }))
  return refusal.code === 'operator.wrongPin' ? `${refusal.code} ${refusal.params?.['waitSeconds'] ?? 0}` : refusal.code
}
function right(operatorId: string): void {
  expect(value(beginGuess(here(), operatorId)).refusal).toBeUndefined()
  value(rightPin(here(), operatorId))
}
const waitSeconds = (operatorId = 'op-1'): unknown => value(beginGuess(here(), operatorId)).refusal?.params?.['seconds']

function restart(boot: string, atMono: number): void {
  register.reopen()
  begins(boot, atMono)
}
function begins(boot: string, atMono: number): void {
  bootId = boot
  monoMs = atMono
  value(openRegister(here(), { appVersion: '0', schemaVersion: 1 }))
}

describe('wrong PINs', () => {
  test('[JOURNAL-5] at an approval name who asked for it, and at a sign-on nobody', () => {
    value(register.database.unitOfWork(() => {
      register.database.setSeat({ seat: 'counter', operatorId: 'op-2' })
      return { ok: true, value: undefined }
    }))
    for (const purpose of ['approval', 'signOn'] as const) value(wrongPin(here(), { operatorId: 'op-1', purpose, seat: 'counter' }))
    expect(entries('pin.refused')).toMatchObject([{ operator: 'op-1', body: { purpose: 'approval', seat: 'counter', requester: 'op-2' } }, { body: { purpose: 'signOn' } }])
    expect(JSON.stringify(entries('pin.refused')[1])).not.toContain('requester')
  })

  test('[GUESS-1] wait 0, 0, 1, 2, 300, 600 ... seconds, and the tenth locks until somebody unlocks', () => {
    const seen: string[] = []
    for (let guesses = 0; guesses < 10; guesses += 1) {
      seen.push(guess())
      monoMs += 10_000_000
    }
    expect(seen).toEqual(['operator.wrongPin 0', 'operator.wrongPin 0', 'operator.wrongPin 1', 'operator.wrongPin 2', 'operator.wrongPin 300', 'operator.wrongPin 600', 'operator.wrongPin 1200', 'operator.wrongPin 2400', 'operator.wrongPin 4800', 'pin.locked'])
    monoMs += 10 * day
    expect(guess()).toBe('pin.locked')
    expect(entries('pin.refused')).toHaveLength(10)
    expect(entries('pin.refused')[0]).toMatchObject({ operator: 'op-1', body: { purpose: 'signOn', seat: 'counter' } })
    expect(peopleViewOf(register.database).people.find(({ id }) => id === 'op-1')?.locked).toBe(true)
    value(answeringCommands['unlock-operator'](here(), { operatorId: 'op-1' }))
    expect(entries('operator.unlocked')).toMatchObject([{ operator: 'manager', body: { operatorId: 'op-1' } }])
    // The tenth of this register, too: five seconds, and no longer five minutes.
    expect(guess()).toBe('operator.wrongPin 5')
  })

  test('[GUESS-2] a wait runs by the monotonic clock: the wall clock back and forth changes nothing', () => {
    for (const _ of [1, 2, 3]) guess()
    for (const jump of [day, -2 * day, 40 * day]) {
      register.now += jump
      expect(waitSeconds()).toBe(1)
    }
    monoMs += 999
    expect(waitSeconds()).toBe(1)
    monoMs += 1
    expect(guess()).toBe('operator.wrongPin 2')
  })

  test('[GUESS-3] at another start what is left of a wait begins, and not at the next look; time that an earlier run wrote down counts, and no guess is lost', () => {
    for (const _ of [1, 2, 3, 4]) {
      guess()
      monoMs += 5000
    }
    guess()
    monoMs += 299_000
    expect(waitSeconds()).toBe(1)
    restart('another', 5)
    monoMs += 100_000
    expect(waitSeconds()).toBe(200)
    value(keepWaits(here()))
    monoMs += 50_000
    restart('third', 900_000)
    expect(waitSeconds()).toBe(200)
    monoMs += 200_000
    expect(guess()).toBe('operator.wrongPin 600')
  })

  test('[GUESS-9] right PINs are not counted: twelve right ones and a slip lock nobody, and fifteen make no manager wait', () => {
    for (const [who, times] of [['op-1', 12], ['manager', 15]] as const) {
      for (let signedOn = 0; signedOn < times; signedOn += 1) right(who)
      expect(guess(who)).toBe('operator.wrongPin 0')
    }
    expect(register.database.pinGuesses('op-1')).toMatchObject({ total: 1, locked: false })
  })

  test('[GUESS-9] the tenth wrong one of a day locks, whatever number of right ones is between', () => {
    for (let wrong = 1; wrong < 10; wrong += 1) {
      expect(guess('op-2')).toBe('operator.wrongPin 0')
      for (const _ of [1, 2]) right('op-2')
    }
    expect(guess('op-2')).toBe('pin.locked')
  })

  test('[GUESS-10] whatever order right and wrong ones, kills, starts, minutes and clocks come in: admitted exactly when the wait was served, locked exactly at ten wrong ones', () => {
    const step = fc.constantFrom('right', 'wrong', 'wrong', 'wrong', 'kill', 'restart', 'second', 'minute', 'hour', 'nextDay', 'dayBack')
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        value(register.database.unitOfWork(() => ({ ok: true, value: ['op-1', everybody].forEach((who) => register.database.savePinGuesses(who, noGuesses)) })))
        let [starts, inRow, total, since, served] = [0, 0, 0, '', 0]
        const today = (): string => new Date(register.now).toISOString().slice(0, 10)
        const begin = (): void => {
          starts += 1
          begins(`start-${starts}`, starts % 2 === 0 ? 7 : 50_000_000)
        }
        const runs = (ms: number): void => {
          monoMs += ms
          served += ms
        }
        begin()
        for (const one of steps) {
          if (one === 'restart') begin()
          else if (one === 'nextDay') register.now += day
          else if (one === 'dayBack') register.now -= day
          else if (one === 'second') {
            runs(1000)
            value(keepWaits(here()))
          } else if (one === 'minute' || one === 'hour') {
            runs(one === 'hour' ? 3_600_000 : 60_000)
            value(keepWaits(here()))
          } else {
            const begun = value(beginGuess(here(), 'op-1'))
            const expected = total >= 10 ? 'pin.locked' : served < operatorWait(inRow) ? 'pin.wait' : undefined
            if (begun.refusal?.code !== expected) throw new Error(`${begun.refusal?.code ?? 'admitted'} instead of ${expected ?? 'admitted'} after ${total} wrong ones`)
            if (expected !== undefined) continue
            if (one === 'right') {
              value(rightPin(here(), 'op-1'))
              inRow = 0
              if (since !== today()) total = 0
            } else {
              since = total === 0 ? today() : since
              inRow += 1
              total += 1
              served = 0
              if (one === 'kill') begin()
              else value(wrongPin(here(), { operatorId: 'op-1', purpose: 'signOn', seat: 'counter' }))
            }
            if (register.database.pinGuesses('op-1').total !== total) throw new Error(`counted ${register.database.pinGuesses('op-1').total} instead of ${total}`)
          }
        }
      }),
      { numRuns: 60 },
    )
  })

  test('[GUESS-4] the count is on disk before anybody compares', () => {
    value(beginGuess(here(), 'op-1'))
    register.reopen()
    expect(register.database.pinGuesses('op-1')).toMatchObject({ inRow: 1, total: 1 })
  })

  test('[GUESS-5] a right PIN clears the row; ten in a day lock all the same, unless the right one was on another day', () => {
    for (const round of [1, 2, 3, 4, 5]) {
      guess()
      expect([round, guess()]).toEqual([round, round === 5 ? 'pin.locked' : 'operator.wrongPin 0'])
      if (round < 5) right('op-1')
    }
    for (let round = 0; round < 9; round += 1) {
      guess('op-2')
      guess('op-2')
      register.now += day
      right('op-2')
    }
    expect(register.database.pinGuesses('op-2').total).toBe(0)
  })

  test('[GUESS-6] from the tenth wrong one the register waits for every name, also for those nobody has, by the journal\'s `system`', () => {
    const names = ['op-1', 'op-2', 'op-3', 'manager', 'nobody']
    for (let round = 0; round < 10; round += 1) expect(guess(names[round % 5])).toBe(round === 9 ? 'operator.wrongPin 5' : 'operator.wrongPin 0')
    expect([waitSeconds('admin'), waitSeconds('nobody-else')]).toEqual([5, 5])
    for (let round = 10; round < 20; round += 1) {
      monoMs += 5000
      expect(guess('nobody')).toBe(round === 19 ? 'operator.wrongPin 60' : 'operator.wrongPin 5')
    }
    expect(entries('pin.refused').filter(({ operator }) => operator === 'system')).toHaveLength(12)
    expect(JSON.stringify(entries('pin.refused'))).not.toContain('nobody')
    monoMs += 60_000
    value(beginGuess(here(), 'admin'))
    value(rightPin(here(), 'admin'))
    expect(guess('nobody')).toBe('operator.wrongPin 0')
  })

  test('[GUESS-7] the last who could unlock anybody waits longer each time instead of being locked for good', () => {
    value(enter('admin'))
    value(save({ id: 'manager', name: 'manager', role: 'cashier', active: true }))
    for (let guesses = 0; guesses < 12; guesses += 1) {
      guess('admin')
      monoMs += 2 * day
    }
    expect(register.database.pinGuesses('admin')).toMatchObject({ locked: false, total: 12, waitMs: 300_000 * 2 ** 7 })
  })

  test('[GUESS-8] a name without a PIN, and a new PIN after wrong ones, spend nothing', () => {
    const { operatorId } = value(save({ name: 'New', role: 'cashier', active: true }))
    expect(guess(operatorId)).toBe('pin.notSet')
    for (const _ of [1, 2, 3]) guess()
    value(setPin(here(), 'op-1', { pin: { hash: '$argon2id$new', pepperId: 'p' }, fromHash: '$argon2id$1' }))
    expect(guess()).toBe('operator.wrongPin 0')
    expect(entries('operator.pinSet')).toMatchObject([{ operator: 'manager', body: { operatorId: 'op-1' } }])
  })
})

describe('seats that lock', () => {
  test('[SEAT-3] at the start of the program every seat is signed off, and each basket stays where it was', () => {
    value(enter('op-1', 'other'))
    value(commands.scan(here(), { barcode: '6901234567892' }))
    const { basketId } = register.database.seat('counter')
    value(lockSeats(here(), 'restarted'))
    expect([register.database.seat('counter'), register.database.seat('other')]).toEqual([{ seat: 'counter', basketId }, { seat: 'other' }])
    expect(entries('operator.signedOff').map(({ operator, body }) => [operator, body['reason']])).toEqual([['manager', 'restarted'], ['op-1', 'restarted']])
  })

  test('[SEAT-4] an idle seat is signed off with its basket kept, once', () => {
    value(commands.scan(here(), { barcode: '6901234567892' }))
    const { basketId } = register.database.seat('counter')
    expect([value(lockIdleSeat(here(), 'counter')), value(lockIdleSeat(here(), 'counter'))]).toEqual([true, false])
    expect(register.database.seat('counter')).toEqual({ seat: 'counter', basketId })
    expect(entries('operator.signedOff')).toMatchObject([{ operator: 'manager', body: { reason: 'idle' } }])
  })
})

describe('operators fed by head office', () => {
  const fed = (id: string, badge: string | undefined, active = true, pinHash = `$argon2id$fed-${id}`): Parameters<typeof feedOperators>[1][number] => ({ id, name: id, role: 'cashier', pinHash, pepperId: 'chain', ...(badge === undefined ? {} : { badge }), active })
  test('[FEED-1] are then as it says, badges swapped too; the same again changes nothing, and a deactivated one is signed off', () => {
    expect(value(feedOperators(here(), [fed('a', 'B-0001'), fed('b', 'B-0002')], 'chain-id'))).toEqual({ changed: 2 })
    expect(register.database.pinOf('a')).toEqual({ hash: '$argon2id$fed-a', pepperId: 'chain-id' })
    expect(value(feedOperators(here(), [fed('a', 'B-0001'), fed('b', 'B-0002')], 'chain-id'))).toEqual({ changed: 0 })
    value(feedOperators(here(), [fed('a', 'B-0002'), fed('b', 'B-0001')], 'chain-id'))
    expect(register.database.operatorByBadge('B-0002')?.id).toBe('a')
    value(enter('a', 'other'))
    value(feedOperators(here(), [fed('a', 'B-0002', false)], 'chain-id'))
    expect(register.database.seat('other').operatorId).toBeUndefined()
    expect(entries('operators.fed').map(({ body }) => body)).toEqual([{ changed: 2 }, { changed: 2 }, { changed: 1 }])
  })
})
