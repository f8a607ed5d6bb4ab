import type { LayoutsOverview, TilePageEdit, TilePageEdited, TilePageOrder } from '../../contracts/replication/index.ts'
import { ask, type Reply } from './who.ts'

/** The page's line to head office about the tiles of a store's counters. */
export interface LayoutsLine {
  readonly look: (store: string) => Promise<Reply<LayoutsOverview>>
  readonly save: (store: string, page: TilePageEdit['page'], seenVersion: number, by: string) => Promise<Reply<TilePageEdited>>
  readonly order: (store: string, pages: TilePageOrder['pages'], by: string) => Promise<Reply<TilePageEdited>>
  readonly remove: (store: string, id: string, seenVersion: number, by: string) => Promise<Reply<TilePageEdited>>
}

const address = (store: string): string => `/api/stores/${encodeURIComponent(store)}/layouts`

export const layoutsLine: LayoutsLine = {
  look: (store) => ask(address(store)),
  save: (store, page, seenVersion, by) => ask(address(store), { page, seenVersion, by }),
  order: (store, pages, by) => ask(`${address(store)}/order`, { pages, by }),
  remove: (store, id, seenVersion, by) => ask(`${address(store)}/${encodeURIComponent(id)}/removed`, { seenVersion, by }),
}
