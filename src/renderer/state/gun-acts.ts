import { type DevicesView, type ScanTakenView, takenFor } from '../../contracts/ipc/index.ts'
import { type ActKit } from './act-kit.ts'
import { endsScan, gunKey, reportOf, scansKept } from './gun.ts'
import { screenOf, type ScreenState } from './screen-state.ts'
import { views, type Screen } from './views.ts'
import { standardPace, type WedgePace } from './wedge.ts'

/** A gun that ends its scans with nothing is done after this; a hand's next key is never that late within a scan. */
const silence = 600
/** Keys that a person needs there, and that no gun ends or begins a scan with. */
const persons: readonly string[] = ['Escape', 'F1', 'F9', 'F12', 'Delete']

export function paceOf({ register }: Pick<ScreenState, 'register'>): WedgePace {
  return register?.wedge ?? standardPace
}

/** Whether the till has a scanner of its own: without one nobody has to be asked for its scans. */
const hasScanner = (devices: DevicesView['devices']): boolean => devices.some(({ kind }) => kind === 'scanner')

/** The page where a gun is measured, and the scans of the till's own scanners while something stands on the screen that they do not belong under. */
export function createGunActs(kit: ActKit, scan: (barcode: string) => void) {
  const { api, store, set, enqueue, sendOrTell, later, go, sounds } = kit
  const page = crypto.randomUUID()
  let taking: Screen | undefined

  function endScan(): void {
    const { work } = store.getState()
    if (work.kind !== 'gun' || work.keys.length === 0) return
    set({ work: { ...work, keys: [], scans: [...work.scans, work.keys].slice(-scansKept) } })
    sounds.ok()
  }

  /** Main is told again for as long as it is so: the till does not wait for a page that is gone. */
  function follow(): void {
    const state = store.getState()
    const screen = screenOf(state)
    const wants = views[screen].takesScans === true && hasScanner(state.devices) && state.connection === 'open'
    if (!wants) {
      if (taking !== undefined && state.connection === 'open') void api.call('take-scans', { page, on: false })
      taking = undefined
      return
    }
    if (taking === screen) return
    taking = screen
    renew(screen)
  }
  function renew(screen: Screen): void {
    if (taking !== screen) return
    void api.call('take-scans', { page, on: true })
    later(takenFor / 2, () => renew(screen))
  }

  async function reload(): Promise<void> {
    const register = await api.call('register', {})
    if (register.ok) set({ register: register.value })
  }

  return {
    followScans: follow,
    openGun: () => go({ kind: 'gun', keys: [], scans: [], told: [] }),
    /** True when the key was taken: whatever it is, it does nothing else. */
    measureKey: (event: KeyboardEvent): boolean => {
      const state = store.getState()
      if (screenOf(state) !== 'gun' || state.work.kind !== 'gun') return false
      if (state.work.keys.length === 0 && (persons.includes(event.key) || (event.ctrlKey && event.code !== 'BracketRight'))) return false
      const key = gunKey(event)
      if (key === undefined) return false
      const keys = [...state.work.keys, key]
      set({ work: { ...state.work, keys }, notice: undefined })
      if (endsScan(key)) endScan()
      else {
        later(silence, () => {
          const { work } = store.getState()
          if (work.kind === 'gun' && work.keys === keys) endScan()
        })
      }
      return true
    },
    scanTaken: (taken: ScanTakenView) => {
      if (taken.page !== page) return
      const { work } = store.getState()
      if (work.kind === 'gun' && screenOf(store.getState()) === 'gun') set({ work: { ...work, told: [...work.told, taken].slice(-scansKept) } })
      else scan(taken.barcode)
    },
    clearGun: () => {
      const { work } = store.getState()
      if (work.kind === 'gun') set({ work: { kind: 'gun', keys: [], scans: [], told: [] } })
    },
    /** Sets this counter to the gun that was measured. */
    useGun: () =>
      enqueue(async () => {
        const { work } = store.getState()
        if (work.kind !== 'gun') return
        const { pace } = reportOf(work.scans)
        if (pace === undefined) return
        if (!(await sendOrTell('set-wedge', { wedge: { ...pace } }))) return
        await reload()
        set({ notice: { words: 'gun.set', params: { ...pace }, calm: true } })
      }),
    standardGun: () =>
      enqueue(async () => {
        if (!(await sendOrTell('set-wedge', {}))) return
        await reload()
        set({ notice: { words: 'gun.standard', calm: true } })
      }),
  }
}
