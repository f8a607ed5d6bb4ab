import { type GiftLinesView, type Input } from '../../contracts/ipc/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { giftsOf } from './gifts.ts'
import { type QueryContext } from './query-context.ts'
import { soldOf } from './receipt-of-sale.ts'

/** The lines of a sale that somebody may get a paper without prices of. */
export function giftLines({ reader }: QueryContext, { saleId }: Input<'gift-lines'>): Result<GiftLinesView> {
  const sale = soldOf(reader, saleId)
  if (sale === undefined) return refuse('sale.unknown')
  return accept({ number: sale.number, lines: sale.lines.map(({ lineNo, name, unit, quantity }) => ({ lineNo, name, unit, quantity })), ...giftsOf(reader, saleId) })
}
