import { type Api } from './api.ts'
import { latestOnly } from './latest.ts'
import { type ScreenStore } from './screen-state.ts'

/**
 * Keeps the tiles at the catalogue's prices. They were read when the page was loaded: after an import a tile showed the old
 * price, and what it rang up cost another. An import is told on every page, also one that was stopped half way; an item
 * created or priced at this counter changes its tiles as well.
 */
export function followCatalogue(api: Pick<Api, 'call' | 'on'>, store: ScreenStore): () => void {
  const read = latestOnly(
    (_why: string) => api.call('tiles', {}),
    (_why, tiles) => {
      if (tiles.ok) store.setState({ pages: tiles.value.pages })
    },
  )
  const stopJobs = api.on('jobs', ({ kind, state }) => {
    if (kind === 'import' && state !== 'running') read('import')
  })
  const stopItems = store.subscribe(({ work }, before) => {
    if (before.work.kind === 'newItem' && before.work.saving && work.kind !== 'newItem') read('item')
  })
  return () => {
    stopJobs()
    stopItems()
  }
}
