import { randomUUID } from 'node:crypto'
import Database from 'better-sqlite3'
import { generateSync } from 'otplib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Input } from '../../src/contracts/ipc/index.ts'
import { type RegisterWriter } from '../../src/db/index.ts'
import { accept } from '../../src/domain/errors/index.ts'
import { authorize } from '../../src/main/commands/authorize.ts'
import { answeringCommands, beginSecondFactor, commands, lockIdleSeat, lockSeats, openRegister, secondFactorCommands, setDevice, signOn, type CommandContext, type SecondFactorKeeper } from '../../src/main/commands/index.ts'
import { code as codeOf, testRegister, value, type TestRegister } from '../../src/main/commands/register.fixture.ts'
import { at, newFolder, seed, startThreads } from '../../src/main/core/core.fixture.ts'
import { secondFactorKeeper } from '../../src/second-factor/index.ts'
import { mayAsk, queries } from '../../src/main/queries/index.ts'

const keeper = secondFactorKeeper(new Uint8Array(32).fill(7))
const minute = 60_000
let register: TestRegister
let time = { mono: 1000, boot: 'boot', jump: 0 }

/** By two clocks that the test moves together, and apart. */
function here(seat = 'counter', request: string = randomUUID()): CommandContext {
  const context = register.context(request, seat)
  return { ...context, moment: () => ({ ...context.moment(), at: register.now + time.mono + time.jump, bootId: time.boot, monoMs: time.mono }) }
}
const pass = (milliseconds: number): void => void (time = { ...time, mono: time.mono + milliseconds })
const signedOn = (operatorId: string, seat = 'counter'): unknown => value(signOn(here(seat), { operatorId, provenHash: `$argon2id$${operatorId}` }))
const begin = (request?: string) => beginSecondFactor(here('counter', request), keeper, { provenHash: '$argon2id$op-m' })
const confirm = (code: string, context = here()) => secondFactorCommands['confirm-second-factor'](context, keeper, { code })
const keep = () => secondFactorCommands['keep-recovery-codes'](here())
const renew = (code: string, context = here()) => secondFactorCommands['renew-recovery-codes'](context, keeper, { code })
const prove = (code: string, context = here(), by: SecondFactorKeeper = keeper) => secondFactorCommands['prove-second-factor'](context, by, { code })
const drop = (input: Input<'drop-second-factor'>, context = here()) => secondFactorCommands['drop-second-factor'](context, keeper, input)
const demand = (required: boolean) => secondFactorCommands['set-second-factor-required'](here(), keeper, { required })
/** The code that the authenticator shows, so many steps on. */
const codeFor = (secret: string, steps = 0): string => generateSync({ secret, epoch: Math.floor((register.now + time.mono + time.jump) / 1000) + steps * 30 })
const wrongFor = (secret: string): string => ['111111', '222222', '333333', '444444'].find((guess) => [-1, 0, 1].every((by) => codeFor(secret, by) !== guess)) ?? ''
const changeDevice = (slot: 'scale' | 'scanner' = 'scale') => setDevice(here(), { slot, address: randomUUID() })
const changeRights = () => answeringCommands['set-permission'](here(), { role: 'cashier', permission: 'discount', grant: Math.floor(Math.random() * 1_000_000) })
const view = () => value(queries['second-factor']({ reader: register.database, seat: 'counter', now: here().moment() }))

function entries(type: string): readonly { readonly operator: string; readonly body: unknown }[] {
  return register.database.entriesAfter(1, 0, 999).flatMap((entry) => (entry.type === type ? [JSON.parse(entry.text) as { operator: string; body: unknown }] : []))
}

/** Enrolled with its recovery codes kept, proven by it, and the step of its first code used up. */
function enrolled(): { readonly secret: string; readonly recoveryCodes: readonly string[] } {
  const { secret } = value(begin())
  const { recoveryCodes } = value(confirm(codeFor(secret)))
  value(keep())
  return { secret, recoveryCodes }
}

beforeEach(() => {
  register = testRegister()
  time = { mono: 1000, boot: 'boot', jump: 0 }
  value(openRegister(here(), { appVersion: '0', schemaVersion: 1 }))
  value(
    register.database.unitOfWork(() => {
      for (const [id, role] of [['op-c', 'cashier'], ['op-m', 'manager'], ['op-n', 'manager']] as const) register.database.saveOperator({ id, name: id, role }, `$argon2id$${id}`)
      return accept(undefined)
    }),
  )
  signedOn('op-m')
})
afterEach(() => register.remove())

describe('a second factor is made', () => {
  test('[FAC-9] by the person\'s own PIN and its first code; before that code nothing is asked of anybody', () => {
    expect(codeOf(beginSecondFactor(here(), keeper, {}))).toBe('operator.wrongPin')
    expect(codeOf(beginSecondFactor(here(), keeper, { provenHash: '$argon2id$op-n' }))).toBe('operator.wrongPin')
    expect(codeOf(confirm('123456'))).toBe('secondFactor.notBegun')
    const { secret, uri } = value(begin())
    expect(new URL(uri).searchParams.get('secret')).toBe(secret)
    expect([codeOf(confirm(wrongFor(secret))), codeOf(changeDevice()), view().enrolled]).toEqual(['secondFactor.wrongCode', 'accepted', false])
    expect(value(confirm(codeFor(secret))).recoveryCodes).toHaveLength(10)
    expect(view()).toMatchObject({ enrolled: true, proven: true, recoveryCodesLeft: 10, operators: ['op-m'] })
    expect([codeOf(begin()), codeOf(changeDevice())]).toEqual(['secondFactor.enrolled', 'accepted'])
    expect(entries('operator.secondFactorEnrolled')).toMatchObject([{ operator: 'op-m', body: { seat: 'counter' } }])
  })

  test('[FAC-9] at one seat, within ten minutes of one start', () => {
    const { secret } = value(begin())
    signedOn('op-m', 'other')
    expect(codeOf(confirm(codeFor(secret), here('other')))).toBe('secondFactor.notBegun')
    pass(10 * minute + 1)
    expect(codeOf(confirm(codeFor(secret)))).toBe('secondFactor.notBegun')
    const again = value(begin())
    register.reopen()
    time = { ...time, boot: 'next' }
    value(openRegister(here(), { appVersion: '0', schemaVersion: 1 }))
    expect(codeOf(confirm(codeFor(again.secret)))).toBe('secondFactor.notBegun')
  })

  test('[FAC-10] an answer that got lost: the same request shows the same secret, and new recovery codes in place of those nobody saw', () => {
    const request = randomUUID()
    const { secret } = value(begin(request))
    expect(value(begin(request)).secret).toBe(secret)
    expect(value(begin()).secret).not.toBe(secret)
    const { secret: last } = value(begin())
    const confirming = randomUUID()
    const first = value(confirm(codeFor(last), here('counter', confirming))).recoveryCodes
    const second = value(confirm(codeFor(last), here('counter', confirming))).recoveryCodes
    expect([second.length, view().recoveryCodesLeft, entries('operator.secondFactorEnrolled').length]).toEqual([10, 10, 1])
    expect(codeOf(prove(first[0] ?? ''))).toBe('secondFactor.wrongCode')
    expect(codeOf(prove(second[0] ?? ''))).toBe('accepted')
    expect(codeOf(confirm(codeFor(last), here('counter', confirming)))).toBe('secondFactor.enrolled')
  })

  test('[FAC-2] neither a secret nor a code is in the database, its journal included', () => {
    const { secret, recoveryCodes } = enrolled()
    value(prove(recoveryCodes[0] ?? ''))
    const file = new Database(register.path)
    const all = file.prepare<[], { name: string }>(`SELECT name FROM sqlite_master WHERE type = 'table'`).all().flatMap(({ name }) => file.prepare(`SELECT * FROM ${name}`).all().map((row) => JSON.stringify(row)))
    file.close()
    expect(all.length).toBeGreaterThan(20)
    for (const text of [secret, codeFor(secret), ...recoveryCodes, ...recoveryCodes.map((code) => code.replace('-', ''))]) expect(all.filter((row) => row.includes(text))).toEqual([])
  })
})

describe('recovery codes that nobody said to have', () => {
  const idle = () => lockIdleSeat(here(), 'counter')

  test('[FAC-20] go with the second factor when the till locks, which says so in the journal; another can be made', () => {
    const { recoveryCodes } = value(confirm(codeFor(value(begin()).secret)))
    expect(value(idle())).toBe(true)
    signedOn('op-m')
    expect([view().enrolled, codeOf(changeDevice()), codeOf(prove(recoveryCodes[0] ?? ''))]).toEqual([false, 'accepted', 'secondFactor.notEnrolled'])
    expect(entries('operator.secondFactorDropped')).toMatchObject([{ operator: 'op-m', body: { seat: 'counter', of: 'op-m', why: 'codesNotKept' } }])
    expect(codeOf(begin())).toBe('accepted')
  })

  test('[FAC-20] also when the program ended with them on the screen', () => {
    value(confirm(codeFor(value(begin()).secret)))
    register.reopen()
    time = { ...time, boot: 'next' }
    value(openRegister(here(), { appVersion: '0', schemaVersion: 1 }))
    value(lockSeats(here(), 'restarted'))
    signedOn('op-m')
    expect([view().enrolled, entries('operator.secondFactorDropped').length]).toEqual([false, 1])
  })

  test('[FAC-20] once kept, it stays through every lock, and the secret cannot be confirmed a second time before', () => {
    const { secret } = value(begin())
    value(confirm(codeFor(secret)))
    expect(codeOf(confirm(codeFor(secret, 1)))).toBe('secondFactor.notBegun')
    value(keep())
    value(idle())
    signedOn('op-m')
    expect([view().enrolled, entries('operator.secondFactorDropped')]).toEqual([true, []])
  })

  test('[FAC-21] new ones are made for a code, void those before, are in the journal, and a lock leaves the second factor', () => {
    const { secret, recoveryCodes } = enrolled()
    expect(codeOf(renew(wrongFor(secret)))).toBe('secondFactor.wrongCode')
    expect(view().recoveryCodesLeft).toBe(10)
    const request = randomUUID()
    const lost = value(renew(codeFor(secret, 1), here('counter', request))).recoveryCodes
    const fresh = value(renew(codeFor(secret, 1), here('counter', request))).recoveryCodes
    expect(entries('operator.recoveryCodesRenewed')).toMatchObject([{ operator: 'op-m', body: { seat: 'counter' } }])
    value(idle())
    signedOn('op-m')
    expect([recoveryCodes[0], lost[0], fresh[0]].map((code) => codeOf(prove(code ?? '')))).toEqual(['secondFactor.wrongCode', 'secondFactor.wrongCode', 'accepted'])
    expect(view().recoveryCodesLeft).toBe(9)
  })
})

describe('a strong right', () => {
  test('[FAC-11] is refused to whoever has a second factor and has not proven it, in acts and in queries, and others are not', () => {
    const { secret } = enrolled()
    signedOn('op-n')
    expect([codeOf(changeDevice()), codeOf(changeRights())]).toEqual(['accepted', 'accepted'])
    signedOn('op-m')
    const asked = (who: 'setDevices' | 'managePeople' | 'seeJournal'): string => codeOf(mayAsk(register.database, 'counter', who, here().moment()))
    const allowed = (): string => codeOf(register.database.unitOfWork(() => authorize(here(), { permission: 'managePeople', document: 'op-1', amount: 0 })))
    expect([codeOf(changeDevice()), codeOf(changeRights()), allowed(), asked('setDevices'), asked('managePeople'), asked('seeJournal')]).toEqual(['secondFactor.needed', 'secondFactor.needed', 'secondFactor.needed', 'secondFactor.needed', 'secondFactor.needed', 'accepted'])
    expect(codeOf(commands.scan(here(), { barcode: '6901234567892' }))).toBe('accepted')
    pass(30_000)
    value(prove(codeFor(secret)))
    expect([codeOf(changeDevice()), codeOf(changeRights()), allowed(), asked('managePeople')]).toEqual(['accepted', 'accepted', 'accepted', 'accepted'])
    expect(entries('operator.secondFactorProven')).toMatchObject([{ operator: 'op-m', body: { by: 'code' } }])
  })

  test('[FAC-11] who may not at all is told that, and not asked for a code', () => {
    enrolled()
    value(register.database.unitOfWork(() => accept(register.database.saveGrant('manager', 'setDevices', 'no'))))
    signedOn('op-m', 'other')
    expect(codeOf(setDevice(here('other'), { slot: 'scale', address: 'none' }))).toBe('request.notAllowed')
  })

  test.each<[string, () => unknown]>([
    ['ten minutes', () => pass(10 * minute + 1)],
    ['locking and signing on again', () => [value(commands['sign-off'](here())), signedOn('op-m')]],
    ['somebody else in between', () => [signedOn('op-n'), signedOn('op-m')]],
    ['a restart', () => {
      register.reopen()
      time = { ...time, boot: 'next' }
      value(openRegister(here(), { appVersion: '0', schemaVersion: 1 }))
    }],
    ['another start with the same clock', () => (time = { ...time, boot: 'next' })],
  ])('[FAC-7] a proof is void after %s', (_what, end) => {
    enrolled()
    pass(10 * minute - 1)
    expect(codeOf(changeDevice())).toBe('accepted')
    end()
    expect(codeOf(changeDevice())).toBe('secondFactor.needed')
  })

  test('[FAC-7] a proof at one seat is none at another', () => {
    enrolled()
    signedOn('op-m', 'other')
    expect(codeOf(setDevice(here('other'), { slot: 'scale', address: 'none' }))).toBe('secondFactor.needed')
  })

  test('[FAC-12] a store may demand it of everybody, by word of somebody who has one', () => {
    expect(codeOf(demand(true))).toBe('secondFactor.notEnrolled')
    enrolled()
    value(demand(true))
    value(demand(true))
    signedOn('op-n')
    expect([codeOf(changeDevice()), codeOf(demand(false))]).toEqual(['secondFactor.notEnrolled', 'secondFactor.notEnrolled'])
    expect(codeOf(commands.scan(here(), { barcode: '6901234567892' }))).toBe('accepted')
    expect(codeOf(beginSecondFactor(here(), keeper, { provenHash: '$argon2id$op-n' }))).toBe('accepted')
    expect(entries('setting.changed')).toMatchObject([{ operator: 'op-m', body: { setting: 'secondFactorRequired', from: 'no', to: 'yes' } }])
  })
})

describe('a code', () => {
  test('[FAC-13] is taken once, and none of a step before it', () => {
    const { secret } = enrolled()
    expect(codeOf(prove(codeFor(secret)))).toBe('secondFactor.usedCode')
    const next = codeFor(secret, 1)
    expect([codeOf(prove(next)), codeOf(prove(next)), codeOf(prove(codeFor(secret)))]).toEqual(['accepted', 'secondFactor.usedCode', 'secondFactor.usedCode'])
    pass(30_000)
    expect(codeOf(prove(codeFor(secret)))).toBe('secondFactor.usedCode')
    pass(30_000)
    expect(codeOf(prove(codeFor(secret)))).toBe('accepted')
  })

  test('[FAC-13] the same request again is the same proof, not a second use', () => {
    const { secret } = enrolled()
    const request = randomUUID()
    const code = codeFor(secret, 1)
    expect([codeOf(prove(code, here('counter', request))), codeOf(prove(code, here('counter', request)))]).toEqual(['accepted', 'accepted'])
  })

  test('[FAC-14] a recovery code is taken once, is on record, and there is one fewer', () => {
    const { recoveryCodes } = enrolled()
    const [one = '', two = ''] = recoveryCodes
    expect([codeOf(prove(one.toLowerCase())), codeOf(prove(one)), codeOf(prove(two.replace('-', ' ')))]).toEqual(['accepted', 'secondFactor.usedRecoveryCode', 'accepted'])
    expect(entries('operator.secondFactorRefused')).toMatchObject([{ body: { why: 'used' } }])
    expect(view().recoveryCodesLeft).toBe(8)
    expect(entries('operator.recoveryCodeUsed')).toMatchObject([{ body: { left: 9 } }, { body: { left: 8 } }])
  })

  test('[FAC-6] after five wrong ones in a row none is taken for five minutes, the right one included; a restart begins the wait anew', () => {
    const { secret } = enrolled()
    for (let guess = 0; guess < 5; guess += 1) expect(codeOf(prove(wrongFor(secret)))).toBe('secondFactor.wrongCode')
    expect(prove(codeFor(secret, 1))).toMatchObject({ refusal: { code: 'secondFactor.wait', params: { waitSeconds: 300 } } })
    pass(4 * minute)
    register.reopen()
    time = { ...time, boot: 'next', mono: 5 }
    value(openRegister(here(), { appVersion: '0', schemaVersion: 1 }))
    expect(prove(codeFor(secret, 1))).toMatchObject({ refusal: { params: { waitSeconds: 300 } } })
    pass(5 * minute)
    expect(codeOf(prove(wrongFor(secret)))).toBe('secondFactor.wrongCode')
    expect(prove(codeFor(secret, 1))).toMatchObject({ refusal: { params: { waitSeconds: 600 } } })
    pass(10 * minute)
    expect(codeOf(prove(codeFor(secret)))).toBe('accepted')
    expect(codeOf(prove(wrongFor(secret)))).toBe('secondFactor.wrongCode')
    expect(codeOf(prove(codeFor(secret, 1)))).toBe('accepted')
    expect(entries('operator.secondFactorRefused')).toHaveLength(7)
    expect(entries('operator.secondFactorRefused')[4]).toMatchObject({ operator: 'op-m', body: { seat: 'counter', why: 'wrong', inARow: 5 } })
  })

  test('[FAC-15] a guess is on disk before it is looked at: a plug pulled in between is a guess all the same', () => {
    const { secret } = enrolled()
    let seenOnDisk: number | undefined
    const pulled: SecondFactorKeeper = {
      ...keeper,
      stepOf() {
        const file = new Database(register.path, { readonly: true })
        seenOnDisk = file.prepare<[], number>('SELECT wrong FROM second_factor_guess').pluck().get()
        file.close()
        throw new Error('the plug')
      },
    }
    for (let guess = 1; guess <= 5; guess += 1) {
      expect(() => prove(codeFor(secret, 1), here(), pulled)).toThrow('the plug')
      expect(seenOnDisk).toBe(guess)
    }
    register.reopen()
    expect(codeOf(prove(codeFor(secret, 1)))).toBe('secondFactor.wait')
  })

  test('[FAC-15] a plug pulled while the right code was written leaves neither the proof nor the step', () => {
    const { secret } = enrolled()
    signedOn('op-n')
    signedOn('op-m')
    const context = here()
    const torn = (database: RegisterWriter): RegisterWriter => ({
      ...database,
      rememberRequest() {
        throw new Error('the plug')
      },
    })
    expect(() => prove(codeFor(secret, 1), { ...context, database: torn(context.database) })).toThrow('the plug')
    register.reopen()
    expect(codeOf(changeDevice())).toBe('secondFactor.needed')
    expect(codeOf(prove(codeFor(secret, 1)))).toBe('accepted')
  })

  test('[FAC-8] where the till\'s clock jumped, a wrong code says what the clock shows', () => {
    const { secret } = enrolled()
    const right = codeFor(secret, 1)
    time = { ...time, jump: 90 * minute }
    expect(prove(right)).toEqual({ ok: false, refusal: { code: 'secondFactor.clockSuspect', params: { clock: '2026-11-21 15:30' } } })
    expect(view()).toMatchObject({ clockSuspect: true, clock: '2026-11-21 15:30' })
    time = { ...time, jump: 0 }
    expect([codeOf(prove(right)), view().clockSuspect]).toEqual(['accepted', false])
  })
})

describe('a second factor is dropped', () => {
  test('[FAC-16] one\'s own with a code, and not by whoever finds the counter open', () => {
    const { secret, recoveryCodes } = enrolled()
    expect([codeOf(drop({ operatorId: 'op-m' })), codeOf(drop({ operatorId: 'op-m', code: wrongFor(secret) }))]).toEqual(['secondFactor.wrongCode', 'secondFactor.wrongCode'])
    expect(value(drop({ operatorId: 'op-m', code: recoveryCodes[3] ?? '' }))).toMatchObject({ enrolled: false, proven: false, recoveryCodesLeft: 0 })
    expect(codeOf(changeDevice())).toBe('accepted')
    expect(entries('operator.secondFactorDropped')).toMatchObject([{ operator: 'op-m', body: { of: 'op-m' } }])
  })

  test('[FAC-16] somebody else\'s by whoever may manage people, and has proven their own where they have one', () => {
    enrolled()
    signedOn('op-c')
    expect(codeOf(drop({ operatorId: 'op-m' }))).toBe('request.notAllowed')
    signedOn('op-n')
    expect([codeOf(drop({ operatorId: 'nobody' })), codeOf(drop({ operatorId: 'op-m' }))]).toEqual(['operator.unknown', 'accepted'])
    expect(entries('operator.secondFactorDropped')).toMatchObject([{ operator: 'op-n', body: { of: 'op-m' } }])
    signedOn('op-m')
    expect([codeOf(changeDevice()), codeOf(begin())]).toEqual(['accepted', 'accepted'])
  })
})

test('[FAC-17] over the real threads: the read-only worker sees a proof as the writer does, and sees it go, at a restart, too', async () => {
  const folder = newFolder()
  const people = { ...seed, operators: [{ operator: { id: 'op-m', name: 'Ma', role: 'manager' }, pin: '4711' }] } as const
  const { settings } = folder
  let { core } = startThreads(settings)
  try {
    await core.internal.seed(people)
    const signOnAgain = async (): Promise<unknown> => value(await core.call('sign-on', { operatorId: 'op-m', pin: '4711' }, at()))
    const asked = async (): Promise<readonly string[]> => [codeOf(await core.call('permissions', {}, at())), codeOf(await core.internal.hasRight('counter', 'setDevices'))]
    await signOnAgain()
    expect(await asked()).toEqual(['accepted', 'accepted'])
    expect(codeOf(await core.call('begin-second-factor', { pin: '4712' }, at()))).toBe('operator.wrongPin')
    const { secret } = value(await core.call('begin-second-factor', { pin: '4711' }, at()))
    const { recoveryCodes } = value(await core.call('confirm-second-factor', { code: generateSync({ secret }) }, at()))
    value(await core.call('keep-recovery-codes', {}, at()))
    expect(await asked()).toEqual(['accepted', 'accepted'])
    await core.call('sign-off', {}, at())
    await signOnAgain()
    expect(await asked()).toEqual(['secondFactor.needed', 'secondFactor.needed'])
    expect(value(await core.call('prove-second-factor', { code: recoveryCodes[0] ?? '' }, at()))).toMatchObject({ proven: true, recoveryCodesLeft: 9 })
    expect(value(await core.call('second-factor', {}, at()))).toMatchObject({ proven: true, clockSuspect: false })
    expect(await asked()).toEqual(['accepted', 'accepted'])
    await core.close()
    core = startThreads(settings).core
    expect(value(await core.call('second-factor', {}, at()))).toMatchObject({ enrolled: true, proven: false })
    expect(await asked()).toEqual(['secondFactor.needed', 'secondFactor.needed'])
    expect(codeOf(await core.call('prove-second-factor', { code: recoveryCodes[1] ?? '' }, at()))).toBe('accepted')
  } finally {
    await core.close()
    folder.remove()
  }
}, 30_000)
