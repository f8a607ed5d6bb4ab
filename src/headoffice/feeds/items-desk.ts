import { fedItem, type ItemEdit, type ItemEdited, type ItemOverview, type ItemsOverview, type Overview } from '../../contracts/replication/index.ts'
import { gtin14 } from '../../domain/catalogue/index.ts'
import { type FedItem, fedPriceAt } from '../../domain/feed/index.ts'
import { canonicalJson } from '../../domain/journal/index.ts'
import { type Clock, type Log } from '../log.ts'
import { type FeedEdited, type FeedEditRow } from '../store/feed-rows.ts'
import { type HeadOfficeStore } from '../store/port.ts'
import { itemChoices, type ItemChoices } from './item-choices.ts'

const shownItems = 50
/** More than there are settings. */
const mostSettings = 500

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

  async function choicesOf(storeId: string, overview: Overview): Promise<ItemChoices & { readonly usual?: string }> {
    const [settings, [first]] = await Promise.all([store.feedRows(storeId, 'settings', { words: ['taxrates'], limit: mostSettings }), store.feedRows(storeId, 'items', { words: [], limit: 1 })])
    const usual = itemOf(first?.text ?? null)?.currency
    return { ...itemChoices(overview, storeId, settings.map(({ text }) => text), usual), ...(usual !== undefined && { usual }) }
  }

  /** What its registers would park, said before it travels. What is kept already may stay as it is. */
  async function refusal(storeId: string, item: FedItem): Promise<ItemEdited | undefined> {
    const [{ sellsIn, taxClasses }, row] = await Promise.all([store.overview(clock()).then((overview) => choicesOf(storeId, overview)), store.feedRow(storeId, 'items', item.id)])
    if (sellsIn !== undefined && item.currency !== sellsIn) return { ok: false, reason: 'otherCurrency', currency: sellsIn }
    const isKept = itemOf(row?.text ?? null)?.taxClass === item.taxClass
    return isKept || taxClasses.includes(item.taxClass) ? undefined : { ok: false, reason: 'taxClassUnknown', known: taxClasses }
  }

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
      const overview = await store.overview(clock())
      if (!overview.stores.some(({ id }) => id === storeId)) return undefined
      const words = folded(search).split(/\s+/u).filter((word) => word !== '').slice(0, 8)
      const [head, rows, arrivals, { sellsIn, usual, currencies, taxClasses }] = await Promise.all([store.feedHead(storeId, 'items'), store.feedRows(storeId, 'items', { words, limit: shownItems }), store.feedArrivals(storeId, 'items'), choicesOf(storeId, overview)])
      const items = rows.slice(0, shownItems).flatMap(({ text, version }): readonly ItemOverview[] => {
        const item = itemOf(text)
        return item === undefined ? [] : [{ ...item, version }]
      })
      const currency = sellsIn ?? usual
      return { version: head.version, count: head.rows, items, more: rows.length > shownItems, arrivals, currencies, taxClasses, ...(currency !== undefined && { currency }) }
    },
    editItem: async (storeId, { item: given, seenVersion, by }) => {
      const item = tidied(given, clock())
      return (await refusal(storeId, item)) ?? made(storeId, { id: item.id, text: canonicalJson(item), seenVersion, search: searchOf(item), codes: codesOf(item) }, by)
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
