import { type Migration } from './migration.ts'

/*
 * The pages of tiles that head office keeps, beside the store's own (tile_page, tile), which stay as they are and come back when it keeps none. item_id is head office's id of the
 * item; item_key is that of this register, looked for whenever either of the two feeds brought something: null where the item is not here, yet or any more.
 */
export const fedTiles0640: Migration = Object.freeze({
  id: 640,
  name: 'fed-tiles',
  up: `
CREATE TABLE fed_tile_page (
  id TEXT NOT NULL PRIMARY KEY,
  position INTEGER NOT NULL,
  names TEXT NOT NULL CHECK (json_valid(names))
) STRICT, WITHOUT ROWID;
CREATE TABLE fed_tile (
  page_id TEXT NOT NULL REFERENCES fed_tile_page (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  item_id TEXT NOT NULL,
  item_key INTEGER,
  icon TEXT NOT NULL,
  hue INTEGER NOT NULL,
  PRIMARY KEY (page_id, position)
) STRICT, WITHOUT ROWID;
`,
})
