export * from './receipt-document.ts'
export * from './receipt-words.ts'
export { receiptOf, verificationText, type ReceiptFacts } from './receipt-of.ts'
export { markDuplicate } from './marks.ts'
