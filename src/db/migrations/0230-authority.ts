import { type Migration } from './migration.ts'

// Only the cells that somebody changed: an update may add a permission, and its default then counts in every store at once.
// No list of permissions or roles here: an unknown one grants nothing, for nobody asks for it. An approval outlives a kill
// and is used in the transaction of the act it allowed, so that it can be used once.
export const authority0230: Migration = Object.freeze({
  id: 230,
  name: 'authority',
  up: `
CREATE TABLE permission_grant (
  role TEXT NOT NULL,
  permission TEXT NOT NULL,
  may TEXT NOT NULL CHECK (may IN ('no', 'ask', 'yes', 'upTo')),
  up_to INTEGER CHECK ((may = 'upTo') = (up_to IS NOT NULL) AND up_to >= 0),
  PRIMARY KEY (role, permission)
) STRICT, WITHOUT ROWID;

CREATE TABLE second_person (
  permission TEXT NOT NULL PRIMARY KEY,
  above INTEGER NOT NULL CHECK (above >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE approval (
  id TEXT NOT NULL PRIMARY KEY,
  seat TEXT NOT NULL,
  requester TEXT NOT NULL,
  approver TEXT NOT NULL CHECK (approver <> requester),
  permission TEXT NOT NULL,
  document TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount >= 0),
  reason TEXT NOT NULL,
  boot_id TEXT NOT NULL,
  mono_ms INTEGER NOT NULL,
  used_by TEXT
) STRICT, WITHOUT ROWID;
`,
})
