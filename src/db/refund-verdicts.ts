import { type Connection } from './connection.ts'

/** What head office said of a refund, as it is kept. */
export interface RefundVerdict {
  readonly refundId: string
  readonly result: 'confirmed' | 'contradicted'
  /** Of a contradiction: a code that may be newer than this register, the refund's line, the number of the other receipt. */
  readonly reason?: string
  readonly lineNo?: number
  readonly otherNumber?: string
}

/** Of a refund of another register's sale. `unverified`: nothing was heard yet. */
export type VerifiedState = RefundVerdict['result'] | 'unverified'

export interface RefundVerdictReads {
  /** Ids of refunds head office has not spoken of yet, above `after`, in order. */
  refundsToAsk(after: string, limit: number): readonly string[]
}

/** Exported for the test that asks SQLite how it would run it. */
export const toAskStatement = "SELECT refund_id FROM refund_verdict INDEXED BY refund_unverified WHERE result = 'unverified' AND refund_id > ? ORDER BY refund_id LIMIT ?"

export function readRefundVerdicts(db: Connection): RefundVerdictReads {
  const toAsk = db.prepare<[string, number], string>(toAskStatement).pluck()
  return { refundsToAsk: (after, limit) => toAsk.all(after, limit) }
}

export function writeRefundVerdicts(db: Connection) {
  const keep = db.prepare<[string, string | null, number | null, string | null, number, string]>(
    "UPDATE refund_verdict SET result = ?, reason = ?, line_no = ?, other_number = ?, heard_at = ? WHERE refund_id = ? AND result = 'unverified'",
  )
  return {
    /** False, and nothing, where it was heard before or is no refund that was asked about. */
    keepRefundVerdict({ refundId, result, reason, lineNo, otherNumber }: RefundVerdict, heardAt: number): boolean {
      return keep.run(result, reason ?? null, lineNo ?? null, otherNumber ?? null, heardAt, refundId).changes > 0
    },
  }
}
