import { type Migration } from './migration.ts'

// A department is sold at an open price under an item of its own, so that no line, stock movement or report meets a sale
// without an item. A PLU stands apart from barcodes: "17" on a scale's label and a barcode of few digits are not one number.
export const counterGoods0100: Migration = Object.freeze({
  id: 100,
  name: 'departments, PLUs and in-store barcodes',
  up: `
CREATE TABLE department (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  names TEXT NOT NULL CHECK (json_valid(names)),
  tax_class TEXT NOT NULL,
  item_key INTEGER NOT NULL REFERENCES item (item_key)
) STRICT;
CREATE INDEX department_of_item ON department (item_key);

CREATE TABLE plu (
  plu TEXT NOT NULL PRIMARY KEY CHECK (plu <> '' AND plu NOT GLOB '*[^0-9]*' AND plu NOT GLOB '0*'),
  item_key INTEGER NOT NULL REFERENCES item (item_key) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX plu_of_item ON plu (item_key);

CREATE TABLE in_store_rule (
  position INTEGER PRIMARY KEY,
  prefix TEXT NOT NULL CHECK (length(prefix) = 2 AND prefix NOT GLOB '*[^0-9]*'),
  item_digits INTEGER NOT NULL CHECK (item_digits > 0),
  value_kind TEXT NOT NULL CHECK (value_kind IN ('weight', 'price')),
  value_digits INTEGER NOT NULL CHECK (value_digits > 0),
  decimals INTEGER NOT NULL CHECK (decimals BETWEEN 0 AND 3),
  verifier INTEGER NOT NULL CHECK (verifier IN (0, 4, 5)),
  item_code TEXT NOT NULL CHECK (item_code IN ('plu')),
  CHECK (item_digits + (verifier > 0) + value_digits = 10)
) STRICT;
`,
})
