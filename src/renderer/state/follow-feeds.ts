import { type Api } from './api.ts'
import { latestOnly } from './latest.ts'
import { type ScreenStore } from './screen-state.ts'
import { askTiles, showTiles } from './tile-pages.ts'

/**
 * Reads again what head office changed under a page that is open: names and PINs on the sign-on screen, the shop's name, the tiles and their prices, the list of people, the matrix of rights. Somebody new
 * could sign on at the next start only, and a tile showed yesterday's price until somebody loaded the page. Returns the way to stop.
 */
export function followFeeds(api: Pick<Api, 'call'>, store: ScreenStore): () => void {
  const read = latestOnly(
    (_fed: number) => Promise.all([api.call('register', {}), askTiles(api, store), store.getState().work.kind === 'people' ? api.call('people', {}) : undefined, isOnRights(store) ? api.call('permissions', {}) : undefined]),
    (_fed, [register, tiles, people, rights]) => {
      if (register.ok) store.setState({ register: register.value })
      if (tiles !== undefined) showTiles(store, tiles)
      if (people?.ok === true && store.getState().work.kind === 'people') store.setState({ people: people.value })
      if (rights !== undefined && isOnRights(store)) {
        if (rights.ok) store.setState({ rights: rights.value })
        // Their own right to look at it is gone.
        else if (rights.refusal.code === 'request.notAllowed') store.setState({ rights: 'refused', work: { kind: 'rights', chosen: undefined } })
      }
    },
  )
  return store.subscribe(({ replication, health }, before) => {
    const fed = replication?.fed
    // Who could approve is another, once head office was away for too long.
    const narrowed = health?.contact?.state === 'over'
    if ((fed !== undefined && fed !== before.replication?.fed) || (before.health !== undefined && narrowed !== (before.health.contact?.state === 'over'))) read(fed ?? 0)
  })
}

function isOnRights(store: ScreenStore): boolean {
  const { kind } = store.getState().work
  return kind === 'rights' || kind === 'grant'
}
