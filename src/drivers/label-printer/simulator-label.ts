import qrcode from 'qrcode-generator'
import { type Bitmap } from '../../domain/receipt/index.ts'
import { bitmapOf, inkReader } from '../printer/bitmap.ts'

/** What a printer found to burn in, in dots. `codeText` is what a scan of it gives. */
export type LabelItem =
  | { readonly kind: 'text'; readonly text: string; readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  | { readonly kind: 'bars'; readonly symbology: string; readonly codeText: string; readonly x: number; readonly y: number; readonly module: number; readonly height: number; readonly bars: string }
  | { readonly kind: 'qr'; readonly codeText: string; readonly x: number; readonly y: number; readonly module: number }
  | { readonly kind: 'picture'; readonly x: number; readonly y: number; readonly bitmap: Bitmap }

export interface DrawnLabel {
  readonly width: number
  readonly height: number
  readonly items: readonly LabelItem[]
}

interface Ink {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly inked: (x: number, y: number) => boolean
}

function inkOf(item: LabelItem): Ink | undefined {
  const { x, y } = item
  switch (item.kind) {
    case 'text':
      return undefined
    case 'bars':
      return { x, y, width: item.bars.length * item.module, height: item.height, inked: (dx) => item.bars[Math.floor(dx / item.module)] === '1' }
    case 'picture':
      return { x, y, width: item.bitmap.width, height: item.bitmap.height, inked: inkReader(item.bitmap) }
    case 'qr': {
      const code = qrcode(0, 'M')
      code.addData(item.codeText, 'Byte')
      code.make()
      const side = code.getModuleCount() * item.module
      return { x, y, width: side, height: side, inked: (dx, dy) => code.isDark(Math.floor(dy / item.module), Math.floor(dx / item.module)) }
    }
  }
}

/** Where there is ink of codes and pictures; letters of the printer's own fonts are boxes to this simulator, and left out. */
export function labelBitmap({ width, height, items }: DrawnLabel): Bitmap {
  const inks = items.flatMap((item) => inkOf(item) ?? [])
  return bitmapOf(width, height, (x, y) => inks.some((ink) => x >= ink.x && y >= ink.y && x < ink.x + ink.width && y < ink.y + ink.height && ink.inked(x - ink.x, y - ink.y)))
}

/** Whether any of it would stand beyond the label, as words. */
export function beyond({ width, height, items }: DrawnLabel): readonly string[] {
  return items.flatMap((item) => {
    const box = item.kind === 'text' ? item : inkOf(item)
    if (box === undefined) return []
    // The last byte of a row is filled up with paper: what counts is ink.
    const right = item.kind === 'picture' ? rightmost(item.bitmap) : box.width
    return box.x < 0 || box.y < 0 || box.x + right > width || box.y + box.height > height ? [`${item.kind} at ${box.x},${box.y} stands beyond the label`] : []
  })
}

function rightmost(bitmap: Bitmap): number {
  const inked = inkReader(bitmap)
  let right = 0
  for (let y = 0; y < bitmap.height; y += 1) for (let x = bitmap.width - 1; x >= right; x -= 1) if (inked(x, y)) right = x + 1
  return right
}

/** The label as a picture, from what the printer received and nothing else. */
export function labelSvg(label: DrawnLabel): string {
  const drawn = label.items.map((item) => {
    if (item.kind === 'text') {
      return `<text x="${item.x}" y="${item.y + Math.round(item.height * 0.8)}" font-size="${item.height}" textLength="${item.width}" lengthAdjust="spacingAndGlyphs">${escaped(item.text)}</text>`
    }
    const ink = inkOf(item)
    if (ink === undefined) return ''
    const bitmap = bitmapOf(ink.width, item.kind === 'bars' ? 1 : ink.height, ink.inked)
    const high = item.kind === 'bars' ? ink.height : 1
    return `<path transform="translate(${ink.x} ${ink.y})" d="${bitmap.rows.map((row, y) => strokes(row, y, high)).join('')}"/>`
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${label.width} ${label.height}" width="${label.width}" height="${label.height}" role="img" shape-rendering="crispEdges">`,
    `<rect width="${label.width}" height="${label.height}" fill="#fdfcf8"/>`,
    `<g fill="#1a1a1a" font-family="'DejaVu Sans Mono',monospace" xml:space="preserve">`,
    ...drawn,
    '</g></svg>',
  ].join('\n')
}

function strokes(row: string, y: number, high: number): string {
  const bits = Array.from(row, (digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0')).join('')
  return [...bits.matchAll(/1+/g)].map((run) => `M${run.index} ${y}h${run[0].length}v${high}h-${run[0].length}z`).join('')
}

/** What a person reads on it, from the top; a code by what it says. */
export function labelText({ items }: DrawnLabel): string {
  return [...items]
    .sort((one, other) => one.y - other.y || one.x - other.x)
    .map((item) => (item.kind === 'text' ? item.text : item.kind === 'picture' ? `[picture ${item.bitmap.width} x ${item.bitmap.height}]` : `[${item.kind === 'qr' ? 'QR' : item.symbology} ${item.codeText}]`))
    .join('\n')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
