import { type ActKit } from './act-kit.ts'
import { type SaveBytes } from './download.ts'
import { isShutOut } from './gates.ts'

export function createSupportActs(kit: ActKit, save: SaveBytes | undefined) {
  const { api, store, set, enqueue, refused, go, sounds } = kit

  function openSupport(): void {
    go({ kind: 'support', bundle: undefined, saving: false, saved: undefined })
    void api.call('prepare-support', {}).then((answer) => {
      const { work } = store.getState()
      if (work.kind !== 'support' || work.bundle !== undefined) return
      if (answer.ok) set({ work: { ...work, bundle: answer.value } })
      else if (isShutOut(answer.refusal)) set({ work: { ...work, bundle: 'refused' } })
      else refused(answer.refusal)
    })
  }

  function saveSupport(): void {
    const { work } = store.getState()
    if (work.kind !== 'support' || work.saving || work.bundle === undefined || work.bundle === 'refused') return
    // What was kept is kept; the next one holds what happened since.
    if (work.saved !== undefined) {
      openSupport()
      return
    }
    const { id } = work.bundle
    set({ work: { ...work, saving: true } })
    enqueue(async () => {
      const answer = await api.call('save-support', { id, download: save !== undefined })
      const now = store.getState().work
      if (now.kind !== 'support') return
      if (!answer.ok) {
        set({ work: { ...now, saving: false } })
        refused(answer.refusal)
        return
      }
      const { name, path, content } = answer.value
      if (content !== undefined) save?.(name, content)
      sounds.ok()
      set({ work: { ...now, saving: false, saved: { name, path } } })
    })
  }

  return { openSupport, saveSupport }
}
