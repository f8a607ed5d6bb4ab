import { type DeviceSettingView, type DeviceSlot, type FoundDevicesView } from '../../contracts/ipc/index.ts'
import { type ActKit } from './act-kit.ts'
import { type DeviceTest, type SetupWay } from './device-work.ts'
import { latestOnly } from './latest.ts'
import { type ScreenState } from './screen-state.ts'

const pageLength = 60
const cardPage = 8
const askAgain = 400
const mostAsked = 60

/** Every way a slot can be filled, in the order the arrow keys go through them. */
export function waysOf(setting: DeviceSettingView): readonly SetupWay[] {
  if (setting.slot === 'cashDrawer') return ['high', 'low', 'none']
  return ['address', ...(setting.simulator ? (['simulated'] as const) : []), 'none']
}

export function settingOf({ deviceSettings }: Pick<ScreenState, 'deviceSettings'>, slot: DeviceSlot): DeviceSettingView | undefined {
  return deviceSettings?.slots.find((one) => one.slot === slot)
}

function wayOf({ inUse, slot }: DeviceSettingView): SetupWay {
  if (inUse === 'simulated' || inUse === 'none') return inUse
  return slot === 'cashDrawer' ? (inUse === 'low' ? 'low' : 'high') : 'address'
}

/** Its plate or its menu says what no bus and no port says: its address begins with the questions. */
const questions: Readonly<Partial<Record<DeviceSlot, string>>> = { scale: '?protocol=toledo-8217&division=5', labelPrinter: '?language=zpl&size=50x30', customerDisplay: '?protocol=cd5220' }

/** What is found at a plug, with the questions behind it that only a person can answer. */
export function addressFor(slot: DeviceSlot, address: string): string {
  return `${address}${questions[slot] ?? ''}`
}

/** Devices are tried on their own screen, and on that page of a setup. */
const isTrying = ({ work, setup }: Pick<ScreenState, 'work' | 'setup'>): boolean => (setup === undefined ? work.kind === 'devices' : setup.page === 'devices')

const neighbourIn = (length: number, at: number, by: 1 | -1): number => (at < 0 ? (by === 1 ? 0 : length - 1) : Math.min(length - 1, Math.max(0, at + by)))

/** Which device stands where, what it says of itself, what happened to it, and what is plugged in that nobody has named. */
export function createDeviceActs(kit: ActKit) {
  const { api, store, set, later, enqueue, object, refused, go, sounds } = kit
  /** Settings as they were before each change made here, newest last. */
  let taken: readonly { readonly slot: DeviceSlot; readonly address: string | undefined }[] = []

  const loadLog = latestOnly(
    (asked: { readonly device: string | undefined; readonly faultsOnly: boolean; readonly limit: number }) =>
      api.call('device-log', { limit: asked.limit, ...(asked.device !== undefined && { device: asked.device }), ...(asked.faultsOnly && { faultsOnly: true }) }),
    (_asked, answer) => {
      if (answer.ok) set({ deviceLog: answer.value })
      else refused(answer.refusal)
    },
  )
  function askLog(): void {
    const { work } = store.getState()
    if (work.kind === 'deviceLog') loadLog({ device: work.device, faultsOnly: work.faultsOnly, limit: pageLength })
    else if (work.kind === 'devices') loadLog({ device: undefined, faultsOnly: false, limit: cardPage })
  }

  function askSettings(): void {
    void api.call('device-settings', {}).then((answer) => {
      if (answer.ok) set({ deviceSettings: answer.value })
      else if (store.getState().work.kind === 'devices') refused(answer.refusal)
    })
  }

  function openDevices(): void {
    const { work } = store.getState()
    const chosen = work.kind === 'deviceSetup' ? (store.getState().deviceSettings?.slots.findIndex(({ slot }) => slot === work.slot) ?? -1) : -1
    if (work.kind !== 'deviceSetup' && work.kind !== 'deviceFind' && work.kind !== 'deviceLog') {
      taken = []
      set({ deviceTests: {}, canUndoDevice: false, ...(store.getState().headOfficeTry !== 'asking' && { headOfficeTry: undefined }) })
    }
    go({ kind: 'devices', chosen })
    askSettings()
    askLog()
  }

  function tell(id: string, test: DeviceTest | undefined): void {
    const { [id]: _before, ...others } = store.getState().deviceTests
    set({ deviceTests: test === undefined ? others : { ...others, [id]: test } })
  }

  const scannerId = (): string | undefined => settingOf(store.getState(), 'scanner')?.device

  /** Whoever leaves means the next scan for the basket. */
  function stopScan(): void {
    const id = scannerId()
    if (id === undefined || store.getState().deviceTests[id]?.state !== 'scan') return
    tell(id, undefined)
    void api.call('test-scan', { listen: false })
  }
  store.subscribe((state, before) => {
    if (isTrying(before) && !isTrying(state)) stopScan()
  })

  function testScanner(id: string): void {
    tell(id, { state: 'scan' })
    void api.call('test-scan', { listen: true }).then((answer) => {
      if (store.getState().deviceTests[id]?.state !== 'scan') return
      if (!answer.ok) {
        tell(id, undefined)
        refused(answer.refusal)
      } else tell(id, answer.value.scan === undefined ? { state: 'noScan' } : { state: 'scanned', ...answer.value.scan })
    })
  }

  async function test(id: string): Promise<void> {
    tell(id, { state: 'running' })
    const answer = await api.call('test-device', { id })
    if (answer.ok) tell(id, { state: 'done', steps: answer.value.steps })
    else {
      tell(id, undefined)
      refused(answer.refusal)
    }
  }

  /** Once: what nobody knows the end of is asked for again by a person, and by nothing else. */
  async function closeDay(id: string): Promise<void> {
    if (store.getState().deviceTests[id]?.state === 'closingDay') return
    tell(id, { state: 'closingDay' })
    const answer = await api.call('end-of-day', {})
    if (answer.ok) tell(id, { state: 'dayClosed', day: answer.value })
    else {
      // Main died over it: whether it was closed, nobody knows.
      tell(id, answer.refusal.code === 'request.failed' ? { state: 'dayClosed', day: { status: 'unknown', reason: 'noLine', lines: [] } } : undefined)
      refused(answer.refusal)
    }
  }

  /** Under its own id the same question prints nothing and tells what became of the page. */
  async function page(id: string, request: string, asked: number): Promise<void> {
    const second = settingOf(store.getState(), 'secondPrinter')?.device === id
    const language = store.getState().setup?.draft.language
    const answer = await api.call('test-page', { ...(second && { printer: 'second' }), ...(language !== undefined && { language }) }, request)
    if (!answer.ok) {
      refused(answer.refusal)
      return
    }
    const { print } = answer.value
    tell(id, { state: 'page', print })
    if ((print.state === 'waiting' || print.state === 'working') && asked < mostAsked && isTrying(store.getState())) later(askAgain, () => void page(id, request, asked + 1))
  }

  function openSetup(slot: DeviceSlot, address?: string): void {
    const setting = settingOf(store.getState(), slot)
    if (setting === undefined) return
    const way = address === undefined ? wayOf(setting) : 'address'
    go({ kind: 'deviceSetup', slot, way, saving: false }, address ?? (way === 'address' ? setting.inUse : ''))
  }

  async function put(slot: DeviceSlot, address: string | undefined): Promise<boolean> {
    const answer = await api.call('set-device', { slot, ...(address !== undefined && { address }) })
    if (!answer.ok) {
      refused(answer.refusal)
      return false
    }
    set({ deviceSettings: answer.value, notice: undefined })
    return true
  }

  function save(): void {
    const { work, entry } = store.getState()
    if (work.kind !== 'deviceSetup' || work.saving) return
    const address = work.way === 'address' ? entry.trim() : work.way
    if (address === '') {
      object({ words: 'devices.addressFirst' })
      return
    }
    const { slot } = work
    const before = settingOf(store.getState(), slot)?.chosen
    set({ work: { ...work, saving: true } })
    enqueue(async () => {
      const saved = await put(slot, address)
      const now = store.getState().work
      if (now.kind !== 'deviceSetup') return
      set({ work: { ...now, saving: false } })
      if (!saved) return
      if (before !== address) taken = [...taken, { slot, address: before }]
      sounds.ok()
      openDevices()
      set({ canUndoDevice: taken.length > 0 })
    })
  }

  async function look(): Promise<void> {
    const answer = await api.call('find-devices', {})
    const { work } = store.getState()
    if (work.kind !== 'deviceFind') return
    set({ work: { ...work, looking: false, ...(answer.ok && { found: answer.value }) } })
    if (!answer.ok) refused(answer.refusal)
  }

  function takeFound(device: Pick<FoundDevicesView['found'][number], 'address'>, slot: DeviceSlot): void {
    openSetup(slot, addressFor(slot, device.address))
  }

  return {
    openDevices,
    /** Tells of the log: whoever looks at it looks anew. */
    deviceLogChanged: askLog,
    moveDevice: (by: 1 | -1) => {
      const { work, deviceSettings } = store.getState()
      if (work.kind === 'devices' && deviceSettings !== undefined) set({ work: { ...work, chosen: neighbourIn(deviceSettings.slots.length, work.chosen, by) } })
    },
    /** With a device chosen that one, else every one that can be asked without a person. */
    testDevices: () => {
      const { work, devices, deviceSettings } = store.getState()
      if (work.kind !== 'devices') return
      const chosen = deviceSettings?.slots[work.chosen]
      if (chosen?.slot === 'scanner') testScanner(chosen.device)
      // A provider of QR payments is no device of the till's: nobody can be asked but by paying.
      else for (const { id, kind } of devices) if (kind !== 'wallet' && (chosen === undefined || chosen.device === id)) void test(id)
    },
    testDevice: (id: string) => (id === scannerId() ? testScanner(id) : void test(id)),
    closeTerminalDay: (id: string) => void closeDay(id),
    printTestPage: (id: string) => void page(id, crypto.randomUUID(), 0),
    /** A scan typed by a wedge while the scanner is being tried. True: it was for the test. */
    takesTestScan: (barcode: string): boolean => {
      const id = scannerId()
      if (id === undefined || !isTrying(store.getState()) || store.getState().deviceTests[id]?.state !== 'scan') return false
      tell(id, { state: 'scanned', barcode })
      void api.call('test-scan', { listen: false })
      sounds.ok()
      return true
    },
    openDeviceSetup: (slot: DeviceSlot) => openSetup(slot),
    openChosenDevice: () => {
      const { work, deviceSettings } = store.getState()
      const chosen = work.kind === 'devices' ? deviceSettings?.slots[work.chosen] : undefined
      if (chosen === undefined) return false
      if (deviceSettings?.mayChange === true) openSetup(chosen.slot)
      else object({ words: 'devices.managerOnly' })
      return true
    },
    chooseSetupWay: (way: SetupWay) => {
      const { work, entry } = store.getState()
      if (work.kind !== 'deviceSetup' || work.saving) return
      const setting = settingOf(store.getState(), work.slot)
      const known = setting !== undefined && wayOf(setting) === 'address' ? setting.inUse : ''
      set({ work: { ...work, way }, entry: way === 'address' ? (entry === '' ? known : entry) : entry, notice: undefined })
    },
    moveSetupWay: (by: 1 | -1) => {
      const { work } = store.getState()
      if (work.kind !== 'deviceSetup' || work.saving) return
      const setting = settingOf(store.getState(), work.slot)
      const ways = setting === undefined ? [] : waysOf(setting)
      const way = ways[neighbourIn(ways.length, ways.indexOf(work.way), by)]
      if (way !== undefined) set({ work: { ...work, way }, notice: undefined })
    },
    saveDevice: save,
    undoDevice: () =>
      enqueue(async () => {
        const last = taken.at(-1)
        if (last === undefined) {
          set({ notice: { words: 'undo.nothing', calm: true } })
          return
        }
        if (!(await put(last.slot, last.address))) return
        taken = taken.slice(0, -1)
        set({ canUndoDevice: taken.length > 0, notice: { words: 'devices.undone', calm: true } })
      }),
    openDeviceFind: () => {
      if (store.getState().deviceSettings?.mayChange !== true) {
        object({ words: 'devices.managerOnly' })
        return
      }
      go({ kind: 'deviceFind', looking: true, found: undefined, chosen: -1, probe: undefined })
      void look()
    },
    moveFound: (by: 1 | -1) => {
      const { work } = store.getState()
      if (work.kind === 'deviceFind') set({ work: { ...work, chosen: neighbourIn(work.found?.found.length ?? 0, work.chosen, by) } })
    },
    takeFound,
    /** The chosen device into the first slot it fits, or whether what was typed answers. */
    enterFound: () => {
      const { work, entry } = store.getState()
      if (work.kind !== 'deviceFind') return
      if (entry.trim() === '') {
        const device = work.found?.found[work.chosen]
        const slot = device?.slots.find((one) => one === device.guess) ?? device?.slots[0]
        if (device !== undefined && slot !== undefined) takeFound(device, slot)
        return
      }
      set({ work: { ...work, probe: 'asking' } })
      void api.call('probe-device', { target: entry.trim() }).then((answer) => {
        const now = store.getState().work
        if (now.kind !== 'deviceFind') return
        set({ work: { ...now, probe: answer.ok ? answer.value : undefined } })
        if (!answer.ok) refused(answer.refusal)
      })
    },
    openDeviceLog: (device?: string) => {
      go({ kind: 'deviceLog', device, faultsOnly: false })
      askLog()
    },
    filterDeviceLog: (device: string | undefined) => {
      const { work } = store.getState()
      if (work.kind !== 'deviceLog') return
      set({ work: { ...work, device } })
      askLog()
    },
    moveLogFilter: (by: 1 | -1) => {
      const { work, deviceSettings } = store.getState()
      if (work.kind !== 'deviceLog') return
      const filters = [undefined, ...(deviceSettings?.slots ?? []).map(({ device }) => device)]
      set({ work: { ...work, device: filters[neighbourIn(filters.length, filters.indexOf(work.device), by)] } })
      askLog()
    },
    toggleLogFaults: () => {
      const { work } = store.getState()
      if (work.kind !== 'deviceLog') return
      set({ work: { ...work, faultsOnly: !work.faultsOnly } })
      askLog()
    },
    olderDeviceEvents: () => {
      const { work, deviceLog } = store.getState()
      const before = deviceLog?.events.at(-1)?.id
      if (work.kind !== 'deviceLog' || deviceLog?.more !== true || before === undefined) return
      void api.call('device-log', { limit: pageLength, before, ...(work.device !== undefined && { device: work.device }), ...(work.faultsOnly && { faultsOnly: true }) }).then((answer) => {
        const now = store.getState().deviceLog
        // Only behind the list it was asked for.
        if (answer.ok && now?.events.at(-1)?.id === before) set({ deviceLog: { ...answer.value, events: [...now.events, ...answer.value.events] } })
      })
    },
  }
}
