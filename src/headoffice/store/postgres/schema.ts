import { type PoolClient } from 'pg'
import { dayTotalSchema } from './day-totals.ts'
import { feedSchema } from './feed-schema.ts'
import { refileZReports } from './file-z-reports.ts'
import { peopleStep } from './people-schema.ts'
import { lockSchema } from './lock-schema.ts'
import { elsewhereSchema } from '../parted-days.ts'
import { restSchema } from './rest-schema.ts'
import { rebuildSchema } from './rebuild-schema.ts'
import { refileRefunds } from './refile-refunds.ts'

/** A step is SQL, and where SQL does not do, what comes after it in the same transaction. */
export type MigrationStep = string | { readonly sql: string; readonly after: (client: PoolClient) => Promise<void> }

/**
 * Head office's tables on PostgreSQL, the same in meaning as on SQLite; step by step, oldest first, frozen once released.
 *
 * Texts compare by bytes (COLLATE "C"), as on SQLite: an order that depends on the server's locale differs from one
 * machine to the next. An entry's text is bytea: it is whatever a register chained and signed, and a text column refuses a
 * NUL in it, which would stop that register's journal at this entry for ever (REP-8).
 */
export const migrations: readonly MigrationStep[] = [
  `
CREATE TABLE instance (
  singleton integer PRIMARY KEY CHECK (singleton = 1),
  id text NOT NULL,
  created_at bigint NOT NULL
);

CREATE TABLE store (
  id text COLLATE "C" PRIMARY KEY,
  name text COLLATE "C" NOT NULL,
  chain_name text NOT NULL,
  lines text NOT NULL,
  language text NOT NULL,
  time_zone text NOT NULL,
  cut_off_hour integer NOT NULL,
  next_register_number integer NOT NULL DEFAULT 1,
  created_at bigint NOT NULL
);

CREATE TABLE register (
  store text COLLATE "C" NOT NULL REFERENCES store (id),
  id text COLLATE "C" NOT NULL UNIQUE,
  number integer NOT NULL,
  public_key text NOT NULL,
  enrolled_at bigint NOT NULL,
  last_seen bigint,
  retired_at bigint,
  PRIMARY KEY (store, id),
  UNIQUE (store, number)
);

CREATE TABLE enrolment_code (
  hash text COLLATE "C" PRIMARY KEY,
  store text COLLATE "C" NOT NULL REFERENCES store (id),
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  used_at bigint,
  used_by text
);

CREATE TABLE cursor (
  store text COLLATE "C" NOT NULL,
  register text COLLATE "C" NOT NULL,
  epoch bigint NOT NULL,
  last_seq bigint NOT NULL,
  last_hash text NOT NULL,
  PRIMARY KEY (store, register, epoch)
);

-- Not partitioned: its unique keys are what makes an entry, and a sale, be there once (a key of a partitioned table has to
-- contain the business date, so two dates could each hold the same sale).
CREATE TABLE ledger (
  store text COLLATE "C" NOT NULL,
  register text COLLATE "C" NOT NULL,
  epoch bigint NOT NULL,
  seq bigint NOT NULL,
  id text COLLATE "C",
  sale_id text COLLATE "C",
  type text,
  effect text NOT NULL,
  prev_hash text NOT NULL,
  hash text NOT NULL,
  text bytea NOT NULL,
  received_at bigint NOT NULL,
  PRIMARY KEY (store, register, epoch, seq),
  UNIQUE (store, id)
);
CREATE UNIQUE INDEX ledger_sale ON ledger (store, sale_id) WHERE sale_id IS NOT NULL;
CREATE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is append-only';
END $$;
CREATE TRIGGER ledger_keeps_rows BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();

CREATE TABLE sale (
  store text COLLATE "C" NOT NULL,
  business_date date NOT NULL,
  sale_id text COLLATE "C" NOT NULL,
  register text COLLATE "C" NOT NULL,
  epoch bigint NOT NULL,
  seq bigint NOT NULL,
  number text NOT NULL,
  completed_at bigint NOT NULL,
  received_at bigint NOT NULL,
  currency text COLLATE "C" NOT NULL,
  total bigint NOT NULL,
  tenders jsonb NOT NULL,
  PRIMARY KEY (store, business_date, sale_id) INCLUDE (currency, total)
) PARTITION BY RANGE (business_date);
CREATE INDEX sale_by_arrival ON sale (received_at);
-- Dates far from today, a month whose partition could not be made in time: a sale is always filed somewhere.
CREATE TABLE sale_other PARTITION OF sale DEFAULT;

CREATE TABLE quarantine (
  store text COLLATE "C" NOT NULL,
  register text COLLATE "C" NOT NULL,
  epoch bigint NOT NULL,
  seq bigint NOT NULL,
  reason text NOT NULL,
  text bytea NOT NULL,
  received_at bigint NOT NULL,
  PRIMARY KEY (store, register, epoch, seq)
);

CREATE TABLE alert (
  store text COLLATE "C" NOT NULL,
  register text COLLATE "C" NOT NULL,
  epoch bigint NOT NULL,
  kind text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  first_at bigint NOT NULL,
  last_at bigint NOT NULL,
  count bigint NOT NULL,
  resolved_at bigint,
  PRIMARY KEY (store, register, epoch, kind, seq)
);
`,
  // The chain's pepper for PIN hashes, in keeping here: whoever fetches operators back onto a register needs it.
  `
CREATE TABLE chain_pepper (
  singleton integer PRIMARY KEY CHECK (singleton = 1),
  pepper text NOT NULL CHECK (length(pepper) = 44)
);
`,
  // Refunds, what they are held to be, and the money each register took by day and tender. Refunds are few beside sales and
  // are looked for by their sale: no partitions, so that their id is unique by a key.
  {
    sql: `
CREATE TABLE refund (
  store text COLLATE "C" NOT NULL,
  refund_id text COLLATE "C" NOT NULL,
  sale_id text COLLATE "C",
  sale_number text,
  verified text,
  business_date date NOT NULL,
  register text COLLATE "C" NOT NULL,
  epoch bigint NOT NULL,
  seq bigint NOT NULL,
  number text NOT NULL,
  kind text NOT NULL,
  completed_at bigint NOT NULL,
  received_at bigint NOT NULL,
  currency text COLLATE "C" NOT NULL,
  total bigint NOT NULL,
  tax bigint NOT NULL,
  operator text NOT NULL,
  approver text,
  tenders jsonb NOT NULL,
  result text NOT NULL DEFAULT 'waiting' CHECK (result IN ('waiting', 'agrees', 'contradicted')),
  reason text,
  line_no bigint,
  other text,
  other_number text,
  settled_at bigint,
  PRIMARY KEY (store, refund_id)
);
CREATE INDEX refund_by_date ON refund (store, business_date) INCLUDE (currency, total);
CREATE INDEX refund_by_arrival ON refund (received_at);
CREATE INDEX refund_of_sale ON refund (store, sale_id) WHERE sale_id IS NOT NULL;
CREATE INDEX refund_unsettled ON refund (store, received_at) WHERE settled_at IS NULL;
CREATE INDEX refund_to_look_at ON refund (received_at) WHERE result <> 'agrees';

CREATE TABLE refund_line (
  store text COLLATE "C" NOT NULL,
  refund_id text COLLATE "C" NOT NULL,
  place integer NOT NULL,
  line_no bigint NOT NULL,
  sale_line_no bigint,
  item_id text NOT NULL,
  name text NOT NULL,
  quantity bigint NOT NULL,
  condition text NOT NULL,
  total bigint NOT NULL,
  tax bigint NOT NULL,
  PRIMARY KEY (store, refund_id, place)
);

CREATE TABLE taking (
  store text COLLATE "C" NOT NULL,
  business_date date NOT NULL,
  register text COLLATE "C" NOT NULL,
  currency text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  amount bigint NOT NULL,
  PRIMARY KEY (store, business_date, register, currency, type)
);
INSERT INTO taking (store, business_date, register, currency, type, amount)
  SELECT s.store, s.business_date, s.register, s.currency, t ->> 'type', sum((t ->> 'amount')::bigint)
  FROM sale s CROSS JOIN LATERAL jsonb_array_elements(s.tenders) t
  WHERE t ->> 'type' NOT IN ('exchange', 'rounding') AND abs((t ->> 'amount')::bigint) <= 1000000000000
  GROUP BY 1, 2, 3, 4, 5;
`,
    after: refileRefunds,
  },
  // Who looked into a contradicted refund, when, and what they wrote: its verdict stays as it is.
  `
ALTER TABLE refund ADD COLUMN put_away_at bigint, ADD COLUMN put_away_by text, ADD COLUMN put_away_note text;
DROP INDEX refund_to_look_at;
CREATE INDEX refund_to_look_at ON refund (received_at) WHERE result <> 'agrees' AND put_away_at IS NULL;
`,
  // One row for each Z, with what is wrong with it: a number that is missing before it, or a hash that does not fit.
  `
CREATE TABLE z_report (
  store text COLLATE "C" NOT NULL,
  register text COLLATE "C" NOT NULL,
  epoch bigint NOT NULL,
  seq bigint NOT NULL,
  number bigint NOT NULL,
  shift bigint NOT NULL,
  business_date date NOT NULL,
  closed_at bigint NOT NULL,
  received_at bigint NOT NULL,
  currency text COLLATE "C" NOT NULL,
  net bigint NOT NULL,
  sales bigint NOT NULL,
  refunds bigint NOT NULL,
  over_short bigint,
  grand_sales bigint NOT NULL,
  grand_refunds bigint NOT NULL,
  previous text COLLATE "C" NOT NULL,
  hash text COLLATE "C" NOT NULL,
  finding text CHECK (finding IN ('altered', 'twice', 'missing', 'chain')),
  PRIMARY KEY (store, register, epoch, seq)
);
CREATE INDEX z_report_by_number ON z_report (store, register, number, hash);
CREATE INDEX z_report_by_arrival ON z_report (received_at);
CREATE INDEX z_report_to_look_at ON z_report (received_at) WHERE finding IS NOT NULL;
`,
  // Who bought, by an id, and what each document did to their account. A limit is the newest that any register set. And gift cards and
  // store credit: what each document moved, what that comes to for each number, and what is kept for a register that is about to
  // spend it. A card is good in every store of the chain, so numbers come before stores.
  `
ALTER TABLE sale ADD COLUMN customer text COLLATE "C";
CREATE INDEX sale_by_customer ON sale (store, customer) WHERE customer IS NOT NULL;
CREATE TABLE account_move (
  store text COLLATE "C" NOT NULL,
  document_id text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('sale', 'payment', 'refund')),
  customer text COLLATE "C" NOT NULL,
  of_sale text COLLATE "C",
  register text COLLATE "C" NOT NULL,
  epoch bigint NOT NULL,
  seq bigint NOT NULL,
  number text NOT NULL,
  business_date date NOT NULL,
  completed_at bigint NOT NULL,
  received_at bigint NOT NULL,
  currency text COLLATE "C" NOT NULL,
  amount bigint NOT NULL,
  PRIMARY KEY (store, document_id, kind, customer)
);
CREATE INDEX account_move_by_customer ON account_move (store, customer, currency, amount);
CREATE TABLE account_limit (
  store text COLLATE "C" NOT NULL,
  customer text COLLATE "C" NOT NULL,
  amount bigint,
  set_at bigint NOT NULL,
  PRIMARY KEY (store, customer)
);
CREATE TABLE stored_value_move (
  kind text COLLATE "C" NOT NULL,
  number text COLLATE "C" NOT NULL,
  store text COLLATE "C" NOT NULL,
  document text COLLATE "C" NOT NULL,
  place integer NOT NULL,
  register text COLLATE "C" NOT NULL,
  document_number text NOT NULL,
  completed_at bigint NOT NULL,
  received_at bigint NOT NULL,
  currency text COLLATE "C" NOT NULL,
  amount bigint NOT NULL,
  PRIMARY KEY (kind, number, store, document, place)
);
CREATE TABLE stored_value (
  kind text COLLATE "C" NOT NULL,
  number text COLLATE "C" NOT NULL,
  currency text COLLATE "C" NOT NULL,
  balance bigint NOT NULL,
  PRIMARY KEY (kind, number)
);
CREATE INDEX stored_value_overspent ON stored_value (kind, number) WHERE balance < 0;
CREATE TABLE stored_value_hold (
  kind text COLLATE "C" NOT NULL,
  number text COLLATE "C" NOT NULL,
  store text COLLATE "C" NOT NULL,
  register text COLLATE "C" NOT NULL,
  amount bigint NOT NULL,
  held_until bigint NOT NULL,
  PRIMARY KEY (kind, number, store, register)
);
`,
  // Of a Z, what its tenders were over and what they were short, each by itself: together a note too many made good a card slip that was
  // missing. And who looked at a card of which more was spent than there was, and how many documents had spent it by then.
  {
    sql: `
ALTER TABLE z_report ADD COLUMN overs bigint, ADD COLUMN shorts bigint;
UPDATE z_report z SET overs = sums.overs, shorts = sums.shorts
  FROM (SELECT l.store, l.register, l.epoch, l.seq, coalesce(sum(greatest(0, (t ->> 'overShort')::bigint)), 0)::bigint AS overs, coalesce(sum(least(0, (t ->> 'overShort')::bigint)), 0)::bigint AS shorts
    FROM z_report k JOIN ledger l ON l.store = k.store AND l.register = k.register AND l.epoch = k.epoch AND l.seq = k.seq
      CROSS JOIN LATERAL json_array_elements(convert_from(l.text, 'UTF8')::json #> '{body,tenders}') t
    WHERE t ->> 'overShort' IS NOT NULL GROUP BY 1, 2, 3, 4) sums
  WHERE z.over_short IS NOT NULL AND z.store = sums.store AND z.register = sums.register AND z.epoch = sums.epoch AND z.seq = sums.seq;
CREATE TABLE stored_value_put_away (
  kind text COLLATE "C" NOT NULL,
  number text COLLATE "C" NOT NULL,
  spendings bigint NOT NULL,
  put_away_at bigint NOT NULL,
  put_away_by text NOT NULL,
  note text NOT NULL,
  PRIMARY KEY (kind, number, spendings)
);
`,
    after: refileZReports,
  },
  // Of each register and day the last document that came, and what its proof came to when it was held against what is here. Documents
  // behind `proved_to` came later. The days of before are there from the first, and wait for their proof.
  `
CREATE TABLE register_day (
  store text COLLATE "C" NOT NULL,
  business_date date NOT NULL,
  register text COLLATE "C" NOT NULL,
  epoch bigint NOT NULL,
  last_document bigint NOT NULL DEFAULT 0,
  proved_to bigint,
  proved_at bigint,
  entries bigint,
  documents bigint,
  state text CHECK (state IN ('complete', 'differs')),
  findings text,
  more bigint,
  PRIMARY KEY (store, business_date, register, epoch)
);
INSERT INTO register_day (store, business_date, register, epoch, last_document)
  SELECT store, business_date, register, epoch, max(seq)
  FROM (SELECT store, business_date, register, epoch, seq FROM sale UNION ALL SELECT store, business_date, register, epoch, seq FROM refund) documents GROUP BY 1, 2, 3, 4;
`,
  // What becomes of an entry in quarantine: read again and applied, or taken out of it by a person with a reason; never deleted. And every step of
  // that, which is only ever added to. The ledger learns of such an entry what could not be read when it came, once; its bytes, its place and what it was
  // filed as stay as they are.
  `
ALTER TABLE quarantine ADD COLUMN state text COLLATE "C" NOT NULL DEFAULT 'quarantined' CHECK (state IN ('quarantined', 'discarded', 'applied')),
  ADD COLUMN changed_at bigint, ADD COLUMN steps bigint NOT NULL DEFAULT 0, ADD COLUMN said_type text, ADD COLUMN said_number text;
CREATE INDEX quarantine_by_state ON quarantine (store, register, state);
CREATE TABLE quarantine_step (
  store text COLLATE "C" NOT NULL,
  register text COLLATE "C" NOT NULL,
  epoch bigint NOT NULL,
  seq bigint NOT NULL,
  step bigint NOT NULL,
  kind text NOT NULL CHECK (kind IN ('again', 'applied', 'discarded', 'restored')),
  at bigint NOT NULL,
  by_whom text NOT NULL,
  note text,
  reason text,
  PRIMARY KEY (store, register, epoch, seq, step)
);
CREATE FUNCTION quarantine_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what is in quarantine is kept';
END $$;
CREATE TRIGGER quarantine_keeps_rows BEFORE DELETE OR TRUNCATE ON quarantine FOR EACH STATEMENT EXECUTE FUNCTION quarantine_is_kept();
CREATE TRIGGER quarantine_keeps_bytes BEFORE UPDATE ON quarantine FOR EACH ROW
  WHEN ((new.store, new.register, new.epoch, new.seq, new.text, new.received_at) IS DISTINCT FROM (old.store, old.register, old.epoch, old.seq, old.text, old.received_at))
  EXECUTE FUNCTION quarantine_is_kept();
CREATE TRIGGER quarantine_step_keeps_rows BEFORE UPDATE OR DELETE OR TRUNCATE ON quarantine_step FOR EACH STATEMENT EXECUTE FUNCTION quarantine_is_kept();
DROP TRIGGER ledger_keeps_rows ON ledger;
CREATE TRIGGER ledger_keeps_rows BEFORE DELETE OR TRUNCATE ON ledger FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
CREATE TRIGGER ledger_keeps_bytes BEFORE UPDATE ON ledger FOR EACH ROW
  WHEN (old.effect <> 'quarantine'
    OR (new.store, new.register, new.epoch, new.seq, new.effect, new.prev_hash, new.hash, new.text, new.received_at) IS DISTINCT FROM (old.store, old.register, old.epoch, old.seq, old.effect, old.prev_hash, old.hash, old.text, old.received_at)
    OR (old.id IS NOT NULL AND new.id IS DISTINCT FROM old.id) OR (old.sale_id IS NOT NULL AND new.sale_id IS DISTINCT FROM old.sale_id) OR (old.type IS NOT NULL AND new.type IS DISTINCT FROM old.type))
  EXECUTE FUNCTION ledger_is_append_only();
  `,
  // What somebody settled of two machines that sold as one register, each in an epoch of its own.
  `
CREATE TABLE twin_settled (
  store text COLLATE "C" NOT NULL,
  register text COLLATE "C" NOT NULL,
  epoch bigint NOT NULL,
  verdict text NOT NULL CHECK (verdict IN ('goesOn', 'ended')),
  settled_at bigint NOT NULL,
  settled_by text NOT NULL,
  PRIMARY KEY (store, register, epoch)
);
`,
  peopleStep,
  feedSchema,
  rebuildSchema,
  dayTotalSchema, lockSchema, restSchema, elsewhereSchema,
]
