import { pieceCount, onePiece, quantityText } from '../quantity/index.ts'
import { type SaleBody, type SaleLine } from '../sale/index.ts'
import { withMarks } from './marks.ts'
import { type ReceiptBlock, type ReceiptDocument } from './receipt-document.ts'
import { columns, footerBlocks, headerBlocks, rule, skuBlocks, type PaperFacts } from './receipt-parts.ts'
import { verificationText } from './receipt-of.ts'
import { type ReceiptWords } from './receipt-words.ts'

export interface GiftReceiptFacts extends PaperFacts {
  readonly sale: SaleBody
  /** The lines that are given away, by number. */
  readonly lines: readonly number[]
  /** How many there are of this sale with this one. */
  readonly copy: number
}

function giftLine({ name, quantity, unit }: SaleLine, words: ReceiptWords): ReceiptBlock {
  if (unit === 'each' && quantity === onePiece) return columns(name, '1')
  return columns(name, `${quantityText(quantity, unit)}${unit === 'each' ? '' : ` ${words.units[unit]}`}`)
}

/**
 * For whoever gets the goods and not the bill: what it is and how much of it, and no amount anywhere. Its code is the sale's
 * name and never the digest, which carries every price for whoever reads it with a telephone.
 */
export function giftReceiptOf(facts: GiftReceiptFacts): ReceiptDocument {
  const { sale, lines, copy, words, language, marks, template } = facts
  const given = sale.lines.filter(({ lineNo }) => lines.includes(lineNo))
  const blocks: ReceiptBlock[] = [
    ...headerBlocks(facts, `${words.giftReceipt} ${sale.number}`),
    ...(copy > 1 ? [columns(words.giftCopy, String(copy))] : []),
    rule,
    ...given.flatMap((line) => [giftLine(line, words), ...skuBlocks(line, words, template)]),
    rule,
    columns(words.itemCount, String(pieceCount(given.filter(({ linkedTo }) => linkedTo === undefined)))),
    { kind: 'feed', lines: 1 },
    { kind: 'text', text: words.giftNote, align: 'centre' },
    ...footerBlocks(facts, verificationText(sale), true),
  ]
  return { version: 1, language, blocks: withMarks(blocks, marks, words) }
}
