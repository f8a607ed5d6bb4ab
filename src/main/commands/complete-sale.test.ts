import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { counterView, type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { type RegisterWriter } from '../../db/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { commands } from './index.ts'
import { code, papersOf, staffedRegister, type TestRegister, value } from './register.fixture.ts'

let register: TestRegister
beforeEach(() => {
  register = staffedRegister()
})
afterEach(() => register.remove())

type Tenders = Input<'complete-sale'>['tenders']
const scan = (barcode: string): CounterView => value(commands.scan(register.context(), { barcode }))
function paid(view: CounterView, tenders: Tenders, request?: string): Result<CounterView> {
  return commands['complete-sale'](register.context(request), { basketId: view.basket?.id ?? '', revision: view.basket?.revision ?? -1, tenders })
}
/** Everything a sale may touch, as the database tells it. */
function everything(database: RegisterWriter, basketId: string): unknown {
  return [database.journalHead(), database.seat('counter'), database.basket(basketId), database.saleByBasket(basketId), database.effectsToDo(10), database.waiting()]
}

describe('complete-sale', () => {
  test('[REP-1] writes entry, header, number, seat and effects, and the basket is gone', () => {
    const open = scan('6901234567892')
    const basketId = open.basket?.id ?? ''
    const view = value(paid(open, [{ type: 'cash', received: 1000 }]))
    expect(counterView.parse(view)).toEqual(view)
    expect(view.basket).toBeUndefined()
    expect(view.lastSale).toMatchObject({
      number: '3-1',
      total: 200,
      change: 800,
      completedAt: register.now,
      tenders: [{ type: 'cash', amount: 200, received: 1000, change: 800 }],
      effects: [{ kind: 'kick', state: 'waiting' }, { kind: 'print', state: 'waiting' }],
    })
    const { database } = register
    const head = database.journalHead()
    const entry = database.entriesAfter(1, head.seq - 1, 1)[0]
    expect(entry?.type).toBe('sale.completed')
    expect(JSON.parse(entry?.text ?? '')).toMatchObject({
      schemaVersion: 1,
      businessDate: '2026-11-21',
      operator: 'op-1',
      body: { saleId: view.lastSale?.id, number: '3-1', basketId, total: 200, lines: [{ itemId: 'water', name: 'water' }], movements: [{ itemId: 'water', quantity: -1000 }], trail: [{ act: 'opened' }, { act: 'added' }] },
    })
    expect(database.saleByBasket(basketId)).toMatchObject({ id: view.lastSale?.id, seq: head.seq, epoch: 1, seat: 'counter', operatorId: 'op-1' })
    expect([database.basket(basketId), database.seat('counter').basketId]).toEqual([undefined, undefined])
    expect(database.verifyChain()).toBeUndefined()
  })

  test('[REP-1] a throw in the middle leaves nothing of the sale behind', () => {
    const open = scan('6901234567892')
    const basketId = open.basket?.id ?? ''
    const before = everything(register.database, basketId)
    const broken = { ...register.database, insertSale: () => { throw new Error('pulled plug') } }
    const context = { ...register.context(), database: broken }
    expect(() => commands['complete-sale'](context, { basketId, revision: 1, tenders: [{ type: 'cash' }] })).toThrow('pulled plug')
    expect(everything(register.database, basketId)).toEqual(before)
    expect(value(paid(open, [{ type: 'cash' }])).lastSale?.number).toBe('3-1')
  })

  test('[SALE-1] the same basket completed twice is the same sale, with the same and with another request', () => {
    const open = scan('6901234567892')
    const first = value(paid(open, [{ type: 'cash' }], 'pay'))
    expect(value(paid(open, [{ type: 'cash' }], 'pay'))).toEqual(first)
    expect(value(paid(open, [{ type: 'card' }], 'again'))).toEqual(first)
    expect(register.database.waiting().sales).toBe(1)
    expect(register.database.effectsToDo(10)).toHaveLength(2)
  })

  test('[SALE-1] a completion that comes again after its cashier has signed off is answered, not refused', () => {
    const open = scan('6901234567892')
    value(paid(open, [{ type: 'cash' }], 'r1'))
    value(commands['sign-off'](register.context()))
    const { seq } = register.database.journalHead()
    for (const request of ['r1', 'r2']) expect(paid(open, [{ type: 'cash' }], request)).toMatchObject({ ok: true })
    expect(register.database.journalHead().seq).toBe(seq)
  })

  test('[SALE-2] receipt numbers follow one another, and an open basket has none', () => {
    const numbers = [1, 2, 3].map(() => value(paid(scan('6901234567892'), [{ type: 'cash' }])).lastSale?.number)
    expect(numbers).toEqual(['3-1', '3-2', '3-3'])
    const open = scan('6901234567892')
    expect(code(paid(open, [{ type: 'cash', received: 1 }]))).toBe('tender.short')
    value(commands['cancel-basket'](register.context(), { basketId: open.basket?.id ?? '' }))
    expect(value(paid(scan('6901234567892'), [{ type: 'cash' }])).lastSale?.number).toBe('3-4')
  })

  test('[SALE-3] the next scan starts the next sale, and the last one leaves the view', () => {
    value(paid(scan('6901234567892'), [{ type: 'cash' }]))
    const next = scan('6901234567908')
    expect([next.lastSale, next.basket?.lines.length]).toEqual([undefined, 1])
  })

  test('[SALE-4] what cannot be completed is refused by name, and the basket stays', () => {
    expect(code(commands['complete-sale'](register.context(), { basketId: 'never', revision: 0, tenders: [{ type: 'cash' }] }))).toBe('basket.gone')
    const unknown = scan('4006381333931')
    expect(code(paid(unknown, [{ type: 'cash' }]))).toBe('basket.unresolved')
    const empty = value(commands['remove-line'](register.context(), { lineNo: 1 }))
    expect(code(paid(empty, [{ type: 'cash' }]))).toBe('basket.empty')
    const full = scan('6901234567892')
    expect(code(paid(empty, [{ type: 'cash' }]))).toBe('basket.changed')
    expect(code(paid(full, [{ type: 'cash', received: 199 }]))).toBe('tender.short')
    expect(code(paid(full, [{ type: 'card', amount: 201 }]))).toBe('tender.over')
    expect(code(paid(full, [{ type: 'cash', received: 6901234567892 }]))).toBe('tender.implausible')
    expect(register.database.journalHead().seq).toBe(1)
    expect(code(paid(full, [{ type: 'cash', received: 200 }]))).toBe('accepted')
  })

  test('[SALE-5] the drawer opens for cash only', () => {
    const kinds = (view: CounterView): (string | undefined)[] | undefined => view.lastSale?.effects.map(({ kind }) => kind)
    expect(kinds(value(paid(scan('6901234567892'), [{ type: 'card' }])))).toEqual(['print'])
    expect(kinds(value(paid(scan('6901234567892'), [{ type: 'card', amount: 150 }, { type: 'cash' }])))).toEqual(['kick', 'print'])
  })

  test('[SALE-6] the receipt is in the store\'s language and is marked DEMO only by a demo register', () => {
    const printed = (): string => {
      const sale = value(paid(scan('6901234567892'), [{ type: 'card' }])).lastSale
      return JSON.stringify(papersOf(register, sale?.id ?? ''))
    }
    const demo = printed()
    expect(demo).toContain('DEMO')
    expect(demo).toContain('Li')
    expect(demo).toContain('3-1')
    value(register.database.unitOfWork(() => ({ ok: true, value: register.database.saveFacts({ mode: 'live', language: 'zh-CN' }) })))
    const live = printed()
    expect(live).toContain('water货')
    expect(live).toContain('合计')
    expect(live).not.toMatch(/DEMO|演示/)
  })

  test('[SALE-7] a sale paid after the cut-off belongs to the day its basket opened on', () => {
    register.now = Date.UTC(2026, 10, 21, 19, 59)
    const open = scan('6901234567892')
    register.now = Date.UTC(2026, 10, 21, 20, 1)
    value(paid(open, [{ type: 'cash' }]))
    expect(register.database.saleByBasket(open.basket?.id ?? '')).toMatchObject({ businessDate: '2026-11-21', completedAt: register.now })
  })
})
