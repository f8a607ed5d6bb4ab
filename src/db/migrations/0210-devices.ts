import { type Migration } from './migration.ts'

/*
 * Which device stands in which slot, as a person chose it: a slot without a row is one that nobody chose for. And what
 * happened to the devices, for fourteen days. That log is outside the journal: it is no evidence, it may be thinned and
 * trimmed, and a cable that flaps all night must not grow what is kept for ever.
 */
export const devices0210: Migration = Object.freeze({
  id: 210,
  name: 'devices',
  up: `
CREATE TABLE device_setting (
  slot TEXT NOT NULL PRIMARY KEY CHECK (length(slot) BETWEEN 1 AND 64),
  address TEXT NOT NULL CHECK (length(address) BETWEEN 1 AND 512)
) STRICT, WITHOUT ROWID;
CREATE TABLE device_event (
  id INTEGER PRIMARY KEY,
  device TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('state', 'faultBegan', 'faultEnded', 'tested', 'set')),
  code TEXT NOT NULL,
  at INTEGER NOT NULL,
  until INTEGER NOT NULL CHECK (until >= at),
  times INTEGER NOT NULL CHECK (times >= 1)
) STRICT;
`,
})
