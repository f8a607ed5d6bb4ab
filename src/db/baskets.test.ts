import Database from 'better-sqlite3'
import { beforeEach, describe, expect, test } from 'vitest'
import { fillBasket, freshRegister, itemLine, newBasket, openForTest, sell, step, type TestFolder, write, writeSale } from './fixture.ts'
import { KEPT_REQUESTS } from './requests.ts'
import { type RegisterWriter } from './register-database.ts'

let folder: TestFolder
let register: RegisterWriter
beforeEach(() => {
  ({ folder, register } = freshRegister())
  return folder.remove
})

const lines = [itemLine(1), { kind: 'unresolved', lineNo: 2, barcode: '0000', reason: 'unknown', removed: false } as const, itemLine(3)]

describe('an open basket', () => {
  test('[DB-4] comes back after a reopen with every line, its trail, its revision, its last line, and its seat', () => {
    write(register, () => { register.setSeat({ seat: 'counter', operatorId: 'operator-1' }) })
    fillBasket(register, 'b1', lines)
    const stored = register.basket('b1')
    expect(stored).toEqual({ ...newBasket('b1'), lines, trail: [...newBasket('b1').trail, ...lines.map(step)], revision: 3, lastLineNo: 3 })
    register.close()
    register = openForTest(folder.path)
    expect(register.basket('b1')).toEqual(stored)
    expect(register.seat('counter')).toEqual({ seat: 'counter', operatorId: 'operator-1', basketId: 'b1' })
  })

  test('[DB-4] a changed line replaces its old state, and the trail keeps both steps', () => {
    fillBasket(register, 'b1', lines)
    const removed = { ...itemLine(1), removed: true }
    expect(write(register, () => register.changeBasket('b1', removed, { ...step(removed), act: 'removed' }, 'r9'))).toBe(4)
    const stored = register.basket('b1')
    expect(stored?.lines).toEqual([removed, lines[1], lines[2]])
    expect(stored?.trail.map(({ act }) => act)).toEqual(['opened', 'added', 'added', 'added', 'removed'])
    expect(stored?.lastLineNo).toBe(1)
  })

  test('[DB-4] a change to a basket that is gone throws and leaves nothing', () => {
    expect(() => write(register, () => register.changeBasket('none', itemLine(1), step(itemLine(1)), 'r'))).toThrow('no open basket')
    expect(register.requestSeen('r')).toBe(false)
  })

  test('[DB-4] a cleared basket is gone at once, and a sweep between sales leaves nothing of it', () => {
    for (let sale = 0; sale < 32; sale += 1) sell(register, `b${sale}`)
    fillBasket(register, 'open', lines)
    expect(register.basket('b0')).toBeUndefined()
    register.checkpoint()
    const raw = new Database(folder.path, { readonly: true })
    const owners = raw.prepare('SELECT basket_id FROM basket_line UNION SELECT basket_id FROM basket_step').pluck().all()
    raw.close()
    expect(owners).toEqual(['open'])
    expect(register.basket('open')?.lines).toEqual(lines)
  })

  test('[DB-4] a seat cannot be committed with a basket that does not exist', () => {
    expect(() => write(register, () => { register.setSeat({ seat: 'counter', basketId: 'none' }) })).toThrow(/FOREIGN KEY/u)
    expect(register.seat('counter')).toEqual({ seat: 'counter' })
  })
})

describe('requests', () => {
  test('[DB-5] a request that changed a basket is known, also after a reopen, and cannot be written twice', () => {
    write(register, () => { register.openBasket(newBasket('b1'), 'counter') })
    const add = (): number => register.changeBasket('b1', itemLine(1), step(itemLine(1)), 'r1')
    expect(register.requestSeen('r1')).toBe(false)
    write(register, add)
    register.close()
    register = openForTest(folder.path)
    expect(register.requestSeen('r1')).toBe(true)
    expect(() => write(register, add)).toThrow(/UNIQUE/u)
    expect(register.basket('b1')?.revision).toBe(1)
  })

  test('[DB-5] a completion sent twice is known by its sale after its basket is gone, and a scan of it by its request', () => {
    write(register, () => { register.openBasket(newBasket('b1'), 'counter') })
    write(register, () => register.changeBasket('b1', itemLine(1), step(itemLine(1)), 'scan'))
    write(register, () => writeSale(register, 'b1', [itemLine(1)]))
    register.close()
    register = openForTest(folder.path)
    expect([register.saleByBasket('b1')?.number, register.saleByBasket('b2'), register.requestSeen('scan')]).toEqual(['3-1', undefined, true])
  })

  test('[DB-5] requests are remembered for the last thousands, and the oldest are forgotten', () => {
    write(register, () => { register.openBasket(newBasket('b1'), 'counter') })
    write(register, () => {
      for (let index = 1; index <= KEPT_REQUESTS + 10; index += 1) register.changeBasket('b1', itemLine(1), step(itemLine(1)), `r${index}`)
    })
    register.close()
    register = openForTest(folder.path)
    expect([10, 11, KEPT_REQUESTS + 10].map((index) => register.requestSeen(`r${index}`))).toEqual([false, true, true])
  })

  test('[DB-5] one basket becomes one sale, even if every check above failed', () => {
    fillBasket(register, 'b1', [itemLine(1)])
    write(register, () => writeSale(register, 'b1', [itemLine(1)]))
    write(register, () => { register.openBasket(newBasket('b1'), 'counter') })
    expect(() => write(register, () => writeSale(register, 'b1', [itemLine(1)]))).toThrow(/UNIQUE/u)
    expect([register.journalHead().seq, register.waiting().sales]).toEqual([1, 1])
  })
})
