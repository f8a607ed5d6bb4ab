import { type ItemLineView, type ReasonView } from '../../contracts/ipc/index.ts'
import { parseAmount } from '../../domain/money/index.ts'
import { type ActKit } from './act-kit.ts'
import { parsePercent } from './percent.ts'
import { type DiscountHow } from './screen-state.ts'

/** What a person may give as the reason. `imported` is for baskets that came from another system. */
export const reasons = ['damaged', 'priceMatch', 'expiry', 'goodwill', 'staff', 'other'] as const satisfies readonly ReasonView[]
const ways = ['percent', 'amount', 'price'] as const satisfies readonly DiscountHow[]

/** The neighbour of `now` in `list`, around the ends; the first or last when nothing is chosen yet. */
export function neighbour<T>(list: readonly T[], now: T | undefined, by: 1 | -1): T | undefined {
  const at = now === undefined ? -1 : list.indexOf(now)
  if (at < 0) return by === 1 ? list[0] : list.at(-1)
  return list[(at + by + list.length) % list.length]
}

/** Discounts and other prices. What becomes of the total is main's answer; nothing here computes one. */
export function createDiscountActs(kit: ActKit, lineInHand: () => number | undefined) {
  const { store, set, basketNow, enqueue, sendOrTell, object, refused, go } = kit

  function itemLine(lineNo: number | undefined): ItemLineView | undefined {
    const line = basketNow()?.lines.find((each) => each.lineNo === lineNo)
    return line?.kind === 'item' && !line.removed ? line : undefined
  }

  function open(line: ItemLineView, how: DiscountHow): void {
    const reason = how === 'price' ? line.override?.reason : line.discountRule?.reason
    go({ kind: 'discount', lineNo: line.lineNo, how, reason, done: false })
    set({ selectedLineNo: line.lineNo })
  }

  function openBasketDiscount(): void {
    const basket = basketNow()
    if (basket === undefined || basket.itemCount === 0) {
      refused({ code: 'basket.empty' })
      return
    }
    go({ kind: 'discount', lineNo: undefined, how: basket.discountRule?.kind ?? 'percent', reason: basket.discountRule?.reason, done: false })
  }

  /** The line, or the whole sale when there is no line it could be for. */
  function openDiscount(lineNo: number | undefined = lineInHand()): void {
    const line = itemLine(lineNo)
    if (line === undefined) openBasketDiscount()
    else open(line, line.discountRule?.kind ?? 'percent')
  }

  function openPrice(lineNo: number): void {
    const line = itemLine(lineNo)
    if (line !== undefined) open(line, 'price')
  }

  /** Which ways there are: a basket has no price, and a label's price is the label's. */
  function waysFor(lineNo: number | undefined): readonly DiscountHow[] {
    const line = itemLine(lineNo)
    return line === undefined || line.fixedPrice === true ? ways.slice(0, 2) : ways
  }

  function chooseWay(how: DiscountHow): void {
    const { work } = store.getState()
    if (work.kind !== 'discount' || !waysFor(work.lineNo).includes(how)) return
    set({ work: { ...work, how, done: false }, entry: '', notice: undefined })
  }

  function chooseReason(reason: ReasonView): void {
    const { work } = store.getState()
    if (work.kind === 'discount') set({ work: { ...work, reason, done: false }, notice: undefined })
  }

  function apply(): void {
    const { work, entry, counter } = store.getState()
    if (work.kind !== 'discount' || counter === undefined) return
    const { lineNo, how, reason } = work
    const line = itemLine(lineNo)
    const value = how === 'percent' ? parsePercent(entry) : parseAmount(entry, counter.currency)
    // A price of nothing is a gift and allowed; a discount of nothing is a slip.
    if (value === undefined || (how !== 'price' && value === 0)) {
      object({ words: `discount.notValid.${how}` })
      return
    }
    if (reason === undefined) {
      object({ words: 'discount.reasonFirst' })
      return
    }
    if (lineNo !== undefined && line === undefined) return
    enqueue(async () => {
      const discount = how === 'percent' ? ({ kind: 'percent', ppm: value, reason } as const) : ({ kind: 'amount', minor: value, reason } as const)
      const done =
        line === undefined
          ? await sendOrTell('discount-basket', { discount })
          : how === 'price'
            ? await sendOrTell('override-price', { lineNo: line.lineNo, price: { minor: value, per: line.price.per }, reason })
            : await sendOrTell('discount-line', { lineNo: line.lineNo, discount })
      const now = store.getState().work
      if (done && now.kind === 'discount' && now.lineNo === lineNo) set({ work: { ...now, done: true }, entry: '' })
    })
  }

  /** Takes back what stands: the other price on its page, the discount on the other two. */
  function takeBack(): void {
    const { work } = store.getState()
    if (work.kind !== 'discount') return
    const line = itemLine(work.lineNo)
    const override = work.how === 'price' ? line?.override : undefined
    const discounted = work.how !== 'price' && (line ?? basketNow())?.discountRule !== undefined
    if (override === undefined && !discounted) return
    enqueue(async () => {
      const done =
        line === undefined
          ? await sendOrTell('discount-basket', {})
          : override === undefined
            ? await sendOrTell('discount-line', { lineNo: line.lineNo })
            : await sendOrTell('override-price', { lineNo: line.lineNo, reason: override.reason })
      const now = store.getState().work
      if (done && now.kind === 'discount') set({ work: { ...now, reason: undefined, done: false }, entry: '' })
    })
  }

  return {
    openDiscount,
    openBasketDiscount,
    openPrice,
    waysFor,
    chooseWay,
    chooseReason,
    applyDiscount: apply,
    takeBackDiscount: takeBack,
    moveReason: (by: 1 | -1) => {
      const { work } = store.getState()
      const next = work.kind === 'discount' ? neighbour<ReasonView>(reasons, work.reason, by) : undefined
      if (next !== undefined) chooseReason(next)
    },
    moveWay: (by: 1 | -1) => {
      const { work } = store.getState()
      const next = work.kind === 'discount' ? neighbour(waysFor(work.lineNo), work.how, by) : undefined
      if (next !== undefined) chooseWay(next)
    },
  }
}
