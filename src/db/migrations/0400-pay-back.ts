import { type Migration } from './migration.ts'

/*
 * How what the shop owes goes out is kept with its basket: known to the page alone, a reload lost it, and the customer's window
 * never heard of it. Goods without a receipt are summed by operator and day, for a limit that counts each return by itself is
 * passed by two.
 */
export const payBack0400: Migration = Object.freeze({
  id: 400,
  name: 'pay back',
  up: `
ALTER TABLE basket ADD COLUMN cash_instead INTEGER CHECK (cash_instead = 1);
CREATE INDEX refund_without_receipt ON refund (business_date, operator_id) WHERE sale_id IS NULL;
`,
})
