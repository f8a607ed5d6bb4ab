import { type DevicesView, type Input, type TareView, type TilesView, type WeightView } from '../../contracts/ipc/index.ts'
import { type ActKit } from './act-kit.ts'
import { neighbour } from './discount-acts.ts'
import { type RingUp, type ScreenState } from './screen-state.ts'
import { parseQuantity } from '../ui/index.ts'

/** What is sold by measure and has a tile, once each, in the order of the pages. */
export function measuredTiles(pages: TilesView['pages']): readonly TilesView['pages'][number]['tiles'][number][] {
  const tiles = pages.flatMap((page) => page.tiles).filter((tile) => tile.unit !== 'each')
  return tiles.filter((tile, index) => tiles.findIndex(({ itemId }) => itemId === tile.itemId) === index)
}

/** Below the five seconds for which main goes on telling. */
export const watchEvery = 2000

/** The scale that answers at the moment; without one the measure is typed. */
export function usableScale({ devices }: Pick<ScreenState, 'devices'>): DevicesView['devices'][number] | undefined {
  return devices.find(({ kind, health }) => kind === 'scale' && (health === 'ready' || health === 'degraded'))
}

/** The preset tare in hand: one that this register still keeps. */
export function tareOf({ work, tares }: Pick<ScreenState, 'work' | 'tares'>): TareView | undefined {
  return work.kind === 'weigh' ? tares.find(({ id }) => id === work.tareId) : undefined
}

/** What main makes of the shown weight with the tare in hand; undefined while it has not answered for this very tare. */
export function presetOf(weight: WeightView, tare: TareView | undefined): WeightView['preset'] {
  return weight.preset?.id === tare?.id ? weight.preset : undefined
}

/** Where the live weight is shown: to sell by it, and to see whether the scale says anything. */
function looksAtScale({ work, setup }: ScreenState): boolean {
  return work.kind === 'weigh' || work.kind === 'devices' || setup?.page === 'devices'
}

/** Selling by measure, from the scale or typed by hand: the item first, or the measure first, as the hands come to it. */
export function createWeighActs(kit: ActKit) {
  const { api, store, set, enqueue, sendOrTell, object, refused, go } = kit

  function add(item: RingUp, quantity: number): void {
    set({ work: { kind: 'sell' }, entry: '', notice: undefined })
    enqueue(async () => void (await sendOrTell('add-item', { itemId: item.itemId, quantity })))
  }

  /** The scale is asked then and there, by main: no weight goes from here. */
  function weigh(item: RingUp): void {
    enqueue(async () => {
      // A second Enter while the first was waiting for the load to settle is not a second line.
      const state = store.getState()
      if (state.work.kind !== 'weigh') return
      const added = await sendOrTell('weigh', { itemId: item.itemId, ...tareAsked(state) })
      if (added && store.getState().work.kind === 'weigh') set({ work: { kind: 'sell' }, entry: '' })
    })
  }

  /** By its id alone: what it takes off is worked out by main. */
  const tareAsked = (state: ScreenState): { readonly tareId?: string } => {
    const tare = tareOf(state)
    return tare === undefined ? {} : { tareId: tare.id }
  }

  function watchWeight(): void {
    void api.call('weight', tareAsked(store.getState())).then((answer) => {
      if (looksAtScale(store.getState())) set({ weight: answer.ok ? answer.value : undefined })
    })
  }

  function chooseTare(tareId: string | undefined): void {
    const { work } = store.getState()
    if (work.kind !== 'weigh') return
    const { tareId: _, ...bare } = work
    set({ work: tareId === undefined ? bare : { ...bare, tareId }, notice: undefined })
    // At once: the hand that chose it looks at the net.
    if (usableScale(store.getState()) !== undefined) watchWeight()
  }

  function order<N extends 'zero-scale' | 'tare-scale' | 'load-scale'>(name: N, input: Input<N>): void {
    enqueue(async () => {
      const answer = await api.call(name, input)
      if (answer.ok) set({ notice: undefined })
      else refused(answer.refusal)
    })
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
    chooseTare,
    /** No tare is one of the choices, before the first and after the last. */
    moveTare: (by: 1 | -1) => {
      const state = store.getState()
      if (state.work.kind !== 'weigh' || state.tares.length === 0 || usableScale(state) === undefined) return
      const choices = [undefined, ...state.tares.map(({ id }) => id)]
      chooseTare(choices[(choices.indexOf(tareOf(state)?.id) + by + choices.length) % choices.length])
    },
    watchWeight,
    forgetWeight: () => set({ weight: undefined }),
    showWeight: (weight: WeightView) => {
      if (looksAtScale(store.getState())) set({ weight })
    },
    zeroScale: () => order('zero-scale', {}),
    tareScale: (clear: boolean) => order('tare-scale', clear ? { clear } : {}),
    /** On the simulated scale only. */
    loadScale: (grams: number) => order('load-scale', { grams }),
    addWeighed: () => {
      const { work, entry } = store.getState()
      if (work.kind !== 'weigh') return
      const quantity = parseQuantity(entry)
      if (work.item === undefined) object({ words: 'weigh.chooseFirst' })
      else if (quantity === undefined && entry === '' && work.item.unit === 'kg' && usableScale(store.getState()) !== undefined) weigh(work.item)
      else if (quantity === undefined) object({ words: 'weigh.measureFirst' })
      else add(work.item, quantity)
    },
  }
}
