import { contradictedAtOnce } from '../../../contracts/replication/index.ts'
import { type FiledRefund, settledAtOnce, settleRefunds, type UnsettledRefund } from '../../refunds/settle-refunds.ts'
import { type HeadOfficeStore } from '../port.ts'
import { type ContradictedRow, documentsOf, type DocumentRow, type RefundDocumentRow, toldContradiction, toldVerdict, type VerdictRow } from '../refund-reads.ts'
import { verdictRowOf } from '../refund-rows.ts'
import { type Pool } from './connect.ts'
import { ask, forWriting, type Statement, transaction } from './transaction.ts'

const textOf = (alias: string): string => `(SELECT convert_from(l.text, 'UTF8') FROM ledger l WHERE l.store = ${alias}.store AND l.register = ${alias}.register AND l.epoch = ${alias}.epoch AND l.seq = ${alias}.seq)`

/** The ones that have everything but a verdict. A sale is looked for in the ledger, whose key knows no business date. */
const ready = `SELECT r.refund_id, r.sale_id, r.number, r.register, r.epoch, r.seq, r.store, r.received_at, s.text AS sale_text
  FROM refund r LEFT JOIN ledger s ON s.store = r.store AND s.sale_id = r.sale_id
  WHERE r.store = $1 AND r.settled_at IS NULL AND (r.sale_id IS NULL OR s.seq IS NOT NULL)
  ORDER BY r.received_at, r.register, r.epoch, r.seq LIMIT $2`

export function createRefunds(pool: Pool): Pick<HeadOfficeStore, 'settleRefunds' | 'refundVerdicts' | 'contradictedSales' | 'refundDocuments' | 'putAwayRefund'> {
  return {
    settleRefunds: (store, now) =>
      // The store's row is the lock, held against other verdicts alone: batches touch the rows of their registers.
      transaction(pool, forWriting, [lockStore(store), unsettled(store), settled(store)], ([, waiting, before]) => {
        const rows = settleRefunds(waiting, before).map(({ refundId, verdict }) => ({ refund_id: refundId, ...verdictRowOf(verdict) }))
        return { statements: rows.length === 0 ? [] : [keep(store, now, rows)], outcome: rows.length }
      }),
    refundVerdicts: async (store, register, refundIds) => {
      const rows = await ask<VerdictRow>(pool, {
        name: 'refund-verdicts',
        text: `SELECT refund_id AS "refundId", result, reason, line_no AS "lineNo", other_number AS other FROM refund
          WHERE store = $1 AND register = $2 AND refund_id = ANY($3) AND result <> 'waiting' ORDER BY array_position($3, refund_id)`,
        values: [store, register, refundIds],
      })
      return rows.map(toldVerdict)
    },
    contradictedSales: async (store, register, { at, refundId }) => {
      // A sale is looked for in the ledger, whose key knows no business date.
      const rows = await ask<ContradictedRow>(pool, {
        name: 'contradicted-sales',
        text: `SELECT r.refund_id AS "refundId", r.result, r.reason, r.line_no AS "lineNo", r.other_number AS other, r.sale_id AS "saleId", r.number, g.number AS "registerNumber", r.settled_at AS at
          FROM refund r JOIN ledger s ON s.store = r.store AND s.sale_id = r.sale_id JOIN register g ON g.store = r.store AND g.id = r.register
          WHERE r.result <> 'agrees' AND r.put_away_at IS NULL AND r.store = $1 AND r.result = 'contradicted' AND s.register = $2
            AND (r.settled_at, r.refund_id) > ($3, $4) ORDER BY r.settled_at, r.refund_id LIMIT $5`,
        values: [store, register, at, refundId, contradictedAtOnce],
      })
      return rows.map(toldContradiction)
    },
    refundDocuments: async (store, refundId) => {
      const [refund] = await ask(pool, refundOf(store, refundId))
      if (refund === undefined) return undefined
      const [sale] = refund.saleId === null ? [] : await ask(pool, saleOf(store, refund.saleId))
      const [other] = refund.other === null ? [] : await ask(pool, refundOf(store, refund.other))
      return documentsOf(refund, sale, other)
    },
    putAwayRefund: async (store, refundId, { by, at, note }) => {
      // One statement: who is first is kept, and the answer is the same for the second.
      const rows = await ask<{ found: number }>(pool, {
        name: 'put-refund-away',
        text: `UPDATE refund SET put_away_at = coalesce(put_away_at, $3), put_away_by = CASE WHEN put_away_at IS NULL THEN $4 ELSE put_away_by END,
            put_away_note = CASE WHEN put_away_at IS NULL THEN $5 ELSE put_away_note END
          WHERE store = $1 AND refund_id = $2 AND result = 'contradicted' RETURNING 1 AS found`,
        values: [store, refundId, at, by, note ?? null],
      })
      return rows.length > 0
    },
  }
}

function lockStore(store: string): Statement {
  return { name: 'lock-store', text: 'SELECT 1 FROM store WHERE id = $1 FOR NO KEY UPDATE', values: [store] }
}

function unsettled(store: string): Statement<UnsettledRefund> {
  return {
    name: 'unsettled-refunds',
    text: `SELECT r.refund_id AS "refundId", r.number, r.register, r.sale_id AS "saleId", ${textOf('r')} AS text, convert_from(r.sale_text, 'UTF8') AS "saleText"
      FROM (${ready}) r ORDER BY r.received_at, r.register, r.epoch, r.seq`,
    values: [store, settledAtOnce],
  }
}

function settled(store: string): Statement<FiledRefund> {
  return {
    name: 'settled-refunds',
    text: `SELECT r.refund_id AS "refundId", r.number, r.register, r.sale_id AS "saleId", ${textOf('r')} AS text
      FROM refund r WHERE r.store = $1 AND r.settled_at IS NOT NULL AND r.sale_id IN (SELECT sale_id FROM (${ready}) w)
      ORDER BY r.settled_at, r.received_at, r.register, r.epoch, r.seq`,
    values: [store, settledAtOnce],
  }
}

function keep(store: string, now: number, rows: readonly unknown[]): Statement {
  return {
    name: 'keep-verdicts',
    text: `UPDATE refund SET result = v.result, reason = v.reason, line_no = v.line_no, other = v.other, other_number = v.other_number, settled_at = $2
      FROM jsonb_to_recordset($3::jsonb) AS v (refund_id text, result text, reason text, line_no bigint, other text, other_number text)
      WHERE refund.store = $1 AND refund.refund_id = v.refund_id AND refund.settled_at IS NULL`,
    values: [store, now, JSON.stringify(rows)],
  }
}

function refundOf(store: string, refundId: string): Statement<RefundDocumentRow> {
  return {
    name: 'refund-document',
    text: `SELECT r.refund_id AS id, r.number, CAST(r.business_date AS text) AS "businessDate", r.completed_at AS "completedAt", r.currency, r.total, r.tenders::text AS tenders, r.operator, r.approver, r.kind,
        g.number AS "registerNumber", r.sale_id AS "saleId", r.sale_number AS "saleNumber", r.store, r.received_at AS "receivedAt", r.result, r.reason, r.line_no AS "lineNo", r.other, r.other_number AS "otherNumber", r.put_away_at AS "putAwayAt", r.put_away_by AS "putAwayBy", r.put_away_note AS "putAwayNote", ${textOf('r')} AS text
      FROM refund r JOIN register g ON g.store = r.store AND g.id = r.register WHERE r.store = $1 AND r.refund_id = $2`,
    values: [store, refundId],
  }
}

function saleOf(store: string, saleId: string): Statement<DocumentRow> {
  return {
    name: 'sale-document',
    text: `SELECT s.sale_id AS id, s.number, CAST(s.business_date AS text) AS "businessDate", s.completed_at AS "completedAt", s.currency, s.total, s.tenders::text AS tenders,
        NULL AS operator, NULL AS approver, 'sale' AS kind, g.number AS "registerNumber", ${textOf('s')} AS text
      FROM ledger e JOIN sale s ON s.store = e.store AND s.sale_id = e.sale_id
      JOIN register g ON g.store = s.store AND g.id = s.register WHERE e.store = $1 AND e.sale_id = $2`,
    values: [store, saleId],
  }
}
