import { type ActKit } from './act-kit.ts'
import { rowsOf, type BasketRow } from './basket-rows.ts'

const undoOffered = 6000

/** What is done to a line that stands in the basket. */
export function createLineActs({ store, sounds, later, set, basketNow, enqueue, refused, send, sendOrTell }: ActKit) {
  /** The line that + - and Del mean: the chosen one, else the one just touched. */
  function lineInHand(): number | undefined {
    return store.getState().selectedLineNo ?? basketNow()?.lastLineNo
  }

  function rowOf(lineNo: number | undefined): BasketRow | undefined {
    const basket = basketNow()
    return basket === undefined ? undefined : rowsOf(basket).find((each) => each.lineNo === lineNo)
  }

  /** What somebody is about to authorise stands still. An act put behind it in the queue would come as a surprise later. */
  function approving(): boolean {
    if (store.getState().approval === undefined) return false
    sounds.attention()
    return true
  }

  function changeQuantity(lineNo: number | undefined, by: number): void {
    if (approving()) return
    enqueue(async () => {
      const line = rowOf(lineNo)
      if (line === undefined || line.kind === 'unresolved' || line.kind === 'liability' || (line.kind === 'return' && line.owes !== undefined) || line.removed || line.unit !== 'each') return
      const quantity = line.quantity + by * 1000
      if (quantity > 0) await sendOrTell('change-quantity', { lineNo: line.lineNo, quantity })
    })
  }

  function removeLine(lineNo: number | undefined): void {
    if (approving()) return
    enqueue(async () => {
      const line = rowOf(lineNo)
      if (line === undefined || line.removed) return
      const answer = await send('remove-line', { lineNo: line.lineNo })
      if (!answer.ok) {
        refused(answer.refusal)
        return
      }
      set({ undoLineNo: line.lineNo, selectedLineNo: undefined })
      later(undoOffered, () => {
        if (store.getState().undoLineNo === line.lineNo) set({ undoLineNo: undefined })
      })
    })
  }

  function restoreLine(lineNo: number | undefined): void {
    if (lineNo === undefined || approving()) return
    set({ undoLineNo: undefined, selectedLineNo: undefined })
    enqueue(async () => void (await sendOrTell('restore-line', { lineNo })))
  }

  function moveLine(by: 1 | -1): void {
    const basket = basketNow()
    const numbers = basket === undefined ? [] : rowsOf(basket).map((line) => line.lineNo)
    const { selectedLineNo } = store.getState()
    const at = selectedLineNo === undefined ? (by === 1 ? -1 : numbers.length) : numbers.indexOf(selectedLineNo)
    set({ selectedLineNo: numbers[Math.min(numbers.length - 1, Math.max(0, at + by))] })
  }

  return { lineInHand, changeQuantity, removeLine, restoreLine, moveLine }
}
