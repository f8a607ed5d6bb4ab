import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { type FaultCode } from '../device/port.ts'
import { type Timer } from '../device/timer.ts'
import { type HidInterface, type HidPort, nodeHidPort, scannerUsage } from '../scanner/index.ts'
import { compiledSerialPorts, compiledUsbBus, inTime, openingTrouble, type SerialPorts, TransportError, type UsbBus, usbWords } from '../transports/index.ts'
import { type FoundGuess, makers } from './makers.ts'

export type FoundBus = 'serial' | 'usb' | 'hid'

export interface FoundDevice {
  readonly bus: FoundBus
  /** As an address is typed: by vendor, product and serial number where it has them, else by the port's name. */
  readonly address: string
  readonly name: string
  readonly guess: FoundGuess
  /** False: it is there, and this user may not open it. */
  readonly permitted: boolean
}

export interface FoundDevices {
  readonly found: readonly FoundDevice[]
  readonly troubles: readonly { readonly bus: FoundBus; readonly fault: FaultCode }[]
}

export interface FindIn {
  readonly serial: Pick<SerialPorts, 'list'>
  readonly hid: Pick<HidPort, 'list'>
  readonly usb: Pick<UsbBus, 'devices'>
  /** Whether this user may open a device's file. */
  readonly mayOpen: (path: string) => Promise<boolean>
}

/** A list that takes longer hangs in a driver of the system's; the other lists are shown without it. */
export const listMs = 5_000
const printerClass = 7
const mostFound = 64

export const thisMachine = (): FindIn => ({ serial: compiledSerialPorts, hid: nodeHidPort(), usb: compiledUsbBus, mayOpen })

/** Every device that could be one of a till's. Opens nothing but a USB printer that it asks for leave, and never throws. */
export async function findDevices(timer: Timer, { serial, hid, usb, mayOpen: allowed }: FindIn = thisMachine()): Promise<FoundDevices> {
  const looks: readonly (readonly [FoundBus, () => Promise<readonly FoundDevice[]>])[] = [
    ['serial', async () => withKeys(await Promise.all((await serial.list()).map((port) => serialPort(port, allowed))))],
    ['usb', async () => withKeys(await Promise.all((await usb.devices()).filter(prints).map((device) => usbPrinter(device, timer))))],
    ['hid', async () => withKeys(await Promise.all((await hid.list()).filter(({ usagePage, usage }) => usagePage === scannerUsage.usagePage && usage === scannerUsage.usage).map((device) => hidScanner(device, allowed))))],
  ]
  const found: FoundDevice[] = []
  const troubles: { bus: FoundBus; fault: FaultCode }[] = []
  for (const [bus, look] of looks) {
    try {
      found.push(...(await inTime(look(), listMs, timer)))
    } catch (error) {
      troubles.push({ bus, fault: whyNot(error) })
    }
  }
  return { found: found.slice(0, mostFound), troubles }
}

/** serialport asks udev's own program on Linux, and a system without it lists nothing. */
function whyNot(error: unknown): FaultCode {
  if (error instanceof TransportError) return error.code
  return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'driver-missing' : openingTrouble(error).code
}

/** A device with two names: the lasting one, and the one to fall back on where a second of its kind has the same. */
interface Keyed extends FoundDevice {
  readonly otherwise?: string
}

/** Of two alike the key would mean either: each goes by its port's name then, where it has one. */
function withKeys(all: readonly Keyed[]): readonly FoundDevice[] {
  return all.map(({ otherwise, ...device }) => {
    const twin = all.filter(({ address }) => address === device.address).length > 1
    return twin && otherwise !== undefined ? { ...device, address: otherwise } : device
  })
}

type SerialEntry = Awaited<ReturnType<SerialPorts['list']>>[number]

async function serialPort({ path, vendorId, productId, serialNumber, manufacturer, pnpId }: SerialEntry, allowed: FindIn['mayOpen']): Promise<Keyed> {
  const [vendor, product] = [hex(vendorId), hex(productId)]
  const byId = pnpId !== undefined && /^[\w.:-]+$/.test(pnpId) && path.startsWith('/') && pnpId.startsWith('usb-') ? `serial:/dev/serial/by-id/${pnpId}` : `serial:${path}`
  const permitted = path.startsWith('/') ? await allowed(path) : true
  const maker = vendor === undefined ? undefined : makers[vendor]
  const name = [manufacturer ?? maker?.name, path].filter((part) => part !== undefined && part !== '').join(' · ').slice(0, 200)
  const shared = { bus: 'serial', name, guess: maker?.guess ?? 'unknown', permitted } as const
  if (vendor === undefined || product === undefined) return { ...shared, address: byId }
  return { ...shared, address: `serial:${keyOf(vendor, product, serialNumber)}`, otherwise: byId }
}

type UsbEntry = Awaited<ReturnType<UsbBus['devices']>>[number]

function prints(device: UsbEntry): boolean {
  return device.configurations.some(({ interfaces }) => interfaces.some(({ alternates }) => alternates.some(({ interfaceClass }) => interfaceClass === printerClass)))
}

async function usbPrinter(device: UsbEntry, timer: Timer): Promise<Keyed> {
  const { vendorId, productId, serialNumber, manufacturerName, productName } = device
  // The system's list says nothing of leave: only opening does, and what is not claimed is not disturbed by it.
  const permitted = await inTime(device.open(), listMs / 2, timer).then(
    () => device.close().then(() => true, () => true),
    (error: unknown) => openingTrouble(error).code !== 'permission',
  )
  const name = [manufacturerName ?? makers[vendorId]?.name, productName].filter((part) => typeof part === 'string' && part !== '').join(' ').slice(0, 200)
  return { bus: 'usb', address: `usb:${keyOf(vendorId, productId, serialNumber)}`, name, guess: 'printer', permitted }
}

async function hidScanner({ path, vendorId, productId, serialNumber, product }: HidInterface, allowed: FindIn['mayOpen']): Promise<Keyed> {
  const permitted = path.startsWith('/') ? await allowed(path) : true
  return { bus: 'hid', address: `hid:${keyOf(vendorId, productId, serialNumber)}`, name: (product ?? makers[vendorId]?.name ?? '').slice(0, 200), guess: 'scanner', permitted }
}

function keyOf(vendorId: number, productId: number, serial: string | null | undefined): string {
  // A serial number that an address cannot hold tells nothing apart: some makers write their own name into it.
  return usbWords({ vendorId, productId, ...(typeof serial === 'string' && /^[\w.-]{1,64}$/.test(serial) && { serial }) })
}

function hex(text: string | undefined): number | undefined {
  const value = Number.parseInt(text ?? '', 16)
  return Number.isInteger(value) ? value : undefined
}

async function mayOpen(path: string): Promise<boolean> {
  return access(path, constants.R_OK | constants.W_OK).then(() => true, (error: unknown) => !(error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM')))
}
