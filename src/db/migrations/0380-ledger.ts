import { type Migration } from './migration.ts'

/*
 * The ledger: sums of what the journal's entries add, by shift, day, kind, key, operator and hour. A projection like those of
 * 0080: emptied, it is built again, and `books` (canonical JSON) says what the journal comes to up to `position`.
 * Sums and not rows: a Z and a year are added up from them, and ten sales of the same hour are as many rows as one.
 */
export const ledger0380: Migration = Object.freeze({
  id: 380,
  name: 'ledger',
  up: `
CREATE TABLE ledger (
  shift INTEGER NOT NULL,
  day TEXT NOT NULL,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  operator TEXT NOT NULL,
  hour INTEGER NOT NULL CHECK (hour BETWEEN 0 AND 23),
  count INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY (shift, kind, key, day, operator, hour)
) STRICT, WITHOUT ROWID;
CREATE INDEX ledger_by_day ON ledger (kind, day);

CREATE TABLE ledger_cursor (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  position INTEGER NOT NULL,
  books TEXT NOT NULL CHECK (json_valid(books))
) STRICT;

CREATE TABLE z_report (
  number INTEGER PRIMARY KEY,
  position INTEGER NOT NULL
) STRICT;
`,
})
