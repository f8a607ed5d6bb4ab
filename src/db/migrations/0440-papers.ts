import { type Migration } from './migration.ts'

// A template's versions are kept for ever: what a paper said a year ago is asked when somebody brings it back.// The last CHECK is the customer's: an address stands here for as long as a mail has to be sent to it, and no longer.
export const papers0440: Migration = Object.freeze({
  id: 440,
  name: 'papers and mail',
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
CREATE TABLE mail_account (
  only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
  host TEXT NOT NULL CHECK (host <> ''),
  port INTEGER NOT NULL CHECK (port BETWEEN 1 AND 65535),
  security TEXT NOT NULL CHECK (security IN ('tls', 'starttls', 'none')),
  username TEXT NOT NULL,
  sender TEXT NOT NULL CHECK (sender <> ''),
  revision INTEGER NOT NULL
) STRICT;
CREATE TABLE mail (
  id TEXT PRIMARY KEY,
  sale_id TEXT NOT NULL,
  number TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'refused', 'dropped')),
  attempts INTEGER NOT NULL CHECK (attempts >= 0),
  asked_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  ended_at INTEGER,
  fault TEXT,
  answer INTEGER,
  address TEXT,
  CHECK ((address IS NULL) = (state IN ('sent', 'dropped')))
) STRICT;
CREATE INDEX mail_open ON mail (due_at) WHERE state IN ('waiting', 'sending');
`,
})
