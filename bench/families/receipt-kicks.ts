import { peer } from '../lib/peer.ts'
import { escposMaker } from './receipt-peers.ts'

type Kick = () => Uint8Array | Promise<Uint8Array>

/** How each library opens a drawer, in the way its README shows; absent where it has none of its own. */
export async function kicksOf(): Promise<ReadonlyMap<string, Kick>> {
  return new Map<string, Kick>([
    ['escpos', await escpos('escpos')],
    ['escpos 3.0.0-alpha.6', await escpos('escpos-alpha')],
    ['@node-escpos/core', await escpos('@node-escpos/core')],
    ['node-thermal-printer', await nodeThermalPrinter()],
    ['@point-of-sale/receipt-printer-encoder', await receiptPrinterEncoder()],
    ['react-thermal-printer', await reactThermalPrinter()],
    ['escpos-buffer', await escposBuffer()],
  ])
}

async function escpos(name: Parameters<typeof escposMaker>[0]): Promise<Kick> {
  const make = await escposMaker(name)
  return () => {
    const printer = make()
    printer.cashdraw(2)
    return printer.buffer.flush()
  }
}

async function nodeThermalPrinter(): Promise<Kick> {
  const { default: module } = await peer<{ readonly default: { readonly ThermalPrinter: new (options: unknown) => { clear(): void; openCashDrawer(): void; getBuffer(): Buffer }; readonly PrinterTypes: { readonly EPSON: unknown } } }>('node-thermal-printer')
  const printer = new module.ThermalPrinter({ type: module.PrinterTypes.EPSON, interface: 'tcp://127.0.0.1:9100' })
  return () => {
    printer.clear()
    printer.openCashDrawer()
    return printer.getBuffer()
  }
}

async function receiptPrinterEncoder(): Promise<Kick> {
  const { default: Encoder } = await peer<{ readonly default: new (options: unknown) => { pulse(): { encode(): Uint8Array } } }>('@point-of-sale/receipt-printer-encoder')
  return () => new Encoder({ language: 'esc-pos', columns: 48 }).pulse().encode()
}

async function reactThermalPrinter(): Promise<Kick> {
  const { createElement: make } = await peer<{ createElement(kind: unknown, properties: unknown, ...children: readonly unknown[]): unknown }>('react')
  const module = await peer<{ readonly Printer: unknown; readonly Cashdraw: unknown; render(element: unknown): Promise<Uint8Array> }>('react-thermal-printer')
  return () => module.render(make(module.Printer, { type: 'epson', width: 48 }, make(module.Cashdraw, { pin: '2pin' })))
}

async function escposBuffer(): Promise<Kick> {
  const { default: module } = await peer<{ readonly default: { readonly Printer: { CONNECT(model: string, connection: unknown): Promise<{ drawer(number: number, on: number, off: number): Promise<void> }> }; readonly InMemory: new () => { buffer(): Buffer } } }>('escpos-buffer')
  return async () => {
    const connection = new module.InMemory()
    const printer = await module.Printer.CONNECT('TM-T20', connection)
    // A job of its own, so what connecting sends is none of it.
    const before = connection.buffer().length
    await printer.drawer(0, 120, 240)
    return connection.buffer().subarray(before)
  }
}
