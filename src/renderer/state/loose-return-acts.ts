import { type ItemHitView } from '../../contracts/ipc/index.ts'
import { parseAmount } from '../../domain/money/index.ts'
import { parseQuantity } from '../ui/index.ts'
import { type ActKit } from './act-kit.ts'
import { gateOf } from './gates.ts'
import { latestOnly } from './latest.ts'
import { type GoodsState, type LoosePriceWork } from './return-work.ts'
import { type ScreenState } from './screen-state.ts'

const mostHits = 20

/**
 * Whether somebody else has to approve what is being typed, as far as the screen can know: with what stands in the basket
 * already, and without what was paid back earlier that day, which main counts as well. It stood there for everybody once, and
 * a manager went to look for another one.
 */
export function looseAsks({ work, entry, counter, ownRights }: Pick<ScreenState, 'work' | 'entry' | 'counter' | 'ownRights'>): boolean {
  if (work.kind !== 'returnPrice' || counter === undefined) return false
  const said = { quantity: work.quantity, price: work.price, [work.typing]: entry }
  const thousandths = said.quantity === '' ? 1000 : (parseQuantity(said.quantity) ?? 0)
  const each = said.price === '' ? (work.item.price?.minor ?? 0) : (parseAmount(said.price, counter.currency) ?? 0)
  return gateOf(ownRights, 'refundWithoutReceipt', (counter.basket?.returned?.total ?? 0) + Math.round((each * thousandths) / 1000)) === 'ask'
}

/** Goods that come back without a receipt: which, how many, and at what price, which main takes up to the one of today. */
export function createLooseReturnActs(kit: ActKit, goodsNow: () => GoodsState) {
  const { api, store, set, enqueue, object, refused, sendOrTell, go } = kit

  const ask = latestOnly(
    (text: string) => api.call('search-items', { text, limit: mostHits }),
    (text, answer) => {
      const { work, entry } = store.getState()
      if (work.kind !== 'returnItem' || entry.trim() !== text) return
      if (answer.ok) set({ work: { ...work, hits: answer.value.hits, chosen: answer.value.hits.length > 0 ? 0 : -1 } })
      else refused(answer.refusal)
    },
  )
  store.subscribe((state, before) => {
    if (state.work.kind !== 'returnItem' || before.work.kind !== 'returnItem' || state.entry === before.entry) return
    if (state.entry.trim() !== '') ask(state.entry.trim())
    else set({ work: { ...state.work, hits: undefined, chosen: -1 } })
  })

  function openItem(item: ItemHitView): void {
    // Of what is sold by weight the quantity is asked for first: there is no usual one.
    go({ kind: 'returnPrice', item, typing: item.unit === 'each' ? 'price' : 'quantity', quantity: '', price: '', ...goodsNow() })
  }

  function scanLoose(barcode: string): void {
    enqueue(async () => {
      const answer = await api.call('search-items', { text: barcode.slice(0, 128), limit: 5 })
      if (!answer.ok) {
        refused(answer.refusal)
        return
      }
      const item = answer.value.hits.find(({ barcode: own, sku }) => own === barcode || sku === barcode) ?? answer.value.hits[0]
      if (item === undefined) object({ words: 'returnItem.unknown' })
      else openItem(item)
    })
  }

  /** What is typed belongs to the field that is chosen; the other keeps what was typed for it. */
  function said(work: LoosePriceWork): LoosePriceWork {
    return { ...work, [work.typing]: store.getState().entry }
  }

  function typeOf(typing: LoosePriceWork['typing']): void {
    const { work } = store.getState()
    if (work.kind !== 'returnPrice' || work.typing === typing) return
    const next = { ...said(work), typing }
    set({ work: next, entry: next[typing], notice: undefined })
  }

  function addLoose(): void {
    const { work, counter } = store.getState()
    if (work.kind !== 'returnPrice' || counter === undefined) return
    const { item, quantity: typedQuantity, price: typedPrice, condition, reason } = said(work)
    const quantity = typedQuantity === '' && item.unit === 'each' ? 1000 : parseQuantity(typedQuantity)
    if (quantity === undefined) {
      typeOf('quantity')
      object({ words: typedQuantity === '' ? 'returnItem.quantityFirst' : 'refusal.quantity.invalid' })
      return
    }
    const price = typedPrice === '' ? undefined : parseAmount(typedPrice, counter.currency)
    if (typedPrice !== '' && price === undefined) {
      object({ words: 'notice.notAnAmount' })
      return
    }
    enqueue(async () => {
      const done = await sendOrTell('add-return-without-receipt', { itemId: item.itemId, quantity, ...(price === undefined ? {} : { price }), condition, reason })
      if (done) go({ kind: 'returnItem', hits: undefined, chosen: -1, condition, reason })
    })
  }

  return {
    openLooseReturn: () => go({ kind: 'returnItem', hits: undefined, chosen: -1, ...goodsNow() }),
    chooseLoose: openItem,
    scanLoose,
    typeLoose: typeOf,
    toggleLoose: () => {
      const { work } = store.getState()
      if (work.kind === 'returnPrice') typeOf(work.typing === 'price' ? 'quantity' : 'price')
    },
    addLoose,
    moveLoose: (by: 1 | -1) => {
      const { work } = store.getState()
      if (work.kind !== 'returnItem' || work.hits === undefined || work.hits.length === 0) return
      set({ work: { ...work, chosen: Math.min(work.hits.length - 1, Math.max(0, work.chosen + by)) } })
    },
    enterLoose: () => {
      const { work, entry } = store.getState()
      if (work.kind !== 'returnItem') return
      const hit = work.hits?.[work.chosen]
      if (hit !== undefined) openItem(hit)
      else if (entry.trim() !== '') scanLoose(entry.trim())
    },
  }
}
