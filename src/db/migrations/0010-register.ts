import { type Migration } from './migration.ts'

// `only` makes a table of exactly one row: a second row of facts would be a second register in one file.
export const register0010: Migration = Object.freeze({
  id: 10,
  name: 'register',
  up: `
CREATE TABLE register (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  register_id TEXT NOT NULL CHECK (length(register_id) = 36),
  register_number INTEGER NOT NULL CHECK (register_number >= 0),
  epoch INTEGER NOT NULL CHECK (epoch BETWEEN 1 AND 8191),
  mode TEXT NOT NULL CHECK (mode IN ('demo', 'live')),
  store_id TEXT NOT NULL,
  store_name TEXT NOT NULL,
  chain_name TEXT NOT NULL,
  store_lines TEXT NOT NULL CHECK (json_valid(store_lines)),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  tax_pack TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  cut_off_hour INTEGER NOT NULL CHECK (cut_off_hour BETWEEN 0 AND 23),
  language TEXT NOT NULL,
  catalogue_version INTEGER NOT NULL CHECK (catalogue_version >= 0)
) STRICT;

CREATE TRIGGER register_is_one_register BEFORE UPDATE ON register
WHEN NEW.register_id <> OLD.register_id OR NEW.epoch < OLD.epoch
BEGIN SELECT RAISE(ABORT, 'register_id never changes and epoch never goes back'); END;

CREATE TABLE opening (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  times INTEGER NOT NULL
) STRICT;
INSERT INTO opening (only, times) VALUES (1, 0);
`,
})
