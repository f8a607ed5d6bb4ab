import { type PlainReceipt } from '../generators/receipts.ts'
import { peer } from '../lib/peer.ts'

/** What prints that receipt, and is timed. Outside of it: bringing the receipt into the form the library is told it in. */
export type Ready = (plain: PlainReceipt) => () => Uint8Array | Promise<Uint8Array>

/** Every library in the way its own README shows, on 48 columns, in Chinese where it has a setting for it. */
export async function receiptPeers(): Promise<ReadonlyMap<string, Ready>> {
  return new Map([
    ['escpos', await escpos('escpos')],
    ['escpos 3.0.0-alpha.6', await escpos('escpos-alpha')],
    ['@node-escpos/core', await escpos('@node-escpos/core')],
    ['node-thermal-printer', await nodeThermalPrinter()],
    ['@point-of-sale/receipt-printer-encoder', await receiptPrinterEncoder()],
    ['receiptline', await receiptline()],
    ['react-thermal-printer', await reactThermalPrinter()],
    ['escpos-buffer', await escposBuffer()],
  ])
}

export interface EscposPrinter {
  readonly buffer: { flush(): Buffer }
  hardware(what: 'init'): unknown
  align(to: 'lt' | 'ct'): unknown
  text(text: string): unknown
  tableCustom(cells: readonly { readonly text: string; readonly align: 'LEFT' | 'RIGHT'; readonly width: number }[]): unknown
  drawLine(): unknown
  barcode(code: string, type: 'EAN13', options: unknown): unknown
  qrcode(code: string): unknown
  cut(): unknown
  cashdraw(pin: number): unknown
}

type EscposMaker = new (device: unknown, options: unknown) => EscposPrinter
/** The alpha is its printer, the others have one. */
type EscposModule = { readonly default: { readonly Printer?: EscposMaker } & EscposMaker; readonly Printer?: EscposMaker }

/** Of all three that came of it: their calls are the same. */
export async function escposMaker(name: 'escpos' | 'escpos-alpha' | '@node-escpos/core'): Promise<() => EscposPrinter> {
  const module = await peer<EscposModule>(name)
  const Printer = module.Printer ?? module.default.Printer ?? module.default
  const device = { open: () => undefined, write: () => undefined, close: () => undefined }
  return () => new Printer(device, { encoding: 'GB18030', width: 48 })
}

async function escpos(name: Parameters<typeof escposMaker>[0]): Promise<Ready> {
  const make = await escposMaker(name)
  return ({ title, header, rows, totals, ean13, qr }) => () => {
    const printer = make()
    printer.hardware('init')
    printer.align('ct')
    printer.text(title)
    printer.align('lt')
    for (const line of header) printer.text(line)
    printer.drawLine()
    const row = ([left, right]: readonly [string, string]): unknown => printer.tableCustom([{ text: left, align: 'LEFT', width: 0.8 }, { text: right, align: 'RIGHT', width: 0.2 }])
    for (const one of rows) row(one)
    printer.drawLine()
    for (const one of totals) row(one)
    // It wants the digits without the last, which the printer works out.
    if (ean13 !== undefined) printer.barcode(ean13.slice(0, 12), 'EAN13', { includeParity: false, width: 2, height: 64 })
    if (qr !== undefined) printer.qrcode(qr)
    printer.cut()
    return printer.buffer.flush()
  }
}

interface ThermalPrinter {
  clear(): void
  alignCenter(): void
  alignLeft(): void
  println(text: string): void
  leftRight(left: string, right: string): void
  drawLine(): void
  printBarcode(data: string, type: number): void
  printQR(data: string): void
  cut(): void
  getBuffer(): Buffer
}
interface ThermalModule {
  readonly default: { readonly ThermalPrinter: new (options: unknown) => ThermalPrinter; readonly PrinterTypes: { readonly EPSON: unknown }; readonly CharacterSet: { readonly CHINA: unknown } }
}

async function nodeThermalPrinter(): Promise<Ready> {
  const { default: module } = await peer<ThermalModule>('node-thermal-printer')
  const printer = new module.ThermalPrinter({ type: module.PrinterTypes.EPSON, characterSet: module.CharacterSet.CHINA, width: 48, interface: 'tcp://127.0.0.1:9100' })
  return ({ title, header, rows, totals, ean13, qr }) => () => {
    printer.clear()
    printer.alignCenter()
    printer.println(title)
    printer.alignLeft()
    for (const line of header) printer.println(line)
    printer.drawLine()
    for (const [left, right] of rows) printer.leftRight(left, right)
    printer.drawLine()
    for (const [left, right] of totals) printer.leftRight(left, right)
    // 67: EAN-13 in its second form.
    if (ean13 !== undefined) printer.printBarcode(ean13, 67)
    if (qr !== undefined) printer.printQR(qr)
    printer.cut()
    return printer.getBuffer()
  }
}

interface PointOfSaleEncoder {
  initialize(): PointOfSaleEncoder
  codepage(name: string): PointOfSaleEncoder
  align(to: 'left' | 'center'): PointOfSaleEncoder
  line(text: string): PointOfSaleEncoder
  rule(): PointOfSaleEncoder
  table(columns: unknown, rows: unknown): PointOfSaleEncoder
  barcode(value: string, symbology: string, options: unknown): PointOfSaleEncoder
  qrcode(value: string): PointOfSaleEncoder
  cut(): PointOfSaleEncoder
  encode(): Uint8Array
}

async function receiptPrinterEncoder(): Promise<Ready> {
  const { default: Encoder } = await peer<{ readonly default: new (options: unknown) => PointOfSaleEncoder }>('@point-of-sale/receipt-printer-encoder')
  const widths = [{ width: 38, align: 'left' }, { width: 10, align: 'right' }]
  return ({ title, header, rows, totals, ean13, qr }) => () => {
    const encoder = new Encoder({ language: 'esc-pos', columns: 48 }).initialize().codepage('auto').align('center').line(title).align('left')
    for (const line of header) encoder.line(line)
    encoder.rule().table(widths, rows).rule().table(widths, totals)
    if (ean13 !== undefined) encoder.barcode(ean13, 'ean13', { height: 64 })
    if (qr !== undefined) encoder.qrcode(qr)
    return encoder.cut().encode()
  }
}

async function receiptline(): Promise<Ready> {
  const { default: module } = await peer<{ readonly default: { transform(text: string, options: unknown): string } }>('receiptline')
  const plain = (text: string): string => text.replaceAll(/[|\\{}~_"`^-]/g, (sign) => `\\${sign}`)
  const lines = (columns: PlainReceipt['rows']): string[] => columns.map(([left, right]) => `${plain(left)} | ${plain(right)}`)
  return ({ title, header, rows, totals, ean13, qr }) => {
    const text = [plain(title), ...header.map((line) => `|${plain(line)}`), '-', ...lines(rows), '-', ...lines(totals), ...(ean13 === undefined ? [] : [`{code:${ean13}; option:ean,2,64}`]), ...(qr === undefined ? [] : [`{code:${qr}; option:qrcode,6,m}`]), '='].join('\n')
    return () => Buffer.from(module.transform(text, { cpl: 48, encoding: 'gb18030', command: 'generic', spacing: false, cutting: true }), 'latin1')
  }
}

interface ReactModule {
  createElement(kind: unknown, properties: unknown, ...children: readonly unknown[]): unknown
}
type ReactThermal = Readonly<Record<'Printer' | 'Text' | 'Row' | 'Line' | 'Barcode' | 'QRCode' | 'Cut', unknown>> & { render(element: unknown): Promise<Uint8Array> }

async function reactThermalPrinter(): Promise<Ready> {
  const { createElement: make } = await peer<ReactModule>('react')
  const module = await peer<ReactThermal>('react-thermal-printer')
  return ({ title, header, rows, totals, ean13, qr }) => () => {
    const row = ([left, right]: readonly [string, string], index: number): unknown => make(module.Row, { left, right, key: index })
    return module.render(
      make(
        module.Printer, { type: 'epson', width: 48, characterSet: 'china' },
        make(module.Text, { align: 'center' }, title), ...header.map((line) => make(module.Text, {}, line)),
        make(module.Line, {}), ...rows.map(row), make(module.Line, {}), ...totals.map(row),
        ...(ean13 === undefined ? [] : [make(module.Barcode, { type: 'JAN13', content: ean13 })]),
        ...(qr === undefined ? [] : [make(module.QRCode, { content: qr })]),
        make(module.Cut, {}),
      ),
    )
  }
}

interface BufferPrinter {
  setColumns(count: number): Promise<void>
  writeln(text: string, style?: number, align?: number): Promise<void>
  qrcode(text: string): Promise<void>
  cutter(): Promise<void>
}
interface BufferModule {
  readonly default: {
    readonly Printer: { CONNECT(model: string, connection: unknown): Promise<BufferPrinter> }
    readonly InMemory: new () => { buffer(): Buffer }
  }
}

/** It prints no barcodes. */
async function escposBuffer(): Promise<Ready> {
  const { default: module } = await peer<BufferModule>('escpos-buffer')
  return ({ title, header, rows, totals, qr }) => async () => {
    const connection = new module.InMemory()
    const printer = await module.Printer.CONNECT('TM-T20', connection)
    await printer.setColumns(48)
    await printer.writeln(title, 0, 1)
    for (const line of header) await printer.writeln(line)
    for (const [left, right] of [...rows, ...totals]) await printer.writeln(left + right.padStart(Math.max(1, 48 - left.length)))
    if (qr !== undefined) await printer.qrcode(qr)
    await printer.cutter()
    return connection.buffer()
  }
}
