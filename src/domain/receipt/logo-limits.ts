import { accept, refuse, type Result } from '../errors/index.ts'
import { type Bitmap } from './receipt-document.ts'

/**
 * Dots of a logo that a store may have: the whole width of 80 mm paper, and 5 cm of its length. Every sale pays for its
 * logo in paper and in seconds, and a photograph of the shop front was once 30 cm of both.
 */
export const logoLimits = { width: 576, height: 400 } as const

/** Refuses `logo.tooWide` and `logo.tooTall` (params `dots`, `most`), and `request.malformed` for rows that are not what they say. */
export function checkLogo(bitmap: Bitmap): Result<Bitmap> {
  const { width, height, rows } = bitmap
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1) return refuse('request.malformed', { field: 'logo' })
  if (width > logoLimits.width) return refuse('logo.tooWide', { dots: width, most: logoLimits.width })
  if (height > logoLimits.height) return refuse('logo.tooTall', { dots: height, most: logoLimits.height })
  const digits = Math.ceil(width / 8) * 2
  const whole = rows.length === height && rows.every((row) => row.length === digits && /^[\da-f]*$/i.test(row))
  return whole ? accept(bitmap) : refuse('request.malformed', { field: 'logo' })
}
