import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { manualTimer } from '../device/manual-timer.ts'
import { type DeviceState } from '../device/port.ts'
import { type Scan } from './port.ts'
import { longestFrame, scannedText } from './read-scan.ts'
import { createFramer, suffixes, type FrameSettings } from './scan-framer.ts'
import { bytesOf, fakeTransport } from './scanner.fixture.ts'
import { abandonMs, reopenMs, serialScanner, silenceMs, type SerialScannerOptions } from './serial-scanner.ts'

const fuzzFrames = Number(process.env['TILLWRIGHT_FUZZ_FRAMES'] ?? 2_000)
const ean = '6901234567892'
/** 牛奶 in GB18030. */
const milkGb = Uint8Array.of(0xc5, 0xa3, 0xc4, 0xcc)

async function start(more: Partial<SerialScannerOptions> = {}) {
  const transport = fakeTransport()
  const timer = manualTimer()
  const scanner = serialScanner({ id: 'scanner:1', transport, timer, ...more })
  const scans: Scan[] = []
  const states: DeviceState[] = []
  scanner.onScan((scan) => scans.push(scan))
  scanner.onState((state) => states.push(state))
  await Promise.resolve()
  await Promise.resolve()
  await Promise.resolve()
  return { transport, timer, scanner, scans, states, codes: () => scans.map(({ barcode }) => barcode), send: (text: string) => transport.emit(bytesOf(text)) }
}

/** What comes of these bytes, cut as given. */
function framed(settings: FrameSettings, chunks: readonly Uint8Array[]): number[][] {
  const frames: number[][] = []
  const framer = createFramer(settings, (frame) => frames.push([...frame]))
  for (const chunk of chunks) framer.push(chunk)
  return frames
}

const settings: fc.Arbitrary<FrameSettings> = fc.record({
  prefix: fc.constantFrom<readonly number[]>([], [0x02], [0x41, 0x42]),
  suffix: fc.constantFrom<FrameSettings['suffix']>('any', suffixes.cr, suffixes.crLf, suffixes.tab, suffixes.etx, [0x0d, 0x0d, 0x0a]),
})
const frame = fc.oneof(
  fc.constantFrom(ean, ']E06901234567892', ']C101069012345678921', '\u001d010690', '\u0002' + ean, 'AB' + ean, '牛奶').map(bytesOf),
  fc.uint8Array({ maxLength: 40 }),
)
const stream = fc.array(fc.tuple(frame, fc.constantFrom('\r', '\n', '\r\n', '\t', '\u0003', '\r\r\n', '')), { maxLength: 12 }).map((frames) => Uint8Array.from(frames.flatMap(([bytes, end]) => [...bytes, ...bytesOf(end)])))

describe('a serial scanner', () => {
  test('[SCN-2] a scan ends at a CR, an LF or a TAB, whichever the gun was set to, and each is told once', async () => {
    const { send, scans } = await start()
    send(`${ean}\r5000112637922\r\n96385074\n4011\t\r\n\r\n`)
    expect(scans.map(({ barcode, source }) => [barcode, source])).toEqual([[ean, 'serial'], ['5000112637922', 'serial'], ['96385074', 'serial'], ['4011', 'serial']])
  })

  test('[SCN-2] however the bytes are bundled, the same scans come of them', () => {
    fc.assert(
      fc.property(settings, stream, fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), (how, bytes, sizes) => {
        const chunks: Uint8Array[] = []
        for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
          const size = sizes[turn % sizes.length] ?? 1
          chunks.push(bytes.subarray(at, at + size))
          at += size
        }
        expect(framed(how, chunks)).toEqual(framed(how, [bytes]))
      }),
      { numRuns: fuzzFrames },
    )
  })

  test('[SCN-3] prefix and suffix are the gun\'s settings, and come off; what stands before the prefix is rubbish', () => {
    const texts = (how: FrameSettings, text: string): string[] => framed(how, [bytesOf(text)]).map((bytes) => new TextDecoder().decode(Uint8Array.from(bytes)))
    expect(texts({ prefix: [0x02], suffix: suffixes.etx }, `xx\u0002${ean}\u0003\u0002690\u0002401\u0003no prefix\u0003`)).toEqual([ean, '401'])
    expect(texts({ prefix: [0x41], suffix: suffixes.crLf }, 'A12A\r\nB34\r\n')).toEqual(['12A'])
    // A contact card in a QR code has lines of its own.
    expect(texts({ prefix: [], suffix: suffixes.cr }, 'N:Li\nTEL:1\r')).toEqual(['N:Li\nTEL:1'])
    expect(texts({ prefix: [], suffix: suffixes.crLf }, 'a\rb\r\nc\r\n')).toEqual(['a\rb', 'c'])
  })

  test('[SCN-4] silence ends a scan of a gun without a suffix', async () => {
    const { transport, timer, codes, send } = await start({ frame: { prefix: [], suffix: 'silence' } })
    send('690123')
    send('4567892')
    expect(codes()).toEqual([])
    expect(timer.fire(silenceMs)).toBe(1)
    expect(codes()).toEqual([ean])
    send('4011')
    transport.lose()
    expect(timer.fire(silenceMs)).toBe(0)
    expect(codes()).toEqual([ean])
  })

  test('[SCN-4] half a scan of a gun with one is thrown away, and never glued to the next', async () => {
    const { transport, timer, codes, send } = await start()
    send('690123')
    expect(timer.fire(silenceMs)).toBe(0)
    timer.fire(abandonMs)
    send(`${ean}\r`)
    expect(codes()).toEqual([ean])
    send('690123')
    transport.lose()
    timer.fire(reopenMs)
    send('4011\r')
    expect(codes()).toEqual([ean, '4011'])
  })

  test.each<[string, string, Partial<Scan>]>([
    [']E06901234567892', ean, { aim: ']E0', symbology: 'ean13' }],
    [']E0036000291452', '036000291452', { symbology: 'upcA' }],
    [']E496385074', '96385074', { symbology: 'ean8' }],
    [']E001234565', '01234565', { symbology: 'upcE' }],
    [']C0AB-12', 'AB-12', { symbology: 'code128' }],
    [']C10106901234567892', '0106901234567892', { aim: ']C1', symbology: 'gs1Code128' }],
    [']e00106901234567892', '0106901234567892', { symbology: 'gs1DataBar' }],
    [']d210A\u001d21B', '10A\u001d21B', { symbology: 'gs1DataMatrix' }],
    [']d1hello', 'hello', { symbology: 'dataMatrix' }],
    [']Q3\u001d10A', '\u001d10A', { symbology: 'gs1Qr' }],
    [']Q1https://a.b/', 'https://a.b/', { symbology: 'qr' }],
    [']I116901234567892', '16901234567892', { symbology: 'itf' }],
    [']X0what', 'what', { aim: ']X0' }],
    ['[x]', '[x]', {}],
  ])('[SCN-5] %j is told as %j, with its symbology', async (sent, barcode, rest) => {
    const { send, scans } = await start()
    send(`${sent}\r`)
    expect(scans).toMatchObject([{ barcode, bytes: bytesOf(barcode), ...rest }])
    expect(scans[0]?.symbology).toBe(rest.symbology)
  })

  test('[SCN-6] bytes are UTF-8, GB18030 where that was declared, else no scan; and they are handed on', async () => {
    const plain = await start()
    plain.send('牛奶\r')
    plain.transport.emit(Uint8Array.of(...milkGb, 0x0d))
    expect(plain.codes()).toEqual(['牛奶'])
    const chinese = await start({ encodings: ['utf-8', 'gb18030'] })
    chinese.send('牛奶\r')
    chinese.transport.emit(Uint8Array.of(...milkGb, 0x0d))
    expect(chinese.codes()).toEqual(['牛奶', '牛奶'])
    expect(chinese.scans.map(({ bytes }) => bytes)).toEqual([bytesOf('牛奶'), milkGb])
    chinese.transport.emit(Uint8Array.of(0x41, 0x81, 0x20, 0x41, 0x0d))
    expect(chinese.codes()).toHaveLength(2)
  })

  test('[SCN-6] rubbish around a scan is taken off, GS is not, and rubbish alone is no scan', async () => {
    const { transport, codes, send } = await start()
    transport.emit(Uint8Array.of(0, 0xff, 0, ...bytesOf(`${ean}\u0000\r`)))
    send('\u0000\u0007\r')
    send(']C1\r')
    send('\u001d0110\u001d\r')
    expect(codes()).toEqual([ean, '\u001d0110\u001d'])
  })

  test('[SCN-7] a flood without an end takes no more memory than one scan may, and the next scan is whole', async () => {
    const frames: Uint8Array[] = []
    for (const suffix of ['any', suffixes.crLf] as const) {
      const framer = createFramer({ prefix: [], suffix }, (bytes) => frames.push(bytes))
      for (let turn = 0; turn < 20; turn += 1) {
        framer.push(new Uint8Array(longestFrame).fill(0x37))
        expect(framer.kept()).toBeLessThan(longestFrame)
      }
      framer.push(bytesOf(`\r\n${ean}\r\n`))
    }
    expect(frames.map((bytes) => new TextDecoder().decode(bytes))).toEqual([ean, ean])
  })

  test('[SCN-7] whatever bytes come, none is kept past its bound, nothing throws, and a scan after them is read', async () => {
    const { transport, timer, scans } = await start({ encodings: ['utf-8', 'gb18030'] })
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (noise) => {
        transport.emit(noise)
        timer.fire(abandonMs)
        transport.emit(bytesOf(`]E0${ean}\r`))
        expect(scans.at(-1)).toMatchObject({ barcode: ean, symbology: 'ean13' })
        for (const { barcode } of scans) expect(barcode).not.toBe('')
        scans.length = 0
      }),
      { numRuns: fuzzFrames },
    )
  })

  test('[SCN-8] a line that cannot be opened or was lost is opened again, and the state says how it is', async () => {
    const transport = fakeTransport()
    const timer = manualTimer()
    transport.fail('permission')
    const scanner = serialScanner({ id: 'scanner:1', transport, timer })
    await timer.waiting(reopenMs)
    expect(scanner.state()).toEqual({ health: 'disconnected', faults: ['permission'] })
    transport.fail(undefined)
    const ready = new Promise<void>((tell) => scanner.onState(({ health }) => (health === 'ready' ? tell() : undefined)))
    timer.fire(reopenMs)
    await ready
    transport.lose()
    expect(scanner.state()).toEqual({ health: 'disconnected', faults: ['connection-lost'] })
    const again = new Promise<void>((tell) => scanner.onState(({ health }) => (health === 'ready' ? tell() : undefined)))
    timer.fire(reopenMs)
    await again
    expect(transport.opens()).toBe(3)
  })

  test('[SCN-8] closed, it hears nothing more and opens nothing more', async () => {
    const { scanner, transport, timer, codes, send } = await start()
    await scanner.close()
    send(`${ean}\r`)
    transport.lose()
    expect([codes(), timer.fire(reopenMs), transport.isOpen()]).toEqual([[], 0, false])
  })

  test('[SCN-9] a gun that can beep is told which beep, one that cannot has none, and a beep that fails is nobody\'s fault', async () => {
    const { scanner, transport } = await start({ feedback: { good: Uint8Array.of(7), bad: Uint8Array.of(7, 7) } })
    await scanner.feedback?.('bad')
    expect(transport.written).toEqual([Uint8Array.of(7, 7)])
    transport.lose()
    await scanner.feedback?.('good')
    expect(transport.written).toHaveLength(1)
    expect((await start()).scanner).not.toHaveProperty('feedback')
  })
})

test('[SCN-10] the till is told what a GS1 symbol is, and of others the code alone', () => {
  expect(scannedText({ barcode: '1726', aim: ']d2', symbology: 'gs1DataMatrix' })).toBe(']d21726')
  expect(scannedText({ barcode: ean, aim: ']E0', symbology: 'ean13' })).toBe(ean)
  expect((['gs1Code128', 'gs1DataBar', 'gs1DataMatrix', 'gs1Qr', 'qr'] as const).map((symbology) => scannedText({ barcode: 'x', symbology }))).toEqual([']C1x', ']e0x', ']d2x', ']Q3x', 'x'])
  expect(scannedText({ barcode: ean })).toBe(ean)
})
