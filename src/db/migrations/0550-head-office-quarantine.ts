import { type Migration } from './migration.ts'

/*
 * What head office said it could not read of this register's journal, as its last list told it, and what it said that this register could not read:
 * as it came, with a reason, by which program it was not read, and whether a later one did. Nothing of the shop's money is in here: the list is asked
 * for again whenever head office's mark is another one.
 */
export const headOfficeQuarantine0550: Migration = Object.freeze({
  id: 550,
  name: 'head office quarantine',
  up: `
CREATE TABLE quarantine_heard (
  singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
  instance TEXT NOT NULL,
  mark TEXT NOT NULL,
  held INTEGER NOT NULL,
  heard_at INTEGER NOT NULL
) STRICT;
CREATE TABLE quarantine_told (
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  reason TEXT NOT NULL,
  state TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  changed_at INTEGER,
  by_whom TEXT,
  note TEXT,
  PRIMARY KEY (epoch, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE unread_answer (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  reason TEXT NOT NULL,
  text TEXT NOT NULL,
  program TEXT NOT NULL,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  times INTEGER NOT NULL,
  read_at INTEGER,
  UNIQUE (kind, text)
) STRICT;
`,
})
