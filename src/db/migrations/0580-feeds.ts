import { type Migration } from './migration.ts'

/*
 * What head office feeds. feed_item is the set as it was fed: the hash of each row, and the item of this register that it is (one that was here before keeps its key and its id);
 * a row that could not be read is in it with a reason, and one that is gone without a hash. feed_price: prices that are still to come. A pull under way is in feed_pull and the three
 * tables of its stage, laid out so that the last step is a handful of statements over all rows: nothing of it is visible before, and it holds the writer for milliseconds.
 * feed_index: items that search has to look at again.
 */
export const feeds0580: Migration = Object.freeze({
  id: 580,
  name: 'feeds',
  up: `
CREATE TABLE feed_state (
  feed TEXT PRIMARY KEY,
  instance TEXT NOT NULL,
  version INTEGER NOT NULL,
  set_hash TEXT NOT NULL,
  proved_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE feed_pull (
  feed TEXT PRIMARY KEY,
  instance TEXT NOT NULL,
  from_version INTEGER NOT NULL,
  to_version INTEGER NOT NULL,
  snapshot INTEGER NOT NULL CHECK (snapshot IN (0, 1)),
  set_hash TEXT NOT NULL,
  own_hash TEXT NOT NULL,
  after_version INTEGER,
  after_id TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE feed_item (
  id TEXT PRIMARY KEY,
  item_key INTEGER,
  hash TEXT,
  reason TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX feed_item_of_key ON feed_item (item_key) WHERE item_key IS NOT NULL;
CREATE INDEX feed_item_parked ON feed_item (id) WHERE reason IS NOT NULL;
CREATE TABLE feed_price (
  from_at INTEGER NOT NULL,
  item_key INTEGER NOT NULL,
  minor INTEGER NOT NULL,
  per INTEGER NOT NULL CHECK (per > 0),
  PRIMARY KEY (from_at, item_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX feed_price_of_item ON feed_price (item_key);
CREATE TABLE feed_index (
  item_key INTEGER PRIMARY KEY
) STRICT;
CREATE TABLE feed_stage (
  id TEXT PRIMARY KEY,
  hash TEXT,
  reason TEXT,
  item_key INTEGER,
  is_new INTEGER NOT NULL DEFAULT 0,
  sku TEXT,
  names TEXT,
  unit TEXT,
  tax_class TEXT,
  category TEXT,
  minor INTEGER,
  per INTEGER,
  changed INTEGER NOT NULL DEFAULT 0,
  reindexed INTEGER NOT NULL DEFAULT 0,
  recoded INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX feed_stage_of_key ON feed_stage (item_key) WHERE item_key IS NOT NULL;
CREATE INDEX feed_stage_gone ON feed_stage (item_key) WHERE hash IS NULL;
CREATE INDEX feed_stage_changed ON feed_stage (item_key) WHERE changed = 1;
CREATE INDEX feed_stage_reindexed ON feed_stage (item_key) WHERE reindexed = 1;
CREATE INDEX feed_stage_recoded ON feed_stage (item_key) WHERE recoded = 1;
CREATE INDEX feed_stage_unpriced ON feed_stage (item_key) WHERE minor IS NULL AND sku IS NOT NULL;
CREATE INDEX feed_stage_new ON feed_stage (item_key) WHERE is_new = 1;
CREATE TABLE feed_stage_code (
  code TEXT PRIMARY KEY,
  id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX feed_stage_code_of_row ON feed_stage_code (id);
CREATE TABLE feed_stage_price (
  id TEXT NOT NULL,
  from_at INTEGER NOT NULL,
  minor INTEGER NOT NULL,
  per INTEGER NOT NULL,
  PRIMARY KEY (id, from_at)
) STRICT, WITHOUT ROWID;
`,
})
