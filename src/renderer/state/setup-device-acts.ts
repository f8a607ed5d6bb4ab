import { type DeviceSettingsView, type DeviceSlot } from '../../contracts/ipc/index.ts'
import { type Refusal } from '../../domain/errors/index.ts'
import { type ActKit } from './act-kit.ts'
import { addressFor } from './device-acts.ts'
import { type SetupDevice, type SetupWork } from './setup-work.ts'

const askAgain = 400
const mostAsked = 60

/** A machine's name or number without saying how it is spoken to: it is asked whether it answers. Words that are addresses by themselves are none. */
const bareMachine = /^(?!(?:simulated|none|high|low)$)[\w.-]+(?::\d+)?$/i

/** The drawer hangs on the printer, and a card terminal stands on the network: neither is found at a plug. */
const plugged: ReadonlySet<DeviceSlot> = new Set(['printer', 'scanner', 'scale', 'customerDisplay'])

/** The devices page of a setup: each is found, tried at once, and written down by the setup's own last step. */
export function createSetupDeviceActs(kit: ActKit) {
  const { api, store, set, enqueue, later, sounds, refused } = kit
  const now = (): SetupWork | undefined => store.getState().setup
  const put = (changes: Partial<SetupWork>): void => {
    const setup = now()
    if (setup !== undefined) set({ setup: { ...setup, ...changes } })
  }
  /** Only while the same row is open: an answer that comes late is about one that was left. */
  const putDevice = (slot: DeviceSlot, changes: Partial<SetupDevice>): void => {
    const device = now()?.device
    if (device?.slot === slot) put({ device: { ...device, ...changes } })
  }

  /** What main has in force was tried on a page before this one, or on this one before it was loaded anew: it is shown, and not silently forgotten. */
  function adopt(settings: DeviceSettingsView): void {
    const setup = now()
    set({ deviceSettings: settings })
    if (setup === undefined) return
    const tried = settings.slots.flatMap(({ slot, chosen }) => (chosen === undefined ? [] : [[slot, chosen] as const]))
    put({ draft: { ...setup.draft, devices: { ...Object.fromEntries(tried), ...setup.draft.devices } } })
  }

  async function ask(): Promise<void> {
    const [settings, status] = await Promise.all([api.call('device-settings', {}), api.call('status', {})])
    if (settings.ok) adopt(settings.value)
    else refused(settings.refusal)
    if (status.ok) set({ devices: status.value.devices.devices })
  }
  store.subscribe((state, before) => {
    if (state.setup?.page === 'devices' && before.setup?.page !== 'devices') void ask()
  })

  function object(words: string): void {
    put({ fault: { field: 'devices', words } })
    sounds.error()
  }

  function told({ code, params }: Refusal): void {
    const reason = code === 'device.badAddress' ? params?.['reason'] : undefined
    if (typeof reason === 'string') object(`addressPart.${reason}`)
    else refused({ code, ...(params !== undefined && { params }) })
  }

  async function look(slot: DeviceSlot): Promise<void> {
    const answer = await api.call('find-devices', {})
    putDevice(slot, { looking: false, ...(answer.ok && { found: answer.value }) })
    if (!answer.ok) refused(answer.refusal)
  }

  function open(slot: DeviceSlot): void {
    const looking = plugged.has(slot)
    put({ device: { slot, looking, found: undefined, address: now()?.draft.devices[slot] ?? '', busy: false, probe: undefined }, fault: undefined })
    if (looking) void look(slot)
  }

  /** In force at once, so that it can be tried before anything is saved. Without an address: "not now". */
  async function tryOut(slot: DeviceSlot, address: string | undefined): Promise<void> {
    const answer = await api.call('set-device', { slot, ...(address !== undefined && { address }) })
    const setup = now()
    if (!answer.ok) told(answer.refusal)
    else if (setup !== undefined) {
      const { [slot]: _before, ...others } = setup.draft.devices
      set({ deviceSettings: answer.value, notice: undefined })
      put({ draft: { ...setup.draft, devices: address === undefined ? others : { ...others, [slot]: address } }, device: undefined, fault: undefined })
      sounds.ok()
    }
  }

  /** The address of a machine that answers; undefined where none does, or where its plate has to say the rest. */
  async function answering(slot: DeviceSlot, target: string): Promise<string | undefined> {
    const answer = await api.call('probe-device', { target })
    if (!answer.ok) {
      told(answer.refusal)
      return undefined
    }
    const address = answer.value.uses.find((use) => use.slot === slot)?.address
    if (address === undefined) putDevice(slot, { probe: answer.value.outcome })
    else if (addressFor(slot, address) !== address) putDevice(slot, { address: addressFor(slot, address) })
    else return address
    return undefined
  }

  function take(text: string): void {
    const device = now()?.device
    if (device === undefined || device.busy) return
    const { slot } = device
    const written = text.trim()
    // Nothing new: the row is shut as it is.
    if (written === '' || written === now()?.draft.devices[slot]) {
      put({ device: undefined, fault: undefined })
      return
    }
    put({ fault: undefined })
    putDevice(slot, { busy: true, probe: undefined })
    enqueue(async () => {
      const address = bareMachine.test(written) ? await answering(slot, written) : written
      if (address !== undefined) await tryOut(slot, address === 'none' ? undefined : address)
      putDevice(slot, { busy: false })
    })
  }

  /** Under its own id the same question opens nothing, and tells what became of the kick. */
  async function kick(id: string, request: string, asked: number): Promise<void> {
    const answer = await api.call('open-drawer', { reason: 'check' }, request)
    if (!answer.ok) {
      refused(answer.refusal)
      return
    }
    const print = answer.value.kick
    set({ deviceTests: { ...store.getState().deviceTests, [id]: { state: 'page', print } } })
    if ((print.state === 'waiting' || print.state === 'working') && asked < mostAsked && now()?.page === 'devices') later(askAgain, () => void kick(id, request, asked + 1))
  }

  return {
    openSetupDevice: open,
    closeSetupDevice: () => put({ device: undefined, fault: undefined }),
    findSetupDevices: () => {
      const device = now()?.device
      if (device === undefined || device.looking) return
      putDevice(device.slot, { looking: true, found: undefined })
      void look(device.slot)
    },
    typeSetupDevice: (address: string) => {
      const device = now()?.device
      if (device === undefined) return
      put({ fault: undefined })
      putDevice(device.slot, { address, probe: undefined })
    },
    /** One that was found: at once, but where its plate has to say more than a plug does. */
    takeSetupDevice: (address: string) => {
      const device = now()?.device
      if (device === undefined) return
      const whole = addressFor(device.slot, address)
      if (whole === address) take(address)
      else putDevice(device.slot, { address: whole })
    },
    /** What is written. */
    enterSetupDevice: () => take(now()?.device?.address ?? ''),
    chooseSetupDevice: (slot: DeviceSlot, address: string | undefined) => enqueue(() => tryOut(slot, address)),
    openSetupDrawer: (id: string) => void kick(id, crypto.randomUUID(), 0),
  }
}
