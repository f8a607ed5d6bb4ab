import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { counterView, type CounterView } from '../../contracts/ipc/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { minor } from '../../domain/money/index.ts'
import { thousandths } from '../../domain/quantity/index.ts'
import { commands, signOn } from './index.ts'
import { code, testItems, testRegister, type TestRegister, value } from './register.fixture.ts'

let register: TestRegister
beforeEach(() => {
  register = testRegister()
})
afterEach(() => register.remove())

const enter = (): CounterView => value(signOn(register.context(), { operatorId: 'op-1', provenHash: '$argon2id$1' }))
const scan = (barcode: string, request?: string): CounterView => value(commands.scan(register.context(request), { barcode }))
const entryTypes = (): string[] => register.database.entriesAfter(1, 0, 100).map(({ type }) => type)

describe('sign-on and sign-off', () => {
  test('[SIGN-1] a proven PIN signs on, with one entry, and the view holds no PIN', () => {
    const view = enter()
    expect(view.operator).toEqual({ id: 'op-1', name: 'Li', role: 'cashier' })
    expect(entryTypes()).toEqual(['operator.signedOn'])
    expect(counterView.parse(view)).toEqual(view)
  })

  test('[SIGN-2] an unknown operator and a wrong PIN get the same answer', () => {
    const unknown = signOn(register.context(), { operatorId: 'nobody', provenHash: '$argon2id$1' })
    const wrong = signOn(register.context(), { operatorId: 'op-1' })
    expect(unknown).toEqual({ ok: false, refusal: { code: 'operator.wrongPin' } })
    expect(wrong).toEqual(unknown)
    expect(entryTypes()).toEqual([])
  })

  test('[SIGN-3] a PIN changed while the old one was checked lets nobody in', () => {
    value(register.database.unitOfWork(() => ({ ok: true, value: register.database.saveOperator({ id: 'op-1', name: 'Li', role: 'cashier' }, '$argon2id$new') })))
    expect(code(signOn(register.context(), { operatorId: 'op-1', provenHash: '$argon2id$1' }))).toBe('operator.wrongPin')
  })

  test('[SIGN-4] whoever was there is signed off, and the open basket stays', () => {
    enter()
    scan('6901234567892')
    const view = value(signOn(register.context(), { operatorId: 'op-2', provenHash: '$argon2id$2' }))
    expect([view.operator?.id, view.basket?.lines.length]).toEqual(['op-2', 1])
    expect(entryTypes()).toEqual(['operator.signedOn', 'operator.signedOff', 'operator.signedOn'])
  })

  test('[SIGN-5] signing on twice is one sign-on, signing off twice is one sign-off', () => {
    enter()
    enter()
    value(commands['sign-off'](register.context()))
    expect(value(commands['sign-off'](register.context()))).toEqual({ currency: 'CNY', suspended: 0 })
    expect(entryTypes()).toEqual(['operator.signedOn', 'operator.signedOff'])
  })

  test('[SIGN-6] nobody signed on, and a stock keeper, sell nothing', () => {
    expect(code(commands.scan(register.context(), { barcode: '6901234567892' }))).toBe('operator.notSignedOn')
    expect(code(commands['add-item'](register.context(), { itemId: 'water' }))).toBe('operator.notSignedOn')
    expect(code(commands['remove-line'](register.context(), { lineNo: 1 }))).toBe('operator.notSignedOn')
    expect(code(commands['cancel-basket'](register.context(), { basketId: 'x' }))).toBe('operator.notSignedOn')
    expect(code(commands['complete-sale'](register.context(), { basketId: 'x', revision: 0, tenders: [{ type: 'cash' }] }))).toBe('operator.notSignedOn')
    value(signOn(register.context(), { operatorId: 'op-3', provenHash: '$argon2id$3' }))
    expect(code(commands.scan(register.context(), { barcode: '6901234567892' }))).toBe('request.notAllowed')
  })
})

describe('the basket', () => {
  beforeEach(() => void enter())

  test('[BASKET-1] a scan opens a basket at the catalogue\'s price, and the same item raises its line', () => {
    scan('6901234567892')
    const view = scan('6901234567892')
    expect(view.basket).toMatchObject({ revision: 2, itemCount: 2, total: 400, lastLineNo: 1 })
    expect(view.basket?.lines).toMatchObject([{ lineNo: 1, itemId: 'water', quantity: 2000, gross: 400, total: 400, removed: false }])
    expect(counterView.parse(view)).toEqual(view)
  })

  test('[BASKET-2] an unknown barcode and an unpriced item become red lines that block payment', () => {
    expect(scan('4006381333931').basket).toMatchObject({ total: 0, blockedBy: 'basket.unresolved', lines: [{ kind: 'unresolved', barcode: '4006381333931', reason: 'unknown' }] })
    expect(scan('6901234567915').basket?.lines[1]).toMatchObject({ kind: 'unresolved', reason: 'unpriced' })
  })

  test('[BASKET-3] a tile adds its item, and an unknown one is refused and opens nothing', () => {
    expect(code(commands['add-item'](register.context(), { itemId: 'gone' }))).toBe('item.unknown')
    expect(register.database.seat('counter').basketId).toBeUndefined()
    expect(value(commands['add-item'](register.context(), { itemId: 'tea', quantity: 3000 })).basket).toMatchObject({ total: 3750, itemCount: 3 })
    expect(value(commands['add-item'](register.context(), { itemId: 'apples', quantity: 1284 })).basket).toMatchObject({ total: 3750 + 1271, itemCount: 4 })
  })

  test('[BASKET-2] a red line goes when its barcode is known by the next scan of it, and no other does', () => {
    for (const barcode of ['4006381333931', '4006381333931', '96385074']) scan(barcode)
    value(
      register.database.unitOfWork(() => {
        register.database.saveItems([{ item: { ...testItems[0]!.item, id: 'pens', sku: 'pens' }, barcodes: ['4006381333931'] }])
        return { ok: true, value: undefined }
      }),
    )
    const { basket } = scan('4006381333931')
    expect(basket?.lines).toMatchObject([{ kind: 'unresolved', removed: true }, { kind: 'unresolved', barcode: '96385074', removed: false }, { kind: 'item', itemId: 'pens', quantity: 1000 }])
    expect(basket).toMatchObject({ lastLineNo: 3, blockedBy: 'basket.unresolved' })
  })

  test('[BASKET-4] a measured item without a quantity, and half a piece, are refused', () => {
    expect(code(commands['add-item'](register.context(), { itemId: 'apples' }))).toBe('quantity.invalid')
    expect(code(commands.scan(register.context(), { barcode: '6901234567892', quantity: 500 }))).toBe('quantity.invalid')
    expect(code(commands.scan(register.context(), { barcode: '\ud800' }))).toBe('barcode.malformed')
  })

  test('[BASKET-5] quantities change, lines go and come back, each with its step in the trail', () => {
    scan('6901234567892')
    value(commands['change-quantity'](register.context(), { lineNo: 1, quantity: 5000 }))
    const removed = value(commands['remove-line'](register.context(), { lineNo: 1 }))
    expect(removed.basket).toMatchObject({ total: 0, blockedBy: 'basket.empty', lines: [{ removed: true, total: 0, quantity: 5000 }] })
    const restored = value(commands['restore-line'](register.context(), { lineNo: 1 }))
    expect(restored.basket).toMatchObject({ total: 1000, revision: 4 })
    const trail = register.database.basket(restored.basket?.id ?? '')?.trail
    expect(trail?.map(({ act }) => act)).toEqual(['opened', 'added', 'quantityChanged', 'removed', 'restored'])
    expect(trail?.every(({ operator, at }) => operator === 'op-1' && at === register.now)).toBe(true)
  })

  test('[BASKET-6] lines that are not there, not struck, or in no basket are refused, and nothing changes', () => {
    expect(code(commands['change-quantity'](register.context(), { lineNo: 1, quantity: 1000 }))).toBe('basket.gone')
    const before = scan('6901234567892')
    expect(code(commands['change-quantity'](register.context(), { lineNo: 2, quantity: 1000 }))).toBe('line.unknown')
    expect(code(commands['change-quantity'](register.context(), { lineNo: 1, quantity: 1 }))).toBe('quantity.invalid')
    expect(code(commands['remove-line'](register.context(), { lineNo: 2 }))).toBe('line.unknown')
    expect(code(commands['restore-line'](register.context(), { lineNo: 2 }))).toBe('line.unknown')
    expect(code(commands['restore-line'](register.context(), { lineNo: 1 }))).toBe('line.notRemoved')
    expect(value(commands['sign-off'](register.context())).basket).toEqual(before.basket)
  })

  test('[BASKET-7] the same request twice is one act, also after a restart', () => {
    const first = scan('6901234567892', 'request-1')
    expect(scan('6901234567892', 'request-1')).toEqual(first)
    register.reopen()
    expect(scan('6901234567892', 'request-1')).toEqual(first)
    expect(scan('6901234567892', 'request-2').basket?.itemCount).toBe(2)
  })

  test('[BASKET-8] the business date is fixed at the first line, before the cut-off the day before\'s', () => {
    register.now = Date.UTC(2026, 10, 21, 19, 30)
    const view = scan('6901234567892')
    register.now = Date.UTC(2026, 10, 21, 23, 30)
    scan('6901234567908')
    expect(register.database.basket(view.basket?.id ?? '')?.businessDate).toBe('2026-11-21')
  })

  test('[BASKET-9] closed and opened again, every line is back', () => {
    scan('6901234567892')
    scan('4006381333931')
    value(commands['remove-line'](register.context(), { lineNo: 2 }))
    const before = scan('6901234567908')
    register.reopen()
    expect(scan('6901234567908').basket).toMatchObject({ revision: (before.basket?.revision ?? 0) + 1, itemCount: 3, lines: [{ itemId: 'water' }, { kind: 'unresolved', removed: true }, { itemId: 'tea', quantity: 2000 }] })
  })

  test('[BASKET-10] cancelling drops the basket and keeps its trail in the journal, once', () => {
    const basketId = scan('6901234567892').basket?.id ?? ''
    expect(code(commands['cancel-basket'](register.context(), { basketId: 'other' }))).toBe('basket.gone')
    const view = value(commands['cancel-basket'](register.context('cancel'), { basketId }))
    expect(view.basket).toBeUndefined()
    expect(value(commands['cancel-basket'](register.context('cancel'), { basketId }))).toEqual(view)
    expect(code(commands['cancel-basket'](register.context(), { basketId }))).toBe('basket.gone')
    expect(entryTypes()).toEqual(['operator.signedOn', 'basket.cancelled'])
    const text = register.database.entriesAfter(1, 1, 1)[0]?.text ?? ''
    expect(JSON.parse(text)).toMatchObject({ businessDate: '2026-11-21', operator: 'op-1', body: { basketId, trail: [{ act: 'opened' }, { act: 'added', itemId: 'water' }] } })
    expect(scan('6901234567892').basket?.id).not.toBe(basketId)
  })

  test('[BASKET-11] a line whose amount nobody can hold is refused and does not lock the seat', () => {
    scan('6901234567892')
    value(register.database.unitOfWork(() => ({
      ok: true,
      value: register.database.saveItems([{ item: { ...value(itemOf('tea')), price: { minor: minor(Number.MAX_SAFE_INTEGER), per: thousandths(1000) } }, barcodes: [] }]),
    })))
    expect(code(commands['add-item'](register.context(), { itemId: 'tea' }))).toBe('amount.tooLarge')
    expect(scan('6901234567892').basket).toMatchObject({ total: 400, revision: 2 })
  })
})

function itemOf(id: string): Result<NonNullable<ReturnType<TestRegister['database']['itemById']>>> {
  const item = register.database.itemById(id)
  return item === undefined ? { ok: false, refusal: { code: 'item.unknown' } } : { ok: true, value: item }
}
