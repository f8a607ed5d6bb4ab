import { afterEach, beforeEach, expect, test } from 'vitest'
import { type CounterView } from '../../contracts/ipc/index.ts'
import { accept } from '../../domain/errors/index.ts'
import { type SaleBody } from '../../domain/sale/index.ts'
import { answeringCommands, beginPayment, commands } from './index.ts'
import { code, staffedRegister, type TestRegister, value } from './register.fixture.ts'

let register: TestRegister
beforeEach(() => {
  register = staffedRegister()
  value(register.database.unitOfWork(() => {
    register.database.saveGrant('cashier', 'recallItem', 'yes')
    return accept(undefined)
  }))
})
afterEach(() => register.remove())

const water = '6901234567892'
const scan = (barcode: string): CounterView => value(commands.scan(register.context(), { barcode }))
const recall = (lots: readonly string[], itemId = 'water', request?: string) => commands['set-recall'](register.context(request), { itemId, lots: [...lots], reason: 'supplier' })
const pay = (view: CounterView) => commands['complete-sale'](register.context(), { basketId: view.basket?.id ?? '', revision: view.basket?.revision ?? 0, tenders: [{ type: 'cash' }] })
const entries = (type: string): unknown[] => register.database.entriesAfter(1, 0, 100).filter((entry) => entry.type === type).map(({ text }) => (JSON.parse(text) as { readonly body: unknown }).body)

test('[RECALL-1] a recall stops what is in an open basket already, every way to pay, and outlives a restart', () => {
  scan(water)
  const request = '0193a7a0-0000-7000-8000-000000000003'
  const view = value(recall([], 'water', request))
  value(recall([], 'water', request))
  expect(view.basket).toMatchObject({ blockedBy: 'item.recalled', lines: [{ recall: { state: 'recalled', reason: 'supplier', lots: [] } }] })
  register.reopen()
  expect(code(pay(view))).toBe('item.recalled')
  expect(code(beginPayment(register.context(), { basketId: view.basket?.id ?? '', revision: view.basket?.revision ?? 0, method: 'card' }))).toBe('item.recalled')
  expect(entries('recall.set')).toEqual([{ itemId: 'water', reason: 'supplier', since: '2026-11-21' }])
  expect(value(answeringCommands['check-price'](register.context(), { barcode: water })).recalls).toEqual([{ reason: 'supplier', since: '2026-11-21' }])
})

test('[RECALL-2] lifted, it is sold again; what is not recalled cannot be lifted, and nothing unknown recalled', () => {
  value(recall(['L7']))
  value(recall([]))
  const lifted = value(commands['lift-recall'](register.context(), { itemId: 'water' }))
  expect(lifted.basket).toBeUndefined()
  expect(value(pay(scan(water))).lastSale?.total).toBe(200)
  expect(code(commands['lift-recall'](register.context(), { itemId: 'water' }))).toBe('recall.none')
  expect(code(recall([], 'nothing'))).toBe('item.unknown')
  expect(entries('recall.lifted')).toEqual([{ itemId: 'water' }])
})

test('[RECALL-5] one lot is lifted alone, the others stay, and one that is not recalled is said so', () => {
  for (const lot of ['L7', 'L8']) value(recall([lot]))
  const lift = (lot: string) => commands['lift-recall'](register.context(), { itemId: 'water', lot })
  value(lift('L7'))
  expect(value(answeringCommands['check-price'](register.context(), { barcode: water })).recalls).toMatchObject([{ lot: 'L8' }])
  expect([code(lift('L7')), code(lift('L9'))]).toEqual(['recall.none', 'recall.none'])
  expect(entries('recall.lifted')).toEqual([{ itemId: 'water', lot: 'L7' }])
  value(register.database.unitOfWork(() => ({ ok: true, value: register.database.saveGrant('cashier', 'recallItem', 'ask') })))
  expect(lift('L8')).toMatchObject({ refusal: { code: 'approval.needed', params: { document: expect.stringMatching(/^water\/L8#lift-recall\./) as string } } })
})

test('[RECALL-3] a lot is read off the scan; without one somebody looks, and the sale keeps who did', () => {
  value(recall(['L7']))
  expect(scan(`(01)0${water}(10)L7`.replace(/[()]/g, '')).basket?.blockedBy).toBe('item.recalled')
  value(commands['remove-line'](register.context(), { lineNo: 1 }))
  const asked = scan(water)
  expect(asked.basket).toMatchObject({ blockedBy: 'recall.lotUnchecked' })
  expect(code(pay(asked))).toBe('recall.lotUnchecked')
  const seen = value(commands['confirm-lot'](register.context(), { lineNo: 2, lots: ['L7'] }))
  const paid = value(pay(seen))
  const { body } = JSON.parse(register.database.saleDocument(paid.lastSale?.id ?? '') ?? '') as { readonly body: SaleBody }
  expect(body.trail.at(-1)).toMatchObject({ act: 'lotChecked', operator: 'op-1', lots: ['L7'] })
})

test('[RECALL-4] without the right it asks for an approval, and a stock keeper is refused', () => {
  value(register.database.unitOfWork(() => {
    register.database.saveGrant('cashier', 'recallItem', 'ask')
    return accept(undefined)
  }))
  expect(recall([])).toMatchObject({ refusal: { code: 'approval.needed', params: { permission: 'recallItem', document: expect.stringMatching(/^water#set-recall\./) as string, amount: 0, approvers: 'supervisor manager admin' } } })
  expect(register.database.recallsOf(['water'])).toEqual([])
})
