import { type DeviceSettingView, type DeviceSlot, deviceSlots, type DeviceView } from '../../contracts/ipc/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { type CurrencyCode } from '../../domain/money/index.ts'
import { displayEvidence, type EvidenceLine, type Grade, labelPrinterEvidence, lineEvidence, printerEvidence, scaleEvidence, scannerEvidence, terminalEvidence, weakest } from '../../drivers/evidence/index.ts'
import { type DevicesConfig, parsePrinterUrl, type WiredPrinter } from './config.ts'
import { parseDisplayUrl } from './display-config.ts'
import { parseLabelPrinterUrl } from './label-config.ts'
import { parseTerminalUrl } from './payment-config.ts'
import { parseScaleUrl } from './scale-config.ts'
import { parseScannerUrl } from './scanner-config.ts'
import { stationIds } from './station.ts'
import { terminalId } from './wired-terminal.ts'
import { displayId } from './wired-display.ts'
import { labelPrinterId } from './wired-label-printer.ts'
import { scaleId } from './wired-scale.ts'
import { scannerId } from './wired-scanner.ts'

type DrawerSwitch = 'high' | 'low'
/** What a slot's address is read as: the config's own part, and for the drawer the level of its switch. */
interface Filled extends Pick<DevicesConfig, 'printer' | 'secondPrinter' | 'scale' | 'scanner' | 'labelPrinter'> {
  readonly customerDisplay?: NonNullable<DevicesConfig['display']>
  readonly paymentTerminal?: NonNullable<DevicesConfig['terminal']>
  readonly cashDrawer?: DrawerSwitch
}

interface Slot<S extends DeviceSlot> {
  readonly device: string
  readonly kind: DeviceView['kind']
  /** Strictly, by the same function as the command line. */
  readonly read: (address: string) => Result<NonNullable<Filled[S]>>
  /** What stands in for it, where something made of software does. */
  readonly simulator?: NonNullable<Filled[S]>
  /** What a demo store has unless somebody chose: real tills say that they have none. */
  readonly inDemo: 'simulated' | 'none'
  readonly evidence: (filled: NonNullable<Filled[S]>) => Grade
}

const line = (transport: EvidenceLine): Grade => lineEvidence[transport].grade
const printerGrade = (printer: NonNullable<Filled['printer']>): Grade =>
  'simulator' in printer ? 'simulated' : weakest(line(printer.transport), printerEvidence[printer.profile].grade)

/** The slots of a register: one more device is one more line, and the compiler asks for it. */
const slots: { readonly [S in DeviceSlot]: Slot<S> } = {
  printer: { device: stationIds.printer, kind: 'printer', read: parsePrinterUrl, simulator: { simulator: true }, inDemo: 'simulated', evidence: printerGrade },
  secondPrinter: { device: stationIds.second, kind: 'printer', read: parsePrinterUrl, inDemo: 'none', evidence: printerGrade },
  cashDrawer: { device: stationIds.drawer, kind: 'cashDrawer', read: readSwitch, inDemo: 'none', evidence: () => 'simulated' },
  scale: { device: scaleId, kind: 'scale', read: parseScaleUrl, simulator: { simulator: true }, inDemo: 'simulated', evidence: (scale) => ('simulator' in scale ? 'simulated' : weakest(line(scale.transport), scaleEvidence[scale.protocol].grade)) },
  scanner: { device: scannerId, kind: 'scanner', read: parseScannerUrl, simulator: { simulator: true }, inDemo: 'simulated', evidence: (scanner) => ('simulator' in scanner ? 'simulated' : weakest(line(scanner.transport), scannerEvidence.grade)) },
  customerDisplay: { device: displayId, kind: 'customerDisplay', read: parseDisplayUrl, simulator: { simulator: true, text: 'cp437' }, inDemo: 'simulated', evidence: (display) => ('simulator' in display ? 'simulated' : weakest(line(display.transport), displayEvidence[display.protocol].grade)) },
  labelPrinter: { device: labelPrinterId, kind: 'labelPrinter', read: parseLabelPrinterUrl, simulator: { simulator: true }, inDemo: 'simulated', evidence: (labels) => ('simulator' in labels ? 'simulated' : weakest(line(labels.transport), labelPrinterEvidence[labels.language].grade)) },
  paymentTerminal: { device: terminalId, kind: 'paymentTerminal', read: parseTerminalUrl, simulator: { simulator: true }, inDemo: 'none', evidence: (terminal) => ('simulator' in terminal ? 'simulated' : weakest(line('tcp'), terminalEvidence[terminal.protocol].grade)) },
}

/** The drawer hangs on its printer: all there is to say of it is which level its switch has when it is open. */
function readSwitch(address: string): Result<DrawerSwitch> {
  return address === 'high' || address === 'low' ? accept(address) : refuse('request.malformed', { field: 'cashDrawer', reason: 'drawer' })
}

/** Address text by slot; a slot that is not there says nothing. */
export type Addresses = Readonly<Partial<Record<DeviceSlot, string>>>

/** What is kept may be of a version to come: a slot that is not known here is left alone. */
export function knownAddresses(kept: Readonly<Record<string, string>>): Addresses {
  return Object.fromEntries(deviceSlots.flatMap((slot) => (kept[slot] === undefined ? [] : [[slot, kept[slot]]])))
}

/** Refuses `device.badAddress` with the part that is wrong, never with what was typed, and `device.noSimulator`. */
export function checkAddress(slot: DeviceSlot, address: string): Result<undefined> {
  if (address === 'none') return accept(undefined)
  if (address === 'simulated') return slots[slot].simulator === undefined ? refuse('device.noSimulator') : accept(undefined)
  const read = slots[slot].read(address)
  return read.ok ? accept(undefined) : refuse('device.badAddress', { reason: String(read.refusal.params?.['reason'] ?? 'scheme') })
}

/**
 * The same of an address that is to be kept. A terminal's password of its own is refused: it would stand in the journal for ever,
 * and at head office, and comes by the command line alone.
 */
export function checkChosen(slot: DeviceSlot, address: string): Result<undefined> {
  const checked = checkAddress(slot, address)
  if (!checked.ok) return checked
  return slot === 'paymentTerminal' && address.includes('password=') ? refuse('device.badAddress', { reason: 'password' }) : checked
}

/** What the address of a found device lacks, since only its plate says it: a person completes it. */
const lacking: Addresses = { customerDisplay: '?protocol=cd5220', scale: '?protocol=mt-sics&division=5', labelPrinter: '?language=zpl' }

/** Which slots a found device can be put into. */
export function slotsFor(address: string): DeviceSlot[] {
  const fits = (slot: DeviceSlot): boolean => slots[slot].read(`${address}${lacking[slot] ?? ''}`).ok
  return deviceSlots.filter(fits)
}

/** As what a machine on the network can be used: which of them it is, its port does not say. A card terminal is reached by its protocol's own name. */
export function usesFor(host: string, port: number): { readonly slot: DeviceSlot; readonly address: string }[] {
  const tcp = `tcp://${host}:${port}`
  const [terminal, plain] = [`zvt://${host}:${port}`, slotsFor(tcp)]
  return [...plain.map((slot) => ({ slot, address: tcp })), ...(slots.paymentTerminal.read(terminal).ok ? [{ slot: 'paymentTerminal' as const, address: terminal }] : [])]
}

export interface SlotSources {
  readonly commandLine: Addresses
  readonly chosen: Addresses
  readonly demo: boolean
  /** The store's. */
  readonly currency: CurrencyCode
  readonly language: string
}

interface InUse {
  readonly address: string
  readonly from: DeviceSettingView['from']
}

/** The command line decides for its run, else what was chosen, else what is usual. */
function inUse(slot: DeviceSlot, { commandLine, chosen, demo }: SlotSources): InUse {
  const given = commandLine[slot]
  if (given !== undefined) return { address: given, from: 'commandLine' }
  const kept = chosen[slot]
  // One that an older or newer version kept and this one cannot read is no reason not to sell: the slot is empty, and says so.
  if (kept !== undefined) return { address: checkAddress(slot, kept).ok ? kept : 'none', from: 'chosen' }
  return { address: demo ? slots[slot].inDemo : 'none', from: 'usual' }
}

function filled<S extends DeviceSlot>(slot: S, address: string): NonNullable<Filled[S]> | undefined {
  const { read, simulator }: Slot<S> = slots[slot]
  if (address === 'none') return undefined
  if (address === 'simulated') return simulator
  const result = read(address)
  return result.ok ? result.value : undefined
}

/** What the devices are to be made of. */
export function devicesConfigOf(sources: SlotSources): DevicesConfig {
  const of = <S extends DeviceSlot>(slot: S): NonNullable<Filled[S]> | undefined => filled(slot, inUse(slot, sources).address)
  const [printer, secondPrinter, scale, scanner, labelPrinter] = [of('printer'), of('secondPrinter'), of('scale'), of('scanner'), of('labelPrinter')]
  const [display, terminal] = [of('customerDisplay'), of('paymentTerminal')]
  return {
    ...(printer && { printer: withSwitch(printer, inUse('cashDrawer', sources), of('cashDrawer')) }),
    ...(secondPrinter && !('simulator' in secondPrinter) && { secondPrinter }),
    ...(scale && { scale }),
    ...(scanner && { scanner }),
    ...(labelPrinter && { labelPrinter }),
    // A Chinese store's has Chinese: nobody could see otherwise that there are such.
    ...(display && { display: 'simulator' in display && /^zh\b/i.test(sources.language) ? { ...display, text: 'gb18030' as const } : display }),
    // The simulated one takes the store's own money.
    ...(terminal && { terminal: 'simulator' in terminal ? { currency: sources.currency, ...terminal } : terminal }),
  }
}

/** What was chosen for the drawer beats what stands in its printer's address; the simulated one knows its own switch. */
function withSwitch(printer: NonNullable<DevicesConfig['printer']>, { from }: InUse, level: DrawerSwitch | undefined): NonNullable<DevicesConfig['printer']> {
  if ('simulator' in printer || from === 'usual') return printer
  const { drawer: _own, ...rest } = printer
  return { ...rest, ...(level && { drawer: level }) } as WiredPrinter
}

const twins: Readonly<Partial<Record<DeviceSlot, DeviceSlot>>> = { printer: 'secondPrinter', secondPrinter: 'printer' }

/** Where a device stands, without how it is spoken to. A printer on the network that names no port is at the usual one. */
function placeOf(address: string): string {
  const [place = ''] = address.toLowerCase().split('?')
  return /^tcp:\/\/(?:\[[^\]]*\]|[^:]*)$/.test(place) ? `${place}:9100` : place
}

/**
 * Refuses one printer as both: what the first cannot print the second is to, and a receipt that went to it twice came out of a
 * printer without paper twice.
 */
export function checkTwin(slot: DeviceSlot, address: string, sources: SlotSources): Result<undefined> {
  const twin = twins[slot]
  if (twin === undefined || address === 'none' || address === 'simulated') return accept(undefined)
  return placeOf(inUse(twin, sources).address) === placeOf(address) ? refuse('device.badAddress', { reason: 'twin' }) : accept(undefined)
}

/** As a screen is told of them, in their order. */
export function deviceSettingsOf(sources: SlotSources): DeviceSettingView[] {
  return deviceSlots.map((slot) => {
    const { device, kind, simulator } = slots[slot]
    const { address, from } = inUse(slot, sources)
    const chosen = sources.chosen[slot]
    const evidence = gradeOf(slot, address)
    return { slot, device, kind, ...(chosen !== undefined && { chosen }), inUse: unspoken(address), from, simulator: simulator !== undefined, ...(evidence && { evidence }) }
  })
}

/** A terminal's password came by the command line, and is shown to nobody. */
function unspoken(address: string): string {
  return address.replace(/(password=)[^&]*/i, '$1******')
}

function gradeOf<S extends DeviceSlot>(slot: S, address: string): Grade | undefined {
  const found = filled(slot, address)
  return found === undefined ? undefined : slots[slot].evidence(found)
}
