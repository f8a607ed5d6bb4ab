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
      if (said.ofOwnSale !== undefined) {
        heard += hearContradiction(context, said, said.ofOwnSale)
        continue
      }
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

/** Of a sale that is this register's: with another's, or before it came back from a backup, it has nothing to show it at. */
function hearContradiction({ database, moment: now }: Pick<CommandContext, 'database' | 'moment'>, said: RefundVerdict, ofOwnSale: NonNullable<RefundVerdict['ofOwnSale']>): number {
  const { refundId, result, reason, otherNumber } = said
  const { saleId, number, registerNumber } = ofOwnSale
  const moment = now()
  if (result !== 'contradicted' || database.saleById(saleId) === undefined || !database.keepContradiction(said, ofOwnSale, moment.at)) return 0
  database.append(moment, {
    type: database.refundById(refundId) === undefined ? 'refund.contradictedElsewhere' : 'refund.contradicted',
    schemaVersion: 1,
    businessDate: businessDateAt({ database }, moment),
    operator: 'system',
    body: { refundId, saleId, number, registerNumber, ...(reason === undefined ? {} : { reason }), ...(otherNumber === undefined ? {} : { otherNumber }) },
  })
  return 1
}
