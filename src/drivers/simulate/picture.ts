import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type PrintedJob, toSvg } from '../printer/index.ts'

/** The name by which the picture's own text asks for a font of one width. */
const family = 'Tillwright Paper'

/**
 * The paper as a PNG, drawn from what the printer received. `fontRoot` holds the font packages as node_modules does.
 * Rejects where the native canvas cannot be loaded.
 */
export async function toPng(job: PrintedJob, fontRoot: string): Promise<Uint8Array> {
  const { createCanvas, GlobalFonts, loadImage } = await import('@napi-rs/canvas')
  const unifont = path.join(fontRoot, '@fontsource', 'unifont', 'files')
  if (!GlobalFonts.has(family) && !GlobalFonts.register(readFileSync(path.join(unifont, 'unifont-latin-400-normal.woff2')), family)) throw new Error('the font cannot be read')
  // This one alone: of a list the canvas takes the first name and looks no further, and a Chinese receipt was all boxes.
  const svg = toSvg(job).replace(/font-family="[^"]*"/, `font-family="${family}"`)
  const image = await loadImage(Buffer.from(svg))
  const canvas = createCanvas(image.width, image.height)
  canvas.getContext('2d').drawImage(image, 0, 0)
  return canvas.encode('png')
}
