import { createInterface } from 'node:readline'
import { type Knob, plain, type RunningDevice, type SimulatedKind, type StartOption, WrongOption } from './kind.ts'
import { kinds } from './kinds.ts'
import { NoPty } from './pty.ts'
import { helpOf, obey, startWords } from './typed-line.ts'
import { openWire, type Wire } from './wire.ts'

/** Where this program reads and writes: the process's own, or a test's. */
export interface Surface {
  readonly input: NodeJS.ReadableStream
  say(line: string): void
  complain(line: string): void
  /** Called once, when it is asked to end from outside. */
  onStop(stop: () => void): void
}

const lineOptions: readonly StartOption[] = [
  { name: 'port', takes: 'PORT', usual: '0', help: 'the TCP port of 127.0.0.1; without it any that is free' },
  { name: 'pty', takes: 'LINK', usual: '', help: 'a pseudo-terminal of that name instead: a serial port to whoever opens it (needs socat)' },
]
const always = [['status', 'how it is'], ['help', 'this list'], ['quit', 'ends it']] as const

/** Runs one simulated device until somebody says quit. The answer is the exit code: 2 for words that mean nothing. */
export async function simulate(words: readonly string[], surface: Surface): Promise<number> {
  const [name = '', ...rest] = words
  if (name === '' || name === '--help' || name === '-h' || name === 'help') {
    surface.say(usage())
    return name === '' ? 2 : 0
  }
  const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined
  if (kind === undefined) {
    surface.complain(`There is no ${name} to simulate.\n${usage()}`)
    return 2
  }
  try {
    return await run(name, kind, rest, surface)
  } catch (error) {
    if (error instanceof WrongOption) return complaint(surface, error.message, 2)
    if (error instanceof NoPty) return complaint(surface, error.message, 1)
    if (error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES')) return complaint(surface, `That port of 127.0.0.1 cannot be had (${error.code}): another program has it, or it is not for everybody.`, 1)
    throw error
  }
}

function complaint(surface: Surface, text: string, code: number): number {
  surface.complain(text)
  return code
}

async function run(name: string, kind: SimulatedKind, words: readonly string[], surface: Surface): Promise<number> {
  const options = [...kind.options, ...lineOptions]
  if (words.includes('--help') || words.includes('-h')) {
    surface.say(await helpFor(name, kind, options))
    return 0
  }
  // The knobs are a device's own, so there has to be one before its start options can be read; its usual self will do.
  const start = startWords(words, options, await withDevice(kind, (device) => device.knobs))
  if ('wrong' in start) return complaint(surface, `${start.wrong}; npm run simulate -- ${name} --help says what is.`, 2)
  const device = await kind.start({ options: start.options, say: surface.say })
  let wire: Wire | undefined
  try {
    for (const line of start.lines) {
      const done = await obey(line, device.knobs)
      if (done === 'unknown' || 'wrong' in done) return complaint(surface, done === 'unknown' ? line : done.wrong, 2)
    }
    const link = start.options.get('pty') ?? ''
    wire = await openWire({ port: portOf(start.options.get('port') ?? ''), ...(link !== '' && { pty: link }), attach: device.attach, say: surface.say })
    // The port behind a pseudo-terminal is not told: one cable, and our own end of it is in there.
    const where = link === '' ? `tcp://127.0.0.1:${wire.port}` : `serial:${link}`
    surface.say(`${name} at ${where}\na till of yours: ${device.address(where)}\ntype help for what can be done to it`)
    await typed(device, wire, surface)
    return 0
  } finally {
    await wire?.close()
    await device.close()
  }
}

async function withDevice<T>(kind: SimulatedKind, look: (device: RunningDevice) => T): Promise<T> {
  const device = await kind.start({ options: new Map(kind.options.map(({ name, usual }) => [name, usual])), say: () => undefined })
  try {
    return look(device)
  } finally {
    await device.close()
  }
}

function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1
  if (port < 0 || port > 65_535) throw new WrongOption('a port is a number up to 65535')
  return port
}

/** Obeys typed lines, one after another, until quit or the signal. An input that ends leaves it running: it may have none. */
function typed(device: RunningDevice, wire: Wire, surface: Surface): Promise<void> {
  const cable: readonly Knob[] = [
    { words: 'unplug', help: 'pulls its cable', atStart: false, act: async () => (await wire.unplug(), { said: 'the cable is out' }) },
    { words: 'plug', help: 'puts the cable back', atStart: false, act: async () => (await wire.plug(), { said: 'the cable is in' }) },
    plain('status', 'how it is', () => `${device.status()}, ${wire.isPlugged() ? 'the cable is in' : 'the cable is out'}, ${wire.tills()} connected`, false),
  ]
  const knobs = [...device.knobs, ...cable]
  const reader = createInterface({ input: surface.input })
  return new Promise((resolve, reject) => {
    const end = (): void => {
      reader.close()
      resolve()
    }
    surface.onStop(end)
    let last: Promise<unknown> = Promise.resolve()
    reader.on('line', (line) => {
      last = last.then(() => one(line)).catch(reject)
    })
    async function one(line: string): Promise<void> {
      const text = line.trim().toLowerCase()
      if (text === '') return
      if (text === 'quit' || text === 'exit') return end()
      if (text === 'help') return surface.say(helpOf([...device.knobs, ...cable.slice(0, 2)], always))
      const done = await obey(line, knobs)
      if (done === 'unknown') surface.complain(`not understood: ${line.trim()}; help lists what is`)
      else if ('wrong' in done) surface.complain(`no: ${done.wrong}`)
      else surface.say(`ok: ${done.said}`)
    }
  })
}

function usage(): string {
  const width = Math.max(...Object.keys(kinds).map((name) => name.length)) + 2
  return [
    'npm run simulate -- DEVICE [options]',
    '',
    'A device made of software, in a process of its own, on a TCP port of 127.0.0.1 or a pseudo-terminal.',
    '',
    ...Object.entries(kinds).map(([name, { summary }]) => `  ${name.padEnd(width)}${summary}`),
    '',
    'npm run simulate -- DEVICE --help says what each can be told, at its start and while it runs.',
  ].join('\n')
}

async function helpFor(name: string, kind: SimulatedKind, options: readonly StartOption[]): Promise<string> {
  const knobs = await withDevice(kind, (device) => device.knobs)
  const rows = options.map(({ name: option, takes, usual, help }) => [`--${option} ${takes}`, `${help}${usual === '' || usual === '0' ? '' : ` (${usual})`}`] as const)
  return [
    `npm run simulate -- ${name} [options]`,
    `${kind.summary[0]?.toUpperCase() ?? ''}${kind.summary.slice(1)}.`,
    '',
    'At its start:',
    helpOf([], rows),
    '',
    `Typed while it runs; those with a * also at its start, as ${example(knobs)}:`,
    helpOf(knobs.map((knob) => ({ ...knob, help: `${knob.help}${knob.atStart ? ' *' : ''}` })), [['unplug', 'pulls its cable'], ['plug', 'puts the cable back'], ...always]),
  ].join('\n')
}

function example(knobs: readonly Knob[]): string {
  const knob = knobs.find((one) => one.atStart && one.words.includes(' ')) ?? knobs.find((one) => one.atStart)
  return knob === undefined ? 'options' : `--${knob.words.replaceAll(' ', '-')}${knob.takes === undefined ? '' : ` ${knob.takes}`}`
}
