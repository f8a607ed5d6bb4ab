import { type ActKit } from './act-kit.ts'
import { neighbour } from './discount-acts.ts'
import { type createPinWaits } from './pin-waits.ts'

/** Digits of the shortest barcode of goods that is longer than any PIN. */
const shortestGoods = 12

interface Around {
  readonly waits: ReturnType<typeof createPinWaits>
  readonly releaseHeldScans: () => void
  readonly badgeAtTheDoor: (barcode: string, otherwise?: string) => void
  readonly reloadRegister: () => Promise<unknown>
  readonly leaveApproval: () => void
  readonly leaveFactorAsk: () => void
  readonly beginTraining: () => Promise<void>
}

/** Who works here: chosen, let in with their PIN, and locked out again with the basket kept. */
export function createSignOnActs(kit: ActKit, { waits, releaseHeldScans, badgeAtTheDoor, reloadRegister, leaveApproval, leaveFactorAsk, beginTraining }: Around) {
  const { store, set, object, enqueue, refused, send, sendOrTell } = kit

  function signOn(): void {
    const { operatorId, entry, pinWaits, health } = store.getState()
    // Its page has no field for a PIN.
    if (health?.locked !== undefined) return set({ entry: '' })
    // No PIN is that long: a gun that was too slow to be told from a hand. Its first digits were one more wrong guess of
    // whoever had locked the till.
    if (/^\d{9,}$/.test(entry)) {
      set({ entry: '' })
      // Nine to eleven digits no goods have: that was a hand.
      badgeAtTheDoor(entry, entry.length < shortestGoods ? 'signOn.pinLength' : undefined)
      return
    }
    if (operatorId === undefined || (pinWaits[operatorId] ?? 0) > 0) return
    if (!/^\d{4,8}$/.test(entry)) {
      // `12`, Enter, `7305` was tried as 127305: what stood there went on standing there, and nothing was said.
      if (entry !== '') object({ words: 'signOn.pinLength' })
      set({ entry: '' })
      return
    }
    set({ entry: '', signingOn: true, notice: undefined })
    enqueue(async () => {
      const answer = await send('sign-on', { operatorId, pin: entry })
      set({ signingOn: false })
      if (answer.ok && store.getState().trainingNext) return beginTraining()
      if (answer.ok) return releaseHeldScans()
      set({ heldScans: [] })
      waits.note(operatorId, answer.refusal)
      if (answer.refusal.code === 'register.moved') await reloadRegister()
      refused(answer.refusal)
    })
  }

  return {
    signOn,
    chooseOperator: (operatorId: string) => set({ operatorId, entry: '', notice: undefined }),
    moveOperator: (by: 1 | -1) => {
      const { register, operatorId } = store.getState()
      const next = neighbour(register?.operators.map(({ id }) => id) ?? [], operatorId, by)
      if (next !== undefined) set({ operatorId: next, entry: '', notice: undefined })
    },
    lock: () => {
      // The act that waits for the approval stands before it in the queue.
      leaveApproval()
      // And so does what waits for the code.
      leaveFactorAsk()
      enqueue(async () => void (await sendOrTell('sign-off', {})))
    },
  }
}
