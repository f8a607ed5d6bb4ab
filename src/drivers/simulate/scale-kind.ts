import { scaleProtocols, type ScaleProtocolName, simulatedScale, type SimulatedScale } from '../scale/index.ts'
import { cableTo } from '../transports/index.ts'
import { counted, type Done, inBytes, type Knob, plain, readable, said, type SimulatedKind, WrongOption } from './kind.ts'

const names = Object.keys(scaleProtocols).join(', ')
const everyMs = 10

/** A counter scale that speaks any of the protocols the till knows. */
export const scaleKind: SimulatedKind = {
  summary: 'a counter scale, in every protocol the till knows',
  options: [
    { name: 'protocol', takes: 'NAME', usual: 'mt-sics', help: `what it speaks: ${names}` },
    { name: 'division', takes: 'GRAMS', usual: '5', help: 'e on its plate' },
    { name: 'capacity', takes: 'GRAMS', usual: '15000', help: 'the most it carries' },
  ],
  async start({ options, say }) {
    const [protocol = '', division, capacity] = [options.get('protocol'), Number(options.get('division')), Number(options.get('capacity'))]
    if (!isProtocol(protocol)) throw new WrongOption(`there is no protocol ${protocol}: ${names}`)
    if (![1, 2, 5, 10, 20, 50].includes(division)) throw new WrongOption('a division is 1, 2, 5, 10, 20 or 50 g')
    if (!Number.isInteger(capacity) || capacity < 20 * division || capacity > 99_999) throw new WrongOption('a capacity is whole grams, twenty divisions to 99999')
    const scale = simulatedScale({ protocol, division, capacity })
    const line = cableTo(scale.transport, newsOnly(say))
    return {
      attach: line.attach,
      knobs: knobsOf(scale),
      status: () => scaleWords(scale),
      address: (where) => `npm start -- --scale "${where}?protocol=${protocol}&division=${division}"`,
      close: () => line.close(),
    }
  },
}

function isProtocol(name: string): name is ScaleProtocolName {
  return Object.hasOwn(scaleProtocols, name)
}

/** A till that watches asks four times a second: what it asks again is not news. */
function newsOnly(say: (line: string) => void): (bytes: Uint8Array) => void {
  let before = ''
  return (bytes) => {
    const text = readable(bytes)
    if (text !== before) say(`till: ${text}`)
    before = text
  }
}

/** Kilograms as typed, to thousandths: moved as text, for no weight here ever meets a float. */
function grams(text: string): number | undefined {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d{1,2})(?:[.,](\d{1,3}))?$/.exec(text) ?? []
  if (whole === '') return undefined
  const value = Number(whole + fraction.padEnd(3, '0'))
  return sign === '-' && value !== 0 ? -value : value
}

function loaded(words: string, help: string, act: (load: number) => string): Knob {
  return {
    words,
    takes: 'KG',
    help,
    atStart: true,
    act(argument): Done {
      const load = grams(argument)
      return load === undefined ? { wrong: `${words} takes kilograms, such as 1.234` } : said(act(load))
    },
  }
}

function knobsOf(scale: SimulatedScale): Knob[] {
  const set = (knobs: Parameters<SimulatedScale['set']>[0], words: string): string => (scale.set(knobs), words)
  const pressed = (key: string, done: boolean): string => (done ? `${key}: done` : `${key}: the scale refuses`)
  return [
    loaded('weigh', 'puts so much on, and it lies still', (load) => set({ load, moving: false }, `${load} g lie on it`)),
    loaded('put', 'puts so much on, and it swings', (load) => (scale.put(load), `${load} g swing on it`)),
    plain('in motion', 'what lies on it swings', () => set({ moving: true }, 'it swings')),
    plain('settle', 'and comes to rest', () => (scale.settle(), 'it lies still')),
    plain('zero', 'presses its zero key', () => pressed('zero', scale.zero()), false),
    plain('tare', 'presses its tare key', () => pressed('tare', scale.tare()), false),
    plain('needs zero', 'was switched on under load', () => set({ needsZero: true }, 'it wants to be zeroed')),
    plain('kilograms', 'weighs in kilograms', () => set({ unit: 'kg' }, 'it weighs in kg')),
    plain('pounds', 'weighs in pounds, as when somebody found the switch', () => set({ unit: 'lb' }, 'it weighs in lb')),
    plain('silent', 'answers nothing', () => set({ silent: true }, 'it answers nothing any more')),
    plain('speak', 'answers again', () => set({ silent: false, garbage: [] }, 'it answers')),
    counted('slow', 'BYTES', `says so many bytes every ${everyMs} ms`, (bytes) => set({ slow: { bytes, everyMs } }, `it says ${bytes} bytes every ${everyMs} ms`), { least: 1 }),
    plain('fast', 'says each answer at once', () => set({ slow: { bytes: 0, everyMs: 0 } }, 'it says each answer at once')),
    counted('cut after', 'BYTES', 'loses what is behind so many bytes of each answer; 0 is nothing', (cutAfter) => set({ cutAfter }, cutAfter === 0 ? 'answers are whole' : `answers end after ${cutAfter} bytes`)),
    inBytes('garbage', 'says that instead of each answer, until it speaks again', (garbage) => said(set({ garbage }, `it says ${readable(garbage)} to everything`)), true),
    inBytes('noise', 'puts bytes on the line, unasked', (bytes) => (scale.noise(bytes), said(`${bytes.length} bytes of noise`))),
  ]
}

function scaleWords(scale: SimulatedScale): string {
  const { load, moving, unit, needsZero, silent, cutAfter, garbage } = scale.knobs()
  return [
    `${load} g ${moving ? 'swing' : 'lie'} on it`,
    `in ${unit}`,
    ...(needsZero ? ['wants to be zeroed'] : []),
    ...(silent ? ['silent'] : []),
    ...(garbage.length > 0 ? ['says garbage'] : []),
    ...(cutAfter > 0 ? [`answers end after ${cutAfter} bytes`] : []),
    `${scale.received.length} bytes heard`,
  ].join(', ')
}
