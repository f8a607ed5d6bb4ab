import { isProfileName, type ProfileName } from '../../drivers/printer/index.ts'
import { type SerialAddress, type SerialSettings, type UsbAddress } from '../../drivers/transports/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { lineOptions, serialLine, splitAddress, tcpTarget, usbAddress, type WrongPart } from './address.ts'
import { type WiredScale } from './scale-config.ts'
import { type WiredScanner } from './scanner-config.ts'

interface Shared {
  readonly profile: ProfileName
  /** Level of the drawer's switch when it is open; absent: its position is unknown. */
  readonly drawer?: 'high' | 'low'
  /** Other registers print there too: the line is let go after each piece of work, and what changes is heard by asking. */
  readonly shared?: true
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
  readonly scanner?: WiredScanner | { readonly simulator: true }
  readonly scale?: WiredScale | { readonly simulator: true }
}

/** What is left when the simulators are running: lines to be opened. */
export interface WiredConfig {
  readonly printer?: WiredPrinter
  readonly secondPrinter?: WiredPrinter
  readonly fonts?: string
  readonly scanner?: WiredScanner
  readonly scale?: WiredScale
}

const usualPort = 9100
const usualProfile: ProfileName = 'generic-80'

const wired = (printer: WiredPrinter): Result<WiredPrinter> => accept(printer)
const bad = (reason: WrongPart): Result<never> => refuse('request.malformed', { field: 'printer', reason })

/**
 * `tcp://HOST[:PORT]`, `file:PATH`, `serial:PATH` or `serial:VID:PID[:SERIAL]`, `usb:VID:PID[:SERIAL]` or
 * `winspool:QUEUE`, with options behind a `?`: `profile=NAME`, `drawer=high|low` and `shared=yes` for all of them, and for serial
 * `baud`, `parity`, `data`, `stop` and `flow`. Refuses with `request.malformed` and, in `reason`, the part that is wrong.
 */
export function parsePrinterUrl(url: string): Result<WiredPrinter> {
  const split = splitAddress(url)
  if ('wrong' in split) return bad(split.wrong)
  const { options } = split
  const profile = options.get('profile') ?? usualProfile
  if (!isProfileName(profile)) return bad('profile')
  const drawer = options.get('drawer')
  if (drawer !== undefined && drawer !== 'high' && drawer !== 'low') return bad('drawer')
  const sharing = options.get('shared')
  if (sharing !== undefined && sharing !== 'yes') return bad('shared')
  if (split.value === undefined || split.value.scheme === 'hid') return bad('scheme')
  const { scheme, rest } = split.value
  const own: readonly string[] = ['profile', 'drawer', 'shared', ...(scheme === 'serial' ? lineOptions : [])]
  if ([...options.keys()].some((key) => !own.includes(key))) return bad('option')
  const shared: Shared = { profile, ...(drawer && { drawer }), ...(sharing && { shared: true }) }
  switch (scheme) {
    case 'tcp': {
      const target = tcpTarget(rest, usualPort)
      return 'wrong' in target ? bad(target.wrong) : wired({ transport: 'tcp', ...target.value, ...shared })
    }
    case 'file':
      return file(rest, shared)
    case 'serial': {
      const line = serialLine(rest, options)
      return 'wrong' in line ? bad(line.wrong) : wired({ transport: 'serial', ...line.value, ...shared })
    }
    case 'usb': {
      const at = usbAddress(rest)
      return at ? wired({ transport: 'usb', at, ...shared }) : bad('device')
    }
    default:
      return rest.length > 0 && rest.length <= 220 && !rest.includes('\0') ? wired({ transport: 'winspool', queue: rest, ...shared }) : bad('queue')
  }
}

function file(rest: string, shared: Shared): Result<WiredPrinter> {
  const path = rest.replace(/^\/\/(?=\/)/, '')
  // file://dev/usb/lp0 names a host "dev"; it is a slip of the pen, and no file of that path.
  if (path === '' || path.startsWith('//') || path.includes('\0')) return bad('path')
  return wired({ transport: 'file', path, ...shared })
}
