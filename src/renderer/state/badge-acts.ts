import { type ActKit } from './act-kit.ts'
import { approversOf } from './approval-acts.ts'

/** Badges: they say who, never that it is them. What follows is always a PIN. */
export function createBadgeActs(kit: ActKit, on: { readonly approver: (operatorId: string) => void; readonly goods: (barcode: string) => void }) {
  const { api, store, set, object, enqueue, sendOrTell, sounds } = kit

  async function ownerOf(badge: string): Promise<string | undefined> {
    const answer = await api.call('badge', { badge })
    return answer.ok ? answer.value.operatorId : undefined
  }

  /**
   * Twelve digits typed fast for a PIN, that check as a GTIN by chance, waited as goods and stood in the basket as a red line.
   * Only of digits there is a doubt, and an in-store label's (it begins with 2) no search knows.
   */
  async function isNothing(scanned: string): Promise<boolean> {
    const digits = scanned.replace(/^0+/, '')
    if (!/^\d+$/.test(scanned) || digits.startsWith('2')) return false
    const answer = await api.call('search-items', { text: digits, limit: 1 })
    return answer.ok && answer.value.hits.length === 0
  }

  return {
    /** Nobody is signed on: whoever's badge it is has only the PIN left to type. Goods are rung up by nobody. `otherwise`: words for nobody's badge. */
    badgeAtTheDoor: (scanned: string, otherwise = 'notice.scanWhileLocked'): void => {
      void ownerOf(scanned).then((operatorId) => {
        if (store.getState().counter?.operator !== undefined) return
        if (operatorId === undefined) object({ words: otherwise })
        // Shot twice: its owner stands there already, and may be typing the PIN.
        else set({ ...(store.getState().operatorId !== operatorId && { operatorId, entry: '' }), notice: undefined })
      })
    },
    /** In the dialog of an approval it chooses who approves; what is nobody's badge is goods, and waits. Digits that are neither are no PIN. */
    badgeForApproval: (scanned: string): void => {
      void ownerOf(scanned).then(async (operatorId) => {
        const nothing = operatorId === undefined && (await isNothing(scanned))
        const state = store.getState()
        const { approval } = state
        if (nothing) {
          if (approval !== undefined) set({ approval: { ...approval, trouble: undefined, wrongLength: true }, entry: '' })
          sounds.error()
        } else if (operatorId === undefined || approval === undefined) on.goods(scanned)
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
