import { type ActKit } from './act-kit.ts'

/** What something costs, without selling it: one scan is asked about, the next is rung up again. */
export function createPriceCheckActs(kit: ActKit) {
  const { api, store, sounds, set, enqueue, refused, go } = kit
  const waits = () => go({ kind: 'priceCheck', answer: undefined })

  function check(barcode: string): void {
    set({ entry: '', notice: undefined })
    enqueue(async () => {
      const answer = await api.call('check-price', { barcode })
      if (store.getState().work.kind !== 'priceCheck') return
      if (!answer.ok) {
        refused(answer.refusal)
        return
      }
      set({ work: { kind: 'priceCheck', answer: answer.value } })
      if (answer.value.item === undefined) sounds.error()
      else sounds.ok()
    })
  }

  return {
    openPriceCheck: waits,
    checkPrice: check,
    enterPriceCheck: () => {
      const { entry, work } = store.getState()
      if (entry.trim() !== '') check(entry.trim())
      else if (work.kind === 'priceCheck' && work.answer !== undefined) go({ kind: 'sell' })
    },
  }
}
