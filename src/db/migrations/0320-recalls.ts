import { type Migration } from './migration.ts'

// Goods that must not be sold, whole or by lot ('' is every lot). By item id and no key: head office's feed may name goods that
// reach this register later. `source` keeps apart whose it is to lift, so that a feed never drops what a shop set itself.
export const recalls0320: Migration = Object.freeze({
  id: 320,
  name: 'recalls',
  up: `
CREATE TABLE recall (
  item_id TEXT NOT NULL,
  lot TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason <> ''),
  since TEXT NOT NULL CHECK (length(since) = 10),
  source TEXT NOT NULL CHECK (source IN ('register', 'import', 'headOffice')),
  PRIMARY KEY (item_id, lot)
) STRICT, WITHOUT ROWID;
`,
})
