import { type Migration } from './migration.ts'

/*
 * Which device did an effect in another's place: nearly always none, and then the column is a bit of the row's head, so that a
 * look at it still reads through no document. And what this counter's wedge gun was measured at, beside the counter's layout.
 */
export const devices0180: Migration = Object.freeze({
  id: 180,
  name: 'devices',
  up: `
ALTER TABLE effect ADD COLUMN stand_in TEXT CHECK (stand_in <> '');
ALTER TABLE register ADD COLUMN wedge TEXT CHECK (json_valid(wedge));
`,
})
