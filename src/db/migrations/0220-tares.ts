import { type Migration } from './migration.ts'

// What the shop packs in and what that weighs, in thousandths of a kilogram. The order is the order of their keys. A sale
// freezes the weight it took off and not the row, so that a changed tare changes no sale.
export const tares0220: Migration = Object.freeze({
  id: 220,
  name: 'preset tares',
  up: `
CREATE TABLE tare_preset (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 64),
  names TEXT NOT NULL CHECK (json_valid(names)),
  weight INTEGER NOT NULL CHECK (weight BETWEEN 1 AND 9999)
) STRICT;
`,
})
