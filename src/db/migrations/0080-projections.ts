import { type Migration } from './migration.ts'

// Everything here can be emptied and built again from the journal. Nothing here may be the only copy of anything.
export const projections0080: Migration = Object.freeze({
  id: 80,
  name: 'projections',
  up: `
CREATE TABLE projection_cursor (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  position INTEGER NOT NULL
) STRICT;
INSERT INTO projection_cursor (only, position) VALUES (1, 0);

CREATE TABLE sale_line (
  sale_id TEXT NOT NULL,
  line_no INTEGER NOT NULL,
  business_date TEXT NOT NULL,
  item_id TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  total INTEGER NOT NULL,
  rate INTEGER NOT NULL,
  tax INTEGER NOT NULL,
  PRIMARY KEY (sale_id, line_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE on_hand (
  item_id TEXT NOT NULL PRIMARY KEY,
  quantity INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE day_total (
  business_date TEXT NOT NULL PRIMARY KEY,
  sales INTEGER NOT NULL,
  total INTEGER NOT NULL,
  tax INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE projection_problem (
  position INTEGER PRIMARY KEY,
  reason TEXT NOT NULL
) STRICT;
`,
})
