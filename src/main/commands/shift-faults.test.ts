import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Result } from '../../domain/errors/index.ts'
import { answeringCommands, type CommandContext } from './index.ts'
import { code, startOfTest, value } from './register.fixture.ts'
import { pieces, shiftTest, type TestShift } from './shift.fixture.ts'

let till: TestShift
beforeEach(() => {
  till = shiftTest()
})
afterEach(() => till.register.remove())

/** A kick that waited is given up by the next start; paper is owed. */
const papers = (): number => till.register.database.effectsToDo(99).filter(({ work }) => work.kind === 'print').length
const writes = ['append', 'addEffect', 'rememberRequest', 'bringLedgerUp', 'setSeat'] as const

/** A context whose database fails at its nth write of an act; how many it came to is told. */
function failing(request: string, nth: number, seen: { count: number }): CommandContext {
  const context = till.register.context(request)
  const broken = { ...context.database }
  for (const name of writes) {
    const write = context.database[name] as (...given: unknown[]) => unknown
    Object.assign(broken, {
      [name]: (...given: unknown[]) => {
        seen.count += 1
        if (seen.count === nth) throw new Error('pulled plug')
        return write(...given)
      },
    })
  }
  return { ...context, database: broken }
}

const acts: readonly [string, (context: CommandContext) => Result<unknown>, number][] = [
  ['open-shift', (context) => answeringCommands['open-shift'](context, { counts: pieces(500) }), 1],
  ['move-cash', (context) => answeringCommands['move-cash'](context, { kind: 'payIn', amount: 100, reason: 'found' }), 1],
  ['declare-shift', (context) => answeringCommands['declare-shift'](context, { shift: 1, cash: pieces(800), others: [] }), 1],
  ['close-shift', (context) => answeringCommands['close-shift'](context, { shift: 1, toSafe: 300, leave: 500, bag: 'B-1' }), 3],
]

test('[SHFC-12] stopped at any write of it, an act leaves nothing behind; sent again, it is done once', () => {
  // Past the end of a month, so that the close has periods to close too.
  for (const [name, act, entries] of acts) {
    if (name === 'close-shift') till.register.now = startOfTest + 12 * 86_400_000
    let nth = 1
    for (; ; nth += 1) {
      const before = [till.register.database.journalHead().seq, JSON.stringify(till.register.database.ledgerNow(({ books }) => books)), papers()]
      const seen = { count: 0 }
      let result: Result<unknown> | undefined
      try {
        result = act(failing(name, nth, seen))
      } catch (error) {
        expect(String(error)).toContain('pulled plug')
      }
      if (result !== undefined) {
        expect([name, code(result), seen.count]).toEqual([name, 'accepted', nth - 1])
        expect([name, till.register.database.journalHead().seq - Number(before[0])]).toEqual([name, entries])
        break
      }
      till.register.reopen()
      expect([name, nth, till.register.database.journalHead().seq, JSON.stringify(till.register.database.ledgerNow(({ books }) => books)), papers()]).toEqual([name, nth, ...before])
    }
    // As many as there are writes, or nothing was tried.
    expect([name, nth > 2]).toEqual([name, true])
    value(act(till.register.context(name)))
    if (name === 'open-shift') till.sell()
  }
  expect([till.zs().length, till.zs()[0]?.number, till.zs()[0]?.sales.amount, till.entries('period.closed').length]).toEqual([1, 1, 200, 2])
})
