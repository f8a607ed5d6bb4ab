import { type Migration } from './migration.ts'

/*
 * position = epoch * 2^40 + seq, so that one B-tree, and one page per append, holds the order of all epochs.
 * An id is unique in its epoch only: a register restored from a backup issues its journal again under a new one.
 * receipt_counter is the last receipt number allocated when the entry was written: a number and the entry that tells
 * what became of it cannot be parted, and the sale writes one page less than with a table of counters.
 * sale_count is the running number of completed sales in the epoch: what waits for head office is a subtraction.
 */
export const journal0050: Migration = Object.freeze({
  id: 50,
  name: 'journal',
  up: `
CREATE TABLE journal (
  position INTEGER PRIMARY KEY,
  epoch INTEGER NOT NULL GENERATED ALWAYS AS (position >> 40) VIRTUAL,
  seq INTEGER NOT NULL GENERATED ALWAYS AS (position & 1099511627775) VIRTUAL,
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  sale_count INTEGER NOT NULL,
  receipt_counter INTEGER NOT NULL,
  prev_hash TEXT NOT NULL CHECK (length(prev_hash) = 64),
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  text TEXT NOT NULL,
  CHECK (seq >= 1 AND epoch >= 1)
) STRICT;
CREATE UNIQUE INDEX journal_id ON journal (epoch, id);

CREATE TRIGGER journal_never_changes BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_never_shrinks BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_follows BEFORE INSERT ON journal
WHEN NEW.prev_hash IS NOT CASE NEW.position & 1099511627775
  WHEN 1 THEN '${'0'.repeat(64)}'
  ELSE (SELECT hash FROM journal WHERE position = NEW.position - 1) END
  OR EXISTS (SELECT 1 FROM journal WHERE position = NEW.position)
  OR NEW.receipt_counter < (SELECT receipt_counter FROM journal ORDER BY position DESC LIMIT 1)
BEGIN SELECT RAISE(ABORT, 'an entry must follow the one before it'); END;

CREATE TABLE verified_head (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  position INTEGER NOT NULL,
  hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;

CREATE TABLE outbox_cursor (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL CHECK (seq >= 0),
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  instance TEXT NOT NULL,
  acknowledged_at INTEGER
) STRICT;
`,
})
