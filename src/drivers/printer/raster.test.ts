import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Bitmap, type ReceiptBlock } from '../../domain/receipt/index.ts'
import { bitmapOf, centred, fitted, inkReader } from './bitmap.ts'
import { encode } from './esc-pos.ts'
import { type PrinterProfile, profiles } from './profiles.ts'
import { pictureDots, rasterBytes } from './raster.ts'
import { developPaper } from './simulator-paper.ts'

const every = Object.entries<PrinterProfile>(profiles)
const wide: PrinterProfile = profiles['generic-80']
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const anyProfile = fc.constantFrom(...every.map(([, profile]) => profile))
const bitmap = (widest: number, highest: number): fc.Arbitrary<Bitmap> =>
  fc.tuple(fc.integer({ min: 1, max: widest }), fc.integer({ min: 1, max: highest }), fc.uint8Array({ minLength: 1, maxLength: 200 })).map(([width, height, noise]) => bitmapOf(width, height, (x, y) => ((noise[(x + y * width) % noise.length] ?? 0) & (1 << (x & 7))) !== 0))

function printed(profile: PrinterProfile, ...blocks: readonly ReceiptBlock[]) {
  return developPaper(encode({ version: 1, language: 'en', blocks }, profile).bytes, profile.columns)
}
function picturesOf(profile: PrinterProfile, ...blocks: readonly ReceiptBlock[]): readonly Bitmap[] {
  const { items, errors } = printed(profile, ...blocks)
  expect(errors).toEqual([])
  return items.flatMap((item) => (item.kind === 'picture' ? [item.bitmap] : []))
}

/** How often a band of it says 10 04, 10 05 or 10 14: each costs the dot of its 10, and nothing else does. */
function realtimePairs({ width, rows }: Bitmap, start: number): number {
  const bytes = Buffer.from(rows.map((row) => '00'.repeat(start / 8) + row).join(''), 'hex')
  const band = Math.ceil((start + width) / 8) * 255
  return bytes.filter((byte, at) => byte === 0x10 && (at + 1) % band !== 0 && [0x04, 0x05, 0x14].includes(bytes[at + 1] ?? 0)).length
}

describe('a picture', () => {
  test('[ESC-13] is GS v 0 with its bytes across and its rows, the leftmost dot highest', () => {
    expect(hex(rasterBytes({ width: 10, height: 2, rows: ['8040', 'ff00'] }, wide))).toBe('1d763000' + '0200' + '0200' + '8040ff00')
  })

  test('[ESC-13] of more rows than a byte counts is sent in bands', () => {
    const high = bitmapOf(8, 600, () => true)
    const bands = [...hex(rasterBytes(high, wide)).matchAll(/1d7630000100(..)00((?:ff)+)/g)].map(([, rows, data]) => [rows, (data?.length ?? 0) / 2])
    expect(bands).toEqual([['ff', 255], ['ff', 255], ['5a', 90]])
    expect(picturesOf(wide, { kind: 'logo', bitmap: high }).map(({ height }) => height)).toEqual([600])
  })

  test('[ESC-13] has no real-time command in it: of 10 14, 10 04 and 10 05 the lone dot of the 10 goes', () => {
    // As it stands this would open the drawer with every receipt.
    const logo: Bitmap = { width: 64, height: 2, rows: ['1014010001000010', '0410041005101010'] }
    expect(hex(rasterBytes(logo, wide)).slice(16)).toBe('0014010001000000' + '0400040005101010')
    expect(developPaper(Uint8Array.from([0x1b, 0x40, 0x1d, 0x76, 0x30, 0, 2, 0, 1, 0, 0x10, 0x14]), 48).errors).toEqual(['a real-time command in the data of a picture'])
  })

  test.each<[string, Bitmap]>([
    ['with a row too few', { width: 8, height: 2, rows: ['ff'] }],
    ['with a row too short', { width: 9, height: 1, rows: ['ff'] }],
    ['with a row that is no hexadecimal', { width: 8, height: 1, rows: ['fg'] }],
    ['of no width', { width: 0, height: 0, rows: [] }],
    ['wider than the paper', bitmapOf(577, 1, () => true)],
  ])('[ESC-13] %s throws', (_what, wrong) => {
    expect(() => rasterBytes(wrong, wide)).toThrow(RangeError)
  })

  test('[ESC-13] what is on the paper is what was sent, whatever it is and wherever it is printed', () => {
    fc.assert(
      fc.property(bitmap(384, 280), anyProfile, (picture, profile) => {
        const [shown, ...more] = picturesOf(profile, { kind: 'logo', bitmap: picture })
        expect(more).toEqual([])
        if (!shown) throw new Error('no picture on the paper')
        const [sent, received] = [inkReader(picture), inkReader(shown)]
        const start = Math.round((pictureDots(profile) - picture.width) / 16) * 8
        expect(Math.abs(pictureDots(profile) - picture.width - start * 2)).toBeLessThanOrEqual(8)
        let lost = 0
        for (let y = 0; y < picture.height; y += 1) {
          for (let x = 0; x < shown.width; x += 1) {
            if (sent(x - start, y) === received(x, y)) continue
            // The only difference allowed: a dot alone in its byte.
            lost += shown.rows[y]?.slice((x >> 3) * 2, (x >> 3) * 2 + 2) === '00' ? 1 : Number.NaN
          }
        }
        expect(lost).toBe(realtimePairs(picture, start))
      }),
      { numRuns: 40 },
    )
  })
})

describe('a logo', () => {
  test('[ESC-15] stands in the middle of the text’s columns', () => {
    const [shown] = picturesOf(profiles['epson-t88'], { kind: 'logo', bitmap: bitmapOf(104, 1, () => true) })
    // 42 columns are 504 dots; 200 on the left, 104 of ink.
    expect(shown).toEqual({ width: 304, height: 1, rows: ['00'.repeat(25) + 'ff'.repeat(13)] })
  })

  test.each(every)('[ESC-15] wider than the paper it is made smaller for %s, and the receipt is printed', (_name, profile) => {
    const [shown] = picturesOf(profile, { kind: 'logo', bitmap: bitmapOf(800, 200, (x, y) => x < 8 || x >= 792 || y < 8 || y >= 192) })
    const dots = pictureDots(profile)
    expect(shown?.height).toBe(Math.round((200 * dots) / 800))
    const inked = inkReader(shown ?? bitmapOf(1, 1, () => false))
    const middle = Math.round((shown?.height ?? 0) / 2)
    // A frame: ink at both edges, none in the middle.
    expect([inked(0, middle), inked(dots - 1, middle), inked(dots / 2, middle), inked(dots / 2, 0)]).toEqual([true, true, false, true])
  })

  test('[ESC-15] as it is where it fits; smaller, half of the dots decide', () => {
    const small = bitmapOf(384, 2, () => true)
    expect(fitted(small, 384)).toBe(small)
    expect(centred(small, 384)).toEqual(small)
    expect(fitted({ width: 16, height: 2, rows: ['c080', 'c000'] }, 8)).toEqual({ width: 8, height: 1, rows: ['80'] })
  })

  test('[ESC-10] leaves the alignment of what follows alone', () => {
    const { items, errors } = printed(wide, { kind: 'text', text: 'A', align: 'centre' }, { kind: 'logo', bitmap: bitmapOf(8, 1, () => true) }, { kind: 'text', text: 'B' })
    expect(errors).toEqual([])
    expect(items.map((item) => (item.kind === 'line' ? item.text.trimEnd() : item.kind))).toEqual([`${' '.repeat(23)}A`, 'picture', 'B'])
  })
})

describe('codes the printer cannot draw', () => {
  test('[ESC-14] a QR code and its quiet zone fit the paper, in dots that are two or more', () => {
    for (const length of [1, 27, 200, 1_000, 2_331]) {
      const [shown] = picturesOf(profiles['generic-58'], { kind: 'qr', data: 'x'.repeat(length) })
      expect(shown?.width).toBeLessThanOrEqual(384)
      // Bleeding ink closes gaps of one dot: every run of dots is even where modules are two wide.
      const runs = (shown?.rows ?? []).flatMap((row) => [...BigInt(`0x${row}`).toString(2).matchAll(/1+/g)].map(([run]) => run.length))
      expect(Math.min(...runs)).toBeGreaterThanOrEqual(2)
    }
    expect(() => printed(profiles['generic-58'], { kind: 'qr', data: 'x'.repeat(2_332) })).toThrow(RangeError)
  })

  test('[ESC-14] an EAN-13 is bars and, below them, its digits', () => {
    const { items } = printed(profiles['generic-58'], { kind: 'ean13', digits: '6901234567892' })
    expect(items.map((item) => (item.kind === 'line' ? item.text : item.kind))).toEqual(['picture', `${' '.repeat(9)}6901234567892`])
    expect(() => printed(profiles['generic-58'], { kind: 'ean13', digits: '6901234567891' })).toThrow(RangeError)
  })

  test('[ESC-6] a payload that holds a real-time command is drawn, for the printer would obey it on its way', () => {
    const { commands, errors } = printed(wide, { kind: 'qr', data: 'a\u0010\u0014\u0001\u0000\u0001' })
    expect(errors).toEqual([])
    expect(commands.map(({ kind }) => kind)).toContain('raster')
    expect(commands.map(({ kind }) => kind)).not.toContain('qrStore')
    // A printer's reader knows such a payload when it comes.
    expect(developPaper(Uint8Array.from([0x1d, 0x28, 0x6b, 5, 0, 0x31, 0x50, 0x30, 0x10, 0x04]), 48).errors).toEqual(['a real-time command in the data of a QR code'])
  })
})
