import { barsOf } from './bars.ts'
import { columnsOf, isPlain, wrapped } from './columns.ts'
import { utf8Length } from './label-code.ts'
import { type LabelCode, type LabelDocument, type LabelDpi, labelResolutions, labelSizes } from './label-document.ts'

/** A box of letters: both printers' languages have a font of one width that fits it, and make it whole times larger. */
export const labelCells = { small: { width: 12, height: 20 }, large: { width: 16, height: 26 } } as const
export type LabelCell = keyof typeof labelCells

export interface PlacedText {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly cell: LabelCell
  readonly times: number
  /** False: the printer has no letters for it, and it is drawn. */
  readonly plain: boolean
}

export interface PlacedBars {
  readonly symbology: 'ean13' | 'ean8' | 'upca' | 'code128'
  readonly data: string
  /** Of the first bar; beside it and behind the last one the quiet zone is free. */
  readonly x: number
  readonly y: number
  readonly module: number
  readonly height: number
  /** "1" for ink, a character a module. */
  readonly bars: string
}

export interface PlacedQr {
  readonly data: string
  readonly x: number
  readonly y: number
  readonly module: number
  /** Modules to a side, without the quiet zone. Level M, bytes. */
  readonly modules: number
}

/** A label in dots from its top left corner: what the encoders print and the screen shows. */
export interface LabelLayout {
  readonly width: number
  readonly height: number
  readonly dpi: LabelDpi
  readonly texts: readonly PlacedText[]
  readonly bars?: PlacedBars
  readonly qr?: PlacedQr
}

interface Face {
  readonly cell: LabelCell
  readonly times: number
}

const faces: readonly Face[] = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((times): Face[] => [{ cell: 'small', times }, { cell: 'large', times }])
const heightOf = ({ cell, times }: Face): number => labelCells[cell].height * times
const columnOf = ({ cell, times }: Face): number => labelCells[cell].width * times
const widthOf = (text: string, face: Face): number => columnsOf(text) * columnOf(face)

/** Modules left free on either side of a linear code: the most any of them asks for. */
const quiet = 11
/** Of the versions 1 to 6 at level M. */
const qrBytes = [14, 26, 42, 62, 84, 106] as const
const qrQuiet = 4

interface Frame {
  readonly width: number
  readonly height: number
  readonly margin: number
  readonly gap: number
  /** The smallest letters that are read at arm's length. */
  readonly fine: Face
  readonly body: Face
  readonly dots: (millimetres: number) => number
}

function frameOf({ size }: LabelDocument, dpi: LabelDpi): Frame {
  const dots = (millimetres: number): number => Math.floor((millimetres * dpi) / 25.4)
  const { width, height } = labelSizes[size]
  const coarse = dpi < 300
  return {
    width: dots(width),
    height: dots(height),
    margin: dots(1.5),
    gap: dots(0.5),
    fine: coarse ? { cell: 'small', times: 1 } : { cell: 'large', times: 1 },
    body: coarse ? { cell: 'large', times: 1 } : { cell: 'small', times: 2 },
    dots,
  }
}

/** What is tried, the fullest first: a small label gives up the staff's details, then the digits under the bars, and never the price. */
const ways = [
  { name: 'body', lines: 2, details: true, digits: true },
  { name: 'fine', lines: 2, details: true, digits: true },
  { name: 'fine', lines: 2, details: false, digits: true },
  { name: 'fine', lines: 1, details: false, digits: true },
  { name: 'fine', lines: 1, details: false, digits: false },
] as const
type Way = (typeof ways)[number]

/**
 * Places everything on the label. The price is as large as it can be and is never cut; the name is. A code that does not fit
 * as bars becomes a QR code. Throws RangeError for a price that no letter is small enough for.
 */
export function layoutLabel(document: LabelDocument, dpi: LabelDpi): LabelLayout {
  const laid = laidOut(document, dpi)
  if (laid === undefined) throw new RangeError(`a price of ${document.price.length} characters on a label of ${document.size}`)
  return laid
}

/** Whether a label of this size has room for it on every print head. */
export function labelFits(document: LabelDocument): boolean {
  return labelResolutions.every((dpi) => laidOut(document, dpi) !== undefined)
}

function laidOut(document: LabelDocument, dpi: LabelDpi): LabelLayout | undefined {
  const frame = frameOf(document, dpi)
  for (const code of [document.code, undefined]) {
    // A price that is read from two steps away comes before the staff's details.
    for (const least of document.kind === 'shelf' ? [5, 3, 0] : [3, 0]) {
      for (const way of ways) {
        const laid = attempt(document, frame, { way, code, least: frame.dots(least) })
        if (laid) return { width: frame.width, height: frame.height, dpi, ...laid }
      }
    }
  }
  return undefined
}

interface Attempt {
  readonly way: Way
  readonly code: LabelCode | undefined
  readonly least: number
}

/** Undefined: it does not fit so. */
function attempt(document: LabelDocument, frame: Frame, { way, code, least }: Attempt): Pick<LabelLayout, 'texts' | 'bars' | 'qr'> | undefined {
  const { margin, gap, fine } = frame
  const linear = code && linearOf(code, frame)
  const qr = code && !linear ? qrOf(code.data, frame) : undefined
  const room = (qr ? qr.x - qrQuiet * qr.module : frame.width - margin) - margin
  const columns = (face: Face): number => Math.floor(room / columnOf(face))
  const nameFace = frame[way.name]
  const name = wrapped(document.name, columns(nameFace), way.lines)
  const notes = [...(document.unitPrice === undefined ? [] : [document.unitPrice]), ...document.notes]
  const details = way.details ? joined(document.details, columns(fine)) : []
  const small = [...notes, ...details]
  if (small.some((text) => widthOf(text, fine) > room)) return undefined
  const digits = way.digits && code ? code.data : ''
  const digitsShown = linear !== undefined && digits !== '' && widthOf(digits, fine) <= frame.width - 2 * margin
  const rowsHigh = name.length * (heightOf(nameFace) + gap) + small.length * (heightOf(fine) + gap)
  const digitsHigh = digitsShown ? heightOf(fine) + gap : 0
  const leastBars = linear ? frame.dots(way.details ? 6 : 4) + gap : 0
  const free = frame.height - 2 * margin - rowsHigh - digitsHigh - leastBars
  const most = Math.min(free, Math.floor(frame.height * (document.kind === 'shelf' ? 0.42 : 0.24)))
  const price = largest(document, frame, { room, most })
  if (price === undefined || heightOf(price) < least) return undefined

  const texts: PlacedText[] = []
  let y = margin
  const place = (text: string, face: Face, x: number, top: number): void => {
    texts.push({ text, x, y: top, width: widthOf(text, face), height: heightOf(face), ...face, plain: isPlain(text) })
  }
  const row = (text: string, face: Face): void => {
    place(text, face, margin, y)
    y += heightOf(face) + gap
  }
  for (const line of name) row(line, nameFace)
  if (document.per !== undefined) place(document.per, frame.fine, margin + widthOf(document.price, price) + columnOf(fine), y + heightOf(price) - heightOf(fine))
  row(document.price, price)
  for (const text of small) row(text, fine)
  if (qr) return { texts, qr }
  if (!linear) return { texts }
  const height = Math.min(frame.height - margin - digitsHigh - y, frame.dots(15))
  const top = frame.height - margin - digitsHigh - height
  if (digitsShown) place(digits, fine, Math.floor((frame.width - widthOf(digits, fine)) / 2), frame.height - margin - heightOf(fine))
  return { texts, bars: { ...linear, y: top, height } }
}

/** The largest letters in which the price stands whole, with what it is for beside it. */
function largest({ price, per }: LabelDocument, { fine }: Frame, { room, most }: { readonly room: number; readonly most: number }): Face | undefined {
  const beside = per === undefined ? 0 : widthOf(per, fine) + columnOf(fine)
  return [...faces].sort((one, other) => heightOf(other) - heightOf(one)).find((face) => heightOf(face) >= heightOf(fine) && heightOf(face) <= most && widthOf(price, face) + beside <= room)
}

/** Beside one another where they fit, else one below the other. */
function joined(details: readonly string[], columns: number): readonly string[] {
  const together = details.join('  ')
  return columnsOf(together) <= columns ? [together] : details
}

function linearOf({ symbology, data }: LabelCode, frame: Frame): Omit<PlacedBars, 'y' | 'height'> | undefined {
  if (symbology === 'qr') return undefined
  const bars = barsOf(symbology, data)
  // A quarter of a millimetre is the thinnest bar a gun reads off a thermal print; past half a one it gains nothing.
  const module = Math.min(frame.dots(0.5), Math.floor(frame.width / (bars.length + 2 * quiet)))
  if (module < Math.max(2, Math.ceil(frame.dots(1) / 4))) return undefined
  return { symbology, data, module, bars, x: Math.floor((frame.width - bars.length * module) / 2) }
}

/** At the bottom right, its quiet zone reaching into the margin. Undefined: no version that a label has room for holds it. */
function qrOf(data: string, frame: Frame): PlacedQr | undefined {
  const version = qrBytes.findIndex((most) => utf8Length(data) <= most) + 1
  if (version === 0) return undefined
  const modules = 17 + 4 * version
  const side = modules + 2 * qrQuiet
  const module = Math.min(frame.dots(0.75), Math.floor(Math.min(frame.width * 0.42, frame.height - frame.margin) / side))
  if (module < 2) return undefined
  const corner = (length: number): number => length - Math.max(frame.margin, qrQuiet * module) - modules * module
  return { data, module, modules, x: corner(frame.width), y: corner(frame.height) }
}
