import { type ActKit } from './act-kit.ts'
import { saidByHand } from './pay-back-acts.ts'

/** Dropping the basket: asked first, and then written. */
export function createCancelActs({ set, basketNow, enqueue, sendOrTell }: ActKit, refusePaidBack: () => void) {
  return {
    askCancel: () => {
      // Asked whether to drop it, a person says yes: it stands still while money of it is out.
      if (saidByHand(basketNow()).length > 0) refusePaidBack()
      else if (basketNow() !== undefined) set({ confirmingCancel: true })
    },
    keepBasket: () => set({ confirmingCancel: false }),
    cancelBasket: () => {
      set({ confirmingCancel: false })
      enqueue(async () => {
        const basket = basketNow()
        if (basket !== undefined) await sendOrTell('cancel-basket', { basketId: basket.id })
      })
    },
  }
}
