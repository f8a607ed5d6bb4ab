import { describe, expect, test } from 'vitest'
import { developPaper } from './simulator-paper.ts'
import { stepAt } from './simulator-walker.ts'

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'))
const stepOf = (text: string, kanji = false) => stepAt(bytes(text), 0, kanji)
const errorsOf = (text: string): readonly string[] => developPaper(bytes(text), 48).errors

describe('the simulated printer’s reader', () => {
  test.each([
    ['1b 70 00 19 78', { kind: 'kick', pin: 0, onMs: 50, offMs: 240, realtime: false }],
    // An off time shorter than the on time counts as the on time.
    ['1b 70 01 19 01', { kind: 'kick', pin: 1, onMs: 50, offMs: 50, realtime: false }],
    ['10 14 01 00 02', { kind: 'kick', pin: 0, onMs: 200, offMs: 0, realtime: true }],
    ['10 04 04', { kind: 'statusRequest', value: 4 }],
    ['1d 28 48 06 00 30 30 41 42 43 44', { kind: 'fence', id: 'ABCD' }],
    ['1d 72 01', { kind: 'paperRequest' }],
    ['1d 76 30 00 02 00 01 00 ff 80', { kind: 'raster', widthBytes: 2, rows: 1, data: bytes('ff 80') }],
    ['1d 21 11', { kind: 'size', wide: 2, high: 2 }],
  ])('[ESC-12] %s is read by the manual', (text, command) => {
    expect(stepOf(text)).toEqual({ command, length: bytes(text).length })
  })

  test('[ESC-12] what is cut short waits for its end', () => {
    for (const whole of ['1b70001978', '1014010002', '100404', '1d284806003030414243 44', '1d7201', '1d286b0900315030e997a8e5ba97', '1d6b430d36393031323334353637383932', '1d763000020002008001ff00']) {
      const all = bytes(whole)
      for (let length = 0; length < all.length; length += 1) expect(stepAt(all.subarray(0, length), 0, false)).toBeUndefined()
      expect(stepAt(all, 0, false)?.length).toBe(all.length)
    }
    expect(stepOf('d6', true)).toBeUndefined()
  })

  test.each([
    ['an unknown command', '1b 40 1d 5a 00'],
    ['a kick of three bytes, whose times are the next command', '1b 70 00 1b 40'.concat(' 1b 70 07 19 78')],
    ['four bytes of GB18030', '1b 40 1c 26 81 30 84 36 0a'],
    ['a Chinese byte before Kanji mode was set', '1b 40 d6 d0 0a'],
    ['an unknown code page', '1b 40 1c 2e 1b 74 63 82 0a'],
    ['a cut through the last line', '1b 40 41 0a 1d 56 01'],
    ['a cut in the middle of a line', '1b 40 41 1d 56 01'],
    ['a QR code without data', '1b 40 1d 28 6b 03 00 31 51 30'],
    ['an EAN-13 with a wrong check digit', '1d 6b 43 0d 36 39 30 31 32 33 34 35 36 37 38 39 31'],
    ['a job that ends inside a command', '1b 40 1b 70 00'],
    ['another country’s characters', '1b 52 0f'],
    ['a picture in the middle of a line', '1b 40 41 1d 76 30 00 01 00 01 00 ff'],
    ['a picture wider than the paper', `1b 40 1d 76 30 00 49 00 01 00 ${'ff'.repeat(73)}`],
    ['a picture of more rows than a cheap printer counts', `1b 40 1d 76 30 00 01 00 00 01 ${'ff'.repeat(256)}`],
    ['a picture of double width', '1b 40 1d 76 30 01 01 00 01 00 ff'],
    ['a picture that ends early', '1b 40 1d 76 30 00 01 00 02 00 ff'],
  ])('[ESC-12] %s is an error', (_what, text) => {
    expect(errorsOf(text)).not.toEqual([])
  })

  test('[ESC-12] a line past the paper’s edge is broken by the printer and told', () => {
    const { items } = developPaper(bytes(`1b40${'41'.repeat(49)}0a`), 48)
    expect(items.map((item) => item.kind === 'line' && [item.text.length, item.overflowed])).toEqual([[48, true], [1, false]])
  })
})
