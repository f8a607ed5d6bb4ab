import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type DeviceView } from '../../contracts/ipc/index.ts'
import { type DeviceEvent } from '../../db/index.ts'
import { type Timer } from '../../drivers/device/index.ts'
import { gatherMs, keepDeviceLog, restMs } from './device-log.ts'

/** Time by hand, with an order: what is due first runs first. */
function clock() {
  let now = 1_000_000
  const waits = new Set<{ readonly at: number; readonly run: () => void }>()
  const timer: Timer = {
    after(ms, run) {
      const wait = { at: now + ms, run }
      waits.add(wait)
      return () => void waits.delete(wait)
    },
  }
  return {
    timer,
    now: () => now,
    pass(ms: number): void {
      const end = now + ms
      for (;;) {
        const [next] = [...waits].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)
        if (next === undefined) break
        waits.delete(next)
        now = next.at
        next.run()
      }
      now = end
    },
  }
}

function start(save: (events: readonly DeviceEvent[]) => Promise<void> = () => Promise.resolve()) {
  const time = clock()
  const saved: (readonly DeviceEvent[])[] = []
  let told = 0
  const log = keepDeviceLog({
    save: (events) => {
      saved.push(events)
      return save(events)
    },
    now: time.now,
    timer: time.timer,
    told: () => (told += 1),
    failed: () => undefined,
  })
  return { ...time, log, saved, told: () => told, settled: () => new Promise<void>((resolve) => setImmediate(resolve)) }
}
const printer = (health: DeviceView['health'], ...faults: string[]): DeviceView => ({ id: 'printer', kind: 'printer', name: '', simulated: false, health, faults })
const words = (events: readonly DeviceEvent[]): string[] => events.map(({ device, kind, code, times }) => `${device} ${kind} ${code} ${times}`)

describe('the log of the devices', () => {
  test('[DEV-24] each change of state, each fault’s beginning and end is noted, once, and written together', async () => {
    const { log, pass, saved, settled } = start()
    log.follow([printer('ready')])
    log.follow([printer('offline', 'paper-out', 'cover-open')])
    log.follow([printer('offline', 'paper-out', 'cover-open')])
    log.follow([printer('offline', 'paper-out')])
    expect(words(log.pending())).toEqual(['printer state ready 1', 'printer faultBegan paper-out 1', 'printer faultBegan cover-open 1', 'printer state offline 1', 'printer faultEnded cover-open 1'])
    pass(gatherMs)
    await settled()
    expect(saved.map(words)).toEqual([['printer state ready 1', 'printer faultBegan paper-out 1', 'printer faultBegan cover-open 1', 'printer state offline 1', 'printer faultEnded cover-open 1']])
    expect(log.pending()).toEqual([])
  })

  test('[DEV-24] what happens again is the last in the order once more', () => {
    const { log, pass } = start()
    log.note('printer', 'faultBegan', 'paper-out')
    log.note('printer', 'faultEnded', 'paper-out')
    pass(gatherMs)
    // Within the minute both rest; the end came last.
    log.note('printer', 'faultEnded', 'paper-out')
    log.note('printer', 'faultBegan', 'paper-out')
    pass(100)
    log.note('printer', 'faultEnded', 'paper-out')
    expect(words(log.pending()).slice(-2)).toEqual(['printer faultBegan paper-out 1', 'printer faultEnded paper-out 2'])
  })

  test('[DEV-24] what is on its way to the disk is still to be seen', async () => {
    let written: () => void = () => undefined
    const { log, pass, settled } = start(() => new Promise((resolve) => (written = resolve)))
    log.note('printer', 'faultBegan', 'paper-out')
    pass(gatherMs)
    await settled()
    log.note('scale', 'faultBegan', 'timeout')
    expect(words(log.pending())).toEqual(['printer faultBegan paper-out 1', 'scale faultBegan timeout 1'])
    written()
    await settled()
    expect(words(log.pending())).toEqual(['scale faultBegan timeout 1'])
  })

  test('[DEV-24] a cable that flaps ten times a second for an hour is a write a minute, and none of its flaps goes uncounted', async () => {
    const { log, pass, saved, settled, told } = start()
    for (let flap = 0; flap < 36_000; flap += 1) {
      log.follow([flap % 2 === 0 ? printer('disconnected', 'connection-lost') : printer('ready')])
      pass(100)
    }
    await log.close()
    await settled()
    const times = (code: string): number => saved.flat().filter((event) => event.code === code && event.kind !== 'faultEnded').reduce((sum, event) => sum + event.times, 0)
    expect([times('disconnected'), times('ready'), times('connection-lost')]).toEqual([18_000, 18_000, 18_000])
    expect(saved.length).toBeLessThanOrEqual(3_600_000 / restMs + 3)
    expect(saved.flat().length).toBeLessThanOrEqual(4 * (3_600_000 / restMs + 3))
    // Whoever looks is told no oftener than twice a second.
    expect(told()).toBeLessThanOrEqual(2 * 3_601)
  })

  test('[DEV-24] whatever happens whenever, everything is counted and the writes are few', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(5_000), fc.constantFrom('a', 'b'), fc.constantFrom('x', 'y')), { maxLength: 200 }), async (steps) => {
        const { log, pass, saved, settled, now } = start()
        const began = now()
        for (const [wait, device, code] of steps) {
          pass(wait)
          log.note(device, 'faultBegan', code)
        }
        const lasted = now() - began
        await log.close()
        await settled()
        expect(saved.flat().reduce((sum, { times }) => sum + times, 0)).toBe(steps.length)
        // Four kinds of event, each at most once a minute, and the last write.
        expect(saved.flat().length).toBeLessThanOrEqual(4 * (Math.floor(lasted / restMs) + 2))
        for (const { at, until } of saved.flat()) expect(until).toBeGreaterThanOrEqual(at)
      }),
      { numRuns: 200 },
    )
  })

  test('[DEV-24] each setting is told by itself, and a write that fails stops nothing', async () => {
    const { log, pass, saved, settled } = start(() => Promise.reject(new Error('disk full')))
    log.note('printer', 'set', 'none')
    log.note('printer', 'set', 'none')
    pass(gatherMs)
    await settled()
    log.note('printer', 'set', 'simulated')
    await log.close()
    expect(saved.map(words)).toEqual([['printer set none 1', 'printer set none 1'], ['printer set simulated 1']])
  })
})
