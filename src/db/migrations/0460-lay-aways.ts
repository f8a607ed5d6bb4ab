import { type Migration } from './migration.ts'

/*
 * Goods laid aside for a deposit. The goods are the basket they were: it keeps its rows and leaves its seat, as a held one does, and
 * comes back to a seat when they are collected. `deposit_basket_id`: the basket whose payment makes it one; until that is paid it is
 * none, and the goods go back to the counter with that basket. What is paid is the sum of its deposits, one row for each
 * sale that took one, and stands in no column. `label` is what a customer is called by: here, and never in the journal; it goes
 * with the goods. A row stays for ever, so that no number is given out twice.
 */
export const layAways0460: Migration = Object.freeze({
  id: 460,
  name: 'lay-aways',
  up: `
CREATE TABLE lay_away (
  id TEXT NOT NULL PRIMARY KEY,
  counter INTEGER NOT NULL UNIQUE,
  number TEXT NOT NULL,
  basket_id TEXT NOT NULL,
  deposit_basket_id TEXT,
  state TEXT NOT NULL CHECK (state IN ('opening', 'dropped', 'held', 'collecting', 'collected', 'cancelled')),
  label TEXT CHECK (label IS NULL OR (state IN ('opening', 'held', 'collecting') AND length(label) BETWEEN 1 AND 40)),
  customer_id TEXT,
  total INTEGER NOT NULL CHECK (total > 0),
  until TEXT NOT NULL,
  laid_at INTEGER NOT NULL,
  CHECK ((deposit_basket_id IS NULL) = (state <> 'opening'))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX lay_away_of_basket ON lay_away (basket_id) WHERE state IN ('opening', 'held', 'collecting');
CREATE INDEX lay_away_standing ON lay_away (counter) WHERE state IN ('opening', 'held', 'collecting');

CREATE TABLE lay_away_deposit (
  lay_away_id TEXT NOT NULL,
  sale_id TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  in_cash INTEGER NOT NULL CHECK (in_cash IN (0, 1)),
  PRIMARY KEY (lay_away_id, sale_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER basket_laid_aside_stays BEFORE DELETE ON basket
WHEN EXISTS (SELECT 1 FROM lay_away WHERE basket_id = OLD.id AND state IN ('opening', 'held'))
BEGIN SELECT RAISE(ABORT, 'goods laid aside are kept'); END;

ALTER TABLE register ADD COLUMN lay_away_least INTEGER CHECK (lay_away_least BETWEEN 0 AND 100);
ALTER TABLE register ADD COLUMN lay_away_days INTEGER CHECK (lay_away_days BETWEEN 1 AND 366);
`,
})
