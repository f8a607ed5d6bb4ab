import { type Socket } from 'node:net'
import { type Done, inBytes, type Knob, readable, type SimulatedKind, said, WrongOption } from './kind.ts'

const suffixes: Readonly<Record<string, readonly number[]>> = { cr: [13], lf: [10], crlf: [13, 10], tab: [9], etx: [3], none: [] }

/** A gun on a serial line. One in HID POS mode is a USB device, and no system lets a program be one without a driver. */
export const scannerKind: SimulatedKind = {
  summary: 'a scanner on a serial line (a gun in HID POS or keyboard mode cannot be one made of software)',
  options: [
    { name: 'prefix', takes: 'HEX', usual: '', help: 'bytes in front of every scan' },
    { name: 'suffix', takes: 'NAME', usual: 'cr', help: `what ends every scan: ${Object.keys(suffixes).join(', ')}` },
    { name: 'aim', takes: 'YES', usual: 'no', help: 'yes: it says what kind of symbol it read' },
  ],
  async start({ options, say }) {
    const [prefix = '', name = '', aim = ''] = [options.get('prefix'), options.get('suffix'), options.get('aim')]
    const suffix = Object.hasOwn(suffixes, name) ? suffixes[name] : undefined
    if (suffix === undefined) throw new WrongOption(`a suffix is ${Object.keys(suffixes).join(', ')}`)
    if (!/^(?:[\da-f]{2})*$/i.test(prefix)) throw new WrongOption('a prefix is pairs of hexadecimal digits')
    if (aim !== 'yes' && aim !== 'no') throw new WrongOption('--aim is yes or no')
    const before = (prefix.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))
    const tills = new Set<Socket>()
    let scans = 0

    function send(bytes: readonly number[], what: string): Done {
      if (tills.size === 0) return { wrong: 'nobody is at the other end: a real gun would beep, and its scan would be lost' }
      for (const till of tills) till.write(Uint8Array.from(bytes))
      return said(what)
    }
    const symbol = (text: string): Uint8Array => new TextEncoder().encode(aim === 'yes' && !text.startsWith(']') ? aimOf(text) + text : text)
    function scan(words: string, help: string, end: readonly number[]): Knob {
      return {
        words,
        takes: 'CODE',
        help,
        atStart: false,
        act(argument) {
          const done = send([...before, ...symbol(argument.replaceAll(/<GS>/gi, '\u001d')), ...end], `scanned ${argument}`)
          if ('said' in done) scans += 1
          return done
        },
      }
    }
    return {
      attach(till) {
        tills.add(till)
        till.on('data', (bytes) => say(`till: ${readable(bytes)}`))
        till.on('end', () => till.end())
        till.on('close', () => tills.delete(till))
      },
      knobs: [
        scan('scan', 'pulls the trigger: a code, <GS> in it for a separator, ]C1 in front for its kind', suffix),
        scan('half', 'the same, and the end of it is lost', []),
        inBytes('noise', 'puts bytes on the line', (bytes) => send(bytes, `${bytes.length} bytes of noise`)),
        { words: 'power up', help: 'says the NUL that some guns begin with', atStart: false, act: () => send([0], 'a NUL') },
      ],
      status: () => `${scans} scans, ends with ${name}${aim === 'yes' ? ', says the kind of symbol' : ''}`,
      address: (where) => `npm start -- --scanner "${where}${addressOptions(prefix, name)}"`,
      async close() {
        for (const till of tills) till.destroy()
        await Promise.resolve()
      },
    }
  },
}

function addressOptions(prefix: string, suffix: string): string {
  const words = [...(prefix === '' ? [] : [`prefix=${prefix}`]), ...(suffix === 'cr' ? [] : [`suffix=${suffix === 'none' ? 'silence' : suffix}`])]
  return words.length === 0 ? '' : `?${words.join('&')}`
}

/** What a gun would say that it read, as far as the text alone tells. */
function aimOf(text: string): string {
  if (/^\d{12,13}$/.test(text)) return ']E0'
  if (/^\d{8}$/.test(text)) return ']E4'
  if (text.includes('\u001d')) return ']C1'
  return /^https?:/i.test(text) ? ']Q1' : ']C0'
}
