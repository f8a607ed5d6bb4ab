import { type Migration } from './migration.ts'

// The CHECK refuses a PIN, or a hash of another kind, that a mistake elsewhere would have put in the clear.
export const operators0030: Migration = Object.freeze({
  id: 30,
  name: 'operators',
  up: `
CREATE TABLE operator (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('cashier', 'supervisor', 'stockKeeper', 'manager', 'admin')),
  pin_hash TEXT NOT NULL CHECK (substr(pin_hash, 1, 10) = '$argon2id$'),
  demo_pin TEXT
) STRICT, WITHOUT ROWID;
`,
})
