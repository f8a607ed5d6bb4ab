import { type SerialAddress, type SerialSettings, type UsbAddress } from '../../drivers/transports/index.ts'

/** Which part of an address is wrong. Never what stood there: it may hold a password. */
export type WrongPart =
  | 'scheme' | 'host' | 'port' | 'path' | 'profile' | 'drawer' | 'shared' | 'baud' | 'parity' | 'data' | 'stop' | 'flow' | 'device' | 'queue' | 'option'
  | 'prefix' | 'suffix' | 'text' | 'good' | 'bad' | 'protocol' | 'division' | 'minimum' | 'password' | 'currency' | 'language' | 'size' | 'dpi' | 'gap'

/** What a part of an address was read as, or which part is wrong. */
export type ReadPart<T> = { readonly value: T } | { readonly wrong: WrongPart }

export type AddressOptions = ReadonlyMap<string, string>

export interface Address {
  /** In lower case. */
  readonly scheme: string
  readonly rest: string
  readonly options: AddressOptions
}

const schemes = /^(tcp|file|serial|usb|winspool|hid|zvt):(.*)$/is
const bauds = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200] as const
/** The options of a serial line, beside those of the device at its end. */
export const lineOptions = ['baud', 'parity', 'data', 'stop', 'flow'] as const
export const usualLine: SerialSettings = { baud: 9600, dataBits: 8, parity: 'none', stopBits: 1, flow: 'none' }

/** Cuts an address at its scheme and its `?`. Only what stands behind the `?` is looked at here. */
export function splitAddress(url: string): ReadPart<Address | undefined> & { readonly options: AddressOptions } {
  const [address = '', query, ...more] = url.trim().split('?')
  const options = more.length > 0 ? undefined : optionsOf(query)
  if (options === undefined) return { wrong: 'option', options: new Map() }
  const found = schemes.exec(address)
  return { value: found ? { scheme: found[1]?.toLowerCase() ?? '', rest: found[2] ?? '', options } : undefined, options }
}

/** Undefined: something there is not `name=value`, or stands there twice. */
function optionsOf(query: string | undefined): AddressOptions | undefined {
  if (query === undefined) return new Map()
  const found = new Map<string, string>()
  for (const part of query.split('&')) {
    const pair = /^([a-z]+)=([^=]*)$/i.exec(part)
    if (!pair || found.has(pair[1] ?? '')) return undefined
    found.set(pair[1] ?? '', pair[2] ?? '')
  }
  return found
}

/** `//HOST[:PORT]`; without `usualPort` the port has to be said. */
export function tcpTarget(rest: string, usualPort?: number): ReadPart<{ readonly host: string; readonly port: number }> {
  if (!rest.startsWith('//')) return { wrong: 'scheme' }
  // A name, an IPv4 address, or an IPv6 address in brackets; no user, no password, no path.
  const parts = /^(\[[\da-f:.]+\]|[\da-z](?:[\da-z.-]*[\da-z])?)(?::(.*))?$/i.exec(rest.slice(2))
  if (!parts) return { wrong: 'host' }
  const port = parts[2] === undefined ? (usualPort ?? 0) : /^\d{1,5}$/.test(parts[2]) ? Number(parts[2]) : 0
  if (port < 1 || port > 65_535) return { wrong: 'port' }
  return { value: { host: (parts[1] ?? '').replaceAll(/[[\]]/g, ''), port } }
}

/** `PATH` or `VID:PID[:SERIAL]`, and the line's settings where they are not the usual ones of the device. */
export function serialLine(rest: string, options: AddressOptions, usual: SerialSettings = usualLine): ReadPart<{ readonly at: SerialAddress; readonly settings: SerialSettings }> {
  const usb = usbAddress(rest)
  // A port's path, or COM3: anything else with colons is a USB address with a slip in it.
  if (!usb && (!/^(?:\/[^\0]+|COM\d{1,3})$/i.test(rest) || rest.startsWith('//'))) return { wrong: /^[^/]*:/.test(rest) ? 'device' : 'path' }
  const pick = <T extends string | number>(name: string, without: T, allowed: readonly T[]): T | undefined => {
    const given = options.get(name)
    return given === undefined ? without : allowed.find((value) => String(value) === given)
  }
  const baud = pick<number>('baud', usual.baud, bauds)
  if (baud === undefined) return { wrong: 'baud' }
  const parity = pick('parity', usual.parity, ['none', 'even', 'odd'] as const)
  if (parity === undefined) return { wrong: 'parity' }
  const dataBits = pick('data', usual.dataBits, [7, 8] as const)
  if (dataBits === undefined) return { wrong: 'data' }
  const stopBits = pick('stop', usual.stopBits, [1, 2] as const)
  if (stopBits === undefined) return { wrong: 'stop' }
  const flow = pick('flow', usual.flow, ['none', 'rtscts', 'xonxoff'] as const)
  if (flow === undefined) return { wrong: 'flow' }
  return { value: { at: usb ? { usb } : { path: rest }, settings: { baud, dataBits, parity, stopBits, flow } } }
}

/** `04b8:0e15` or `04b8:0e15:SERIAL`, hexadecimal as every list of USB devices shows it. */
export function usbAddress(rest: string): UsbAddress | undefined {
  const parts = /^([\da-f]{4}):([\da-f]{4})(?::([\w.-]{1,64}))?$/i.exec(rest)
  if (!parts) return undefined
  return { vendorId: Number.parseInt(parts[1] ?? '', 16), productId: Number.parseInt(parts[2] ?? '', 16), ...(parts[3] !== undefined && { serial: parts[3] }) }
}

/** Where a printer is, of receipts or of labels. */
export type PrinterAddress =
  | { readonly transport: 'tcp'; readonly host: string; readonly port: number }
  | { readonly transport: 'file'; readonly path: string }
  | { readonly transport: 'serial'; readonly at: SerialAddress; readonly settings: SerialSettings }
  | { readonly transport: 'usb'; readonly at: UsbAddress }
  | { readonly transport: 'winspool'; readonly queue: string }

/** Any of the five ways a printer can be reached by. Its options, but for a serial line's, are the caller's. */
export function printerAddress({ scheme, rest, options }: Address, usualPort: number): ReadPart<PrinterAddress> {
  switch (scheme) {
    case 'tcp': {
      const target = tcpTarget(rest, usualPort)
      return 'wrong' in target ? target : { value: { transport: 'tcp', ...target.value } }
    }
    case 'file':
      return filePath(rest)
    case 'serial': {
      const line = serialLine(rest, options)
      return 'wrong' in line ? line : { value: { transport: 'serial', ...line.value } }
    }
    case 'usb': {
      const at = usbAddress(rest)
      return at ? { value: { transport: 'usb', at } } : { wrong: 'device' }
    }
    case 'winspool':
      return rest.length > 0 && rest.length <= 220 && !rest.includes('\0') ? { value: { transport: 'winspool', queue: rest } } : { wrong: 'queue' }
    default:
      return { wrong: 'scheme' }
  }
}

function filePath(rest: string): ReadPart<PrinterAddress> {
  const path = rest.replace(/^\/\/(?=\/)/, '')
  // file://dev/usb/lp0 names a host "dev"; it is a slip of the pen, and no file of that path.
  if (path === '' || path.startsWith('//') || path.includes('\0')) return { wrong: 'path' }
  return { value: { transport: 'file', path } }
}
