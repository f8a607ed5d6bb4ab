import { type FoundSaleView, type ReturnLineView } from '../../contracts/ipc/index.ts'
import { parseQuantity } from '../ui/index.ts'
import { type ActKit } from './act-kit.ts'
import { comingBack } from './basket-rows.ts'
import { neighbour } from './discount-acts.ts'
import { conditionFor, returnReasons, type ReturnCondition, type ReturnReason } from './return-work.ts'

/** How long until a scale that says nothing yet is asked again, in milliseconds, and how often at most. */
const askAgain = 150
const mostAsked = 10

type SoldLine = FoundSaleView['lines'][number]

/** Goods of the sale that stands in the work area, into the basket. What they give back is main's answer. */
export function createReturnActs(kit: ActKit, together: (doing: () => Promise<void>) => Promise<void>) {
  const { api, store, sounds, set, basketNow, enqueue, object, sendOrTell, later } = kit

  /** Left of the line once what stands in the basket is taken off, in thousandths. */
  function leftOf(sale: FoundSaleView, line: SoldLine): number {
    return line.left - comingBack(basketNow(), sale.saleId, line.lineNo)
  }

  /** False when main refused, which was told. Inside a queued act. */
  async function add(line: SoldLine, quantity: number): Promise<boolean> {
    const { work } = store.getState()
    if (work.kind !== 'returnSale') return false
    const { sale, code, condition, reason } = work
    return sendOrTell('add-return', { saleId: sale.saleId, ...(code === undefined ? {} : { code }), lineNo: line.lineNo, quantity, condition, reason })
  }

  /** One piece, or all of what was weighed; what was typed before it is how many. */
  function returnLine(lineNo: number): void {
    const { entry } = store.getState()
    const typed = entry === '' ? undefined : parseQuantity(entry)
    set({ entry: '' })
    if (entry !== '' && typed === undefined) {
      object({ words: 'refusal.quantity.invalid', code: 'quantity.invalid' })
      return
    }
    enqueue(async () => {
      const { work } = store.getState()
      if (work.kind !== 'returnSale') return
      const index = work.sale.lines.findIndex((one) => one.lineNo === lineNo)
      const line = work.sale.lines[index]
      if (line === undefined) return
      set({ work: { ...work, chosen: index } })
      await add(line, typed ?? (line.unit === 'each' ? 1000 : Math.max(leftOf(work.sale, line), 1)))
    })
  }

  /** One piece less, and the last of it out of the basket. */
  function takeOne(lineNo: number): void {
    enqueue(async () => {
      const { work } = store.getState()
      const returned = basketNow()?.returned
      if (work.kind !== 'returnSale' || returned?.sale?.id !== work.sale.saleId) return
      const line = returned.lines.findLast((one) => one.saleLineNo === lineNo && !one.removed)
      if (line === undefined) return
      if (line.unit === 'each' && line.quantity > 1000) await sendOrTell('change-quantity', { lineNo: line.lineNo, quantity: line.quantity - 1000 })
      else await sendOrTell('remove-line', { lineNo: line.lineNo })
    })
  }

  function returnAll(): void {
    enqueue(() => together(async () => {
      const { work } = store.getState()
      if (work.kind !== 'returnSale') return
      const open = work.sale.lines.filter((line) => leftOf(work.sale, line) > 0)
      if (open.length === 0) object({ words: work.sale.returned === 'all' ? 'voidSale.shut.all' : 'returnSale.allInBasket' })
      // Each is a command of its own, and the first that is refused ends it: what is in the basket is to be seen there.
      for (const line of open) if (!(await add(line, leftOf(work.sale, line)))) return
    }))
  }

  /** An item's barcode, while a sale is open: that line of it. Goods that were not sold on it are told, and not rung up. */
  function scanReturned(barcode: string): void {
    enqueue(async () => {
      const { work } = store.getState()
      if (work.kind !== 'returnSale') return
      const line = await lineOfCode(work.sale, barcode)
      if (line === undefined) object({ words: 'returnSale.notOnReceipt', params: { number: work.sale.number } })
      else await add(line, line.unit === 'each' ? 1000 : Math.max(leftOf(work.sale, line), 1))
    })
  }

  /** The line whose goods have that code, one with something left before one without. */
  async function lineOfCode(sale: FoundSaleView, barcode: string): Promise<SoldLine | undefined> {
    const found = await api.call('search-items', { text: barcode.slice(0, 128), limit: 5 })
    const hits = found.ok ? found.value.hits.filter(({ barcode: own, sku }) => own === barcode || sku === barcode) : []
    // A label of the scales names no item of the catalogue by its digits; the core can read it.
    const read = hits.length > 0 ? undefined : await api.call('check-price', { barcode })
    const items = hits.length > 0 ? hits.map(({ itemId }) => itemId) : read?.ok === true && read.value.item !== undefined ? [read.value.item.itemId] : []
    const lines = sale.lines.filter(({ itemId }) => items.includes(itemId))
    return lines.find((line) => leftOf(sale, line) > 0) ?? lines[0]
  }

  /** What lies on the scale, as if it had been typed: it is for the line that is tapped next. */
  function weigh(): void {
    enqueue(async () => {
      let answer = await api.call('weight', {})
      // Asked for the first time in a while the scale is only being listened to: the key failed once, and worked when pressed again.
      for (let asked = 1; asked < mostAsked && answer.ok && answer.value.kind === 'waiting'; asked += 1) {
        await new Promise<void>((resolve) => later(askAgain, resolve))
        answer = await api.call('weight', {})
      }
      if (store.getState().work.kind !== 'returnSale') return
      const settled = answer.ok ? answer.value.quantity : undefined
      if (settled === undefined) object({ words: 'returnSale.notWeighed' })
      else set({ entry: String(settled / 1000), notice: undefined })
    })
  }

  /** Another state or reason for one line of the basket; what is said of the next goods stays. */
  function restate(lineNo: number | undefined, how: (line: ReturnLineView) => { readonly condition?: ReturnCondition; readonly reason?: ReturnReason }): void {
    enqueue(async () => {
      const line = basketNow()?.returned?.lines.find((one) => one.lineNo === lineNo && !one.removed)
      if (line === undefined || line.reason === 'voided' || line.owes !== undefined) return
      const { condition, reason } = line
      await sendOrTell('change-return', { lineNo: line.lineNo, condition, reason, ...how(line) })
    })
  }

  function say(reason: ReturnReason, condition: ReturnCondition): void {
    const { work } = store.getState()
    if (work.kind === 'returnSale' || work.kind === 'returnItem' || work.kind === 'returnPrice') set({ work: { ...work, reason, condition }, notice: undefined })
  }

  function nowSaid(): { readonly reason: ReturnReason; readonly condition: ReturnCondition } | undefined {
    const { work } = store.getState()
    return work.kind === 'returnSale' || work.kind === 'returnItem' || work.kind === 'returnPrice' ? work : undefined
  }

  function chooseReason(reason: ReturnReason): void {
    say(reason, conditionFor(reason))
  }

  return {
    returnLine,
    takeOneBack: takeOne,
    returnAll,
    scanReturned,
    weighReturn: weigh,
    toggleReturnPad: () => {
      const { work } = store.getState()
      if (work.kind === 'returnSale') set({ work: { ...work, counting: work.counting !== true }, notice: undefined })
    },
    moveLineCondition: (lineNo: number | undefined) => restate(lineNo, ({ condition }) => ({ condition: condition === 'stock' ? 'waste' : 'stock' })),
    /** Where it goes follows from why, as for the goods that are tapped; a person can say otherwise. */
    moveLineReason: (lineNo: number | undefined) =>
      restate(lineNo, (line) => {
        const reason = neighbour<ReturnReason>(returnReasons, line.reason === 'voided' ? undefined : line.reason, 1)
        return reason === undefined ? {} : { reason, condition: conditionFor(reason) }
      }),
    chooseReturnReason: chooseReason,
    moveReturnReason: (by: 1 | -1) => {
      const next = neighbour<ReturnReason>(returnReasons, nowSaid()?.reason, by)
      if (next !== undefined) chooseReason(next)
    },
    chooseCondition: (condition: ReturnCondition) => {
      const said = nowSaid()
      if (said !== undefined) say(said.reason, condition)
    },
    toggleCondition: () => {
      const said = nowSaid()
      if (said !== undefined) say(said.reason, said.condition === 'stock' ? 'waste' : 'stock')
    },
    moveSoldLine: (by: 1 | -1) => {
      const { work } = store.getState()
      if (work.kind === 'returnSale') set({ work: { ...work, chosen: Math.min(work.sale.lines.length - 1, Math.max(0, work.chosen + by)) } })
    },
    returnChosen: () => {
      const { work } = store.getState()
      const line = work.kind === 'returnSale' ? work.sale.lines[work.chosen] : undefined
      if (line === undefined) sounds.error()
      else returnLine(line.lineNo)
    },
    takeChosenBack: () => {
      const { work } = store.getState()
      const line = work.kind === 'returnSale' ? work.sale.lines[work.chosen] : undefined
      if (line !== undefined) takeOne(line.lineNo)
    },
  }
}
