import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type StartOption } from './kind.ts'

const fontRoot = path.join(import.meta.dirname, '../../../node_modules')

/** The name by which the picture's own text asks for a font of one width. */
const family = 'Tillwright Paper'

/** What is drawn by a simulator as an SVG, as a PNG. Rejects where the native canvas or the font cannot be loaded. */
async function toPng(drawn: string): Promise<Uint8Array> {
  const { createCanvas, GlobalFonts, loadImage } = await import('@napi-rs/canvas')
  const unifont = path.join(fontRoot, '@fontsource', 'unifont', 'files')
  if (!GlobalFonts.has(family) && !GlobalFonts.register(readFileSync(path.join(unifont, 'unifont-latin-400-normal.woff2')), family)) throw new Error('the font cannot be read')
  // This one alone: of a list the canvas takes the first name and looks no further, and a Chinese receipt was all boxes.
  const svg = drawn.replace(/font-family="[^"]*"/, `font-family="${family}"`)
  const image = await loadImage(Buffer.from(svg))
  const canvas = createCanvas(image.width, image.height)
  canvas.getContext('2d').drawImage(image, 0, 0)
  return canvas.encode('png')
}

/** The option of a kind that prints: `what` it prints. */
export const pictureOption = (what: string): StartOption => ({ name: 'picture', takes: 'FILE.png', usual: '', help: `where the picture of the last ${what} is kept` })

export interface PictureFile {
  /** Draws it after what came before, and says so; `what` names it. Draws nothing where nobody gave a file. */
  keep(svg: string, what: string): void
  /** Resolves when what was begun is drawn. */
  close(): Promise<void>
}

/** The newest picture in one file. A picture that cannot be drawn is said, and stops no device. */
export function pictureFile(file: string | undefined, say: (line: string) => void): PictureFile {
  let drawing: Promise<void> = Promise.resolve()
  async function draw(svg: string, what: string, to: string): Promise<void> {
    try {
      writeFileSync(to, await toPng(svg))
      say(`picture of ${what}: ${to}`)
    } catch (error) {
      say(`no picture: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return {
    keep(svg, what) {
      if (file !== undefined && file !== '') drawing = drawing.then(() => draw(svg, what, file))
    },
    close: () => drawing,
  }
}
