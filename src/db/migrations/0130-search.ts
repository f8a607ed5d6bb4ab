import { type Migration } from './migration.ts'

/*
 * Every token is made by this room and separated by a space, so the tokenizer only has to leave it alone: the words of
 * unicode61 find 7 to 23 % of Chinese substrings. Contentless and detail=none: what a hit really says is read from item.
 * rowid = bucket * 2^40 + item_key, the best-selling bucket first: the first rows found are the ones to show.
 * Merging is done by whoever writes, a little each time, so it is not automatic; 256 parts are where it is forced.
 * Nothing is indexed here. On a register with a large catalogue that takes minutes, so it is done afterwards in slices:
 * next_key is the first item_key not looked at yet.
 */
export const search0130: Migration = Object.freeze({
  id: 130,
  name: 'search',
  up: `
CREATE VIRTUAL TABLE search USING fts5 (tokens, content='', contentless_delete=1, detail=none, tokenize="ascii tokenchars '_~-.'");
INSERT INTO search (search, rank) VALUES ('automerge', 0), ('crisismerge', 256), ('usermerge', 8);

CREATE TABLE search_entry (
  item_key INTEGER PRIMARY KEY,
  bucket INTEGER NOT NULL CHECK (bucket BETWEEN 0 AND 255)
) STRICT;

CREATE TABLE catalogue_state (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  next_key INTEGER NOT NULL,
  search_version INTEGER NOT NULL,
  unversioned INTEGER NOT NULL CHECK (unversioned IN (0, 1))
) STRICT;
INSERT INTO catalogue_state (only, next_key, search_version, unversioned) VALUES (1, 1, 0, 0);
`,
})
