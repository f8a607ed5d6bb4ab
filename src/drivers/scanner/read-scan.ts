import { isGs1Carrier, splitAim } from '../../domain/barcode/index.ts'
import { type Scan, type Symbology } from './port.ts'
import { symbologyOf } from './symbologies.ts'

/** What a scanner's bytes may be, in the order they are tried. UTF-8 first: almost no text of another code is valid UTF-8. */
export type ScanEncoding = 'utf-8' | 'gb18030'

/** Longer than any symbol holds (a QR code has 7,089 digits, a GS1 one 48 to 2,335 characters): beyond it a device sends noise. */
export const longestFrame = 8_192

const keptAtEnds: ReadonlySet<number> = new Set([0x04, 0x1c, 0x1d, 0x1e])

function isRubbish(byte: number | undefined): boolean {
  return byte !== undefined && !keptAtEnds.has(byte) && (byte < 0x20 || byte === 0x7f || byte === 0xff)
}

/** Without what stands around a scan and is none of it: the NUL of a device that powers up, a second half of CR LF, STX and ETX. */
export function withoutRubbish(bytes: Uint8Array): Uint8Array {
  let from = 0
  let to = bytes.length
  while (from < to && isRubbish(bytes[from])) from += 1
  while (to > from && isRubbish(bytes[to - 1])) to -= 1
  return bytes.slice(from, to)
}

function textOf(bytes: Uint8Array, encodings: readonly ScanEncoding[]): string | undefined {
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
    } catch {
      // Not of this code: the next one, or no text at all.
    }
  }
  return undefined
}

export interface ReadOptions {
  readonly encodings: readonly ScanEncoding[]
  readonly source: 'hid' | 'serial'
  /** What the device said apart from the data. */
  readonly aim?: string
  readonly symbology?: Symbology
}

/** The scan that these bytes are. Undefined when nothing is left of them, or they are no text in any code that was declared. */
export function readScan(frame: Uint8Array, { encodings, source, aim: told, symbology: makers }: ReadOptions): Scan | undefined {
  const sent = withoutRubbish(frame)
  const text = textOf(sent, encodings)
  if (text === undefined) return undefined
  const { aim = told, data } = told === undefined ? splitAim(text) : { data: text }
  if (data === '') return undefined
  const symbology = (aim === undefined ? undefined : symbologyOf(aim, data.length)) ?? makers
  return {
    barcode: data,
    source,
    // An AIM identifier is three bytes in every code.
    bytes: sent.slice(told === undefined && aim !== undefined ? aim.length : 0),
    ...(symbology === undefined ? {} : { symbology }),
    ...(aim === undefined ? {} : { aim }),
  }
}

/**
 * What the till is told: the barcode, and before it the AIM identifier where that says that it holds GS1 element strings.
 * `17261231 01...` without it is seventeen million of something. A symbology without one gets the identifier it stands for.
 */
export function scannedText({ aim, barcode, symbology }: Scan): string {
  const said = aim ?? (symbology === undefined ? undefined : gs1Aims[symbology])
  return isGs1Carrier(said) ? `${said}${barcode}` : barcode
}

const gs1Aims: Partial<Readonly<Record<Symbology, string>>> = { gs1Code128: ']C1', gs1DataBar: ']e0', gs1DataMatrix: ']d2', gs1Qr: ']Q3' }
