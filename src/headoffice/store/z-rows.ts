import { GENESIS_HASH } from '../../domain/journal/index.ts'
import { type ZReportEffect } from '../ingest/plan-batch.ts'

// What is filed of a Z, for both databases: one way to make the row, and one rule about what is wrong with it.

export interface ZReportRow {
  readonly seq: number
  readonly number: number
  readonly shift: number
  readonly business_date: string
  readonly closed_at: number
  readonly currency: string
  readonly net: number
  readonly sales: number
  readonly refunds: number
  /** All tenders together; null where nobody counted, as are the two behind it: what is over of any, and what is short, below nothing. */
  readonly over_short: number | null
  readonly overs: number | null
  readonly shorts: number | null
  readonly grand_sales: number
  readonly grand_refunds: number
  readonly previous: string
  readonly hash: string
  /** 0: its hash is not that of what it says. */
  readonly sound: 0 | 1
}

export function zReportRowOf(seq: number, { z, isSound, closedAt }: ZReportEffect): ZReportRow {
  const counted = z.tenders.flatMap(({ overShort }) => (overShort === undefined ? [] : [overShort]))
  return {
    seq,
    number: z.number,
    shift: z.shift,
    business_date: z.businessDate,
    closed_at: closedAt,
    currency: z.currency,
    net: z.net,
    sales: z.sales.amount,
    refunds: z.refunds.amount + z.voids.amount,
    over_short: counted.length === 0 ? null : counted.reduce((sum, one) => sum + one, 0),
    overs: counted.length === 0 ? null : counted.reduce((sum, one) => sum + Math.max(0, one), 0),
    // Nothing, and no nothing below it: -0 is no integer to a database.
    shorts: counted.length === 0 ? null : 0 - counted.reduce((sum, one) => sum + Math.max(0, 0 - one), 0),
    grand_sales: z.grandTotal.sales,
    grand_refunds: z.grandTotal.refunds,
    previous: z.previous,
    hash: z.hash,
    sound: isSound ? 1 : 0,
  }
}

/** What is wrong with a Z beside those of its register that came before it. A register's entries come in their order, so it is known when it is filed. */
export type ZFinding = 'altered' | 'twice' | 'missing' | 'chain'

/** The same expression for both databases, over a row `n` of the columns above and `$store`, `$register` as they spell a parameter. */
export function findingExpression(store: string, register: string): string {
  const known = `SELECT 1 FROM z_report k WHERE k.store = ${store} AND k.register = ${register} AND k.number`
  return `CASE
    WHEN n.sound = 0 THEN 'altered'
    WHEN EXISTS (${known} = n.number) THEN 'twice'
    WHEN n.number = 1 THEN CASE WHEN n.previous = '${GENESIS_HASH}' THEN NULL ELSE 'chain' END
    WHEN NOT EXISTS (${known} = n.number - 1) THEN 'missing'
    WHEN NOT EXISTS (${known} = n.number - 1 AND k.hash = n.previous) THEN 'chain'
  END`
}

/** The Z behind one that came late, which was missing before it: now it follows that one, or it does not. */
export function healNextZ(store: string, register: string, number: string, hash: string): string {
  return `UPDATE z_report SET finding = CASE WHEN previous = ${hash} THEN NULL ELSE 'chain' END WHERE store = ${store} AND register = ${register} AND number = ${number} + 1 AND finding = 'missing'`
}
