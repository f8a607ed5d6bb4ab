import { type Migration } from './migration.ts'

export const storeSettings0350: Migration = Object.freeze({
  id: 350,
  name: 'store settings',
  up: `
ALTER TABLE register ADD COLUMN receipt_footer TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(receipt_footer));
`,
})
