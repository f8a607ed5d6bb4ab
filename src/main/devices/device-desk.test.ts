import { expect, test } from 'vitest'
import { type DevicesView } from '../../contracts/ipc/index.ts'
import { type DeviceEvent, type StoredDeviceEvent } from '../../db/index.ts'
import { accept } from '../../domain/errors/index.ts'
import { createListeners, manualTimer } from '../../drivers/device/index.ts'
import { createDeviceDesk } from './device-desk.ts'
import { gatherMs } from './device-log.ts'

const from = { seat: 'counter', request: 'r1' }
const printer = (...faults: string[]): DevicesView => ({ devices: [{ id: 'printer:receipt', kind: 'printer', name: '', simulated: false, health: faults.length > 0 ? 'offline' : 'ready', faults }] })

/** A desk over a disk that keeps what it is given and gives it back as the real one does. */
function desk() {
  let now = 1_000_000
  const timer = manualTimer()
  const changes = createListeners<DevicesView>()
  const stored: StoredDeviceEvent[] = []
  const inOrder = () => stored.toSorted((one, other) => other.until - one.until || other.id - one.id)
  const made = createDeviceDesk({
    devices: {
      view: () => printer(),
      on: (_topic: string, listener: never) => changes.add(listener),
      reconfigure: () => Promise.resolve(),
      find: () => Promise.resolve({ found: [], troubles: [] }),
      probe: () => Promise.resolve('unknown'),
      selfTest: () => Promise.resolve(undefined),
    },
    records: {
      setDevice: () => Promise.resolve(accept({ changed: true })),
      deviceSettings: () => Promise.resolve({}),
      addDeviceEvents(events: readonly DeviceEvent[]) {
        for (const event of events) stored.push({ ...event, id: stored.length + 1 })
        return Promise.resolve()
      },
      deviceEvents: ({ limit }) => Promise.resolve(inOrder().slice(0, limit)),
      latestDeviceEvents: () => Promise.resolve(inOrder().filter((event, index, all) => all.findIndex(({ device }) => device === event.device) === index)),
    },
    sources: { commandLine: {}, chosen: {}, demo: true, currency: 'GBP', language: 'en' },
    hasRight: () => Promise.resolve(accept(undefined)),
    isNew: () => Promise.resolve(false),
    logChanged: () => undefined,
    logFailed: (error) => {
      throw error
    },
    now: () => now,
    timer,
  })
  return {
    desk: made,
    async says(view: DevicesView, ms = 2_000): Promise<void> {
      now += ms
      changes.tell(view)
      timer.fire(gatherMs)
      await new Promise<void>((resolve) => setImmediate(resolve))
    },
  }
}

test('[DEV-24] whatever rests before it is written, the list is newest first and a printer that is well was told so last', async () => {
  const { desk: made, says } = desk()
  for (let times = 0; times < 3; times += 1) {
    await says(printer('paper-out'))
    await says(printer('cover-open'))
    await says(printer())
    const log = await made.log({ limit: 50 }, from)
    if (!log.ok) throw new Error(log.refusal.code)
    const ends = log.value.events.map(({ until }) => until)
    expect(ends).toEqual(ends.toSorted((one, other) => other - one))
    expect(log.value.events).not.toHaveLength(0)
    expect(log.value.latest.map(({ kind, code }) => `${kind} ${code}`)).toEqual(['state ready'])
  }
  await made.close()
})
