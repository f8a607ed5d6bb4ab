import { recallReasons, type PriceCheckView, type RecallReason } from '../../contracts/ipc/index.ts'
import { type ActKit } from './act-kit.ts'
import { neighbour } from './discount-acts.ts'
import { storeDate } from './store-time.ts'

/** Stopping the sale of goods whose price was just checked, and letting them be sold again; and the lot that a line asks for. */
export function createRecallActs(kit: ActKit, lineInHand: () => number | undefined) {
  const { store, set, basketNow, enqueue, sendOrTell, object, go } = kit

  /** Back at the answer, as it now is: asked anew it would be one more price check in the journal. */
  function showAgain(answer: PriceCheckView, recalls: PriceCheckView['recalls']): void {
    const { recalls: _, ...rest } = answer
    set({ work: { kind: 'priceCheck', answer: recalls === undefined ? rest : { ...rest, recalls } }, entry: '' })
  }

  function chooseReason(reason: RecallReason): void {
    const { work } = store.getState()
    if (work.kind === 'recall') set({ work: { ...work, reason }, notice: undefined })
  }

  return {
    /** In its turn: the key behind a scan comes before that scan's answer. */
    openRecall: () =>
      enqueue(async () => {
        const { work } = store.getState()
        if (work.kind === 'priceCheck' && work.answer?.item !== undefined) go({ kind: 'recall', answer: work.answer, reason: undefined })
      }),
    chooseRecallReason: chooseReason,
    moveRecallReason: (by: 1 | -1) => {
      const { work } = store.getState()
      const next = work.kind === 'recall' ? neighbour<RecallReason>(recallReasons, work.reason, by) : undefined
      if (next !== undefined) chooseReason(next)
    },
    setRecall: () => {
      const { work, entry, register } = store.getState()
      if (work.kind !== 'recall' || work.answer.item === undefined) return
      const { answer, reason } = work
      const { itemId } = work.answer.item
      if (reason === undefined) {
        object({ words: 'recall.chooseReason' })
        return
      }
      const lot = entry.trim()
      enqueue(async () => {
        if (!(await sendOrTell('set-recall', { itemId, lots: lot === '' ? [] : [lot], reason }))) return
        const one = { ...(lot === '' ? {} : { lot }), reason, since: storeDate(new Date(), register?.timeZone) }
        if (store.getState().work.kind === 'recall') showAgain(answer, [...(answer.recalls ?? []).filter((each) => each.lot !== one.lot), one])
      })
    },
    /** All of them, or one lot's alone: the one whose key it is, or that is typed. */
    liftRecall: (named?: string) => {
      const { work, entry } = store.getState()
      if (work.kind !== 'priceCheck' || work.answer?.item === undefined || work.answer.recalls === undefined) return
      const { answer } = work
      const { itemId } = work.answer.item
      const lot = named ?? answer.recalls?.find((each) => each.lot !== undefined && each.lot === entry.trim())?.lot
      enqueue(async () => {
        if (!(await sendOrTell('lift-recall', { itemId, ...(lot === undefined ? {} : { lot }) })) || store.getState().work.kind !== 'priceCheck') return
        const left = lot === undefined ? [] : (answer.recalls ?? []).filter((each) => each.lot !== lot)
        showAgain(answer, left.length === 0 ? undefined : left)
      })
    },
    /** Of the chosen line, else of the first that asks. */
    confirmLot: (lineNo: number | undefined = lineInHand()) =>
      enqueue(async () => {
        const asking = basketNow()?.lines.filter((line) => line.kind === 'item' && line.recall?.state === 'lotAsked') ?? []
        const line = asking.find((each) => each.lineNo === lineNo) ?? asking[0]
        if (line?.kind === 'item' && line.recall !== undefined) await sendOrTell('confirm-lot', { lineNo: line.lineNo, lots: line.recall.lots })
      }),
  }
}
