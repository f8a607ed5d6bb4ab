import { type Migration } from './migration.ts'

// What a basket that was begun before head office changed a rate of today keeps: few, and read with the register's one row, as the rates are.
export const termsBefore0610: Migration = Object.freeze({
  id: 610,
  name: 'terms-before',
  up: `
ALTER TABLE register ADD COLUMN terms_before TEXT CHECK (json_valid(terms_before));
`,
})
