import { type BasketView } from '../../contracts/ipc/index.ts'
import { type Api } from './api.ts'
import { latestOnly } from './latest.ts'
import { type ScreenStore } from './screen-state.ts'
import { askTiles, showTiles } from './tile-pages.ts'

/** A red line that stands no more became an item, or gave way to one that is weighed. Taken off by hand it costs one look too many. */
function isRedLineGone(before: BasketView | undefined, now: BasketView | undefined): boolean {
  const red = before?.lines.filter((line) => line.kind === 'unresolved' && !line.removed) ?? []
  return red.length > 0 && now?.id === before?.id && red.some(({ lineNo }) => !now?.lines.some((line) => line.lineNo === lineNo && line.kind === 'unresolved' && !line.removed))
}

/**
 * Keeps the tiles at the catalogue's prices. They were read when the page was loaded: after an import a tile showed the old
 * price, and what it rang up cost another. An import is told on every page, also one that was stopped half way; an item
 * created or priced at this counter, on this page or another, changes its tiles as well.
 */
export function followCatalogue(api: Pick<Api, 'call' | 'on'>, store: ScreenStore): () => void {
  const read = latestOnly(
    (_why: string) => askTiles(api, store),
    (_why, tiles) => {
      if (tiles !== undefined) showTiles(store, tiles)
    },
  )
  const stopJobs = api.on('jobs', ({ kind, state }) => {
    if (kind === 'import' && state !== 'running') read('import')
  })
  const stopItems = store.subscribe(({ work, counter }, before) => {
    if (before.work.kind === 'newItem' && before.work.saving && work.kind !== 'newItem') read('item')
    // Another page of this register made the item or its price: all that is told of it here is the basket.
    else if (counter !== before.counter && isRedLineGone(before.counter?.basket, counter?.basket)) read('item')
  })
  return () => {
    stopJobs()
    stopItems()
  }
}
