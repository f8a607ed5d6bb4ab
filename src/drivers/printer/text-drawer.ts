import { type SKRSContext2D } from '@napi-rs/canvas'
import { readFileSync } from 'node:fs'
import { type Bitmap } from '../../domain/receipt/index.ts'
import { hexOf } from './bitmap.ts'
import { drawnLines, type DrawnLine } from './drawn-layout.ts'
import { type Face, fontBook } from './fonts.ts'

/** One row of a receipt, whole: a printer cannot set its own letters and a picture on the same line. */
export interface DrawRequest {
  readonly left: string
  /** At the right edge, on the last line of `left`'s first row; never wrapped. */
  readonly right: string
  readonly align: 'left' | 'centre' | 'right'
  readonly bold: boolean
  /** How many times as wide and as high as normal letters; a label has letters of any size. */
  readonly times: readonly [number, number]
  /** Dots across. */
  readonly dots: number
}

export interface Drawn {
  /** One a line, from the top, each `dots` wide at most. */
  readonly bitmaps: readonly Bitmap[]
  /** Characters that no font of ours has: a "?" in a box stands in their place. */
  readonly missing: readonly string[]
}

export type TextDrawer = (request: DrawRequest) => Drawn

/** Dots: the printer's own line and letters (font A), so that a drawn line stands among printed ones without a jolt. */
const lineDots = 30
const letterDots = 22
const baseline = 23
/** Between a name and the amount beside it: one column. */
const gap = 12
/** A shop's names come again and again, and drawing one costs as much as encoding a whole receipt. */
const remembered = 256
const missingMark = '�'

/**
 * Draws text in our own fonts, shaped and in its scripts' directions. `fontRoot` holds the font packages as node_modules
 * does. Rejects where the native canvas cannot be loaded: the caller prints "?" then, as it would without a drawer.
 */
export async function openTextDrawer(fontRoot: string): Promise<TextDrawer> {
  // Loaded at the first line that needs it: most shops' receipts never do, and it is 30 MB of library.
  const { createCanvas, GlobalFonts } = await import('@napi-rs/canvas')
  const faceOf = fontBook(fontRoot)
  const registered = new Set<string>()
  const memory = new Map<string, Drawn>()
  const measuring = createCanvas(1, 1).getContext('2d')

  function register({ family, file }: Face): void {
    if (registered.has(family)) return
    if (!GlobalFonts.register(readFileSync(file), family)) throw new Error(`font ${family} cannot be read`)
    registered.add(family)
  }

  function draw(request: DrawRequest): Drawn {
    const missing = new Set<string>()
    const known = (text: string): string =>
      Array.from(text.normalize('NFC'), (char) => {
        if (/\s/.test(char)) return ' '
        if (inkless.test(char) || faceOf(char) !== undefined) return char
        missing.add(char)
        return missingMark
      }).join('')
    const [left, right] = [known(request.left), known(request.right)]
    const faces = new Map<string, Face>()
    for (const char of left + right) {
      const face = faceOf(char)
      if (face) faces.set(face.family, face)
    }
    for (const face of faces.values()) register(face)
    const families = [...faces.values()].sort((one, other) => one.rank - other.rank).map(({ family }) => `"${family}"`)
    const [wide, high] = request.times
    const type: Type = { weight: request.bold ? 800 : 500, font: `${letterDots}px ${families.join(', ')}` }
    set(measuring, type)
    // Laying out asks for the same texts again and again, and each answer of the canvas shapes them anew.
    const measured = new Map<string, Metrics>()
    const metrics = (text: string): Metrics => {
      const found = measured.get(text) ?? measuring.measureText(text)
      measured.set(text, found)
      return found
    }
    const measure = (text: string): number => metrics(text).width
    const lines = drawnLines({ left, right, width: request.dots / wide, gap, align: request.align, measure })
    return { bitmaps: lines.map((line) => drawLine(line, type, metrics, request.dots, wide, high)), missing: [...missing] }
  }

  function drawLine(line: DrawnLine, type: Type, metrics: (text: string) => Metrics, dots: number, wide: number, high: number): Bitmap {
    // Thai marks stand higher than any Latin letter and Arabic tails hang lower: the line grows, or it would lose them.
    const ink = line.pieces.map(({ text }) => metrics(text))
    const above = Math.max(baseline, ...ink.map(({ actualBoundingBoxAscent }) => Math.ceil(actualBoundingBoxAscent) + 1))
    const below = Math.max(lineDots - baseline, ...ink.map(({ actualBoundingBoxDescent }) => Math.ceil(actualBoundingBoxDescent) + 1))
    const height = Math.ceil((above + below) * high)
    const canvas = createCanvas(dots, height)
    const context = canvas.getContext('2d')
    context.fillStyle = '#fff'
    context.fillRect(0, 0, dots, height)
    context.scale(wide, high)
    context.fillStyle = '#000'
    set(context, type)
    context.textAlign = 'left'
    for (const { text, x, rightToLeft } of line.pieces) {
      context.direction = rightToLeft ? 'rtl' : 'ltr'
      context.fillText(text, x, above)
    }
    return inkOf(context, dots, height)
  }

  return (request) => {
    const key = JSON.stringify(request)
    const before = memory.get(key)
    if (before) return before
    const drawn = draw(request)
    // The oldest goes: a map keeps the order in which its keys came.
    const oldest = memory.size >= remembered ? memory.keys().next() : undefined
    if (oldest && !oldest.done) memory.delete(oldest.value)
    memory.set(key, drawn)
    return drawn
  }
}

type Metrics = ReturnType<SKRSContext2D['measureText']>

interface Type {
  readonly font: string
  readonly weight: number
}

/** A variable font's own weight may be its thinnest, of which a thermal head shows half; the weight in `font` picks files only. */
function set(context: SKRSContext2D, { font, weight }: Type): void {
  context.font = font
  context.fontVariationSettings = `'wght' ${weight}`
}

const inkless = /\p{Default_Ignorable_Code_Point}/u

/** Black where the grey is darker than the middle. Blank columns on the right are left out: they are bytes on a slow wire. */
function inkOf(context: SKRSContext2D, dots: number, height: number): Bitmap {
  const { data } = context.getImageData(0, 0, dots, height)
  const rowLength = Math.ceil(dots / 8)
  const bits = new Uint8Array(rowLength * height)
  let width = 1
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < dots; x += 1) {
      if ((data[(y * dots + x) * 4] ?? 255) >= 144) continue
      const at = y * rowLength + (x >> 3)
      bits[at] = (bits[at] ?? 0) | (0x80 >> (x & 7))
      if (x >= width) width = x + 1
    }
  }
  const rows = Array.from({ length: height }, (_row, y) => hexOf(bits.subarray(y * rowLength, y * rowLength + Math.ceil(width / 8))))
  return { width, height, rows }
}
