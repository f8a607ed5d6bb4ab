import { type DeviceSettingsView, type DeviceSlot, deviceSlots, type EndOfDayView, type Input, type Output } from '../../contracts/ipc/index.ts'
import { type DeviceEvent, type DeviceEventsAsked, type DeviceSettings, type StoredDeviceEvent } from '../../db/index.ts'
import { type Permission } from '../../domain/authority/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { type Timer } from '../../drivers/device/index.ts'
import { type Scan, scannedText } from '../../drivers/scanner/index.ts'
import { tcpTarget } from './address.ts'
import { type DevicesConfig } from './config.ts'
import { keepDeviceLog } from './device-log.ts'
import { type Devices } from './devices.ts'
import { checkChosen, checkTwin, deviceSettingsOf, devicesConfigOf, knownAddresses, type SlotSources, slotsFor, usesFor } from './slots.ts'

/** How long a person has to pull the trigger. */
export const testScanMs = 15_000

interface From {
  readonly seat: string
  readonly request: string
}

/** The part of the core that settings and their log need. */
export interface DeviceRecords {
  setDevice(choice: { readonly slot: DeviceSlot; readonly address?: string }, from: From): Promise<Result<{ readonly changed: boolean }>>
  deviceSettings(): Promise<DeviceSettings>
  addDeviceEvents(events: readonly DeviceEvent[]): Promise<void>
  deviceEvents(asked: DeviceEventsAsked): Promise<readonly StoredDeviceEvent[]>
  latestDeviceEvents(): Promise<readonly StoredDeviceEvent[]>
}

export interface DeviceDeskOptions {
  readonly devices: Pick<Devices, 'view' | 'on' | 'reconfigure' | 'find' | 'probe' | 'selfTest'>
  readonly records: DeviceRecords
  /** As the devices were started. */
  readonly sources: SlotSources
  readonly fonts?: string
  /** Who is signed on at the seat. */
  readonly hasRight: (from: From, permission: Permission) => Promise<Result<undefined>>
  /** Whether the register is nobody's yet: then its devices are tried by whoever sets it up. */
  readonly isNew: () => boolean | Promise<boolean>
  readonly logChanged: () => void
  readonly logFailed: (error: unknown) => void
  readonly now: () => number
  readonly timer: Timer
}

export interface DeviceDesk {
  settings(input: unknown, from: From): Promise<Result<DeviceSettingsView>>
  set(input: Input<'set-device'>, from: From): Promise<Result<DeviceSettingsView>>
  /** The register is somebody's now: in force is what its setup kept, and no longer what was only tried. */
  settled(store: Pick<SlotSources, 'currency' | 'language'>): Promise<void>
  find(input: unknown, from: From): Promise<Result<Output<'find-devices'>>>
  probe(input: Input<'probe-device'>, from: From): Promise<Result<Output<'probe-device'>>>
  log(input: Input<'device-log'>, from: From): Promise<Result<Output<'device-log'>>>
  test(input: Input<'test-device'>, from: From): Promise<Result<Output<'test-device'>>>
  /** A person had the card terminal close its day, and so it ended. */
  noteEndOfDay(status: EndOfDayView['status']): void
  testScan(input: Input<'test-scan'>, from: From): Promise<Result<Output<'test-scan'>>>
  /** True: somebody is trying the scanner, and the scan was told to them. It is rung up nowhere. */
  takesScan(scan: Scan): boolean
  /** What the devices are made of at the moment. */
  config(): DevicesConfig
  close(): Promise<void>
}

function isSame(one: DeviceEvent, other: DeviceEvent): boolean {
  return one.device === other.device && one.kind === other.kind && one.code === other.code && one.at === other.at
}

/** By when it last happened; of one moment, in the order they came in. */
function newestFirst<E extends DeviceEvent>(events: readonly E[]): E[] {
  return events.toSorted((one, other) => other.until - one.until)
}

const faultKinds = ['faultBegan', 'faultEnded'] as const

/** What the devices are to be made of, with what is no setting. */
export function withFonts(sources: SlotSources, fonts: string | undefined): DevicesConfig {
  return { ...devicesConfigOf(sources), ...(fonts !== undefined && { fonts }) }
}

/** The devices' settings, tests and log, as the doors reach them. The core keeps them; what they do is done here. */
export function createDeviceDesk(options: DeviceDeskOptions): DeviceDesk {
  const { devices, records, fonts, hasRight, isNew, now, timer } = options
  let sources = options.sources
  let setting: Promise<unknown> = Promise.resolve()
  let trying: { readonly tell: (scan: Scan | undefined) => void } | undefined
  const log = keepDeviceLog({ save: (events) => records.addDeviceEvents(events), now, timer, told: options.logChanged, failed: options.logFailed })
  log.follow(devices.view().devices)
  const off = devices.on('change', (view) => log.follow(view.devices))

  /** As `hasRight`; a register that is nobody's has nobody who could have it, and the gate's list is all that may be asked of it. */
  function mayTry(from: From, permission: Permission): Promise<Result<undefined>> {
    const fresh = isNew()
    return fresh === false ? hasRight(from, permission) : Promise.resolve(fresh).then((stillNew) => (stillNew ? accept(undefined) : hasRight(from, permission)))
  }

  async function settings(from: From): Promise<Result<DeviceSettingsView>> {
    if (await isNew()) return accept({ slots: deviceSettingsOf(sources), mayChange: true })
    const allowed = await hasRight(from, 'sell')
    if (!allowed.ok) return allowed
    const change = await hasRight(from, 'setDevices')
    // A second factor is asked for by the change itself: without its key nobody would get as far as being asked.
    return accept({ slots: deviceSettingsOf(sources), mayChange: change.ok || change.refusal.code.startsWith('secondFactor.') })
  }

  async function set({ slot, address }: Input<'set-device'>, from: From): Promise<Result<DeviceSettingsView>> {
    const tries = await isNew()
    const allowed = tries ? accept(undefined) : await hasRight(from, 'setDevices')
    if (!allowed.ok) return allowed
    const checked = address === undefined ? accept(undefined) : checkChosen(slot, address)
    if (!checked.ok) return checked
    const apart = address === undefined ? accept(undefined) : checkTwin(slot, address, sources)
    if (!apart.ok) return apart
    if (tries) {
      const { [slot]: _before, ...others } = sources.chosen
      sources = { ...sources, chosen: address === undefined ? others : { ...others, [slot]: address } }
      await devices.reconfigure(withFonts(sources, fonts))
      return settings(from)
    }
    // The core looks once more who is signed on, in the same breath as it writes.
    const kept = await records.setDevice({ slot, ...(address !== undefined && { address }) }, from)
    if (!kept.ok) return kept
    sources = { ...sources, chosen: knownAddresses(await records.deviceSettings()) }
    if (kept.value.changed) log.note(deviceOf(slot), 'set', address ?? '')
    await devices.reconfigure(withFonts(sources, fonts))
    return settings(from)
  }

  /** One after another: what is in force is what was kept last. */
  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = setting.then(act)
    setting = done.catch(() => undefined)
    return done
  }

  return {
    settings: (_input, from) => settings(from),
    set: (input, from) => inTurn(() => set(input, from)),
    settled: ({ currency, language }) =>
      inTurn(async () => {
        const chosen = knownAddresses(await records.deviceSettings())
        sources = { ...sources, currency, language, chosen }
        for (const slot of deviceSlots) if (chosen[slot] !== undefined) log.note(deviceOf(slot), 'set', chosen[slot])
        await devices.reconfigure(withFonts(sources, fonts))
      }),
    async find(_input, from) {
      const allowed = await mayTry(from, 'setDevices')
      if (!allowed.ok) return allowed
      const { found, troubles } = await devices.find()
      return accept({ found: found.map((device) => ({ ...device, slots: slotsFor(device.address) })), troubles })
    },
    async probe({ target }, from) {
      const allowed = await mayTry(from, 'setDevices')
      if (!allowed.ok) return allowed
      const read = tcpTarget(`//${target.replace(/^tcp:\/\//i, '')}`, 9100)
      if ('wrong' in read) return refuse('device.badAddress', { reason: read.wrong })
      const { host, port } = read.value
      const outcome = await devices.probe(read.value)
      const at = host.includes(':') ? `[${host}]` : host
      // The process that asked ended over it: whether anybody is there, nobody knows.
      return accept({ address: `tcp://${at}:${port}`, outcome: outcome === 'unknown' ? 'unreachable' : outcome, uses: outcome === 'open' ? usesFor(at, port) : [] })
    },
    async log({ device, faultsOnly, before, limit }, from) {
      const allowed = await hasRight(from, 'sell')
      if (!allowed.ok) return allowed
      // Before the disk is asked: what is written meanwhile is then in both, and told once.
      const noted = newestFirst(log.pending().toReversed())
      const [stored, latest] = await Promise.all([
        // One more than is shown says whether there are older ones.
        records.deviceEvents({ limit: limit + 1, ...(device !== undefined && { device }), ...(faultsOnly === true && { kinds: faultKinds }), ...(before !== undefined && { before }) }),
        records.latestDeviceEvents(),
      ])
      const pending = noted.filter((event) => ![...stored, ...latest].some((kept) => isSame(kept, event)))
      const asked = before !== undefined ? [] : pending.filter((event) => (device === undefined || event.device === device) && (faultsOnly !== true || faultKinds.some((kind) => kind === event.kind)))
      const newest = pending.filter((event, index) => pending.findIndex((other) => other.device === event.device) === index)
      return accept({
        // What rests before it is written may have been overtaken by what is on disk already.
        events: newestFirst([...asked.slice(0, 200), ...stored.slice(0, limit)]),
        latest: newestFirst([...newest, ...latest]).filter((event, index, all) => all.findIndex((other) => other.device === event.device) === index).slice(0, 64),
        more: stored.length > limit,
      })
    },
    async test({ id }, from) {
      const allowed = await mayTry(from, 'sell')
      if (!allowed.ok) return allowed
      const report = await devices.selfTest(id)
      if (report === undefined) return refuse('device.unknown')
      // A job in hand is not stood in the way of.
      if (report.busy === true) return refuse('device.busy')
      const failed = report.steps.find(({ result }) => result === 'failed')
      log.note(id, 'tested', failed ? (failed.fault ?? 'failed') : 'passed')
      return accept({ steps: report.steps.map((step) => ({ ...step })), ...(report.identity && { identity: { ...report.identity } }) })
    },
    noteEndOfDay: (status) => log.note(deviceOf('paymentTerminal'), 'tested', `endOfDay.${status}`),
    async testScan({ listen }, from) {
      const allowed = await mayTry(from, 'sell')
      if (!allowed.ok) return allowed
      trying?.tell(undefined)
      if (!listen) return accept({})
      const scan = await new Promise<Scan | undefined>((resolve) => {
        const end = (heard: Scan | undefined): void => {
          late()
          if (trying === mine) trying = undefined
          resolve(heard)
        }
        const mine = { tell: end }
        const late = timer.after(testScanMs, () => end(undefined))
        trying = mine
      })
      if (scan === undefined) return accept({})
      log.note(deviceOf('scanner'), 'tested', 'passed')
      return accept({ scan: { barcode: scannedText(scan).slice(0, 256), ...(scan.symbology !== undefined && { symbology: scan.symbology }) } })
    },
    takesScan(scan) {
      if (trying === undefined) return false
      trying.tell(scan)
      return true
    },
    config: () => withFonts(sources, fonts),
    async close() {
      off()
      trying?.tell(undefined)
      await setting
      await log.close()
    },
  }

  function deviceOf(slot: DeviceSlot): string {
    return deviceSettingsOf(sources).find((one) => one.slot === slot)?.device ?? slot
  }
}
