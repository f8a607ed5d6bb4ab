import { isProfileName, type ProfileName } from '../../drivers/printer/index.ts'
import { type SerialAddress, type SerialSettings, type UsbAddress } from '../../drivers/transports/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'

interface Shared {
  readonly profile: ProfileName
  /** Level of the drawer's switch when it is open; absent: its position is unknown. */
  readonly drawer?: 'high' | 'low'
  /** What answers there is software, and is shown as such. */
  readonly simulated?: true
}

/** A printer at the end of a line, whatever the line is. */
export type WiredPrinter =
  | (Shared & { readonly transport: 'tcp'; readonly host: string; readonly port: number })
  | (Shared & { readonly transport: 'file'; readonly path: string })
  | (Shared & { readonly transport: 'serial'; readonly at: SerialAddress; readonly settings: SerialSettings })
  | (Shared & { readonly transport: 'usb'; readonly at: UsbAddress })
  | (Shared & { readonly transport: 'winspool'; readonly queue: string })

export type PrinterConfig =
  | WiredPrinter
  /** A printer, and the drawer plugged into it, made of software: started and stopped with the devices. */
  | { readonly simulator: true; readonly profile?: ProfileName }

export interface DevicesConfig {
  /** Absent: this register has no printer, and what should print or open is recorded as failed at once. */
  readonly printer?: PrinterConfig
  /** Prints what the first cannot begin. */
  readonly secondPrinter?: WiredPrinter
  /** Folder of the font packages that rows are drawn in where a printer lacks their letters. Absent: a "?" for each. */
  readonly fonts?: string
  readonly scanner?: { readonly simulator: true }
}

/** What is left when the simulators are running: lines to be opened. */
export interface WiredConfig {
  readonly printer?: WiredPrinter
  readonly secondPrinter?: WiredPrinter
  readonly fonts?: string
}

const usualPort = 9100
const usualProfile: ProfileName = 'generic-80'
const usualLine: SerialSettings = { baud: 9600, dataBits: 8, parity: 'none', stopBits: 1, flow: 'none' }
const bauds = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200] as const

/** Which part of an address is wrong. Never what stood there: it may hold a password. */
type WrongPart = 'scheme' | 'host' | 'port' | 'path' | 'profile' | 'drawer' | 'baud' | 'parity' | 'data' | 'stop' | 'flow' | 'device' | 'queue' | 'option'
const wired = (printer: WiredPrinter): Result<WiredPrinter> => accept(printer)
const bad = (reason: WrongPart): Result<never> => refuse('request.malformed', { field: 'printer', reason })

/**
 * `tcp://HOST[:PORT]`, `file:PATH`, `serial:PATH` or `serial:VID:PID[:SERIAL]`, `usb:VID:PID[:SERIAL]` or
 * `winspool:QUEUE`, with options behind a `?`: `profile=NAME` and `drawer=high|low` for all of them, and for serial
 * `baud`, `parity`, `data`, `stop` and `flow`. Refuses with `request.malformed` and, in `reason`, the part that is wrong.
 */
export function parsePrinterUrl(url: string): Result<WiredPrinter> {
  const [address = '', query, ...more] = url.trim().split('?')
  // The scheme's own words are known before its options are.
  const scheme = /^(tcp|file|serial|usb|winspool):(.*)$/is.exec(address)
  const options = more.length > 0 ? undefined : optionsOf(query)
  if (options === undefined) return bad('option')
  const profile = options.get('profile') ?? usualProfile
  if (!isProfileName(profile)) return bad('profile')
  const drawer = options.get('drawer')
  if (drawer !== undefined && drawer !== 'high' && drawer !== 'low') return bad('drawer')
  if (!scheme) return bad('scheme')
  const [name, rest] = [scheme[1]?.toLowerCase() ?? '', scheme[2] ?? '']
  const own = name === 'serial' ? ['profile', 'drawer', 'baud', 'parity', 'data', 'stop', 'flow'] : ['profile', 'drawer']
  if ([...options.keys()].some((key) => !own.includes(key))) return bad('option')
  const shared: Shared = { profile, ...(drawer && { drawer }) }
  switch (name) {
    case 'tcp':
      return tcp(rest, shared)
    case 'file':
      return file(rest, shared)
    case 'serial':
      return serial(rest, options, shared)
    case 'usb': {
      const at = usbAddress(rest)
      return at ? wired({ transport: 'usb', at, ...shared }) : bad('device')
    }
    default:
      return rest.length > 0 && rest.length <= 220 && !rest.includes('\0') ? wired({ transport: 'winspool', queue: rest, ...shared }) : bad('queue')
  }
}

/** Undefined: something there is not `name=value`, or stands there twice. */
function optionsOf(query: string | undefined): ReadonlyMap<string, string> | undefined {
  if (query === undefined) return new Map()
  const found = new Map<string, string>()
  for (const part of query.split('&')) {
    const pair = /^([a-z]+)=([^=]*)$/i.exec(part)
    if (!pair || found.has(pair[1] ?? '')) return undefined
    found.set(pair[1] ?? '', pair[2] ?? '')
  }
  return found
}

function tcp(rest: string, shared: Shared): Result<WiredPrinter> {
  if (!rest.startsWith('//')) return bad('scheme')
  // A name, an IPv4 address, or an IPv6 address in brackets; no user, no password, no path.
  const parts = /^(\[[\da-f:.]+\]|[\da-z](?:[\da-z.-]*[\da-z])?)(?::(.*))?$/i.exec(rest.slice(2))
  if (!parts) return bad('host')
  const port = parts[2] === undefined ? usualPort : /^\d{1,5}$/.test(parts[2]) ? Number(parts[2]) : 0
  if (port < 1 || port > 65_535) return bad('port')
  return wired({ transport: 'tcp', host: (parts[1] ?? '').replaceAll(/[[\]]/g, ''), port, ...shared })
}

function file(rest: string, shared: Shared): Result<WiredPrinter> {
  const path = rest.replace(/^\/\/(?=\/)/, '')
  // file://dev/usb/lp0 names a host "dev"; it is a slip of the pen, and no file of that path.
  if (path === '' || path.startsWith('//') || path.includes('\0')) return bad('path')
  return wired({ transport: 'file', path, ...shared })
}

function serial(rest: string, options: ReadonlyMap<string, string>, shared: Shared): Result<WiredPrinter> {
  const usb = usbAddress(rest)
  // A port's path, or COM3: anything else with colons is a USB address with a slip in it.
  if (!usb && (!/^(?:\/[^\0]+|COM\d{1,3})$/i.test(rest) || rest.startsWith('//'))) return bad(/^[^/]*:/.test(rest) ? 'device' : 'path')
  const pick = <T extends string | number>(name: string, usual: T, allowed: readonly T[]): T | undefined => {
    const given = options.get(name)
    return given === undefined ? usual : allowed.find((value) => String(value) === given)
  }
  const baud = pick<number>('baud', usualLine.baud, bauds)
  if (baud === undefined) return bad('baud')
  const parity = pick('parity', usualLine.parity, ['none', 'even', 'odd'] as const)
  if (parity === undefined) return bad('parity')
  const dataBits = pick('data', usualLine.dataBits, [7, 8] as const)
  if (dataBits === undefined) return bad('data')
  const stopBits = pick('stop', usualLine.stopBits, [1, 2] as const)
  if (stopBits === undefined) return bad('stop')
  const flow = pick('flow', usualLine.flow, ['none', 'rtscts', 'xonxoff'] as const)
  if (flow === undefined) return bad('flow')
  return wired({ transport: 'serial', at: usb ? { usb } : { path: rest }, settings: { baud, dataBits, parity, stopBits, flow }, ...shared })
}

/** `04b8:0e15` or `04b8:0e15:SERIAL`, hexadecimal as every list of USB devices shows it. */
function usbAddress(rest: string): UsbAddress | undefined {
  const parts = /^([\da-f]{4}):([\da-f]{4})(?::([\w.-]{1,64}))?$/i.exec(rest)
  if (!parts) return undefined
  return { vendorId: Number.parseInt(parts[1] ?? '', 16), productId: Number.parseInt(parts[2] ?? '', 16), ...(parts[3] !== undefined && { serial: parts[3] }) }
}
