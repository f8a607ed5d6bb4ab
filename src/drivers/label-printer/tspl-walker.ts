import { joined } from '../device/joined.ts'
import { type DrawnLabel, type LabelItem } from './simulator-label.ts'
import { barsItem, type LabelWalker, type WalkerEvents } from './simulator-walker.ts'

const fonts: Readonly<Record<string, { readonly width: number; readonly height: number }>> = { 2: { width: 12, height: 20 }, 3: { width: 16, height: 24 } }
const symbologies = { EAN13: 'ean13', EAN8: 'ean8', UPCA: 'upca', '128M': 'code128' } as const
const longestLine = 400

/** Strict, as the ZPL one is. `dpi`: of the print head, for SIZE is in millimetres. */
export function tsplWalker({ print, ask, error }: WalkerEvents, dpi: number): LabelWalker {
  let buffer: Uint8Array = new Uint8Array(0)
  let items: LabelItem[] = []
  let [width, height, cleared] = [0, 0, false]

  const orders: readonly (readonly [RegExp, (found: readonly string[]) => void])[] = [
    [/^SIZE (\d+) mm,(\d+) mm$/, ([wide, high]) => ([width, height] = [dotsOf(wide), dotsOf(high)])],
    [/^GAP \d+ mm,0 mm$/, () => undefined],
    [/^DIRECTION 1,0$/, () => undefined],
    [/^REFERENCE 0,0$/, () => undefined],
    [/^CLS$/, () => ([items, cleared] = [[], true])],
    [/^TEXT (\d+),(\d+),"([23])",0,(\d+),(\d+),"([^"\\]*)"$/, ([x, y, font, wide, high, text = '']) => {
      const cell = fonts[font ?? '']
      if (cell === undefined || Number(wide) > 10 || wide !== high) return error('a letter of no size')
      items.push({ kind: 'text', text, x: Number(x), y: Number(y), width: text.length * cell.width * Number(wide), height: cell.height * Number(wide) })
    }],
    [/^BARCODE (\d+),(\d+),"(EAN13|EAN8|UPCA|128M)",(\d+),0,0,(\d+),(\d+),"([^"\\]*)"$/, ([x, y, name, high, narrow, wide, field = '']) => {
      const data = name === '128M' ? /^!104([^!]+)$/.exec(field)?.[1] : field
      const made = data === undefined || Number(wide) !== Number(narrow) * 2 ? undefined : barsItem(symbologies[name as keyof typeof symbologies], data, { x: Number(x), y: Number(y), module: Number(narrow), height: Number(high) })
      if (made) items.push(made)
      else error(`BARCODE prints nothing of ${field}`)
    }],
    [/^QRCODE (\d+),(\d+),M,([1-9]|10),M,0,"B(\d{4})([^"\\]*)"$/, ([x, y, module, length, codeText = '']) => {
      if (Number(length) !== codeText.length) return error('a QR code of another length than it says')
      items.push({ kind: 'qr', codeText, x: Number(x), y: Number(y), module: Number(module) })
    }],
    [/^PRINT 1,(\d+)$/, ([copies]) => {
      if (!cleared || width === 0) error('PRINT before CLS and SIZE')
      cleared = false
      print({ width, height, items } satisfies DrawnLabel, Number(copies))
    }],
  ]
  const dotsOf = (millimetres: string | undefined): number => Math.floor((Number(millimetres) * dpi) / 25.4)

  function line(words: string): void {
    for (const [form, act] of orders) {
      const found = form.exec(words)
      if (found) return act(found.slice(1))
    }
    error(`unknown ${JSON.stringify(words.slice(0, 60))}`)
  }

  /** How many bytes of a picture order there are, its line end among them; 0: not all of them yet; undefined: it is none. */
  function picture(): number | undefined {
    const head = /^BITMAP (\d+),(\d+),(\d+),(\d+),0,/.exec(Buffer.from(buffer.subarray(0, 60)).toString('latin1'))
    if (!head) return undefined
    const [x, y, wide, high] = [Number(head[1]), Number(head[2]), Number(head[3]), Number(head[4])]
    const [from, to] = [head[0].length, head[0].length + wide * high]
    if (buffer.length < to + 2) return 0
    const data = Buffer.from(buffer.subarray(from, to))
    if (data.includes('\u001b!') || data.includes('~!')) error('an order in a picture')
    if (buffer[to] !== 0x0d || buffer[to + 1] !== 0x0a) error('a picture of another size than it says')
    const hex = Buffer.from(data.map((byte) => ~byte & 0xff)).toString('hex')
    items.push({ kind: 'picture', x, y, bitmap: { width: wide * 8, height: high, rows: hex.match(new RegExp(`.{${wide * 2}}`, 'g')) ?? [] } })
    return to + 2
  }

  /** Bytes of the order at the front that were acted on; 0 while it is not whole. */
  function step(): number {
    if (buffer[0] === 0x1b) {
      if (buffer.length < 3) return 0
      if (buffer[1] === 0x21 && buffer[2] === 0x3f) ask()
      else error('an unknown <ESC> order')
      return 3
    }
    const drawn = picture()
    if (drawn !== undefined) return drawn
    const end = buffer.indexOf(0x0a)
    if (end < 0) {
      if (buffer.length > longestLine) error('a line without an end')
      return 0
    }
    const words = Buffer.from(buffer.subarray(0, end)).toString('latin1')
    if (words.endsWith('\r')) line(words.slice(0, -1))
    else error('a line that ends without CR')
    return end + 1
  }

  return {
    read(bytes) {
      buffer = joined(buffer, bytes)
      for (let read = buffer.length > 0 ? step() : 0; read > 0; read = buffer.length > 0 ? step() : 0) buffer = buffer.subarray(read)
    },
    half: () => cleared,
    rest: () => buffer.length,
  }
}
