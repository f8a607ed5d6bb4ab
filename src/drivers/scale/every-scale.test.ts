import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { bench, closeBenches, names, never, putDown, read, readInVain, turns } from './bench.fixture.ts'
import { shown, stateText } from './fixture.ts'
import { answerMs } from './scale-line.ts'
import { betweenMs, readMs, reconnectMs, silenceMs, statePollMs } from './serial-scale.ts'
import { streamMs } from './simulator.ts'

afterEach(closeBenches)

describe.each(names)('a %s scale', (name) => {
  test('[SCL-2] every weight the scale shows reaches the till exactly', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 20, max: 15_000 }), async (load) => {
        const at = bench(name)
        putDown(at.sim, load)
        const reading = await read(at)
        expect(reading.kind === 'stable' && reading.weight).toMatchObject({ quantity: load, unit: 'kg', division: 1 })
        await at.scale.close()
      }),
      { numRuns: 100 },
    )
  })

  test('[SCL-4] a load that moves is waited for, and is in motion when time is up', async () => {
    const at = bench(name)
    at.sim.put(1284)
    expect((await readInVain(at)).kind).toBe('in-motion')
    at.sim.settle()
    expect(shown(await read(at, [streamMs, betweenMs]))).toBe('stable 1284 kg')
  })

  test('[SCL-4] under zero, too heavy, in need of zero: each is told as what it is', async () => {
    const at = bench(name)
    at.sim.set({ load: 15_001 })
    expect((await readInVain(at)).kind).toBe('over-capacity')
    at.sim.set({ load: -40 })
    expect((await readInVain(at)).kind).toBe('under-zero')
    at.sim.set({ load: 0, needsZero: true })
    // CAS has no word for it and weighs on; MT-SICS and Dialog 06 say that they are not ready.
    const expected = name === 'cas' ? 'empty' : name === 'dialog-06' || name === 'mt-sics' ? 'in-motion' : 'needs-zero'
    expect((await readInVain(at)).kind).toBe(expected)
  })

  test('[SCL-9] a silent scale, noise, and an answer cut in the middle are no weight', async () => {
    const at = bench(name)
    putDown(at.sim, 1284)
    at.sim.set({ silent: true })
    expect((await readInVain(at)).kind).toBe('no-answer')
    at.sim.set({ silent: false, cutAfter: 5 })
    expect((await readInVain(at)).kind).toMatch(/^(bad-frame|no-answer)$/)
    at.sim.set({ cutAfter: 0, garbage: [0x01, 0x80, 0x02, 0x80, 0x0a, 0x80] })
    expect((await readInVain(at)).kind).toBe('bad-frame')
    at.sim.set({ garbage: [] })
    // Dialog 06 has given this load its weight, into the noise: it has to be put down again.
    putDown(at.sim, 0)
    putDown(at.sim, 1284)
    expect(shown(await read(at, [answerMs, streamMs, betweenMs]))).toBe('stable 1284 kg')
  })

  test('[SCL-3] an answer that comes a byte at a time is the same answer', async () => {
    const at = bench(name)
    putDown(at.sim, 1284)
    at.sim.set({ slow: { bytes: 1, everyMs: 2 } })
    expect(shown(await read(at, [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, streamMs]))).toBe('stable 1284 kg')
  })

  test('[SCL-8] less than twenty divisions is below the legal minimum', async () => {
    const at = bench(name)
    putDown(at.sim, 19)
    expect((await readInVain(at)).kind).toBe('below-minimum')
    putDown(at.sim, 0)
    expect((await readInVain(at)).kind).toBe(name === 'dialog-06' ? 'below-minimum' : 'empty')
  })

  test('[SCL-10] an abort ends the wait at once, and the next read is none the worse', async () => {
    const at = bench(name)
    at.sim.put(1284)
    const caller = new AbortController()
    const first = at.scale.read({ signal: caller.signal })
    await turns()
    caller.abort()
    await expect(first).rejects.toMatchObject({ code: 'cancelled', retry: 'safe' })
    // Nothing waits any more: not for an answer, not for the end of the read, not between two questions.
    await turns()
    expect([answerMs, readMs, betweenMs, silenceMs].map((ms) => at.timer.fire(ms))).toEqual([0, 0, 0, 0])
    await expect(at.scale.read({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' })
    putDown(at.sim, 2500)
    expect(shown(await read(at, [answerMs, streamMs]))).toBe('stable 2500 kg')
  })

  test('[SCL-11] a lost line is said, and taken up again by itself', async () => {
    const at = bench(name)
    const states: string[] = []
    at.scale.onState((state) => states.push(stateText(state)))
    putDown(at.sim, 1284)
    at.scale.start()
    await turns()
    at.sim.unplug()
    for (const ms of [statePollMs, streamMs]) {
      at.timer.fire(ms)
      await turns()
    }
    expect(states.at(-1)).toMatch(/^disconnected (connection-lost|unreachable)$/)
    await expect(at.scale.read({ signal: never() })).rejects.toMatchObject({ code: 'unreachable', phase: 'connect', retry: 'safe' })
    at.sim.set({ unplugged: false })
    await turns()
    expect(at.timer.fire(reconnectMs)).toBe(1)
    await turns()
    at.timer.fire(streamMs)
    await turns()
    expect(states.at(-1)).toBe('ready')
    expect(shown(await read(at))).toBe('stable 1284 kg')
  })
})
