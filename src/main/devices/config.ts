import { isProfileName, type ProfileName } from '../../drivers/printer/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { lineOptions, printerAddress, type PrinterAddress, splitAddress, type WrongPart } from './address.ts'
import { type LabelLanguageName, type WiredLabelPrinter } from './label-config.ts'
import { type TerminalConfig, type WiredTerminal } from './payment-config.ts'
import { type DisplayConfig, type WiredDisplay } from './display-config.ts'
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
export type WiredPrinter = Shared & PrinterAddress

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
  readonly labelPrinter?: WiredLabelPrinter | { readonly simulator: true; readonly language?: LabelLanguageName }
  /** Absent: a card is approved by word of the cashier, on a terminal that stands beside the register. */
  readonly terminal?: TerminalConfig
  readonly display?: DisplayConfig
}

/** What is left when the simulators are running: lines to be opened. */
export interface WiredConfig {
  readonly printer?: WiredPrinter
  readonly secondPrinter?: WiredPrinter
  readonly fonts?: string
  readonly scanner?: WiredScanner
  readonly scale?: WiredScale
  readonly labelPrinter?: WiredLabelPrinter
  readonly terminal?: WiredTerminal
  readonly display?: WiredDisplay
}

const usualPort = 9100
const usualProfile: ProfileName = 'generic-80'

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
  if (split.value === undefined || split.value.scheme === 'hid' || split.value.scheme === 'zvt') return bad('scheme')
  const own: readonly string[] = ['profile', 'drawer', 'shared', ...(split.value.scheme === 'serial' ? lineOptions : [])]
  if ([...options.keys()].some((key) => !own.includes(key))) return bad('option')
  const shared: Shared = { profile, ...(drawer && { drawer }), ...(sharing && { shared: true }) }
  const address = printerAddress(split.value, usualPort)
  return 'wrong' in address ? bad(address.wrong) : accept({ ...address.value, ...shared })
}
