import { type Migration } from './migration.ts'

/*
 * What head office said of each day of this register, by the epoch its entries lie in: up to which entry the day was held against head office's
 * copy, when, and what differed. A day without a row, or with entries behind that one, is not confirmed. Nothing of the shop's money is in
 * here: whatever becomes of it, days are proved again.
 */
export const dayProofs0540: Migration = Object.freeze({
  id: 540,
  name: 'day proofs',
  up: `
CREATE TABLE day_proof (
  business_date TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  proved_to INTEGER NOT NULL,
  instance TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('complete', 'differs')),
  documents INTEGER NOT NULL,
  findings TEXT NOT NULL,
  more INTEGER NOT NULL,
  proved_at INTEGER NOT NULL,
  PRIMARY KEY (business_date, epoch)
) STRICT, WITHOUT ROWID;
`,
})
