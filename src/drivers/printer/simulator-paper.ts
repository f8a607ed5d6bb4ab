import iconv from 'iconv-lite'
import { type Bitmap } from '../../domain/receipt/index.ts'
import { type Command, stepAt } from './simulator-walker.ts'

export interface Cell {
  readonly char: string
  /** Columns of the paper, from its left edge. */
  readonly column: number
  readonly columns: number
  readonly bold: boolean
  readonly reversed: boolean
  readonly wide: number
  readonly high: number
}

export interface PrintedLine {
  readonly kind: 'line'
  /** As read from the left edge, leading spaces included. A double-width letter is one letter here. */
  readonly text: string
  readonly cells: readonly Cell[]
  /** The first column after the last character. */
  readonly end: number
  /** The text went on past the paper's edge, and the printer broke the line by itself. */
  readonly overflowed: boolean
}

export type PaperItem =
  | PrintedLine
  | { readonly kind: 'feed'; readonly lines: number }
  | { readonly kind: 'qr'; readonly data: Uint8Array; readonly text: string; readonly module: number; readonly level: number }
  | { readonly kind: 'ean13'; readonly digits: string; readonly height: number; readonly module: number }
  /** As wide as its bytes; pictures printed one right below the other are one. */
  | { readonly kind: 'picture'; readonly bitmap: Bitmap; readonly align: 'left' | 'centre' | 'right' }
  | { readonly kind: 'cut'; readonly full: boolean }

// Cheap printers read the low byte of a picture's rows alone.
const mostRows = 255
const dotsPerColumn = 12
/** Lines the blade is away from the head: a cut with less fed goes through what was printed last. */
const linesToBlade = 4
// The printer's side of ESC t: its own list, so that a wrong number in a profile shows as wrong letters.
const pages: Readonly<Record<number, 'cp437' | 'cp850' | 'win1252' | 'cp866' | 'cp852' | 'cp858'>> = { 0: 'cp437', 2: 'cp850', 16: 'win1252', 17: 'cp866', 18: 'cp852', 19: 'cp858' }
const chinese = new TextDecoder('gb18030')
const settled = { kanji: undefined as boolean | undefined, page: 0, bold: false, reversed: false, wide: 1, high: 1, align: 'left' as 'left' | 'centre' | 'right', barcodeHeight: 162, barcodeModule: 3, qrModule: 3, qrLevel: 0 }

export interface Paper {
  readonly items: PaperItem[]
  readonly errors: string[]
  /** Whether the next byte above 7Fh begins a Chinese character. */
  kanji(): boolean
  apply(command: Command): void
  /** Takes the paper printed so far away. */
  tearOff(): PaperItem[]
}

/** What lands on a roll of so many columns. Errors are what a person at the printer would see go wrong. */
export function blankPaper(columns: number): Paper {
  const errors: string[] = []
  let items: PaperItem[] = []
  let state = { ...settled }
  let line: Omit<Cell, 'column'>[] = []
  let used = 0
  let qrData: Uint8Array | undefined
  let fedSinceInk = 0

  function endLine(overflowed: boolean): void {
    const start = state.align === 'left' ? 0 : state.align === 'centre' ? Math.floor((columns - used) / 2) : columns - used
    let column = start
    const cells = line.map((cell) => {
      const placed = { ...cell, column }
      column += cell.columns
      return placed
    })
    items.push({ kind: 'line', text: `${' '.repeat(start)}${line.map((cell) => cell.char).join('')}`, cells, end: column, overflowed })
    fedSinceInk = line.length > 0 ? 0 : fedSinceInk + 1
    line = []
    used = 0
  }

  function putChar(bytes: Uint8Array): void {
    const [first = 0] = bytes
    if (bytes.length === 1 && first >= 0x80 && state.kanji === undefined) errors.push('a byte above 7Fh before FS & or FS . said what it means')
    const page = pages[state.page]
    if (!page) errors.push(`ESC t ${state.page}: no such table`)
    const char = bytes.length === 2 ? chinese.decode(bytes) : first < 0x80 ? String.fromCharCode(first) : iconv.decode(bytes, page ?? 'cp437')
    const width = bytes.length * state.wide
    if (used + width > columns) endLine(true)
    line.push({ char, columns: width, bold: state.bold, reversed: state.reversed, wide: state.wide, high: state.high })
    used += width
  }

  function betweenLines(what: string): void {
    if (line.length > 0) errors.push(`${what} in the middle of a line`)
  }

  /** A real printer obeys DLE EOT, DLE ENQ and DLE DC4 in the middle of data as well. */
  function lookForRealtime(data: Uint8Array, what: string): void {
    if (data.some((byte, at) => byte === 0x10 && [0x04, 0x05, 0x14].includes(data[at + 1] ?? 0))) errors.push(`a real-time command in the data of ${what}`)
  }

  function putPicture({ widthBytes, rows, data }: Extract<Command, { kind: 'raster' }>): void {
    betweenLines('a picture')
    lookForRealtime(data, 'a picture')
    if (rows > mostRows) errors.push(`a picture of ${rows} rows at once`)
    if (widthBytes > Math.ceil((columns * dotsPerColumn) / 8)) errors.push('a picture wider than the paper')
    const hex = Array.from({ length: rows }, (_row, y) => Buffer.from(data.subarray(y * widthBytes, (y + 1) * widthBytes)).toString('hex'))
    const above = items.at(-1)
    const width = widthBytes * 8
    const goesOn = above?.kind === 'picture' && above.bitmap.width === width && above.align === state.align
    if (goesOn) items[items.length - 1] = { ...above, bitmap: { width, height: above.bitmap.height + rows, rows: [...above.bitmap.rows, ...hex] } }
    else items.push({ kind: 'picture', bitmap: { width, height: rows, rows: hex }, align: state.align })
    fedSinceInk = 0
  }

  function apply(command: Command): void {
    switch (command.kind) {
      case 'initialise':
        state = { ...settled }
        line = []
        used = 0
        qrData = undefined
        return
      case 'char':
        return putChar(command.bytes)
      case 'lineFeed':
        return endLine(false)
      case 'feed':
        if (line.length > 0) endLine(false)
        items.push({ kind: 'feed', lines: command.value })
        fedSinceInk += command.value
        return
      case 'kanji':
      case 'bold':
      case 'reversed':
        state = { ...state, [command.kind]: command.on }
        return
      case 'codePage':
        state = { ...state, page: command.value }
        return
      case 'international':
        if (command.value !== 0) errors.push('another country than the USA: $ and # print as something else')
        return
      case 'size':
        state = { ...state, wide: command.wide, high: command.high }
        return
      case 'align':
        betweenLines('ESC a')
        state = { ...state, align: command.to }
        return
      case 'barcodeHeight':
      case 'barcodeModule':
      case 'qrModule':
      case 'qrLevel':
        state = { ...state, [command.kind]: command.value }
        return
      case 'qrModel':
        if (command.value !== 2) errors.push('QR model 1: no telephone reads it')
        return
      case 'qrStore':
        lookForRealtime(command.data, 'a QR code')
        qrData = command.data
        return
      case 'raster':
        return putPicture(command)
      case 'qrPrint':
        betweenLines('a QR code')
        if (!qrData) errors.push('a QR code without data')
        else items.push({ kind: 'qr', data: qrData, text: new TextDecoder().decode(qrData), module: state.qrModule, level: state.qrLevel })
        fedSinceInk = 0
        return
      case 'barcode':
        betweenLines('a barcode')
        if (!checkDigitHolds(command.digits)) errors.push(`an EAN-13 with a wrong check digit prints no bars: ${command.digits}`)
        items.push({ kind: 'ean13', digits: command.digits, height: state.barcodeHeight, module: state.barcodeModule })
        fedSinceInk = 0
        return
      case 'cut':
        betweenLines('a cut')
        if (fedSinceInk < linesToBlade) errors.push('a cut through the last line: too little fed')
        items.push({ kind: 'cut', full: command.full })
        return
      case 'unknown':
        errors.push(command.why)
        return
      case 'barcodeDigits':
      case 'statusRequest':
      case 'identityRequest':
      case 'automatic':
      case 'paperRequest':
      case 'fence':
      case 'kick':
        // No ink.
        return
    }
  }

  return {
    get items() {
      return items
    },
    errors,
    kanji: () => state.kanji === true,
    apply,
    tearOff() {
      const torn = items
      items = []
      return torn
    },
  }
}

/** One whole job on a roll of its own. Bytes left over at the end are an error too: a command came short. */
export function developPaper(bytes: Uint8Array, columns: number): { readonly items: readonly PaperItem[]; readonly errors: readonly string[]; readonly commands: readonly Command[] } {
  const paper = blankPaper(columns)
  const commands: Command[] = []
  let at = 0
  for (let step = stepAt(bytes, at, paper.kanji()); step; step = stepAt(bytes, at, paper.kanji())) {
    paper.apply(step.command)
    commands.push(step.command)
    at += step.length
  }
  if (at < bytes.length) paper.errors.push('the job ends in the middle of a command')
  return { items: paper.items, errors: paper.errors, commands }
}

function checkDigitHolds(digits: string): boolean {
  let sum = 0
  for (let at = 0; at < 13; at += 1) sum += Number(digits[at] ?? Number.NaN) * (at % 2 === 0 ? 1 : 3)
  return sum % 10 === 0
}
