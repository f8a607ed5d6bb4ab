import { type ReceiptBlock, type ReceiptDocument } from '../../src/domain/receipt/index.ts'

const width = 48

/** Han characters and full-width signs take two columns of the paper. */
function columnsOf(text: string): number {
  return Array.from(text).reduce((columns, char) => columns + (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(char) ? 2 : 1), 0)
}

function lineOf(block: ReceiptBlock): string {
  switch (block.kind) {
    case 'text':
      return block.align === 'centre' ? `${' '.repeat(Math.floor((width - columnsOf(block.text)) / 2))}${block.text}` : block.text
    case 'columns':
      return `${block.left}${' '.repeat(width - columnsOf(block.left) - columnsOf(block.right))}${block.right}`
    case 'rule':
      return '-'.repeat(width)
    case 'feed':
      return ''
    case 'qr':
      return `[QR ${block.data}]`
    case 'ean13':
      return `[EAN ${block.digits}]`
    case 'logo':
      return '[logo]'
    case 'cut':
      return '[cut]'
  }
}

/** A receipt as text of 48 columns, for eyes: sizes and weights are left out, the printer's own test looks after them. */
export function paperOf(document: ReceiptDocument): string[] {
  return document.blocks.map(lineOf)
}
