import { accountMoves } from '../domain/customer/index.ts'
import { parseEntry } from '../domain/journal/index.ts'
import { type AccountReads, type AccountRow } from './account-reads.ts'
import { type Connection } from './connection.ts'
import { REFUND_COMPLETED, SALE_COMPLETED } from './journal.ts'

export function readAccounts(db: Connection): AccountReads {
  const sum = db.prepare<[string], number>('SELECT coalesce(sum(amount), 0) FROM account_move WHERE customer_id = ?').pluck()
  const rows = db.prepare<[string, number], AccountRow>(
    `SELECT document_id AS documentId, kind, number, business_date AS businessDate, completed_at AS completedAt, amount FROM account_move WHERE customer_id = ? ORDER BY completed_at DESC, document_id DESC, kind LIMIT ?`,
  )
  const known = db.prepare<[string, string, string], number>('SELECT 1 FROM account_move WHERE customer_id = ? AND document_id = ? AND kind = ?').pluck()
  const cursor = db.prepare<[], number>('SELECT position FROM projection_cursor').pluck()
  const next = db.prepare<[number], { type: string; text: string }>(`SELECT type, text FROM journal WHERE position > ? AND type IN ('${SALE_COMPLETED}', '${REFUND_COMPLETED}') ORDER BY position`)
  const held = db.prepare<[string], number>(
    `SELECT coalesce(sum(json_extract(tender, '$.amount')), 0) FROM basket_tender WHERE json_extract(tender, '$.type') = 'account' AND json_extract(tender, '$.customer') = ?`,
  ).pluck()

  /** What is committed and not projected yet: a few entries, of which nearly none are on account. Two sales within a millisecond must both count. */
  function ahead(customer: string): readonly AccountRow[] {
    const found: AccountRow[] = []
    for (const { type, text } of next.iterate(cursor.get() ?? 0)) {
      if (!text.includes(customer)) continue
      const entry = parseEntry(text)
      if (entry === undefined || entry.schemaVersion !== 1) continue
      for (const move of accountMoves(type, entry.body)) {
        const repeated = found.some(({ documentId, kind }) => documentId === move.documentId && kind === move.kind)
        if (move.customer !== customer || repeated) continue
        found.push({ documentId: move.documentId, kind: move.kind, number: move.number, amount: move.amount, completedAt: entry.at, businessDate: entry.businessDate })
      }
    }
    // A register restored from a backup issues its journal again: the same document, a second time.
    return found.filter(({ documentId, kind }) => known.get(customer, documentId, kind) === undefined)
  }

  return {
    accountBalance: (customer) => ahead(customer).reduce((total, { amount }) => total + amount, sum.get(customer) ?? 0),
    accountHeld: (customer) => held.get(customer) ?? 0,
    accountRows: (customer, limit) => [...ahead(customer).toReversed(), ...rows.all(customer, limit)].slice(0, limit),
  }
}
