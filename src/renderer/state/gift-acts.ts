import { type GiftLinesView } from '../../contracts/ipc/index.ts'
import { type ActKit } from './act-kit.ts'
import { lastDone } from './basket-rows.ts'
import { createOnce } from './once.ts'
import { type GiftWork, type PaperFrom } from './paper-work.ts'

/** How often a paper is asked after while it is on its way, and how many times at most. */
const askAgain = 1000
const mostAsked = 60

function stillPrinting({ effects }: Pick<GiftLinesView, 'effects'>): boolean {
  const state = effects.at(-1)?.state
  return state === 'waiting' || state === 'working'
}

/** A gift receipt: its lines, and printing it as often as somebody wants one. */
export function createGiftActs(kit: ActKit) {
  const { api, store, set, later, enqueue, refused, go, object, sounds } = kit
  const once = createOnce(api)

  function now(saleId?: string): GiftWork | undefined {
    const { work } = store.getState()
    return work.kind === 'gift' && (saleId === undefined || work.saleId === saleId) ? work : undefined
  }
  function put(changes: Partial<GiftWork>): void {
    const work = now()
    if (work !== undefined) set({ work: { ...work, ...changes } })
  }

  function watch(saleId: string, asked = 0): void {
    const work = now(saleId)
    if (work?.gift === undefined || !stillPrinting(work.gift) || asked >= mostAsked) return
    later(askAgain, () => {
      if (now(saleId) === undefined) return
      void api.call('gift-lines', { saleId }).then((answer) => {
        if (!answer.ok || now(saleId) === undefined) return
        put({ gift: answer.value })
        if (!stillPrinting(answer.value) && answer.value.effects.at(-1)?.state === 'failed') sounds.error()
        watch(saleId, asked + 1)
      })
    })
  }

  function open(saleId: string, from: PaperFrom): void {
    go({ kind: 'gift', saleId, from, gift: undefined, left: [], chosen: 0, asking: false })
    void api.call('gift-lines', { saleId }).then((answer) => {
      if (now(saleId) === undefined) return
      if (answer.ok) put({ gift: answer.value })
      else refused(answer.refusal)
    })
  }

  function toggle(lineNo: number | undefined): void {
    const work = now()
    if (work === undefined || lineNo === undefined) return
    const chosen = work.gift?.lines.findIndex((line) => line.lineNo === lineNo) ?? work.chosen
    put({ chosen, left: work.left.includes(lineNo) ? work.left.filter((one) => one !== lineNo) : [...work.left, lineNo] })
  }

  return {
    /** Of the sale on the change panel, or of the receipt that is looked at. */
    openGift: () => {
      const { work, openReceipt, counter } = store.getState()
      const shown = work.kind === 'receipts' ? openReceipt?.sale : lastDone(counter)
      if (shown === undefined || shown.kind !== undefined) object({ words: 'gift.none' })
      else open(shown.id, work.kind === 'receipts' ? 'receipts' : 'finish')
    },
    moveGift: (by: 1 | -1) => {
      const work = now()
      if (work?.gift !== undefined) put({ chosen: Math.min(work.gift.lines.length - 1, Math.max(0, work.chosen + by)) })
    },
    toggleGift: (lineNo?: number) => toggle(lineNo ?? now()?.gift?.lines[now()?.chosen ?? 0]?.lineNo),
    printGift: () => {
      const work = now()
      if (work?.gift === undefined || work.asking) return
      const lines = work.gift.lines.map(({ lineNo }) => lineNo).filter((lineNo) => !work.left.includes(lineNo))
      if (lines.length === 0) {
        object({ words: 'gift.nothingChosen' })
        return
      }
      put({ asking: true })
      enqueue(async () => {
        const { answer } = await once('print-gift', { saleId: work.saleId, lines })
        const open = now(work.saleId)
        if (open === undefined) return
        put({ asking: false, ...(answer.ok && open.gift !== undefined ? { gift: { ...open.gift, ...answer.value } } : {}) })
        if (!answer.ok) {
          refused(answer.refusal)
          return
        }
        set({ notice: undefined })
        watch(work.saleId)
      })
    },
    /** Back to the change or to the receipt it was opened from; false where no such page is open. */
    leavePaper: (): boolean => {
      const { work } = store.getState()
      if (work.kind !== 'gift' && work.kind !== 'mailReceipt') return false
      set({ work: { kind: work.from === 'receipts' ? 'receipts' : 'sell' }, entry: '', notice: undefined, ...(work.from === 'finish' ? { seenSaleId: undefined } : {}) })
      return true
    },
  }
}
