import { displayEncodings, type DisplayEncoding, displayProtocols, type DisplayProtocolName, simulatedDisplay } from '../customer-display/index.ts'
import { cableTo } from '../transports/index.ts'
import { plain, type SimulatedKind, WrongOption } from './kind.ts'

const names = Object.keys(displayProtocols).join(', ')

/** What a customer reads: two rows, or eight digits with lamps. */
export const displayKind: SimulatedKind = {
  summary: 'a customer display of two rows, or of eight digits',
  options: [
    { name: 'protocol', takes: 'NAME', usual: 'cd5220', help: `what it speaks: ${names}` },
    { name: 'text', takes: 'NAME', usual: 'cp437', help: `which letters it has: ${displayEncodings.join(', ')}` },
  ],
  async start({ options, say }) {
    const [protocol = '', given = ''] = [options.get('protocol'), options.get('text')]
    if (!isProtocol(protocol)) throw new WrongOption(`there is no protocol ${protocol}: ${names}`)
    const text = displayEncodings.find((one) => one === given)
    if (text === undefined) throw new WrongOption(`there are no letters ${given}: ${displayEncodings.join(', ')}`)
    const encoding: DisplayEncoding = protocol === 'led8n' ? 'ascii' : text
    const display = simulatedDisplay({ protocol, encoding })
    const cable = cableTo(display.transport)
    let shown = ''
    let told = 0
    display.onChange(() => {
      for (const bytes of display.screen.errors.slice(told)) say(`not understood: ${bytes}`)
      told = display.screen.errors.length
      const now = display.screen.text()
      if (now !== shown) for (const row of now.split('\n')) say(row)
      shown = now
    })
    return {
      attach: cable.attach,
      knobs: [
        plain('hang', 'takes nothing any more', () => (display.hang(true), 'it takes nothing')),
        plain('go on', 'takes again what waited', () => (display.hang(false), 'it takes again')),
      ],
      status: () => `${display.received.length} bytes, ${display.screen.errors.length} not understood: ${display.screen.rows().join(' | ')}`,
      address: (where) => `npm start -- --display "${where}?protocol=${protocol}${protocol === 'led8n' ? '' : `&text=${encoding}`}"`,
      close: () => cable.close(),
    }
  },
}

function isProtocol(name: string): name is DisplayProtocolName {
  return Object.hasOwn(displayProtocols, name)
}
