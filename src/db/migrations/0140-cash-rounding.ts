import { type Migration } from './migration.ts'

export const cashRounding0140: Migration = Object.freeze({
  id: 140,
  name: 'cash rounding',
  up: `
ALTER TABLE register ADD COLUMN cash_rounding TEXT CHECK (cash_rounding <> '');
`,
})
