import { expect, test } from 'vitest'
import { minor } from '../money/index.ts'
import { thousandths } from '../quantity/index.ts'
import { type SaleBody, type SaleLine } from '../sale/index.ts'
import { receiptOf, type ReceiptWords } from './index.ts'

const words: ReceiptWords = {
  receipt: 'R', cashier: 'C', sku: 'SKU', giftReceipt: 'GIFT', giftCopy: 'COPY', giftNote: 'NOTE', itemCount: 'I', subtotal: 'S', discount: 'D', onBasket: 'B', netWeight: 'Net', presetTare: 'Preset tare', scaleTare: 'Tare', typedWeight: 'Typed', priceWas: 'Was', total: 'T', tax: 'VAT', net: 'net',
  levies: { salesTax: 'X', consumptionTax: 'Y' }, cashRounding: { nearest: 'N', down: 'O' }, toPay: 'P', cash: 'Cash', card: 'Card', approvedOnTerminal: 'A', wallet: 'W', account: { member: 'Member', onAccount: 'On account', backToAccount: 'Back to account', balance: 'Balance', signature: 'Signature', statement: 'Statement', kinds: { sale: 'Sold', payment: 'Paid', refund: 'Returned' } }, layAway: { title: 'Lay-away', total: 'Laid aside', paid: 'Paid so far', due: 'Balance due', until: 'Kept until', deposit: 'Deposit', cancelled: 'Lay-away cancelled', paidBack: 'Paid back', approver: 'Approved by' }, faceValue: 'Value', leftOnIt: 'Left', keepPaper: 'Keep', noChange: 'No change', terminalId: 'TI', terminalReceipt: 'TR', trace: 'TC', saidByOperator: 'SO',
  refund: 'Refund', voided: 'Void', forReceipt: 'For receipt', withoutReceipt: 'Without receipt', saleNotVerified: 'Not verified', returnedGoods: 'Returned', soldGoods: 'Sold', refundTotal: 'Refund total', toPayBack: 'To pay back', paidBack: { cash: 'Paid back in cash', card: 'Paid back to card', wallet: 'Paid back to wallet' }, refundedOnTerminal: 'Refunded on the card terminal', exchange: 'Exchange',
  received: 'G', change: 'H', farewell: '',
  units: { kg: 'kg', l: 'l', m: 'm' }, marks: { demo: 'DEMO', training: 'TRAINING', duplicate: 'DUPLICATE' },
}

/** What stands of one line, below its name. */
function paperOf(facts: Partial<SaleLine>): string[] {
  const line: SaleLine = {
    lineNo: 1, itemId: 'a', sku: 'A', name: 'Apples', quantity: thousandths(485), unit: 'kg', price: { minor: minor(1290), per: thousandths(1000) },
    gross: minor(626), discount: minor(0), total: minor(626), taxClass: 'standard', rate: 0, tax: minor(0), ...facts,
  }
  const sale: SaleBody = {
    saleId: 's', number: '3-1', basketId: 'b', openedAt: 1, currency: 'GBP', taxPack: 'GB-2011', lines: [line], taxes: [], subtotal: minor(626), discount: minor(0), tax: minor(0), total: minor(626),
    tenders: [{ tenderNo: 1, type: 'cash', amount: minor(626), received: minor(626), change: minor(0) }], change: minor(0), movements: [], trail: [],
  }
  const { blocks } = receiptOf({ sale, store: { chainName: 'c', storeName: 's', storeLines: [] }, at: 0, tzOffset: 0, operatorName: 'o', words, language: 'en', marks: [] })
  const texts = blocks.map((block) => (block.kind === 'text' ? block.text : block.kind === 'columns' ? `${block.left}|${block.right}` : block.kind))
  return texts.slice(texts.indexOf('Apples') + 1, texts.lastIndexOf('rule') - 2)
}

test('[WGH-9] the net at its price, and under it the tare by its kind', () => {
  expect(paperOf({ weighed: 'scale', tare: { weight: thousandths(15), by: 'preset' } })).toEqual(['  Net 0.485 kg x 12.90/kg|6.26', '  Preset tare 0.015 kg', 'rule'])
  expect(paperOf({ weighed: 'scale', tare: { weight: thousandths(20), by: 'scale' } })).toEqual(['  Net 0.485 kg x 12.90/kg|6.26', '  Tare 0.020 kg', 'rule'])
})

test('[WGH-9] a typed weight says so; weighed without a tare, and of a sale before the mark, nothing is said', () => {
  expect(paperOf({ weighed: 'typed' })).toEqual(['  0.485 kg x 12.90/kg|6.26', '  Typed', 'rule'])
  expect(paperOf({ weighed: 'scale' })).toEqual(['  0.485 kg x 12.90/kg|6.26', 'rule'])
  expect(paperOf({})).toEqual(['  0.485 kg x 12.90/kg|6.26', 'rule'])
})
