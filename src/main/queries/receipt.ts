import { type Input, type ReceiptView } from '../../contracts/ipc/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { receiptWords } from '../words/index.ts'
import { type QueryContext } from './query-context.ts'
import { receiptOfSale } from './receipt-of-sale.ts'
import { documentView } from './sale-view.ts'

/** One sale or refund with its paper, to be looked at and perhaps printed again. */
export function receipt({ reader }: QueryContext, { saleId }: Input<'receipt'>): Result<ReceiptView> {
  const sale = documentView(reader, saleId)
  const document = receiptOfSale(reader, saleId, receiptWords)
  if (sale === undefined || document === undefined) return refuse('sale.unknown')
  return accept({ sale, document: { ...document, blocks: [...document.blocks] } })
}
