import { fedItem, feedRowText, fedTilePage, type FedTilePage, type ItemOverview, type LayoutsOverview, mostPosition, mostTilePages, type TilePageChange, type TilePageEdit, type TilePageEdited, type TilePageOrder, type TilePageOverview } from '../../contracts/replication/index.ts'
import { canonicalJson, canonicalValue } from '../../domain/journal/index.ts'
import { type Clock, type Log } from '../log.ts'
import { type FeedEditRow } from '../store/feed-rows.ts'
import { type HeadOfficeStore } from '../store/port.ts'

const shownChanges = 50
/** More than there are pages, also where two people added the last one at once. */
const mostRead = 2 * mostTilePages

interface LayoutsDeskParts {
  readonly store: Pick<HeadOfficeStore, 'feedHead' | 'feedRow' | 'feedRows' | 'feedRowsOf' | 'feedArrivals' | 'feedChanges' | 'editFeed' | 'overview'>
  readonly clock: Clock
  readonly log: Log
  readonly edited: (storeId: string) => void
}

export interface LayoutsDesk {
  /** Undefined: there is no such store. */
  layouts(storeId: string): Promise<LayoutsOverview | undefined>
  editPage(storeId: string, edit: TilePageEdit): Promise<TilePageEdited | undefined>
  orderPages(storeId: string, order: TilePageOrder): Promise<TilePageEdited | undefined>
  removePage(storeId: string, id: string, said: { readonly seenVersion: number; readonly by: string }): Promise<TilePageEdited | undefined>
}

/** What head office's people do with the tiles of a store's counters. */
export function layoutsDesk({ store, clock, log, edited }: LayoutsDeskParts): LayoutsDesk {
  const isStore = async (storeId: string): Promise<boolean> => (await store.overview(clock())).stores.some(({ id }) => id === storeId)

  async function pagesOf(storeId: string): Promise<readonly TilePageOverview[]> {
    const rows = await store.feedRows(storeId, 'layouts', { words: [], limit: mostRead })
    return rows
      .flatMap(({ text, version }): readonly TilePageOverview[] => {
        const page = pageOf(text)
        return page === undefined ? [] : [{ ...page, version }]
      })
      .toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
  }

  /** Those of them that are in the range now. */
  async function itemsOf(storeId: string, ids: readonly string[]): Promise<readonly ItemOverview[]> {
    const rows = await store.feedRowsOf(storeId, 'items', [...new Set(ids)])
    return rows.flatMap(({ text, version }): readonly ItemOverview[] => {
      const item = text === null ? undefined : fedItem.safeParse(JSON.parse(text)).data
      return item === undefined ? [] : [{ ...item, version }]
    })
  }

  async function made(storeId: string, rows: readonly FeedEditRow[], by: string): Promise<TilePageEdited> {
    const done = await store.editFeed(storeId, { feed: 'layouts', rows, by }, clock())
    // Before anybody hears that it is done: the next acknowledgement says so.
    if (done.ok) edited(storeId)
    log('layout.edited', { store: storeId, pages: rows.length, outcome: done.ok ? `version ${done.version}` : done.reason })
    return done.ok ? done : { ok: false, reason: 'changedMeanwhile' }
  }

  return {
    layouts: async (storeId) => {
      if (!(await isStore(storeId))) return undefined
      const [head, pages, arrivals, changes] = await Promise.all([store.feedHead(storeId, 'layouts'), pagesOf(storeId), store.feedArrivals(storeId, 'layouts'), store.feedChanges(storeId, 'layouts', shownChanges)])
      return {
        version: head.version,
        pages,
        items: await itemsOf(storeId, pages.flatMap(({ tiles }) => tiles.map(({ item }) => item))),
        arrivals,
        changes: changes.map(({ text, ...of }): TilePageChange => {
          const page = pageOf(text)
          return { ...of, ...(page !== undefined && { page }) }
        }),
      }
    },
    editPage: async (storeId, { page, seenVersion, by }) => {
      if (!(await isStore(storeId))) return undefined
      const all = await pagesOf(storeId)
      const before = all.find(({ id }) => id === page.id)
      if (before === undefined && all.length >= mostTilePages) return { ok: false, reason: 'tooMany' }
      // What was withdrawn from the range may stay where it stood; nothing that is not in it is put anywhere.
      const stood = new Set(before?.tiles.map(({ item }) => item))
      const come = page.tiles.map(({ item }) => item).filter((item) => !stood.has(item))
      if ((await itemsOf(storeId, come)).length < come.length) return { ok: false, reason: 'itemUnknown' }
      const text = textOf({ ...page, position: before?.position ?? Math.min((all.at(-1)?.position ?? -1) + 1, mostPosition) })
      return text.length > feedRowText ? { ok: false, reason: 'tooLong' } : made(storeId, [rowOf(page, text, seenVersion)], by)
    },
    orderPages: async (storeId, { pages: wanted, by }) => {
      if (!(await isStore(storeId))) return undefined
      const all = new Map((await pagesOf(storeId)).map(({ version: _version, ...page }) => [page.id, page]))
      const rows = wanted.flatMap(({ id, seenVersion }, position): readonly FeedEditRow[] => {
        const page = all.get(id)
        return page === undefined ? [] : [rowOf(page, textOf({ ...page, position }), seenVersion)]
      })
      // A page that whoever ordered them did not see, or one that is gone: they look again.
      return rows.length < wanted.length || all.size > wanted.length ? { ok: false, reason: 'changedMeanwhile' } : made(storeId, rows, by)
    },
    removePage: async (storeId, id, { seenVersion, by }) => ((await isStore(storeId)) ? made(storeId, [{ id, text: null, seenVersion, search: '', codes: [] }], by) : undefined),
  }
}

function rowOf({ id, names }: Pick<FedTilePage, 'id' | 'names'>, text: string, seenVersion: number): FeedEditRow {
  return { id, text, seenVersion, search: Object.values(names).join(' ').normalize('NFKC').toLowerCase(), codes: [] }
}

function textOf(page: FedTilePage): string {
  return canonicalJson(canonicalValue({ ...page }))
}

function pageOf(text: string | null): FedTilePage | undefined {
  return text === null ? undefined : fedTilePage.safeParse(JSON.parse(text)).data
}
