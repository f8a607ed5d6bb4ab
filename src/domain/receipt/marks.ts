import { type ReceiptBlock, type ReceiptDocument } from './receipt-document.ts'
import { type ReceiptMark, type ReceiptWords } from './receipt-words.ts'

/** The inner mark first: DUPLICATE goes around all others, so that marking later and marking at once give the same paper. */
const inOrder: readonly ReceiptMark[] = ['demo', 'training', 'duplicate']

function markBlock(mark: ReceiptMark, words: Pick<ReceiptWords, 'marks'>): ReceiptBlock {
  return { kind: 'text', text: words.marks[mark], align: 'centre', bold: true, size: mark === 'training' ? 'large' : 'tall' }
}

/** At the top and again above the cut: a slip torn in two still says what it is. */
function around(blocks: readonly ReceiptBlock[], mark: ReceiptBlock): ReceiptBlock[] {
  const cut = blocks.findLastIndex((block) => block.kind === 'cut')
  const end = cut === -1 ? blocks.length : cut
  return [mark, ...blocks.slice(0, end), mark, ...blocks.slice(end)]
}

export function withMarks(blocks: readonly ReceiptBlock[], marks: readonly ReceiptMark[], words: Pick<ReceiptWords, 'marks'>): readonly ReceiptBlock[] {
  return inOrder.filter((mark) => marks.includes(mark)).reduce((marked, mark) => around(marked, markBlock(mark, words)), blocks)
}

/** The document with the DUPLICATE mark; a document that has it comes back as it is. */
export function markDuplicate(document: ReceiptDocument, words: Pick<ReceiptWords, 'marks'>): ReceiptDocument {
  const first = document.blocks[0]
  if (first?.kind === 'text' && first.text === words.marks.duplicate) return document
  return { ...document, blocks: withMarks(document.blocks, ['duplicate'], words) }
}

/** The document with TRAINING at its head and its foot; one that has both comes back as it is. */
export function markTraining(document: ReceiptDocument, words: Pick<ReceiptWords, 'marks'>): ReceiptDocument {
  const marked = document.blocks.filter((block) => block.kind === 'text' && block.text.includes(words.marks.training))
  return marked.length > 1 ? document : { ...document, blocks: withMarks(document.blocks, ['training'], words) }
}
