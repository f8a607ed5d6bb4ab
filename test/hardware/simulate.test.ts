import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import jsQR from 'jsqr'
import { afterEach, describe, expect, test } from 'vitest'
import { escPosDrawer } from '../../src/drivers/cash-drawer/index.ts'
import { DeviceError, systemTimer } from '../../src/drivers/device/index.ts'
import { escPosPrinter, printerLine, profiles } from '../../src/drivers/printer/index.ts'
import { type Scale, scaleProtocols, type ScaleProtocolName, serialScale } from '../../src/drivers/scale/index.ts'
import { serialScanner } from '../../src/drivers/scanner/index.ts'
import { kinds } from '../../src/drivers/simulate/index.ts'
import { serialTransport, tcpTransport, type Transport } from '../../src/drivers/transports/index.ts'
import { socat } from './serial-cable.fixture.ts'
import { simulator, startSimulator } from './simulated-process.fixture.ts'
import { payload, receipt } from './receipt.fixture.ts'

const never = new AbortController().signal
const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const one of undo.splice(0).toReversed()) await one()
})
function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'simulate-'))
  undo.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
async function started(...words: readonly string[]) {
  const process = await simulator(...words)
  undo.push(() => process.stop())
  return process
}
const tcp = (port: number): Transport => tcpTransport({ host: '127.0.0.1', port }, systemTimer)
const troubleOf = (work: Promise<unknown>) => work.then(() => 'no trouble', (error: unknown) => (error instanceof DeviceError ? `${error.code} ${error.retry}` : error))

/** The same device behind its TCP port, and behind a pseudo-terminal where there can be one. */
const ways = ['tcp', ...(socat ? ['pty'] : [])] as const
async function behind(way: string, words: readonly string[], settings = { baudRate: 9600, dataBits: 8 as 7 | 8, parity: 'none' as 'none' | 'even' | 'odd' }) {
  if (way === 'tcp') {
    const process = await started(...words)
    return { process, transport: tcp(process.port) }
  }
  const link = path.join(newFolder(), 'ttyTill')
  const process = await started(...words, '--pty', link)
  const { baudRate, dataBits, parity } = settings
  return { process, transport: serialTransport({ at: { path: link }, settings: { baud: baudRate, dataBits, parity, stopBits: 1, flow: 'none' } }, systemTimer) }
}

describe.each(ways)('a simulated printer in a process of its own, over %s', (way) => {
  async function station(...words: readonly string[]) {
    const { process, transport } = await behind(way, ['printer', '--profile', 'epson-80', ...words])
    const line = printerLine(transport, systemTimer)
    const printer = escPosPrinter({ id: 'printer:1', line, profile: profiles['epson-80'] })
    const drawer = escPosDrawer({ id: 'cashDrawer:1', line, profile: profiles['epson-80'], printer, timer: systemTimer, openLevel: 'high' })
    const print = () => printer.print({ id: '1', document: receipt }, { signal: never })
    return { process, printer, drawer, print }
  }

  test('[SIM-1] prints what the till sends, shows it as text and as a picture, and its drawer opens and shuts', async () => {
    const file = path.join(newFolder(), 'paper.png')
    const { process, printer, drawer, print } = await station('--picture', file)
    expect((await print()).outcome).toBe('printed')
    await process.says(`picture of paper 1: ${file}`)
    expect(process.said()).toContain('康师傅红烧牛肉面')
    expect(process.said()).toContain(`[QR ${payload}]`)
    expect(process.said()).not.toContain('WRONG')
    const image = await loadImage(readFileSync(file))
    const canvas = createCanvas(image.width, image.height)
    const context = canvas.getContext('2d')
    context.drawImage(image, 0, 0)
    expect(jsQR(context.getImageData(0, 0, image.width, image.height).data, image.width, image.height)?.data).toBe(payload)
    expect(await drawer.kick({ signal: never })).toBe('kicked')
    await process.says('drawer: open')
    await printer.poll(never)
    expect(drawer.state().position).toBe('open')
    expect(await process.type('drawer close')).toBe('ok: the drawer is shut')
    await printer.poll(never)
    expect(drawer.state().position).toBe('closed')
  })

  test('[SIM-2] what is typed is what the till meets: no paper, an open cover, a line that breaks, a cable that is out', async () => {
    const { process, printer, print } = await station('--paper-out')
    expect(await troubleOf(print())).toBe('paper-out safe')
    await process.type('paper in')
    await process.type('cover open')
    expect(await troubleOf(print())).toBe('cover-open safe')
    await process.type('cover closed')
    await process.type('paper low')
    expect((await printer.poll(never)).faults).toEqual(['paper-near-end'])
    await process.type('cut after 120')
    expect(await troubleOf(print())).toBe('connection-lost ask')
    await process.says('and then the line broke')
    await process.type('cut after 0')
    await process.type('unplug')
    expect(await troubleOf(print())).toBe('unreachable safe')
    expect(await process.type('status')).toMatch(/^ok: little paper, .* the cable is out, 0 connected$/)
    await process.type('plug')
    expect((await print()).outcome).toBe('printed')
  })
})

const protocols = Object.keys(scaleProtocols).filter((name): name is ScaleProtocolName => name in scaleProtocols)
/** Over a pseudo-terminal one of each line setting is enough: the bytes are the same. */
const speaking = (way: string): readonly ScaleProtocolName[] => (way === 'tcp' ? protocols : ['toledo-8217', 'mt-sics', 'dialog-06', 'toledo-continuous'])
describe.each(ways)('a simulated scale in a process of its own, over %s', (way) => {
  test.each(speaking(way))('[SIM-1] [SIM-2] speaking %s: its weight, its motion, its cable', async (name) => {
    const protocol = scaleProtocols[name]()
    const { process, transport } = await behind(way, ['scale', '--protocol', name, '--division', '1', '--weigh', '1.284'], protocol.line)
    const scale: Scale = serialScale({ id: 'scale:1', transport, protocol })
    undo.push(() => scale.close())
    const read = (timeoutMs = 3_000) => scale.read({ signal: never, timeoutMs })
    expect(await read()).toMatchObject({ kind: 'stable', weight: { quantity: 1284, unit: 'kg' } })
    await process.type('put 0,5')
    expect((await read(400)).kind).toBe('in-motion')
    await process.type('settle')
    expect(await read()).toMatchObject({ kind: 'stable', weight: { quantity: 500 } })
    await process.type('unplug')
    expect(await troubleOf(read(2_000))).toMatch(/^(?:connection-lost|unreachable) safe$/)
    await process.type('plug')
    await process.type('weigh 2.345')
    expect(await read()).toMatchObject({ kind: 'stable', weight: { quantity: 2345 } })
  })
})

describe.each(ways)('a simulated scanner in a process of its own, over %s', (way) => {
  test('[SIM-1] [SIM-2] its scans arrive whole, half a scan does not, and a cable that comes back carries the next', async () => {
    const { process, transport } = await behind(way, ['scanner', '--suffix', 'crlf', '--aim', 'yes', '--prefix', '02'])
    const scanner = serialScanner({ id: 'scanner:1', transport, timer: systemTimer, frame: { prefix: [2], suffix: [13, 10] } })
    undo.push(() => scanner.close())
    const heard = (isReady: boolean) => new Promise<void>((resolve) => {
      if ((scanner.state().health === 'ready') === isReady) resolve()
      else scanner.onState(({ health }) => ((health === 'ready') === isReady ? resolve() : undefined))
    })
    const ready = () => heard(true)
    const next = () => new Promise((resolve) => {
      const off = scanner.onScan(({ barcode, aim }) => (off(), resolve(`${aim} ${barcode}`)))
    })
    await ready()
    const first = next()
    // The till's end of the line may be a moment behind the till.
    while ((await process.type('scan 5012345678900')).startsWith('no: nobody')) await new Promise((resolve) => setImmediate(resolve))
    expect(await first).toBe(']E0 5012345678900')
    const second = next()
    await process.type('half 50123')
    await process.type('scan ]C110ABC<GS>21XYZ')
    expect(await second).toBe(']C1 10ABC\u001d21XYZ')
    await process.type('unplug')
    expect(await process.type('scan 1')).toContain('nobody is at the other end')
    // Until the till has seen its end go, it is ready on the line that is gone, and what is read there is nobody's.
    await heard(false)
    await process.type('plug')
    await ready()
    const third = next()
    while ((await process.type('scan 4006381333931')).startsWith('no: nobody')) await new Promise((resolve) => setImmediate(resolve))
    expect(await third).toBe(']E0 4006381333931')
  })
})

test('[SIM-1] a drawer alone takes its own pin’s pulse, and says so when it does not open', async () => {
  const process = await started('drawer', '--pin', '5')
  const line = printerLine(tcp(process.port), systemTimer)
  const printer = escPosPrinter({ id: 'printer:1', line, profile: profiles['generic-80'] })
  const drawer = escPosDrawer({ id: 'cashDrawer:1', line, profile: profiles['generic-80'], printer, timer: systemTimer, openLevel: 'high' })
  expect(await drawer.kick({ signal: never, pin: 0 })).toBe('kicked')
  await process.says('drawer: a pulse of 50 ms on pin 2, which does not open it')
  expect(await process.type('status')).toContain('drawer shut, 1 pulses')
  await drawer.kick({ signal: never, pin: 1 })
  await process.says('drawer: open')
  await process.type('close')
  await process.type('open')
  expect(await process.type('status')).toContain('drawer open, 2 pulses')
})

describe('the program', () => {
  const words = (...all: readonly string[]) => {
    const process = startSimulator(all)
    undo.push(() => process.stop())
    return process
  }

  test('[SIM-3] says in words what it can be and do', async () => {
    const all = words('--help')
    expect(await all.ended).toBe(0)
    for (const name of Object.keys(kinds)) {
      expect(all.said()).toContain(name)
      const one = words(name, '--help')
      expect(await one.ended).toBe(0)
      for (const word of ['--port', '--pty', 'unplug', 'plug', 'status', 'quit']) expect(one.said()).toContain(word)
    }
  })

  test.each([
    [['fax'], 'There is no fax'],
    [['scale', '--protocol', 'morse'], 'there is no protocol morse'],
    [['scale', '--weigh', 'much'], 'kilograms'],
    [['scale', '--scan', '1'], '--scan is nothing this device knows'],
    [['printer', '--port', '99999'], 'up to 65535'],
    [['printer', '--cut-after'], '--cut-after takes BYTES'],
  ])('[SIM-3] %o is refused before anything is opened', async (typed, sentence) => {
    const process = words(...typed)
    expect(await process.ended).toBe(2)
    expect(process.said()).toContain(sentence)
  })

  test('[SIM-3] what is typed and not understood changes nothing and ends nothing', async () => {
    const process = await started('scale')
    expect(await process.type('wiegh 1')).toBe('not understood: wiegh 1; help lists what is')
    expect(await process.type('weigh')).toBe('no: weigh takes KG')
    expect(await process.type('settle now')).toBe('no: "settle" stands alone')
    expect(await process.type('weigh -0.040')).toBe('ok: -40 g lie on it')
    expect(await process.type('status')).toContain('-40 g lie on it, in kg')
  })

  test('[SIM-4] goes on without an input, and ends at a signal or at quit, its link gone', async () => {
    const link = path.join(newFolder(), 'ttyTill')
    const bare = await started('scale')
    const process = socat ? await started('scale', '--pty', link) : bare
    for (const one of [bare, process]) one.closeInput()
    const scale = serialScale({ id: 'scale:1', transport: tcp(bare.port), protocol: scaleProtocols['mt-sics']() })
    expect((await scale.read({ signal: never, timeoutMs: 1_000 })).kind).toBe('empty')
    await scale.close()
    expect(existsSync(link)).toBe(socat)
    process.signal('SIGTERM')
    expect(await process.ended).toBe(0)
    expect(existsSync(link)).toBe(false)
    const other = await started('scanner')
    void other.type('quit').catch(() => undefined)
    expect(await other.ended).toBe(0)
  })

  test('[SIM-4] without socat it says what to install, and it replaces no file of anybody’s', async () => {
    const folder = newFolder()
    const poor = startSimulator(['scale', '--pty', path.join(folder, 'tty')], { ...process.env, PATH: folder })
    expect(await poor.ended).toBe(1)
    expect(poor.said()).toContain('apt install socat')
    if (!socat) return
    const file = path.join(folder, 'letter.txt')
    writeFileSync(file, 'dear')
    const rude = startSimulator(['scale', '--pty', file])
    expect(await rude.ended).toBe(1)
    expect(rude.said()).toContain('is there already')
    expect(readFileSync(file, 'utf8')).toBe('dear')
  })

  test('[SIM-4] a port that is taken is said, and nothing is left running', async () => {
    const first = await started('scale')
    const second = words('scale', '--port', String(first.port))
    expect(await second.ended).toBe(1)
    expect(second.said()).toContain('cannot be had (EADDRINUSE)')
  })
})
