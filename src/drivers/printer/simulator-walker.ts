/**
 * The strict reader of what a printer receives, written from the manuals and knowing nothing of the encoder: a command
 * it does not know, or one that is too short, is an error, for a real printer would print its rest as text.
 */
export type Command =
  | { readonly kind: 'initialise' | 'lineFeed' | 'qrPrint' | 'paperRequest' }
  | { readonly kind: 'char'; readonly bytes: Uint8Array }
  | { readonly kind: 'kanji' | 'bold' | 'reversed'; readonly on: boolean }
  | { readonly kind: 'codePage' | 'international' | 'feed' | 'barcodeHeight' | 'barcodeModule' | 'barcodeDigits' | 'qrModel' | 'qrModule' | 'qrLevel' | 'statusRequest' | 'identityRequest' | 'automatic'; readonly value: number }
  | { readonly kind: 'size'; readonly wide: number; readonly high: number }
  | { readonly kind: 'align'; readonly to: 'left' | 'centre' | 'right' }
  | { readonly kind: 'cut'; readonly full: boolean }
  | { readonly kind: 'barcode'; readonly digits: string }
  | { readonly kind: 'qrStore'; readonly data: Uint8Array }
  | { readonly kind: 'raster'; readonly widthBytes: number; readonly rows: number; readonly data: Uint8Array }
  | { readonly kind: 'kick'; readonly pin: 0 | 1; readonly onMs: number; readonly offMs: number; readonly realtime: boolean }
  | { readonly kind: 'fence'; readonly id: string }
  | { readonly kind: 'unknown'; readonly why: string }

export interface Step {
  readonly command: Command
  /** Bytes it took. */
  readonly length: number
}

/** The command that starts at `at`. Undefined: it has begun, and its end has not come yet. */
export function stepAt(bytes: Uint8Array, at: number, kanji: boolean): Step | undefined {
  const first = bytes[at]
  if (first === undefined) return undefined
  switch (first) {
    case 0x0a:
      return { command: { kind: 'lineFeed' }, length: 1 }
    case 0x10:
      return realtime(bytes, at)
    case 0x1b:
      return escape(bytes, at)
    case 0x1c:
      return fileSeparator(bytes, at)
    case 0x1d:
      return groupSeparator(bytes, at)
    default:
      if (first < 0x20 || first === 0x7f) return unknown(bytes, at, 1)
      return character(bytes, at, first, kanji)
  }
}

/** What the printer does at once, however much of its buffer is still unread. */
export function realtime(bytes: Uint8Array, at: number): Step | undefined {
  const [, second, n, pin, time] = bytes.subarray(at, at + 5)
  if (second === undefined) return undefined
  if (second === 0x04) {
    if (n === undefined) return undefined
    return n >= 1 && n <= 4 ? { command: { kind: 'statusRequest', value: n }, length: 3 } : unknown(bytes, at, 3)
  }
  if (second === 0x14) {
    if (time === undefined) return undefined
    const right = n === 1 && (pin === 0 || pin === 1) && time >= 1 && time <= 8
    return right ? { command: { kind: 'kick', pin, onMs: time * 100, offMs: 0, realtime: true }, length: 5 } : unknown(bytes, at, 5)
  }
  return unknown(bytes, at, 2)
}

function character(bytes: Uint8Array, at: number, first: number, kanji: boolean): Step | undefined {
  if (!kanji || first < 0x80) return { command: { kind: 'char', bytes: bytes.subarray(at, at + 1) }, length: 1 }
  const second = bytes[at + 1]
  if (second === undefined) return undefined
  // Four-byte GB18030 goes on with a digit: no receipt printer has those, and the digits come out as digits.
  if (first === 0x80 || first === 0xff || second < 0x40 || second === 0x7f || second === 0xff) return unknown(bytes, at, 1)
  return { command: { kind: 'char', bytes: bytes.subarray(at, at + 2) }, length: 2 }
}

function escape(bytes: Uint8Array, at: number): Step | undefined {
  const [, name, a, t1, t2] = bytes.subarray(at, at + 5)
  if (name === undefined) return undefined
  if (name === 0x40) return { command: { kind: 'initialise' }, length: 2 }
  if (a === undefined) return undefined
  switch (name) {
    case 0x45:
      return { command: { kind: 'bold', on: (a & 1) === 1 }, length: 3 }
    case 0x52:
      return { command: { kind: 'international', value: a }, length: 3 }
    case 0x61: {
      const to = (['left', 'centre', 'right'] as const)[a]
      return to ? { command: { kind: 'align', to }, length: 3 } : unknown(bytes, at, 3)
    }
    case 0x64:
      return { command: { kind: 'feed', value: a }, length: 3 }
    case 0x70:
      if (t2 === undefined || t1 === undefined) return undefined
      // Another connector is ignored, and the times are printed.
      if (a !== 0 && a !== 1) return unknown(bytes, at, 5)
      // An off time below the on time is taken as the on time.
      return { command: { kind: 'kick', pin: a, onMs: t1 * 2, offMs: Math.max(t1, t2) * 2, realtime: false }, length: 5 }
    case 0x74:
      return { command: { kind: 'codePage', value: a }, length: 3 }
    default:
      return unknown(bytes, at, 2)
  }
}

function fileSeparator(bytes: Uint8Array, at: number): Step | undefined {
  const name = bytes[at + 1]
  if (name === undefined) return undefined
  if (name === 0x26 || name === 0x2e) return { command: { kind: 'kanji', on: name === 0x26 }, length: 2 }
  return unknown(bytes, at, 2)
}

function groupSeparator(bytes: Uint8Array, at: number): Step | undefined {
  const [, name, a] = bytes.subarray(at, at + 3)
  if (name === undefined || a === undefined) return undefined
  const one = (kind: 'barcodeHeight' | 'barcodeModule' | 'barcodeDigits', right: boolean): Step => (right ? { command: { kind, value: a }, length: 3 } : unknown(bytes, at, 3))
  switch (name) {
    case 0x21: {
      const [wide, high] = [(a >> 4) + 1, (a & 0x0f) + 1]
      return wide <= 8 && high <= 8 ? { command: { kind: 'size', wide, high }, length: 3 } : unknown(bytes, at, 3)
    }
    case 0x28:
      return parenthesis(bytes, at)
    case 0x42:
      return { command: { kind: 'reversed', on: (a & 1) === 1 }, length: 3 }
    case 0x48:
      return one('barcodeDigits', a <= 3)
    case 0x49:
      return a >= 65 && a <= 68 ? { command: { kind: 'identityRequest', value: a }, length: 3 } : unknown(bytes, at, 3)
    case 0x56:
      return a === 0 || a === 1 ? { command: { kind: 'cut', full: a === 0 }, length: 3 } : unknown(bytes, at, 3)
    case 0x61:
      return { command: { kind: 'automatic', value: a }, length: 3 }
    case 0x68:
      return one('barcodeHeight', a >= 1)
    case 0x6b:
      return barcode(bytes, at)
    case 0x72:
      return a === 1 ? { command: { kind: 'paperRequest' }, length: 3 } : unknown(bytes, at, 3)
    case 0x76:
      return raster(bytes, at)
    case 0x77:
      return one('barcodeModule', a >= 2 && a <= 6)
    default:
      return unknown(bytes, at, 2)
  }
}

function barcode(bytes: Uint8Array, at: number): Step | undefined {
  const [, , system, count] = bytes.subarray(at, at + 4)
  if (system === undefined || count === undefined) return undefined
  if (system !== 67) return unknown(bytes, at, 4)
  const data = bytes.subarray(at + 4, at + 4 + count)
  if (data.length < count) return undefined
  const digits = String.fromCharCode(...data)
  return /^\d{13}$/.test(digits) ? { command: { kind: 'barcode', digits }, length: 4 + count } : unknown(bytes, at, 4 + count)
}

/** GS v 0: m says how often each dot is printed, 0 once; then bytes across and rows, each low byte first, then all rows. */
function raster(bytes: Uint8Array, at: number): Step | undefined {
  const [, , zero, scale, xLow, xHigh, yLow, yHigh] = bytes.subarray(at, at + 8)
  if (zero === undefined || scale === undefined || xLow === undefined || xHigh === undefined || yLow === undefined || yHigh === undefined) return undefined
  const [widthBytes, rows] = [xLow + xHigh * 256, yLow + yHigh * 256]
  if (zero !== 0x30 || scale !== 0 || widthBytes === 0 || rows === 0) return unknown(bytes, at, 8)
  const length = 8 + widthBytes * rows
  if (at + length > bytes.length) return undefined
  return { command: { kind: 'raster', widthBytes, rows, data: bytes.slice(at + 8, at + length) }, length }
}

/** GS ( letter pL pH ...: the only commands that carry their own length, so the only ones that can be skipped whole. */
function parenthesis(bytes: Uint8Array, at: number): Step | undefined {
  const [, , letter, low, high] = bytes.subarray(at, at + 5)
  if (letter === undefined || low === undefined || high === undefined) return undefined
  const length = 5 + low + high * 256
  const body = bytes.subarray(at + 5, at + length)
  if (at + length > bytes.length) return undefined
  const done = (command: Command): Step => ({ command, length })
  const [group, name, value] = body
  if (letter === 0x48 && body.length === 6 && group === 0x30 && name === 0x30) {
    const id = body.subarray(2)
    if (id.every((byte) => byte >= 0x20 && byte <= 0x7e)) return done({ kind: 'fence', id: String.fromCharCode(...id) })
  }
  if (letter === 0x6b && group === 0x31 && value !== undefined) {
    if (name === 0x41 && body.length === 4 && (value === 0x31 || value === 0x32)) return done({ kind: 'qrModel', value: value - 0x30 })
    if (name === 0x43 && body.length === 3 && value >= 1 && value <= 16) return done({ kind: 'qrModule', value })
    if (name === 0x45 && body.length === 3 && value >= 0x30 && value <= 0x33) return done({ kind: 'qrLevel', value: value - 0x30 })
    if (name === 0x50 && body.length > 3 && value === 0x30) return done({ kind: 'qrStore', data: body.slice(3) })
    if (name === 0x51 && body.length === 3 && value === 0x30) return done({ kind: 'qrPrint' })
  }
  return unknown(bytes, at, length)
}

function unknown(bytes: Uint8Array, at: number, length: number): Step {
  const shown = Array.from(bytes.subarray(at, at + Math.min(length, 8)), (byte) => byte.toString(16).padStart(2, '0')).join(' ')
  return { command: { kind: 'unknown', why: `not a command this printer knows: ${shown}` }, length }
}
