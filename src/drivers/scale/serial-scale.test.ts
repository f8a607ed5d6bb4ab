import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { thousandths } from '../../domain/quantity/index.ts'
import { type FaultCode } from '../device/port.ts'
import { bench, type Bench, closeBenches, continuous, meanwhile, names, never, putDown, read, readInVain, turns } from './bench.fixture.ts'
import { dialog06 } from './dialog-06.ts'
import { checkWord } from './dialog-06-checksums.ts'
import { shown, stateText } from './fixture.ts'
import { type Reading } from './port.ts'
import { scaleProtocols } from './protocols.ts'
import { answerMs } from './scale-line.ts'
import { actMs, betweenMs, livePollMs, readMs, reconnectMs, silenceMs, statePollMs } from './serial-scale.ts'
import { streamMs } from './simulator.ts'
import { stateOf } from './state-of.ts'

afterEach(closeBenches)

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

  test('[SCL-17] shows no weight that was not asked for: not the one just sold, nor the reason of the last refusal', async () => {
    const at = bench('dialog-06')
    const heard: Reading[] = []
    at.scale.onLive((reading) => heard.push(reading))
    const polled = async (): Promise<string | undefined> => {
      await at.timer.waiting(livePollMs)
      at.timer.fire(livePollMs)
      await turns()
      return heard.at(-1)?.kind
    }
    at.scale.start()
    putDown(at.sim, 1284)
    expect(await polled()).toBe('on-request')
    expect(shown(await read(at, [livePollMs]))).toBe('stable 1284 kg')
    expect(await polled()).toBe('on-request')
    // Refused as "moving"; a second later the goods lie still, and the scale would go on saying why it refused.
    at.sim.put(500)
    expect((await readInVain(at)).kind).toBe('in-motion')
    at.sim.settle()
    expect(await polled()).toBe('on-request')
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

  test('[SCL-10] a caller who still waits for his turn is let go at once, too', async () => {
    const at = bench('mt-sics')
    at.sim.set({ silent: true })
    at.scale.start()
    await at.timer.waiting(answerMs)
    const caller = new AbortController()
    const queued = at.scale.read({ signal: caller.signal })
    await turns()
    caller.abort()
    // No time passes: the poll before it still waits for its answer.
    await expect(queued).rejects.toMatchObject({ code: 'cancelled' })
    expect(at.timer.fire(answerMs)).toBe(1)
  })

  test('[SCL-5] half an answer is not completed by half of the next', async () => {
    const at = bench('toledo-8217')
    const heard: Reading[] = []
    at.scale.onLive((reading) => heard.push(reading))
    putDown(at.sim, 1284)
    at.sim.set({ cutAfter: 4 })
    at.scale.start()
    await at.timer.waiting(answerMs)
    at.timer.fire(answerMs)
    await at.timer.waiting(livePollMs)
    at.sim.set({ cutAfter: 0, garbage: [0x32, 0x38, 0x34, 0x0d] })
    at.timer.fire(livePollMs)
    // What the first question is still owed is waited for, and then the second one is asked.
    for (let step = 0; step < 2; step += 1) {
      await at.timer.waiting(answerMs)
      at.timer.fire(answerMs)
      await turns()
    }
    expect(heard.map(shown)).toEqual(['no-answer', 'no-answer'])
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
