import { type ManualTimer, manualTimer } from '../device/manual-timer.ts'
import { type Reading, type Scale } from './port.ts'
import { type ScaleProtocol } from './protocol.ts'
import { scaleProtocols, type ScaleProtocolName } from './protocols.ts'
import { answerMs } from './scale-line.ts'
import { betweenMs, readMs, serialScale, silenceMs } from './serial-scale.ts'
import { simulatedScale, type SimulatedScale, type SimulatedScaleOptions, streamMs } from './simulator.ts'

// A driver, its simulated scale, and a timer turned by hand: for the tests of both.
export const names = Object.keys(scaleProtocols).filter((name): name is ScaleProtocolName => name in scaleProtocols)
export const continuous: readonly string[] = ['toledo-continuous', 'toledo-continuous-unchecked', 'aclas-os2-active']
export const never = (): AbortSignal => new AbortController().signal
const open: Scale[] = []

/** Closes what bench() built; after each test. */
export async function closeBenches(): Promise<void> {
  for (const scale of open.splice(0)) await scale.close()
}

export interface Bench {
  readonly scale: Scale
  readonly sim: SimulatedScale
  readonly timer: ManualTimer
}

export function bench(name: ScaleProtocolName, options: Partial<SimulatedScaleOptions> = {}, protocol: ScaleProtocol = scaleProtocols[name](), minimumDivisions = 20): Bench {
  const timer = manualTimer()
  const sim = simulatedScale({ protocol: name, timer, ...options })
  const scale = serialScale({ id: 'scale:test', transport: sim.transport, protocol, timer, minimumDivisions })
  open.push(scale)
  return { scale, sim, timer }
}

/** Lets everything that needs no time happen. */
export const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 200; turn += 1) await Promise.resolve()
}

/** Time passes in those steps until the answer is here; a scale that never answers fails by the count. */
export async function meanwhile<T>({ timer }: Bench, answer: Promise<T>, steps: readonly number[] = [streamMs]): Promise<T> {
  let [done, count] = [false, 0]
  const mark = (): void => void (done = true)
  answer.then(mark, mark)
  for (await turns(); !done; await turns()) {
    for (const ms of steps) timer.fire(ms)
    if ((count += 1) > 200) throw new Error('no answer in 200 steps of time')
  }
  return answer
}

export function read(at: Bench, steps?: readonly number[], unitPrice?: number): Promise<Reading> {
  return meanwhile(at, at.scale.read({ signal: never(), ...(unitPrice !== undefined && { unitPrice }) }), steps)
}

/** Nothing settles until the read's own time is up. */
export async function readInVain(at: Bench): Promise<Reading> {
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

export function putDown(sim: SimulatedScale, load: number): void {
  sim.put(load)
  sim.settle()
}
