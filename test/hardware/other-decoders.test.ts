import { spawnSync } from 'node:child_process'
import { deserialize } from '@react-thermal-printer/printer'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import jsQR from 'jsqr'
import { describe, expect, test } from 'vitest'
import { type ReceiptBlock } from '../../src/domain/receipt/index.ts'
import { escPosDrawer } from '../../src/drivers/cash-drawer/index.ts'
import { createListeners, manualTimer } from '../../src/drivers/device/index.ts'
import { encode, type PrinterProfile, printerLine, profiles, toSvg } from '../../src/drivers/printer/index.ts'
import { developPaper } from '../../src/drivers/printer/simulator-paper.ts'
import { type Transport } from '../../src/drivers/transports/index.ts'
import { barcode, demoLogo, payload, receipt } from './receipt.fixture.ts'
import { pgmOf, type Pixels, pixelsOfBands, pixelsOfSvg, rgbaOf } from './paper-pixels.fixture.ts'

const native: PrinterProfile = profiles['generic-80']
const drawn: PrinterProfile = profiles['generic-58']
const every = Object.entries<PrinterProfile>(profiles)
const bytesOf = (profile: PrinterProfile, ...blocks: readonly ReceiptBlock[]): Uint8Array => encode({ version: 1, language: 'zh-CN', blocks }, profile).bytes
const latin = (text: string): number[] => [...Buffer.from(text, 'latin1')]

/** What another program's reader finds: its name for each command with the command's bytes, text as one piece. */
function found(bytes: Uint8Array): string[] {
  const commands: string[] = []
  let text: number[] = []
  const endText = (): void => {
    if (text.length > 0) commands.push(`text ${Buffer.from(text).toString('hex')}`)
    text = []
  }
  for (const command of deserialize(bytes)) {
    if (command.name === 'char') text.push(command.data)
    else {
      endText()
      commands.push('data' in command ? `${command.name} ${Buffer.from(command.data).toString('hex')}` : command.name)
    }
  }
  endText()
  return commands
}
const textOf = (...parts: readonly (readonly number[])[]): string => `text ${Buffer.from(parts.flat()).toString('hex')}`
const bandsIn = (bytes: Uint8Array): number[][] => deserialize(bytes).flatMap((command) => (command.name === 'image' ? [command.data] : []))

const kanjiOn = [0x1c, 0x26]
const kanjiOff = [0x1c, 0x2e]
/** It knows no Kanji mode: to it FS & is two characters. */
const opening = ['initialize 1b40', 'internationalCharacterSet 1b5200', 'characterCodeTable 1b7413', textOf(kanjiOn), 'alignment 1b6100']
const qrBytes = Buffer.from(payload, 'utf8')
const qrCommands = (data: Uint8Array): string[] => [
  'qrcodeModel 1d286b0400314132' + '00',
  'qrcodeCellSize 1d286b0300314306',
  'qrcodeCorrectionLevel 1d286b0300314531',
  `qrcodeStore 1d286b${(data.length + 3).toString(16).padStart(2, '0')}00315030${Buffer.from(data).toString('hex')}`,
  'qrcodePrint 1d286b0300315130',
]
const eanCommands = ['barcodeHeight 1d6840', 'barcodeWidth 1d7702', 'barcodeHRIPosition 1d4802', `barcodePrint 1d6b430d${Buffer.from(barcode).toString('hex')}`]

describe('@react-thermal-printer reads what we sent', () => {
  test('[ESC-5] [ESC-10] text, emphasis, size, alignment and the codes of both languages', () => {
    const bytes = bytesOf(native, { kind: 'text', text: '合计 é £', align: 'centre', bold: true, size: 'large' }, { kind: 'feed', lines: 2 }, { kind: 'text', text: 'A' }, { kind: 'cut' })
    // é and £ are 82h and 9Ch of table 858, with Kanji mode off.
    const line = textOf([...iconv.encode('合计', 'gb18030')], latin(' '), kanjiOff, [0x82], latin(' '), [0x9c])
    expect(found(bytes)).toEqual([...opening, 'alignment 1b6101', 'textBold 1b4501', 'textSize 1d2111', line, 'lf', textOf([0x1b, 0x64, 2]), 'alignment 1b6100', 'textBold 1b4500', 'textSize 1d2100', textOf(latin('A')), 'lf', textOf([0x1b, 0x64, 5]), 'cut 1d5601'])
  })

  test('[ESC-7] [ESC-8] a QR code of UTF-8 bytes and an EAN-13', () => {
    const bytes = bytesOf(native, { kind: 'qr', data: payload }, { kind: 'ean13', digits: barcode })
    expect(found(bytes)).toEqual([...opening, 'alignment 1b6101', ...qrCommands(qrBytes), ...eanCommands, 'alignment 1b6100'])
  })

  test.each(every)('[ESC-13] on %s the demo store’s logo, in bands that are whole', (_name, profile) => {
    const bands = bandsIn(bytesOf(profile, { kind: 'logo', bitmap: demoLogo }))
    const start = Math.round((profile.columns * 12 - demoLogo.width) / 16) * 8
    const inkOf = (pixels: Pixels): number => pixels.grey.filter((value) => value === 0).length
    const sent = demoLogo.rows.reduce((sum, row) => sum + Array.from(row, (digit) => Number.parseInt(digit, 16).toString(2).replaceAll('0', '').length).reduce((a, b) => a + b, 0), 0)
    expect(bands.map((band) => [band.length, band[4], band[6]])).toEqual([[8 + Math.ceil((start + demoLogo.width) / 8) * demoLogo.height, Math.ceil((start + demoLogo.width) / 8), demoLogo.height]])
    // A dot or two alone in front of what would be a command.
    expect(sent - inkOf(pixelsOfBands(bands))).toBeLessThan(5)
    expect(sent).toBeGreaterThan(3_000)
  })

  test.each(every)('[ESC-6] on %s a whole receipt is commands it knows, and text', (_name, profile) => {
    const names = new Set(deserialize(encode(receipt, profile).bytes).map(({ name }) => name))
    const codes = { native: ['qrcodeModel', 'qrcodeCellSize', 'qrcodeCorrectionLevel', 'qrcodeStore', 'qrcodePrint', 'barcodeHeight', 'barcodeWidth', 'barcodeHRIPosition', 'barcodePrint'], raster: [] }
    const expected = ['initialize', 'internationalCharacterSet', 'characterCodeTable', 'char', 'alignment', 'image', 'textBold', 'textSize', 'lf', ...codes[profile.qr], ...(profile.cutter === 'none' ? [] : ['cut'])]
    // Names beyond Latin are a reversed "?" where there is no Chinese.
    expect([...names].toSorted()).toEqual([...expected, ...(profile.cjk === 'none' ? ['invert'] : [])].toSorted())
  })

  test.each([[0, '1b70001978'], [1, '1b70011978']] as const)('[DRW-1] a pulse on pin %i is its command with both times', async (pin, pulse) => {
    const { transport, written } = recording()
    const drawer = escPosDrawer({ id: 'cashDrawer:test', line: printerLine(transport, manualTimer()), profile: native, timer: manualTimer(), printer: { state: () => ({ health: 'ready', faults: [] }), onState: () => () => undefined } })
    await drawer.kick({ pin, signal: new AbortController().signal })
    expect(found(Uint8Array.from(written.flat()))).toEqual([`cashdraw ${pulse}`])
  })
})

describe('known-bad bytes, as libraries send them, are not read as ours', () => {
  test('[DRW-1] a pulse of three bytes takes the next command for its times', () => {
    expect(found(Uint8Array.from([0x1b, 0x70, 0x00, 0x1b, 0x40, 0x41]))).toEqual(['cashdraw 1b70001b40', textOf(latin('A'))])
  })

  test('[ESC-7] a QR length counted in characters leaves the rest of the address as text', () => {
    const good = bytesOf(native, { kind: 'qr', data: payload })
    const at = Buffer.from(good).indexOf(Buffer.from([0x1d, 0x28, 0x6b, qrBytes.length + 3, 0, 0x31, 0x50]))
    const bad = good.with(at + 3, payload.length + 3)
    expect(found(good)).toEqual([...opening, 'alignment 1b6101', ...qrCommands(qrBytes), 'alignment 1b6100'])
    expect(found(bad).filter((piece) => piece.startsWith('text '))).toEqual([textOf(kanjiOn), textOf([...qrBytes.subarray(payload.length)])])
  })

  test('[ESC-8] an EAN-13 that counts twelve leaves its last digit as text', () => {
    const good = bytesOf(native, { kind: 'ean13', digits: barcode })
    const at = Buffer.from(good).indexOf(Buffer.from([0x1d, 0x6b, 67]))
    expect(found(good.with(at + 3, 12)).slice(-3)).toEqual([`barcodePrint 1d6b430c${Buffer.from(barcode.slice(0, 12)).toString('hex')}`, textOf(latin('2')), 'alignment 1b6100'])
  })
})

/** The picture the simulated printer shows of these bytes. */
function seen(bytes: Uint8Array, profile: PrinterProfile): Pixels {
  const { items, errors } = developPaper(bytes, profile.columns)
  expect(errors).toEqual([])
  return pixelsOfSvg(toSvg({ number: 1, columns: profile.columns, bytes, items, errors, complete: true }))
}
const byJsqr = (pixels: Pixels): string | undefined => jsQR(rgbaOf(pixels), pixels.width, pixels.height)?.data

describe('jsqr reads the QR code', () => {
  test.each(every)('[ESC-14] off the paper of %s', (_name, profile) => {
    expect(byJsqr(seen(bytesOf(profile, { kind: 'qr', data: payload }), profile))).toBe(payload)
  })

  test('[ESC-14] off the bands themselves, as another program takes them apart', () => {
    expect(byJsqr(pixelsOfBands(bandsIn(bytesOf(drawn, { kind: 'qr', data: payload }))))).toBe(payload)
    // 300 bytes are version 13 and more than one band.
    const long = `${payload}${'&x=0123456789'.repeat(20)}`
    const bands = bandsIn(bytesOf(drawn, { kind: 'qr', data: long }))
    expect(bands.length).toBeGreaterThan(1)
    expect(byJsqr(pixelsOfBands(bands))).toBe(long)
  })

  test('[ESC-7] [ESC-14] whatever stands in it, in whatever letters and at whatever length, off the bands and off the paper', () => {
    const text = fc.oneof(fc.string({ unit: fc.constantFrom(...Array.from('门店小票 é£ß茶ไทย🍵A1?&=/')), minLength: 1, maxLength: 120 }), fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), minLength: 1, maxLength: 400 }), fc.webUrl())
    fc.assert(
      fc.property(text, (data) => {
        const bytes = bytesOf(drawn, { kind: 'qr', data })
        // By its bytes: what has digits alone is read as UTF-8 all the same.
        expect(byJsqr(pixelsOfBands(bandsIn(bytes)))).toBe(data)
        expect(byJsqr(seen(bytesOf(native, { kind: 'qr', data }), native))).toBe(data)
      }),
      { numRuns: 25, seed: 20_261_122 },
    )
  })

  test('[ESC-14] and reads none where the picture’s width is a byte off', () => {
    const bad = bandsIn(bytesOf(drawn, { kind: 'qr', data: payload })).map((band) => band.with(4, (band[4] ?? 0) - 1))
    expect(byJsqr(pixelsOfBands(bad))).toBeUndefined()
  })
})

/** Debian's zbar-tools. What it read, one line for each code. */
function byZbar(pixels: Pixels): string[] {
  const run = spawnSync('zbarimg', ['--quiet', '-'], { input: pgmOf(pixels) })
  return run.stdout.toString('utf8').split('\n').filter((line) => line !== '').toSorted()
}
function withCheckDigit(twelve: string): string {
  const sum = Array.from(twelve, Number).reduce((total, digit, at) => total + digit * (at % 2 === 0 ? 1 : 3), 0)
  return `${twelve}${(10 - (sum % 10)) % 10}`
}
const hasZbar = spawnSync('zbarimg', ['--version']).status === 0
const both = [`EAN-13:${barcode}`, `QR-Code:${payload}`]

describe('zbar reads', () => {
  test.runIf(hasZbar)('[ESC-14] both codes off the paper of every profile', () => {
    const codes = every.map(([name, profile]) => [name, ...byZbar(seen(encode(receipt, profile).bytes, profile))])
    expect(codes).toEqual(every.map(([name]) => [name, ...both]))
  })

  test.runIf(hasZbar)('[ESC-14] an EAN-13 of each first digit, which is told by the bars of the others', () => {
    const codes = Array.from({ length: 10 }, (_code, first) => withCheckDigit(`${first}${(987654321098 + first * 111).toString().slice(1)}`))
    for (const profile of [native, drawn]) {
      const page = seen(bytesOf(profile, ...codes.flatMap((digits): ReceiptBlock[] => [{ kind: 'ean13', digits }, { kind: 'feed', lines: 1 }])), profile)
      expect(byZbar(page)).toEqual(codes.map((digits) => `EAN-13:${digits}`))
    }
  })

  test.runIf(hasZbar)('[ESC-14] both codes off the bands themselves', () => {
    expect(byZbar(pixelsOfBands(bandsIn(bytesOf(drawn, { kind: 'qr', data: payload }))))).toEqual([both[1]])
    expect(byZbar(pixelsOfBands(bandsIn(bytesOf(drawn, { kind: 'ean13', digits: barcode }))))).toEqual([both[0]])
  })

  test.runIf(hasZbar)('[ESC-14] the same text that jsqr reads, Chinese and long', () => {
    for (const data of ['门店 3-10428', 'https://example.com/01/09506000134352/10/ABC?17=261231', `${payload}${'&x=0123456789'.repeat(20)}`]) {
      expect(byZbar(pixelsOfBands(bandsIn(bytesOf(drawn, { kind: 'qr', data }))))).toEqual([`QR-Code:${data}`])
    }
  })

  test.runIf(hasZbar)('[ESC-14] nothing from bars of which one is missing', () => {
    const [band = []] = bandsIn(bytesOf(drawn, { kind: 'ean13', digits: barcode }))
    const middle = Math.floor((band[4] ?? 0) / 2)
    const bad = band.map((byte, at) => (at >= 8 && (at - 8) % (band[4] ?? 1) === middle + 4 ? 0 : byte))
    expect(byZbar(pixelsOfBands([bad]))).toEqual([])
  })
})

/** A one-way line that keeps what it was given. */
function recording(): { readonly transport: Transport; readonly written: number[][] } {
  const written: number[][] = []
  const nobody = createListeners<never>()
  const transport: Transport = {
    address: 'recording:',
    canRead: false,
    open: () => Promise.resolve(),
    write(bytes, _signal, taken) {
      written.push([...bytes])
      taken(bytes.length)
      return Promise.resolve()
    },
    onBytes: (listener) => nobody.add(listener),
    onLost: (listener) => nobody.add(listener),
    close: () => Promise.resolve(),
  }
  return { transport, written }
}
