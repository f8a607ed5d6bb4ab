import { type Migration } from './migration.ts'

/*
 * What head office says of a refund whose sale this register has never seen. A row stands from the refund's own transaction on,
 * so that those still to be asked about are a short index and not a search among all refunds there ever were.
 */
export const refundVerdicts0300: Migration = Object.freeze({
  id: 300,
  name: 'refund verdicts',
  up: `
CREATE TABLE refund_verdict (
  refund_id TEXT NOT NULL PRIMARY KEY,
  result TEXT NOT NULL CHECK (result IN ('unverified', 'confirmed', 'contradicted')),
  reason TEXT,
  line_no INTEGER,
  other_number TEXT,
  heard_at INTEGER,
  CHECK ((result = 'unverified') = (heard_at IS NULL)),
  CHECK (result = 'contradicted' OR (reason IS NULL AND line_no IS NULL AND other_number IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX refund_unverified ON refund_verdict (refund_id) WHERE result = 'unverified';
INSERT INTO refund_verdict (refund_id, result) SELECT id, 'unverified' FROM refund WHERE verified = 'unverified';
`,
})
