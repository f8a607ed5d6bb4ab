import { type Migration } from './migration.ts'

/*
 * What a customer gave for an open basket before all of it was paid: a note on the counter, a voucher. Kept on the page alone, a
 * power cut left a cashier and a customer to agree on how much it had been. The triggers are the last belt, like those of a
 * payment: a basket that money was taken for is not changed, put aside or dropped by any code that forgets to ask.
 *
 * What the store takes besides its own money stands in the register's one row, which is read for every act anyway. Numbers of
 * vouchers are kept for ever: one that is photographed comes back next year.
 */
export const tenders0410: Migration = Object.freeze({
  id: 410,
  name: 'tenders',
  up: `
CREATE TABLE basket_tender (
  id TEXT NOT NULL PRIMARY KEY,
  basket_id TEXT NOT NULL,
  operator_id TEXT NOT NULL,
  taken_at INTEGER NOT NULL,
  tender TEXT NOT NULL CHECK (json_valid(tender))
) STRICT, WITHOUT ROWID;

CREATE TRIGGER basket_stands_while_tenders_do BEFORE UPDATE OF last_line_no, discount, suspended_at ON basket
WHEN EXISTS (SELECT 1 FROM basket_tender WHERE basket_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'a tender of this basket is taken'); END;
CREATE TRIGGER basket_stays_while_tenders_do BEFORE DELETE ON basket
WHEN EXISTS (SELECT 1 FROM basket_tender WHERE basket_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'a tender of this basket is taken'); END;

ALTER TABLE register ADD COLUMN currencies_taken TEXT CHECK (json_valid(currencies_taken));
ALTER TABLE register ADD COLUMN voucher_kinds TEXT CHECK (json_valid(voucher_kinds));
CREATE TABLE voucher (
  kind TEXT NOT NULL,
  number TEXT NOT NULL,
  basket_id TEXT NOT NULL,
  used_on TEXT NOT NULL,
  PRIMARY KEY (kind, number)
) STRICT, WITHOUT ROWID;
`,
})
