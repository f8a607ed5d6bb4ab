import { type Migration } from './migration.ts'

/*
 * What was asked of a paymentTerminal or a wallet for an open basket. A row is durable before the first byte of the payment
 * leaves, so that a power cut at any moment leaves it to be asked about and never forgotten. The triggers are the last belt:
 * no code path can change, put aside or drop a basket whose money may be on its way, or is here already. They look at a
 * handful of rows: what is settled goes when its basket is swept.
 */
export const payments0190: Migration = Object.freeze({
  id: 190,
  name: 'payments',
  up: `
CREATE TABLE payment (
  id TEXT NOT NULL PRIMARY KEY,
  basket_id TEXT NOT NULL,
  seat TEXT NOT NULL,
  operator_id TEXT NOT NULL,
  method TEXT NOT NULL CHECK (method IN ('card', 'wallet')),
  kind TEXT NOT NULL CHECK (kind IN ('sale', 'reversal')),
  amount INTEGER NOT NULL CHECK (amount > 0),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  cash_received INTEGER CHECK (cash_received > 0),
  reverses TEXT REFERENCES payment (id),
  started_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'unknown', 'approved', 'declined', 'cancelled', 'reversed', 'used')),
  mark TEXT,
  reason TEXT,
  terminal_text TEXT,
  reference TEXT CHECK (reference IS NULL OR json_valid(reference)),
  CHECK ((kind = 'reversal') = (reverses IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE TRIGGER basket_stands_while_it_is_paid BEFORE UPDATE OF last_line_no, discount, suspended_at ON basket
WHEN EXISTS (SELECT 1 FROM payment WHERE basket_id = OLD.id AND state IN ('pending', 'unknown', 'approved'))
BEGIN SELECT RAISE(ABORT, 'a payment of this basket is under way or taken'); END;
CREATE TRIGGER basket_stays_while_it_is_paid BEFORE DELETE ON basket
WHEN EXISTS (SELECT 1 FROM payment WHERE basket_id = OLD.id AND state IN ('pending', 'unknown', 'approved'))
BEGIN SELECT RAISE(ABORT, 'a payment of this basket is under way or taken'); END;
`,
})
