import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { thousandths } from '../../domain/quantity/index.ts'
import { type FaultCode } from '../device/port.ts'
import { type ManualTimer, manualTimer } from '../device/manual-timer.ts'
import { dialog06 } from './dialog-06.ts'
import { checkWord } from './dialog-06-checksums.ts'
import { shown, stateText } from './fixture.ts'
import { type Reading, type Scale } from './port.ts'
import { type ScaleProtocol } from './protocol.ts'
import { scaleProtocols, type ScaleProtocolName } from './protocols.ts'
import { answerMs } from './scale-line.ts'
import { actMs, betweenMs, livePollMs, readMs, reconnectMs, serialScale, silenceMs, statePollMs } from './serial-scale.ts'
import { simulatedScale, type SimulatedScale, type SimulatedScaleOptions, streamMs } from './simulator.ts'
import { stateOf } from './state-of.ts'

const names = Object.keys(scaleProtocols).filter((name): name is ScaleProtocolName => name in scaleProtocols)
const continuous: readonly string[] = ['toledo-continuous', 'toledo-continuous-unchecked', 'aclas-os2-active']
const never = (): AbortSignal => new AbortController().signal
const open: Scale[] = []
afterEach(async () => {
  for (const scale of open.splice(0)) await scale.close()
})

interface Bench {
  readonly scale: Scale
  readonly sim: SimulatedScale
  readonly timer: ManualTimer
}

function bench(name: ScaleProtocolName, options: Partial<SimulatedScaleOptions> = {}, protocol: ScaleProtocol = scaleProtocols[name](), minimumDivisions = 20): Bench {
  const timer = manualTimer()
  const sim = simulatedScale({ protocol: name, timer, ...options })
  const scale = serialScale({ id: 'scale:test', transport: sim.transport, protocol, timer, minimumDivisions })
  open.push(scale)
  return { scale, sim, timer }
}

/** Lets everything that needs no time happen. */
const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 200; turn += 1) await Promise.resolve()
}

/** Time passes in those steps until the answer is here; a scale that never answers fails by the count. */
async function meanwhile<T>({ timer }: Bench, answer: Promise<T>, steps: readonly number[] = [streamMs]): Promise<T> {
  let [done, count] = [false, 0]
  const mark = (): void => void (done = true)
  answer.then(mark, mark)
  for (await turns(); !done; await turns()) {
    for (const ms of steps) timer.fire(ms)
    if ((count += 1) > 200) throw new Error('no answer in 200 steps of time')
  }
  return answer
}

function read(at: Bench, steps?: readonly number[], unitPrice?: number): Promise<Reading> {
  return meanwhile(at, at.scale.read({ signal: never(), ...(unitPrice !== undefined && { unitPrice }) }), steps)
}

/** Nothing settles until the read's own time is up. */
async function readInVain(at: Bench): Promise<Reading> {
  const answer = at.scale.read({ signal: never() })
  for (let step = 0; step < 6; step += 1) {
    await turns()
    for (const ms of [answerMs, betweenMs, streamMs, ...(at.sim.knobs().silent ? [silenceMs] : [])]) {
      at.timer.fire(ms)
      await turns()
    }
  }
  await turns()
  at.timer.fire(readMs)
  return answer
}

function putDown(sim: SimulatedScale, load: number): void {
  sim.put(load)
  sim.settle()
}

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

describe('a weight that is sold', () => {
  test('[SCL-6] has been read twice running: a single frame is not believed', async () => {
    for (const name of names.filter((one) => one !== 'dialog-06' && !continuous.includes(one))) {
      const at = bench(name)
      putDown(at.sim, 1284)
      const asked = at.sim.received.length
      await read(at)
      const questions = at.sim.received.slice(asked)
      expect(questions.length % 2, name).toBe(0)
      expect(questions.slice(0, questions.length / 2), name).toEqual(questions.slice(questions.length / 2))
    }
  })

  test('[SCL-6] one wrong frame between good ones is never it, not even with an unchecked protocol', async () => {
    const at = bench('toledo-8217')
    const answers = ['02.284', '01.284', '09.284', '01.284', '01.284'].map((digits) => [0x02, ...Array.from(digits, (digit) => digit.charCodeAt(0)), 0x0d])
    const noisy = at.scale.read({ signal: never() })
    for (const answer of answers) {
      at.sim.set({ garbage: answer })
      // Each question takes the answer of its turn.
      const before = at.sim.received.length
      while (at.sim.received.length === before) await Promise.resolve()
    }
    expect(shown(await noisy)).toBe('stable 1284 kg')
  })

  test('[SCL-6] an answer that came too late is not taken for the next question’s', async () => {
    const at = bench('toledo-8217')
    putDown(at.sim, 1284)
    at.sim.set({ silent: true })
    const slow = at.scale.read({ signal: never() })
    await turns()
    at.timer.fire(answerMs)
    await turns()
    // No second question yet: the first one's answer is still out, and here it comes.
    expect(at.sim.received).toHaveLength(1)
    at.sim.set({ silent: false })
    at.sim.noise([0x02, ...Array.from('09.999', (digit) => digit.charCodeAt(0)), 0x0d])
    expect(shown(await meanwhile(at, slow))).toBe('stable 1284 kg')
  })

  test('[SCL-4] net and tare are told where the scale says them', async () => {
    for (const [name, net] of [['toledo-8217', 'net'], ['nci', 'net'], ['toledo-continuous', 'net'], ['aclas-os2-active', 'net'], ['mt-sics', 'unsaid'], ['cas', 'unsaid']] as const) {
      const at = bench(name)
      putDown(at.sim, 250)
      expect(at.sim.tare()).toBe(true)
      putDown(at.sim, 1534)
      const reading = await read(at)
      expect(reading.kind === 'stable' && reading.weight, name).toMatchObject({ quantity: 1284, net })
      if (name === 'toledo-continuous') expect(reading).toMatchObject({ weight: { tare: 250 } })
    }
  })

  test('[SCL-7] a scale that is set to pounds sells nothing by the kilogram', async () => {
    for (const name of names) {
      const at = bench(name)
      at.sim.set({ unit: 'lb' })
      putDown(at.sim, 1280)
      expect((await readInVain(at)).kind, name).toBe('wrong-unit')
      expect(stateText(at.scale.state()), name).toBe('degraded wrong-unit')
    }
  })
})

describe('zero and tare', () => {
  test.each(names)('[SCL-13] %s: done is said when the scale has shown it', async (name) => {
    const at = bench(name, {}, scaleProtocols[name](), 0)
    const steps = [streamMs, betweenMs]
    at.sim.set({ load: 30 })
    const [zeroes, tares, clears, presets] = { 'toledo-8217': [1, 1, 1, 1], 'toledo-8213': [1, 1, 1, 1], 'mt-sics': [1, 1, 1, 1], nci: [1, 1, 0, 0], cas: [0, 0, 0, 0], 'dialog-06': [0, 0, 1, 1], 'toledo-continuous': [1, 1, 1, 0], 'toledo-continuous-unchecked': [1, 1, 1, 0], 'aclas-os2': [1, 1, 0, 0], 'aclas-os2-active': [1, 1, 0, 0] }[name]
    const outcome = (can: number | undefined): string => (can === 1 ? 'done' : 'unsupported')
    expect(await meanwhile(at, at.scale.zero(never()), steps)).toBe(outcome(zeroes))
    at.sim.set({ load: 280 })
    expect(await meanwhile(at, at.scale.tare('platter', never()), steps)).toBe(outcome(tares))
    expect(await meanwhile(at, at.scale.tare('clear', never()), steps)).toBe(outcome(clears))
    expect(await meanwhile(at, at.scale.tare(thousandths(100), never()), steps)).toBe(outcome(presets))
    if (presets !== 1) return
    at.sim.set({ load: name === 'dialog-06' ? 300 : 330 })
    expect(shown(await read(at))).toBe('stable 200 kg')
  })

  test('[SCL-13] what the scale does not do, or does not show, is not done', async () => {
    const refusing = bench('mt-sics')
    refusing.sim.set({ load: 5000 })
    expect(await refusing.scale.zero(never())).toBe('refused')
    refusing.sim.set({ moving: true })
    expect(await refusing.scale.tare('platter', never())).toBe('in-motion')
    const toledo = bench('toledo-8217')
    toledo.sim.set({ load: 5000 })
    expect(await toledo.scale.zero(never())).toBe('refused')
    const watched = bench('toledo-continuous')
    watched.sim.set({ load: 5000 })
    const zeroing = watched.scale.zero(never())
    for (let step = 0; step < 5; step += 1) {
      await turns()
      watched.timer.fire(streamMs)
    }
    await turns()
    watched.timer.fire(actMs)
    expect(await zeroing).toBe('unconfirmed')
    const silent = bench('mt-sics')
    silent.sim.set({ silent: true })
    const asking = silent.scale.zero(never())
    await silent.timer.waiting(actMs)
    silent.timer.fire(actMs)
    expect(await asking).toBe('no-answer')
  })
})

describe('Dialog 06', () => {
  test('[SCL-6] one load has one weight; lifted and put down again it has another', async () => {
    const at = bench('dialog-06')
    putDown(at.sim, 1284)
    expect(shown(await read(at, undefined, 399))).toBe('stable 1284 kg')
    expect((await readInVain(at)).kind).toBe('same-load')
    putDown(at.sim, 0)
    putDown(at.sim, 1284)
    expect(shown(await read(at))).toBe('stable 1284 kg')
  })

  test('[SCL-12] a sealed scale weighs for a till that proves itself, again after fifty weighings, and for no other', async () => {
    const polynomial = 0x8bb7
    const cs = 0x4711
    let random = 0
    const sealed = { polynomial, random: () => (random = (random * 5 + 0x3d) & 0xff) }
    const sealedBench = (pairs: readonly { readonly cs: number; readonly kw: number }[]): Bench => bench('dialog-06', { sealed }, dialog06({ checksums: pairs }))
    const proven = sealedBench([{ cs, kw: checkWord(cs, polynomial) }])
    for (let load = 1; load <= 101; load += 1) {
      putDown(proven.sim, 100 + load)
      expect(shown(await read(proven))).toBe(`stable ${100 + load} kg`)
    }
    const proofs = proven.sim.received.map((byte) => String.fromCharCode(byte)).join('').split('\u000210\u001b').length - 1
    expect(proofs).toBe(3)
    for (const stranger of [sealedBench([]), sealedBench([{ cs, kw: checkWord(cs, polynomial) ^ 1 }])]) {
      putDown(stranger.sim, 1284)
      expect((await read(stranger)).kind).toBe('unconfigured')
      expect(stateText(stranger.scale.state())).toBe('unconfigured unconfigured')
    }
  })

  test('[SCL-9] is polled without taking the weight from whoever asks for it next', async () => {
    const at = bench('dialog-06')
    putDown(at.sim, 1284)
    at.scale.start()
    for (let poll = 0; poll < 3; poll += 1) {
      await at.timer.waiting(statePollMs)
      at.timer.fire(statePollMs)
      await turns()
    }
    expect(stateText(at.scale.state())).toBe('ready')
    expect(shown(await read(at))).toBe('stable 1284 kg')
  })
})

describe('watching', () => {
  test('[SCL-9] the screen hears each reading, asked four times a second while it listens and once when it does not', async () => {
    const at = bench('mt-sics')
    const heard: Reading[] = []
    const off = at.scale.onLive((reading) => heard.push(reading))
    at.scale.start()
    await at.timer.waiting(livePollMs)
    at.sim.put(1284)
    at.timer.fire(livePollMs)
    await at.timer.waiting(livePollMs)
    expect(heard.map(shown)).toEqual(['empty', 'in-motion'])
    expect(heard.at(-1)).toEqual({ kind: 'in-motion', shown: '1.284 kg' })
    expect(stateText(at.scale.state())).toBe('ready in-motion')
    off()
    at.timer.fire(livePollMs)
    await at.timer.waiting(statePollMs)
    expect(heard).toHaveLength(2)
  })

  test('[SCL-9] a continuous scale that falls silent is not believed to be still there', async () => {
    const at = bench('toledo-continuous')
    at.scale.start()
    await turns()
    at.timer.fire(streamMs)
    await turns()
    expect(stateText(at.scale.state())).toBe('ready')
    at.sim.set({ silent: true })
    await turns()
    at.timer.fire(silenceMs)
    await turns()
    expect(stateText(at.scale.state())).toBe('offline no-response')
  })

  test('[SCL-9] one question at a time: a read waits for the poll, and the poll for the read', async () => {
    const at = bench('cas')
    at.sim.set({ silent: true })
    at.scale.start()
    await at.timer.waiting(answerMs)
    const waiting = at.scale.read({ signal: never() })
    await turns()
    expect(at.sim.received).toEqual([0x05])
    at.sim.set({ silent: false })
    putDown(at.sim, 1284)
    expect(shown(await meanwhile(at, waiting, [answerMs]))).toBe('stable 1284 kg')
  })

  test('[SCL-10] closing ends a read under way and lets go of the line', async () => {
    const at = bench('nci')
    at.sim.put(1284)
    at.scale.start()
    const waiting = at.scale.read({ signal: never() })
    await turns()
    const ended = expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
    await at.scale.close()
    await ended
    expect([answerMs, readMs, betweenMs, statePollMs, reconnectMs].map((ms) => at.timer.fire(ms))).toEqual([0, 0, 0, 0, 0])
    // The simulator refuses a second opening while it is open.
    await at.sim.transport.open(never())
    await at.sim.transport.close()
  })
})

test('[SCL-14] every fault a scale can have is a sentence in both languages', () => {
  const readings: readonly Reading[] = [{ kind: 'in-motion' }, { kind: 'under-zero' }, { kind: 'over-capacity' }, { kind: 'needs-zero' }, { kind: 'wrong-unit', unit: 'lb' }, { kind: 'scale-error' }, { kind: 'no-answer' }, { kind: 'bad-frame' }, { kind: 'unconfigured' }]
  const faults: readonly FaultCode[] = readings.flatMap((reading) => stateOf(reading).faults)
  expect(new Set(faults).size).toBe(readings.length)
  for (const language of ['en', 'zh-CN']) {
    const words: unknown = JSON.parse(readFileSync(new URL(`../../renderer/words/${language}.json`, import.meta.url), 'utf8'))
    for (const fault of faults) expect(words, `${language} ${fault}`).toHaveProperty([`fault.${fault}`])
  }
})
