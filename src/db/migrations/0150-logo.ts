import { type Migration } from './migration.ts'

/*
 * A logo is some KB that thousands of receipts share: it is kept once, under its own hash, and named by the register's
 * facts, by each sale that printed it, and by documents waiting for the printer. It is never changed or deleted, or the
 * reprint of an old sale would show a logo that it never had, or none.
 */
export const logo0150: Migration = Object.freeze({
  id: 150,
  name: 'logo',
  up: `
CREATE TABLE logo (
  hash TEXT NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
  bitmap TEXT NOT NULL CHECK (json_valid(bitmap))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER logo_never_changes BEFORE UPDATE ON logo
BEGIN SELECT RAISE(ABORT, 'a logo stays as it was printed'); END;
CREATE TRIGGER logo_never_goes BEFORE DELETE ON logo
BEGIN SELECT RAISE(ABORT, 'a logo stays as long as the sales that printed it'); END;

ALTER TABLE register ADD COLUMN logo TEXT REFERENCES logo (hash);
ALTER TABLE sale ADD COLUMN logo TEXT;
`,
})
