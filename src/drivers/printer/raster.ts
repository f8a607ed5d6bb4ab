import { type Bitmap } from '../../domain/receipt/index.ts'
import { rowBytes } from './bitmap.ts'
import { byteWriter } from './byte-writer.ts'
import { isRealtimeAt, rasterBand } from './commands.ts'
import { type PrinterProfile } from './profiles.ts'

/** Dots that pictures may take: the columns' own, so that a picture's middle is the text's middle. */
export function pictureDots(profile: Pick<PrinterProfile, 'columns'>): number {
  return profile.columns * 12
}

/**
 * A picture as bytes, from the left edge, in bands that follow one another without a gap. Throws RangeError when it is
 * wider than the paper, or is not what its width and height say.
 */
export function rasterBytes(bitmap: Bitmap, profile: Pick<PrinterProfile, 'columns' | 'raster'>): Uint8Array {
  if (!(bitmap.width >= 1) || bitmap.width > pictureDots(profile) || bitmap.rows.length !== bitmap.height) {
    throw new RangeError(`a picture of ${bitmap.width} by ${bitmap.height} dots and ${bitmap.rows.length} rows on ${pictureDots(profile)} dots`)
  }
  const widthBytes = Math.ceil(bitmap.width / 8)
  const { rowsPerBand } = profile.raster
  const out = byteWriter()
  for (let top = 0; top < bitmap.height; top += rowsPerBand) {
    const rows = Math.min(rowsPerBand, bitmap.height - top)
    const band = new Uint8Array(widthBytes * rows)
    for (let y = 0; y < rows; y += 1) band.set(rowBytes(bitmap, top + y), y * widthBytes)
    dropRealtime(band)
    out.put(rasterBand(widthBytes, rows))
    out.put(band)
  }
  return out.done()
}

/**
 * Printers look for real-time commands in pictures too: 10 14 01 00 01 in a logo would open the drawer with every
 * receipt. A byte 10h is a single dot alone among eight, and without it nobody sees a difference; in a code, whose
 * modules are two dots wide or more, there is none.
 */
function dropRealtime(data: Uint8Array): void {
  for (let at = data.indexOf(0x10); at >= 0; at = data.indexOf(0x10, at + 1)) if (isRealtimeAt(data, at)) data[at] = 0
}
