import { type ReceiptWords } from './index.ts'

/** Words for tests of papers. */
export const words: ReceiptWords = {
  receipt: 'Receipt', cashier: 'By', itemCount: 'Items', subtotal: 'Subtotal', discount: 'Discount', onBasket: 'on all', netWeight: 'Net', presetTare: 'Preset', scaleTare: 'Tare', typedWeight: 'Typed', priceWas: 'Was', total: 'Total', tax: 'VAT', net: 'net',
  levies: { salesTax: 'Sales tax', consumptionTax: 'C-tax' }, cashRounding: { nearest: 'Rounding', down: 'Down' }, toPay: 'To pay', cash: 'Cash', card: 'Card', wallet: 'Wallet', account: { member: 'Member', onAccount: 'On account', backToAccount: 'Back to account', balance: 'Balance', signature: 'Signature', statement: 'Statement', kinds: { sale: 'Sold', payment: 'Paid', refund: 'Returned' } }, faceValue: 'Value', noChange: 'No change', approvedOnTerminal: 'Approved', terminalId: 'Terminal', terminalReceipt: 'Slip', trace: 'Trace', saidByOperator: 'Said',
  refund: 'Refund', voided: 'Void', forReceipt: 'For', withoutReceipt: 'No receipt', saleNotVerified: 'Not verified', returnedGoods: 'Returned', soldGoods: 'Sold', refundTotal: 'Refund total', toPayBack: 'To pay back', paidBack: { cash: 'Cash back', card: 'Card back', wallet: 'Wallet back' }, refundedOnTerminal: 'Refunded', exchange: 'Exchange',
  received: 'Given', change: 'Change', farewell: 'Bye', units: { kg: 'kg', l: 'l', m: 'm' }, marks: { demo: 'DEMO', duplicate: 'DUPLICATE' },
}
