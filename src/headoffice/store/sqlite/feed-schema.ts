/**
 * From version 12. What registers pull: of each feed of a store its versions, counted under the lock of its one row, so that nobody ever reads one before the one in front of it;
 * each change of a row in the version that made it, never altered; beside that log the rows as they are now, for whoever edits them, and which register has come how far.
 */
export const feedSchema = `
CREATE TABLE feed (
  store TEXT NOT NULL REFERENCES store (id),
  feed TEXT NOT NULL,
  version INTEGER NOT NULL,
  set_hash TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  PRIMARY KEY (store, feed)
) STRICT, WITHOUT ROWID;
CREATE TABLE feed_version (
  store TEXT NOT NULL,
  feed TEXT NOT NULL,
  version INTEGER NOT NULL,
  set_hash TEXT NOT NULL,
  at INTEGER NOT NULL,
  by_whom TEXT NOT NULL,
  PRIMARY KEY (store, feed, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE feed_change (
  store TEXT NOT NULL,
  feed TEXT NOT NULL,
  version INTEGER NOT NULL,
  id TEXT NOT NULL,
  text TEXT,
  PRIMARY KEY (store, feed, version, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX feed_change_of_row ON feed_change (store, feed, id, version);
CREATE TABLE feed_row (
  store TEXT NOT NULL,
  feed TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  text TEXT,
  search TEXT NOT NULL,
  PRIMARY KEY (store, feed, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE feed_code (
  store TEXT NOT NULL,
  feed TEXT NOT NULL,
  code TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (store, feed, code)
) STRICT, WITHOUT ROWID;
CREATE INDEX feed_code_of_row ON feed_code (store, feed, id);
CREATE TABLE feed_arrival (
  store TEXT NOT NULL,
  feed TEXT NOT NULL,
  register TEXT NOT NULL,
  version INTEGER NOT NULL,
  parked INTEGER NOT NULL,
  named TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (store, feed, register)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER feed_version_keeps_rows BEFORE DELETE ON feed_version BEGIN SELECT RAISE(ABORT, 'versions are only added'); END;
CREATE TRIGGER feed_version_keeps_words BEFORE UPDATE ON feed_version BEGIN SELECT RAISE(ABORT, 'versions are only added'); END;
CREATE TRIGGER feed_change_keeps_rows BEFORE DELETE ON feed_change BEGIN SELECT RAISE(ABORT, 'changes are only added'); END;
CREATE TRIGGER feed_change_keeps_words BEFORE UPDATE ON feed_change BEGIN SELECT RAISE(ABORT, 'changes are only added'); END;
`
