import { type Migration } from './migration.ts'

/*
 * Which entries a sum of the ledger is made of: where each was posted, so that every figure opens its documents. One short row for an
 * entry, and none of its figures: these are read off the entry itself again, by the same function that summed them.
 * The ledger is taken in anew: it tells more kinds of rows apart now, and older entries have no place here yet.
 * Beside it the store's own limits of the loss watch, where they are not the presets: cases and looks are entries and nothing else.
 */
export const ledgerPosting0450: Migration = Object.freeze({
  id: 450,
  name: 'ledger posting',
  up: `
CREATE TABLE ledger_posting (
  day TEXT NOT NULL,
  position INTEGER NOT NULL,
  operator TEXT NOT NULL,
  hour INTEGER NOT NULL CHECK (hour BETWEEN 0 AND 23),
  PRIMARY KEY (day, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE loss_limit (
  rule TEXT NOT NULL PRIMARY KEY,
  value INTEGER NOT NULL CHECK (value > 0)
) STRICT, WITHOUT ROWID;
DELETE FROM ledger;
DELETE FROM ledger_cursor;
DELETE FROM z_report;
`,
})
