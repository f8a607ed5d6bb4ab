import { type Migration } from './migration.ts'

/*
 * What stands for money under a number: gift cards, store credit. `stored_value_move` is what this register's own documents put
 * onto a number or spent of it, written with them in one transaction: a projection that came a millisecond later would let a
 * second sale spend the same. `stored_value_told` is what head office said last, up to which entry of ours it knew, and how
 * long it lets nobody else have it; without it a register goes by its own.
 *
 * The settings stand in the register's one row, and the number of store credit that was chosen for a refund with its basket: what
 * the customer was shown is what they get.
 */
export const storedValue0420: Migration = Object.freeze({
  id: 420,
  name: 'stored-value',
  up: `
CREATE TABLE stored_value_move (
  kind TEXT NOT NULL,
  number TEXT NOT NULL,
  position INTEGER NOT NULL,
  place INTEGER NOT NULL,
  amount INTEGER NOT NULL CHECK (amount <> 0),
  PRIMARY KEY (kind, number, position, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE stored_value_told (
  kind TEXT NOT NULL,
  number TEXT NOT NULL,
  available INTEGER NOT NULL,
  position INTEGER NOT NULL,
  held_until INTEGER NOT NULL,
  PRIMARY KEY (kind, number)
) STRICT, WITHOUT ROWID;

ALTER TABLE register ADD COLUMN stored_value TEXT CHECK (json_valid(stored_value));
ALTER TABLE basket ADD COLUMN credit_number TEXT;
`,
})
