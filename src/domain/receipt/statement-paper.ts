import { decimalText, type CurrencyCode, minor } from '../money/index.ts'
import { type AccountKind } from '../customer/index.ts'
import { withMarks } from './marks.ts'
import { type ReceiptBlock, type ReceiptDocument } from './receipt-document.ts'
import { columns, headerBlocks, rule, signedText, type PaperFacts } from './receipt-parts.ts'

/** What moved an account and what is owed now, newest first. */
export interface PrintedStatement {
  readonly currency: CurrencyCode
  readonly balance: number
  readonly rows: readonly { readonly number: string; readonly kind: AccountKind; readonly businessDate: string; readonly amount: number }[]
}

/** An account on paper: who it is of stands there by the end of their member number, for a slip is left lying about. */
export function statementPaper(facts: PaperFacts, { currency, balance, rows }: PrintedStatement): ReceiptDocument {
  const { words, language, marks } = facts
  const blocks: ReceiptBlock[] = [
    ...headerBlocks(facts, words.account.statement),
    rule,
    ...rows.flatMap(({ number, kind, businessDate, amount }): ReceiptBlock[] => [columns(`${businessDate} ${words.account.kinds[kind]}`, ''), columns(`  ${number}`, signedText(minor(amount), currency))]),
    rule,
    { kind: 'columns', left: words.account.balance, right: decimalText(minor(balance), currency), bold: true, size: 'tall' },
    { kind: 'feed', lines: 1 },
    { kind: 'cut' },
  ]
  return { version: 1, language, blocks: withMarks(blocks, marks, words) }
}
