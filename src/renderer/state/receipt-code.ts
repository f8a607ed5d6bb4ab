import { type ReceiptView } from '../../contracts/ipc/index.ts'

type Blocks = ReceiptView['document']['blocks']

/** Of UTF-8. A telephone reads a code of so much off a screen at arm's length; a denser one it seldom does. */
export const mostCodeBytes = 1100

/** What a code on the screen holds of a receipt: its words, and whether the goods are among them. */
export interface ReceiptCode {
  readonly text: string
  readonly whole: boolean
}

/** Rows as on paper, without what is only its look. Its own code is for a till, and would be taken for the shop's address here. */
function rowsOf(blocks: Blocks): readonly string[] {
  return blocks.flatMap((block) => (block.kind === 'text' ? [block.text.trim()] : block.kind === 'columns' ? [[block.left.trim(), block.right].filter((part) => part !== '').join('  ')] : [])).filter((row) => row !== '')
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).length

/**
 * The receipt as a customer's telephone shows it out of a code, without any network and without an address that somebody would have to
 * keep up: plain text. Too long for a code, the goods are left out, between the first rule and the one behind them; undefined where even
 * the rest is too long.
 */
export function receiptCode({ blocks }: Pick<ReceiptView['document'], 'blocks'>): ReceiptCode | undefined {
  const text = rowsOf(blocks).join('\n')
  if (bytesOf(text) <= mostCodeBytes) return { text, whole: true }
  const first = blocks.findIndex(({ kind }) => kind === 'rule')
  const second = blocks.findIndex(({ kind }, index) => kind === 'rule' && index > first)
  if (first === -1 || second === -1) return undefined
  const short = [...rowsOf(blocks.slice(0, first)), '...', ...rowsOf(blocks.slice(second))].join('\n')
  return bytesOf(short) <= mostCodeBytes ? { text: short, whole: false } : undefined
}
