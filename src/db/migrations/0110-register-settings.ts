import { type Migration } from './migration.ts'

export const registerSettings0110: Migration = Object.freeze({
  id: 110,
  name: 'register settings',
  up: `
ALTER TABLE register ADD COLUMN layout TEXT NOT NULL DEFAULT 'tiles' CHECK (layout IN ('tiles', 'scanFirst'));
ALTER TABLE register ADD COLUMN head_office_url TEXT CHECK (head_office_url <> '');
`,
})
