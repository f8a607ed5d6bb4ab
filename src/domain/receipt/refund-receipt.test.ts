import { expect, test } from 'vitest'
import { minor } from '../money/index.ts'
import { type RefundBody } from '../refund/index.ts'
import { thousandths } from '../quantity/index.ts'
import { type SaleBody } from '../sale/index.ts'
import { exchangeReceiptOf, receiptOf, refundReceiptOf, type PaperFacts, type ReceiptDocument, type ReceiptWords } from './index.ts'

const words: ReceiptWords = {
  receipt: 'Receipt', cashier: 'By', sku: 'SKU', giftReceipt: 'GIFT', giftCopy: 'COPY', giftNote: 'NOTE', itemCount: 'Items', subtotal: 'Subtotal', discount: 'Discount', onBasket: 'on all', netWeight: 'Net', presetTare: 'Preset', scaleTare: 'Tare', typedWeight: 'Typed', priceWas: 'Was', total: 'Total', tax: 'VAT', net: 'net',
  levies: { salesTax: 'Sales tax', consumptionTax: 'C-tax' }, cashRounding: { nearest: 'Rounding', down: 'Down' }, toPay: 'To pay', cash: 'Cash', card: 'Card', wallet: 'Wallet', account: { member: 'Member', onAccount: 'On account', backToAccount: 'Back to account', balance: 'Balance', signature: 'Signature', statement: 'Statement', kinds: { sale: 'Sold', payment: 'Paid', refund: 'Returned' } }, layAway: { title: 'Lay-away', total: 'Laid aside', paid: 'Paid so far', due: 'Balance due', until: 'Kept until', deposit: 'Deposit', cancelled: 'Lay-away cancelled', paidBack: 'Paid back', approver: 'Approved by' }, faceValue: 'Value', leftOnIt: 'Left', keepPaper: 'Keep', noChange: 'No change', approvedOnTerminal: 'Approved', terminalId: 'Terminal', terminalReceipt: 'Slip', trace: 'Trace', saidByOperator: 'Said',
  refund: 'Refund', voided: 'Void', forReceipt: 'For', withoutReceipt: 'No receipt', saleNotVerified: 'Not verified', returnedGoods: 'Returned', soldGoods: 'Sold', refundTotal: 'Refund total', toPayBack: 'To pay back', paidBack: { cash: 'Cash back', card: 'Card back', wallet: 'Wallet back' }, refundedOnTerminal: 'Refunded', exchange: 'Exchange',
  received: 'Given', change: 'Change', farewell: 'Bye', units: { kg: 'kg', l: 'l', m: 'm' }, marks: { demo: 'DEMO', training: 'TRAINING', duplicate: 'DUPLICATE' },
}
const paper: PaperFacts = { store: { chainName: 'Shop', storeName: 'North', storeLines: [] }, at: Date.parse('2026-11-21T14:03:00Z'), tzOffset: 0, operatorName: 'Li', words, language: 'en', marks: [] }
const piece = { lineNo: 1, itemId: 'tea', sku: 'T1', name: 'Tea', quantity: thousandths(2000), unit: 'each', price: { minor: minor(350), per: thousandths(1000) }, gross: minor(700), discount: minor(100), total: minor(600), taxClass: 'standard', rate: 200_000, tax: minor(100), lineDiscount: minor(70), basketDiscount: minor(30) } as const
const figures = { currency: 'CHF', taxPack: 'GB-2011', taxes: [{ rate: 200_000, net: minor(500), tax: minor(100), gross: minor(600) }], subtotal: minor(700), discount: minor(100), tax: minor(100), total: minor(600), basketId: 'b', openedAt: 1, movements: [], trail: [] } as const
const refund: RefundBody = {
  ...figures, refundId: 'r-1', number: '3-8', kind: 'return', original: { saleId: 's-1', number: '3-7', soldOn: '2026-11-20', verified: 'known' },
  lines: [{ ...piece, saleLineNo: 1, condition: 'stock', reason: 'faulty' }],
  payable: minor(595),
  tenders: [
    { tenderNo: 1, type: 'card', amount: minor(200), of: 1, approval: 'approvedOnTerminal', payment: { attemptId: 'a', cardType: 'Visa', lastFour: '1234', trace: '17' } },
    { tenderNo: 2, type: 'wallet', amount: minor(100), of: 2 },
    { tenderNo: 3, type: 'cash', amount: minor(200), from: 'taken' },
    { tenderNo: 4, type: 'rounding', amount: minor(3), from: 'taken', rule: 'CH-0.05', by: 'paid' },
    { tenderNo: 5, type: 'cash', amount: minor(95), from: 'instead' },
    { tenderNo: 6, type: 'rounding', amount: minor(2), from: 'instead', rule: 'CH-0.05', by: 'rule' },
  ],
}
const sale: SaleBody = { ...figures, saleId: 's-2', number: '3-9', lines: [piece], basketDiscount: { amount: minor(30), reason: 'staff' }, tenders: [{ tenderNo: 1, type: 'exchange', amount: minor(500), refundId: 'r-1' }, { tenderNo: 2, type: 'cash', amount: minor(100), received: minor(100), change: minor(0) }], change: minor(0) }
const { payable: _payable, ...unrounded } = refund
const free: RefundBody = { ...unrounded, tenders: [{ tenderNo: 1, type: 'exchange', amount: minor(600), saleId: 's-2' }] }

/** A block as one line of text: what a person would read. */
function plain({ blocks }: ReceiptDocument): string[] {
  return blocks.map((block) => (block.kind === 'text' ? block.text : block.kind === 'columns' ? `${block.left} | ${block.right}` : block.kind === 'qr' ? `QR ${block.data}` : block.kind))
}

test('[RET-23] the paper of a refund says of which sale, what came back, and how the money went back', () => {
  expect(plain(refundReceiptOf({ ...paper, refund }))).toEqual([
    'Shop', 'North', 'feed', 'Refund 3-8 | 2026-11-21 14:03', 'By Li', 'For 3-7 | 2026-11-20', 'rule',
    'Tea', '  2 x 3.50 | 7.00', '  Discount | -0.70', 'rule',
    'Subtotal | 7.00', 'Discount | -1.00', 'Items | 2', 'Refund total | CHF 6.00', 'Rounding | -0.05', 'To pay back | 5.95', 'VAT 20% (net 5.00) | 1.00', 'rule',
    'Card back | 2.00', '  Visa ....1234', '  Trace 17', 'Wallet back | 1.00', '  Refunded', 'Cash back | 2.00', 'Cash back | 0.95', 'feed', 'Bye', 'QR tw1:3-8:r-1', 'cut',
  ])
})

test('[RET-23] a void and a return without a receipt say so, and nothing is printed of what is nothing', () => {
  const { original: _original, ...unnamed } = free
  const simple = { ...unnamed, subtotal: minor(600), discount: minor(0), lines: [{ ...refund.lines[0]!, gross: minor(600), discount: minor(0), lineDiscount: minor(0) }] }
  expect(plain(refundReceiptOf({ ...paper, refund: { ...refund, kind: 'void', voidReason: 'other' } }))).toContain('Void 3-8 | 2026-11-21 14:03')
  const blocks = plain(refundReceiptOf({ ...paper, refund: simple }))
  expect(blocks).toContain('No receipt')
  expect(blocks.filter((block) => /^(Subtotal|Discount|Rounding|To pay back|Exchange|For)/.test(block))).toEqual([])
  // Nothing was paid back: no rule for it either.
  expect(blocks.slice(blocks.indexOf('VAT 20% (net 5.00) | 1.00'))).toEqual(['VAT 20% (net 5.00) | 1.00', 'feed', 'Bye', 'QR tw1:3-8:r-1', 'cut'])
  expect(plain(refundReceiptOf({ ...paper, refund: { ...simple, discount: minor(1) } }))).toContain('Subtotal | 6.00')
})

test('[RET-24] a sale that only its paper tells of is said not to be verified, and one that is here is not', () => {
  const unverified: RefundBody = { ...refund, original: { saleId: 's-1', number: '2-7', soldOn: '2026-11-20', verified: 'unverified' } }
  const named = plain(refundReceiptOf({ ...paper, refund: unverified }))
  expect(named.slice(named.indexOf('For 2-7 | 2026-11-20'))[1]).toBe('Not verified')
  expect(plain(exchangeReceiptOf({ ...paper, refund: { ...free, original: unverified.original! }, sale }))).toContain('Not verified')
  expect(plain(refundReceiptOf({ ...paper, refund }))).not.toContain('Not verified')
})

test('[RET-23] the sale is named by the date that its own paper has, also where that night is counted to the day before', () => {
  const soldAt = { at: Date.parse('2026-11-20T19:07:00Z'), tzOffset: 480 }
  expect(plain(refundReceiptOf({ ...paper, refund, soldAt }))).toContain('For 3-7 | 2026-11-21')
  expect(plain(exchangeReceiptOf({ ...paper, refund: free, sale, soldAt }))).toContain('For 3-7 | 2026-11-21')
})

test('[RET-23] a rounding is called as its rule is, and by an unknown rule as a rounding', () => {
  const named = (rule: string): string[] => plain(refundReceiptOf({ ...paper, refund: { ...refund, tenders: refund.tenders.map((tender) => (tender.type === 'rounding' ? { ...tender, rule } : tender)) } }))
  expect(named('CN-0.10-down')).toContain('Down | -0.05')
  expect(named('constructor')).toContain('Rounding | -0.05')
})

test('[RET-24] an exchange is one paper with both documents, and the money that moved', () => {
  expect(plain(exchangeReceiptOf({ ...paper, refund: free, sale }))).toEqual([
    'Shop', 'North', 'feed', 'Receipt 3-9 | 2026-11-21 14:03', 'By Li', 'Refund 3-8', 'For 3-7 | 2026-11-20', 'rule',
    'Returned', 'Tea', '  2 x 3.50 | 7.00', '  Discount | -0.70', 'rule', 'Subtotal | 7.00', 'Discount | -1.00', 'Items | 2', 'Refund total | CHF 6.00', 'VAT 20% (net 5.00) | 1.00', 'rule',
    'Sold', 'Tea', '  2 x 3.50 | 7.00', '  Discount | -0.70', 'rule', 'Subtotal | 7.00', 'Discount | -1.00', '  on all | -0.30', 'Items | 2', 'Total | CHF 6.00', 'VAT 20% (net 5.00) | 1.00', 'rule',
    'Exchange | 5.00', 'Cash | 1.00', 'feed', 'Bye', 'QR tw1:3-9:s-2', 'cut',
  ])
  expect(plain(exchangeReceiptOf({ ...paper, refund, sale, digest: 'TW2:X' })).slice(-11)).toEqual(['Cash | 1.00', 'Card back | 2.00', '  Visa ....1234', '  Trace 17', 'Wallet back | 1.00', '  Refunded', 'Cash back | 2.00', 'Cash back | 0.95', 'feed', 'Bye', 'QR TW2:X', 'cut'].slice(1))
})

test('[RET-23] [RET-24] both are marked like any receipt, in the language of their words', () => {
  for (const document of [refundReceiptOf({ ...paper, refund, marks: ['demo', 'duplicate'], language: 'fr' }), exchangeReceiptOf({ ...paper, refund, sale, marks: ['demo', 'duplicate'], language: 'fr' })]) {
    expect(plain(document).slice(0, 2)).toEqual(['DUPLICATE', 'DEMO'])
    expect([document.version, document.language]).toEqual([1, 'fr'])
  }
})

test('[RET-25] a sale\'s code is its digest where there is one, and its name where there is none', () => {
  expect(plain(receiptOf({ ...paper, sale, digest: 'TW2:X' })).at(-2)).toBe('QR TW2:X')
  expect(plain(receiptOf({ ...paper, sale })).at(-2)).toBe('QR tw1:3-9:s-2')
})
