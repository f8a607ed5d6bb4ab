import { type Migration } from './migration.ts'

/*
 * Feeds beside that of the items (0580), of which a register keeps the rows themselves: few, and each a text that says all of one thing. feed_row is the set as it was fed, a row that
 * could not be used with the reason; feed_row_stage is what a pull has laid out, and seen by nobody. heard_at: when head office last said that a feed stands here as it does there, or
 * brought what it has.
 */
export const feedRows0600: Migration = Object.freeze({
  id: 600,
  name: 'feed-rows',
  up: `
ALTER TABLE feed_state ADD COLUMN heard_at INTEGER;
CREATE TABLE feed_row (
  feed TEXT NOT NULL,
  id TEXT NOT NULL,
  hash TEXT NOT NULL,
  reason TEXT,
  PRIMARY KEY (feed, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE feed_row_stage (
  feed TEXT NOT NULL,
  id TEXT NOT NULL,
  text TEXT,
  hash TEXT,
  PRIMARY KEY (feed, id)
) STRICT, WITHOUT ROWID;
`,
})
