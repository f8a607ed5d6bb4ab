import { beforeEach, describe, expect, test } from 'vitest'
import { minor } from '../domain/money/index.ts'
import { fillBasket, freshRegister, itemLine, moment, newBasket, openForTest, step, type TestFolder, write, writeSale } from './fixture.ts'
import { type RegisterWriter, type Suspension } from './register-database.ts'

let folder: TestFolder
let register: RegisterWriter
beforeEach(() => {
  ({ folder, register } = freshRegister())
  return folder.remove
})

const lines = [itemLine(1), itemLine(2)]
const aside: Suspension = { operatorId: 'operator-1', at: moment.at + 5, label: '红伞' }
const suspended = { at: moment.at + 5, operator: 'operator-1', act: 'suspended' } as const
const resumed = { at: moment.at + 9, operator: 'operator-2', act: 'resumed' } as const
const suspend = (id: string, how = aside, request = `s-${id}`): number => write(register, () => register.suspendBasket(id, how, suspended, request))
const resume = (id: string, seat: string): number => write(register, () => register.resumeBasket(id, seat, resumed, `r-${id}`))

describe('a suspended basket', () => {
  test('[DB-15] keeps its lines and trail, loses its seat, and is there after a restart', () => {
    fillBasket(register, 'b1', lines)
    expect(suspend('b1')).toBe(3)
    register.close()
    register = openForTest(folder.path)
    expect([register.seat('counter').basketId, register.suspendedCount(), register.suspendedBaskets()]).toEqual([undefined, 1, [{ id: 'b1', ...aside }]])
    expect(register.basket('b1')).toMatchObject({ lines, suspended: aside, revision: 3 })
    expect(register.basket('b1')?.trail.at(-1)).toEqual(suspended)
    expect(register.requestSeen('s-b1')).toBe(true)
  })

  test('[DB-15] is resumed whole on any seat, once', () => {
    fillBasket(register, 'b1', lines)
    suspend('b1')
    expect(resume('b1', 'handheld')).toBe(4)
    const basket = register.basket('b1')
    expect([basket?.lines, basket?.suspended, register.seat('handheld').basketId, register.suspendedCount()]).toEqual([lines, undefined, 'b1', 0])
    expect(basket?.trail.slice(-2)).toEqual([suspended, resumed])
    expect(() => resume('b1', 'other')).toThrow('no open basket')
    expect(register.seat('other').basketId).toBeUndefined()
    write(register, () => writeSale(register, 'b1', lines))
    expect(register.saleByBasket('b1')?.total).toBe(700)
  })

  test('[DB-15] cannot be changed, suspended again or seated while it is aside, and its refused request is not remembered', () => {
    fillBasket(register, 'b1', lines)
    suspend('b1')
    expect(() => write(register, () => register.changeBasket('b1', itemLine(3), step(itemLine(3)), 'x'))).toThrow('no open basket')
    expect(() => write(register, () => register.setBasketDiscount('b1', undefined, step(itemLine(1)), 'x'))).toThrow('no open basket')
    expect(() => suspend('b1', aside, 'x')).toThrow('no open basket')
    expect(() => write(register, () => { register.setSeat({ seat: 'counter', basketId: 'b1' }) })).toThrow('a suspended basket has no seat')
    expect([register.requestSeen('x'), register.basket('b1')?.lines]).toEqual([false, lines])
  })

  test('[DB-15] does not push another basket off its seat', () => {
    fillBasket(register, 'b1', lines)
    suspend('b1')
    fillBasket(register, 'b2', lines)
    expect(() => resume('b1', 'counter')).toThrow('seat counter has a basket')
    expect([register.seat('counter').basketId, register.suspendedBaskets().map(({ id }) => id)]).toEqual(['b2', ['b1']])
  })

  test('[DB-15] are listed oldest first; a label is optional and of 40 characters at most', () => {
    for (const [id, at] of [['b1', 9], ['b2', 3]] as const) {
      fillBasket(register, id, [itemLine(1)])
      suspend(id, { operatorId: 'operator-1', at })
    }
    expect(register.suspendedBaskets()).toEqual([{ id: 'b2', operatorId: 'operator-1', at: 3 }, { id: 'b1', operatorId: 'operator-1', at: 9 }])
    fillBasket(register, 'b3', [itemLine(1)])
    expect(() => suspend('b3', { ...aside, label: '伞'.repeat(41) })).toThrow(/CHECK/u)
    expect(register.seat('counter').basketId).toBe('b3')
    suspend('b3', { ...aside, label: '伞'.repeat(40) })
    expect(register.suspendedCount()).toBe(3)
  })

  test('[DB-15] survives the sweep of what cleared baskets leave behind, and is gone when it is cleared', () => {
    fillBasket(register, 'b1', lines)
    suspend('b1')
    register.close()
    register = openForTest(folder.path)
    expect(register.basket('b1')?.lines).toEqual(lines)
    write(register, () => { register.clearBasket('b1', 'cancel') })
    expect([register.basket('b1'), register.suspendedCount()]).toEqual([undefined, 0])
  })
})

describe('a basket’s discount', () => {
  test('[DB-4] is set, replaced and taken off, each with its step and a revision', () => {
    const percent = { kind: 'percent', ppm: 100_000, reason: 'goodwill' } as const
    const amount = { kind: 'amount', minor: minor(50), reason: 'damaged' } as const
    write(register, () => { register.openBasket({ ...newBasket('b1'), discount: percent }, 'counter') })
    expect(register.basket('b1')?.discount).toEqual(percent)
    const discounted = { at: moment.at, operator: 'operator-1', act: 'basketDiscounted' } as const
    expect(write(register, () => register.setBasketDiscount('b1', amount, discounted, 'd1'))).toBe(1)
    expect(register.basket('b1')?.discount).toEqual(amount)
    expect(write(register, () => register.setBasketDiscount('b1', undefined, discounted, 'd2'))).toBe(2)
    expect(register.basket('b1')).toEqual({ ...newBasket('b1'), trail: [...newBasket('b1').trail, discounted, discounted], revision: 2 })
    expect(register.requestSeen('d1')).toBe(true)
  })
})
