import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { thousandths } from '../../domain/quantity/index.ts'
import { decimalText, inThousandths, parseDecimal } from './decimal.ts'
import { framesIn, said } from './fixture.ts'
import { bad, frameReader, textFrame } from './frame-reader.ts'
import { measure } from './measure.ts'
import { type ScaleFrame, type ScaleProtocol, type WeightFrame } from './protocol.ts'
import { scaleProtocols, type ScaleProtocolName } from './protocols.ts'
import { scaleBody } from './simulator-body.ts'
import { voiceOf } from './simulator-voices.ts'

/** 2,000 a property in the ordinary run; a long one is TILLWRIGHT_FUZZ_FRAMES=100000. */
const numRuns = Number(process.env['TILLWRIGHT_FUZZ_FRAMES'] ?? 2_000)
vi.setConfig({ testTimeout: 20_000 + numRuns * 5 })
const capacity = 15_000
const names = Object.keys(scaleProtocols).filter((name): name is ScaleProtocolName => name in scaleProtocols)
const protocols = new Map<ScaleProtocolName, ScaleProtocol>(names.map((name) => [name, scaleProtocols[name]()]))
const protocolOf = (name: ScaleProtocolName): ScaleProtocol => protocols.get(name) ?? scaleProtocols[name]()
/** Dialog 06 is checked by its amount, in the dialogue; its frames alone carry no weight. */
const weighing = names.filter((name) => name !== 'dialog-06')
const checked = ['cas', 'aclas-os2', 'aclas-os2-active', 'toledo-continuous'] as const satisfies readonly ScaleProtocolName[]

/** What a scale of that kind sends with that load: the bytes come from the simulator, which knows nothing of the reader. */
function frameOf(name: ScaleProtocolName, load: number, moving = false, unit: 'kg' | 'lb' = 'kg'): readonly number[] {
  const body = scaleBody(capacity, 1)
  body.set({ load, moving, unit })
  const voice = voiceOf(name, body, undefined)
  if (voice.stream) return voice.stream()
  const protocol = protocolOf(name)
  if (protocol.mode !== 'asked') return []
  // Two steps where ENQ comes first.
  return [...protocol.weigh({}).first, ...(name === 'cas' || name === 'aclas-os2' ? [0x11] : [])].map((byte) => voice.hear(byte)).at(-1) ?? []
}

const weights = (frames: readonly ScaleFrame[]): WeightFrame[] => frames.filter((frame): frame is WeightFrame => frame.kind === 'weight')
const load = fc.oneof(fc.integer({ min: 0, max: capacity }), fc.integer({ min: -500, max: capacity + 500 }))
const noise = fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 24 })

/** The bytes in pieces, cut wherever the numbers say. */
function pieces(bytes: readonly number[], cuts: readonly number[]): (readonly number[])[] {
  const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((one, other) => one - other)
  return at.slice(1).map((end, index) => bytes.slice(at[index], end))
}

describe.each(names)('frames of %s', (name) => {
  test('[SCL-3] any bytes in any pieces are read alike, and never end the reader', () => {
    const part = fc.oneof(noise, load.map((value) => frameOf(name, value)), load.map((value) => frameOf(name, value).slice(0, -2)))
    fc.assert(
      fc.property(fc.array(part, { maxLength: 4 }), fc.array(fc.nat(200), { maxLength: 8 }), (parts, cuts) => {
        const bytes = parts.flat()
        const whole = framesIn(protocolOf(name), bytes)
        expect(framesIn(protocolOf(name), ...pieces(bytes, cuts))).toEqual(whole)
        expect(framesIn(protocolOf(name), ...bytes.map((byte) => [byte]))).toEqual(whole)
      }),
      { numRuns },
    )
  })

  test('[SCL-3] a frame that never ends takes no more than one frame’s memory', () => {
    // Each first byte a frame can have, and then text for ever.
    for (const first of [0x01, 0x02, 0x0a, 0x53]) {
      const frames = framesIn(protocolOf(name), [first, 0x02, ...Array.from({ length: 5_000 }, () => 0x30)])
      for (const frame of frames) expect(frame.raw.length).toBeLessThanOrEqual(64)
    }
  })
})

test('[SCL-3] a frame longer than any is given up, byte by byte, and what begins in it is found', () => {
  const heard: ScaleFrame[] = []
  const read = frameReader(8, textFrame(0x02, 0x0d, () => true, (text, raw) => (text === 'good' ? { kind: 'reply', reply: text, raw } : bad(raw))), (frame) => heard.push(frame))
  read(Uint8Array.from([0x02, ...Array.from('endless', () => 0x78)]))
  expect(heard.map((frame) => frame.raw.length)).toEqual([8])
  read(Uint8Array.from([0x02, ...Array.from('good', (letter) => letter.charCodeAt(0)), 0x0d]))
  expect(heard.map(said)).toEqual(['bad', 'reply good'])
})

describe.each(weighing)('weights of %s', (name) => {
  test('[SCL-2] every weight of the range is the one that lies on the scale, exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: capacity }), (value) => {
        const [frame, ...more] = weights(framesIn(protocolOf(name), frameOf(name, value)))
        const reading = frame && measure(frame, { sellsIn: 'kg', minimumDivisions: 0 })
        expect(more).toEqual([])
        expect(reading?.kind === 'stable' && reading.weight).toMatchObject({ quantity: value, unit: 'kg' })
      }),
      { numRuns },
    )
  })

  test('[SCL-4] what moves, is under zero or too heavy is that, and neither zero nor a weight', () => {
    fc.assert(
      fc.property(load, fc.boolean(), (value, moving) => {
        const [frame] = framesIn(protocolOf(name), frameOf(name, value, moving))
        const kind = frame && measure(frame, { sellsIn: 'kg', minimumDivisions: 0 })?.kind
        if (value > capacity) expect(kind).toBe('over-capacity')
        else if (value < 0) expect(['under-zero', ...(moving ? ['in-motion'] : [])]).toContain(kind)
        else if (moving) expect(kind).toBe('in-motion')
        else expect(kind).toBe(value === 0 ? 'empty' : 'stable')
      }),
      { numRuns },
    )
  })

  test('[SCL-3] noise before, between and behind frames hides none of them, and makes none', () => {
    // Noise without a byte that begins a frame: with one, a frame may have to wait for the next question.
    const quiet = fc.array(fc.integer({ min: 0x80, max: 0xff }), { maxLength: 20 })
    fc.assert(
      fc.property(fc.array(fc.tuple(quiet, fc.integer({ min: 0, max: capacity })), { minLength: 1, maxLength: 3 }), quiet, (all, after) => {
        const heard = weights(framesIn(protocolOf(name), [...all.flatMap(([before, value]) => [...before, ...frameOf(name, value)]), ...after]))
        expect(heard.map(said)).toEqual(all.flatMap(([, value]) => weights(framesIn(protocolOf(name), frameOf(name, value))).map(said)))
      }),
      { numRuns },
    )
  })

  test('[SCL-5] a cut frame is no weight, and the whole one behind it is found', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: capacity }), fc.integer({ min: 0, max: capacity }), fc.nat(100), (cutOff, value, at) => {
        const [broken, whole] = [frameOf(name, cutOff), frameOf(name, value)]
        const end = at % broken.length
        expect(weights(framesIn(protocolOf(name), broken.slice(0, end)))).toEqual([])
        const found = weights(framesIn(protocolOf(name), [...broken.slice(0, end), ...whole])).map(said)
        expect(found).toEqual(weights(framesIn(protocolOf(name), whole)).map(said))
      }),
      { numRuns },
    )
  })

  test('[SCL-5] a frame that lost bytes anywhere is no weight, unless what is left says the same', () => {
    const unit = fc.constantFrom('kg' as const, 'lb' as const)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: capacity / 10 }), unit, fc.nat(100), fc.integer({ min: 1, max: 3 }), (tens, sellsIn, at, count) => {
        const frame = frameOf(name, tens * 10, false, sellsIn)
        const from = at % frame.length
        for (const found of weights(framesIn(protocolOf(name), [...frame.slice(0, from), ...frame.slice(from + count)]))) {
          const reading = measure(found, { sellsIn, minimumDivisions: 0 })
          if (reading?.kind === 'stable') expect(reading.weight.quantity).toBe(tens * 10)
          else expect(reading?.kind === 'empty' && tens > 0).toBe(false)
        }
      }),
      { numRuns },
    )
  })
})

describe.each(checked)('checksum of %s', (name) => {
  test('[SCL-5] one wrong byte anywhere is no weight', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: capacity }), fc.nat(100), fc.integer({ min: 1, max: 255 }), (value, at, flip) => {
        const frame = [...frameOf(name, value)]
        const from = at % frame.length
        frame[from] = (frame[from] ?? 0) ^ flip
        // The flags behind an unasked OS2 frame are outside its checksum: of them "net" alone can go unnoticed.
        const found = weights(framesIn(protocolOf(name), frame)).map((heard) => [heard.weight.digits, heard.settled])
        if (name === 'aclas-os2-active' && from === frame.length - 1 && flip === 0x20) expect(found).toEqual([[value, true]])
        else expect(found).toEqual([])
      }),
      { numRuns },
    )
  })
})

describe('the decimal point', () => {
  test('[SCL-2] is moved on integers: text, shift and text again are the same digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.nat(6), (digits, decimals) => {
        const text = decimalText({ digits, decimals })
        expect(parseDecimal(text)).toEqual({ digits, decimals })
        const shifted = inThousandths({ digits, decimals }, 'kg', 'kg')
        const exact = BigInt(digits) * 1000n
        if (exact % 10n ** BigInt(decimals) === 0n) expect(BigInt(shifted ?? -1)).toBe(exact / 10n ** BigInt(decimals))
        else expect(shifted).toBeUndefined()
      }),
      { numRuns },
    )
  })

  test('[SCL-7] a unit the shop does not sell in is refused, and grams finer than a thousandth of a kg too', () => {
    const frame = (digits: number, decimals: number, unit: WeightFrame['unit']): WeightFrame => ({ kind: 'weight', settled: true, weight: { digits, decimals }, unit, net: 'unsaid', raw: [] })
    const in_ = (sellsIn: 'kg' | 'g' | 'lb' | 'oz', said_: WeightFrame): string => {
      const reading = measure(said_, { sellsIn, minimumDivisions: 0, division: thousandths(1) })
      return reading?.kind === 'stable' ? `${reading.weight.quantity} ${reading.weight.unit}` : (reading?.kind ?? '')
    }
    expect(in_('kg', frame(1284, 3, 'kg'))).toBe('1284 kg')
    expect(in_('kg', frame(1284, 0, 'g'))).toBe('1284 kg')
    expect(in_('kg', frame(10_000, 2, 'g'))).toBe('100 kg')
    expect(in_('kg', frame(10_005, 2, 'g'))).toBe('wrong-unit')
    expect(in_('g', frame(1284, 3, 'kg'))).toBe('1284000 g')
    expect(in_('lb', frame(1234, 2, 'lb'))).toBe('12340 lb')
    expect(in_('oz', frame(195, 1, 'oz'))).toBe('19500 oz')
    expect([in_('kg', frame(1234, 2, 'lb')), in_('lb', frame(1284, 3, 'kg')), in_('lb', frame(195, 1, 'oz')), in_('oz', frame(1234, 2, 'lb')), in_('kg', frame(1, 3, { other: 't' }))]).toEqual(Array.from({ length: 5 }, () => 'wrong-unit'))
  })

  test('[SCL-8] twenty divisions may be sold, nineteen may not, and nothing between two divisions is a weight', () => {
    const frame = (digits: number, step?: number): WeightFrame => ({ kind: 'weight', settled: true, weight: { digits, decimals: 3 }, unit: 'kg', net: 'gross', raw: [0x02], ...(step !== undefined && { step }) })
    const kind = (digits: number, minimumDivisions = 20): string | undefined => measure(frame(digits), { sellsIn: 'kg', division: thousandths(5), minimumDivisions })?.kind
    expect([kind(100), kind(95), kind(5), kind(0), kind(102), kind(5, 0)]).toEqual(['stable', 'below-minimum', 'below-minimum', 'empty', 'bad-frame', 'stable'])
    // Without the plate's own e: the frame's, or one of the last digit.
    const rules = { sellsIn: 'kg', minimumDivisions: 20 } as const
    expect([measure(frame(40, 2), rules)?.kind, measure(frame(38, 2), rules)?.kind, measure(frame(20), rules)?.kind, measure(frame(19), rules)?.kind]).toEqual(['stable', 'below-minimum', 'stable', 'below-minimum'])
  })
})
