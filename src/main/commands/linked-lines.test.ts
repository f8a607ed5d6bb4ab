import { afterEach, beforeEach, expect, test } from 'vitest'
import { type CounterView } from '../../contracts/ipc/index.ts'
import { accept } from '../../domain/errors/index.ts'
import { checkRefund } from '../../domain/refund/index.ts'
import { checkSale, type SaleBody } from '../../domain/sale/index.ts'
import { queries } from '../queries/index.ts'
import { commands } from './index.ts'
import { code, staffedRegister, testCheck, testItems, type TestRegister, value } from './register.fixture.ts'

let register: TestRegister
beforeEach(() => {
  register = staffedRegister()
  const [bottle, deposit] = testItems
  value(register.database.unitOfWork(() => {
    register.database.saveItems([{ ...bottle!, item: { ...bottle!.item, links: [{ sku: 'sku-tea', pieces: 2 }] } }, { ...deposit!, item: { ...deposit!.item, noDiscount: true } }])
    register.database.saveGrant('cashier', 'refund', 'yes')
    return accept(undefined)
  }))
})
afterEach(() => register.remove())

const scan = (barcode: string): CounterView => value(commands.scan(register.context(), { barcode }))
const bottle = '6901234567892'
const quantities = (view: CounterView) => view.basket?.lines.map((line) => (line.kind === 'item' ? [line.lineNo, line.quantity / 1000, line.linkedTo, line.removed] : []))
const pay = (view: CounterView) => commands['complete-sale'](register.context(), { basketId: view.basket?.id ?? '', revision: view.basket?.revision ?? 0, tenders: [{ type: 'cash' }] })

test('[LINK-2] a scan, a raise, a change, a strike and a restore take what came along with them in one revision, on disk', () => {
  expect(quantities(scan(bottle))).toEqual([[1, 1, undefined, false], [2, 2, 1, false]])
  const twice = scan(bottle)
  expect(quantities(twice)).toEqual([[1, 2, undefined, false], [2, 4, 1, false]])
  expect(twice.basket).toMatchObject({ revision: 2, lastLineNo: 1, itemCount: 2, total: 2 * 200 + 4 * 1250 })
  expect(quantities(value(commands['change-quantity'](register.context(), { lineNo: 1, quantity: 5000 })))).toEqual([[1, 5, undefined, false], [2, 10, 1, false]])
  expect(code(commands['remove-line'](register.context(), { lineNo: 2 }))).toBe('line.linked')
  expect(quantities(value(commands['remove-line'](register.context(), { lineNo: 1 })))).toEqual([[1, 5, undefined, true], [2, 10, 1, true]])
  register.reopen()
  expect(quantities(value(commands['restore-line'](register.context(), { lineNo: 1 })))).toEqual([[1, 5, undefined, false], [2, 10, 1, false]])
})

test('[LINK-6] the sale says what came along, who asked for it, and adds up', () => {
  scan(bottle)
  const discounted = value(commands['discount-basket'](register.context(), { discount: { kind: 'percent', ppm: 500_000, reason: 'goodwill' } }))
  expect(discounted.basket?.total).toBe(100 + 2500)
  const paid = value(pay(discounted))
  const { body } = JSON.parse(register.database.saleDocument(paid.lastSale?.id ?? '') ?? '') as { readonly body: SaleBody }
  expect(checkSale(body)).toEqual([])
  expect(body).toMatchObject({ lines: [{ lineNo: 1 }, { lineNo: 2, linkedTo: 1, noDiscount: 1, quantity: 2000 }], trail: [{ act: 'opened' }, { act: 'added', lineNo: 1 }, { act: 'added', lineNo: 2, linkedTo: 1 }, { act: 'basketDiscounted' }] })
})

test('[LINK-7] a returned bottle brings its deposit along, follows it, and gives back no more than is left', () => {
  scan(bottle)
  const sold = value(pay(value(commands['change-quantity'](register.context(), { lineNo: 1, quantity: 3000 }))))
  const saleId = sold.lastSale?.id ?? ''
  const give = (lineNo: number, quantity: number, request?: string) => commands['add-return'](register.context(request), { saleId, lineNo, quantity, condition: 'stock', reason: 'changedMind' })
  const back = (view: CounterView) => view.basket?.returned?.lines.map(({ saleLineNo, quantity, linkedTo, removed }) => [saleLineNo, quantity / 1000, linkedTo, removed])
  const request = '0193a7a0-0000-7000-8000-000000000002'
  expect(back(value(give(1, 1000, request)))).toEqual([[1, 1, undefined, false], [2, 2, 1, false]])
  expect(back(value(give(1, 1000, request)))).toEqual([[1, 1, undefined, false], [2, 2, 1, false]])
  // Whoever goes down the receipt asks for the deposit too: it stands there already.
  expect(back(value(give(2, 2000)))).toEqual([[1, 1, undefined, false], [2, 2, 1, false]])
  expect(back(value(commands['change-quantity'](register.context(), { lineNo: 1, quantity: 3000 })))).toEqual([[1, 3, undefined, false], [2, 6, 1, false]])
  // One deposit less: a bottle was broken. The line is its own.
  expect(back(value(commands['change-quantity'](register.context(), { lineNo: 2, quantity: 5000 })))).toEqual([[1, 3, undefined, false], [2, 5, 1, false]])
  expect(back(value(commands['remove-line'](register.context(), { lineNo: 1 })))).toEqual([[1, 3, undefined, true], [2, 5, 1, true]])
  const whole = value(commands['restore-line'](register.context(), { lineNo: 1 }))
  expect(back(whole)).toEqual([[1, 3, undefined, false], [2, 6, 1, false]])
  const struck = value(commands['remove-line'](register.context(), { lineNo: 2 }))
  expect(back(struck)).toEqual([[1, 3, undefined, false], [2, 6, 1, true]])
  const paid = value(pay(struck))
  expect(paid.lastRefund?.total).toBe(3 * 200)
  // The deposits are left, and come back by themselves.
  const rest = value(give(2, 6000))
  expect(rest.basket?.returned?.total).toBe(6 * 1250)
  expect(code(give(2, 1000))).toBe('return.tooMany')
  value(pay(rest))
  const refunds = register.database.entriesAfter(1, 0, 100).filter(({ type }) => type === 'refund.completed').map(({ text }) => (JSON.parse(text) as { readonly body: Parameters<typeof checkRefund>[0] }).body)
  expect(refunds.length).toBe(2)
  for (const refund of refunds) expect(checkRefund(refund)).toEqual([])
  const found = value(queries['find-sale']({ reader: register.database, seat: 'counter', check: testCheck, now: { at: register.now, bootId: 'boot', monoMs: 1 } }, { saleId, limit: 1 }))
  expect(found.sales[0]?.lines).toMatchObject([{ left: 0 }, { left: 0, linkedTo: 1 }])
})

test('[LINK-10] a void counts like the sale: what came along is no piece of its own', () => {
  scan(bottle)
  const saleId = value(pay(value(commands['change-quantity'](register.context(), { lineNo: 1, quantity: 3000 })))).lastSale?.id ?? ''
  const { basket } = value(commands['void-sale'](register.context(), { saleId, reason: 'other' }))
  expect(basket?.returned).toMatchObject({ itemCount: 3, lines: [{ saleLineNo: 1 }, { saleLineNo: 2, linkedTo: 1 }] })
  register.reopen()
  expect(register.database.basket(basket?.id ?? '')?.lines).toMatchObject([{ lineNo: 1 }, { lineNo: 2, link: { to: 1 } }])
})
