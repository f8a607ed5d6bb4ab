import { labelSvg, labelText, startSimulatedLabelPrinter, type SimulatedLabelPrinter } from '../label-printer/index.ts'
import { counted, type Knob, plain, type SimulatedKind, WrongOption } from './kind.ts'
import { pictureFile, pictureOption } from './picture.ts'
import { relay } from './wire.ts'

const everyMs = 10

/** A label printer that is strict about what it is sent. */
export const labelKind: SimulatedKind = {
  summary: 'a label printer, in ZPL or TSPL',
  options: [
    { name: 'language', takes: 'NAME', usual: 'zpl', help: 'what it speaks: zpl, tspl' },
    { name: 'dpi', takes: 'DOTS', usual: '203', help: 'dots an inch: 203 or 300' },
    pictureOption('label'),
  ],
  async start({ options, say }) {
    const [language, dots] = [options.get('language'), options.get('dpi')]
    if (language !== 'zpl' && language !== 'tspl') throw new WrongOption('it speaks zpl or tspl')
    if (dots !== '203' && dots !== '300') throw new WrongOption('it has 203 or 300 dots an inch')
    const dpi = dots === '203' ? 203 : 300
    const printer = await startSimulatedLabelPrinter({ language, dpi })
    const picture = pictureFile(options.get('picture'), say)
    let told = 0
    printer.onLabel((label) => {
      for (const wrong of printer.errors.slice(told)) say(`wrong: ${wrong}`)
      told = printer.errors.length
      for (const line of labelText(label).split('\n')) say(line)
      picture.keep(labelSvg(label), `label ${printer.labels.length}`)
    })
    return {
      attach: (till) => relay(till, printer.port),
      knobs: knobsOf(printer),
      status: () => `${words(printer)}, ${printer.labels.length} labels, ${printer.errors.length} wrong`,
      address: (where) => `npm start -- --label-printer "${where}?language=${language}&dpi=${dpi}"`,
      async close() {
        await printer.close()
        await picture.close()
      },
    }
  },
}

function knobsOf(printer: SimulatedLabelPrinter): Knob[] {
  const set = (knobs: Parameters<SimulatedLabelPrinter['set']>[0], done: string): string => (printer.set(knobs), done)
  return [
    plain('paper out', 'the roll is at its end', () => set({ paperOut: true }, 'no labels')),
    plain('paper in', 'a new roll', () => set({ paperOut: false }, 'labels are in')),
    plain('cover open', 'somebody opens the head', () => set({ headOpen: true }, 'the head is open')),
    plain('cover closed', 'and shuts it', () => set({ headOpen: false }, 'the head is closed')),
    plain('ribbon out', 'the ribbon is at its end', () => set({ ribbonOut: true }, 'no ribbon')),
    plain('ribbon in', 'a new ribbon', () => set({ ribbonOut: false }, 'the ribbon is in')),
    plain('pause', 'somebody presses pause', () => set({ paused: true }, 'paused')),
    plain('go on', 'and presses it again', () => set({ paused: false }, 'it goes on')),
    plain('silent', 'prints, and answers nothing', () => set({ silent: true }, 'it answers nothing any more')),
    plain('speak', 'answers again', () => set({ silent: false }, 'it answers')),
    counted('slow', 'BYTES', `takes so many bytes every ${everyMs} ms`, (bytes) => set({ slow: { bytes, everyMs } }, `it takes ${bytes} bytes every ${everyMs} ms`), { least: 1 }),
    plain('fast', 'takes bytes as they come', () => set({ slow: { bytes: 0, everyMs: 0 } }, 'it takes bytes as they come')),
    counted('cut after', 'BYTES', 'breaks the line after so many bytes of work; 0 is never', (bytes) => set({ dropAfterBytes: bytes }, bytes === 0 ? 'the line holds' : `the line breaks after ${bytes} bytes of work`)),
  ]
}

function words(printer: SimulatedLabelPrinter): string {
  const { paperOut, headOpen, ribbonOut, paused, silent } = printer.knobs()
  return [paperOut ? 'no labels' : 'labels are in', headOpen ? 'head open' : 'head closed', ...(ribbonOut ? ['no ribbon'] : []), ...(paused ? ['paused'] : []), ...(silent ? ['silent'] : [])].join(', ')
}
