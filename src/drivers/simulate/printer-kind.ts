import { simulatedDrawer, type SimulatedDrawer } from '../cash-drawer/index.ts'
import { isProfileName, type PrintedJob, type ProfileName, profiles, startSimulatedPrinter, type SimulatedPrinter, toSvg, toText } from '../printer/index.ts'
import { counted, inBytes, type Knob, plain, said, type SimulatedKind, type StartOption, type Surroundings, WrongOption } from './kind.ts'
import { pictureFile, pictureOption } from './picture.ts'
import { relay } from './wire.ts'

const everyMs = 10
const wiring: readonly StartOption[] = [
  { name: 'pin', takes: 'PIN', usual: '2', help: 'the connector’s pin that the drawer hangs on: 2 or 5' },
  { name: 'shortest', takes: 'MS', usual: '20', help: 'the shortest pulse that opens it' },
]

/** A receipt printer with a drawer on its connector. */
export const printerKind: SimulatedKind = {
  summary: 'a receipt printer (ESC/POS) with a cash drawer on its connector',
  options: [
    { name: 'profile', takes: 'NAME', usual: 'generic-80', help: `what it is: ${Object.keys(profiles).join(', ')}` },
    pictureOption('paper'),
    ...wiring,
  ],
  async start(surroundings) {
    const { options, say } = surroundings
    const profile = profileOf(options)
    const { columns } = profiles[profile]
    const drawer = drawerOf(surroundings)
    const printer = await startSimulatedPrinter({ columns, drawer })
    const picture = pictureFile(options.get('picture'), say)
    printer.onJob((job) => {
      for (const line of paperLines(job)) say(line)
      picture.keep(toSvg(job), `paper ${job.number}`)
    })
    return {
      attach: (till) => relay(till, printer.port),
      knobs: [...knobsOf(printer), ...drawerKnobs(drawer, 'drawer ')],
      status: () => `${printerWords(printer)}, drawer ${drawer.isOpen() ? 'open' : 'shut'}, ${printer.jobs.length} papers, ${drawer.kicks.length} pulses`,
      address: (where) => `npm start -- --printer "${where}?profile=${profile}&drawer=high"`,
      async close() {
        await printer.close()
        await picture.close()
      },
    }
  },
}

/** A drawer alone: what is at the end of its cable is a box that takes a printer's pulses, and prints nothing. */
export const drawerKind: SimulatedKind = {
  summary: 'a cash drawer on a box that takes a printer’s pulses and has no paper',
  options: wiring,
  async start(surroundings) {
    const drawer = drawerOf(surroundings)
    const box = await startSimulatedPrinter({ columns: profiles['generic-80'].columns, drawer })
    box.onJob(() => surroundings.say('a receipt came, and there is no paper here'))
    return {
      attach: (till) => relay(till, box.port),
      knobs: [...drawerKnobs(drawer, ''), ...speech(box)],
      status: () => `drawer ${drawer.isOpen() ? 'open' : 'shut'}, ${drawer.kicks.length} pulses${box.knobs().silent ? ', silent' : ''}`,
      address: (where) => `npm start -- --printer "${where}?profile=generic-80&drawer=high"`,
      close: () => box.close(),
    }
  },
}

function profileOf(options: Surroundings['options']): ProfileName {
  const name = options.get('profile') ?? ''
  if (!isProfileName(name)) throw new WrongOption(`there is no profile ${name}: ${Object.keys(profiles).join(', ')}`)
  return name
}

function drawerOf({ options, say }: Surroundings): SimulatedDrawer {
  const [pin, shortest] = [options.get('pin'), Number(options.get('shortest'))]
  if (pin !== '2' && pin !== '5') throw new WrongOption('a drawer hangs on pin 2 or on pin 5')
  if (!Number.isInteger(shortest) || shortest < 1 || shortest > 1_000) throw new WrongOption('the shortest pulse is 1 to 1000 ms')
  const drawer = simulatedDrawer(pin === '2' ? 0 : 1, shortest)
  drawer.onPulse(({ pin: pulsed, onMs }) => {
    say(`drawer: a pulse of ${onMs} ms on pin ${pulsed === 0 ? 2 : 5}${drawer.isOpen() ? '' : ', which does not open it'}`)
  })
  drawer.onChange((open) => say(`drawer: ${open ? 'open' : 'shut'}`))
  return drawer
}

function drawerKnobs(drawer: SimulatedDrawer, before: 'drawer ' | ''): Knob[] {
  return [
    plain(`${before}open`, 'a hand opens it with the key', () => (drawer.open(), 'the drawer stands open')),
    plain(`${before}close`, 'a hand shuts it', () => (drawer.shut(), 'the drawer is shut')),
  ]
}

function speech(printer: SimulatedPrinter): Knob[] {
  return [
    plain('silent', 'prints, and answers nothing', () => (printer.set({ silent: true }), 'it answers nothing any more')),
    plain('speak', 'answers again', () => (printer.set({ silent: false }), 'it answers')),
  ]
}

function knobsOf(printer: SimulatedPrinter): Knob[] {
  const set = (knobs: Parameters<SimulatedPrinter['set']>[0], words: string): string => (printer.set(knobs), words)
  return [
    plain('paper out', 'the roll is at its end', () => set({ paperOut: true }, 'no paper')),
    plain('paper low', 'the roll is nearly at its end', () => set({ paperNearEnd: true, paperOut: false }, 'little paper')),
    plain('paper in', 'a new roll', () => set({ paperOut: false, paperNearEnd: false }, 'paper is in')),
    plain('cover open', 'somebody opens the cover', () => set({ coverOpen: true }, 'the cover is open')),
    plain('cover closed', 'and shuts it', () => set({ coverOpen: false }, 'the cover is closed')),
    ...speech(printer),
    counted('slow', 'BYTES', `takes so many bytes every ${everyMs} ms`, (bytes) => set({ slow: { bytes, everyMs } }, `it takes ${bytes} bytes every ${everyMs} ms`), { least: 1 }),
    plain('fast', 'takes bytes as they come', () => set({ slow: { bytes: 0, everyMs: 0 } }, 'it takes bytes as they come')),
    counted('cut after', 'BYTES', 'breaks the line after so many bytes of a job; 0 is never', (bytes) => set({ dropAfterBytes: bytes }, bytes === 0 ? 'the line holds' : `the line breaks after ${bytes} bytes of a job`)),
    inBytes('say', 'says that to the till, unasked', (bytes) => (printer.say(bytes), said(`said ${bytes.length} bytes`))),
  ]
}

function printerWords(printer: SimulatedPrinter): string {
  const { paperOut, paperNearEnd, coverOpen, silent, slow, dropAfterBytes } = printer.knobs()
  return [
    paperOut ? 'no paper' : paperNearEnd ? 'little paper' : 'paper is in',
    coverOpen ? 'cover open' : 'cover closed',
    ...(silent ? ['silent'] : []),
    ...(slow.bytes > 0 ? [`slow (${slow.bytes} bytes every ${slow.everyMs} ms)`] : []),
    ...(dropAfterBytes > 0 ? [`breaks after ${dropAfterBytes} bytes`] : []),
  ].join(', ')
}

function paperLines(job: PrintedJob): string[] {
  const edge = `+${'-'.repeat(job.columns)}+`
  const head = `paper ${job.number}: ${job.bytes.length} bytes${job.complete ? '' : ', and then the line broke'}`
  return [head, edge, ...toText(job).split('\n').map((line) => `|${line}`), edge, ...job.errors.map((error) => `WRONG: ${error}`)]
}
