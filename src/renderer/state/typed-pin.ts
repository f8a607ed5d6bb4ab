import { type ActKit } from './act-kit.ts'

/** One's own PIN as it stands typed, where it may be sent now; undefined where it may not, which was heard. */
export function typedPin({ store, set, sounds }: Pick<ActKit, 'store' | 'set' | 'sounds'>): { readonly pin: string; readonly operatorId: string | undefined } | undefined {
  const { entry, counter, pinWaits } = store.getState()
  const operatorId = counter?.operator?.id
  // What is typed stays for the end of the wait, which the page counts down.
  if (operatorId !== undefined && (pinWaits[operatorId] ?? 0) > 0) {
    sounds.error()
    return undefined
  }
  if (/^\d{4,8}$/.test(entry)) return { pin: entry, operatorId }
  sounds.error()
  set({ entry: '' })
  return undefined
}
