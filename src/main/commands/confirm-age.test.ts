import { afterEach, beforeEach, expect, test } from 'vitest'
import { type CounterView } from '../../contracts/ipc/index.ts'
import { checkSale, type SaleBody } from '../../domain/sale/index.ts'
import { beginPayment, commands } from './index.ts'
import { code, staffedRegister, testItems, type TestRegister, value } from './register.fixture.ts'

let register: TestRegister
beforeEach(() => {
  register = staffedRegister()
  const [water, tea] = testItems
  value(register.database.unitOfWork(() => ({ ok: true, value: register.database.saveItems([{ ...water!, item: { ...water!.item, minimumAge: 18 } }, { ...tea!, item: { ...tea!.item, minimumAge: 21 } }]) })))
})
afterEach(() => register.remove())

const scan = (barcode: string): CounterView => value(commands.scan(register.context(), { barcode }))
const entries = (type: string): { readonly operator: string; readonly body: unknown }[] => register.database.entriesAfter(1, 0, 100).filter((entry) => entry.type === type).map(({ text }) => JSON.parse(text) as { operator: string; body: unknown })
const answer = (view: CounterView, age: number, outcome: 'looksOlder' | 'document' | 'tooYoung', request?: string) => commands['confirm-age'](register.context(request), { basketId: view.basket?.id ?? '', age, outcome })
const pay = (view: CounterView) => commands['complete-sale'](register.context(), { basketId: view.basket?.id ?? '', revision: view.basket?.revision ?? 0, tenders: [{ type: 'cash' }] })
const beer = '6901234567892'
const knife = '6901234567908'

test('[AGE-1] main refuses every way to pay until somebody looked, and the view says what is asked', () => {
  // 2026-11-21 14:00 in Shanghai.
  const view = scan(beer)
  expect(view.basket).toMatchObject({ blockedBy: 'age.unconfirmed', age: { asked: 18, bornOnOrBefore: '2008-11-21' }, lines: [{ minimumAge: 18 }] })
  expect(code(pay(view))).toBe('age.unconfirmed')
  expect(code(beginPayment(register.context(), { basketId: view.basket?.id ?? '', revision: view.basket?.revision ?? 0, method: 'card' }))).toBe('age.unconfirmed')
  expect(register.database.paymentsOf(view.basket?.id ?? '')).toEqual([])
})

test('[AGE-7] a confirmation is in the basket, the journal and the sale, with whoever gave it, and survives a kill', () => {
  const asked = scan(beer)
  const request = '0193a7a0-0000-7000-8000-000000000001'
  value(answer(asked, 18, 'document', request))
  // The same answer twice is one.
  const confirmed = value(answer(asked, 18, 'document', request))
  register.reopen()
  expect(confirmed.basket?.age).toBeUndefined()
  expect(entries('age.checked')).toMatchObject([{ operator: 'op-1', body: { age: 18, outcome: 'document' } }])
  const paid = value(pay(confirmed))
  const { body } = JSON.parse(register.database.saleDocument(paid.lastSale?.id ?? '') ?? '') as { readonly body: SaleBody }
  expect(body).toMatchObject({ ageCheck: { age: 18, how: 'document', operator: 'op-1' }, lines: [{ minimumAge: 18 }] })
  expect(checkSale(body)).toEqual([])
  const { ageCheck: _, ...unchecked } = body
  expect(checkSale(unchecked)).toEqual(['nobody confirmed an age of 18'])
})

test('[AGE-3] too young takes those goods off with a trail and an entry, and the rest can be paid', () => {
  const free = testItems[2]!
  value(commands['add-item'](register.context(), { itemId: free.item.id, quantity: 500 }))
  scan(beer)
  const view = value(answer(scan(knife), 21, 'tooYoung'))
  expect(view.basket?.lines.map(({ removed }) => removed)).toEqual([false, true, true])
  expect(entries('age.checked')).toMatchObject([{ body: { age: 21, outcome: 'tooYoung', removed: ['water', 'tea'] } }])
  const paid = value(pay(view))
  const { body } = JSON.parse(register.database.saleDocument(paid.lastSale?.id ?? '') ?? '') as { readonly body: SaleBody }
  expect(body.ageCheck).toBeUndefined()
  expect(body.trail.slice(-3)).toMatchObject([{ act: 'ageRefused', age: 21 }, { act: 'removed', lineNo: 2, reason: 'tooYoung' }, { act: 'removed', lineNo: 3, reason: 'tooYoung' }])
})

test('[AGE-4] a basket that was put aside asks again, whoever takes it up', () => {
  const basketId = value(answer(scan(beer), 18, 'looksOlder')).basket?.id ?? ''
  value(commands['suspend-basket'](register.context(), {}))
  expect(value(commands['resume-basket'](register.context(), { basketId })).basket?.age?.asked).toBe(18)
})

test('[AGE-2] an answer to another age than the one asked is refused', () => {
  const view = scan(beer)
  scan(knife)
  expect(code(answer(view, 18, 'document'))).toBe('basket.changed')
})
