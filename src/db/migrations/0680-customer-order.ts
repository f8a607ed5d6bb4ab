import { type Migration } from './migration.ts'

/* A customer's sales stand by their counter, as all receipts do: after a clock that jumped, their newest stood somewhere below. */
export const customerOrder0680: Migration = Object.freeze({
  id: 680,
  name: 'customer-order',
  up: `
ALTER TABLE customer_sale ADD COLUMN counter INTEGER NOT NULL DEFAULT 0;
UPDATE customer_sale SET counter = coalesce((SELECT receipt.counter FROM receipt WHERE receipt.completed_at = customer_sale.completed_at AND receipt.sale_id = customer_sale.sale_id), 0);
CREATE INDEX customer_sale_by_counter ON customer_sale (customer_id, counter, completed_at, sale_id);
`,
})
