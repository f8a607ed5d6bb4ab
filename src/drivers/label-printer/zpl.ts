import { isPlain, type LabelCell, type PlacedBars, type PlacedQr, type PlacedText } from '../../domain/label/index.ts'
import { type FaultCode } from '../device/port.ts'
import { type LabelLanguage, type LabelStatus, type PlacedPicture, type ReadyLabel } from './language.ts'

/** Bitmap fonts of one width that every ZPL printer has, the same dots on every head: D is 10 by 18 and two apart, F 13 by 26 and three. */
const fonts: Readonly<Record<LabelCell, { readonly name: string; readonly width: number; readonly height: number }>> = {
  small: { name: 'D', width: 10, height: 18 },
  large: { name: 'F', width: 13, height: 26 },
}

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text)
const stx = 0x02
const etx = 0x03
/** The longest string of ~HS is some 40; what is longer has lost its end. */
const longestString = 120

export const zpl: LabelLanguage = {
  encode: (label, copies) => ascii(formatOf(label, copies)),
  askStatus: [...ascii('~HS')],
  // Cancels the format that is coming in, and none that is whole.
  dropHalf: [...ascii('~JX')],
  reader: statusReader,
}

/**
 * One format. It sets what the last program may have left: units, character set, origin, mirrored or turned labels. ^MN and ^MM
 * are left alone: whether the roll has gaps and where it is torn are settings of the printer on the shelf.
 */
function formatOf(label: ReadyLabel, copies: number): string {
  return [
    `^XA^MUD^CI28^LH0,0^LT0^LS0^PON^PMN^LRN^FWN^PW${label.width}^LL${label.height}`,
    ...label.texts.map(text),
    ...label.pictures.map(picture),
    ...(label.bars ? [bars(label.bars)] : []),
    ...(label.qr ? [qr(label.qr)] : []),
    `^PQ${copies},0,0,N^XZ`,
  ].join('\r\n')
}

function text({ x, y, cell, times, text: words }: PlacedText): string {
  const font = fonts[cell]
  return `^FO${x},${y}^A${font.name}N,${font.height * times},${font.width * times}^FD${checked(words)}^FS`
}

function bars({ symbology, data, x, y, module, height }: PlacedBars): string {
  // The printer works the check digit out itself: given one more digit than it wants, it prints another number.
  const field = { ean13: `^BEN,${height},N,N^FD${data.slice(0, 12)}`, ean8: `^B8N,${height},N,N^FD${data.slice(0, 7)}`, upca: `^BUN,${height},N,N,Y^FD${data.slice(0, 11)}`, code128: `^BCN,${height},N,N,N,N^FD${data}` }[symbology]
  checked(data)
  return `^FO${x},${y}^BY${module},2,${height}${field}^FS`
}

/** Level M, input by hand, so many bytes: the mode a printer would choose may be another size than the one that was placed. */
function qr({ data, x, y, module }: PlacedQr): string {
  return `^FO${x},${y}^BQN,2,${module}^FDMM,B${String(data.length).padStart(4, '0')}${checked(data)}^FS`
}

function picture({ x, y, bitmap }: PlacedPicture): string {
  const bytes = Math.ceil(bitmap.width / 8)
  return `^FO${x},${y}^GFA,${bytes * bitmap.height},${bytes * bitmap.height},${bytes},${bitmap.rows.join('').toUpperCase()}^FS`
}

/** The last door: whoever made the label ready should have drawn it. */
function checked(words: string): string {
  if (!isPlain(words)) throw new RangeError('a text that could be an order')
  return words
}

/** Three strings between STX and ETX are one answer to ~HS; anything else on the line is not ours. */
function statusReader(hear: (status: LabelStatus) => void): (bytes: Uint8Array) => void {
  let open: number[] | undefined
  let strings: string[][] = []
  function end(fields: string[]): void {
    const wanted = [12, 11, 2][strings.length]
    // The first of an answer after one that lost its end.
    if (fields.length !== wanted) strings = fields.length === 12 ? [fields] : []
    else strings.push(fields)
    if (strings.length < 3) return
    hear(statusOf(strings[0] ?? [], strings[1] ?? []))
    strings = []
  }
  return (bytes) => {
    for (const byte of bytes) {
      if (byte === stx) open = []
      else if (byte === etx && open) {
        end(String.fromCharCode(...open).split(','))
        open = undefined
      } else if (open && open.push(byte) > longestString) open = undefined
    }
  }
}

/** aaa,b,c,dddd,eee,f,g,h,iii,j,k,l and mmm,n,o,p,q,r,s,t,uuuuuuuu,v,www as the maker's manual numbers them. */
function statusOf(first: readonly string[], second: readonly string[]): LabelStatus {
  const on = (fields: readonly string[], at: number): boolean => Number(fields[at]) === 1
  const faults: FaultCode[] = []
  if (on(second, 2)) faults.push('cover-open')
  if (on(first, 1)) faults.push('paper-out')
  if (on(second, 3)) faults.push('ribbon-out')
  if (on(first, 11)) faults.push('overheat')
  if (on(first, 9)) faults.push('printer-error')
  // With a fault it pauses by itself, and the fault says more.
  if (on(first, 2) && faults.length === 0) faults.push('paused')
  const formats = Number(first[4])
  const remaining = Number(second[8])
  const doing = on(first, 7) ? 'half' : formats > 0 || remaining > 0 ? 'work' : 'rest'
  return { faults, doing, progress: `${formats} ${remaining}` }
}
