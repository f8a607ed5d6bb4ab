import { z } from 'zod'

/**
 * What head office found when it held a refund against its sale and the refunds that reached it before. Stable codes: the
 * page and the register have a sentence for each.
 * - `returnedTwice`: another refund had taken the same goods back; `other` names it
 * - `moreThanSold`: more than was sold, and no other refund is to blame
 * - `unknownLine`: the sale has no such line
 * - `otherPrice`: not the line's share of what was paid
 * - `saleAltered`: the receipt said another number, date or currency than the sale has
 * - `tenderOver`: more went back to a tender, or in coins, than it took
 * - `inItself`: the refund does not add up
 */
export const refundFaults = ['returnedTwice', 'moreThanSold', 'unknownLine', 'otherPrice', 'saleAltered', 'tenderOver', 'inItself'] as const
export type RefundFault = (typeof refundFaults)[number]

/** Refunds a register may ask about in one request. */
export const refundsAskedAtOnce = 50

/** Contradicted refunds of its own sales that a register is told in one answer. */
export const contradictedAtOnce = 20

/** Up to where a register was told of them, in the order of their verdicts. */
export const contradictedAfter = z.object({ at: z.int().nonnegative(), refundId: z.string().max(64) })
export type ContradictedAfter = z.infer<typeof contradictedAfter>

/**
 * One refund's verdict, as it comes down with an acknowledgement to the register that asked for it by its id. `reason` is open:
 * a newer head office may know one more, and an older register still hears that somebody has to look.
 */
export const refundVerdict = z.object({
  refundId: z.uuid(),
  result: z.enum(['confirmed', 'contradicted']),
  reason: z.string().min(1).max(32).optional(),
  /** The refund's own line, where one is to blame. */
  lineNo: z.int().positive().optional(),
  /** Of `returnedTwice`: the number of the other refund's receipt. */
  other: z.string().min(1).max(32).optional(),
  /**
   * It is of a sale of this register, whoever made it: which sale, by which receipt and register, and when head office said so. A
   * register from before this field asked for no such refund, and leaves it.
   */
  ofOwnSale: z.object({ saleId: z.string().min(1).max(64), number: z.string().min(1).max(32), registerNumber: z.int().nonnegative(), at: z.int().nonnegative() }).optional(),
})
export type RefundVerdict = z.infer<typeof refundVerdict>
