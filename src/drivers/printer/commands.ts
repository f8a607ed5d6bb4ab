/** ESC/POS commands as bytes: Epson's numbers. Never built from strings: 0xFA as text becomes two bytes (C3 BA). */
export type Bytes = readonly number[]

export const initialise: Bytes = [0x1b, 0x40]
export const kanjiOn: Bytes = [0x1c, 0x26]
export const kanjiOff: Bytes = [0x1c, 0x2e]
export const lineFeed: Bytes = [0x0a]

export const codePage = (number: number): Bytes => [0x1b, 0x74, number]
/** 0 is the USA: other sets put another sign in the place of $, \ or #. */
export const internationalSet = (number: number): Bytes => [0x1b, 0x52, number]
export const bold = (on: boolean): Bytes => [0x1b, 0x45, on ? 1 : 0]
export const reversed = (on: boolean): Bytes => [0x1d, 0x42, on ? 1 : 0]
/** Times wide and times high, 1 or 2. */
export const size = (wide: 1 | 2, high: 1 | 2): Bytes => [0x1d, 0x21, ((wide - 1) << 4) | (high - 1)]
export const align = (to: 'left' | 'centre' | 'right'): Bytes => [0x1b, 0x61, { left: 0, centre: 1, right: 2 }[to]]
export const feed = (lines: number): Bytes => [0x1b, 0x64, lines]
export const cut = (kind: 'partial' | 'full'): Bytes => [0x1d, 0x56, kind === 'full' ? 0 : 1]

/** Always five bytes: three of them leave the printer to take the next command as the pulse's times. Times in ms, steps of 2. */
export const kick = (pin: 0 | 1, onMs: number, offMs: number): Bytes => [0x1b, 0x70, pin, pulse(onMs / 2, 1, 255), pulse(offMs / 2, 1, 255)]
/** DLE DC4: at once, past whatever waits in the buffer, even offline. Steps of 100 ms, 1 to 8. */
export const kickNow = (pin: 0 | 1, onMs: number): Bytes => [0x10, 0x14, 1, pin, pulse(onMs / 100, 1, 8)]

/** 1 printer, 2 why offline, 3 error, 4 paper. Answered at once. */
export const askStatus = (what: 1 | 2 | 3 | 4): Bytes => [0x10, 0x04, what]
/** Goes through the buffer, so its answer means: everything before it has been processed. */
export const askPaperInOrder: Bytes = [0x1d, 0x72, 1]
/** Answered with the same four characters (20h-7Eh) once everything before it is on paper. */
export const askProcessId = (id: string): Bytes => [0x1d, 0x28, 0x48, 6, 0, 0x30, 0x30, ...asciiOf(id)]

/**
 * GS a: says unasked whenever the drawer's switch, online or offline, an error or a paper sensor changes, and once now.
 * In order, and undone by initialise: to be sent again after each job.
 */
export const tellChanges: Bytes = [0x1d, 0x61, 0x0f]

/** GS I: 65 firmware, 66 maker, 67 model, 68 serial number. In order, and answered as text. */
export const askIdentity = (what: 65 | 66 | 67 | 68): Bytes => [0x1d, 0x49, what]

export const qrModel2: Bytes = [0x1d, 0x28, 0x6b, 4, 0, 0x31, 0x41, 0x32, 0]
export const qrModuleSize = (dots: number): Bytes => [0x1d, 0x28, 0x6b, 3, 0, 0x31, 0x43, dots]
export const qrLevelM: Bytes = [0x1d, 0x28, 0x6b, 3, 0, 0x31, 0x45, 0x31]
export const qrPrint: Bytes = [0x1d, 0x28, 0x6b, 3, 0, 0x31, 0x51, 0x30]
/** The length counts bytes, not characters: libraries that count characters spill the rest of a Chinese address as text. */
export const qrStore = (data: Uint8Array): Bytes => [0x1d, 0x28, 0x6b, (data.length + 3) & 0xff, (data.length + 3) >> 8, 0x31, 0x50, 0x30, ...data]

export const barcodeHeight = (dots: number): Bytes => [0x1d, 0x68, dots]
export const barcodeModule = (dots: number): Bytes => [0x1d, 0x77, dots]
export const digitsBelowBarcode: Bytes = [0x1d, 0x48, 2]
export const ean13 = (digits: string): Bytes => [0x1d, 0x6b, 67, digits.length, ...asciiOf(digits)]

/** GS v 0: a picture's rows follow, from the left edge, `widthBytes` bytes each. Called obsolete, and known to every printer. */
export const rasterBand = (widthBytes: number, rows: number): Bytes => [0x1d, 0x76, 0x30, 0, widthBytes & 0xff, widthBytes >> 8, rows & 0xff, rows >> 8]

/** Whether DLE EOT, DLE ENQ or DLE DC4 stands there: printers obey those wherever they see them, data or not. */
export function isRealtimeAt(bytes: Uint8Array, at: number): boolean {
  const next = bytes[at + 1]
  return bytes[at] === 0x10 && (next === 0x04 || next === 0x05 || next === 0x14)
}

function asciiOf(text: string): number[] {
  return Array.from(text, (char) => char.charCodeAt(0))
}

function pulse(steps: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, Math.round(steps)))
}
