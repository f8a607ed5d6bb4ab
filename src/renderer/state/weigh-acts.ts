import { type TilesView } from '../../contracts/ipc/index.ts'
import { type ActKit } from './act-kit.ts'
import { neighbour } from './discount-acts.ts'
import { type RingUp } from './screen-state.ts'
import { parseQuantity } from '../ui/index.ts'

/** What is sold by measure and has a tile, once each, in the order of the pages. */
export function measuredTiles(pages: TilesView['pages']): readonly TilesView['pages'][number]['tiles'][number][] {
  const tiles = pages.flatMap((page) => page.tiles).filter((tile) => tile.unit !== 'each')
  return tiles.filter((tile, index) => tiles.findIndex(({ itemId }) => itemId === tile.itemId) === index)
}

/** Selling by measure, typed by hand: the item first, or the measure first, as the hands come to it. */
export function createWeighActs(kit: ActKit) {
  const { store, set, enqueue, sendOrTell, object, go } = kit

  function add(item: RingUp, quantity: number): void {
    set({ work: { kind: 'sell' }, entry: '', notice: undefined })
    enqueue(async () => void (await sendOrTell('add-item', { itemId: item.itemId, quantity })))
  }

  function choose(item: RingUp): void {
    const { work, entry } = store.getState()
    if (work.kind !== 'weigh') return
    const quantity = parseQuantity(entry)
    if (quantity === undefined) set({ work: { ...work, item }, notice: undefined })
    else add(item, quantity)
  }

  return {
    /** A measure typed before the key belongs to it. */
    openWeigh: () => {
      const { entry } = store.getState()
      go({ kind: 'weigh', item: undefined, choosing: true }, parseQuantity(entry) === undefined ? '' : entry)
    },
    chooseMeasured: choose,
    moveMeasured: (by: 1 | -1) => {
      const { work, pages } = store.getState()
      if (work.kind !== 'weigh' || !work.choosing) return
      const tiles = measuredTiles(pages)
      const next = neighbour(tiles.map(({ itemId }) => itemId), work.item?.itemId, by)
      const item = tiles.find(({ itemId }) => itemId === next)
      if (item !== undefined) set({ work: { ...work, item }, notice: undefined })
    },
    addWeighed: () => {
      const { work, entry } = store.getState()
      if (work.kind !== 'weigh') return
      const quantity = parseQuantity(entry)
      if (work.item === undefined) object({ words: 'weigh.chooseFirst' })
      else if (quantity === undefined) object({ words: 'weigh.measureFirst' })
      else add(work.item, quantity)
    },
  }
}
