import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kickConfirmMs, simulatedDrawer } from '../../src/drivers/cash-drawer/index.ts'
import { manualTimer } from '../../src/drivers/device/index.ts'
import { confirmMs, type PrinterKnobs, profiles, quietConfirmMs, startSimulatedPrinter, statusMs } from '../../src/drivers/printer/index.ts'
import { farewellMs, stallMs } from '../../src/drivers/transports/index.ts'
import { startDevices } from '../../src/main/devices/index.ts'
import { memorySpool } from '../../src/main/devices/fixture.ts'

type Step = { readonly kind: 'kick' } | { readonly kind: 'print' } | { readonly kind: 'knobs'; readonly knobs: Partial<PrinterKnobs> } | { readonly kind: 'restart' } | { readonly kind: 'time'; readonly ms: number }

const well: Partial<PrinterKnobs> = { paperOut: false, coverOpen: false, silent: false, dropAfterBytes: 0 }
const waits = [statusMs, kickConfirmMs, quietConfirmMs, farewellMs, 2_000, 3_000, 5_000, confirmMs, stallMs, 30_000]
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Step>({ kind: 'kick' }) },
  fc.constant<Step>({ kind: 'print' }),
  { weight: 2, arbitrary: fc.constantFrom<Step>(...[{ silent: true }, { paperOut: true }, { coverOpen: true }, { dropAfterBytes: 1 }, { dropAfterBytes: 9 }, { dropAfterBytes: 14 }, well].map((knobs): Step => ({ kind: 'knobs', knobs }))) },
  fc.constant<Step>({ kind: 'restart' }),
  { weight: 2, arbitrary: fc.constantFrom(...waits).map((ms): Step => ({ kind: 'time', ms })) },
)

/**
 * Real drivers, a real socket, and time that passes whenever it likes: before an answer that is on its way, too. What the
 * drawer got is counted at the drawer.
 */
test('[DRW-2] [DRW-3] [DEV-4] whatever the printer does and whenever time passes, no drawer opens twice for one kick, and none is called kicked that was not', async () => {
  let pulses = 0
  const ends = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('epson-80', 'generic-80', 'xprinter-58'), fc.array(step, { minLength: 2, maxLength: 10 }), async (profile, steps) => {
      const drawer = simulatedDrawer()
      const printer = await startSimulatedPrinter({ columns: profiles[profile].columns, drawer })
      const [spool, timer] = [memorySpool(), manualTimer()]
      const start = () => startDevices({ printer: { transport: 'tcp', host: '127.0.0.1', port: printer.port, profile } }, spool, () => undefined, { timer })
      const passing = async <T>(work: Promise<T>): Promise<T> => {
        let done = false
        const ended = work.finally(() => (done = true))
        for (let turn = 0; !done && turn < 5_000; turn += 1) {
          await new Promise((resolve) => setImmediate(resolve))
          if (turn % 5 === 4) for (const ms of waits) timer.fire(ms)
        }
        return ended
      }
      let devices = await passing(start())
      for (const one of steps) {
        if (one.kind === 'kick') spool.add({ kind: 'kick', pin: 0 })
        if (one.kind === 'print') spool.add({ kind: 'print', document: { version: 1, language: 'en', blocks: [{ kind: 'text', text: 'Tea' }, { kind: 'cut' }] } })
        if (one.kind === 'knobs') printer.set(one.knobs)
        if (one.kind === 'time') timer.fire(one.ms)
        if (one.kind === 'restart') {
          await passing(devices.close())
          spool.restart()
          devices = await passing(start())
        }
        devices.wake()
        for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve))
      }
      printer.set(well)
      const settled = () => spool.effects.every(({ state }) => state !== 'waiting' && state !== 'working')
      for (let turn = 0; !settled() && turn < 5_000; turn += 1) {
        devices.wake()
        await new Promise((resolve) => setImmediate(resolve))
        if (turn % 10 === 9) for (const ms of waits) timer.fire(ms)
      }
      await passing(devices.close())
      // Whatever was still in a buffer comes out now, if ever.
      for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve))
      await printer.close()
      const kicks = spool.effects.filter(({ work }) => work.kind === 'kick')
      for (const { state } of kicks) ends.add(state)
      pulses += drawer.kicks.length
      expect(settled()).toBe(true)
      expect(kicks.filter(({ attempts }) => attempts > 1)).toEqual([])
      // Each pulse is one kick's that had begun; each that is called kicked is one pulse.
      expect(drawer.kicks.length).toBeLessThanOrEqual(kicks.filter(({ attempts }) => attempts === 1).length)
      expect(kicks.filter(({ state }) => state === 'kicked').length).toBeLessThanOrEqual(drawer.kicks.length)
    }),
    { numRuns: 60, endOnFailure: true },
  )
  // A run in which no drawer ever opened, or none was in doubt, would prove nothing.
  expect(pulses).toBeGreaterThan(20)
  expect([...ends].toSorted()).toEqual(['failed', 'kicked', 'unconfirmed'])
}, 60_000)
