import { civilTime, dateText } from '../business-date/index.ts'
import { nameIn } from '../catalogue/index.ts'
import { groupedNumber, liabilityKinds, shortNumber } from '../liability/index.ts'
import { currencies, decimalText, minor } from '../money/index.ts'
import { pieceCount } from '../quantity/index.ts'
import { givenBackFor, type RefundBody, type RefundTenderLine } from '../refund/index.ts'
import { cashRoundingRules } from '../tender/index.ts'
import { layAwayBlocks } from './lay-away-paper.ts'
import { withMarks } from './marks.ts'
import { type ReceiptBlock, type ReceiptDocument } from './receipt-document.ts'
import { paymentBlocks, totalBlocks, verificationText, type ReceiptFacts } from './receipt-of.ts'
import { accountBlocks, columns, footerBlocks, headerBlocks, lineBlocks, paymentReferenceBlocks, rule, signedText, taxBlocks, type PaperFacts } from './receipt-parts.ts'
import { type ReceiptWords } from './receipt-words.ts'
import { type PaperTemplate } from './template.ts'

export interface RefundReceiptFacts extends PaperFacts {
  readonly refund: RefundBody
  /** When the sale was completed whose goods came back. Absent where nobody here knows: only the day it was counted to is frozen in the refund. */
  readonly soldAt?: Pick<PaperFacts, 'at' | 'tzOffset'>
}

/** What came back and what is sold, of one basket and on one paper. */
export type ExchangeReceiptFacts = RefundReceiptFacts & Pick<ReceiptFacts, 'sale' | 'digest'>

function titleOf({ kind, number }: RefundBody, words: ReceiptWords): string {
  return `${kind === 'void' ? words.voided : words.refund} ${number}`
}

/** Of which sale; and that nobody but its own paper said so, for whoever checks the slips of a day. */
function originalBlocks({ refund: { original }, soldAt, words }: RefundReceiptFacts): ReceiptBlock[] {
  if (original === undefined) return [{ kind: 'text', text: words.withoutReceipt }]
  // By the clock, as its receipt has it: a sale after midnight is counted to the day before, which stands on no paper of a customer.
  const named = columns(`${words.forReceipt} ${original.number}`, soldAt === undefined ? original.soldOn : dateText(civilTime(soldAt.at, soldAt.tzOffset)))
  return original.verified === 'unverified' ? [named, { kind: 'text', text: words.saleNotVerified, bold: true }] : [named]
}

/** All cash given back is rounded by what stands here, also where the sale's own rounding is undone. */
function roundingBlocks({ tenders, payable, currency }: RefundBody, words: ReceiptWords): ReceiptBlock[] {
  const rounding = tenders.find((tender) => tender.type === 'rounding')
  if (rounding === undefined || payable === undefined) return []
  const mode = Object.hasOwn(cashRoundingRules, rounding.rule) ? cashRoundingRules[rounding.rule]?.mode : undefined
  const rounded = tenders.reduce((sum, tender) => sum - (tender.type === 'rounding' ? tender.amount : 0), 0)
  return [
    columns(words.cashRounding[mode ?? 'nearest'], signedText(minor(rounded), currency)),
    { kind: 'columns', left: words.toPayBack, right: decimalText(payable, currency), bold: true, size: 'tall' },
  ]
}

function totalBlocksOf(refund: RefundBody, words: ReceiptWords, template: PaperTemplate | undefined): ReceiptBlock[] {
  const { currency, subtotal, discount, liabilities = [] } = refund
  const total = givenBackFor(refund)
  const hasGoods = refund.lines.length > 0
  const text = (amount: typeof total): string => decimalText(amount, currency)
  return [
    rule,
    ...(!hasGoods || (subtotal === total && discount === 0) ? [] : [columns(words.subtotal, text(subtotal))]),
    ...(discount === 0 ? [] : [columns(words.discount, `-${text(discount)}`)]),
    ...liabilities.map(({ name, printed, amount }) => columns(printed === undefined ? name : `${name} ${printed}`, text(amount))),
    ...(hasGoods ? [columns(words.itemCount, String(pieceCount(refund.lines)))] : []),
    { kind: 'columns', left: words.refundTotal, right: `${currencies[currency].symbol}${text(total)}`, bold: true, size: 'large' },
    ...roundingBlocks(refund, words),
    ...taxBlocks(refund, words, template),
  ]
}

/** Back onto a card by its end; new store credit whole, with what a scanner reads: this paper is the money. */
function valueBlocks({ type, amount, number, of }: Extract<RefundTenderLine, { readonly number: string }>, currency: RefundBody['currency'], words: ReceiptWords, language: string): ReceiptBlock[] {
  const name = nameIn(liabilityKinds[type].names, language)
  if (of !== undefined) return [columns(`${name} ${shortNumber(number)}`, decimalText(amount, currency))]
  return [
    { kind: 'columns', left: name, right: decimalText(amount, currency), bold: true, size: 'tall' },
    { kind: 'text', text: groupedNumber(number), align: 'centre', bold: true },
    { kind: 'qr', data: number },
    { kind: 'text', text: words.keepPaper, align: 'centre' },
  ]
}

function paidBackBlocks(tender: RefundTenderLine, { currency }: RefundBody, words: ReceiptWords, language: string): ReceiptBlock[] {
  // Under the total stands the one, and beside the sale the other: here they would read like money.
  if (tender.type === 'rounding' || tender.type === 'exchange') return []
  if (tender.type === 'account') return accountBlocks(words.account.backToAccount, tender, currency, words)
  if (tender.type === 'giftCard' || tender.type === 'storeCredit') return valueBlocks(tender, currency, words, language)
  const paid = columns(words.paidBack[tender.type], decimalText(tender.amount, currency))
  return tender.type === 'cash' ? [paid] : [paid, ...paymentReferenceBlocks(tender.payment, words, words.refundedOnTerminal)]
}

function linesOf({ lines, currency }: RefundBody, words: ReceiptWords, template: PaperTemplate | undefined): ReceiptBlock[] {
  return lines.flatMap((line) => lineBlocks(line, currency, words, template))
}

/** The customer's paper for what came back. Its figures are the refund's own, above nothing as they are there. */
export function refundReceiptOf(facts: RefundReceiptFacts): ReceiptDocument {
  const { refund, words, language, marks, template } = facts
  const paidBack = refund.tenders.flatMap((tender) => paidBackBlocks(tender, refund, words, language))
  const blocks: ReceiptBlock[] = [
    ...headerBlocks(facts, titleOf(refund, words)),
    ...originalBlocks(facts),
    rule,
    ...linesOf(refund, words, template),
    ...totalBlocksOf(refund, words, template),
    ...(paidBack.length === 0 ? [] : [rule, ...paidBack]),
    ...footerBlocks(facts, verificationText({ number: refund.number, saleId: refund.refundId })),
  ]
  return { version: 1, language, blocks: withMarks(blocks, marks, words) }
}

/**
 * One paper for both documents of an exchange: what came back, what is sold, and what moved. A customer who gets two of them
 * loses the one that is a guarantee. The code is the sale's, for that is what may come back next.
 */
export function exchangeReceiptOf(facts: ExchangeReceiptFacts): ReceiptDocument {
  const { refund, sale, words, language, marks, digest, template } = facts
  const heading = (text: string): ReceiptBlock => ({ kind: 'text', text, bold: true })
  const blocks: ReceiptBlock[] = [
    ...headerBlocks(facts, `${words.receipt} ${sale.number}`),
    { kind: 'text', text: titleOf(refund, words) },
    ...originalBlocks(facts),
    rule,
    heading(words.returnedGoods),
    ...linesOf(refund, words, template),
    ...totalBlocksOf(refund, words, template),
    rule,
    heading(words.soldGoods),
    ...sale.lines.flatMap((line) => lineBlocks(line, sale.currency, words, template)),
    ...totalBlocks(facts),
    ...taxBlocks(sale, words, template),
    ...paymentBlocks(facts),
    ...layAwayBlocks(facts),
    ...refund.tenders.flatMap((tender) => paidBackBlocks(tender, refund, words, language)),
    ...footerBlocks(facts, digest ?? verificationText(sale)),
  ]
  return { version: 1, language, blocks: withMarks(blocks, marks, words) }
}
