import { type ActKit } from './act-kit.ts'
import { approversOf } from './approval-acts.ts'

/** Badges: they say who, never that it is them. What follows is always a PIN. */
export function createBadgeActs(kit: ActKit, on: { readonly approver: (operatorId: string) => void; readonly goods: (barcode: string) => void }) {
  const { api, store, set, object, enqueue, sendOrTell, sounds } = kit

  async function ownerOf(badge: string): Promise<string | undefined> {
    const answer = await api.call('badge', { badge })
    return answer.ok ? answer.value.operatorId : undefined
  }

  return {
    /** Nobody is signed on: whoever's badge it is has only the PIN left to type. Goods are rung up by nobody. */
    badgeAtTheDoor: (scanned: string): void => {
      void ownerOf(scanned).then((operatorId) => {
        if (store.getState().counter?.operator !== undefined) return
        if (operatorId === undefined) object({ words: 'notice.scanWhileLocked' })
        else set({ operatorId, entry: '', notice: undefined })
      })
    },
    /** In the dialog of an approval it chooses who approves; what is nobody's badge is goods, and waits. */
    badgeForApproval: (scanned: string): void => {
      void ownerOf(scanned).then((operatorId) => {
        const state = store.getState()
        const { approval } = state
        if (operatorId === undefined || approval === undefined) on.goods(scanned)
        else if (approversOf(state).some(({ id }) => id === operatorId)) on.approver(operatorId)
        else {
          set({ approval: { ...approval, trouble: { code: 'approval.notYours' } } })
          sounds.error()
        }
      })
    },
    /** A badge among the goods: its owner wants to work here. Whoever is on is signed off, the sale stays. */
    switchTo: (operatorId: unknown): void => {
      if (typeof operatorId !== 'string') return
      if (store.getState().counter?.operator?.id === operatorId) {
        set({ notice: { words: 'badge.yours', calm: true } })
        return
      }
      enqueue(async () => {
        if (await sendOrTell('sign-off', {})) set({ operatorId, entry: '', notice: undefined })
      })
    },
  }
}
