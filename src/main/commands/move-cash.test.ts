import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Input } from '../../contracts/ipc/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { answeringCommands } from './index.ts'
import { code, value } from './register.fixture.ts'
import { pieces, shiftTest, type TestShift } from './shift.fixture.ts'

let till: TestShift
beforeEach(() => {
  till = shiftTest()
})
afterEach(() => till.register.remove())

type Move = Input<'move-cash'>
/** With the approval that it asks for, if it does, and between safe and bank by the supervisor. */
function moved(input: Move, request?: string): ReturnType<TestShift['move']> {
  const atBank = input.kind === 'banking' || input.kind === 'changeOrder'
  if (atBank) till.signOnAs('op-s')
  const first = till.move(input, request)
  const done = code(first) === 'approval.needed' ? till.move({ ...input, approval: till.approved(first, 'op-m') }, request) : first
  if (atBank) till.signOnAs('op-1')
  return done
}
const expectedCash = (): number | undefined => {
  till.signOnAs('op-s')
  const amount = till.shift().shift?.expected?.find(({ tender }) => tender === 'cash')?.amount
  till.signOnAs('op-1')
  return amount
}

describe('cash that moves without a sale', () => {
  test('[CASH-1] each kind does to the drawer and to the safe what its name says', () => {
    value(till.open({ counts: pieces(10_000) }))
    const steps: readonly [Move, number][] = [
      [{ kind: 'loan', amount: 5000 }, 15_000],
      [{ kind: 'pickup', amount: 2000, bag: 'B-7' }, 13_000],
      [{ kind: 'payIn', amount: 300, reason: 'found' }, 13_300],
      [{ kind: 'payOut', amount: 1000, reason: 'supplies' }, 12_300],
      [{ kind: 'banking', amount: 500, bag: 'S-1' }, 12_300],
      [{ kind: 'changeOrder', amount: 400 }, 12_300],
    ]
    for (const [step, cash] of steps) {
      value(moved(step))
      expect([step.kind, expectedCash()]).toEqual([step.kind, cash])
    }
    expect(till.shift().safe).toBeUndefined()
    till.signOnAs('op-s')
    expect(till.shift().safe).toBe(-3100)
    till.closeEven()
    const [z] = till.zs()
    // Out for the loan, in with the pickup, to the bank, and back from it.
    expect([z?.safe, z?.movements.map(({ kind, number, bag }) => [kind, number, bag])]).toEqual([-5000 + 2000 - 500 + 400, steps.map(([{ kind, bag }], index) => [kind, index + 1, bag])])
  })

  test('[CASH-2] what leaves has a reason, a note with "other", and a bag its number; counts come to the amount', () => {
    value(till.open())
    const refusals = [
      till.move({ kind: 'payOut', amount: 100 }),
      till.move({ kind: 'payOut', amount: 100, reason: 'found' }),
      till.move({ kind: 'loan', amount: 100, reason: 'found' }),
      till.move({ kind: 'payIn', amount: 100, reason: 'other' }),
      till.move({ kind: 'pickup', amount: 100 }),
      till.move({ kind: 'payIn', amount: 100, reason: 'found', counts: [{ minor: 100, pieces: 2 }] }),
    ]
    expect(refusals.map(code)).toEqual(['cash.reasonMissing', 'cash.reasonMissing', 'cash.reasonMissing', 'cash.noteMissing', 'cash.bagMissing', 'count.invalid'])
    expect([till.entries('cash.moved'), till.shift().shift?.movements]).toEqual([[], []])
  })

  test('[CASH-3] no more is taken than should be there, and how much that is is told to those who may see it', () => {
    till.sell()
    const most = (result: Result<unknown>): unknown => (result.ok ? 'accepted' : [result.refusal.code, result.refusal.params])
    expect(most(till.move({ kind: 'payOut', amount: 201, reason: 'supplies' }))).toEqual(['cash.tooMuch', undefined])
    till.signOnAs('op-s')
    expect(most(till.move({ kind: 'pickup', amount: 201, bag: 'B-1' }))).toEqual(['cash.tooMuch', { most: 200 }])
    expect(most(till.move({ kind: 'pickup', amount: 200, bag: 'B-1' }))).toBe('accepted')
    // With no shift open, it is what the last close left.
    till.closeEven()
    expect(most(till.move({ kind: 'payOut', amount: 1, reason: 'supplies' }))).toEqual(['cash.tooMuch', { most: 0 }])
  })

  test('[CASH-4] above one’s limit another approves that kind and that amount, and stands on the movement; refused, the approval is not used up', () => {
    value(till.open({ counts: pieces(5000) }))
    expect(code(till.move({ kind: 'payOut', amount: 2000, reason: 'supplies' }))).toBe('accepted')
    const asked = till.move({ kind: 'payOut', amount: 2001, reason: 'supplies' })
    expect(asked).toMatchObject({ refusal: { code: 'approval.needed', params: { permission: 'payOut', document: expect.stringMatching(/^cash:payOut#move-cash\./) as string, amount: 2001, limit: 2000 } } })
    const approval = till.approved(asked)
    expect(code(till.move({ kind: 'payOut', amount: 2002, reason: 'supplies', approval }))).toBe('approval.invalid')
    expect(value(till.move({ kind: 'payOut', amount: 2001, reason: 'supplies', approval })).movement).toMatchObject({ operatorName: 'Li', approverName: 'Sun' })
    const tooMuch = till.move({ kind: 'pickup', amount: 3000, bag: 'B' })
    const spare = till.approved(tooMuch)
    expect(code(till.move({ kind: 'pickup', amount: 3000, bag: 'B', approval: spare }))).toBe('cash.tooMuch')
    value(till.move({ kind: 'payIn', amount: 5000, reason: 'found' }))
    expect(code(till.move({ kind: 'pickup', amount: 3000, bag: 'B', approval: spare }))).toBe('accepted')
  })

  test('[CASH-4] paying in has a limit of its own, so that a slip of the hand is nobody’s million', () => {
    value(till.open())
    expect(code(till.move({ kind: 'payIn', amount: 10_000, reason: 'found' }))).toBe('accepted')
    const asked = till.move({ kind: 'payIn', amount: 999_999_999, reason: 'found' })
    expect(asked).toMatchObject({ refusal: { code: 'approval.needed', params: { permission: 'payIn', limit: 10_000 } } })
    expect(value(till.move({ kind: 'payIn', amount: 999_999_999, reason: 'found', approval: till.approved(asked, 'op-m') })).movement.approverName).toBeDefined()
  })

  test('[CASH-5] its slip and its drawer are written with it, once however often it is sent; a bank’s leaves the drawer shut', () => {
    value(till.open())
    const first = value(moved({ kind: 'payIn', amount: 300, reason: 'other', note: 'from the street' }, 'one'))
    expect([first.effects.map(({ kind }) => kind), first.movement]).toMatchObject([['kick', 'print'], { number: 1, kind: 'payIn', note: 'from the street' }])
    const again = value(till.move({ kind: 'payIn', amount: 300, reason: 'other', note: 'from the street' }, 'one'))
    expect([again.movement, till.entries('cash.moved').length, till.register.database.effectsOf('cash:one').length]).toEqual([first.movement, 1, 2])
    expect(JSON.stringify(till.register.database.effectsOf('cash:one').at(-1)?.work)).toContain('from the street')
    expect(value(moved({ kind: 'changeOrder', amount: 300 })).effects.map(({ kind }) => kind)).toEqual(['print'])
    till.closeEven()
    // Still told when its shift is closed.
    expect(value(till.move({ kind: 'payIn', amount: 300, reason: 'other', note: 'from the street' }, 'one')).movement.number).toBe(1)
  })

  test('[CASH-6] it makes a count stale and a float uncountable, but what only moves between safe and bank does neither', () => {
    value(answeringCommands['open-drawer'](till.register.context(), { reason: 'check' }))
    value(moved({ kind: 'changeOrder', amount: 300 }))
    value(till.open())
    value(till.declare(pieces(20_000)))
    value(moved({ kind: 'banking', amount: 300, bag: 'S' }))
    expect(till.shift().shift?.declaration?.stale).toBe(false)
    value(moved({ kind: 'payIn', amount: 300, reason: 'found' }))
    expect(till.shift().shift?.declaration?.stale).toBe(true)
  })
})
