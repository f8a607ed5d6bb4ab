import { type ZReportEffect } from '../../ingest/plan-batch.ts'
import { readEntry } from '../../ingest/read-entry.ts'
import { findingExpression, zReportRowOf } from '../z-rows.ts'
import { type Connection } from './connection.ts'

export interface ZReportFiling {
  zReport(place: { readonly store: string; readonly register: string; readonly epoch: number }, seq: number, effect: ZReportEffect, receivedAt: number): void
}

/** Writes Zs, each with what is wrong with it. Inside the caller's unit of work. */
export function fileZReports(connection: Connection): ZReportFiling {
  const add = connection.prepare(
    `INSERT INTO z_report (store, register, epoch, received_at, seq, number, shift, business_date, closed_at, currency, net, sales, refunds, over_short, overs, shorts, grand_sales, grand_refunds, previous, hash, finding)
     SELECT @store, @register, @epoch, @received_at, n.seq, n.number, n.shift, n.business_date, n.closed_at, n.currency, n.net, n.sales, n.refunds, n.over_short, n.overs, n.shorts, n.grand_sales, n.grand_refunds, n.previous, n.hash, ${findingExpression('@store', '@register')}
     FROM (SELECT @seq AS seq, @number AS number, @shift AS shift, @business_date AS business_date, @closed_at AS closed_at, @currency AS currency, @net AS net, @sales AS sales, @refunds AS refunds,
       @over_short AS over_short, @overs AS overs, @shorts AS shorts, @grand_sales AS grand_sales, @grand_refunds AS grand_refunds, @previous AS previous, @hash AS hash, @sound AS sound) n`,
  )
  return {
    zReport: ({ store, register, epoch }, seq, effect, receivedAt) => {
      add.run({ ...zReportRowOf(seq, effect), store, register, epoch, received_at: receivedAt })
    },
  }
}

interface Kept {
  readonly row: number
  readonly store: string
  readonly register: string
  readonly epoch: number
  readonly seq: number
  readonly text: string
  readonly receivedAt: number
}

const page = 200

/** When the table has all its columns: Zs that an earlier version kept as text only are filed as if they came now, each once. */
export function refileZReports(connection: Connection): void {
  const filing = fileZReports(connection)
  const entries = connection.prepare<[number, number], Kept>(
    `SELECT rowid AS row, store, register, epoch, seq, text, received_at AS receivedAt FROM ledger
     WHERE rowid > ? AND type = 'shift.closed' AND effect = 'none'
       AND NOT EXISTS (SELECT 1 FROM z_report z WHERE z.store = ledger.store AND z.register = ledger.register AND z.epoch = ledger.epoch AND z.seq = ledger.seq) ORDER BY rowid LIMIT ?`,
  )
  for (let last = 0, found = entries.all(last, page); found.length > 0; found = entries.all(last, page)) {
    for (const entry of found) {
      last = entry.row
      const read = readEntry(entry.text, entry)
      if (read.readable && read.zReport !== undefined) filing.zReport(entry, entry.seq, { kind: 'zReport', ...read.zReport, closedAt: read.at }, entry.receivedAt)
    }
  }
}
