import { type Api } from './api.ts'
import { latestOnly } from './latest.ts'
import { type ScreenState, type ScreenStore } from './screen-state.ts'

/** Where an act begins, or was refused: what stood on its key then may be from before somebody changed a right. */
function begins(state: ScreenState, before: ScreenState): boolean {
  if (state.work.kind !== before.work.kind) return true
  if (state.approval !== undefined && before.approval === undefined) return true
  if (state.confirmingCancel && !before.confirmingCancel) return true
  return state.notice !== before.notice && (state.notice?.code === 'request.notAllowed' || state.notice?.code === 'headOffice.awayTooLong')
}

/** Another person or role, the matrix or the people changed here, or something at head office; or that was away for too long, or answered. */
function changed(state: ScreenState, before: ScreenState): boolean {
  const own = state.counter?.operator
  const was = before.counter?.operator
  const fed = state.replication?.fed
  return (fed !== undefined && fed !== before.replication?.fed) || own?.id !== was?.id || own?.role !== was?.role || state.rights !== before.rights || state.people !== before.people || state.health?.contact?.state !== before.health?.contact?.state
}

/**
 * Keeps the rights of whoever is signed on as they are now. Read at sign-on alone, a right that another page or head office
 * changed stood on the keys until the next sign-on. Not at every scan: goods are rung up a hundred times for each right
 * that changes, and main asks anyhow. Returns the way to stop.
 */
export function followRights(api: Pick<Api, 'call'>, store: ScreenStore): () => void {
  const read = latestOnly(
    // After what the view that opens asks for itself: a list is waited for by whoever pressed its key, a right by nobody.
    (_id: string) => Promise.resolve().then(() => api.call('own-rights', {})),
    (id, answer) => {
      if (answer.ok && store.getState().counter?.operator?.id === id) store.setState({ ownRights: answer.value.rights })
    },
  )
  return store.subscribe((state, before) => {
    const id = state.counter?.operator?.id
    if (id !== undefined && (changed(state, before) || begins(state, before))) read(id)
  })
}
