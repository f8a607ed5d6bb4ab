import { type Names } from '../domain/catalogue/index.ts'
import { type Connection } from './connection.ts'
import { itemColumns, type ItemRow, toItem } from './items.ts'
import { type RegisterWriter, type TilePage } from './register-database.ts'
import { fromStoredJson } from './stored-json.ts'

export function readTiles(db: Connection) {
  const pages = db.prepare<[], { id: string; names: string }>('SELECT id, names FROM tile_page ORDER BY position')
  const tiles = db.prepare<[string], readonly [...ItemRow, icon: string, hue: number]>(
    `SELECT ${itemColumns}, tile.icon, tile.hue FROM tile JOIN item USING (item_key) LEFT JOIN price USING (item_key) WHERE tile.page_id = ? ORDER BY tile.position`,
  ).raw()
  return {
    tilePages(): readonly TilePage[] {
      return pages.all().map(({ id, names }) => ({
        id,
        names: fromStoredJson<Names>(names),
        tiles: tiles.all(id).map((row) => ({ item: toItem(row), icon: row[12], hue: row[13] })),
      }))
    },
  }
}

export function writeTiles(db: Connection) {
  const clear = db.prepare('DELETE FROM tile_page')
  const insertPage = db.prepare<[string, number, string]>('INSERT INTO tile_page (id, position, names) VALUES (?, ?, ?)')
  const insertTile = db.prepare<[string, number, string, number, string]>(
    'INSERT INTO tile (page_id, position, icon, hue, item_key) SELECT ?, ?, ?, ?, item_key FROM item WHERE id = ?',
  )
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
  }
}
