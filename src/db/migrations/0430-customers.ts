import { type Migration } from './migration.ts'

/*
 * Buyers with a name, of this register. Their names, numbers and addresses are here and nowhere else: the journal has ids, so
 * that somebody can be erased and no hash breaks. `search` is name, pinyin and numbers folded as they are looked for.
 * Which sales are a customer's, and what each document did to their account (above nothing owed, below nothing paid off or given
 * back), are projections, written after the commit that a queue waits for. A balance is a sum and stands in no column: one that
 * somebody keeps is right until one update is missed.
 */
export const customers0430: Migration = Object.freeze({
  id: 430,
  name: 'customers',
  up: `
CREATE TABLE customer (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  member TEXT UNIQUE CHECK (length(member) BETWEEN 4 AND 64),
  phone TEXT,
  mail TEXT,
  note TEXT,
  account_limit INTEGER CHECK (account_limit >= 0),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  erased INTEGER NOT NULL DEFAULT 0 CHECK (erased IN (0, 1)),
  search TEXT NOT NULL,
  CHECK (erased = 0 OR (name = '' AND search = '' AND member IS NULL AND phone IS NULL AND mail IS NULL AND note IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_by_name ON customer (name);

ALTER TABLE basket ADD COLUMN customer_id TEXT;
CREATE TRIGGER basket_keeps_customer_while_tenders_stand BEFORE UPDATE OF customer_id ON basket
WHEN EXISTS (SELECT 1 FROM basket_tender WHERE basket_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'a tender of this basket is taken'); END;

CREATE TABLE customer_sale (
  customer_id TEXT NOT NULL,
  completed_at INTEGER NOT NULL,
  sale_id TEXT NOT NULL,
  PRIMARY KEY (customer_id, completed_at, sale_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE account_move (
  customer_id TEXT NOT NULL,
  completed_at INTEGER NOT NULL,
  document_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('sale', 'payment', 'refund')),
  number TEXT NOT NULL,
  business_date TEXT NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY (customer_id, completed_at, document_id, kind)
) STRICT, WITHOUT ROWID;
`,
})
