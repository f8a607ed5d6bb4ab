import { type Migration } from './migration.ts'

/*
 * The journal to look through: by day, by operator, by area (the type's first word), by what an entry names. A projection,
 * though indexes on the journal would do: they would be pages of the commit that a customer waits for. Each index ends in the
 * primary key, so each holds the order of the list. An area and no group of areas: groups may be drawn otherwise tomorrow.
 * A register with a history lists it afterwards, in slices: `listed` says how far it has come.
 */
export const journalList0240: Migration = Object.freeze({
  id: 240,
  name: 'journal list',
  up: `
CREATE TABLE journal_line (
  business_date TEXT NOT NULL,
  position INTEGER NOT NULL,
  operator TEXT NOT NULL,
  area TEXT NOT NULL,
  PRIMARY KEY (business_date, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_line_by_area ON journal_line (area);
CREATE INDEX journal_line_by_operator ON journal_line (operator);
CREATE INDEX journal_line_by_operator_and_area ON journal_line (operator, area);

CREATE TABLE journal_reference (
  reference TEXT NOT NULL,
  business_date TEXT NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (reference, business_date, position)
) STRICT, WITHOUT ROWID;

ALTER TABLE projection_cursor ADD COLUMN listed INTEGER NOT NULL DEFAULT 0;
`,
})
