import { type Migration } from './migration.ts'

// request outlives its basket: a scan or a completion sent twice must be known after the basket it belonged to is gone.
// Lines and steps carry no foreign key: completing deletes one basket row, one page, and the rest is swept between sales.
// seat.basket_id is checked at commit, since completing clears the basket and the seat in either order.
export const baskets0040: Migration = Object.freeze({
  id: 40,
  name: 'baskets',
  up: `
CREATE TABLE basket (
  id TEXT NOT NULL PRIMARY KEY,
  seat TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  business_date TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  catalogue_version INTEGER NOT NULL,
  revision INTEGER NOT NULL CHECK (revision >= 0),
  last_line_no INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE basket_line (
  basket_id TEXT NOT NULL,
  line_no INTEGER NOT NULL CHECK (line_no > 0),
  line TEXT NOT NULL CHECK (json_valid(line)),
  PRIMARY KEY (basket_id, line_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE basket_step (
  basket_id TEXT NOT NULL,
  step_no INTEGER NOT NULL CHECK (step_no > 0),
  step TEXT NOT NULL CHECK (json_valid(step)),
  PRIMARY KEY (basket_id, step_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE request (
  id TEXT NOT NULL PRIMARY KEY,
  ordinal INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE seat (
  seat TEXT NOT NULL PRIMARY KEY,
  operator_id TEXT,
  basket_id TEXT REFERENCES basket (id) DEFERRABLE INITIALLY DEFERRED,
  last_sale_id TEXT
) STRICT, WITHOUT ROWID;
`,
})
