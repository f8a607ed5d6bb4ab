import { createListeners } from '../device/listeners.ts'
import { type Off } from '../device/port.ts'
import { type Timer } from '../device/timer.ts'
import { inTime, openingTrouble } from './native-errors.ts'
import { type Transport, TransportError, type UsbAddress, usbWords } from './port.ts'
import { connectMs, stallMs } from './tcp.ts'

/** What is used of WebUSB's USBDevice; time limits and the kernel's own driver are node-usb's additions to it. */
export interface UsbDevice {
  readonly vendorId: number
  readonly productId: number
  readonly serialNumber?: string | null | undefined
  readonly manufacturerName?: string | null | undefined
  readonly productName?: string | null | undefined
  readonly configuration?: UsbConfiguration | null | undefined
  readonly configurations: readonly UsbConfiguration[]
  open(): Promise<void>
  close(): Promise<void>
  selectConfiguration(value: number): Promise<void>
  claimInterface(number: number): Promise<void>
  releaseInterface(number: number): Promise<void>
  clearHalt(direction: 'in' | 'out', endpoint: number): Promise<void>
  transferOut(endpoint: number, data: Uint8Array<ArrayBuffer>, timeoutMs?: number): Promise<{ readonly status?: string | undefined; readonly bytesWritten: number }>
  /** Linux gives printers to its own driver first. */
  detachKernelDriver?(number: number): Promise<void>
  transferIn(endpoint: number, length: number, timeoutMs?: number): Promise<{ readonly status?: string | undefined; readonly data?: DataView | null | undefined }>
}
export interface UsbConfiguration {
  readonly configurationValue: number
  readonly interfaces: readonly { readonly interfaceNumber: number; readonly alternates: readonly UsbAlternate[] }[]
}
export interface UsbAlternate {
  readonly interfaceClass: number
  readonly endpoints: readonly { readonly endpointNumber: number; readonly direction: 'in' | 'out'; readonly type: string }[]
}

export interface UsbBus {
  devices(): Promise<readonly UsbDevice[]>
  onUnplugged(listener: (device: Pick<UsbDevice, 'vendorId' | 'productId' | 'serialNumber'>) => void): Off
}

const printerClass = 7
const partSize = 4_096
const answerSize = 64
/** One question for answers; a printer with nothing to say lets it pass. */
const readMs = 500

interface Claimed {
  readonly device: UsbDevice
  readonly interfaceNumber: number
  readonly out: number
  /** Absent: it has no way to answer. */
  readonly in?: number
}

/**
 * A printer on a USB cable, by its printer interface. Opened for each piece of work, so that one that was unplugged is
 * found again by vendor, product and serial number. Windows keeps such printers to itself: there it is `winspool:`.
 */
export function usbTransport(at: UsbAddress, timer: Timer, bus: UsbBus = compiledUsbBus): Transport {
  const bytesListeners = createListeners<Uint8Array>()
  const lostListeners = createListeners<TransportError>()
  let claimed: Claimed | undefined
  let offUnplugged: Off = () => undefined

  function lose(gone: Claimed, cause?: unknown): void {
    if (claimed !== gone) return
    claimed = undefined
    offUnplugged()
    lostListeners.tell(new TransportError('connection-lost', { cause }))
    void gone.device.close().catch(() => undefined)
  }

  /** Asks for answers as long as it is ours: a printer says what it has to say when it has it. */
  async function listen(ours: Claimed): Promise<void> {
    const { in: endpoint } = ours
    while (endpoint !== undefined && claimed === ours) {
      try {
        const { status, data } = await ours.device.transferIn(endpoint, answerSize, readMs)
        if (claimed !== ours) return
        if (status === 'stall') await ours.device.clearHalt('in', endpoint)
        else if (data && data.byteLength > 0) bytesListeners.tell(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
        // An empty answer comes at once, again and again, from a printer with nothing to say.
        else await new Promise<void>((resolve) => timer.after(20, resolve))
      } catch (error) {
        if (!/time[d ]*out|cancel/i.test(String(error))) return lose(ours, error)
      }
    }
  }

  return {
    address: `usb:${usbWords(at)}`,
    canRead: true,
    async open(signal) {
      if (claimed) throw new Error('the transport is open already: one job at a time')
      if (signal.aborted) throw new TransportError('cancelled')
      const claiming = claim(at, bus)
      try {
        claimed = await inTime(claiming, connectMs, timer)
      } catch (error) {
        void claiming.then(release).catch(() => undefined)
        throw error instanceof TransportError ? error : openingTrouble(error)
      }
      const ours = claimed
      offUnplugged = bus.onUnplugged((gone) => {
        if (isAt(at, gone)) lose(ours)
      })
      void listen(ours)
    },
    async write(bytes, signal, taken) {
      for (let from = 0; from < bytes.length; ) {
        if (signal.aborted) throw new TransportError('cancelled')
        if (!claimed) throw new TransportError('connection-lost')
        const { device, out } = claimed
        const sent = await inTime(device.transferOut(out, Uint8Array.from(bytes.subarray(from, from + partSize)), stallMs), stallMs + 1_000, timer).catch((cause: unknown) => {
          throw cause instanceof TransportError ? cause : new TransportError('connection-lost', { cause })
        })
        // It may take a part of a part.
        const count = Math.max(0, sent.bytesWritten)
        from += count
        if (count > 0) taken(count)
        if (sent.status !== 'stall' && count > 0) continue
        // It refused the rest. Cleared for the next job; this one ends here.
        await device.clearHalt('out', out).catch(() => undefined)
        throw new TransportError('connection-lost')
      }
    },
    onBytes: (listener) => bytesListeners.add(listener),
    onLost: (listener) => lostListeners.add(listener),
    async close() {
      const ending = claimed
      claimed = undefined
      offUnplugged()
      if (ending) await inTime(release(ending), connectMs, timer).catch(() => undefined)
    },
  }
}

function isAt(at: UsbAddress, device: Pick<UsbDevice, 'vendorId' | 'productId' | 'serialNumber'>): boolean {
  return device.vendorId === at.vendorId && device.productId === at.productId && (at.serial === undefined || device.serialNumber === at.serial)
}

async function claim(at: UsbAddress, bus: UsbBus): Promise<Claimed> {
  const found = (await bus.devices()).filter((device) => isAt(at, device))
  const [device] = found
  // Of two alike the wrong one might print this till's receipts: the serial number has to say which.
  if (device === undefined || found.length > 1) throw new TransportError('unreachable')
  await device.open()
  try {
    const configuration = device.configuration ?? device.configurations[0]
    if (!configuration) throw new TransportError('unreachable')
    if (!device.configuration) await device.selectConfiguration(configuration.configurationValue)
    for (const { interfaceNumber, alternates } of configuration.interfaces) {
      const printer = alternates.find(({ interfaceClass }) => interfaceClass === printerClass)
      const bulk = (direction: 'in' | 'out'): number | undefined => printer?.endpoints.find((one) => one.direction === direction && one.type === 'bulk')?.endpointNumber
      const [out, back] = [bulk('out'), bulk('in')]
      if (out === undefined) continue
      // Where there is nothing to detach it says so; claiming says whether it matters.
      await device.detachKernelDriver?.(interfaceNumber).catch(() => undefined)
      await device.claimInterface(interfaceNumber)
      return { device, interfaceNumber, out, ...(back !== undefined && { in: back }) }
    }
    throw new TransportError('unreachable')
  } catch (error) {
    await device.close().catch(() => undefined)
    throw error
  }
}

async function release({ device, interfaceNumber }: Claimed): Promise<void> {
  await device.releaseInterface(interfaceNumber).catch(() => undefined)
  await device.close()
}

export const compiledUsbBus: UsbBus = {
  async devices() {
    const bus = await loadBus()
    // Where there is no USB at all (a container, a virtual machine) it rejects: nothing is plugged in there.
    return bus.getDevices().catch(() => [])
  },
  onUnplugged(listener) {
    let off: Off = () => undefined
    let gone = false
    void loadBus().then((bus) => {
      if (gone) return
      const heard = (event: { readonly device: UsbDevice }): void => listener(event.device)
      bus.addEventListener('disconnect', heard)
      off = () => bus.removeEventListener('disconnect', heard)
    })
    return () => {
      gone = true
      off()
    }
  },
}

type Heard = (event: { readonly device: UsbDevice }) => void
interface LoadedBus {
  getDevices(): Promise<readonly UsbDevice[]>
  addEventListener(type: 'disconnect', listener: Heard): void
  removeEventListener(type: 'disconnect', listener: Heard): void
}

let loading: Promise<LoadedBus> | undefined
async function loadBus(): Promise<LoadedBus> {
  loading ??= import('usb').then(({ webusb }) => webusb as LoadedBus)
  return loading
}
