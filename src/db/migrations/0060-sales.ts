import { type Migration } from './migration.ts'

// basket_id is unique: completing the same basket twice is stopped here even when every check above it failed.
export const sales0060: Migration = Object.freeze({
  id: 60,
  name: 'sales',
  up: `
CREATE TABLE sale (
  id TEXT NOT NULL PRIMARY KEY,
  number TEXT NOT NULL,
  basket_id TEXT NOT NULL UNIQUE,
  seat TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  business_date TEXT NOT NULL,
  completed_at INTEGER NOT NULL,
  operator_id TEXT NOT NULL,
  total INTEGER NOT NULL,
  change INTEGER NOT NULL,
  tenders TEXT NOT NULL CHECK (json_valid(tenders))
) STRICT, WITHOUT ROWID;
`,
})
