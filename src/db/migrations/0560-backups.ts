import { type Migration } from './migration.ts'

// Where backups go besides the folder beside the data: `mark` is what was written into that folder, so that the empty place of an
// unplugged disk is not taken for it. What a start did about a damaged file stays until somebody has read it.
export const backups0560: Migration = Object.freeze({
  id: 560,
  name: 'backups',
  up: `
CREATE TABLE backup_setting (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  folder TEXT,
  mark TEXT,
  every_minutes INTEGER NOT NULL CHECK (every_minutes BETWEEN 5 AND 1440),
  CHECK ((folder IS NULL) = (mark IS NULL))
) STRICT;

CREATE TABLE mending (
  id TEXT NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL,
  report TEXT NOT NULL CHECK (json_valid(report)),
  read_at INTEGER
) STRICT, WITHOUT ROWID;
`,
})
