import { fedTilePage, type FedTilePage } from '../../contracts/replication/index.ts'
import { type FedRow } from '../../db/index.ts'
import { type FeedContext, parsed } from './feed-items.ts'

/**
 * The pages of tiles that head office keeps, each whole. While there are any they stand in the place of the store's own, which stay as they are and come back when head office keeps
 * none. No page waits for an item: a tile is left out while its item is not here, and shown from the moment it is.
 */
export const layoutsFeed = { use: useLayouts, release: releaseLayouts, applied: 'layouts.fed', released: 'layouts.released' } as const

function useLayouts({ database }: FeedContext, rows: readonly FedRow[]): ReadonlyMap<string, string> {
  const parked = new Map<string, string>()
  const put: FedTilePage[] = []
  for (const { id, text } of rows) {
    if (text === null) continue
    const page = readPage(id, text)
    if (typeof page === 'string') parked.set(id, page)
    else put.push(page)
  }
  database.saveFedTilePages({
    gone: rows.filter(({ text }) => text === null).map(({ id }) => id),
    put: put.map(({ id, position, names, tiles }) => ({ id, position, names, tiles: tiles.map(({ item, icon, hue }) => ({ itemId: item, icon, hue })) })),
  })
  return parked
}

function releaseLayouts({ database }: FeedContext, ids: readonly string[]): void {
  database.saveFedTilePages({ gone: ids, put: [] })
}

/** The page, or why it is none. */
function readPage(id: string, text: string): FedTilePage | string {
  const said = parsed(text)
  if (said === undefined) return 'not-json'
  const page = fedTilePage.safeParse(said).data
  return page?.id === id ? page : 'page-unreadable'
}
