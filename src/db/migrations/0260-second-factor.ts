import { type Migration } from './migration.ts'

// The CHECK refuses a secret in the clear that a mistake elsewhere would have put here. The trigger, not the commands, takes the
// proof away with whoever gave it: signing off, on, or somebody else's PIN are several commands, and one day one more.
export const secondFactor0260: Migration = Object.freeze({
  id: 260,
  name: 'second factor',
  up: `
CREATE TABLE second_factor (
  operator TEXT NOT NULL PRIMARY KEY,
  sealed TEXT NOT NULL CHECK (substr(sealed, 1, 7) = 'gcm256:'),
  last_step INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE second_factor_begun (
  operator TEXT NOT NULL PRIMARY KEY,
  seat TEXT NOT NULL,
  request TEXT NOT NULL,
  sealed TEXT NOT NULL CHECK (substr(sealed, 1, 7) = 'gcm256:'),
  boot_id TEXT NOT NULL,
  mono_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE recovery_code (
  operator TEXT NOT NULL REFERENCES second_factor (operator) ON DELETE CASCADE,
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  used INTEGER NOT NULL DEFAULT 0 CHECK (used IN (0, 1)),
  PRIMARY KEY (operator, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE second_factor_proof (
  seat TEXT NOT NULL PRIMARY KEY,
  operator TEXT NOT NULL REFERENCES second_factor (operator) ON DELETE CASCADE,
  boot_id TEXT NOT NULL,
  mono_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE second_factor_guess (
  operator TEXT NOT NULL PRIMARY KEY,
  wrong INTEGER NOT NULL CHECK (wrong > 0),
  boot_id TEXT NOT NULL,
  mono_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE second_factor_rule (
  singleton INTEGER NOT NULL PRIMARY KEY CHECK (singleton = 1),
  required INTEGER NOT NULL CHECK (required IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE this_start (
  singleton INTEGER NOT NULL PRIMARY KEY CHECK (singleton = 1),
  boot_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  mono_ms INTEGER NOT NULL,
  newest_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TRIGGER second_factor_proof_ends AFTER UPDATE OF operator_id ON seat WHEN OLD.operator_id IS NOT NEW.operator_id
BEGIN
  DELETE FROM second_factor_proof WHERE seat = NEW.seat;
END;
`,
})
