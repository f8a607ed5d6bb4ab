import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { drawerNoteLength, drawerReasons, openDrawer as contract, type Input } from '../../contracts/ipc/index.ts'
import { answeringCommands, commands } from './index.ts'
import { code, staffedRegister, type TestRegister, value } from './register.fixture.ts'

let register: TestRegister
beforeEach(() => {
  register = staffedRegister()
})
afterEach(() => register.remove())

const open = (input: Input<'open-drawer'>, request?: string) => answeringCommands['open-drawer'](register.context(request), input)
const openings = () => register.database.entriesAfter(1, 0, 99).filter(({ type }) => type === 'drawer.opened').map(({ text }) => JSON.parse(text) as { operator: string; businessDate: string; body: unknown })
const kicks = () => register.database.effectsToDo(99).map(({ id, work, state, attempts }) => ({ id, kind: work.kind, state, attempts }))

describe('open-drawer', () => {
  test.each(drawerReasons.map((reason) => [reason]))('[DRAWER-1] %s: one entry with reason and operator, one kick', (reason) => {
    const answer = value(open({ reason, note: 'float' }))
    expect(contract.output.parse(answer)).toEqual({ reason, kick: { kind: 'kick', state: 'waiting' } })
    expect(openings()).toMatchObject([{ operator: 'op-1', businessDate: '2026-11-21', body: { reason, note: 'float' } }])
    expect(kicks()).toMatchObject([{ kind: 'kick', state: 'waiting', attempts: 0 }])
    expect(register.database.verifyChain()).toBeUndefined()
  })

  test('[DRAWER-2] nobody signed on, or a stock keeper, opens nothing and writes nothing', () => {
    value(commands['sign-off'](register.context()))
    expect(code(open({ reason: 'check' }))).toBe('operator.notSignedOn')
    register.database.unitOfWork(() => {
      register.database.saveOperator({ id: 'op-9', name: 'Count', role: 'stockKeeper' }, '$argon2id$9')
      register.database.setSeat({ seat: 'counter', operatorId: 'op-9' })
      return { ok: true, value: undefined }
    })
    expect(code(open({ reason: 'check' }))).toBe('request.notAllowed')
    expect([openings(), kicks()]).toEqual([[], []])
  })

  test('[DRAWER-3] "other" says what for, the rest may', () => {
    expect(code(open({ reason: 'other' }))).toBe('drawer.noteMissing')
    expect(openings()).toEqual([])
    value(open({ reason: 'giveChange' }))
    expect(openings()[0]?.body).toEqual({ reason: 'giveChange' })
    const accepts = (input: unknown): boolean => contract.input.safeParse(input).success
    expect(accepts({ reason: 'other', note: '找'.repeat(drawerNoteLength) })).toBe(true)
    for (const input of [{}, { reason: 'because' }, { reason: 'other', note: 'x'.repeat(drawerNoteLength + 1) }, { reason: 'check', pin: 1 }]) expect(accepts(input)).toBe(false)
  })

  test('[DRAWER-4] the same request again opens nothing, and tells what became of the kick', () => {
    const { database } = register
    value(open({ reason: 'check' }, 'r1'))
    const [kick] = kicks()
    database.unitOfWork(() => { database.effectStarted(kick?.id ?? 0); database.effectFinished(kick?.id ?? 0, 'kicked'); return { ok: true, value: undefined } })
    expect(value(open({ reason: 'check' }, 'r1')).kick).toEqual({ kind: 'kick', state: 'kicked' })
    expect([openings().length, kicks()]).toEqual([1, []])
    // On a request of its own it is an act of its own.
    value(open({ reason: 'check' }, 'r2'))
    expect([openings().length, kicks().length]).toEqual([2, 1])
  })

  test('[DB-7] a restart before or during the kick gives it to nobody: the counter may be empty by then', () => {
    value(open({ reason: 'check' }, 'r1'))
    register.reopen()
    expect(kicks()).toEqual([])
    value(open({ reason: 'check' }, 'r2'))
    register.database.unitOfWork(() => { register.database.effectStarted(kicks()[0]?.id ?? 0); return { ok: true, value: undefined } })
    register.reopen()
    expect(kicks()).toEqual([])
    expect([value(open({ reason: 'check' }, 'r1')).kick.state, value(open({ reason: 'check' }, 'r2')).kick.state, openings().length]).toEqual(['unconfirmed', 'unconfirmed', 2])
  })

  test('[REP-1] a throw in the middle leaves neither entry nor kick', () => {
    const broken = { ...register.database, rememberRequest: () => { throw new Error('pulled plug') } }
    expect(() => answeringCommands['open-drawer']({ ...register.context(), database: broken }, { reason: 'check' })).toThrow('pulled plug')
    expect([openings(), kicks()]).toEqual([[], []])
  })

  test('[DRAWER-5] an open basket and the last sale stay as they are', () => {
    const before = value(commands.scan(register.context(), { barcode: '6901234567892' }))
    value(open({ reason: 'giveChange' }))
    expect(register.database.basket(before.basket?.id ?? '')?.revision).toBe(before.basket?.revision)
  })
})
