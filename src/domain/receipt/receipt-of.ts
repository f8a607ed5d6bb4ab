import { nameIn } from '../catalogue/index.ts'
import { liabilityKinds, shortNumber } from '../liability/index.ts'
import { currencies, decimalText, minor, type CurrencyCode } from '../money/index.ts'
import { pieceCount } from '../quantity/index.ts'
import { paidFor, type SaleBody } from '../sale/index.ts'
import { cashRoundingRules, rateText, type StoredValueRequest, type TenderLine } from '../tender/index.ts'
import { layAwayBlocks } from './lay-away-paper.ts'
import { withMarks } from './marks.ts'
import { type ReceiptBlock, type ReceiptDocument } from './receipt-document.ts'
import { accountBlocks, columns, footerBlocks, headerBlocks, lineBlocks, paymentReferenceBlocks, rule, signatureBlocks, signedText, taxBlocks, type PaperFacts } from './receipt-parts.ts'
import { type ReceiptWords } from './receipt-words.ts'

export interface ReceiptFacts extends PaperFacts {
  readonly sale: SaleBody
  /** What its code says in full, so that any register can give back for it (receiptDigest). Absent: the sale's name alone. */
  readonly digest?: string
}

/** Between what was sold and what is paid: owed money is no goods, and no discount was taken of it. */
function liabilityBlocks({ liabilities = [], currency }: SaleBody, words: ReceiptWords): ReceiptBlock[] {
  return liabilities.flatMap(({ name, printed, ...line }) => accountBlocks(printed === undefined ? name : `${name} ${printed}`, line, currency, words))
}

export function totalBlocks({ sale, words }: ReceiptFacts): ReceiptBlock[] {
  const blocks: ReceiptBlock[] = [rule]
  // A subtotal that equals the total is one more number to misread.
  const hasGoods = sale.lines.length > 0
  if (hasGoods && (sale.subtotal !== paidFor(sale) || sale.discount !== 0)) blocks.push(columns(words.subtotal, decimalText(sale.subtotal, sale.currency)))
  if (sale.discount !== 0) blocks.push(columns(words.discount, `-${decimalText(sale.discount, sale.currency)}`))
  const { basketDiscount } = sale
  if (basketDiscount !== undefined) blocks.push(columns(`  ${words.onBasket}`, `-${decimalText(basketDiscount.amount, sale.currency)}`))
  const total = `${currencies[sale.currency].symbol}${decimalText(paidFor(sale), sale.currency)}`
  return [
    ...blocks,
    ...liabilityBlocks(sale, words),
    ...(hasGoods ? [columns(words.itemCount, String(pieceCount(sale.lines.filter(({ linkedTo }) => linkedTo === undefined))))] : []),
    { kind: 'columns', left: words.total, right: total, bold: true, size: 'large' },
    ...roundingBlocks(sale, words),
  ]
}

/** Under the total, which is what the goods cost and the tax was worked out on: what cash made of it. */
function roundingBlocks(sale: SaleBody, words: ReceiptWords): ReceiptBlock[] {
  const rounding = sale.tenders.find((tender) => tender.type === 'rounding')
  if (rounding === undefined || sale.payable === undefined) return []
  const mode = Object.hasOwn(cashRoundingRules, rounding.rule) ? cashRoundingRules[rounding.rule]?.mode : undefined
  return [
    columns(words.cashRounding[mode ?? 'nearest'], signedText(minor(0 - rounding.amount), sale.currency)),
    { kind: 'columns', left: words.toPay, right: decimalText(sale.payable, sale.currency), bold: true, size: 'tall' },
  ]
}

/** What was given, at what, and what that is at home: the customer takes the paper to whoever changed the money before. */
function foreignBlocks({ currency: code, received, rate, worth }: Extract<TenderLine, { type: 'foreignCash' }>, home: CurrencyCode, words: ReceiptWords): ReceiptBlock[] {
  const pair = `1 ${code} = ${rateText(rate, code, home)} ${home}`
  return [columns(`${words.cash} ${code} ${decimalText(minor(received), code)}`, decimalText(worth, home)), columns(`  ${pair}`, '')]
}

/** Which, and what is left on it; nothing of that where nobody could be asked. */
function storedValueBlocks({ type, number, amount, left }: StoredValueRequest, currency: CurrencyCode, words: ReceiptWords, language: string): ReceiptBlock[] {
  const paid = columns(`${nameIn(liabilityKinds[type].names, language)} ${shortNumber(number)}`, decimalText(amount, currency))
  return left === undefined ? [paid] : [paid, columns(`  ${words.leftOnIt}`, decimalText(left, currency))]
}

function tenderBlocks(tender: TenderLine, currency: CurrencyCode, words: ReceiptWords, language: string): ReceiptBlock[] {
  if (tender.type === 'card' || tender.type === 'wallet') {
    return [columns(words[tender.type], decimalText(tender.amount, currency)), ...paymentReferenceBlocks(tender.payment, words, words.approvedOnTerminal)]
  }
  if (tender.type === 'exchange') return [columns(words.exchange, decimalText(tender.amount, currency))]
  if (tender.type === 'deposit') return [columns(`${words.layAway.deposit} ${tender.number}`, decimalText(tender.amount, currency))]
  if (tender.type === 'account') return accountBlocks(words.account.onAccount, tender, currency, words)
  if (tender.type === 'foreignCash') return foreignBlocks(tender, currency, words)
  if (tender.type === 'voucher') {
    const { voucher, amount, surplus } = tender
    const says = columns(`  ${voucher.number}`, `${words.faceValue} ${decimalText(voucher.faceValue, currency)}`)
    return [columns(voucher.name, decimalText(amount, currency)), says, ...(surplus === undefined ? [] : [columns(`  ${words.noChange}`, '')])]
  }
  if (tender.type === 'giftCard' || tender.type === 'storeCredit') return storedValueBlocks(tender, currency, words, language)
  // It stands under the total. Here it would read like money.
  if (tender.type === 'rounding') return []
  const paid = columns(words.cash, decimalText(tender.amount, currency))
  return tender.change === 0 ? [paid] : [paid, columns(`  ${words.received}`, decimalText(tender.received, currency))]
}

export function paymentBlocks({ sale, words, language }: ReceiptFacts): ReceiptBlock[] {
  const blocks = sale.tenders.flatMap((tender) => tenderBlocks(tender, sale.currency, words, language))
  const change: ReceiptBlock[] = sale.change === 0 ? [] : [{ kind: 'columns', left: words.change, right: decimalText(sale.change, sale.currency), bold: true, size: 'tall' }]
  return [rule, ...blocks, ...change, ...(sale.tenders.some(({ type }) => type === 'account') ? signatureBlocks(words) : [])]
}

/**
 * "tw1:<number>:<saleId>": enough to find the sale at any register or head office. It proves nothing by itself and
 * carries no name, no amount and no secret; the version in front lets a signed form follow.
 */
export function verificationText(sale: Pick<SaleBody, 'number' | 'saleId'>): string {
  return `tw1:${sale.number}:${sale.saleId}`
}

/** The customer's paper for a finished sale. It prints the figures of the sale and computes none. */
export function receiptOf(facts: ReceiptFacts): ReceiptDocument {
  const { sale, words, language, marks, digest, template } = facts
  const blocks: ReceiptBlock[] = [
    ...headerBlocks(facts, `${words.receipt} ${sale.number}`),
    // A deposit or a card alone has no goods, and the total's own rule follows.
    ...(sale.lines.length === 0 ? [] : [rule]),
    ...sale.lines.flatMap((line) => lineBlocks(line, sale.currency, words, template)),
    ...totalBlocks(facts),
    ...taxBlocks(sale, words, template),
    ...paymentBlocks(facts),
    ...layAwayBlocks(facts),
    ...footerBlocks(facts, digest ?? verificationText(sale)),
  ]
  return { version: 1, language, blocks: withMarks(blocks, marks, words) }
}
