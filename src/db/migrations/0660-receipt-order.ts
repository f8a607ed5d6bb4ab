import { type Migration } from './migration.ts'

/*
 * Pages of receipts are read by their counter, as the journal goes: after a clock that jumped, the newest sale stood somewhere below. What is found by its amount or its day
 * needs that order in its index.
 */
export const receiptOrder0660: Migration = Object.freeze({
  id: 660,
  name: 'receipt-order',
  up: `
DROP INDEX receipt_by_total;
DROP INDEX receipt_by_business_date;
CREATE INDEX receipt_by_total ON receipt (total, counter);
CREATE INDEX receipt_by_business_date ON receipt (business_date, counter);
`,
})
