import { type RefundVerdict } from '../../db/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { businessDateAt, type CommandContext } from './command-context.ts'

/**
 * Head office's word on refunds of sales that this register has never seen: kept, and written into the journal, once each.
 * What is no contradiction carries no reason. Said again, or of a refund nobody asked about, it changes nothing: an answer
 * that was lost is asked for again.
 */
export function hearRefundVerdicts(context: Pick<CommandContext, 'database' | 'moment'>, verdicts: readonly RefundVerdict[]): Result<{ readonly heard: number }> {
  const { database } = context
  return database.unitOfWork(() => {
    let heard = 0
    for (const said of verdicts) {
      const { refundId, result } = said
      const refund = database.refundById(refundId)
      if (refund === undefined) continue
      const verdict: RefundVerdict = result === 'contradicted' ? said : { refundId, result }
      const moment = context.moment()
      if (!database.keepRefundVerdict(verdict, moment.at)) continue
      const { reason, lineNo, otherNumber } = verdict
      database.append(moment, {
        type: `refund.${result}`,
        schemaVersion: 1,
        businessDate: businessDateAt(context, moment),
        operator: 'system',
        body: {
          refundId,
          number: refund.number,
          ...(reason === undefined ? {} : { reason }),
          ...(lineNo === undefined ? {} : { lineNo }),
          ...(otherNumber === undefined ? {} : { otherNumber }),
        },
      })
      heard += 1
    }
    return accept({ heard })
  })
}
