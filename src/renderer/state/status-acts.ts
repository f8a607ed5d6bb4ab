import { type JobView } from '../../contracts/ipc/index.ts'
import { type ActKit } from './act-kit.ts'

/** How long the end of a job stays on the screen. */
const endShown = 8000

/** What stands in the top bar, and what lies over the work area. None of it touches the basket. */
export function createStatusActs(kit: ActKit) {
  const { store, set, later, go } = kit
  return {
    openDevices: () => go({ kind: 'devices' }),
    toggleKeys: () => set({ keysShown: !store.getState().keysShown }),
    showJob: (job: JobView) => {
      set({ job })
      if (job.state === 'running') return
      later(endShown, () => {
        if (store.getState().job === job) set({ job: undefined })
      })
    },
  }
}
