import { minor } from '../money/index.ts'
import { thousandths } from '../quantity/index.ts'
import { type SaleBody } from '../sale/index.ts'
import { type PaperFacts } from './receipt-parts.ts'
import { type ReceiptWords } from './receipt-words.ts'

/** Every word of a receipt is its own key, in capitals where a word of the real catalogues would hide a mistake. */
export const paperWords: ReceiptWords = {
  receipt: 'Receipt', cashier: 'Served by', sku: 'SKU', giftReceipt: 'Gift receipt', giftCopy: 'Gift receipt no.', giftNote: 'No prices', itemCount: 'Items', subtotal: 'Subtotal', discount: 'Discount', onBasket: 'on all',
  netWeight: 'Net', presetTare: 'Preset tare', scaleTare: 'Tare', typedWeight: 'Typed', priceWas: 'Was', total: 'Total', tax: 'VAT', net: 'net', levies: { salesTax: 'Sales tax', consumptionTax: 'Consumption tax' },
  cashRounding: { nearest: 'Rounding', down: 'Rounded down' }, toPay: 'To pay', cash: 'Cash', card: 'Card', wallet: 'Wallet',
  account: { member: 'Member', onAccount: 'On account', backToAccount: 'Back to account', balance: 'Balance', signature: 'Signature', statement: 'Statement', kinds: { sale: 'Sold', payment: 'Paid', refund: 'Returned' } },  layAway: { title: 'Lay-away', total: 'Laid aside', paid: 'Paid so far', due: 'Balance due', until: 'Kept until', deposit: 'Deposit', cancelled: 'Lay-away cancelled', paidBack: 'Paid back', approver: 'Approved by' },
  leftOnIt: 'Left on it', keepPaper: 'Worth its amount: keep it', faceValue: 'Face value', noChange: 'No change', terminalId: 'T', terminalReceipt: 'S', trace: 'R',
  saidByOperator: 'By staff', approvedOnTerminal: 'Approved', refund: 'Refund', voided: 'Void', forReceipt: 'For', saleNotVerified: 'Not verified', withoutReceipt: 'Without', returnedGoods: 'Returned', soldGoods: 'Sold',
  refundTotal: 'Refund total', toPayBack: 'Pay back', paidBack: { cash: 'In cash', card: 'To card', wallet: 'To wallet' }, refundedOnTerminal: 'Refunded', exchange: 'Exchange', received: 'Given', change: 'Change', farewell: 'Thank you',
  units: { kg: 'kg', l: 'l', m: 'm' }, marks: { demo: 'DEMO', training: 'TRAINING', duplicate: 'DUPLICATE' },
}

export const paperFacts: PaperFacts = {
  store: { chainName: 'Harbour', storeName: 'Quay', storeLines: ['1 Quay Street'], receiptFooter: ['See you'], logo: { width: 8, height: 1, rows: ['ff'] } },
  at: Date.UTC(2026, 10, 21, 6),
  tzOffset: 0,
  operatorName: 'Mei',
  words: paperWords,
  language: 'en',
  marks: [],
}

export const paperSale: SaleBody = {
  saleId: 'sale-7', number: '3-7', basketId: 'sale-7', openedAt: 0, currency: 'CNY', taxPack: 'CN-2019',
  lines: [{ lineNo: 1, itemId: 'i', sku: 'sku-9', name: 'Milk', quantity: thousandths(1000), unit: 'each', price: { minor: minor(350), per: thousandths(1000) }, gross: minor(350), discount: minor(0), total: minor(350), taxClass: 'standard', rate: 130_000, tax: minor(40) }],
  taxes: [{ rate: 130_000, net: minor(310), tax: minor(40), gross: minor(350) }],
  subtotal: minor(350), discount: minor(0), tax: minor(40), total: minor(350),
  tenders: [{ tenderNo: 1, type: 'cash', amount: minor(350), received: minor(350), change: minor(0) }],
  change: minor(0), movements: [], trail: [],
}
