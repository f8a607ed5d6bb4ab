import { nameIn } from '../catalogue/index.ts'
import { groupedNumber, layAwayCode, liabilityKinds } from '../liability/index.ts'
import { decimalText, minor, type CurrencyCode, type Minor } from '../money/index.ts'
import { type DepositTenderLine } from '../refund/index.ts'
import { type SaleBody } from '../sale/index.ts'
import { withMarks } from './marks.ts'
import { type ReceiptBlock, type ReceiptDocument } from './receipt-document.ts'
import { columns, headerBlocks, rule, signatureBlocks, signedText, type PaperFacts } from './receipt-parts.ts'
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

/** What goes back for one that is given up; `rounding` is what its cash, `payable`, let go of (above nothing) or put on. */
export interface CancelledLayAway {
  readonly number: string
  readonly currency: CurrencyCode
  readonly amount: Minor
  readonly payable: Minor
  readonly rounding: Minor
  /** Numbers of the sales that had taken it. */
  readonly sales: readonly string[]
  readonly tenders: readonly DepositTenderLine[]
  readonly approverName?: string
}

/** Where cash is all there is, it stands below by itself. Store credit is whole, with what a scanner reads: this paper is the money. */
function wayBlocks(tender: DepositTenderLine, currency: CurrencyCode, { words, language }: PaperFacts): ReceiptBlock[] {
  if (tender.type === 'cash' || tender.type === 'rounding') return []
  if (tender.type !== 'storeCredit') return [columns(words.paidBack[tender.type], decimalText(tender.amount, currency)), { kind: 'text', text: words.refundedOnTerminal }]
  return [
    { kind: 'columns', left: nameIn(liabilityKinds.storeCredit.names, language), right: decimalText(tender.amount, currency), bold: true, size: 'tall' },
    { kind: 'text', text: groupedNumber(tender.number), align: 'centre', bold: true },
    { kind: 'qr', data: tender.number },
    { kind: 'text', text: words.keepPaper, align: 'centre' },
  ]
}

export function cancelledLayAwayPaper(facts: PaperFacts, { number, currency, amount, payable, rounding, sales, tenders, approverName }: CancelledLayAway): ReceiptDocument {
  const { words, language, marks } = facts
  const blocks: ReceiptBlock[] = [
    ...headerBlocks(facts, words.layAway.cancelled),
    ...(approverName === undefined ? [] : [{ kind: 'text', text: `${words.layAway.approver} ${approverName}` } as const]),
    rule,
    { kind: 'columns', left: words.layAway.title, right: number, bold: true, size: 'tall' },
    ...sales.map((sale) => columns(words.forReceipt, sale)),
    columns(words.layAway.paid, decimalText(amount, currency)),
    ...(rounding === 0 ? [] : [columns(words.cashRounding.nearest, signedText(minor(0 - rounding), currency))]),
    { kind: 'columns', left: words.layAway.paidBack, right: decimalText(minor(amount - rounding), currency), bold: true, size: 'large' },
    ...tenders.flatMap((tender) => wayBlocks(tender, currency, facts)),
    ...(payable > 0 && payable + rounding < amount ? [columns(words.paidBack.cash, decimalText(payable, currency))] : []),
    // Cash that leaves the drawer is signed for, as on the slip of a pay-out.
    ...(payable > 0 ? signatureBlocks(words) : []),
    { kind: 'feed', lines: 1 },
    { kind: 'cut' },
  ]
  return { version: 1, language, blocks: withMarks(blocks, marks, words) }
}
