import { type Connection } from './connection.ts'

export const deviceEventKinds = ['state', 'faultBegan', 'faultEnded', 'tested', 'set'] as const

/** Something that happened to a device, in codes: the sentences are the screen's, each in its language. */
export interface DeviceEvent {
  /** The device's id; of a setting the same, whether or not the device is there. */
  readonly device: string
  readonly kind: (typeof deviceEventKinds)[number]
  /** A health, a fault, the address that was set ('' for none chosen); of what a person had it do (`tested`) `passed`, a fault, or `endOfDay.` with how that ended. */
  readonly code: string
  /** The first time, epoch ms. */
  readonly at: number
  /** The last time: the same thing over and over is one event. */
  readonly until: number
  readonly times: number
}

export interface StoredDeviceEvent extends DeviceEvent {
  readonly id: number
}

export interface DeviceEventsAsked {
  readonly device?: string
  /** Absent: every kind. */
  readonly kinds?: readonly DeviceEvent['kind'][]
  /** The id of the last one of the page before. */
  readonly before?: number
  readonly limit: number
}

export const DEVICE_EVENT_DAYS = 14
/** A cable that flaps for two weeks stays this many rows, whatever it does. */
export const KEPT_DEVICE_EVENTS = 10_000
const day = 86_400_000

export function readDeviceEvents(db: Connection) {
  // By when it last happened: what goes on and on is written after what came behind it, and stood in the list in front of it.
  // A page from a table of ten thousand rows at most: an index would cost each write more than it saves a person.
  const page = db.prepare<[{ device: string | null; before: number | null; kinds: string; limit: number }], StoredDeviceEvent>(
    `SELECT id, device, kind, code, at, until, times FROM device_event
      WHERE (@device IS NULL OR device = @device) AND (@before IS NULL OR (until, id) < (SELECT until, id FROM device_event WHERE id = @before)) AND kind IN (SELECT value FROM json_each(@kinds))
      ORDER BY until DESC, id DESC LIMIT @limit`,
  )
  const latest = db.prepare<[], StoredDeviceEvent>(
    `SELECT id, device, kind, code, at, until, times
       FROM (SELECT *, row_number() OVER (PARTITION BY device ORDER BY until DESC, id DESC) AS place FROM device_event)
      WHERE place = 1 ORDER BY device`,
  )
  return {
    deviceEvents: ({ device, kinds = deviceEventKinds, before, limit }: DeviceEventsAsked): readonly StoredDeviceEvent[] =>
      page.all({ device: device ?? null, before: before ?? null, kinds: JSON.stringify(kinds), limit }),
    /** The newest of each device. */
    latestDeviceEvents: (): readonly StoredDeviceEvent[] => latest.all(),
  }
}

export function writeDeviceEvents(db: Connection) {
  const insert = db.prepare<[DeviceEvent]>('INSERT INTO device_event (device, kind, code, at, until, times) VALUES (@device, @kind, @code, @at, @until, @times)')
  const forgetOld = db.prepare<[number]>('DELETE FROM device_event WHERE until < ?')
  const forgetMany = db.prepare<[number]>('DELETE FROM device_event WHERE id <= (SELECT max(id) FROM device_event) - ?')
  return {
    /** In the order they are given; what is older than fourteen days goes with the same write. `now` in epoch ms. */
    addDeviceEvents(events: readonly DeviceEvent[], now: number): void {
      for (const event of events) insert.run(event)
      forgetOld.run(now - DEVICE_EVENT_DAYS * day)
      forgetMany.run(KEPT_DEVICE_EVENTS)
    },
  }
}
