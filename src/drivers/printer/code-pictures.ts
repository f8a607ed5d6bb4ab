import qrcode from 'qrcode-generator'
import { type Bitmap } from '../../domain/receipt/index.ts'
import { bitmapOf } from './bitmap.ts'
import { ean13Bars } from './ean13-bars.ts'

const quiet = 4

/** A QR code of these bytes at level M, for a printer that cannot draw one, with its quiet zone. `module` in dots. */
export function qrBitmap(data: Uint8Array, module: number): Bitmap {
  const code = qrcode(0, 'M')
  // One character per byte: the generator takes the low eight bits of each, so the payload stays exactly these bytes.
  code.addData(Array.from(data, (byte) => String.fromCharCode(byte)).join(''), 'Byte')
  code.make()
  const count = code.getModuleCount()
  const side = count + quiet * 2
  const inked = (column: number, row: number): boolean => column >= 0 && row >= 0 && column < count && row < count && code.isDark(row, column)
  return enlarged(side, side, module, module, (x, y) => inked(x - quiet, y - quiet))
}

/** The bars alone: the digits below them are text. */
export function ean13Bitmap(digits: string, module: number, height: number): Bitmap {
  const bars = ean13Bars(digits)
  return enlarged(bars.length, 1, module, height, (x) => bars[x] === '1')
}

/** A picture of modules, each so many dots wide and high: a row of them is worked out once. */
function enlarged(columns: number, rows: number, wide: number, high: number, inked: (x: number, y: number) => boolean): Bitmap {
  const drawn = Array.from({ length: rows }, (_row, y) => bitmapOf(columns * wide, 1, (x) => inked(Math.floor(x / wide), y)).rows).flat()
  return { width: columns * wide, height: rows * high, rows: drawn.flatMap((row) => Array.from({ length: high }, () => row)) }
}
