import { type ActKit } from './act-kit.ts'
import { overtakenLines } from './price-today.ts'

/** A basket that was held keeps its prices (decision 0010); whoever takes it up may go over to today's, line by line or at once. */
export function createPriceTodayActs({ store, basketNow, enqueue, sendOrTell }: ActKit, together: (doing: () => Promise<void>) => Promise<void>) {
  /** Stops at the first that is refused: what was said about it must not be covered by the next. */
  function take(lineNo: number | undefined): void {
    if (store.getState().approval !== undefined) return
    enqueue(() => together(async () => {
      const numbers = overtakenLines(basketNow()).map((line) => line.lineNo).filter((each) => lineNo === undefined || each === lineNo)
      for (const each of numbers) {
        const line = overtakenLines(basketNow()).find((one) => one.lineNo === each)
        if (line !== undefined && !(await sendOrTell('override-price', { lineNo: each, price: { minor: line.priceNow.minor, per: line.priceNow.per }, reason: 'priceToday' }))) return
      }
    }))
  }

  return {
    takePriceToday: (lineNo: number) => take(lineNo),
    takePricesToday: () => take(undefined),
    /** The chosen line, where its price is another by now; else all of them. */
    takePriceTodayInHand: () => {
      const { selectedLineNo, counter } = store.getState()
      take(overtakenLines(counter?.basket).find(({ lineNo }) => lineNo === selectedLineNo)?.lineNo)
    },
  }
}
