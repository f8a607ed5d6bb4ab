import { beforeEach, describe, expect, test } from 'vitest'
import { KEPT_EFFECTS } from './effects.ts'
import { fillBasket, freshRegister, itemLine, openForTest, receipt, sell, type TestFolder, write, writeSale } from './fixture.ts'
import { type EffectState, type EffectWork, type RegisterWriter } from './register-database.ts'

let folder: TestFolder
let register: RegisterWriter
beforeEach(() => {
  ({ folder, register } = freshRegister())
  return folder.remove
})

const print: EffectWork = { kind: 'print', document: receipt(2) }
const kick: EffectWork = { kind: 'kick', pin: 0 }
const add = (sale: string, work: EffectWork): number => write(register, () => register.addEffect(sale, work))
const start = (id: number): void => { write(register, () => { register.effectStarted(id) }) }
const finish = (id: number, state: EffectState, fault?: string): void => { write(register, () => { register.effectFinished(id, state, fault) }) }
const reopen = (): void => {
  register.close()
  register = openForTest(folder.path)
}
const states = (sale: string) => register.effectsOf(sale).map(({ work, state, attempts }) => [work.kind, state, attempts])

describe('effects', () => {
  test('[DB-6] every drawer goes before any ink, however much paper waits', () => {
    const ids = [add('s1', print), add('s1', kick), add('s2', print), add('s2', kick)]
    expect(register.effectsToDo(10).map(({ id }) => id)).toEqual([ids[1], ids[3], ids[0], ids[2]])
    expect(register.effectsToDo(1).map(({ saleId }) => saleId)).toEqual(['s1'])
  })

  test('[DB-6] an effect keeps its work, and counts its starts', () => {
    const id = add('s1', print)
    expect(register.effectsOf('s1')).toEqual([{ id, saleId: 's1', work: print, state: 'waiting', attempts: 0 }])
    start(id)
    expect([states('s1'), register.effectsToDo(10)]).toEqual([[['print', 'working', 1]], []])
    finish(id, 'waiting', 'printer.noPaper')
    expect(register.effectsToDo(10)).toEqual([{ id, saleId: 's1', work: print, state: 'waiting', attempts: 1, fault: 'printer.noPaper' }])
    start(id)
    finish(id, 'printed')
    expect(register.effectsOf('s1')).toEqual([{ id, saleId: 's1', work: print, state: 'printed', attempts: 2 }])
  })

  test('[DB-6] [PRN-10] a print that had begun before says so from then on, and a first one that is under way, or failed, does not', () => {
    const again = () => register.outcomesOf('s1').map(({ again: says }) => says === true)
    const [id, other] = [add('s1', print), add('s1', kick)]
    start(id)
    start(other)
    expect(again()).toEqual([false, false])
    finish(id, 'failed', 'connection-lost')
    expect(again()).toEqual([false, false])
    const cut = add('s1', print)
    start(cut)
    reopen()
    expect(again()).toEqual([false, false, true])
    start(cut)
    finish(cut, 'printed')
    expect(again()).toEqual([false, false, true])
  })

  test('[DB-6] outcomes are the effects without their work, of a sale begun here, reprinted, rolled back, or of another start', () => {
    const agree = (sale: string): number => {
      const whole = register.effectsOf(sale).map(({ work, state, fault }) => ({ kind: work.kind, state, ...(fault === undefined ? {} : { fault }) }))
      expect(register.outcomesOf(sale)).toEqual(whole)
      return whole.length
    }
    add('another', print)
    sell(register, 'b1')
    expect(agree('b1')).toBe(2)
    finish(2, 'failed', 'drawer.absent')
    expect(register.outcomesOf('b1')[0]).toEqual({ kind: 'kick', state: 'failed', fault: 'drawer.absent' })
    fillBasket(register, 'b2', [itemLine(1)])
    expect(() => write(register, () => { writeSale(register, 'b2', [itemLine(1)]); throw new Error('undone') })).toThrow('undone')
    add('another', print)
    write(register, () => writeSale(register, 'b2', [itemLine(1)]))
    expect([agree('b2'), agree('another')]).toEqual([2, 2])
    reopen()
    // A reprint is the first this start sees of it, and not its first.
    add('b1', print)
    expect([agree('b1'), agree('b2'), agree('another')]).toEqual([3, 2, 2])
    for (let sale = 0; sale < 40; sale += 1) add(`s${sale}`, kick)
    expect([agree('b1'), agree('s0'), agree('s39'), agree('none')]).toEqual([3, 1, 1, 0])
  })

  test('[DB-6] what is under way cannot start again', () => {
    const id = add('s1', print)
    start(id)
    expect(() => { start(id) }).toThrow('cannot start')
    expect(states('s1')).toEqual([['print', 'working', 1]])
  })

  test('[DB-7] a kick that has begun is never waiting again, whatever is reported, and never starts twice', () => {
    const id = add('s1', kick)
    start(id)
    finish(id, 'waiting', 'printer.offline')
    expect([states('s1'), register.effectsToDo(10)]).toEqual([[['kick', 'unconfirmed', 1]], []])
    expect(() => { start(id) }).toThrow('cannot start')
  })
})

describe('effects that the last run left behind', () => {
  test('[DB-7] ink that had begun waits again with its attempts, ink that had not waits as it was', () => {
    start(add('s1', print))
    add('s2', print)
    reopen()
    expect([states('s1'), states('s2')]).toEqual([[['print', 'waiting', 1]], [['print', 'waiting', 0]]])
    expect(register.effectsToDo(10).map(({ saleId }) => saleId)).toEqual(['s1', 's2'])
  })

  test('[DB-7] no kick is done unattended: begun or not, it becomes unconfirmed', () => {
    start(add('s1', kick))
    add('s2', kick)
    reopen()
    expect([states('s1'), states('s2'), register.effectsToDo(10)]).toEqual([[['kick', 'unconfirmed', 1]], [['kick', 'unconfirmed', 0]], []])
  })

  test('[DB-7] what is finished stays as it finished', () => {
    const finished: readonly [EffectWork, EffectState][] = [[print, 'printed'], [print, 'sentOnly'], [print, 'failed'], [kick, 'kicked'], [kick, 'failed']]
    for (const [work, state] of finished) {
      const id = add('s1', work)
      start(id)
      finish(id, state)
    }
    reopen()
    expect(states('s1')).toEqual(finished.map(([work, state]) => [work.kind, state, 1]))
  })

  test('[DB-7] finished effects are kept to the newest few hundred, and one that waits is kept for as long as it waits', () => {
    add('owed', print)
    write(register, () => {
      for (let index = 0; index < KEPT_EFFECTS + 50; index += 1) {
        const id = register.addEffect(`s${index}`, print)
        register.effectStarted(id)
        register.effectFinished(id, 'printed')
      }
    })
    reopen()
    expect(states('owed')).toEqual([['print', 'waiting', 0]])
    expect([states('s49'), states('s50')]).toEqual([[], [['print', 'printed', 1]]])
  })
})
