import { type DevicesView, type JobView } from '../../contracts/ipc/index.ts'
import { type ActKit } from './act-kit.ts'

const leftOpen = 'drawer-left-open'

function isLeftOpen(devices: DevicesView['devices']): boolean {
  return devices.some(({ faults }) => faults.includes(leftOpen))
}

/** How long the end of a job stays on the screen. */
const endShown = 8000

/** What stands in the top bar, and what lies over the work area. None of it touches the basket. */
export function createStatusActs(kit: ActKit) {
  const { store, set, sounds, later } = kit
  return {
    /** A drawer somebody walked away from is told once, aloud, and no longer than it is so. It never covers a question about money. */
    receiveDevices: (devices: DevicesView['devices']) => {
      const before = isLeftOpen(store.getState().devices)
      const now = isLeftOpen(devices)
      set({ devices })
      const { notice } = store.getState()
      if (now && !before) {
        sounds.attention()
        if (notice?.confirm === undefined) set({ notice: { words: `fault.told.${leftOpen}` } })
      } else if (before && !now && notice?.words === `fault.told.${leftOpen}`) set({ notice: undefined })
    },
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
