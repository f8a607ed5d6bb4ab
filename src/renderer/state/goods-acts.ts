import { type AgeOutcome } from '../../contracts/ipc/index.ts'
import { type ActKit } from './act-kit.ts'

/** Answers to what an item's own rules ask at the counter. */
export function createGoodsActs({ basketNow, enqueue, sendOrTell }: ActKit) {
  return {
    /** With nothing asked it does nothing: the key lies beside the ones that are pressed all day. */
    answerAge: (outcome: AgeOutcome) =>
      enqueue(async () => {
        const basket = basketNow()
        if (basket?.age === undefined) return
        await sendOrTell('confirm-age', { basketId: basket.id, age: basket.age.asked, outcome })
      }),
  }
}
