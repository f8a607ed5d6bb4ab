import { isPlain, labelCells, labelSizes, layoutLabel, type LabelDocument, type LabelDpi, type PlacedText } from '../../domain/label/index.ts'
import { type Bitmap } from '../../domain/receipt/index.ts'
import { bitmapOf, inkReader } from '../printer/bitmap.ts'
import { qrBitmap } from '../printer/code-pictures.ts'
import { type TextDrawer } from '../printer/text-drawer.ts'
import { type PlacedPicture, type ReadyLabel } from './language.ts'

export interface Readied {
  readonly label: ReadyLabel
  /** Characters that are a "?" on the label. */
  readonly replaced: readonly string[]
}

const quietModules = 4
/** The drawer's letters stand on lines of 30 dots, of which 26 hold ink: that much is a cell of ours. */
const lineDots = 30
const inkDots = 26

/**
 * Lays the document out and draws what no printer has letters for, each text in its own box and never beyond it. Without a
 * drawer a "?" stands for each such character.
 */
export function readyLabel(document: LabelDocument, dpi: LabelDpi, drawer: TextDrawer | undefined): Readied {
  const { texts, qr, ...layout } = layoutLabel(document, dpi)
  const replaced = new Set<string>()
  const pictures: PlacedPicture[] = []
  const sent: PlacedText[] = []
  for (const text of texts) {
    if (text.plain) sent.push(text)
    else if (drawer) pictures.push(...drawn(text, drawer, replaced))
    else sent.push(questioned(text, replaced))
  }
  const qrPlain = qr !== undefined && isPlain(qr.data)
  if (qr && !qrPlain) {
    const quiet = quietModules * qr.module
    pictures.push({ x: qr.x - quiet, y: qr.y - quiet, bitmap: qrBitmap(new TextEncoder().encode(qr.data), qr.module) })
  }
  return { label: { ...layout, paper: labelSizes[document.size], texts: sent, pictures, ...(qr && qrPlain && { qr }) }, replaced: [...replaced] }
}

function questioned(text: PlacedText, replaced: Set<string>): PlacedText {
  const known = Array.from(text.text.normalize('NFC'), (char) => {
    if (isPlain(char)) return char
    replaced.add(char)
    return '?'
  }).join('')
  return { ...text, text: known, plain: true }
}

function drawn(text: PlacedText, drawer: TextDrawer, replaced: Set<string>): PlacedPicture[] {
  const scale = (labelCells[text.cell].height * text.times) / inkDots
  // Three times as much room as it may take: what comes out too wide is made narrower, never broken.
  const { bitmaps, missing } = drawer({ left: text.text, right: '', align: 'left', bold: text.times > 1, times: [scale, scale], dots: Math.max(64, text.width * 3) })
  for (const char of missing) replaced.add(char)
  const [bitmap] = bitmaps
  const ink = bitmap && inkBox(bitmap)
  // Nothing but spaces.
  if (!bitmap || !ink) return []
  const [width, height] = [Math.min(ink.width, text.width), Math.min(ink.height, text.height)]
  const above = Math.round(ink.top - (lineDots * scale - text.height) / 2)
  return [{ x: text.x, y: text.y + Math.max(0, Math.min(above, text.height - height)), bitmap: pressed(bitmap, ink, width, height) }]
}

interface InkBox {
  readonly top: number
  readonly width: number
  readonly height: number
}

/** From the left edge, which is where the text begins, to its last dot. */
function inkBox(bitmap: Bitmap): InkBox | undefined {
  const inked = bitmap.rows.flatMap((row, y) => (/[1-9a-f]/i.test(row) ? [y] : []))
  const [top, bottom] = [inked[0], inked.at(-1)]
  return top === undefined || bottom === undefined ? undefined : { top, width: bitmap.width, height: bottom - top + 1 }
}

/** Into a box: a dot is ink when anything it stands for was, so that no stroke of a letter is lost. */
function pressed(bitmap: Bitmap, ink: InkBox, width: number, height: number): Bitmap {
  const inked = inkReader(bitmap)
  const span = (at: number, from: number, to: number): readonly [number, number] => [Math.floor((at * from) / to), Math.max(Math.floor((at * from) / to) + 1, Math.floor(((at + 1) * from) / to))]
  return bitmapOf(width, height, (x, y) => {
    const [left, right] = span(x, ink.width, width)
    const [top, bottom] = span(y, ink.height, height)
    for (let yy = top; yy < bottom; yy += 1) for (let xx = left; xx < right; xx += 1) if (inked(xx, yy + ink.top)) return true
    return false
  })
}
