import { type Bitmap } from '../../domain/receipt/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { bitmapOf } from './bitmap.ts'

/** Dots either way: more than any receipt is wide, and 12 cm of paper. */
const largest = 1_000

/**
 * A logo from a file of two colours: a PBM (P1 or P4) or an uncompressed one-bit BMP, as Paint saves a "monochrome
 * bitmap". Refuses with `request.malformed` and, in `reason`: `format`, `colours` (not two), `size` or `length` (ends early).
 */
export function logoFrom(file: Uint8Array): Result<Bitmap> {
  const [first, second] = file
  if (first === 0x50 && (second === 0x31 || second === 0x34)) return pbm(file, second === 0x34)
  if (first === 0x42 && second === 0x4d) return bmp(file)
  return bad('format')
}

function bad(reason: 'format' | 'colours' | 'size' | 'length') {
  return refuse('request.malformed', { field: 'logo', reason })
}

function fits(width: number, height: number): boolean {
  return width >= 1 && height >= 1 && width <= largest && height <= largest
}

/** "P4", width and height as text, one white space, then the rows; "P1" has the dots themselves as text. # begins a comment. */
function pbm(file: Uint8Array, binary: boolean): Result<Bitmap> {
  const text = new TextDecoder('latin1').decode(file)
  const space = String.raw`(?:\s|#[^\n]*\n)`
  const header = new RegExp(String.raw`^P[14]${space}+(\d{1,5})${space}+(\d{1,5})(?=\D|$)`).exec(text)
  if (!header) return bad('format')
  const [width, height] = [Number(header[1]), Number(header[2])]
  if (!fits(width, height)) return bad('size')
  if (!binary) {
    const dots = text.slice(header[0].length).replaceAll(/#[^\n]*(?:\n|$)|\s/g, '')
    if (/[^01]/.test(dots)) return bad('format')
    return dots.length < width * height ? bad('length') : accept(bitmapOf(width, height, (x, y) => dots[y * width + x] === '1'))
  }
  const start = header[0].length + 1
  const perRow = Math.ceil(width / 8)
  if (file.length < start + perRow * height) return bad('length')
  return accept(bitmapOf(width, height, (x, y) => bitAt(file, start + y * perRow, x)))
}

/** Rows from the bottom up, each filled up to four bytes, and a palette that says which bit is the ink. */
function bmp(file: Uint8Array): Result<Bitmap> {
  if (file.length < 54) return bad('length')
  const view = new DataView(file.buffer, file.byteOffset, file.length)
  const [start, headerSize] = [view.getUint32(10, true), view.getUint32(14, true)]
  const [width, tall] = [view.getInt32(18, true), view.getInt32(22, true)]
  const [bits, compression] = [view.getUint16(28, true), view.getUint32(30, true)]
  if (headerSize < 40 || compression !== 0) return bad('format')
  if (bits !== 1) return bad('colours')
  const height = Math.abs(tall)
  if (!fits(width, height)) return bad('size')
  const perRow = Math.ceil(width / 32) * 4
  if (file.length < start + perRow * height || file.length < 14 + headerSize + 8) return bad('length')
  const inkBit = brightness(view, 14 + headerSize) > brightness(view, 14 + headerSize + 4)
  // A negative height has its rows from the top down.
  const rowAt = (y: number): number => start + perRow * (tall < 0 ? y : height - 1 - y)
  return accept(bitmapOf(width, height, (x, y) => bitAt(file, rowAt(y), x) === inkBit))
}

function brightness(view: DataView, at: number): number {
  return view.getUint8(at) + view.getUint8(at + 1) + view.getUint8(at + 2)
}

function bitAt(file: Uint8Array, row: number, x: number): boolean {
  return ((file[row + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0
}
