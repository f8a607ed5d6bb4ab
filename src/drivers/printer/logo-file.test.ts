import { describe, expect, test } from 'vitest'
import { logoFrom } from './logo-file.ts'

const latin = (text: string): number[] => [...Buffer.from(text, 'latin1')]
const file = (...parts: readonly (string | readonly number[])[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? latin(part) : part)))
// A 10 by 3 picture: the corners, and a bar in the middle row.
const picture = { width: 10, height: 3, rows: ['8040', '3f00', '8040'] }
const rows = [0x80, 0x40, 0x3f, 0x00, 0x80, 0x40]

/** A BMP: file header, 40 bytes of picture header, a palette of two, rows filled up to four bytes. */
function bmp({ palette = [0, 0, 0, 0, 255, 255, 255, 0], height = 3, bits = 1, compression = 0, data = [0x7f, 0xbf, 0, 0, 0xc0, 0xff, 0, 0, 0x7f, 0xbf, 0, 0] } = {}): Uint8Array {
  const little = (value: number, bytes: number): number[] => Array.from({ length: bytes }, (_byte, at) => (value >> (8 * at)) & 0xff)
  const header = [...little(62 + data.length, 4), ...little(0, 4), ...little(62, 4)]
  const info = [...little(40, 4), ...little(10, 4), ...little(height, 4), ...little(1, 2), ...little(bits, 2), ...little(compression, 4), ...little(0, 20)]
  return file('BM', header, info, palette, data)
}

describe('a logo file', () => {
  test.each<[string, Uint8Array]>([
    ['PBM of bytes', file('P4\n10 3\n', rows)],
    ['PBM of bytes with a comment, as GIMP writes it', file('P4\n# Created by GIMP\n10 3\n', rows)],
    ['PBM of text', file('P1\n# a till\n10 3\n1000000001\n0011111100\n1 0 0 0 0 0 0 0 0 1\n')],
    ['BMP whose 0 is black', bmp()],
    ['BMP whose 1 is black', bmp({ palette: [255, 255, 255, 0, 0, 0, 0, 0], data: [0x80, 0x40, 0, 0, 0x3f, 0, 0, 0, 0x80, 0x40, 0, 0] })],
  ])('[ESC-15] is read from a %s', (_what, bytes) => {
    expect(logoFrom(bytes)).toEqual({ ok: true, value: picture })
  })

  test('[ESC-15] a BMP has its rows from the bottom up, or with a negative height from the top down', () => {
    const data = [0x80, 0, 0, 0, 0x40, 0, 0, 0, 0x20, 0, 0, 0]
    const palette = [255, 255, 255, 0, 0, 0, 0, 0]
    expect(logoFrom(bmp({ palette, data }))).toMatchObject({ value: { rows: ['2000', '4000', '8000'] } })
    expect(logoFrom(bmp({ palette, data, height: -3 }))).toMatchObject({ value: { rows: ['8000', '4000', '2000'] } })
  })

  test.each<[string, string, Uint8Array]>([
    ['a PNG', 'format', file('\x89PNG\r\n\x1a\n')],
    ['nothing', 'format', file('')],
    ['a PBM without a size', 'format', file('P4\n10\n')],
    ['a PBM of text with a 2 in it', 'format', file('P1 2 1 1 2')],
    ['a PBM that ends early', 'length', file('P4\n10 3\n', rows.slice(1))],
    ['a PBM of text that ends early', 'length', file('P1 2 2 1 0 1')],
    ['a picture of no width', 'size', file('P4\n0 3\n')],
    ['a picture wider than any paper', 'size', file('P4\n1001 1\n', Array.from({ length: 126 }, () => 0))],
    ['a BMP in colours', 'colours', bmp({ bits: 24 })],
    ['a packed BMP', 'format', bmp({ compression: 1 })],
    ['a BMP that ends early', 'length', bmp().subarray(0, -1)],
    ['the beginning of a BMP', 'length', bmp().subarray(0, 30)],
  ])('[ESC-15] %s is refused: %s', (_what, reason, bytes) => {
    expect(logoFrom(bytes)).toMatchObject({ ok: false, refusal: { code: 'request.malformed', params: { field: 'logo', reason } } })
  })
})
