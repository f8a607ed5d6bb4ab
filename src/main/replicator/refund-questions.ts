import { z } from 'zod'
import { type BatchRequest, type ContradictedAfter, refundsAskedAtOnce, refundVerdict } from '../../contracts/replication/index.ts'
import { type RefundVerdict } from '../../db/index.ts'
import { type ReplicationSource } from './source.ts'
import { type UnreadAnswers } from './unread-answers.ts'

export interface RefundQuestions {
  /** What to ask with the next batch: ids, none most of the time, and after which contradicted refund of this register's own sales. */
  next(): Promise<Required<Pick<BatchRequest, 'refundsAsked' | 'contradictedAfter'>>>
  /** What came back with an acknowledgement that was followed. */
  hear(said: readonly unknown[]): Promise<void>
}

/** As much as has to be known of a verdict to ask for the ones behind it. */
const toldPlace = z.looseObject({ refundId: z.string().max(64), ofOwnSale: z.looseObject({ at: z.int().nonnegative() }) })

/**
 * Asks about refunds by their ids with whatever is sent anyway, as many as fit, and goes round: refunds whose sale never comes
 * must not keep the others from being asked about. There is no cursor, so a head office that was restored, or a register
 * that was, has nothing to agree upon: what is not known yet is asked for. What was done with this register's own sales has no ids
 * to ask by: it is asked for from the first on at each start, which no restore on either side outlives.
 */
export function refundQuestions(source: Pick<ReplicationSource, 'refundsToAsk' | 'hearRefundVerdicts'>, unread: Pick<UnreadAnswers, 'keep'>): RefundQuestions {
  let after = ''
  let told: ContradictedAfter = { at: 0, refundId: '' }
  return {
    next: async () => {
      const asked = await source.refundsToAsk(after, refundsAskedAtOnce)
      after = asked.length < refundsAskedAtOnce ? '' : (asked.at(-1) ?? '')
      return { refundsAsked: [...asked], contradictedAfter: told }
    },
    hear: async (said) => {
      const read = said.flatMap((one) => refundVerdict.safeParse(one).data ?? [])
      const unreadable = said.filter((one) => !refundVerdict.safeParse(one).success)
      for (const one of unreadable) await unread.keep('refundVerdict', 'kind-unknown', one)
      const verdicts = read.map(({ refundId, result, reason, lineNo, other, ofOwnSale }): RefundVerdict => ({
        refundId,
        result,
        ...(reason !== undefined && { reason }),
        ...(lineNo !== undefined && { lineNo }),
        ...(other !== undefined && { otherNumber: other }),
        ...(ofOwnSale !== undefined && { ofOwnSale: { saleId: ofOwnSale.saleId, number: ofOwnSale.number, registerNumber: ofOwnSale.registerNumber } }),
      }))
      if (verdicts.length > 0) await source.hearRefundVerdicts(verdicts)
      // Kept by now: what could not be is told again.
      const placed = said.flatMap((one) => toldPlace.safeParse(one).data ?? [])
      // Also behind one whose words are not known: it is kept here, and must not hold up those behind it for ever.
      for (const { refundId, ofOwnSale } of placed) if (ofOwnSale.at > told.at || (ofOwnSale.at === told.at && refundId > told.refundId)) told = { at: ofOwnSale.at, refundId }
    },
  }
}
