import { createServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import { manualTimer } from '../device/index.ts'
import { type UsbDevice } from '../transports/index.ts'
import { type FindIn, findDevices, listMs } from './find-devices.ts'
import { probeMs, probePort } from './probe.ts'

const nowhere: FindIn = { serial: { list: () => Promise.resolve([]) }, hid: { list: () => Promise.resolve([]) }, usb: { devices: () => Promise.resolve([]) }, mayOpen: () => Promise.resolve(true) }
const look = (more: Partial<FindIn>, timer = manualTimer()) => findDevices(timer, { ...nowhere, ...more })
const done = (): Promise<void> => Promise.resolve()
const usbDevice = (more: Partial<UsbDevice>, interfaceClass = 7): UsbDevice => ({
  vendorId: 0x04b8, productId: 0x0e15, serialNumber: 'S1', manufacturerName: 'EPSON', productName: 'TM-T20II',
  configurations: [{ configurationValue: 1, interfaces: [{ interfaceNumber: 0, alternates: [{ interfaceClass, endpoints: [] }] }] }],
  open: done, close: done, selectConfiguration: done, claimInterface: done, releaseInterface: done, clearHalt: done,
  transferOut: () => Promise.resolve({ bytesWritten: 0 }), transferIn: () => Promise.resolve({}), ...more,
})
const scannerInterface = { path: '/dev/hidraw3', vendorId: 0x0c2e, productId: 0x0b61, usagePage: 0x8c, usage: 2, product: 'Xenon 1950' }

describe('finding devices', () => {
  test('[DEV-26] goes by keys that stay when it is plugged in elsewhere, and says what it probably is', async () => {
    const { found, troubles } = await look({
      serial: { list: () => Promise.resolve([{ path: '/dev/ttyUSB0', vendorId: '0eb8', productId: 'f000', serialNumber: 'A1' }, { path: '/dev/ttyS0' }, { path: 'COM3', vendorId: '1a86', productId: '7523', serialNumber: 'a b' }]) },
      hid: { list: () => Promise.resolve([scannerInterface, { ...scannerInterface, usagePage: 1, usage: 6 }]) },
      usb: { devices: () => Promise.resolve([usbDevice({}), usbDevice({ serialNumber: 'S2' }, 3)]) },
    })
    expect(troubles).toEqual([])
    expect(found).toEqual([
      { bus: 'serial', address: 'serial:0eb8:f000:A1', name: 'Mettler-Toledo · /dev/ttyUSB0', guess: 'scale', permitted: true },
      { bus: 'serial', address: 'serial:/dev/ttyS0', name: '/dev/ttyS0', guess: 'unknown', permitted: true },
      // A serial number with a space in it tells nothing apart, and no address could hold it.
      { bus: 'serial', address: 'serial:1a86:7523', name: 'QinHeng CH340 · COM3', guess: 'unknown', permitted: true },
      { bus: 'usb', address: 'usb:04b8:0e15:S1', name: 'EPSON TM-T20II', guess: 'printer', permitted: true },
      { bus: 'hid', address: 'hid:0c2e:0b61', name: 'Xenon 1950', guess: 'scanner', permitted: true },
    ])
  })

  test('[DEV-26] two ports that one key would name go by their ports', async () => {
    const twin = { vendorId: '1a86', productId: '7523' }
    const { found } = await look({ serial: { list: () => Promise.resolve([{ path: '/dev/ttyUSB0', ...twin }, { path: '/dev/ttyUSB1', ...twin, pnpId: 'usb-1a86_USB_Serial-if00-port0' }]) } })
    expect(found.map(({ address }) => address)).toEqual(['serial:/dev/ttyUSB0', 'serial:/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0'])
  })

  test('[DEV-26] what this user may not open is there, and says so', async () => {
    const forbidden = Object.assign(new Error('LIBUSB_ERROR_ACCESS'), { code: 'EACCES' })
    const { found } = await look({
      mayOpen: () => Promise.resolve(false),
      serial: { list: () => Promise.resolve([{ path: '/dev/ttyS0' }]) },
      hid: { list: () => Promise.resolve([scannerInterface]) },
      usb: { devices: () => Promise.resolve([usbDevice({ open: () => Promise.reject(forbidden) })]) },
    })
    expect(found.map(({ bus, permitted }) => [bus, permitted])).toEqual([['serial', false], ['usb', false], ['hid', false]])
  })

  test('[DEV-26] a list that fails or hangs is told by its name, and hides no other', async () => {
    const timer = manualTimer()
    const looking = look({
      serial: { list: () => Promise.reject(Object.assign(new Error('spawn udevadm ENOENT'), { code: 'ENOENT' })) },
      usb: { devices: () => new Promise(() => undefined) },
      hid: { list: () => Promise.resolve([scannerInterface]) },
    }, timer)
    // The first list has failed by then, and only the one that hangs is waited for.
    await new Promise((resolve) => setImmediate(resolve))
    expect(timer.fire(listMs)).toBe(1)
    const { found, troubles } = await looking
    expect(troubles).toEqual([{ bus: 'serial', fault: 'driver-missing' }, { bus: 'usb', fault: 'timeout' }])
    expect(found.map(({ bus }) => bus)).toEqual(['hid'])
  })
})

describe('asking one port', () => {
  test('[DEV-26] answers open, closed, silent', async () => {
    const server = createServer((socket) => socket.destroy())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = address !== null && typeof address === 'object' ? address.port : 0
    expect(await probePort({ host: '127.0.0.1', port }, manualTimer())).toBe('open')
    await new Promise((resolve) => server.close(resolve))
    expect(await probePort({ host: '127.0.0.1', port }, manualTimer())).toBe('closed')
    const timer = manualTimer()
    const asked = probePort({ host: '192.0.2.1', port: 9 }, timer)
    timer.fire(probeMs)
    expect(await asked).toBe('silent')
  })
})
