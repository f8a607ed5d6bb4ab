import { describe, expect, test } from 'vitest'
import { createListeners } from '../device/listeners.ts'
import { manualTimer } from '../device/manual-timer.ts'
import { type TransportError, usbWords } from './port.ts'
import { connectMs } from './tcp.ts'
import { type UsbBus, type UsbDevice, usbTransport } from './usb.ts'

const never = new AbortController().signal
const at = { vendorId: 0x04b8, productId: 0x0e15, serial: 'S1' }

interface Fake extends UsbDevice {
  readonly received: number[]
  readonly calls: string[]
  /** What each part of a job is answered with; when it is used up, all of a part is taken. */
  readonly rules: ((data: Uint8Array) => Promise<{ status?: string; bytesWritten: number }>)[]
  answer(bytes: readonly number[]): void
}

/** A printer as node-usb shows it: interface 0 is something else, interface 1 prints through endpoints 3 and 4. */
function fakeDevice(more: Partial<UsbDevice> = {}): Fake {
  const received: number[] = []
  const calls: string[] = []
  const rules: Fake['rules'] = []
  const answers = createListeners<readonly number[]>()
  const queue: (readonly number[])[] = []
  const noted = (call: string) => (number?: number | string, endpoint?: number): Promise<void> => {
    calls.push([call, number, endpoint].filter((part) => part !== undefined).join(' '))
    return Promise.resolve()
  }
  return {
    vendorId: at.vendorId,
    productId: at.productId,
    serialNumber: 'S1',
    configuration: null,
    configurations: [
      {
        configurationValue: 1,
        interfaces: [
          { interfaceNumber: 0, alternates: [{ interfaceClass: 3, endpoints: [{ endpointNumber: 1, direction: 'in', type: 'interrupt' }] }] },
          { interfaceNumber: 1, alternates: [{ interfaceClass: 7, endpoints: [{ endpointNumber: 3, direction: 'out', type: 'bulk' }, { endpointNumber: 4, direction: 'in', type: 'bulk' }] }] },
        ],
      },
    ],
    received,
    calls,
    rules,
    answer(bytes) {
      queue.push(bytes)
      answers.tell(bytes)
    },
    open: noted('open'),
    close: noted('close'),
    selectConfiguration: noted('configuration'),
    claimInterface: noted('claim'),
    releaseInterface: noted('release'),
    clearHalt: noted('clear'),
    async transferOut(endpoint, data) {
      expect(endpoint).toBe(3)
      const result = await (rules.shift()?.(data) ?? Promise.resolve({ status: 'ok', bytesWritten: data.length }))
      received.push(...data.subarray(0, result.bytesWritten))
      return result
    },
    transferIn(endpoint) {
      expect(endpoint).toBe(4)
      const give = (): { status: string; data: DataView } => ({ status: 'ok', data: new DataView(Uint8Array.from(queue.shift() ?? []).buffer) })
      if (queue.length > 0) return Promise.resolve(give())
      return new Promise((resolve) => {
        const off = answers.add(() => {
          off()
          resolve(give())
        })
      })
    },
    ...more,
  }
}

function bench(devices: UsbDevice[] = [fakeDevice()]) {
  const unplugged = createListeners<Pick<UsbDevice, 'vendorId' | 'productId' | 'serialNumber'>>()
  const bus: UsbBus = { devices: () => Promise.resolve(devices), onUnplugged: (listener) => unplugged.add(listener) }
  const timer = manualTimer()
  return { bus, timer, devices, unplugged, transport: usbTransport(at, timer, bus) }
}
const codeOf = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'no trouble', (error: TransportError) => error.code)

describe('a printer on a USB cable', () => {
  test('[USB-1] its printer interface is claimed, a job goes out whole, and what it says is heard', async () => {
    const device = fakeDevice()
    const { transport } = bench([device])
    const job = Uint8Array.from({ length: 10_000 }, (_, index) => index & 0xff)
    const heard = new Promise<number[]>((resolve) => transport.onBytes((bytes) => resolve([...bytes])))
    await transport.open(never)
    let taken = 0
    await transport.write(job, never, (count) => (taken += count))
    device.answer([0x12, 0x34])
    expect(await heard).toEqual([0x12, 0x34])
    await transport.close()
    expect([taken, device.received]).toEqual([10_000, [...job]])
    expect(device.calls).toEqual(['open', 'configuration 1', 'claim 1', 'release 1', 'close'])
    expect(transport.address).toBe('usb:04b8:0e15:S1')
  })

  test('[USB-2] a part of which it takes a part goes on where it stopped', async () => {
    const device = fakeDevice()
    const { transport } = bench([device])
    device.rules.push(() => Promise.resolve({ status: 'ok', bytesWritten: 2 }), () => Promise.resolve({ status: 'ok', bytesWritten: 1 }))
    await transport.open(never)
    const parts: number[] = []
    await transport.write(Uint8Array.from([1, 2, 3, 4, 5]), never, (count) => parts.push(count))
    expect(device.received).toEqual([1, 2, 3, 4, 5])
    expect(parts).toEqual([2, 1, 2])
  })

  test.each([
    ['stalls', () => Promise.resolve({ status: 'stall', bytesWritten: 1 })],
    ['says less than nothing, as node-usb does for a stall', () => Promise.resolve({ status: 'stall', bytesWritten: -1 })],
    ['takes nothing', () => Promise.resolve({ status: 'ok', bytesWritten: 0 })],
    ['throws', () => Promise.reject(new Error('transfer failed'))],
  ])('[USB-3] one that %s is a lost connection, and says how much it had', async (what, rule) => {
    const device = fakeDevice()
    const { transport } = bench([device])
    device.rules.push((data) => Promise.resolve({ status: 'ok', bytesWritten: data.length }), rule)
    await transport.open(never)
    let taken = 0
    expect(await codeOf(transport.write(new Uint8Array(5_000), never, (count) => (taken += count)))).toBe('connection-lost')
    expect(taken).toBe(what === 'stalls' ? 4_097 : 4_096)
    if (what !== 'throws') expect(device.calls).toContain('clear out 3')
  })

  test('[USB-4] unplugged it says so at once; plugged in again, wherever, the next job finds it', async () => {
    const first = fakeDevice()
    const { transport, devices, unplugged } = bench([first])
    await transport.open(never)
    const lost = new Promise((resolve) => transport.onLost((error) => resolve(error.code)))
    unplugged.tell({ vendorId: at.vendorId, productId: at.productId, serialNumber: 'another' })
    devices.splice(0)
    unplugged.tell(first)
    expect(await lost).toBe('connection-lost')
    expect(await codeOf(transport.write(Uint8Array.from([1]), never, () => undefined))).toBe('connection-lost')
    await transport.close()
    expect(await codeOf(transport.open(never))).toBe('unreachable')
    const again = fakeDevice()
    devices.push(again)
    await transport.open(never)
    await transport.write(Uint8Array.from([7]), never, () => undefined)
    expect(again.received).toEqual([7])
  })

  test('[USB-5] of two alike neither is guessed, nor is one that does not print', async () => {
    const twins = bench([fakeDevice({ serialNumber: 'S1' }), fakeDevice({ serialNumber: 'S1' })])
    expect(await codeOf(twins.transport.open(never))).toBe('unreachable')
    const other = bench([fakeDevice({ serialNumber: 'S2' })])
    expect(await codeOf(other.transport.open(never))).toBe('unreachable')
    const keyboard = fakeDevice({ configurations: [{ configurationValue: 1, interfaces: [{ interfaceNumber: 0, alternates: [{ interfaceClass: 3, endpoints: [] }] }] }] })
    expect(await codeOf(bench([keyboard]).transport.open(never))).toBe('unreachable')
    expect(keyboard.calls).toContain('close')
  })

  test.each([
    ['LIBUSB_ERROR_ACCESS', 'permission'],
    ['open error: Permission denied (errno 13)', 'permission'],
    ['open error: No such device (errno 19)', 'unreachable'],
  ])('[USB-5] "%s" is %s', async (sentence, code) => {
    expect(await codeOf(bench([fakeDevice({ open: () => Promise.reject(new Error(sentence)) })]).transport.open(never))).toBe(code)
  })

  test('[USB-5] one that never opens is given up, and let go when it opens after all', async () => {
    let open: () => void = () => undefined
    const device = fakeDevice({ open: () => new Promise((resolve) => (open = resolve)) })
    const { transport, timer } = bench([device])
    const opening = codeOf(transport.open(never))
    await timer.waiting(connectMs)
    timer.fire(connectMs)
    expect(await opening).toBe('timeout')
    open()
    while (!device.calls.includes('close')) await new Promise((resolve) => setImmediate(resolve))
    expect(device.calls).toContain('release 1')
  })

  test('[USB-6] a question for answers that times out is no loss', async () => {
    let reads = 0
    let parked: () => void = () => undefined
    const waiting = new Promise<void>((resolve) => (parked = resolve))
    const device = fakeDevice({
      transferIn: () => {
        reads += 1
        if (reads <= 3) return Promise.reject(new Error('transferIn error: transfer timed out'))
        parked()
        return new Promise(() => undefined)
      },
    })
    const { transport } = bench([device])
    let lost = false
    transport.onLost(() => (lost = true))
    await transport.open(never)
    await waiting
    expect(lost).toBe(false)
    await transport.write(Uint8Array.from([1]), never, () => undefined)
    expect(device.received).toEqual([1])
  })

  test('[USB-7] an address is written as lists of devices write it', () => {
    expect(usbWords({ vendorId: 0x4b8, productId: 0xe })).toBe('04b8:000e')
  })
})
