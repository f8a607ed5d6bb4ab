import { fedItem, type ItemEdit, type ItemEdited, type ItemOverview, type ItemsOverview } from '../../contracts/replication/index.ts'
import { gtin14 } from '../../domain/catalogue/index.ts'
import { type FedItem, fedPriceAt } from '../../domain/feed/index.ts'
import { canonicalJson } from '../../domain/journal/index.ts'
import { type Clock, type Log } from '../log.ts'
import { type FeedEdited, type FeedEditRow } from '../store/feed-rows.ts'
import { type HeadOfficeStore } from '../store/port.ts'

const shownItems = 50

interface ItemsDeskParts {
  readonly store: Pick<HeadOfficeStore, 'feedHead' | 'feedRow' | 'feedRows' | 'feedArrivals' | 'editFeed' | 'overview'>
  readonly clock: Clock
  readonly log: Log
  readonly edited: (storeId: string) => void
}

export interface ItemsDesk {
  /** Undefined: there is no such store. */
  items(storeId: string, search: string): Promise<ItemsOverview | undefined>
  editItem(storeId: string, edit: ItemEdit): Promise<ItemEdited | undefined>
  withdrawItem(storeId: string, id: string, said: { readonly seenVersion: number; readonly by: string }): Promise<ItemEdited | undefined>
}

/** What head office's people do with the range of a store. */
export function itemsDesk({ store, clock, log, edited }: ItemsDeskParts): ItemsDesk {
  const storeOf = async (storeId: string) => (await store.overview(clock())).stores.find(({ id }) => id === storeId)

  async function made(storeId: string, row: FeedEditRow, by: string): Promise<ItemEdited | undefined> {
    if ((await storeOf(storeId)) === undefined) return undefined
    const done = await store.editFeed(storeId, { feed: 'items', rows: [row], by }, clock())
    // Before anybody hears that it is done: the next acknowledgement says so.
    if (done.ok) edited(storeId)
    log('item.edited', { store: storeId, outcome: done.ok ? `version ${done.version}` : done.reason })
    return said(storeId, done)
  }

  async function said(storeId: string, done: FeedEdited): Promise<ItemEdited> {
    if (done.ok || done.reason === 'changedMeanwhile') return done
    const holder = await store.feedRow(storeId, 'items', done.id)
    return { ok: false, reason: 'codeTaken', code: done.code.slice(done.code.indexOf(':') + 1), by: itemOf(holder?.text ?? null)?.sku ?? done.id }
  }

  return {
    items: async (storeId, search) => {
      const shop = await storeOf(storeId)
      if (shop === undefined) return undefined
      const words = folded(search).split(/\s+/u).filter((word) => word !== '').slice(0, 8)
      const [head, rows, arrivals] = await Promise.all([store.feedHead(storeId, 'items'), store.feedRows(storeId, 'items', { words, limit: shownItems }), store.feedArrivals(storeId, 'items')])
      const items = rows.slice(0, shownItems).flatMap(({ text, version }): readonly ItemOverview[] => {
        const item = itemOf(text)
        return item === undefined ? [] : [{ ...item, version }]
      })
      const currency = items[0]?.currency ?? shop.today[0]?.currency
      return { version: head.version, count: head.rows, items, more: rows.length > shownItems, arrivals, ...(currency !== undefined && { currency }) }
    },
    editItem: (storeId, { item: given, seenVersion, by }) => {
      const item = tidied(given, clock())
      return made(storeId, { id: item.id, text: canonicalJson(item), seenVersion, search: searchOf(item), codes: codesOf(item) }, by)
    },
    withdrawItem: (storeId, id, { seenVersion, by }) => made(storeId, { id, text: null, seenVersion, search: '', codes: [] }, by),
  }
}

/** Of the prices that are past only the one that holds; barcodes as registers keep them, each once. */
function tidied(item: FedItem, now: number): FedItem {
  const { prices, barcodes } = item
  const holds = fedPriceAt(prices, now)
  return { ...item, barcodes: [...new Set(barcodes.map((code) => gtin14(code) ?? code))], prices: prices.filter((price) => price === holds || price.from > now) }
}

function codesOf({ sku, barcodes }: FedItem): readonly string[] {
  return [`sku:${sku}`, ...barcodes.map((code) => `code:${code}`)]
}

function searchOf({ names, sku, barcodes }: FedItem): string {
  return folded([...Object.values(names), sku, ...barcodes].join(' '))
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

function itemOf(text: string | null): FedItem | undefined {
  return text === null ? undefined : fedItem.safeParse(JSON.parse(text)).data
}
