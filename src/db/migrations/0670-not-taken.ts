import { type Migration } from './migration.ts'

/*
 * A row while the head office at this address takes nothing of this register for good: `retired`, `unknown` or `otherKey`. Known from the start on, though nobody answers there: head
 * office at another address may say another thing.
 */
export const notTaken0670: Migration = Object.freeze({
  id: 670,
  name: 'not-taken',
  up: `
CREATE TABLE not_taken (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  address TEXT NOT NULL,
  why TEXT NOT NULL,
  heard_at INTEGER NOT NULL
) STRICT;
`,
})
