import { type DevicesView, type Input, type JobView } from '../../contracts/ipc/index.ts'
import { type ActKit } from './act-kit.ts'
import { screenOf } from './screen-state.ts'
import { type Screen } from './views.ts'

/** What is told once, aloud, wherever somebody stands. Of the printer that has the sale's paper in it, not of another's. */
const told = ['drawer-left-open', 'paper-out'] as const
type Told = (typeof told)[number]
const wordsOf = (fault: Told): string => `fault.told.${fault}`

function has(devices: DevicesView['devices'], fault: Told): boolean {
  const first = devices.find(({ kind }) => kind === 'printer')
  return fault === 'paper-out' ? first?.faults.includes(fault) === true : devices.some(({ faults }) => faults.includes(fault))
}

/** Where the same stands in full already. */
const saysPaper: ReadonlySet<Screen> = new Set(['finish', 'devices', 'deviceSetup', 'deviceFind', 'deviceLog', 'sign-on'])

/** How long the end of a job stays on the screen. */
const endShown = 8000

/** What stands in the top bar, and what lies over the work area. None of it touches the basket. */
export function createStatusActs(kit: ActKit) {
  const { api, store, set, sounds, later, enqueue, sendOrTell } = kit
  return {
    /** A drawer somebody walked away from, and paper that ended: told once, aloud, and no longer than it is so. It never covers a question about money. */
    receiveDevices: (devices: DevicesView['devices']) => {
      const known = store.getState().devices
      set({ devices })
      for (const fault of told) {
        const [before, now] = [has(known, fault), has(devices, fault)]
        const { notice } = store.getState()
        if (now && !before) {
          sounds.attention()
          const said = fault === 'paper-out' && saysPaper.has(screenOf(store.getState()))
          if (notice?.confirm === undefined && !said) set({ notice: { words: wordsOf(fault) } })
        } else if (before && !now && notice?.words === wordsOf(fault)) set({ notice: undefined })
      }
    },
    /** The register keeps it, for whoever works here next. */
    setLayout: (layout: Input<'set-layout'>['layout']) =>
      enqueue(async () => {
        if (!(await sendOrTell('set-layout', { layout }))) return
        const register = await api.call('register', {})
        if (register.ok) set({ register: register.value })
      }),
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
