import { type Migration } from './migration.ts'

/*
 * What head office says of this machine, and for how long it said nothing. register_lock has a row while head office keeps the register locked: since when by its clock, why, and when
 * that was heard here. office_contact has one while head office keeps a most time without its word: heard_at, when it answered last; highest_at, the highest that this register's clock
 * showed since; ran_ms, how long the register ran since, by the clock that nobody sets (boot_id and mono_ms: up to where that was counted). state: what that comes to.
 */
export const away0620: Migration = Object.freeze({
  id: 620,
  name: 'away',
  up: `
CREATE TABLE register_lock (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  locked_at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  heard_at INTEGER NOT NULL
) STRICT;
CREATE TABLE office_contact (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  most_hours INTEGER NOT NULL CHECK (most_hours > 0),
  heard_at INTEGER NOT NULL,
  highest_at INTEGER NOT NULL,
  ran_ms INTEGER NOT NULL CHECK (ran_ms >= 0),
  boot_id TEXT NOT NULL,
  mono_ms INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('near', 'soon', 'over'))
) STRICT;
`,
})
