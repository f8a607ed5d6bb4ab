import { type ItemHitView } from '../../contracts/ipc/index.ts'
import { type ActKit } from './act-kit.ts'
import { readEntry } from './entry.ts'
import { latestOnly } from './latest.ts'
import { screenOf, type RingUp } from './screen-state.ts'
import { isWords, searchTextOf } from './search-text.ts'

const mostHits = 20
/**
 * Milliseconds without a key before anything is looked up. A scanner's keys come closer together than this and a hand's
 * do not: without it every scan of a barcode looked up its first digits, and the tiles blinked.
 */
export const longerThanAScan = 60

/** Finding an item by what is typed into the scan field. */
export function createSearchActs(kit: ActKit) {
  const { api, store, sounds, later, set, enqueue, sendOrTell, refused, go } = kit

  /** What the screen looks for now; typing elsewhere looks for nothing. */
  function wanted(): string | undefined {
    const state = store.getState()
    const screen = screenOf(state)
    return screen === 'sell' || screen === 'search' || screen === 'finish' ? searchTextOf(state.entry) : undefined
  }

  const ask = latestOnly(
    (text: string) => api.call('search-items', { text, limit: mostHits }),
    (text, answer) => {
      // What came in between, a scan most likely, took the text out of the field again.
      if (wanted() !== text) return
      if (answer.ok) set({ search: { text, hits: answer.value.hits, chosen: isWords(text) && answer.value.hits.length > 0 ? 0 : -1 } })
      else refused(answer.refusal)
    },
  )

  let typed = 0
  function look(): void {
    const text = wanted()
    const { search } = store.getState()
    typed += 1
    const now = typed
    if (text === undefined) {
      if (search !== undefined) set({ search: undefined })
    } else if (text !== search?.text) {
      later(longerThanAScan, () => {
        if (now === typed) ask(text)
      })
    }
  }
  store.subscribe((state, before) => {
    if (state.entry !== before.entry || state.work !== before.work) look()
  })

  /** Something measured without a quantity is weighed first. */
  function ringUp(item: RingUp, quantity: number | undefined): void {
    if (item.unit !== 'each' && quantity === undefined) {
      go({ kind: 'weigh', item, choosing: false })
      return
    }
    enqueue(async () => void (await sendOrTell('add-item', { itemId: item.itemId, ...(quantity === undefined ? {} : { quantity }) })))
  }

  /** An item found: what was typed to find it is used up, the quantity before it counts. */
  function addHit(hit: ItemHitView): void {
    const { quantity, badQuantity } = readEntry(store.getState().entry)
    if (badQuantity === true) {
      set({ entry: '' })
      refused({ code: 'quantity.invalid' })
      return
    }
    go({ kind: 'sell' })
    ringUp(hit, quantity)
  }

  /** Enter came before the answer did: what is found first for exactly this is meant. */
  function addFirst(text: string): void {
    enqueue(async () => {
      const answer = await api.call('search-items', { text, limit: mostHits })
      if (wanted() !== text) return
      const [first] = answer.ok ? answer.value.hits : []
      if (!answer.ok) refused(answer.refusal)
      else if (first !== undefined) addHit(first)
      else {
        set({ search: { text, hits: [], chosen: -1 } })
        sounds.error()
      }
    })
  }

  return {
    ringUp,
    addHit,
    moveHit: (by: 1 | -1) => {
      const { search } = store.getState()
      if (search === undefined || search.hits.length === 0) return
      set({ search: { ...search, chosen: Math.min(search.hits.length - 1, Math.max(0, search.chosen + by)) } })
    },
    /** True when Enter meant an item found, or to be found, and not the typed code. */
    enterSearch: (): boolean => {
      const text = wanted()
      const { search } = store.getState()
      if (text === undefined) return false
      const current = search?.text === text ? search : undefined
      const hit = current?.hits[current.chosen]
      if (hit !== undefined) addHit(hit)
      else if (!isWords(text)) return false
      else if (current === undefined) addFirst(text)
      else sounds.error()
      return true
    },
  }
}
