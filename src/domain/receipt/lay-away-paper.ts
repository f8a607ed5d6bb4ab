import { layAwayCode } from '../liability/index.ts'
import { decimalText, minor, type CurrencyCode, type Minor } from '../money/index.ts'
import { type SaleBody } from '../sale/index.ts'
import { withMarks } from './marks.ts'
import { type ReceiptBlock, type ReceiptDocument } from './receipt-document.ts'
import { columns, headerBlocks, rule, signedText, type PaperFacts } from './receipt-parts.ts'
import { type ReceiptWords } from './receipt-words.ts'

/** Under what was paid: what the goods come to, what is paid of them, what is left and until when, and the code they are found by. */
export function layAwayBlocks({ sale, words }: { readonly sale: SaleBody; readonly words: ReceiptWords }): ReceiptBlock[] {
  return (sale.liabilities ?? []).flatMap(({ owes, laidAside }): ReceiptBlock[] => {
    if (owes.kind !== 'deposit' || laidAside === undefined) return []
    const said = words.layAway
    return [
      rule,
      { kind: 'columns', left: said.title, right: owes.number, bold: true, size: 'tall' },
      columns(said.total, decimalText(laidAside.total, sale.currency)),
      columns(said.paid, decimalText(laidAside.paid, sale.currency)),
      { kind: 'columns', left: said.due, right: decimalText(laidAside.due, sale.currency), bold: true, size: 'tall' },
      columns(said.until, laidAside.until),
      { kind: 'qr', data: layAwayCode(owes.number) },
    ]
  })
}

/** What goes back for one that is given up, in cash; `rounding` is what that let go of (above nothing) or put on. */
export interface CancelledLayAway {
  readonly number: string
  readonly currency: CurrencyCode
  readonly amount: Minor
  readonly payable: Minor
  readonly rounding: Minor
  /** Numbers of the sales that had taken it. */
  readonly sales: readonly string[]
}

export function cancelledLayAwayPaper(facts: PaperFacts, { number, currency, amount, payable, rounding, sales }: CancelledLayAway): ReceiptDocument {
  const { words, language, marks } = facts
  const blocks: ReceiptBlock[] = [
    ...headerBlocks(facts, words.layAway.cancelled),
    rule,
    { kind: 'columns', left: words.layAway.title, right: number, bold: true, size: 'tall' },
    ...sales.map((sale) => columns(words.forReceipt, sale)),
    columns(words.layAway.paid, decimalText(amount, currency)),
    ...(rounding === 0 ? [] : [columns(words.cashRounding.nearest, signedText(minor(0 - rounding), currency))]),
    { kind: 'columns', left: words.layAway.paidBack, right: decimalText(payable, currency), bold: true, size: 'large' },
    { kind: 'feed', lines: 1 },
    { kind: 'cut' },
  ]
  return { version: 1, language, blocks: withMarks(blocks, marks, words) }
}
