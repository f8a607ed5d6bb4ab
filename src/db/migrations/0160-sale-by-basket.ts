import { type Migration } from './migration.ts'

/*
 * A sale goes by its basket's id, so that one B-tree says both where a sale is and that no basket became two: the second
 * tree was one page in ten of the commit a customer waits for. Sales of before have an id of their own; they are found by
 * their basket through an index that no new sale enters, and a trigger keeps the two kinds from meeting.
 */
export const saleByBasket0160: Migration = Object.freeze({
  id: 160,
  name: 'sale by basket',
  up: `
CREATE TABLE sale_by_basket (
  id TEXT NOT NULL PRIMARY KEY,
  number TEXT NOT NULL,
  basket_id TEXT NOT NULL,
  seat TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  business_date TEXT NOT NULL,
  completed_at INTEGER NOT NULL,
  operator_id TEXT NOT NULL,
  total INTEGER NOT NULL,
  change INTEGER NOT NULL,
  tenders TEXT NOT NULL CHECK (json_valid(tenders)),
  logo TEXT
) STRICT, WITHOUT ROWID;
INSERT INTO sale_by_basket SELECT id, number, basket_id, seat, epoch, seq, business_date, completed_at, operator_id, total, change, tenders, logo FROM sale;
DROP TABLE sale;
ALTER TABLE sale_by_basket RENAME TO sale;
CREATE UNIQUE INDEX sale_of_older_basket ON sale (basket_id) WHERE basket_id <> id;
CREATE TRIGGER sale_of_one_basket BEFORE INSERT ON sale
WHEN EXISTS (SELECT 1 FROM sale WHERE basket_id = NEW.basket_id AND basket_id <> id)
  OR (NEW.basket_id <> NEW.id AND EXISTS (SELECT 1 FROM sale WHERE id = NEW.basket_id AND basket_id = id))
BEGIN SELECT RAISE(ABORT, 'UNIQUE: a basket becomes one sale'); END;
`,
})
