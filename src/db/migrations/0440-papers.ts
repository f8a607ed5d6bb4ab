import { type Migration } from './migration.ts'

// A template's versions are kept for ever: what a paper said a year ago is asked when somebody brings it back.
export const papers0440: Migration = Object.freeze({
  id: 440,
  name: 'gift receipts and paper templates',
  up: `
CREATE TABLE gift_receipt (
  sale_id TEXT PRIMARY KEY,
  printed INTEGER NOT NULL CHECK (printed > 0)
) STRICT, WITHOUT ROWID;
CREATE TABLE paper_template (
  paper TEXT NOT NULL CHECK (paper IN ('receipt', 'refund', 'gift', 'cash', 'report')),
  version INTEGER NOT NULL CHECK (version > 0),
  template TEXT NOT NULL CHECK (json_valid(template)),
  saved_at INTEGER NOT NULL,
  operator_id TEXT NOT NULL,
  PRIMARY KEY (paper, version)
) STRICT, WITHOUT ROWID;
`,
})
