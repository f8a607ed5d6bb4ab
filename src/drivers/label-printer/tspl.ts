import { isPlain, type LabelCell, type PlacedBars, type PlacedQr, type PlacedText } from '../../domain/label/index.ts'
import { type FaultCode } from '../device/port.ts'
import { rowBytes } from '../printer/bitmap.ts'
import { byteWriter } from '../printer/byte-writer.ts'
import { type LabelLanguage, type LabelStatus, type PlacedPicture, type ReadyLabel } from './language.ts'

/** Built-in fonts of one width: 2 is 12 by 20 dots, 3 is 16 by 24. */
const fonts: Readonly<Record<LabelCell, string>> = { small: '2', large: '3' }
const codes: Readonly<Record<PlacedBars['symbology'], string>> = { ean13: 'EAN13', ean8: 'EAN8', upca: 'UPCA', code128: '128M' }

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text)

/** `gap`: between two labels on the roll, in millimetres. The printer finds its labels by it. */
export function tspl(gap: number): LabelLanguage {
  return {
    encode: (label, copies) => encode(label, copies, gap),
    // <ESC>!? is answered at once and in any state, in the middle of a job too.
    askStatus: [0x1b, 0x21, 0x3f],
    reader: (hear) => (bytes) => {
      for (const byte of bytes) hear(statusOf(byte))
    },
  }
}

function encode(label: ReadyLabel, copies: number, gap: number): Uint8Array {
  const out = byteWriter()
  const line = (words: string): void => out.put(ascii(`${words}\r\n`))
  line(`SIZE ${label.paper.width} mm,${label.paper.height} mm`)
  line(`GAP ${gap} mm,0 mm`)
  line('DIRECTION 1,0')
  line('REFERENCE 0,0')
  line('CLS')
  for (const one of label.texts) line(text(one))
  for (const one of label.pictures) {
    out.put(picture(one))
    line('')
  }
  if (label.bars) line(bars(label.bars))
  if (label.qr) line(qr(label.qr))
  line(`PRINT 1,${copies}`)
  return out.done()
}

function text({ x, y, cell, times, text: words }: PlacedText): string {
  return `TEXT ${x},${y},"${fonts[cell]}",0,${times},${times},"${checked(words)}"`
}

function bars({ symbology, data, x, y, module, height }: PlacedBars): string {
  // Without its check digit, which the printer works out. !104 begins Code 128 in set B: by itself a printer changes to C for digits, and the bars are not those that were placed.
  const field = symbology === 'code128' ? `!104${data}` : data.slice(0, -1)
  checked(data)
  return `BARCODE ${x},${y},"${codes[symbology]}",${height},0,0,${module},${module * 2},"${field}"`
}

function qr({ data, x, y, module }: PlacedQr): string {
  return `QRCODE ${x},${y},M,${module},M,0,"B${String(data.length).padStart(4, '0')}${checked(data)}"`
}

/** In BITMAP a 0 burns and a 1 is paper: the other way round than in every other language. */
function picture({ x, y, bitmap }: PlacedPicture): Uint8Array {
  const width = Math.ceil(bitmap.width / 8)
  const data = new Uint8Array(width * bitmap.height)
  for (let row = 0; row < bitmap.height; row += 1) data.set(rowBytes(bitmap, row).map((byte) => ~byte & 0xff), row * width)
  const out = byteWriter()
  out.put(ascii(`BITMAP ${x},${y},${width},${bitmap.height},0,`))
  out.put(withoutOrders(data))
  return out.done()
}

/**
 * The printer looks for <ESC>! and ~! in pictures, too: 1B 21 52 in a Chinese name restarts it in the middle of the roll. One dot
 * of such a pair is left out, and nobody sees a difference.
 */
function withoutOrders(data: Uint8Array): Uint8Array {
  return data.map((byte, at) => (byte === 0x21 && (data[at - 1] === 0x1b || data[at - 1] === 0x7e) ? 0x61 : byte))
}

/** The last door: whoever made the label ready should have drawn it. */
function checked(words: string): string {
  if (!isPlain(words)) throw new RangeError('a text that could be an order')
  return words
}

function statusOf(byte: number): LabelStatus {
  const on = (bit: number): boolean => (byte & (1 << bit)) !== 0
  const faults: FaultCode[] = []
  if (on(0) || on(6)) faults.push('cover-open')
  if (on(1)) faults.push('paper-jam')
  if (on(2)) faults.push('paper-out')
  if (on(3)) faults.push('ribbon-out')
  if (on(7)) faults.push('printer-error')
  if (on(4) && faults.length === 0) faults.push('paused')
  return { faults, doing: on(5) ? 'work' : 'rest', progress: String(byte) }
}
