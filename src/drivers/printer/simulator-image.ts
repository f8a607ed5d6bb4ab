import qrcode from 'qrcode-generator'
import { type ReceiptDocument } from '../../domain/receipt/index.ts'
import { ean13Bars } from './ean13-bars.ts'
import { encode } from './esc-pos.ts'
import { type PrinterProfile } from './profiles.ts'
import { type PrintedJob } from './simulator.ts'
import { type Cell, developPaper, type PaperItem, type PrintedLine } from './simulator-paper.ts'

// Dots of a 203 dpi printer: font A is 12 by 24, a line 30.
const cell = { width: 12, height: 24, line: 30 }
const margin = 24
const quiet = 4
const ink = '#1a1a1a'
const paper = '#fdfcf8'
const levels = ['L', 'M', 'Q', 'H'] as const

/** What a printer of this profile would show of a document, as text. */
export function documentText(document: ReceiptDocument, profile: PrinterProfile): string {
  return toText({ columns: profile.columns, items: developPaper(encode(document, profile).bytes, profile.columns).items })
}

/** What such a printer would show of these bytes, as a picture. */
export function documentSvg(bytes: Uint8Array, { columns }: Pick<PrinterProfile, 'columns'>): string {
  return toSvg({ columns, items: developPaper(bytes, columns).items })
}

/** The paper as text: what a person reads, with the codes named where they stand. */
export function toText(job: Pick<PrintedJob, 'items' | 'columns'>): string {
  return job.items
    .flatMap((item) => {
      switch (item.kind) {
        case 'line':
          return [lineText(item)]
        case 'feed':
          return Array.from({ length: item.lines }, () => '')
        case 'qr':
          return [`[QR ${item.text}]`]
        case 'ean13':
          return [`[EAN-13 ${item.digits}]`]
        case 'picture':
          return [`[picture ${item.bitmap.width} x ${item.bitmap.height}]`]
        case 'cut':
          return ['- '.repeat(Math.floor(job.columns / 2)).trimEnd()]
      }
    })
    .join('\n')
}

/**
 * One line as text. Double-width letters take one place each in text and two on paper, so each word stands where its
 * paper's word begins, middles or ends: the total of a receipt then stands under the other amounts.
 */
function lineText({ cells, text }: PrintedLine): string {
  if (cells.every(({ wide }) => wide === 1)) return text.trimEnd()
  let out = ''
  let used = 0
  const place = (word: string, column: number): void => {
    out += ' '.repeat(Math.max(0, column - used)) + word
    used = Math.max(used, column) + displayColumns(word)
  }
  for (const run of runsOf(cells)) {
    const word = run.map(({ char }) => char).join('')
    const first = run[0]
    const last = run.at(-1)
    if (first === undefined || last === undefined) continue
    const slack = last.column + last.columns - first.column - displayColumns(word)
    place(word, first.column + (first.column === 0 ? 0 : out === '' ? Math.floor(slack / 2) : slack))
  }
  return out
}

/** Words of a line: its cells between wide gaps (two blanks or more). */
function runsOf(cells: readonly Cell[]): readonly (readonly Cell[])[] {
  const runs: Cell[][] = []
  let blanks = 2
  for (const one of cells) {
    if (one.char === ' ') {
      blanks += 1
      continue
    }
    const current = runs.at(-1)
    if (current === undefined || blanks > 1) runs.push([one])
    else {
      const before = current.at(-1)
      if (blanks === 1 && before !== undefined) current.push({ ...one, char: ' ', column: before.column + before.columns })
      current.push(one)
    }
    blanks = 0
  }
  return runs
}

function displayColumns(word: string): number {
  return Array.from(word).reduce((sum, char) => sum + (/[\u2E80-\u9FFF\uFF01-\uFF60\uFFE0-\uFFE6]/u.test(char) ? 2 : 1), 0)
}

/**
 * The paper as a picture, drawn from what the printer received and nothing else: a column is 12 dots wide and a Han
 * character exactly two of them, whatever the viewer's font would like.
 */
export function toSvg(job: Pick<PrintedJob, 'items' | 'columns'> & Partial<PrintedJob>): string {
  const width = job.columns * cell.width
  let y = 0
  const drawn = job.items.map((item) => {
    const { svg, height } = draw(item, width)
    const placed = `<g transform="translate(0 ${y})">${svg}</g>`
    y += height
    return placed
  })
  const [outerWidth, outerHeight] = [width + margin * 2, y + margin * 2]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${outerWidth} ${outerHeight}" width="${outerWidth}" height="${outerHeight}" role="img">`,
    `<rect width="${outerWidth}" height="${outerHeight}" fill="${paper}"/>`,
    `<g transform="translate(${margin} ${margin})" fill="${ink}" font-family="'Noto Sans Mono CJK SC','Sarasa Mono SC','DejaVu Sans Mono',monospace" font-size="20" xml:space="preserve">`,
    ...drawn,
    '</g></svg>',
  ].join('\n')
}

interface Drawing {
  readonly svg: string
  readonly height: number
}

function draw(item: PaperItem, width: number): Drawing {
  switch (item.kind) {
    case 'line':
      return drawLine(item)
    case 'feed':
      return { svg: '', height: item.lines * cell.line }
    case 'qr':
      return drawQr(item, width)
    case 'ean13':
      return drawEan13(item, width)
    case 'picture':
      return drawPicture(item, width)
    case 'cut':
      return { svg: `<path d="M${-margin} 8H${width + margin}" stroke="${ink}" stroke-dasharray="8 6" data-cut="${item.full ? 'full' : 'partial'}"/>`, height: 16 }
  }
}

function drawLine(line: PrintedLine): Drawing {
  const high = Math.max(1, ...line.cells.map((one) => one.high))
  return { svg: line.cells.filter((one) => one.char !== ' ' || one.reversed).map((one) => drawCell(one, high)).join(''), height: cell.height * high + (cell.line - cell.height) }
}

function drawCell(one: Cell, high: number): string {
  const [x, width, height] = [one.column * cell.width, one.columns * cell.width, cell.height * one.high]
  // Characters of one line stand on one base line, the small beside the tall.
  const top = cell.height * high - height
  const box = one.reversed ? `<rect x="${x}" y="${top}" width="${width}" height="${height}"/>` : ''
  const look = `${one.bold ? ' font-weight="700"' : ''}${one.reversed ? ` fill="${paper}"` : ''}`
  const middle = width / one.wide / 2
  return `${box}<text transform="translate(${x} ${top}) scale(${one.wide} ${one.high})" x="${middle}" y="19" text-anchor="middle"${look}>${escaped(one.char)}</text>`
}

function drawQr(item: Extract<PaperItem, { kind: 'qr' }>, width: number): Drawing {
  const code = qrcode(0, levels[item.level] ?? 'L')
  // One character per byte: the generator takes the low eight bits of each, so the payload stays exactly these bytes.
  code.addData(Array.from(item.data, (byte) => String.fromCharCode(byte)).join(''), 'Byte')
  code.make()
  const count = code.getModuleCount()
  const start = Math.floor((width - count * item.module) / 2)
  const dark: string[] = []
  for (let row = 0; row < count; row += 1) {
    for (let column = 0; column < count; column += 1) {
      if (code.isDark(row, column)) dark.push(`M${start + column * item.module} ${(row + quiet) * item.module}h${item.module}v${item.module}h${-item.module}z`)
    }
  }
  return { svg: `<path data-qr="${escaped(item.text)}" d="${dark.join('')}"/>`, height: (count + quiet * 2) * item.module }
}

function drawEan13(item: Extract<PaperItem, { kind: 'ean13' }>, width: number): Drawing {
  const bars = ean13Bars(item.digits)
  const start = Math.floor((width - bars.length * item.module) / 2)
  const path = Array.from(bars, (bit, at) => (bit === '1' ? `M${start + at * item.module} 0h${item.module}v${item.height}h${-item.module}z` : '')).join('')
  return { svg: `<path data-ean13="${item.digits}" d="${path}"/><text x="${width / 2}" y="${item.height + 20}" text-anchor="middle">${item.digits}</text>`, height: item.height + cell.line }
}

function drawPicture({ bitmap, align }: Extract<PaperItem, { kind: 'picture' }>, width: number): Drawing {
  const room = width - bitmap.width
  const start = align === 'left' ? 0 : align === 'centre' ? Math.floor(room / 2) : room
  const runs = bitmap.rows.flatMap((row, y) =>
    // Dots side by side are one stroke: a logo is some thousand of them.
    [...bitsOf(row).matchAll(/1+/g)].map((run) => `M${start + run.index} ${y}h${run[0].length}v1h${-run[0].length}z`),
  )
  return { svg: `<path data-picture="${bitmap.width}x${bitmap.height}" d="${runs.join('')}"/>`, height: bitmap.height }
}

function bitsOf(hex: string): string {
  return Array.from(hex, (digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0')).join('')
}

function escaped(text: string): string {
  // XML cannot hold control characters at all, not even escaped; a QR code may.
  const drawable = Array.from(text).filter((char) => char >= ' ').join('')
  return drawable.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
