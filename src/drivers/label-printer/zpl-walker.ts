import { type LabelItem } from './simulator-label.ts'
import { barsItem, type LabelWalker, type WalkerEvents } from './simulator-walker.ts'

interface Field {
  readonly x: number
  readonly y: number
  readonly order?: readonly string[]
  readonly data?: string
}

/** Orders that set something for the whole label, and what may stand behind them. */
const settings: Readonly<Record<string, RegExp>> = {
  MU: /^D$/, CI: /^28$/, LH: /^0,0$/, LT: /^0$/, LS: /^0$/, PO: /^N$/, PM: /^N$/, LR: /^N$/, FW: /^N$/, PW: /^\d{1,5}$/, LL: /^\d{1,5}$/,
}
/** Orders that say what the field's data is to be, each by its maker's sheet. */
const fields: Readonly<Record<string, RegExp>> = {
  AD: /^N,(\d+),(\d+)$/, AF: /^N,(\d+),(\d+)$/,
  BE: /^N,(\d+),N,N$/, B8: /^N,(\d+),N,N$/, BU: /^N,(\d+),N,N,Y$/, BC: /^N,(\d+),N,N,N,N$/,
  BQ: /^N,2,([1-9]|10)$/,
  GF: /^A,(\d+),(\d+),(\d+),([0-9A-F]*)$/,
}
const fontCells: Readonly<Record<string, { readonly width: number; readonly height: number; readonly advance: number }>> = { AD: { width: 10, height: 18, advance: 12 }, AF: { width: 13, height: 26, advance: 16 } }
const symbologies = { BE: 'ean13', B8: 'ean8', BU: 'upca', BC: 'code128' } as const

/** Strict: an order it does not know, or one that comes short, is an error, and so is a field that prints nothing. */
export function zplWalker({ print, ask, error }: WalkerEvents): LabelWalker {
  let buffer = ''
  let open = false
  let field: Field | undefined
  let module = 2
  let [width, height, copies] = [0, 0, 1]
  let items: LabelItem[] = []

  function begin(): void {
    if (open) error('^XA inside of a label')
    open = true
    items = []
    ;[width, height, copies, module] = [0, 0, 1, 2]
  }
  function end(): void {
    if (!open) return error('^XZ without a label')
    open = false
    if (field) error('^XZ inside of a field')
    if (width === 0 || height === 0) error('a label without a size')
    field = undefined
    print({ width, height, items }, copies)
  }

  function endField(): void {
    if (!field) return error('^FS without a field')
    const { x, y, order, data } = field
    field = undefined
    const [name = '', ...params] = order ?? []
    const number = (at: number): number => Number(params[at] ?? 0)
    const font = fontCells[name]
    if (font && data !== undefined) {
      const times = number(0) / font.height
      if (!Number.isInteger(times) || times < 1 || times > 10 || number(1) !== font.width * times) return error(`a letter of ${params.join()} in ^${name}`)
      items.push({ kind: 'text', text: data, x, y, width: data.length * font.advance * times, height: number(0) })
    } else if (name in symbologies && data !== undefined) {
      const made = barsItem(symbologies[name as keyof typeof symbologies], data, { x, y, module, height: number(0) })
      if (made) items.push(made)
      else error(`^${name} prints nothing of ${data}`)
    } else if (name === 'BQ') {
      const text = /^MM,B(\d{4})(.*)$/s.exec(data ?? '')
      if (text && Number(text[1]) === text[2]?.length) items.push({ kind: 'qr', codeText: text[2], x, y, module: number(0) })
      else error(`^BQ prints nothing of ${data}`)
    } else if (name === 'GF' && data === undefined) {
      const [bytes, total, perRow, hex = ''] = [number(0), number(1), number(2), params[3]?.toLowerCase()]
      if (bytes !== total || hex.length !== bytes * 2 || bytes % perRow !== 0) return error('a picture of another size than it says')
      items.push({ kind: 'picture', x, y, bitmap: { width: perRow * 8, height: bytes / perRow, rows: hex.match(new RegExp(`.{${perRow * 2}}`, 'g')) ?? [] } })
    } else error(`a field of nothing: ${name} ${data}`)
  }

  function take(order: string): void {
    const name = order.slice(1, 3)
    const params = order.slice(3).replace(/\r\n$/, '')
    if (order.startsWith('~')) return name === 'HS' ? ask() : name === 'JX' ? drop() : error(`unknown ~${name}`)
    if (name === 'XA') return begin()
    if (!open) return error(`^${name} outside of a label`)
    if (name === 'XZ') return end()
    if (name === 'FS') return endField()
    if (name === 'FO') {
      const place = /^(\d+),(\d+)$/.exec(params)
      if (!place || field) return error(`^FO${params}`)
      field = { x: Number(place[1]), y: Number(place[2]) }
    } else if (name === 'FD') {
      if (!field?.order || field.data !== undefined) return error('^FD without a field')
      field = { ...field, data: order.slice(3) }
    } else if (name === 'BY') {
      const wide = /^([1-9]|10),2,\d+$/.exec(params)
      if (!wide) return error(`^BY${params}`)
      module = Number(wide[1])
    } else if (name === 'PQ') {
      const many = /^(\d+),0,0,N$/.exec(params)
      if (!many) return error(`^PQ${params}`)
      copies = Number(many[1])
    } else if (fields[name]) {
      const read = fields[name].exec(params)
      if (!read || !field || field.order) return error(`^${name}${params.slice(0, 40)}`)
      field = { ...field, order: [name, ...read.slice(1)] }
    } else if (settings[name]) {
      if (!settings[name].test(params)) return error(`^${name}${params}`)
      if (name === 'PW') width = Number(params)
      if (name === 'LL') height = Number(params)
    } else error(`unknown ^${name}`)
  }

  function drop(): void {
    open = false
    field = undefined
  }

  return {
    read(bytes) {
      buffer += Buffer.from(bytes).toString('latin1')
      for (;;) {
        // Between two orders only a line end may stand: anything else is a text that nobody asked for.
        const start = /[\^~]/.exec(buffer)?.index ?? buffer.length
        if (buffer.slice(0, start).replaceAll(/[\r\n]/g, '') !== '') error(`stray ${JSON.stringify(buffer.slice(0, start).slice(0, 40))}`)
        buffer = buffer.slice(start)
        // These are whole as they stand; the end of any other is the beginning of the next.
        const whole = /^(?:\^XA|\^XZ|\^FS|~HS|~JX)/.exec(buffer)?.[0].length ?? (/[\^~]/.exec(buffer.slice(1))?.index ?? -2) + 1
        if (whole < 1) return
        if (whole < 3) error(`half an order ${buffer.slice(0, whole)}`)
        else take(buffer.slice(0, whole))
        buffer = buffer.slice(whole)
      }
    },
    half: () => open,
    rest: () => buffer.length,
  }
}
