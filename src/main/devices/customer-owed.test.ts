import { expect, test } from 'vitest'
import { type BasketView } from '../../contracts/ipc/index.ts'
import { customerMessage } from './customer-message.ts'
import { basketView, finishedView } from './customer-view.ts'

const basket: BasketView = {
  id: 'b', revision: 1, itemCount: 0, subtotal: 0, discount: 0, tax: 0, total: 5000, owed: 5000, lastLineNo: 1,
  lines: [{ kind: 'liability', lineNo: 1, owes: 'giftCard', names: { en: 'Gift card' }, printed: '....1234', amount: 5000, removed: false }, { kind: 'liability', lineNo: 2, owes: 'deposit', names: { en: 'Deposit' }, amount: 70, removed: true }],
}

test('[OWE-5] the customer sees what is owed among what they pay for, without its number', () => {
  const seen = basketView({ currency: 'CNY' }, basket, { storeName: 'Shop', language: 'en' })
  expect(seen).toMatchObject({ total: 5000, lines: [{ names: { en: 'Gift card' }, total: 5000 }] })
  expect(JSON.stringify(seen)).not.toContain('1234')
})

test('[GIF-2] all of it paid by a card is shown as paid, and not as nothing', () => {
  const sale = { id: 's', number: '1-1', total: 145, change: 0, completedAt: 1, tenders: [{ type: 'giftCard' as const, amount: 145 }], effects: [] }
  const shown = finishedView({ currency: 'GBP' }, { sale }, undefined, { storeName: 'Shop', language: 'en' })
  expect(customerMessage(shown, false, 'en').rows?.[0]).toEqual({ left: 'Paid', right: '1.45' })
})
