import { type ContradictedAfter, contradictedAtOnce, type PutAway, type RefundDocuments, type RefundVerdict } from '../../../contracts/replication/index.ts'
import { settledAtOnce, settleRefunds, type FiledRefund, type UnsettledRefund } from '../../refunds/settle-refunds.ts'
import { verdictRowOf } from '../refund-rows.ts'
import { type ContradictedRow, documentsOf, type DocumentRow, type RefundDocumentRow, toldContradiction, toldVerdict, type VerdictRow } from '../refund-reads.ts'
import { type Connection } from './connection.ts'

export interface Refunds {
  /** Whether any has everything it needs but its verdict. */
  anyUnsettled(store: string): boolean
  settle(store: string, now: number): number
  verdicts(store: string, register: string, refundIds: readonly string[]): readonly RefundVerdict[]
  contradicted(store: string, register: string, after: ContradictedAfter): readonly RefundVerdict[]
  documents(store: string, refundId: string): RefundDocuments | undefined
  putAway(store: string, refundId: string, putAway: PutAway): boolean
}

const entryOf = (alias: string, of: string): string => `${alias}.store = ${of}.store AND ${alias}.register = ${of}.register AND ${alias}.epoch = ${of}.epoch AND ${alias}.seq = ${of}.seq`

export function createRefunds(connection: Connection): Refunds {
  const ready = `FROM refund r LEFT JOIN sale s ON s.store = r.store AND s.sale_id = r.sale_id
     WHERE r.store = ? AND r.settled_at IS NULL AND (r.sale_id IS NULL OR s.sale_id IS NOT NULL)`
  const any = connection.prepare<[string], { found: number }>(`SELECT 1 AS found ${ready} LIMIT 1`)
  const unsettled = connection.prepare<[string, number], UnsettledRefund>(
    `SELECT r.refund_id AS refundId, r.number, r.register, r.sale_id AS saleId,
        (SELECT l.text FROM ledger l WHERE ${entryOf('l', 'r')}) AS text, (SELECT l.text FROM ledger l WHERE ${entryOf('l', 's')}) AS saleText
     ${ready} ORDER BY r.received_at, r.register, r.epoch, r.seq LIMIT ?`,
  )
  const settled = connection.prepare<[string, string], FiledRefund>(
    `SELECT r.refund_id AS refundId, r.number, r.register, r.sale_id AS saleId, (SELECT l.text FROM ledger l WHERE ${entryOf('l', 'r')}) AS text
     FROM refund r WHERE r.store = ? AND r.sale_id = ? AND r.settled_at IS NOT NULL ORDER BY r.settled_at, r.received_at, r.register, r.epoch, r.seq`,
  )
  const keep = connection.prepare('UPDATE refund SET result = @result, reason = @reason, line_no = @line_no, other = @other, other_number = @other_number, settled_at = @now WHERE store = @store AND refund_id = @refund_id AND settled_at IS NULL')
  const verdictOf = connection.prepare<[string, string, string], VerdictRow>(
    `SELECT refund_id AS refundId, result, reason, line_no AS lineNo, other_number AS other FROM refund WHERE store = ? AND register = ? AND refund_id = ? AND result <> 'waiting'`,
  )
  // By the index of those to look at, which are few.
  const contradicted = connection.prepare<[string, string, number, string, number], ContradictedRow>(
    `SELECT r.refund_id AS refundId, r.result, r.reason, r.line_no AS lineNo, r.other_number AS other, r.sale_id AS saleId, r.number, g.number AS registerNumber, r.settled_at AS at
     FROM refund r JOIN sale s ON s.store = r.store AND s.sale_id = r.sale_id JOIN register g ON g.store = r.store AND g.id = r.register
     WHERE r.result <> 'agrees' AND r.put_away_at IS NULL AND r.store = ? AND r.result = 'contradicted' AND s.register = ?
       AND (r.settled_at, r.refund_id) > (?, ?) ORDER BY r.settled_at, r.refund_id LIMIT ?`,
  )
  const refundOf = connection.prepare<[string, string], RefundDocumentRow>(
    `SELECT r.refund_id AS id, r.number, r.business_date AS businessDate, r.completed_at AS completedAt, r.currency, r.total, r.tenders, r.operator, r.approver, r.kind,
        g.number AS registerNumber, r.sale_id AS saleId, r.sale_number AS saleNumber, r.store, r.received_at AS receivedAt, r.result, r.reason, r.line_no AS lineNo, r.other, r.other_number AS otherNumber, r.put_away_at AS putAwayAt, r.put_away_by AS putAwayBy, r.put_away_note AS putAwayNote, (SELECT l.text FROM ledger l WHERE ${entryOf('l', 'r')}) AS text
     FROM refund r JOIN register g ON g.store = r.store AND g.id = r.register WHERE r.store = ? AND r.refund_id = ?`,
  )
  const saleOf = connection.prepare<[string, string], DocumentRow>(
    `SELECT s.sale_id AS id, s.number, s.business_date AS businessDate, s.completed_at AS completedAt, s.currency, s.total, s.tenders, NULL AS operator, NULL AS approver, 'sale' AS kind,
        g.number AS registerNumber, (SELECT l.text FROM ledger l WHERE ${entryOf('l', 's')}) AS text
     FROM sale s JOIN register g ON g.store = s.store AND g.id = s.register WHERE s.store = ? AND s.sale_id = ?`,
  )

  const put = connection.prepare("UPDATE refund SET put_away_at = @at, put_away_by = @by, put_away_note = @note WHERE store = @store AND refund_id = @refundId AND result = 'contradicted' AND put_away_at IS NULL")
  const isPutAway = connection.prepare<[string, string], { found: number }>('SELECT 1 AS found FROM refund WHERE store = ? AND refund_id = ? AND put_away_at IS NOT NULL')

  const settle = connection.transaction((store: string, now: number): number => {
    const waiting = unsettled.all(store, settledAtOnce)
    const before = [...new Set(waiting.flatMap(({ saleId }) => (saleId === null ? [] : [saleId])))].flatMap((saleId) => settled.all(store, saleId))
    for (const { refundId, verdict } of settleRefunds(waiting, before)) keep.run({ ...verdictRowOf(verdict), now, store, refund_id: refundId })
    return waiting.length
  })

  return {
    anyUnsettled: (store) => any.get(store) !== undefined,
    settle: (store, now) => settle.immediate(store, now),
    verdicts: (store, register, refundIds) =>
      refundIds.flatMap((id) => {
        const row = verdictOf.get(store, register, id)
        return row === undefined ? [] : [toldVerdict(row)]
      }),
    contradicted: (store, register, { at, refundId }) => contradicted.all(store, register, at, refundId, contradictedAtOnce).map(toldContradiction),
    documents: (store, refundId) => {
      const refund = refundOf.get(store, refundId)
      if (refund === undefined) return undefined
      const sale = refund.saleId === null ? undefined : saleOf.get(store, refund.saleId)
      const other = refund.other === null ? undefined : refundOf.get(store, refund.other)
      return documentsOf(refund, sale, other)
    },
    putAway: (store, refundId, { by, at, note }) => {
      put.run({ store, refundId, by, at, note: note ?? null })
      return isPutAway.get(store, refundId) !== undefined
    },
  }
}
