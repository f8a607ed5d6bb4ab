import { type SaleView } from '../../contracts/ipc/index.ts'
import { type ActKit } from './act-kit.ts'
import { lastDone } from './basket-rows.ts'
import { type Buyer } from './customer-work.ts'
import { dayText } from './day-text.ts'
import { latestOnly } from './latest.ts'
import { isNothingThere } from './paper-advice.ts'
import { storeDate } from './store-time.ts'

const pageLength = 30
/** How often a reprint is asked after while it is on its way, and how many times at most. */
const askAgain = 1000
const mostAsked = 60
/** No sale's id. */
const nowhere = ''

function stillPrinting(sale: SaleView): boolean {
  const print = sale.effects.findLast((effect) => effect.kind === 'print')
  return print?.state === 'waiting' || print?.state === 'working'
}

/** Completed sales: finding one, looking at its paper, printing it again. */
export function createReceiptActs(kit: ActKit) {
  const { api, store, set, later, enqueue, refused, go } = kit

  /** As the register is asked: a day in the screen's own form is a date by then. */
  function asked(text: string): { readonly text?: string; readonly customerId?: string } {
    const { language, register, work } = store.getState()
    const buyer = work.kind === 'receipts' && work.buyer !== undefined ? { customerId: work.buyer.id } : {}
    if (text === '') return buyer
    return { ...buyer, text: dayText(text, language, storeDate(new Date(), register?.timeZone)) }
  }

  const askFirst = latestOnly(
    (text: string) => api.call('receipts', { limit: pageLength, ...asked(text) }),
    (text, answer) => {
      const { work, entry } = store.getState()
      if (work.kind !== 'receipts' || entry.trim() !== text) return
      if (answer.ok) set({ receipts: { text, found: answer.value.receipts, next: answer.value.next, chosen: -1 } })
      else refused(answer.refusal)
    },
  )
  store.subscribe((state, before) => {
    // Over the list a PIN may be typed for printing one again: that is nothing to look for, and nobody else's to read.
    if (state.work.kind === 'receipts' && state.approval === undefined && before.approval === undefined && state.entry !== before.entry) askFirst(state.entry.trim())
  })

  function openReceipts(buyer?: Buyer): void {
    set({ openReceipt: undefined, receipts: undefined })
    go({ kind: 'receipts', ...(buyer === undefined ? {} : { buyer }) })
    askFirst('')
  }

  /** The page on its way, by the sale it comes after: a scroll tells of its end many times. */
  let coming: string | undefined
  async function nextPage(): Promise<void> {
    const { receipts } = store.getState()
    const before = receipts?.next
    if (receipts === undefined || before === undefined || coming === before.saleId) return
    coming = before.saleId
    const { text } = receipts
    const answer = await api.call('receipts', { limit: pageLength, before, ...asked(text) })
    coming = undefined
    const now = store.getState().receipts
    // Only behind the list it was asked for, which may have been looked up anew since.
    if (!answer.ok || now === undefined || now.text !== text || now.next?.saleId !== before.saleId) return
    set({ receipts: { ...now, found: [...now.found, ...answer.value.receipts], next: answer.value.next } })
  }

  async function show(saleId: string): Promise<void> {
    const answer = await api.call('receipt', { saleId })
    if (answer.ok) {
      if (store.getState().work.kind === 'receipts') set({ openReceipt: answer.value, otherSale: undefined, notice: undefined })
      return
    }
    // Of a sale that another register made, what this one took back says which it is.
    const elsewhere = answer.refusal.code === 'sale.unknown' ? await api.call('sale-elsewhere', { saleId }) : answer
    if (!elsewhere.ok) refused(answer.refusal)
    else if (store.getState().work.kind === 'receipts') set({ otherSale: elsewhere.value, notice: undefined })
  }

  /** Asks after a reprint until it is done: only the last sale of a seat is told of by itself. */
  function watch(sale: SaleView, asked: number): void {
    if (!stillPrinting(sale) || asked >= mostAsked) return
    later(askAgain, () => {
      if (store.getState().reprinted?.id !== sale.id) return
      void api.call('receipt', { saleId: sale.id }).then((answer) => {
        if (!answer.ok || store.getState().reprinted?.id !== sale.id) return
        const { openReceipt, notice } = store.getState()
        const now = answer.value.sale
        set({ reprinted: now, ...(openReceipt?.sale.id === sale.id ? { openReceipt: answer.value } : {}) })
        if (!stillPrinting(now)) tellOutcome(now, notice?.words === 'reprint.started')
        watch(now, asked + 1)
      })
    })
  }

  /** The receipt on the screen shows its print beside it; a notice would only lie over the way back. */
  function isShown(saleId: string): boolean {
    const { work, openReceipt } = store.getState()
    return work.kind === 'receipts' && openReceipt?.sale.id === saleId
  }

  /** Good news replaces only its own announcement; paper that did not come out is told whatever stands there. */
  function tellOutcome(sale: SaleView, announced: boolean): void {
    const print = sale.effects.findLast((effect) => effect.kind === 'print')
    const went = print?.state !== 'failed' && print?.state !== 'unconfirmed'
    if (isShown(sale.id)) {
      if (!went) kit.sounds.error()
    } else if (!went) kit.object({ words: isNothingThere(print) ? 'reprint.noPrinter' : `reprint.${print.state}`, params: { number: sale.number } })
    else if (announced) set({ notice: { words: print?.standIn === undefined ? 'reprint.done' : 'reprint.doneSecond', params: { number: sale.number }, calm: true } })
  }

  async function print(saleId: string): Promise<void> {
    const answer = await api.call('reprint', { saleId })
    if (!answer.ok) {
      refused(answer.refusal)
      return
    }
    set({ reprinted: answer.value, notice: isShown(saleId) ? undefined : { words: 'reprint.started', params: { number: answer.value.number }, calm: true } })
    if (stillPrinting(answer.value)) watch(answer.value, 0)
    else tellOutcome(answer.value, true)
  }

  return {
    openReceipts: () => openReceipts(),
    openReceiptsOf: (buyer: Buyer) => openReceipts(buyer),
    reprint: (saleId: string) => enqueue(() => print(saleId)),
    /** The one on the screen, else the last one of this register. */
    reprintLast: () =>
      enqueue(async () => {
        const { openReceipt, counter, work } = store.getState()
        const shown = work.kind === 'receipts' ? openReceipt?.sale.id : undefined
        const known = shown ?? lastDone(counter)?.id
        if (known !== undefined) {
          await print(known)
          return
        }
        const answer = await api.call('receipts', { limit: 1 })
        const last = answer.ok ? answer.value.receipts[0] : undefined
        if (last !== undefined) await print(last.id)
        else if (answer.ok) kit.object({ words: 'reprint.none' })
        else refused(answer.refusal)
      }),
    showReceipt: (saleId: string) => void show(saleId),
    /** A receipt was scanned: it is shown, whatever was in the work area. */
    openScanned: (saleId: string) => {
      openReceipts()
      void show(saleId)
    },
    /** Once since the page was opened, at the end of this sale; and never where somebody chose to have no printer. */
    tellNoPrinter: (saleId: string) => {
      if (store.getState().noPrinterToldAt !== undefined) return
      void api.call('device-settings', {}).then((answer) => {
        const printer = answer.ok ? answer.value.slots.find(({ slot }) => slot === 'printer') : undefined
        const isChosen = printer !== undefined && printer.inUse === 'none' && printer.from !== 'usual'
        // Told to nobody who has gone on meanwhile: then it is asked again at the end of the next sale.
        if (store.getState().noPrinterToldAt === undefined && (isChosen || lastDone(store.getState().counter)?.id === saleId)) set({ noPrinterToldAt: isChosen ? nowhere : saleId })
      })
    },
    closeReceipt: () => set({ openReceipt: undefined }),
    /** False where none is looked at. */
    closeOtherSale: (): boolean => {
      const { otherSale } = store.getState()
      if (otherSale === undefined) return false
      set({ otherSale: undefined })
      return true
    },
    moreReceipts: () => void nextPage(),
    moveReceipt: (by: 1 | -1) => {
      const { receipts } = store.getState()
      if (receipts === undefined || receipts.found.length === 0) return
      const chosen = Math.min(receipts.found.length - 1, Math.max(0, receipts.chosen + by))
      set({ receipts: { ...receipts, chosen } })
      if (chosen === receipts.found.length - 1) void nextPage()
    },
    /** The chosen one, or the only one found. */
    enterReceipt: () => {
      const { receipts } = store.getState()
      const one = receipts?.found.length === 1 ? receipts.found[0] : receipts?.found[receipts.chosen]
      if (one !== undefined) void show(one.id)
    },
  }
}
