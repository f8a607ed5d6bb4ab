import { type Bitmap, type ReceiptBlock, type ReceiptDocument } from '../../domain/receipt/index.ts'
import { centred, fitted } from './bitmap.ts'
import { byteWriter } from './byte-writer.ts'
import { columnsOf, type Glyph, glyphsOf } from './characters.ts'
import { ean13Bitmap, qrBitmap } from './code-pictures.ts'
import * as command from './commands.ts'
import { spaces, twoColumns, wrap } from './layout.ts'
import { printerLetters } from './printer-letters.ts'
import { type PrinterProfile } from './profiles.ts'
import { moduleSizeOf } from './qr-size.ts'
import { pictureDots, rasterBytes } from './raster.ts'
import { simpleTextOf } from './simple-text.ts'
import { type DrawRequest, type TextDrawer } from './text-drawer.ts'

export interface EncodedReceipt {
  readonly bytes: Uint8Array
  /** Behind each of its blocks: places where no command is under way, so that another may stand there. The last is the end. */
  readonly ends: readonly number[]
  /**
   * Characters that are not on the paper, each once, in order of appearance: a "?" stands in their place. Without a drawer
   * these are all that the printer has no code for; with one, those that no font of ours has either.
   */
  readonly replaced: readonly string[]
}

type Size = NonNullable<Extract<ReceiptBlock, { kind: 'text' }>['size']>
interface Style {
  readonly bold: boolean
  readonly size: Size
  readonly align: 'left' | 'centre' | 'right'
}

const plain: Style = { bold: false, size: 'normal', align: 'left' }
const timesOf = { normal: [1, 1], tall: [1, 2], large: [2, 2] } as const satisfies Record<Size, readonly [1 | 2, 1 | 2]>
const mostFeed = 255
// Dots. Bars lower than 8 mm need aiming, modules of one dot bleed into each other.
const barcode = { height: 64, module: 2 }

/**
 * A receipt as the bytes of one job. Pure. Every state the printer may be in is set at the start, for another program's
 * last job may have left any. Throws RangeError for a document no receipt can hold: not an EAN-13, too much for a QR, or a
 * logo whose rows are not what its width and height say. With `draw`, a row with a letter that the printer lacks is a picture.
 */
export function encode(document: ReceiptDocument, profile: PrinterProfile, draw?: TextDrawer): EncodedReceipt {
  const out = byteWriter()
  const simple = simpleTextOf(profile)
  const replaced = new Set<string>()
  // How the printer sets what comes, so that a command goes out only when something changes.
  let style = plain
  out.put(command.initialise)
  out.put(command.internationalSet(0))
  const letters = printerLetters(out, profile)
  out.put(command.align('left'))

  function become(next: Style): void {
    if (next.align !== style.align) out.put(command.align(next.align))
    if (next.bold !== style.bold) out.put(command.bold(next.bold))
    if (next.size !== style.size) {
      const [wide, high] = timesOf[next.size]
      out.put(command.size(wide, high))
    }
    style = next
  }

  function printLine(line: readonly Glyph[]): void {
    let reversed = false
    for (const glyph of line) {
      letters.enter(glyph.mode)
      if (glyph.known === reversed) {
        reversed = !glyph.known
        out.put(command.reversed(reversed))
      }
      if (!glyph.known) replaced.add(glyph.char)
      out.put(glyph.bytes)
    }
    if (reversed) out.put(command.reversed(false))
    out.put(command.lineFeed)
  }

  /** One line of it, where text is simple and fits: what `wrap` and `printLine` would do, without a glyph. False: it must go by them. */
  function printSimple(text: string, next: Style, width: number): boolean {
    const columns = simple.columnsOf(text)
    if (columns < 0 || columns > width) return false
    become(next)
    simple.write(out, text, inkedLength(text), letters)
    out.put(command.lineFeed)
    return true
  }

  /** As printSimple, of a name and an amount that have room beside one another: what `twoColumns` would do. */
  function printSimpleColumns(left: string, right: string, next: Style, width: number): boolean {
    const leftColumns = simple.columnsOf(left)
    const rightColumns = simple.columnsOf(right)
    if (leftColumns < 0 || rightColumns <= 0 || leftColumns + rightColumns >= width) return false
    const inked = inkedLength(left)
    become(next)
    simple.write(out, left, inked, letters)
    out.fill(0x20, width - rightColumns - leftColumns + left.length - inked)
    simple.write(out, right, right.length, letters)
    out.put(command.lineFeed)
    return true
  }

  /** The row as a picture, where it has letters that only a picture can show. False: the printer has them all. */
  function drawnRow(request: Omit<DrawRequest, 'dots'>, ...glyphs: readonly Glyph[][]): boolean {
    if (!draw || glyphs.every((row) => row.every(({ known }) => known))) return false
    const { bitmaps, missing } = draw({ ...request, dots: pictureDots(profile) })
    for (const char of missing) replaced.add(char)
    become(plain)
    for (const bitmap of bitmaps) out.put(rasterBytes(bitmap, profile))
    return true
  }

  function printText(block: Extract<ReceiptBlock, { kind: 'text' }>): void {
    const size = block.size ?? 'normal'
    const style: Style = { bold: block.bold ?? false, size, align: block.align ?? 'left' }
    if (printSimple(block.text, style, widthAt(size))) return
    for (const text of block.text.split(/\r\n|\r|\n/)) {
      const glyphs = glyphsOf(text, profile)
      if (drawnRow({ left: text, right: '', align: style.align, bold: style.bold, times: timesOf[size] }, glyphs)) continue
      become(style)
      for (const line of wrap(glyphs, widthAt(size))) printLine(line)
    }
  }

  function printColumns(block: Extract<ReceiptBlock, { kind: 'columns' }>): void {
    const asked = block.size ?? 'normal'
    if (printSimpleColumns(block.left, block.right, fullRow(block.bold ?? false, asked), widthAt(asked))) return
    const [leftText, rightText] = [block.left.replaceAll(/[\r\n]+/g, ' '), block.right.replaceAll(/[\r\n]+/g, ' ')]
    const [left, right] = [glyphsOf(leftText, profile), glyphsOf(rightText, profile)]
    let size = asked
    // A total too wide for double width is printed at single width rather than broken.
    if (columnsOf(right) > widthAt(size)) size = size === 'large' ? 'tall' : size
    if (drawnRow({ left: leftText, right: rightText, align: 'left', bold: block.bold ?? false, times: timesOf[size] }, left, right)) return
    const width = widthAt(size)
    // Only words have no place beside one another, an amount is never that wide: below, then, at the right edge.
    const below = (): Glyph[][] => [...wrap(left, width).filter((line) => line.length > 0), ...wrap(right, width).map((line) => [...spaces(width - columnsOf(line)), ...line])]
    for (const line of twoColumns(left, right, width) ?? below()) {
      become(columnsOf(line) === width ? fullRow(block.bold ?? false, size) : { bold: block.bold ?? false, size, align: 'left' })
      printLine(line)
    }
  }

  /** On an odd number of columns double width leaves one over: it goes to the left, for the amounts stand in line. */
  function fullRow(bold: boolean, size: Size): Style {
    return { bold, size, align: widthAt(size) * timesOf[size][0] < profile.columns ? 'right' : 'left' }
  }

  function widthAt(size: Size): number {
    return Math.floor(profile.columns / timesOf[size][0])
  }

  function feed(lines: number): void {
    for (let left = lines; left > 0; left -= mostFeed) out.put(command.feed(Math.min(left, mostFeed)))
  }

  function printPicture(bitmap: Bitmap): void {
    become(plain)
    out.put(rasterBytes(centred(bitmap, pictureDots(profile)), profile))
  }

  function printQr(data: Uint8Array): void {
    const module = moduleSizeOf(data.length, pictureDots(profile))
    // A payload with a real-time command in it would be obeyed on its way; as a picture it is only a payload.
    if (profile.qr === 'raster' || data.some((_byte, at) => command.isRealtimeAt(data, at))) return printPicture(qrBitmap(data, module))
    become({ ...plain, align: 'centre' })
    for (const part of [command.qrModel2, command.qrModuleSize(module), command.qrLevelM, command.qrStore(data), command.qrPrint]) out.put(part)
  }

  function printEan13(digits: string): void {
    assertEan13(digits)
    if (profile.ean13 === 'raster') {
      printPicture(ean13Bitmap(digits, barcode.module, barcode.height))
      return printText({ kind: 'text', text: digits, align: 'centre' })
    }
    become({ ...plain, align: 'centre' })
    for (const part of [command.barcodeHeight(barcode.height), command.barcodeModule(barcode.module), command.digitsBelowBarcode, command.ean13(digits)]) out.put(part)
  }

  function printBlock(block: ReceiptBlock): void {
    switch (block.kind) {
      case 'text':
        return printText(block)
      case 'columns':
        return printColumns(block)
      case 'rule':
        become(plain)
        out.fill(0x2d, profile.columns)
        return out.put(command.lineFeed)
      case 'feed':
        return feed(block.lines)
      case 'qr':
        return printQr(new TextEncoder().encode(block.data))
      case 'ean13':
        return printEan13(block.digits)
      case 'logo':
        return printPicture(fitted(block.bitmap, pictureDots(profile)))
      case 'cut':
        feed(profile.linesToCutter)
        if (profile.cutter !== 'none') out.put(command.cut(profile.cutter))
        return
    }
  }

  const ends: number[] = []
  for (const block of document.blocks) {
    printBlock(block)
    ends.push(out.length())
  }
  become(plain)
  ends.push(out.length())
  return { bytes: out.done(), ends, replaced: [...replaced] }
}

/** Without the spaces at its end. */
function inkedLength(text: string): number {
  let end = text.length
  while (end > 0 && text.charCodeAt(end - 1) === 0x20) end -= 1
  return end
}

function assertEan13(digits: string): void {
  const sum = Array.from(digits, Number).reduce((total, digit, at) => total + digit * (at % 2 === 0 ? 1 : 3), 0)
  // Printers answer a wrong check digit with no bars at all, and say nothing.
  if (!/^\d{13}$/.test(digits) || sum % 10 !== 0) throw new RangeError(`not an EAN-13: ${digits}`)
}
