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
  const bytes = Math.ceil(bitmap.width / 8)
  const row = bitmap.rows[y] ?? ''
  if (row.length !== bytes * 2 || !/^[\da-f]*$/i.test(row)) throw new RangeError(`row ${y} of a picture is not ${bytes} bytes of hexadecimal`)
  return Uint8Array.from({ length: bytes }, (_byte, at) => Number.parseInt(row.slice(at * 2, at * 2 + 2), 16))
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

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
