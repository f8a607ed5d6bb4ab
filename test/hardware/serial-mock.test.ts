import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { SerialPortMock } from 'serialport'
import { afterEach, describe, expect, test } from 'vitest'
import { systemTimer } from '../../src/drivers/device/index.ts'
import { escPosPrinter, printerLine, profiles } from '../../src/drivers/printer/index.ts'
import { scaleProtocols, serialScale } from '../../src/drivers/scale/index.ts'
import { portsOf, type SerialSettings, serialTransport } from '../../src/drivers/transports/index.ts'

// What a pseudo-terminal cannot show: parity and speed as they are asked for, modem lines, ports that are listed, locks.
const never = new AbortController().signal
const folder = mkdtempSync(path.join(tmpdir(), 'mock-'))
/** As much of serialport's mock as is used: the package has types, and its "exports" hide them. */
interface MockLine {
  readonly openOptions: Readonly<Record<string, unknown>>
  readonly isOpen: boolean
  readonly recording: Buffer
  emitData(data: Buffer | string): void
}
const mock = SerialPortMock.binding as { reset(): void; createPort(path: string, options: Readonly<Record<string, unknown>>): void }
const opened: SerialPortMock[] = []
const lineOf = (port: SerialPortMock | undefined): MockLine | undefined => port?.port as MockLine | undefined
class KeptPort extends SerialPortMock {
  constructor(...options: ConstructorParameters<typeof SerialPortMock>) {
    super(...options)
    opened.push(this)
  }
}
const ports = portsOf(() => Promise.resolve(KeptPort))
afterEach(() => {
  mock.reset()
  opened.splice(0)
})

/** A file, because an open port whose file is gone is taken for one that was pulled out. */
function newPort(name: string, more = {}): string {
  const file = path.join(folder, name)
  writeFileSync(file, '')
  mock.createPort(file, { record: true, ...more })
  return file
}
const settings: SerialSettings = { baud: 9600, dataBits: 8, parity: 'none', stopBits: 1, flow: 'none' }
const transportAt = (file: string, more: Partial<SerialSettings> = {}) => serialTransport({ at: { path: file }, settings: { ...settings, ...more } }, systemTimer, ports)
const bindingOf = (at: number) => {
  const binding = lineOf(opened[at])
  if (!binding) throw new Error('no port was opened')
  return binding
}

describe('a serial port as serialport is asked for it', () => {
  test.each([
    [{ baud: 2400, dataBits: 7, parity: 'odd' }, { baudRate: 2400, dataBits: 7, parity: 'odd', rtscts: false, xon: false, xoff: false }],
    [{ baud: 38_400, flow: 'rtscts' }, { baudRate: 38_400, dataBits: 8, parity: 'none', rtscts: true, xon: false }],
    [{ stopBits: 2, flow: 'xonxoff' }, { stopBits: 2, rtscts: false, xon: true, xoff: true }],
  ] as const)('[SER-7] %o is what the line is set to, and its modem lines are left alone when it closes', async (more, asked) => {
    const transport = transportAt(newPort('a'), more)
    await transport.open(never)
    expect(bindingOf(0).openOptions).toMatchObject({ ...asked, hupcl: false, lock: true })
    await transport.close()
    expect(bindingOf(0).isOpen).toBe(false)
  })

  test('[SER-4] a port is found in the list by vendor and product, and opened under the name it has', async () => {
    newPort('b', { vendorId: '0403', productId: '6001' })
    const wanted = newPort('c', { vendorId: '04b8', productId: '0202' })
    const transport = serialTransport({ at: { usb: { vendorId: 0x04b8, productId: 0x0202 } }, settings }, systemTimer, ports)
    await transport.open(never)
    expect(opened[0]?.path).toBe(wanted)
    await transport.close()
  })

  test('[SER-5] a port that another has open, and one that is not there, are said so', async () => {
    const file = newPort('d')
    const [first, second] = [transportAt(file), transportAt(file)]
    await first.open(never)
    await expect(second.open(never)).rejects.toMatchObject({ name: 'TransportError' })
    await first.close()
    await second.open(never)
    await second.close()
    await expect(transportAt(path.join(folder, 'nowhere')).open(never)).rejects.toMatchObject({ code: 'unreachable' })
  })

  test('[SER-1] a printer on it prints by its own word, and not a byte is lost or added', async () => {
    const transport = transportAt(newPort('e'))
    const printer = escPosPrinter({ id: 'printer:1', line: printerLine(transport, systemTimer), profile: profiles['epson-80'] })
    let fence: Buffer | undefined
    transport.onBytes(() => undefined)
    const answering = setInterval(() => {
      const binding = lineOf(opened[0])
      if (binding?.isOpen !== true) return
      const sent = binding.recording
      const at = sent.indexOf(Buffer.from([0x1d, 0x28, 0x48]))
      if (at >= 0 && sent.length >= at + 11) {
        const id = sent.subarray(at + 7, at + 11)
        fence = id
        clearInterval(answering)
        binding.emitData(Buffer.concat([Buffer.from([0x37, 0x22]), id, Buffer.from([0])]))
      } else binding.emitData(Buffer.from([0x12]))
    }, 5)
    const { outcome } = await printer.print({ id: '1', document: { version: 1, language: 'en', blocks: [{ kind: 'text', text: 'Tea' }] } }, { signal: never })
    clearInterval(answering)
    expect(outcome).toBe('printed')
    expect(bindingOf(0).recording.toString('latin1')).toContain('Tea')
    expect(fence).toHaveLength(4)
  })

  test('[SCL-11] a scale whose port is closed under it is disconnected, and reads again when it is opened again', async () => {
    const transport = transportAt(newPort('f'), { dataBits: 7, parity: 'even' })
    const scale = serialScale({ id: 'scale:1', transport, protocol: scaleProtocols['toledo-8217']() })
    const answering = setInterval(() => {
      const binding = lineOf(opened.at(-1))
      if (binding?.isOpen === true && binding.recording.at(-1) === 0x57) binding.emitData('\x0201.284\r')
    }, 5)
    const read = () => scale.read({ signal: never }).then((reading) => (reading.kind === 'stable' ? reading.weight.quantity : reading.kind))
    expect(await read()).toBe(1284)
    const lost = new Promise((resolve) => transport.onLost(({ code }) => resolve(code)))
    opened.at(-1)?.close()
    expect(await lost).toBe('connection-lost')
    expect(await read()).toBe(1284)
    clearInterval(answering)
    await scale.close()
    expect(opened).toHaveLength(2)
    rmSync(folder, { recursive: true, force: true })
  })
})
