import { type Migration } from './migration.ts'

/*
 * Goods that come back. A refund's row stands beside its entry like a sale's, found by its sale and by its basket: what is left
 * to return is counted from these, never from a counter of its own. The table of payments is made anew, for money may now go
 * out by it; its triggers read it by name and stand aside meanwhile.
 */
export const refunds0270: Migration = Object.freeze({
  id: 270,
  name: 'refunds',
  up: `
CREATE TABLE refund (
  id TEXT NOT NULL PRIMARY KEY,
  number TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('return', 'void')),
  sale_id TEXT,
  sale_number TEXT,
  verified TEXT CHECK (verified IN ('known', 'unverified')),
  basket_id TEXT NOT NULL UNIQUE,
  seat TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  business_date TEXT NOT NULL,
  completed_at INTEGER NOT NULL,
  operator_id TEXT NOT NULL,
  total INTEGER NOT NULL,
  tenders TEXT NOT NULL CHECK (json_valid(tenders)),
  logo TEXT,
  CHECK ((sale_id IS NULL) = (verified IS NULL) AND (sale_id IS NULL) = (sale_number IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX refund_of_sale ON refund (sale_id) WHERE sale_id IS NOT NULL;

ALTER TABLE item ADD COLUMN return_days INTEGER CHECK (return_days >= 0);
ALTER TABLE register ADD COLUMN return_days INTEGER CHECK (return_days >= 0);
ALTER TABLE basket ADD COLUMN void_reason TEXT;
ALTER TABLE day_total ADD COLUMN refunds INTEGER NOT NULL DEFAULT 0;
ALTER TABLE day_total ADD COLUMN refunded INTEGER NOT NULL DEFAULT 0;
ALTER TABLE day_total ADD COLUMN refunded_tax INTEGER NOT NULL DEFAULT 0;

CREATE TABLE receipt_card (
  last_four TEXT NOT NULL,
  completed_at INTEGER NOT NULL,
  sale_id TEXT NOT NULL,
  PRIMARY KEY (last_four, completed_at, sale_id)
) STRICT, WITHOUT ROWID;
INSERT INTO receipt_card SELECT DISTINCT json_extract(tender.value, '$.payment.lastFour'), sale.completed_at, sale.id
  FROM sale, json_each(sale.tenders) AS tender WHERE json_extract(tender.value, '$.payment.lastFour') IS NOT NULL;

DROP TRIGGER basket_stands_while_it_is_paid;
DROP TRIGGER basket_stays_while_it_is_paid;
CREATE TABLE payment_both_ways (
  id TEXT NOT NULL PRIMARY KEY,
  basket_id TEXT NOT NULL,
  seat TEXT NOT NULL,
  operator_id TEXT NOT NULL,
  method TEXT NOT NULL CHECK (method IN ('card', 'wallet')),
  kind TEXT NOT NULL CHECK (kind IN ('sale', 'reversal', 'refund')),
  amount INTEGER NOT NULL CHECK (amount > 0),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  cash_received INTEGER CHECK (cash_received > 0),
  reverses TEXT REFERENCES payment_both_ways (id),
  started_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'unknown', 'approved', 'declined', 'cancelled', 'reversed', 'used')),
  mark TEXT,
  reason TEXT,
  terminal_text TEXT,
  reference TEXT CHECK (reference IS NULL OR json_valid(reference)),
  gives_back TEXT CHECK (gives_back IS NULL OR json_valid(gives_back)),
  CHECK ((kind = 'reversal') = (reverses IS NOT NULL)),
  CHECK ((kind = 'refund') = (gives_back IS NOT NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO payment_both_ways SELECT id, basket_id, seat, operator_id, method, kind, amount, currency, cash_received, reverses, started_at, state, mark, reason, terminal_text, reference, NULL FROM payment ORDER BY reverses IS NOT NULL;
DROP TABLE payment;
ALTER TABLE payment_both_ways RENAME TO payment;
CREATE TRIGGER basket_stands_while_it_is_paid BEFORE UPDATE OF last_line_no, discount, suspended_at ON basket
WHEN EXISTS (SELECT 1 FROM payment WHERE basket_id = OLD.id AND state IN ('pending', 'unknown', 'approved'))
BEGIN SELECT RAISE(ABORT, 'a payment of this basket is under way or taken'); END;
CREATE TRIGGER basket_stays_while_it_is_paid BEFORE DELETE ON basket
WHEN EXISTS (SELECT 1 FROM payment WHERE basket_id = OLD.id AND state IN ('pending', 'unknown', 'approved'))
BEGIN SELECT RAISE(ABORT, 'a payment of this basket is under way or taken'); END;
`,
})
