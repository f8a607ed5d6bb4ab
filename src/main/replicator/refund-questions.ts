import { refundsAskedAtOnce, refundVerdict } from '../../contracts/replication/index.ts'
import { type RefundVerdict } from '../../db/index.ts'
import { type ReplicationSource } from './source.ts'

export interface RefundQuestions {
  /** Ids to ask about with the next batch; none most of the time. */
  next(): Promise<readonly string[]>
  /** What came back with an acknowledgement that was followed. */
  hear(said: readonly unknown[]): Promise<void>
}

/**
 * Asks about refunds by their ids with whatever is sent anyway, as many as fit, and goes round: refunds whose sale never comes
 * must not keep the others from being asked about. There is no cursor, so a head office that was restored, or a register
 * that was, has nothing to agree upon: what is not known yet is asked for.
 */
export function refundQuestions(source: Pick<ReplicationSource, 'refundsToAsk' | 'hearRefundVerdicts'>): RefundQuestions {
  let after = ''
  return {
    next: async () => {
      const asked = await source.refundsToAsk(after, refundsAskedAtOnce)
      after = asked.length < refundsAskedAtOnce ? '' : (asked.at(-1) ?? '')
      return asked
    },
    hear: async (said) => {
      const verdicts = said.flatMap((one): readonly RefundVerdict[] => {
        const read = refundVerdict.safeParse(one)
        if (!read.success) return []
        const { refundId, result, reason, lineNo, other } = read.data
        return [{ refundId, result, ...(reason !== undefined && { reason }), ...(lineNo !== undefined && { lineNo }), ...(other !== undefined && { otherNumber: other }) }]
      })
      if (verdicts.length > 0) await source.hearRefundVerdicts(verdicts)
    },
  }
}
