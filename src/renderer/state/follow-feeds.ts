import { type Api } from './api.ts'
import { latestOnly } from './latest.ts'
import { type ScreenStore } from './screen-state.ts'

/**
 * Reads again what head office changed under a page that is open: names and PINs on the sign-on screen, the shop's name, the tiles' prices, the list of people. Somebody new
 * could sign on at the next start only, and a tile showed yesterday's price until somebody loaded the page. Returns the way to stop.
 */
export function followFeeds(api: Pick<Api, 'call'>, store: ScreenStore): () => void {
  const read = latestOnly(
    (_fed: number) => Promise.all([api.call('register', {}), api.call('tiles', {}), store.getState().work.kind === 'people' ? api.call('people', {}) : undefined]),
    (_fed, [register, tiles, people]) => {
      if (register.ok) store.setState({ register: register.value })
      if (tiles.ok) store.setState({ pages: tiles.value.pages })
      if (people?.ok === true && store.getState().work.kind === 'people') store.setState({ people: people.value })
    },
  )
  return store.subscribe(({ replication }, before) => {
    const fed = replication?.fed
    if (fed !== undefined && fed !== before.replication?.fed) read(fed)
  })
}
