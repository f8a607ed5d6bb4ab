import { type Connection } from './connection.ts'

/** What head office said of a refund, as it is kept. */
export interface RefundVerdict {
  readonly refundId: string
  readonly result: 'confirmed' | 'contradicted'
  /** Of a contradiction: a code that may be newer than this register, the refund's line, the number of the other receipt. */
  readonly reason?: string
  readonly lineNo?: number
  readonly otherNumber?: string
  /** It is of a sale of this register, whoever made it. `number`: of its receipt. */
  readonly ofOwnSale?: { readonly saleId: string; readonly number: string; readonly registerNumber: number }
}

/** A refund of this register's sale that head office contradicts, whoever made it. */
export interface Contradiction {
  readonly number: string
  readonly registerNumber: number
  /** A code that may be newer than this register. */
  readonly reason?: string
}

/** Of a refund of another register's sale. `unverified`: nothing was heard yet. */
export type VerifiedState = RefundVerdict['result'] | 'unverified'

export interface RefundVerdictReads {
  /** Ids of refunds head office has not spoken of yet, above `after`, in order. */
  refundsToAsk(after: string, limit: number): readonly string[]
  /** In the order in which they were heard of; none of most sales. */
  contradictionsOf(saleId: string): readonly Contradiction[]
}

/** Exported for the test that asks SQLite how it would run it. */
export const toAskStatement = "SELECT refund_id FROM refund_verdict INDEXED BY refund_unverified WHERE result = 'unverified' AND refund_id > ? ORDER BY refund_id LIMIT ?"

export function readRefundVerdicts(db: Connection): RefundVerdictReads {
  const toAsk = db.prepare<[string, number], string>(toAskStatement).pluck()
  const contradictions = db.prepare<[string], { number: string; registerNumber: number; reason: string | null }>('SELECT number, register_number AS registerNumber, reason FROM sale_contradiction WHERE sale_id = ? ORDER BY heard_at, refund_id')
  return {
    refundsToAsk: (after, limit) => toAsk.all(after, limit),
    contradictionsOf: (saleId) => contradictions.all(saleId).map(({ number, registerNumber, reason }) => ({ number, registerNumber, ...(reason === null ? {} : { reason }) })),
  }
}

export function writeRefundVerdicts(db: Connection) {
  const keep = db.prepare<[string, string | null, number | null, string | null, number, string]>(
    "UPDATE refund_verdict SET result = ?, reason = ?, line_no = ?, other_number = ?, heard_at = ? WHERE refund_id = ? AND result = 'unverified'",
  )
  const contradict = db.prepare<[string, string, string, number, string | null, number]>('INSERT INTO sale_contradiction (refund_id, sale_id, number, register_number, reason, heard_at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING')
  return {
    /** False, and nothing, where it was heard before. */
    keepContradiction({ refundId, reason }: RefundVerdict, { saleId, number, registerNumber }: NonNullable<RefundVerdict['ofOwnSale']>, heardAt: number): boolean {
      return contradict.run(refundId, saleId, number, registerNumber, reason ?? null, heardAt).changes > 0
    },
    /** False, and nothing, where it was heard before or is no refund that was asked about. */
    keepRefundVerdict({ refundId, result, reason, lineNo, otherNumber }: RefundVerdict, heardAt: number): boolean {
      return keep.run(result, reason ?? null, lineNo ?? null, otherNumber ?? null, heardAt, refundId).changes > 0
    },
  }
}
