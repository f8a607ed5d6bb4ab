import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { minor } from '../../domain/money/index.ts'
import { beginPayment, commands, settlePayment, signOn } from './index.ts'
import { testRegister, value, type TestRegister } from './register.fixture.ts'

const total = 1450
let register: TestRegister
beforeEach(() => {
  register = testRegister()
  value(
    register.database.unitOfWork(() => {
      register.database.saveFacts({
        currenciesTaken: [{ currency: 'USD', rate: { home: 710, foreign: 100, on: '2026-11-20' }, notesOnly: true }],
        voucherKinds: [
          { id: 'lunch', names: { en: 'Luncheon voucher', 'zh-CN': '餐券' }, over: 'keep' },
          { id: 'maker', names: { en: 'Maker coupon', 'zh-CN': '厂家券' }, over: 'lapse' },
          { id: 'strict', names: { en: 'Strict', 'zh-CN': '严格' }, over: 'refuse' },
        ],
      })
      return { ok: true, value: undefined }
    }),
  )
  value(signOn(register.context(), { operatorId: 'op-1', provenHash: '$argon2id$1' }))
  scan('6901234567892')
  scan('6901234567908')
})
afterEach(() => register.remove())

const scan = (barcode: string): CounterView => value(commands.scan(register.context(), { barcode }))
const refused = (result: Result<unknown>): unknown => (result.ok ? 'accepted' : [result.refusal.code, result.refusal.params])
const standing = (): { readonly basketId: string; readonly revision: number } => {
  const { basketId = '' } = register.database.seat('counter')
  const basket = register.database.basket(basketId)
  if (basket === undefined) throw new Error('no open basket')
  return { basketId, revision: basket.revision }
}
const take = (tender: Input<'take-tender'>['tender'], request?: string): Result<CounterView> => commands['take-tender'](register.context(request), { ...standing(), tender })
const cash = (received: number): Result<CounterView> => take({ type: 'cash', received })
const pay = (...tenders: Input<'complete-sale'>['tenders']): Result<CounterView> => commands['complete-sale'](register.context(), { ...standing(), tenders })
const saleOf = (view: CounterView): unknown => view.lastSale?.tenders
const bodies = (type: string): Record<string, unknown>[] => register.database.entriesAfter(1, 0, 500).filter((entry) => entry.type === type).map(({ text }) => (JSON.parse(text) as { body: Record<string, unknown> }).body)
const kicks = (): number => register.database.effectsToDo(99).filter(({ work }) => work.kind === 'kick').length

describe('a part of the money', () => {
  test('[TEND-1] is a line on disk with what is left, and is there after the power went', () => {
    const view = value(cash(1000))
    expect([view.basket?.due, view.basket?.tenders]).toEqual([450, [expect.objectContaining({ type: 'cash', amount: 1000 })]])
    expect([kicks(), bodies('tender.taken')]).toEqual([1, [expect.objectContaining({ type: 'cash', received: 1000 })]])
    register.reopen()
    expect(register.database.basketTenders(standing().basketId)).toMatchObject([{ tender: { type: 'cash', received: 1000 } }])
    expect(saleOf(value(pay({ type: 'card' })))).toMatchObject([{ type: 'cash', amount: 1000 }, { type: 'card', amount: 450 }])
    expect(register.database.basketTenders(standingOfLast())).toEqual([])
  })

  test('[TEND-1] asked for twice by one request it is taken once, and answered the same', () => {
    const before = standing()
    value(commands['take-tender'](register.context('r1'), { ...before, tender: { type: 'cash', received: 1000 } }))
    expect(value(commands['take-tender'](register.context('r1'), { ...before, tender: { type: 'cash', received: 1000 } })).basket?.due).toBe(450)
    const rest = { ...standing(), tender: { type: 'cash', received: 500 } } as const
    const done = value(commands['take-tender'](register.context('r2'), rest)).lastSale
    expect([done?.change, value(commands['take-tender'](register.context('r2'), rest)).lastSale?.number]).toEqual([50, done?.number])
  })

  test('[TEND-2] two handfuls of cash are one line, and the sale has one', () => {
    value(cash(300))
    expect(value(cash(200)).basket?.tenders).toMatchObject([{ type: 'cash', amount: 500 }])
    expect(saleOf(value(pay({ type: 'cash', received: 1000 })))).toEqual([{ type: 'cash', amount: total, received: 1500, change: 50 }])
  })

  test('[TEND-1] in any order: a card by word of the cashier first, then cash that covers the rest', () => {
    expect(value(take({ type: 'card', amount: 1000 })).basket?.due).toBe(450)
    expect(saleOf(value(cash(500)))).toMatchObject([{ type: 'card', amount: 1000 }, { type: 'cash', amount: 450, change: 50 }])
  })

  test('[TEND-1] cash, and the rest from a terminal: its approval completes the sale, and the drawer is not opened for money that is in it', () => {
    value(cash(1000))
    const { basketId, revision } = standing()
    expect(value(beginPayment(register.context('p1'), { basketId, revision, method: 'card' })).payment.amount).toBe(450)
    expect(refused(cash(100))).toEqual(['payment.pending', { due: 450 }])
    const after = value(settlePayment(register.context(), { paymentId: 'p1', outcome: { status: 'approved', reference: { attemptId: 'p1' } } })).view
    expect([saleOf(after), after.lastSale?.effects.map(({ kind }) => kind)]).toEqual([[{ type: 'cash', amount: 1000, received: 1000, change: 0 }, { type: 'card', amount: 450 }], ['print']])
  })

  test('[TEND-3] while it is taken the goods stand still, told how much it is, and the file itself refuses', () => {
    value(cash(1000))
    const { basketId } = standing()
    const held = ['tender.taken', { due: 1000 }]
    expect(refused(commands.scan(register.context(), { barcode: '6901234567908' }))).toEqual(held)
    expect(refused(commands['remove-line'](register.context(), { lineNo: 1 }))).toEqual(held)
    expect(refused(commands['suspend-basket'](register.context(), {}))).toEqual(held)
    expect(() => register.database.unitOfWork(() => ({ ok: true, value: register.database.clearBasket(basketId, 'x') }))).toThrow('a tender of this basket')
  })

  test('[TEND-4] handed back it is gone, the drawer opens for it, and the goods can change again', () => {
    const id = value(cash(1000)).basket?.tenders?.[0]?.id ?? ''
    expect(refused(commands['remove-tender'](register.context(), { ...standing(), tenderId: 'other' }))).toEqual(['tender.gone', undefined])
    const view = value(commands['remove-tender'](register.context(), { ...standing(), tenderId: id }))
    expect([view.basket?.tenders, view.basket?.due, kicks(), bodies('tender.removed').length]).toEqual([undefined, undefined, 2, 1])
    expect(scan('6901234567892').basket?.total).toBe(total + 200)
  })

  test('[TEND-4] a card read off a device is taken back only by whoever may take payments back', () => {
    value(register.database.unitOfWork(() => ({ ok: true, value: register.database.saveGrant('cashier', 'reversePayment', 'ask') })))
    const id = value(take({ type: 'card', amount: 1000 })).basket?.tenders?.[0]?.id ?? ''
    expect(refused(commands['remove-tender'](register.context(), { ...standing(), tenderId: id }))).toMatchObject(['approval.needed', { permission: 'reversePayment' }])
    expect(refused(commands['cancel-basket'](register.context(), { basketId: standing().basketId }))).toEqual(['tender.taken', { due: 1000 }])
  })

  test('[TEND-5] a basket dropped with cash on it says in the journal what was handed back, and opens the drawer', () => {
    value(cash(1000))
    expect(value(commands['cancel-basket'](register.context(), { basketId: standing().basketId })).basket).toBeUndefined()
    expect([bodies('basket.cancelled')[0]?.['handedBack'], kicks()]).toEqual([[expect.objectContaining({ type: 'cash', received: 1000 })], 2])
  })

  test('[TEND-1] nothing is kept of what is too much, nor of a changed basket', () => {
    expect(refused(take({ type: 'card', amount: total + 1 }))).toEqual(['tender.over', { due: total }])
    expect(refused(commands['take-tender'](register.context(), { ...standing(), revision: 0, tender: { type: 'cash', received: 1 } }))).toMatchObject(['basket.changed', expect.anything()])
    expect(register.database.basketTenders(standing().basketId)).toEqual([])
  })

  test('[TEND-6] only the rest in cash is rounded, with the cash that was given before it', () => {
    value(register.database.unitOfWork(() => ({ ok: true, value: register.database.saveFacts({ cashRounding: 'CN-1.00-down' }) })))
    const view = value(take({ type: 'card', amount: 775 }))
    expect([view.basket?.due, view.basket?.cashDue]).toEqual([675, 600])
    expect(value(cash(550)).basket?.cashDue).toBe(50)
    expect(saleOf(value(pay({ type: 'cash' })))).toEqual([{ type: 'card', amount: 775 }, { type: 'cash', amount: 600, received: 600, change: 0, rounding: -75 }])
  })
})

describe('foreign cash', () => {
  test('[FX-1] is worth what the rate says, frozen in the sale, and its change is home cash', () => {
    const view = value(take({ type: 'foreignCash', currency: 'USD', received: 100 }))
    expect(view.basket?.tenders).toEqual([{ id: view.basket?.tenders?.[0]?.id, type: 'foreignCash', amount: 710, foreign: { currency: 'USD', received: 100, home: 710, foreign: 100 } }])
    value(register.database.unitOfWork(() => ({ ok: true, value: register.database.saveFacts({ currenciesTaken: [] }) })))
    value(pay({ type: 'cash' }))
    expect(bodies('sale.completed')[0]?.['tenders']).toMatchObject([{ type: 'foreignCash', amount: 710, worth: 710, received: 100, rate: { home: 710, foreign: 100, on: '2026-11-20' } }, { type: 'cash', amount: 740 }])
  })

  test('[FX-1] what covers the rest completes, with change and the drawer', () => {
    const done = value(take({ type: 'foreignCash', currency: 'USD', received: 500 })).lastSale
    expect([done?.change, done?.effects.map(({ kind }) => kind), done?.tenders]).toEqual([3550 - total, ['kick', 'print'], [{ type: 'foreignCash', amount: total, received: 500, change: 2100 }]])
  })

  test('[FX-2] coins where only notes are taken, and money that is not taken, are refused', () => {
    expect(refused(take({ type: 'foreignCash', currency: 'USD', received: 150 }))).toEqual(['currency.notesOnly', { currency: 'USD' }])
    expect(refused(take({ type: 'foreignCash', currency: 'EUR', received: 500 }))).toEqual(['currency.notTaken', { currency: 'EUR' }])
  })
})

describe('a voucher', () => {
  const voucher = (kind: string, number: string, faceValue: number): Result<CounterView> => take({ type: 'voucher', kind, number, faceValue: minor(faceValue) })

  test('[VOUCH-1] is used once at a register, however its number is spelt, and again once it was handed back', () => {
    const id = value(voucher('lunch', 'ab-1234 5', 500)).basket?.tenders?.[0]?.id ?? ''
    expect(refused(voucher('lunch', 'AB12345', 500))).toEqual(['voucher.used', { number: 'AB12345', usedOn: '2026-11-21' }])
    value(voucher('maker', 'AB12345', 100))
    value(commands['remove-tender'](register.context(), { ...standing(), tenderId: id }))
    expect(value(voucher('lunch', 'AB12345', 500)).basket?.due).toBe(850)
    value(commands['cancel-basket'](register.context(), { basketId: standing().basketId }))
    scan('6901234567908')
    value(voucher('lunch', 'AB12345', 2000))
    scan('6901234567908')
    register.reopen()
    expect(refused(voucher('lunch', 'ab12345', 100))).toMatchObject(['voucher.used', expect.anything()])
  })

  test('[VOUCH-2] gives no change: the surplus is kept and told, lapses, or the voucher is refused, as its kind says', () => {
    expect(refused(voucher('strict', '1', 2000))).toEqual(['tender.over', { due: total }])
    expect(register.database.voucherUsed('strict', '1')).toBeUndefined()
    value(voucher('lunch', '1', 2000))
    scan('6901234567892')
    value(voucher('maker', '2', 2000))
    expect(bodies('sale.completed').map(({ tenders, change }) => [tenders, change])).toEqual([
      [[expect.objectContaining({ type: 'voucher', amount: total, surplus: 550 })], 0],
      [[{ tenderNo: 1, type: 'voucher', amount: 200, voucher: { kind: 'maker', name: 'Maker coupon', number: '2', faceValue: 2000 } }], 0],
    ])
  })

  test('[VOUCH-3] the books have each kind, foreign notes at their worth, and the change out of the home cash', () => {
    value(voucher('lunch', '1', 2000))
    scan('6901234567892')
    value(take({ type: 'foreignCash', currency: 'USD', received: 100 }))
    const rows = register.database.ledgerNow((now) => now.sumsOfShift(now.books.active?.number ?? 0))
    const sum = (kind: string, key: string): unknown => rows.filter((row) => row.kind === kind && row.key === key).reduce((all, { amount }) => all + amount, 0)
    expect([sum('tender', 'voucher:lunch'), sum('voucherSurplus', 'lunch'), sum('tender', 'foreignCash:USD'), sum('foreignCash', 'USD'), sum('tender', 'cash')]).toEqual([1450, 550, 710, 100, -510])
  })
})

function standingOfLast(): string {
  return register.database.seat('counter').lastSaleId ?? ''
}
