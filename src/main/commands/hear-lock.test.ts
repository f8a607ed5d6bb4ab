import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { commands, emptyLockedSeats, goesOnLocked, hearLock, lockSeats, signOn } from './index.ts'
import { code, testRegister, type TestRegister, value } from './register.fixture.ts'

let register: TestRegister
beforeEach(() => {
  register = testRegister()
  value(signOn(register.context(), { operatorId: 'op-1', provenHash: '$argon2id$1' }))
})
afterEach(() => register.remove())

const stolen = { at: Date.UTC(2026, 10, 21, 5), reason: 'stolen' }
const entries = (type: string) => register.database.entriesAfter(1, 0, 999).filter((entry) => entry.type === type).map(({ text }) => JSON.parse(text) as { body: Record<string, unknown> })
const scan = () => value(commands.scan(register.context(), { barcode: '6901234567892' }))
const seat = () => register.database.seat('counter')

describe('a register that head office locks', () => {
  test('[REP-14] whoever has nothing open is signed off at once; both are entries, and the same word again is none', () => {
    value(hearLock(register.context(), stolen))
    expect(register.database.registerLock()).toEqual({ ...stolen, heardAt: register.now })
    expect(seat()).toEqual({ seat: 'counter' })
    const head = register.database.journalHead()
    value(hearLock(register.context(), stolen))
    expect(register.database.journalHead()).toEqual(head)
    expect([entries('register.locked'), entries('operator.signedOff')]).toMatchObject([[{ body: { since: stolen.at, reason: 'stolen' } }], [{ body: { reason: 'locked' } }]])
    value(hearLock(register.context(), undefined))
    value(hearLock(register.context(), undefined))
    expect([register.database.registerLock(), entries('register.unlocked').length]).toEqual([undefined, 1])
  })

  test('[REP-14] it stays locked over a start, and over a file that was closed', () => {
    value(hearLock(register.context(), stolen))
    register.reopen()
    expect(register.database.registerLock()).toMatchObject(stolen)
  })

  test('[REP-14] what is open may be paid for, and nothing else is begun; then nobody is on', () => {
    const { basket } = scan()
    value(hearLock(register.context(), stolen))
    expect(seat().operatorId).toBe('op-1')
    const done = (name: string): boolean => goesOnLocked(name, register.database, 'counter')
    expect(['complete-sale', 'take-tender', 'start-payment', 'suspend-basket', 'cancel-basket', 'approve', 'sign-off'].filter((name) => !done(name))).toEqual([])
    expect(['scan', 'add-item', 'open-drawer', 'move-cash', 'sign-on', 'close-shift', 'set-store', 'resume-basket', 'sell-gift-card', 'put-customer', 'void-sale'].filter(done)).toEqual([])
    value(emptyLockedSeats(register.context()))
    expect(seat().operatorId).toBe('op-1')
    expect(code(commands['complete-sale'](register.context(), { basketId: basket?.id ?? '', revision: basket?.revision ?? 0, tenders: [{ type: 'cash' }] }))).toBe('accepted')
    expect(done('complete-sale')).toBe(false)
    value(emptyLockedSeats(register.context()))
    expect(seat().operatorId).toBeUndefined()
    expect(entries('sale.completed')).toHaveLength(1)
  })

  test('[REP-14] what nobody pays for within two minutes is kept, and whoever stood there is signed off', () => {
    const { basket } = scan()
    value(hearLock(register.context(), stolen))
    register.now += 119_999
    value(emptyLockedSeats(register.context()))
    expect(seat().operatorId).toBe('op-1')
    register.now += 1
    value(emptyLockedSeats(register.context()))
    expect(seat()).toEqual({ seat: 'counter', basketId: basket?.id })
    // Nothing of it is done while nobody is on.
    expect(goesOnLocked('complete-sale', register.database, 'counter')).toBe(false)
  })

  test('[REP-14] a sale of which a part was taken is finished however long that takes, unless the till starts anew', () => {
    const { basket } = scan()
    value(commands['take-tender'](register.context(), { basketId: basket?.id ?? '', revision: basket?.revision ?? 0, tender: { type: 'cash', received: 50 } }))
    value(hearLock(register.context(), stolen))
    register.now += 3_600_000
    value(emptyLockedSeats(register.context()))
    expect(seat().operatorId).toBe('op-1')
    value(lockSeats(register.context(), 'restarted'))
    expect(seat()).toMatchObject({ basketId: basket?.id })
    expect(seat().operatorId).toBeUndefined()
  })
})
