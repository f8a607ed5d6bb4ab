import { type Migration } from './migration.ts'

/*
 * Projections both, though plain indexes on sale would do: three of them were three more pages in the commit that a
 * customer waits for, and these are written a moment after it. Each secondary index ends in the primary key by itself,
 * so it also holds the order in which a page of receipts is read.
 * counter is the receipt number without its register: a person types what is on the paper, or only its last part.
 */
export const receipts0120: Migration = Object.freeze({
  id: 120,
  name: 'receipts',
  up: `
CREATE TABLE receipt (
  completed_at INTEGER NOT NULL,
  sale_id TEXT NOT NULL,
  number TEXT NOT NULL,
  counter INTEGER NOT NULL,
  total INTEGER NOT NULL,
  business_date TEXT NOT NULL,
  PRIMARY KEY (completed_at, sale_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX receipt_by_counter ON receipt (counter);
CREATE INDEX receipt_by_total ON receipt (total);
CREATE INDEX receipt_by_business_date ON receipt (business_date);
INSERT INTO receipt SELECT completed_at, id, number, CAST(substr(number, instr(number, '-') + 1) AS INTEGER), total, business_date FROM sale;

CREATE TABLE item_sold (
  item_id TEXT NOT NULL PRIMARY KEY,
  lines INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO item_sold SELECT item_id, count(*) FROM sale_line GROUP BY item_id;
`,
})
