import { type Input, type Output } from '../../contracts/ipc/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { giftPaper, giftReceiptOfSale, giftsOf, soldOf } from '../queries/index.ts'
import { sellingOperator, type CommandContext } from './command-context.ts'
import { appendAct } from './shift-context.ts'

/**
 * A paper without prices of a sale, for whoever gets the goods. Not a duplicate of the receipt: it claims nothing that the sale
 * does not have left to return. Several may be printed, each counted and each with an entry; a repeat of the request prints nothing more.
 * Refuses `sale.unknown`, and `return.lineUnknown` for a line that the sale has not, or for none at all.
 */
export function printGift(context: CommandContext, { saleId, lines }: Input<'print-gift'>): Result<Output<'print-gift'>> {
  const { database, request } = context
  return database.unitOfWork(() => {
    const operator = sellingOperator(context)
    if (!operator.ok) return operator
    const sale = soldOf(database, saleId)
    if (sale === undefined) return refuse('sale.unknown')
    if (database.requestSeen(request)) return accept(giftsOf(database, saleId))
    const chosen = [...new Set(lines)].toSorted((a, b) => a - b)
    if (chosen.length === 0 || !chosen.every((lineNo) => sale.lines.some((line) => line.lineNo === lineNo))) return refuse('return.lineUnknown')
    const copy = database.countGiftReceipt(saleId)
    const document = giftReceiptOfSale(database, saleId, { lines: chosen, copy }, context.words)
    if (document === undefined) return refuse('sale.unknown')
    appendAct(context, context.moment(), 'receipt.gift', { operator: operator.value }, { saleId, number: sale.number, lines: chosen, copy })
    database.addEffect(giftPaper(saleId), { kind: 'print', document })
    database.rememberRequest(request)
    return accept(giftsOf(database, saleId))
  })
}
