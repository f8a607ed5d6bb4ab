import { type Input, type SaleView } from '../../contracts/ipc/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { documentView, receiptOfSale } from '../queries/index.ts'
import { authorize } from './authorize.ts'
import { businessDateAt, sellingOperator, type CommandContext } from './command-context.ts'

/**
 * The receipt of a sale, a refund or a void again, marked DUPLICATE: a second paper without the mark is a second claim to the same refund. Rebuilt from
 * the frozen sale, whatever prices, names and rates are by now; the drawer stays shut. A repeat of the same request does
 * not print again.
 */
export function reprint(context: CommandContext, { saleId, approval }: Input<'reprint'>): Result<SaleView> {
  const { database, request } = context
  return database.unitOfWork(() => {
    const seller = sellingOperator(context)
    if (!seller.ok) return seller
    const sale = documentView(database, saleId)
    const document = receiptOfSale(database, saleId, context.words, ['duplicate'], context.chainCheck())
    if (sale === undefined || document === undefined) return refuse('sale.unknown')
    if (database.requestSeen(request)) return accept(sale)
    const authority = authorize(context, { permission: 'reprint', document: saleId, amount: 0 }, approval)
    if (!authority.ok) return authority
    const { operator, approver } = authority.value
    const moment = context.moment()
    database.append(moment, {
      type: 'receipt.reprinted',
      schemaVersion: 1,
      businessDate: businessDateAt(context, moment),
      operator: operator.id,
      ...(approver === undefined ? {} : { approver }),
      body: { saleId, number: sale.number },
    })
    database.addEffect(saleId, { kind: 'print', document })
    database.rememberRequest(request)
    return accept(documentView(database, saleId) ?? sale)
  })
}
