import { type RegisterFacts } from '../../db/index.ts'
import { type ReceiptMark } from '../../domain/receipt/index.ts'

/** What every paper of this register says about itself, with what this one says besides. */
export function modeMarks({ mode }: Pick<RegisterFacts, 'mode'>, marks: readonly ReceiptMark[] = []): readonly ReceiptMark[] {
  return mode === 'live' || marks.includes(mode) ? marks : [mode, ...marks]
}
