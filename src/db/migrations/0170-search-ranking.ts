import { type Migration } from './migration.ts'

// The business date on which every item was last put where its sales say. Absent: never, so a register of before is ranked at once.
export const searchRanking0170: Migration = Object.freeze({
  id: 170,
  name: 'search ranking',
  up: `
ALTER TABLE catalogue_state ADD COLUMN ranked_on TEXT;
`,
})
