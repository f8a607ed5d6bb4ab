import { type Migration } from './migration.ts'

// No index, and that is measured: two of them were two of the fifteen pages of a sale's commit. The table stays short
// instead, since finished effects are swept between sales, all but the newest.
// document stands last, so that a look at the state does not read through it. The last CHECK is a rule of the shop: a drawer that may have opened is never opened again by a program on its own.
export const effects0070: Migration = Object.freeze({
  id: 70,
  name: 'effects',
  up: `
CREATE TABLE effect (
  id INTEGER PRIMARY KEY,
  sale_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('kick', 'print')),
  pin INTEGER CHECK (pin IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'working', 'printed', 'processed', 'sentOnly', 'kicked', 'unconfirmed', 'failed')),
  attempts INTEGER NOT NULL CHECK (attempts >= 0),
  fault TEXT,
  document TEXT CHECK (json_valid(document)),
  CHECK ((kind = 'kick') = (pin IS NOT NULL) AND (kind = 'print') = (document IS NOT NULL)),
  CHECK (NOT (kind = 'kick' AND (attempts > 1 OR (attempts > 0 AND state = 'waiting'))))
) STRICT;
`,
})
