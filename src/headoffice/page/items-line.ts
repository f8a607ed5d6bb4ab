import type { ItemEdited, ItemOverview, ItemsOverview } from '../../contracts/replication/index.ts'
import { ask, type Reply } from './who.ts'

/** The page's line to head office about a store's items. */
export interface ItemsLine {
  readonly find: (store: string, search: string) => Promise<Reply<ItemsOverview>>
  readonly save: (store: string, item: Omit<ItemOverview, 'version'>, seenVersion: number, by: string) => Promise<Reply<ItemEdited>>
  readonly withdraw: (store: string, id: string, seenVersion: number, by: string) => Promise<Reply<ItemEdited>>
}

const address = (store: string): string => `/api/stores/${encodeURIComponent(store)}/items`

export const itemsLine: ItemsLine = {
  find: (store, search) => ask(`${address(store)}?search=${encodeURIComponent(search)}`),
  save: (store, item, seenVersion, by) => ask(address(store), { item, seenVersion, by }),
  withdraw: (store, id, seenVersion, by) => ask(`${address(store)}/${encodeURIComponent(id)}/withdrawn`, { seenVersion, by }),
}
