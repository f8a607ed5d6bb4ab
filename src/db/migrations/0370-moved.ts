import { type Migration } from './migration.ts'

/*
 * A row here closes the journal: this register was moved, and what continues it lies in a file, or on another machine.
 * The trigger holds what no command may forget, since one entry more would be a second register under one key.
 * `packed`: the file is whole under its name. `salt` and `proof` tell whether a passphrase is the one it was locked with.
 */
export const moved0370: Migration = Object.freeze({
  id: 370,
  name: 'moved',
  up: `
CREATE TABLE moved (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  move_id TEXT NOT NULL CHECK (length(move_id) = 36),
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  at INTEGER NOT NULL,
  file TEXT NOT NULL,
  packed INTEGER NOT NULL CHECK (packed IN (0, 1)),
  salt TEXT NOT NULL,
  proof TEXT NOT NULL
) STRICT;

CREATE TRIGGER journal_is_closed_when_moved BEFORE INSERT ON journal WHEN EXISTS (SELECT 1 FROM moved)
BEGIN SELECT RAISE(ABORT, 'this register was moved: its journal is closed'); END;
`,
})
