import { manualTimer } from '../../../src/drivers/device/index.ts'
import { readMs, scaleProtocols, type ScaleProtocol, type ScaleProtocolName, serialScale, simulatedScale, streamMs, betweenMs } from '../../../src/drivers/scale/index.ts'
import { framesIn } from '../../../src/drivers/scale/fixture.ts'
import { measure } from '../../../src/drivers/scale/measure.ts'
import { scaleBody } from '../../../src/drivers/scale/simulator-body.ts'
import { voiceOf } from '../../../src/drivers/scale/simulator-voices.ts'
import { answerMs } from '../../../src/drivers/scale/scale-line.ts'
import { type Transport } from '../../../src/drivers/transports/index.ts'
import { broken, bytesBetween, hex, inPieces, oneByteWrong, type Random } from './random.ts'
import { type FuzzTarget } from './run-fuzz.ts'

const capacity = 15_000
const rules = { sellsIn: 'kg', minimumDivisions: 0 } as const
/** Those with a check over the frame: one wrong byte anywhere in it is no weight, at the first reading already. */
const checked: ReadonlySet<string> = new Set(['cas', 'aclas-os2', 'aclas-os2-active', 'toledo-continuous'])
const never = new AbortController().signal

interface Truth {
  readonly load: number
  readonly moving: boolean
}

function truthOf(random: Random): Truth {
  const load = random.chance(0.1) ? random.between(-500, -1) : random.chance(0.1) ? random.between(capacity + 1, capacity + 500) : random.chance(0.1) ? 0 : random.between(20, capacity)
  return { load, moving: random.chance(0.3) }
}
const sellable = ({ load, moving }: Truth): boolean => !moving && load >= 20 && load <= capacity

/** The frames alone: bytes of the sheet, whole, with one wrong byte, broken, or nothing but noise. `protocol` may be a planted one. */
export function scaleFrameTarget(name: ScaleProtocolName, protocol: ScaleProtocol = scaleProtocols[name]()): FuzzTarget {
  return {
    name: `scale frames ${name}`,
    one(random) {
      const truth = truthOf(random)
      const whole = frameOf(name, protocol, truth)
      const kind = random.pick(['whole', 'one byte', 'broken', 'noise'])
      const wrong = oneByteWrong(random, whole)
      const bytes = kind === 'whole' ? whole : kind === 'one byte' ? wrong.bytes : kind === 'broken' ? broken(random, whole) : bytesBetween(random, 0, 80)
      const frames = framesIn(protocol, ...inPieces(random, bytes))
      const said = (what: string): string => `${what}: ${hex(bytes)} (${JSON.stringify(truth)}, ${kind})`
      for (const frame of frames) {
        if (frame.raw.length > 64) return said('a frame of more than 64 bytes')
        if (frame.kind === 'weight' && !Number.isSafeInteger(frame.weight.digits)) return said('digits that are no integer')
      }
      const readings = frames.flatMap((frame) => measure(frame, rules) ?? [])
      if (name === 'dialog-06') return undefined
      for (const reading of readings) {
        const sells = reading.kind === 'stable' || reading.kind === 'empty'
        if (!sells) continue
        const quantity: number = reading.kind === 'stable' ? reading.weight.quantity : 0
        if (quantity < 0) return said('a weight below nothing')
        const right = !truth.moving && quantity === truth.load
        if (kind === 'whole' && !right) return said(`a whole frame was read as ${quantity}`)
        // The flags behind an unasked OS2 frame are outside its check; they carry no digit.
        if (kind === 'one byte' && checked.has(name) && !right) return said(`one wrong byte was read as ${quantity}`)
      }
      if (kind === 'whole' && frames.length === 0) return said('a whole frame was not read')
      return undefined
    },
  }
}

/** What a scale of that kind sends: the bytes come from the simulator, which knows nothing of the reader. */
function frameOf(name: ScaleProtocolName, protocol: ScaleProtocol, { load, moving }: Truth): readonly number[] {
  const body = scaleBody(capacity, 1)
  body.set({ load, moving })
  const voice = voiceOf(name, body, undefined)
  if (voice.stream) return voice.stream()
  if (protocol.mode !== 'asked') return []
  const questions = [...protocol.weigh({}).first, ...(name === 'cas' || name === 'aclas-os2' ? [0x11] : []), ...(name === 'dialog-06' ? [0x04, 0x05] : [])]
  return questions.map((byte) => voice.hear(byte)).findLast((answer) => answer.length > 0) ?? []
}

/** The driver, to its end: of all that the scale says while it is asked, one thing is broken, foreign, noise or lost. */
export function scaleReadTarget(name: ScaleProtocolName, protocolOf: () => ScaleProtocol = scaleProtocols[name]): FuzzTarget {
  return {
    name: `scale reads ${name}`,
    async one(random) {
      const truth = truthOf(random)
      const timer = manualTimer()
      const sim = simulatedScale({ protocol: name, timer, capacity })
      sim.set(truth)
      const victim = random.between(0, 2)
      // A scale that gives one load one weight has nothing that would tell another load's answer from its own.
      const kind = random.pick(name === 'dialog-06' ? ['broken', 'noise', 'lost'] : ['broken', 'noise', 'lost', 'foreign'])
      const foreign = { load: random.between(20, capacity), moving: false }
      const protocol = protocolOf()
      let heard = ''
      const transport = throughOneFault(sim.transport, victim, (bytes) => {
        const said = kind === 'lost' ? [] : kind === 'noise' ? bytesBetween(random, 1, 40) : kind === 'foreign' ? [...frameOf(name, protocol, foreign)] : broken(random, bytes)
        heard = `${hex(bytes)} became ${hex(said)}`
        return said
      })
      const scale = serialScale({ id: 'scale:fuzz', transport, protocol, timer, minimumDivisions: 20 })
      let reading: Awaited<ReturnType<typeof scale.read>> | undefined
      const answer = scale.read({ signal: never }).then((said) => void (reading = said))
      for (let step = 0; step < 8 && reading === undefined; step += 1) {
        await turns()
        for (const ms of [streamMs, betweenMs, answerMs]) timer.fire(ms)
      }
      await turns()
      if (reading === undefined) timer.fire(readMs)
      await answer
      const closing = scale.close()
      await turns()
      await closing
      const told = (what: string): string => `${what}: ${heard} (${JSON.stringify(truth)}, ${kind}, answer ${victim})`
      if (reading === undefined) return told('no end')
      if (reading.kind === 'stable' && !(sellable(truth) && reading.weight.quantity === truth.load)) return told(`sold as ${reading.weight.quantity}`)
      if (reading.kind === 'empty' && (truth.load !== 0 || truth.moving)) return told('said to be empty')
      if (reading.kind !== 'stable' && sellable(truth) && name !== 'dialog-06') return told(`one bad answer among good ones, and it was ${reading.kind}`)
      return undefined
    },
  }
}

/** A line on which the answer of that number, and no other, comes as the fault makes it. */
function throughOneFault(inner: Transport, victim: number, fault: (bytes: readonly number[]) => readonly number[]): Transport {
  let count = 0
  return {
    ...inner,
    onBytes: (listener) =>
      inner.onBytes((bytes) => {
        const mine = count === victim
        count += 1
        const said = mine ? Uint8Array.from(fault([...bytes])) : bytes
        if (said.length > 0) listener(said)
      }),
  }
}

/** Lets everything that needs no time happen. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 60; turn += 1) await Promise.resolve()
}
