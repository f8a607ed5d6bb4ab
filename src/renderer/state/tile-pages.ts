import { type TilesView } from '../../contracts/ipc/index.ts'
import { type Api } from './api.ts'
import { type ScreenState, type ScreenStore } from './screen-state.ts'

type Pages = TilesView['pages']

/** As many as the query takes; what is beyond keeps what it showed. */
const mostAlso = 500

/** Whoever rings up knows where the next tile is before they look: none moves under a hand that is at work. */
function isHandBusy({ counter, work }: Pick<ScreenState, 'counter' | 'work'>): boolean {
  return counter?.basket !== undefined || work.kind === 'weigh' || work.kind === 'returnItem'
}

/** Where everything stands and what it looks like, without names of items and prices: those change in their place. */
function arrangement(pages: Pages): string {
  return JSON.stringify(pages.map(({ id, names, tiles }) => [id, names, tiles.map(({ itemId, icon, hue }) => [itemId, icon, hue])]))
}

function idsOf(pages: Pages): ReadonlySet<string> {
  return new Set(pages.flatMap(({ tiles }) => tiles.map(({ itemId }) => itemId)))
}

/** The tiles as they are now, with what those cost that stay on the screen for the moment though they are on no page any more. Undefined: no answer. */
export async function askTiles(api: Pick<Api, 'call'>, store: ScreenStore): Promise<TilesView | undefined> {
  const answer = await api.call('tiles', {})
  if (!answer.ok) return undefined
  const here = idsOf(answer.value.pages)
  const also = isHandBusy(store.getState()) ? [...idsOf(store.getState().pages)].filter((id) => !here.has(id)).slice(0, mostAlso) : []
  if (also.length === 0) return answer.value
  const more = await api.call('tiles', { also })
  return more.ok ? more.value : answer.value
}

/** Shows them at once, or while a basket is open their names and prices alone, each where it was; the rest comes with the next basket (`followHands`). */
export function showTiles(store: ScreenStore, { pages, also = [], goods }: TilesView): void {
  const state = store.getState()
  if ((goods === true) !== (state.goodsWithoutTiles === true)) store.setState({ goodsWithoutTiles: goods === true })
  if (state.pages.length === 0 || !isHandBusy(state) || arrangement(state.pages) === arrangement(pages)) {
    store.setState({ pages, pagesToCome: undefined })
    return
  }
  const items = new Map([...also, ...pages.flatMap(({ tiles }) => tiles)].map((item) => [item.itemId, item]))
  store.setState({
    pages: state.pages.map((page) => ({
      ...page,
      tiles: page.tiles.map((tile) => {
        const item = items.get(tile.itemId)
        return item === undefined ? tile : { ...item, icon: tile.icon, hue: tile.hue }
      }),
    })),
    pagesToCome: pages,
  })
}

/** The pages that waited, as soon as no basket is open. Returns the way to stop. */
export function followHands(store: ScreenStore): () => void {
  return store.subscribe((state) => {
    const { pagesToCome } = state
    if (pagesToCome !== undefined && !isHandBusy(state)) store.setState({ pages: pagesToCome, pagesToCome: undefined })
  })
}
