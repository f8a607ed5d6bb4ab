import { type Bitmap } from '../../domain/receipt/index.ts'

/** A picture of `width` by `height` dots with ink wherever `inked` says so. */
export function bitmapOf(width: number, height: number, inked: (x: number, y: number) => boolean): Bitmap {
  const rows = Array.from({ length: height }, (_row, y) => {
    const bytes = new Uint8Array(Math.ceil(width / 8))
    for (let x = 0; x < width; x += 1) if (inked(x, y)) bytes[x >> 3] = (bytes[x >> 3] ?? 0) | (0x80 >> (x & 7))
    return hexOf(bytes)
  })
  return { width, height, rows }
}

/** One row's bytes. Throws RangeError for a row that is not as wide as its picture. */
export function rowBytes(bitmap: Bitmap, y: number): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(bitmap.width / 8))
  const row = bitmap.rows[y] ?? ''
  let wrong = row.length !== bytes.length * 2
  for (let at = 0; at < bytes.length && !wrong; at += 1) {
    const high = digits[row.charCodeAt(at * 2)] ?? -1
    const low = digits[row.charCodeAt(at * 2 + 1)] ?? -1
    wrong = high < 0 || low < 0
    bytes[at] = high * 16 + low
  }
  if (wrong) throw new RangeError(`row ${y} of a picture is not ${bytes.length} bytes of hexadecimal`)
  return bytes
}

/** Whether there is ink at a place; outside of the picture there is none. */
export function inkReader(bitmap: Bitmap): (x: number, y: number) => boolean {
  const rows = bitmap.rows.map((_row, y) => rowBytes(bitmap, y))
  return (x, y) => x >= 0 && x < bitmap.width && ((rows[y]?.[x >> 3] ?? 0) & (0x80 >> (x & 7))) !== 0
}

/** No wider than `dots`: made smaller in both directions, a dot being ink when half of what it stands for was. */
export function fitted(bitmap: Bitmap, dots: number): Bitmap {
  if (bitmap.width <= dots) return bitmap
  const inked = inkReader(bitmap)
  const scale = bitmap.width / dots
  const height = Math.max(1, Math.round(bitmap.height / scale))
  return bitmapOf(dots, height, (x, y) => {
    const [fromX, toX] = [Math.floor(x * scale), Math.floor((x + 1) * scale)]
    const [fromY, toY] = [Math.floor(y * scale), Math.min(bitmap.height, Math.floor((y + 1) * scale))]
    let ink = 0
    for (let yy = fromY; yy < toY; yy += 1) for (let xx = fromX; xx < toX; xx += 1) if (inked(xx, yy)) ink += 1
    return ink * 2 >= (toX - fromX) * (toY - fromY) && ink > 0
  })
}

/**
 * In the middle of `dots`, to half a millimetre, by blank bytes on its left: some clones do not centre pictures when told
 * to by ESC a, and moving every dot of a logo by less than a byte costs more than the rest of the receipt.
 */
export function centred(bitmap: Bitmap, dots: number): Bitmap {
  const bytes = Math.max(0, Math.round((dots - bitmap.width) / 16))
  return { width: bytes * 8 + bitmap.width, height: bitmap.height, rows: bitmap.rows.map((row) => '00'.repeat(bytes) + row) }
}

// A drawn row is two thousand bytes each way: parsed and padded one by one, they took longer than its letters did.
const pairs = Array.from({ length: 256 }, (_pair, byte) => byte.toString(16).padStart(2, '0'))
/** By character code; -1 is no digit. */
const digits = Int8Array.from({ length: 128 }, (_digit, code) => '0123456789abcdef'.indexOf(String.fromCharCode(code).toLowerCase()))

export function hexOf(bytes: Uint8Array): string {
  let hex = ''
  for (const byte of bytes) hex += pairs[byte] ?? ''
  return hex
}
