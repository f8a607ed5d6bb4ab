import { type ReceiptView } from '../../src/contracts/ipc/index.ts'

/** A paper's words line by line: what stands left and right with one blank between. */
export function toReceiptText({ blocks }: ReceiptView['document']): string {
  return blocks.map((block) => (block.kind === 'text' ? block.text : block.kind === 'columns' ? `${block.left} ${block.right}` : block.kind === 'qr' ? `[qr ${block.data}]` : `[${block.kind}]`)).join('\n')
}
