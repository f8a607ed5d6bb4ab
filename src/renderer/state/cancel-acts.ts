import { type KeptTenderView } from '../../contracts/ipc/index.ts'
import { type ActKit } from './act-kit.ts'
import { type Notice } from './screen-state.ts'
import { saidByHand } from './pay-back-acts.ts'

const toHand: ReadonlySet<KeptTenderView['type']> = new Set(['cash', 'foreignCash', 'card', 'wallet', 'voucher'])

/** What is said once it is dropped: the question named the money, and was gone with the sale. What was laid aside stays paid. */
function handedBack(tenders: readonly KeptTenderView[]): Notice | undefined {
  const taken = tenders.filter(({ layAway }) => layAway === undefined)
  const byHand = taken.filter(({ type }) => toHand.has(type))
  const [first] = taken
  if (byHand.length > 0) return { words: 'cancel.handedBack', handBack: byHand, calm: true }
  return first === undefined ? undefined : { words: `tender.handBack.${first.type}`, calm: true }
}

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
        if (basket === undefined || !(await sendOrTell('cancel-basket', { basketId: basket.id }))) return
        const notice = handedBack(basket.tenders ?? [])
        if (notice !== undefined) set({ notice })
      })
    },
  }
}
