import { type Effect, type KeptWork, type RegisterReader } from '../../db/index.ts'
import { type ReceiptWords } from '../../domain/receipt/index.ts'
import { type KeyedCheck } from '../../domain/refund/index.ts'
import { receiptOfSale } from './receipt-of-sale.ts'

/**
 * What the devices have to do, each paper whole. A sale's own paper is drawn here from its entry, since the customer waits
 * for the commit and a printer does not. One that cannot be drawn is a bug: it is told to `undrawn` and left out, where a
 * throw would have kept every drawer and every other paper behind it.
 */
export function effectsToDo(reader: RegisterReader, limit: number, words: (language: string) => ReceiptWords, undrawn: (error: unknown) => void, chainCheck?: KeyedCheck): readonly Effect[] {
  return reader.effectsToDo(limit).flatMap((effect): Effect[] => {
    const { work, ...rest } = effect
    if (work.kind === 'kick' || work.document !== 'ofSale') return [{ ...rest, work }]
    try {
      return [{ ...rest, work: { kind: 'print', document: paperOf(reader, effect, words, chainCheck) } }]
    } catch (error) {
      undrawn(error)
      return []
    }
  })
}

function paperOf(reader: RegisterReader, { id, saleId }: Effect<KeptWork>, words: (language: string) => ReceiptWords, chainCheck: KeyedCheck | undefined) {
  const document = receiptOfSale(reader, saleId, words, [], chainCheck)
  if (document === undefined) throw new Error(`effect ${id} prints a sale that is not here`)
  return document
}
