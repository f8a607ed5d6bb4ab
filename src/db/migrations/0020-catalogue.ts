import { type Migration } from './migration.ts'

// price stands apart from item: a price change rewrites 20 bytes, and never touches what search is built on.
// An integer key joins code to item; by text it is one more B-tree descent on the hottest read of the register.
export const catalogue0020: Migration = Object.freeze({
  id: 20,
  name: 'catalogue',
  up: `
CREATE TABLE item (
  item_key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  sku TEXT NOT NULL UNIQUE,
  names TEXT NOT NULL CHECK (json_valid(names)),
  unit TEXT NOT NULL CHECK (unit IN ('each', 'kg', 'l', 'm')),
  tax_class TEXT NOT NULL,
  category TEXT
) STRICT;

CREATE TABLE price (
  item_key INTEGER PRIMARY KEY REFERENCES item (item_key) ON DELETE CASCADE,
  minor INTEGER NOT NULL,
  per INTEGER NOT NULL CHECK (per > 0)
) STRICT;

CREATE TABLE barcode (
  code TEXT NOT NULL PRIMARY KEY,
  item_key INTEGER NOT NULL REFERENCES item (item_key) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX barcode_of_item ON barcode (item_key);

CREATE TABLE tile_page (
  id TEXT NOT NULL PRIMARY KEY,
  position INTEGER NOT NULL,
  names TEXT NOT NULL CHECK (json_valid(names))
) STRICT, WITHOUT ROWID;

CREATE TABLE tile (
  page_id TEXT NOT NULL REFERENCES tile_page (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  item_key INTEGER NOT NULL REFERENCES item (item_key) ON DELETE CASCADE,
  icon TEXT NOT NULL,
  hue INTEGER NOT NULL,
  PRIMARY KEY (page_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX tile_of_item ON tile (item_key);
`,
})
