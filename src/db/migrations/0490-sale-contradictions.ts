import { type Migration } from './migration.ts'

/*
 * Refunds of this register's sales that head office contradicts, whoever made them. Most are no `refund` of this register, so they
 * stand beside its own and not among them.
 */
export const saleContradictions0490: Migration = Object.freeze({
  id: 490,
  name: 'saleContradictions',
  up: `
CREATE TABLE sale_contradiction (
  refund_id TEXT NOT NULL PRIMARY KEY,
  sale_id TEXT NOT NULL,
  number TEXT NOT NULL,
  register_number INTEGER NOT NULL,
  reason TEXT,
  heard_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sale_contradiction_of ON sale_contradiction (sale_id);
`,
})
