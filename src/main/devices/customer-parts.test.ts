import { expect, test } from 'vitest'
import { type BasketView, type SaleView } from '../../contracts/ipc/index.ts'
import { customerMessage } from './customer-message.ts'
import { basketView, finishedView } from './customer-view.ts'

const store = { storeName: 'Shop', language: 'en' }
const basket: BasketView = {
  id: 'b', revision: 1, itemCount: 1, subtotal: 1000, discount: 0, tax: 0, total: 1000, due: 250, lastLineNo: 1,
  lines: [{ kind: 'liability', lineNo: 1, owes: 'giftCard', names: { en: 'Tea' }, amount: 1000, removed: false }],
  tenders: [{ id: '1', type: 'storeCredit', amount: 300 }, { id: '2', type: 'foreignCash', amount: 250, foreign: { currency: 'USD', received: 200, home: 5, foreign: 4 } }, { id: '3', type: 'voucher', amount: 200 }],
}
const sale = (tenders: SaleView['tenders'], change = 0): SaleView => ({ id: 's', number: '1-1', total: 1000, change, completedAt: 1, tenders, effects: [] })

test('[TND-7] who pays in parts sees each of them and what is still to pay', () => {
  const shown = basketView({ currency: 'GBP' }, basket, store)
  expect(shown).toMatchObject({ total: 1000, due: 250, taken: { cash: 0, card: 0, wallet: 0, stored: 300, foreign: 250, voucher: 200 } })
  expect(shown && customerMessage(shown, true, 'en').rows?.[1]?.right).toBe('2.50')
  const { tenders: _tenders, due: _due, ...untouched } = basket
  const before = basketView({ currency: 'GBP' }, untouched, store)
  expect([before?.taken, before?.due]).toEqual([undefined, undefined])
})

test('[TND-7] paid, all ways together come to what was handed over, foreign notes at their worth here', () => {
  const shown = finishedView({ currency: 'GBP' }, { sale: sale([{ type: 'giftCard', amount: 300 }, { type: 'foreignCash', amount: 700, received: 99_999, change: 50 }], 50) }, undefined, store)
  expect(shown.paid).toEqual({ cash: 0, card: 0, wallet: 0, stored: 300, foreign: 750, change: 50 })
  expect(customerMessage(shown, false, 'en').rows).toEqual([{ left: 'Paid', right: '10.50' }, { left: 'Change', right: '0.50' }])
})

test('[GIF-5] what goes back onto a gift card is said, also where nothing else moves', () => {
  const refund: SaleView = { ...sale([{ type: 'giftCard', amount: 300 }]), kind: 'refund', total: 300 }
  const shown = finishedView({ currency: 'GBP' }, { refund }, undefined, store)
  expect(shown.payBack).toEqual({ cash: 0, card: 0, wallet: 0, stored: 300 })
  expect(customerMessage(shown, false, 'en').rows?.[0]).toEqual({ left: 'Paid back', right: '3.00' })
})
