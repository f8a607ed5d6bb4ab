import { type Names } from '../domain/catalogue/index.ts'
import { type Connection } from './connection.ts'
import { itemColumns, type ItemRow, toItem } from './items.ts'
import { type RegisterWriter, type Tile, type TilePage } from './register-database.ts'
import { fromStoredJson } from './stored-json.ts'

type TileRow = readonly [...ItemRow, icon: string, hue: number]

interface PageRow {
  readonly id: string
  readonly names: string
}

export function readTiles(db: Connection) {
  const pages = db.prepare<[], PageRow>('SELECT id, names FROM tile_page ORDER BY position')
  const tiles = db.prepare<[string], TileRow>(
    `SELECT ${itemColumns}, tile.icon, tile.hue FROM tile JOIN item USING (item_key) LEFT JOIN price USING (item_key) WHERE tile.page_id = ? ORDER BY tile.position`,
  ).raw()
  const fedPages = db.prepare<[], PageRow>('SELECT id, names FROM fed_tile_page ORDER BY position, id')
  const fedTiles = db.prepare<[string], TileRow>(
    `SELECT ${itemColumns}, fed_tile.icon, fed_tile.hue FROM fed_tile JOIN item USING (item_key) LEFT JOIN price USING (item_key) WHERE fed_tile.page_id = ? ORDER BY fed_tile.position`,
  ).raw()
  const own = (): readonly PageRow[] => pages.all()
  return {
    /** As the counter shows them: head office's pages, as far as any of their items are here; the store's own where there is nothing of these to show. */
    tilePages(): readonly TilePage[] {
      const fed = fedPages.all().map((page) => toPage(page, fedTiles.all(page.id))).filter((page) => page.tiles.length > 0)
      return fed.length > 0 ? fed : own().map((page) => toPage(page, tiles.all(page.id)))
    },
    /** What the store's own pages are called, whoever's are shown: its categories go by their ids. */
    storePageNames: (): ReadonlyMap<string, Names> => new Map(own().map(({ id, names }) => [id, fromStoredJson<Names>(names)])),
  }
}

function toPage({ id, names }: PageRow, rows: readonly TileRow[]): TilePage {
  return { id, names: fromStoredJson<Names>(names), tiles: onceEach(rows.map((row) => ({ item: toItem(row), icon: row[12], hue: row[13] }))) }
}

/** Two rows of head office may have been one item of this register, one after the other. */
function onceEach(tiles: readonly Tile[]): readonly Tile[] {
  const seen = new Set<string>()
  return tiles.filter(({ item }) => seen.size < seen.add(item.id).size)
}

/**
 * Which item of this register each of head office's tiles is, by what was fed last, in whatever order the two feeds came: one that is withdrawn is none, and one that is no row of
 * head office's any more is still what it was. Only tiles for which it is another one are written.
 */
export const findFedTiles = `UPDATE fed_tile SET item_key = found.item_key FROM (
    SELECT page_id, position, CASE
      WHEN EXISTS (SELECT 1 FROM feed_item WHERE feed_item.id = looked.item_id) THEN (SELECT item_key FROM feed_item WHERE feed_item.id = looked.item_id AND hash IS NOT NULL)
      ELSE coalesce((SELECT item_key FROM item WHERE item.id = looked.item_id), looked.item_key) END AS item_key
    FROM fed_tile AS looked
  ) AS found WHERE found.page_id = fed_tile.page_id AND found.position = fed_tile.position AND found.item_key IS NOT fed_tile.item_key`

export function writeTiles(db: Connection) {
  const clear = db.prepare('DELETE FROM tile_page')
  const insertPage = db.prepare<[string, number, string]>('INSERT INTO tile_page (id, position, names) VALUES (?, ?, ?)')
  const insertTile = db.prepare<[string, number, string, number, string]>(
    'INSERT INTO tile (page_id, position, icon, hue, item_key) SELECT ?, ?, ?, ?, item_key FROM item WHERE id = ?',
  )
  const dropFedTiles = db.prepare<[string]>('DELETE FROM fed_tile WHERE page_id = ?')
  const dropFedPage = db.prepare<[string]>('DELETE FROM fed_tile_page WHERE id = ?')
  const putFedPage = db.prepare<[string, number, string]>('INSERT INTO fed_tile_page (id, position, names) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET position = excluded.position, names = excluded.names')
  const insertFedTile = db.prepare<[string, number, string, string, number]>('INSERT INTO fed_tile (page_id, position, item_id, icon, hue) VALUES (?, ?, ?, ?, ?)')
  const findAll = db.prepare(findFedTiles)
  return {
    /** Replaces every page. A tile of an item nobody knows throws: the items of a feed come before its tiles. */
    saveTilePages(all: Parameters<RegisterWriter['saveTilePages']>[0]): void {
      clear.run()
      for (const [position, page] of all.entries()) {
        insertPage.run(page.id, position, JSON.stringify(page.names))
        for (const [place, tile] of page.tiles.entries()) {
          if (insertTile.run(page.id, place, tile.icon, tile.hue, tile.itemId).changes !== 1) throw new Error(`a tile of an unknown item: ${tile.itemId}`)
        }
      }
    },
    saveFedTilePages({ put, gone }: Parameters<RegisterWriter['saveFedTilePages']>[0]): void {
      for (const id of gone) {
        dropFedTiles.run(id)
        dropFedPage.run(id)
      }
      for (const { id, position, names, tiles } of put) {
        dropFedTiles.run(id)
        putFedPage.run(id, position, JSON.stringify(names))
        for (const [place, { itemId, icon, hue }] of tiles.entries()) insertFedTile.run(id, place, itemId, icon, hue)
      }
      findAll.run()
    },
  }
}
