import { type DeviceView } from '../../contracts/ipc/index.ts'
import { type DeviceEvent } from '../../db/index.ts'
import { type Timer } from '../../drivers/device/index.ts'

/** How long the first news waits for others to be written with: one commit for a printer that goes and takes its drawer along. */
export const gatherMs = 1_000
/** The same again within this time is the same event, counted: a cable that flaps is one line a minute, and one commit. */
export const restMs = 60_000

export interface DeviceLogOptions {
  /** One transaction, never a sale's. */
  readonly save: (events: readonly DeviceEvent[]) => Promise<void>
  readonly now: () => number
  readonly timer: Timer
  /** There is something new to look at; at most once a `gatherMs`. */
  readonly told: () => void
  readonly failed: (error: unknown) => void
}

export interface DeviceLogKeeper {
  /** How the devices are now: what changed since the last time is noted. */
  follow(devices: readonly DeviceView[]): void
  note(device: string, kind: DeviceEvent['kind'], code: string): void
  /** What is not on disk yet; what happened last comes last. */
  pending(): readonly DeviceEvent[]
  /** Writes what is left. */
  close(): Promise<void>
}

/**
 * What happened to the devices, gathered before it is written. Nothing waits for it and nothing is lost by it but a log: a
 * power cut takes the last second of it along, or the last minute of a thing that went on and on.
 */
export function keepDeviceLog({ save, now, timer, told, failed }: DeviceLogOptions): DeviceLogKeeper {
  let known: ReadonlyMap<string, DeviceView> = new Map()
  const waiting = new Map<string, DeviceEvent>()
  /** When each kind of event was last written, so that its next ones rest. */
  const written = new Map<string, number>()
  let cancelWrite: (() => void) | undefined
  let writeDue = Infinity
  let tellSoon = false
  let writing: Promise<void> = Promise.resolve()
  /** On their way to the disk: who looked at this moment saw them nowhere. */
  let saving: readonly DeviceEvent[] = []

  function note(device: string, kind: DeviceEvent['kind'], code: string): void {
    const at = now()
    // What a person did is told each time: a setting to and fro is two decisions.
    const key = kind === 'set' ? `${device} set ${at} ${waiting.size}` : `${device} ${kind} ${code}`
    const before = waiting.get(key)
    // Last in the order: it is the newest again.
    waiting.delete(key)
    waiting.set(key, before ? { ...before, until: Math.max(at, before.at), times: before.times + 1 } : { device, kind, code, at, until: at, times: 1 })
    schedule(resting(key) ? restMs : gatherMs)
    if (tellSoon) return
    tellSoon = true
    timer.after(gatherMs, () => {
      tellSoon = false
      told()
    })
    // The first of a burst is seen at once; the rest of it a second later.
    told()
  }

  function resting(key: string): boolean {
    const last = written.get(key)
    return last !== undefined && now() - last < restMs
  }

  function schedule(ms: number): void {
    const due = now() + ms
    if (due >= writeDue) return
    cancelWrite?.()
    writeDue = due
    cancelWrite = timer.after(ms, () => {
      cancelWrite = undefined
      writeDue = Infinity
      write((key) => !resting(key))
      if (waiting.size > 0) schedule(restMs)
    })
  }

  function write(isDue: (key: string) => boolean): void {
    const due = [...waiting].filter(([key]) => isDue(key))
    if (due.length === 0) return
    for (const [key, event] of due) {
      waiting.delete(key)
      if (event.kind !== 'set') written.set(key, now())
    }
    const events = due.map(([, event]) => event)
    // A disk that is full stops sales long before it matters that a log is short.
    saving = [...saving, ...events]
    writing = writing
      .then(() => save(events))
      .catch(failed)
      .then(() => void (saving = saving.filter((event) => !events.includes(event))))
  }

  function changed(device: DeviceView, before: DeviceView | undefined): void {
    for (const fault of before?.faults ?? []) if (!device.faults.includes(fault)) note(device.id, 'faultEnded', fault)
    for (const fault of device.faults) if (before?.faults.includes(fault) !== true) note(device.id, 'faultBegan', fault)
    if (device.health !== before?.health) note(device.id, 'state', device.health)
  }

  return {
    follow(devices) {
      for (const device of devices) changed(device, known.get(device.id))
      known = new Map(devices.map((device) => [device.id, device]))
    },
    note,
    pending: () => [...saving, ...waiting.values()],
    async close() {
      cancelWrite?.()
      write(() => true)
      await writing
    },
  }
}
