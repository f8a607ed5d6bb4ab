import { type Migration } from './migration.ts'

// What the store entered beside its pack, as JSON in the register's one row: the row is read for every act anyway, and a table
// of its own would be one more look-up before each line that is rung up.
export const taxRates0340: Migration = Object.freeze({
  id: 340,
  name: 'tax-rates',
  up: `
ALTER TABLE register ADD COLUMN tax_rates TEXT CHECK (json_valid(tax_rates));
`,
})
