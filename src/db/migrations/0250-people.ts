import { type Migration } from './migration.ts'

// SQLite cannot loosen a column, so the table is made again: whoever is new has no PIN yet. pepper_id says which pepper a hash
// was made with; '' is what the register had before hashes said so. The guesses are counted beside the operators: names nobody
// has are guessed too, and everybody's count ('') belongs to none of them.
export const people0250: Migration = Object.freeze({
  id: 250,
  name: 'people',
  up: `
CREATE TABLE operator_next (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('cashier', 'supervisor', 'stockKeeper', 'manager', 'admin')),
  pin_hash TEXT CHECK (substr(pin_hash, 1, 10) = '$argon2id$'),
  pepper_id TEXT NOT NULL DEFAULT '',
  badge TEXT UNIQUE CHECK (length(badge) BETWEEN 4 AND 64),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  demo_pin TEXT
) STRICT, WITHOUT ROWID;
INSERT INTO operator_next (id, name, role, pin_hash, demo_pin) SELECT id, name, role, pin_hash, demo_pin FROM operator;
DROP TABLE operator;
ALTER TABLE operator_next RENAME TO operator;

CREATE TABLE pin_guess (
  who TEXT NOT NULL PRIMARY KEY,
  in_row INTEGER NOT NULL CHECK (in_row >= 0),
  total INTEGER NOT NULL CHECK (total >= in_row),
  since TEXT NOT NULL,
  wait_ms INTEGER NOT NULL CHECK (wait_ms >= 0),
  boot_id TEXT NOT NULL,
  mono_ms INTEGER NOT NULL,
  locked INTEGER NOT NULL CHECK (locked IN (0, 1))
) STRICT, WITHOUT ROWID;

ALTER TABLE register ADD COLUMN lock_after INTEGER NOT NULL DEFAULT 180 CHECK (lock_after BETWEEN 0 AND 3600);
`,
})
