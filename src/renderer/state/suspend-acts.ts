import { type ActKit } from './act-kit.ts'

/** What the core takes as a label. */
export const longestLabel = 40

/** Putting a basket aside and taking one up again. The trade says hold; so do the screens. */
export function createSuspendActs(kit: ActKit) {
  const { api, store, set, basketNow, enqueue, sendOrTell, refused, go } = kit

  async function load(): Promise<void> {
    const answer = await api.call('suspended-baskets', {})
    if (answer.ok) set({ suspended: answer.value.baskets })
    else refused(answer.refusal)
  }

  function openSuspended(): void {
    // What was held when it was last looked at may be taken up by now.
    set({ suspended: undefined })
    go({ kind: 'suspended', chosen: 0 })
    void load()
  }

  /** The key's one meaning: a basket is put aside, without one the held ones are shown. */
  function suspend(): void {
    if (basketNow() === undefined) openSuspended()
    else go({ kind: 'suspend' })
  }

  function confirmSuspend(): void {
    const label = store.getState().entry.trim().slice(0, longestLabel)
    enqueue(async () => {
      if (await sendOrTell('suspend-basket', label === '' ? {} : { label })) set({ work: { kind: 'sell' }, entry: '' })
    })
  }

  function resume(basketId: string): void {
    if (basketNow() !== undefined) {
      refused({ code: 'basket.open' })
      return
    }
    enqueue(async () => {
      if (await sendOrTell('resume-basket', { basketId })) set({ work: { kind: 'sell' }, entry: '' })
      // Somebody else may have taken it up: the list is what it is now.
      else await load()
    })
  }

  return {
    suspend,
    openSuspended,
    confirmSuspend,
    resume,
    reloadSuspended: () => void load(),
    resumeChosen: () => {
      const { work, suspended } = store.getState()
      const chosen = work.kind === 'suspended' ? suspended?.[work.chosen] : undefined
      if (chosen !== undefined) resume(chosen.basketId)
    },
    moveSuspended: (by: number) => {
      const { work, suspended } = store.getState()
      if (work.kind !== 'suspended' || suspended === undefined || suspended.length === 0) return
      set({ work: { ...work, chosen: Math.min(suspended.length - 1, Math.max(0, work.chosen + by)) } })
    },
  }
}
