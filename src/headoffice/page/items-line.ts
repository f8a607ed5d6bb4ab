import type { ItemEdited, ItemOverview, ItemsOverview } from '../../contracts/replication/index.ts'

/** The page's line to head office about a store's items. Undefined when it did not answer, or took nothing of it. */
export interface ItemsLine {
  readonly find: (store: string, search: string) => Promise<ItemsOverview | undefined>
  readonly save: (store: string, item: Omit<ItemOverview, 'version'>, seenVersion: number, by: string) => Promise<ItemEdited | undefined>
  readonly withdraw: (store: string, id: string, seenVersion: number, by: string) => Promise<ItemEdited | undefined>
}

const address = (store: string): string => `/api/stores/${encodeURIComponent(store)}/items`

export const itemsLine: ItemsLine = {
  find: async (store, search) => {
    const answer = await fetch(`${address(store)}?search=${encodeURIComponent(search)}`).catch(() => undefined)
    return answer?.status === 200 ? ((await answer.json()) as ItemsOverview) : undefined
  },
  save: (store, item, seenVersion, by) => told(address(store), { item, seenVersion, by }),
  withdraw: (store, id, seenVersion, by) => told(`${address(store)}/${encodeURIComponent(id)}/withdrawn`, { seenVersion, by }),
}

async function told(to: string, body: object): Promise<ItemEdited | undefined> {
  const answer = await fetch(to, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }).catch(() => undefined)
  return answer?.status === 200 ? ((await answer.json()) as ItemEdited) : undefined
}
