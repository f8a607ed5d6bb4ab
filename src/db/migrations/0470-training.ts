import { type Migration } from './migration.ts'

// Beside `mode`, whose list of words cannot grow without a new table: a file for training is made as one and stays one. Opened
// as a shop's by a mistake somewhere, it would send its made-up sales to head office.
export const training0470: Migration = Object.freeze({
  id: 470,
  name: 'training',
  up: `
ALTER TABLE register ADD COLUMN training INTEGER NOT NULL DEFAULT 0 CHECK (training IN (0, 1));

CREATE TRIGGER register_stays_what_it_is BEFORE UPDATE ON register
WHEN NEW.training <> OLD.training OR (NEW.training = 1 AND NEW.head_office_url IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a register for training stays one, and has no head office'); END;
`,
})
