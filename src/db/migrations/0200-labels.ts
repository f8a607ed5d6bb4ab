import { type Migration } from './migration.ts'

// Labels are work like receipts are, in the same spool and with the same states. SQLite cannot change a CHECK, so the table is
// made anew; its rows and their ids stay. document still stands last, so that a look at the state does not read through it.
export const labels0200: Migration = Object.freeze({
  id: 200,
  name: 'labels',
  up: `
CREATE TABLE effect_with_labels (
  id INTEGER PRIMARY KEY,
  sale_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('kick', 'print', 'label')),
  pin INTEGER CHECK (pin IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'working', 'printed', 'processed', 'sentOnly', 'kicked', 'unconfirmed', 'failed')),
  attempts INTEGER NOT NULL CHECK (attempts >= 0),
  fault TEXT,
  stand_in TEXT CHECK (stand_in <> ''),
  copies INTEGER CHECK (copies BETWEEN 1 AND 99),
  document TEXT CHECK (json_valid(document)),
  CHECK ((kind = 'kick') = (pin IS NOT NULL) AND (kind <> 'kick') = (document IS NOT NULL) AND (kind = 'label') = (copies IS NOT NULL)),
  CHECK (NOT (kind = 'kick' AND (attempts > 1 OR (attempts > 0 AND state = 'waiting'))))
) STRICT;
INSERT INTO effect_with_labels (id, sale_id, kind, pin, state, attempts, fault, stand_in, document) SELECT id, sale_id, kind, pin, state, attempts, fault, stand_in, document FROM effect;
DROP TABLE effect;
ALTER TABLE effect_with_labels RENAME TO effect;
`,
})
