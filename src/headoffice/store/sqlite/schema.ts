/**
 * Head office's tables on SQLite. The store stands first in every key, so that the same shape shards by store. STRICT,
 * because SQLite would otherwise file 12.5 in an integer column of money. The ledger is append-only by trigger: what was
 * acknowledged has to be there, in these very bytes, for as long as anybody may ask.
 */
export const schemaVersion = 17

export const schema = `
CREATE TABLE instance (
  singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
  id TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE store (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  chain_name TEXT NOT NULL,
  lines TEXT NOT NULL,
  language TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  cut_off_hour INTEGER NOT NULL,
  next_register_number INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE register (
  store TEXT NOT NULL REFERENCES store (id),
  id TEXT NOT NULL UNIQUE,
  number INTEGER NOT NULL,
  public_key TEXT NOT NULL,
  enrolled_at INTEGER NOT NULL,
  last_seen INTEGER,
  retired_at INTEGER,
  PRIMARY KEY (store, id),
  UNIQUE (store, number)
) STRICT;

CREATE TABLE enrolment_code (
  hash TEXT PRIMARY KEY,
  store TEXT NOT NULL REFERENCES store (id),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER,
  used_by TEXT
) STRICT;

CREATE TABLE cursor (
  store TEXT NOT NULL,
  register TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  last_hash TEXT NOT NULL,
  PRIMARY KEY (store, register, epoch)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger (
  store TEXT NOT NULL,
  register TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  id TEXT,
  type TEXT,
  effect TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  text TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  PRIMARY KEY (store, register, epoch, seq),
  UNIQUE (store, id)
) STRICT;
CREATE TRIGGER ledger_keeps_rows BEFORE DELETE ON ledger BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_keeps_bytes BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

CREATE TABLE sale (
  store TEXT NOT NULL,
  sale_id TEXT NOT NULL,
  business_date TEXT NOT NULL,
  register TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  number TEXT NOT NULL,
  completed_at INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  currency TEXT NOT NULL,
  total INTEGER NOT NULL,
  tenders TEXT NOT NULL,
  PRIMARY KEY (store, sale_id)
) STRICT;
CREATE INDEX sale_by_date ON sale (store, business_date, currency, total);
CREATE INDEX sale_by_arrival ON sale (received_at);

CREATE TABLE quarantine (
  store TEXT NOT NULL,
  register TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  reason TEXT NOT NULL,
  text TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  PRIMARY KEY (store, register, epoch, seq)
) STRICT;

CREATE TABLE alert (
  store TEXT NOT NULL,
  register TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  kind TEXT NOT NULL,
  seq INTEGER NOT NULL,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  count INTEGER NOT NULL,
  resolved_at INTEGER,
  PRIMARY KEY (store, register, epoch, kind, seq)
) STRICT;
`

/** From version 1. The chain's pepper for PIN hashes, in keeping here: whoever fetches operators back onto a register needs it. */
export const pepperSchema = `
CREATE TABLE chain_pepper (
  singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
  pepper TEXT NOT NULL CHECK (length(pepper) = 44)
) STRICT;
`

/**
 * From version 2. Refunds, what they are held to be, and the money each register took by day and tender, kept in the unit of
 * work that files what moves it: summed up from JSON at every look, a day's sales would stop the ingest behind the page.
 */
export const refundSchema = `
CREATE TABLE refund (
  store TEXT NOT NULL,
  refund_id TEXT NOT NULL,
  sale_id TEXT,
  sale_number TEXT,
  verified TEXT,
  business_date TEXT NOT NULL,
  register TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  number TEXT NOT NULL,
  kind TEXT NOT NULL,
  completed_at INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  currency TEXT NOT NULL,
  total INTEGER NOT NULL,
  tax INTEGER NOT NULL,
  operator TEXT NOT NULL,
  approver TEXT,
  tenders TEXT NOT NULL,
  result TEXT NOT NULL DEFAULT 'waiting' CHECK (result IN ('waiting', 'agrees', 'contradicted')),
  reason TEXT,
  line_no INTEGER,
  other TEXT,
  other_number TEXT,
  settled_at INTEGER,
  PRIMARY KEY (store, refund_id)
) STRICT;
CREATE INDEX refund_by_date ON refund (store, business_date, currency, total);
CREATE INDEX refund_by_arrival ON refund (received_at);
CREATE INDEX refund_of_sale ON refund (store, sale_id) WHERE sale_id IS NOT NULL;
CREATE INDEX refund_unsettled ON refund (store, received_at) WHERE settled_at IS NULL;
CREATE INDEX refund_to_look_at ON refund (received_at) WHERE result <> 'agrees';

CREATE TABLE refund_line (
  store TEXT NOT NULL,
  refund_id TEXT NOT NULL,
  place INTEGER NOT NULL,
  line_no INTEGER NOT NULL,
  sale_line_no INTEGER,
  item_id TEXT NOT NULL,
  name TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  condition TEXT NOT NULL,
  total INTEGER NOT NULL,
  tax INTEGER NOT NULL,
  PRIMARY KEY (store, refund_id, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE taking (
  store TEXT NOT NULL,
  business_date TEXT NOT NULL,
  register TEXT NOT NULL,
  currency TEXT NOT NULL,
  type TEXT NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY (store, business_date, register, currency, type)
) STRICT, WITHOUT ROWID;
INSERT INTO taking (store, business_date, register, currency, type, amount)
  SELECT s.store, s.business_date, s.register, s.currency, t.value ->> '$.type', sum(t.value ->> '$.amount')
  FROM sale s, json_each(s.tenders) t
  WHERE t.value ->> '$.type' NOT IN ('exchange', 'rounding') AND abs(t.value ->> '$.amount') <= 1000000000000
  GROUP BY 1, 2, 3, 4, 5;
`

/** From version 3. Who looked into a contradicted refund, when, and what they wrote: its verdict stays as it is. */
export const putAwaySchema = `
ALTER TABLE refund ADD COLUMN put_away_at INTEGER;
ALTER TABLE refund ADD COLUMN put_away_by TEXT;
ALTER TABLE refund ADD COLUMN put_away_note TEXT;
DROP INDEX refund_to_look_at;
CREATE INDEX refund_to_look_at ON refund (received_at) WHERE result <> 'agrees' AND put_away_at IS NULL;
`

/** From version 4. One row for each Z, with what is wrong with it: a number that is missing before it, or a hash that does not fit. */
export const zReportSchema = `
CREATE TABLE z_report (
  store TEXT NOT NULL,
  register TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  number INTEGER NOT NULL,
  shift INTEGER NOT NULL,
  business_date TEXT NOT NULL,
  closed_at INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  currency TEXT NOT NULL,
  net INTEGER NOT NULL,
  sales INTEGER NOT NULL,
  refunds INTEGER NOT NULL,
  over_short INTEGER,
  grand_sales INTEGER NOT NULL,
  grand_refunds INTEGER NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL,
  finding TEXT CHECK (finding IN ('altered', 'twice', 'missing', 'chain')),
  PRIMARY KEY (store, register, epoch, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX z_report_by_number ON z_report (store, register, number, hash);
CREATE INDEX z_report_by_arrival ON z_report (received_at);
CREATE INDEX z_report_to_look_at ON z_report (received_at) WHERE finding IS NOT NULL;
`

/** From version 5. Who bought, by an id, and what each document did to their account. A limit is the newest that any register set. */
export const accountSchema = `
ALTER TABLE sale ADD COLUMN customer TEXT;
CREATE INDEX sale_by_customer ON sale (store, customer) WHERE customer IS NOT NULL;
CREATE TABLE account_move (
  store TEXT NOT NULL,
  document_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('sale', 'payment', 'refund')),
  customer TEXT NOT NULL,
  of_sale TEXT,
  register TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  number TEXT NOT NULL,
  business_date TEXT NOT NULL,
  completed_at INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  currency TEXT NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY (store, document_id, kind, customer)
) STRICT, WITHOUT ROWID;
CREATE INDEX account_move_by_customer ON account_move (store, customer, currency, amount);
CREATE TABLE account_limit (
  store TEXT NOT NULL,
  customer TEXT NOT NULL,
  amount INTEGER,
  set_at INTEGER NOT NULL,
  PRIMARY KEY (store, customer)
) STRICT, WITHOUT ROWID;
`

/**
 * From version 5. Gift cards and store credit: what each document moved, what that comes to for each number, and what is kept for
 * a register that is about to spend it. A card is good in every store of the chain, so numbers come before stores.
 */
export const storedValueSchema = `
CREATE TABLE stored_value_move (
  kind TEXT NOT NULL,
  number TEXT NOT NULL,
  store TEXT NOT NULL,
  document TEXT NOT NULL,
  place INTEGER NOT NULL,
  register TEXT NOT NULL,
  document_number TEXT NOT NULL,
  completed_at INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  currency TEXT NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY (kind, number, store, document, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE stored_value (
  kind TEXT NOT NULL,
  number TEXT NOT NULL,
  currency TEXT NOT NULL,
  balance INTEGER NOT NULL,
  PRIMARY KEY (kind, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX stored_value_overspent ON stored_value (kind, number) WHERE balance < 0;

CREATE TABLE stored_value_hold (
  kind TEXT NOT NULL,
  number TEXT NOT NULL,
  store TEXT NOT NULL,
  register TEXT NOT NULL,
  amount INTEGER NOT NULL,
  held_until INTEGER NOT NULL,
  PRIMARY KEY (kind, number, store, register)
) STRICT, WITHOUT ROWID;
`

/**
 * From version 7. Of a Z, what its tenders were over and what they were short, each by itself: together a note too many made good a card
 * slip that was missing. And who looked at a card of which more was spent than there was, and how many documents had spent it by then:
 * one more, and it needs another look. Rows are added and never changed.
 */
export const apartSchema = `
ALTER TABLE z_report ADD COLUMN overs INTEGER;
ALTER TABLE z_report ADD COLUMN shorts INTEGER;
UPDATE z_report SET
  overs = (SELECT coalesce(sum(max(0, t.value ->> 'overShort')), 0) FROM ledger l, json_each(l.text, '$.body.tenders') t
    WHERE l.store = z_report.store AND l.register = z_report.register AND l.epoch = z_report.epoch AND l.seq = z_report.seq AND t.value ->> 'overShort' IS NOT NULL),
  shorts = (SELECT coalesce(sum(min(0, t.value ->> 'overShort')), 0) FROM ledger l, json_each(l.text, '$.body.tenders') t
    WHERE l.store = z_report.store AND l.register = z_report.register AND l.epoch = z_report.epoch AND l.seq = z_report.seq AND t.value ->> 'overShort' IS NOT NULL)
WHERE over_short IS NOT NULL;

CREATE TABLE stored_value_put_away (
  kind TEXT NOT NULL,
  number TEXT NOT NULL,
  spendings INTEGER NOT NULL,
  put_away_at INTEGER NOT NULL,
  put_away_by TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (kind, number, spendings)
) STRICT, WITHOUT ROWID;
`

/**
 * From version 8. Of each register and day the last document that came, and what its proof came to when it was held against what is here.
 * Documents behind `proved_to` came later. The days of before are there from the first, and wait for their proof.
 */
export const daySchema = `
CREATE TABLE register_day (
  store TEXT NOT NULL,
  business_date TEXT NOT NULL,
  register TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  last_document INTEGER NOT NULL DEFAULT 0,
  proved_to INTEGER,
  proved_at INTEGER,
  entries INTEGER,
  documents INTEGER,
  state TEXT CHECK (state IN ('complete', 'differs')),
  findings TEXT,
  more INTEGER,
  PRIMARY KEY (store, business_date, register, epoch)
) STRICT, WITHOUT ROWID;
INSERT INTO register_day (store, business_date, register, epoch, last_document)
  SELECT store, business_date, register, epoch, max(seq)
  FROM (SELECT store, business_date, register, epoch, seq FROM sale UNION ALL SELECT store, business_date, register, epoch, seq FROM refund) GROUP BY 1, 2, 3, 4;
`

/**
 * From version 9. What becomes of an entry in quarantine: read again and applied, or taken out of it by a person with a reason; never deleted. And
 * every step of that, which is only ever added to. The ledger learns of such an entry what could not be read when it came, once; its bytes,
 * its place and what it was filed as stay as they are.
 */
export const quarantineSchema = `
ALTER TABLE quarantine ADD COLUMN state TEXT NOT NULL DEFAULT 'quarantined' CHECK (state IN ('quarantined', 'discarded', 'applied'));
ALTER TABLE quarantine ADD COLUMN changed_at INTEGER;
ALTER TABLE quarantine ADD COLUMN steps INTEGER NOT NULL DEFAULT 0;
ALTER TABLE quarantine ADD COLUMN said_type TEXT;
ALTER TABLE quarantine ADD COLUMN said_number TEXT;
CREATE INDEX quarantine_by_state ON quarantine (store, register, state);
CREATE TABLE quarantine_step (
  store TEXT NOT NULL,
  register TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  step INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('again', 'applied', 'discarded', 'restored')),
  at INTEGER NOT NULL,
  by_whom TEXT NOT NULL,
  note TEXT,
  reason TEXT,
  PRIMARY KEY (store, register, epoch, seq, step)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER quarantine_keeps_rows BEFORE DELETE ON quarantine BEGIN SELECT RAISE(ABORT, 'what is in quarantine is kept'); END;
CREATE TRIGGER quarantine_keeps_bytes BEFORE UPDATE ON quarantine
  WHEN new.store <> old.store OR new.register <> old.register OR new.epoch <> old.epoch OR new.seq <> old.seq OR new.text <> old.text OR new.received_at <> old.received_at
  BEGIN SELECT RAISE(ABORT, 'what is in quarantine is kept'); END;
CREATE TRIGGER quarantine_step_keeps_rows BEFORE DELETE ON quarantine_step BEGIN SELECT RAISE(ABORT, 'steps are only added'); END;
CREATE TRIGGER quarantine_step_keeps_words BEFORE UPDATE ON quarantine_step BEGIN SELECT RAISE(ABORT, 'steps are only added'); END;
DROP TRIGGER ledger_keeps_bytes;
CREATE TRIGGER ledger_keeps_bytes BEFORE UPDATE ON ledger
  WHEN new.store IS NOT old.store OR new.register IS NOT old.register OR new.epoch IS NOT old.epoch OR new.seq IS NOT old.seq OR new.effect IS NOT old.effect
    OR new.prev_hash IS NOT old.prev_hash OR new.hash IS NOT old.hash OR new.text IS NOT old.text OR new.received_at IS NOT old.received_at OR old.effect <> 'quarantine'
    OR (old.id IS NOT NULL AND new.id IS NOT old.id) OR (old.type IS NOT NULL AND new.type IS NOT old.type)
  BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
`

/** From version 10. What somebody settled of two machines that sold as one register, each in an epoch of its own. */
export const twinSchema = `
CREATE TABLE twin_settled (
  store TEXT NOT NULL,
  register TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('goesOn', 'ended')),
  settled_at INTEGER NOT NULL,
  settled_by TEXT NOT NULL,
  PRIMARY KEY (store, register, epoch)
) STRICT, WITHOUT ROWID;
`
