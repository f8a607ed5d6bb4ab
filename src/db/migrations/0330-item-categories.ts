import { type Migration } from './migration.ts'

// The categories there are, for a form to choose from, in as many steps as there are categories and not items.
export const itemCategories0330: Migration = Object.freeze({
  id: 330,
  name: 'item categories',
  up: `
CREATE INDEX item_of_category ON item (category) WHERE category IS NOT NULL;
`,
})
