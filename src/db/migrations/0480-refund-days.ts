import { type Migration } from './migration.ts'

// What somebody gave back without a receipt counts on the day it was given, not on the day its basket began: one that was put
// aside for weeks once stood against no day's limit.
export const refundDays0480: Migration = Object.freeze({
  id: 480,
  name: 'refundDays',
  up: `
DROP INDEX refund_without_receipt;
CREATE INDEX refund_without_receipt ON refund (operator_id, completed_at) WHERE sale_id IS NULL;
`,
})
