import { describe, expect, test } from 'vitest'
import { parsePrinterUrl } from './config.ts'

const plain = { baud: 9600, parity: 'none', dataBits: 8, stopBits: 1, flow: 'none' }

describe('printer addresses', () => {
  test.each([
    ['tcp://192.168.1.50:9101', { transport: 'tcp', host: '192.168.1.50', port: 9101, profile: 'generic-80' }],
    ['tcp://printer.local', { transport: 'tcp', host: 'printer.local', port: 9100, profile: 'generic-80' }],
    ['TCP://[fe80::1]:9100?profile=generic-58', { transport: 'tcp', host: 'fe80::1', port: 9100, profile: 'generic-58' }],
    ['file:/dev/usb/lp0', { transport: 'file', path: '/dev/usb/lp0', profile: 'generic-80' }],
    ['file:///dev/usb/lp0?profile=epson-80', { transport: 'file', path: '/dev/usb/lp0', profile: 'epson-80' }],
    ['file:paper.bin', { transport: 'file', path: 'paper.bin', profile: 'generic-80' }],
    ['file:C:\\paper.bin', { transport: 'file', path: 'C:\\paper.bin', profile: 'generic-80' }],
    ['tcp://printer.local?profile=epson-80&drawer=low', { transport: 'tcp', host: 'printer.local', port: 9100, profile: 'epson-80', drawer: 'low' }],
    ['tcp://printer.local?shared=yes', { transport: 'tcp', host: 'printer.local', port: 9100, profile: 'generic-80', shared: true }],
    ['serial:/dev/ttyS0', { transport: 'serial', at: { path: '/dev/ttyS0' }, settings: plain, profile: 'generic-80' }],
    ['serial:COM3?baud=38400&parity=even&data=7&stop=2&flow=rtscts', { transport: 'serial', at: { path: 'COM3' }, settings: { baud: 38_400, parity: 'even', dataBits: 7, stopBits: 2, flow: 'rtscts' }, profile: 'generic-80' }],
    ['serial:/dev/serial/by-id/usb-EPSON_TM-if00', { transport: 'serial', at: { path: '/dev/serial/by-id/usb-EPSON_TM-if00' }, settings: plain, profile: 'generic-80' }],
    ['serial:04B8:0202:S1', { transport: 'serial', at: { usb: { vendorId: 0x04b8, productId: 0x0202, serial: 'S1' } }, settings: plain, profile: 'generic-80' }],
    ['usb:04b8:0e15', { transport: 'usb', at: { vendorId: 0x04b8, productId: 0x0e15 }, profile: 'generic-80' }],
    ['USB:04b8:0e15:J6XG-01?profile=epson-t88', { transport: 'usb', at: { vendorId: 0x04b8, productId: 0x0e15, serial: 'J6XG-01' }, profile: 'epson-t88' }],
    ["winspool:Kasse 'vorne' \"1\"", { transport: 'winspool', queue: "Kasse 'vorne' \"1\"", profile: 'generic-80' }],
    ['winspool:\\\\SERVER\\小票', { transport: 'winspool', queue: '\\\\SERVER\\小票', profile: 'generic-80' }],
  ])('[DEV-10] %s is read', (url, config) => {
    expect(parsePrinterUrl(url)).toEqual({ ok: true, value: config })
  })

  test.each([
    ['', 'scheme'],
    ['192.168.1.50:9100', 'scheme'],
    ['http://192.168.1.50', 'scheme'],
    ['tcp://printer.local?shared=no', 'shared'],
    ['tcp://', 'host'],
    ['tcp://:9100', 'host'],
    ['tcp://user:word@host:9100', 'port'],
    ['tcp://user@host:9100', 'host'],
    ['tcp://host/path', 'host'],
    ['tcp://host:0', 'port'],
    ['tcp://host:65536', 'port'],
    ['tcp://host:', 'port'],
    ['tcp://host:9100x', 'port'],
    ['file:', 'path'],
    ['file://dev/usb/lp0', 'path'],
    ['tcp://host?profile=epson', 'profile'],
    ['tcp://host?profile=toString', 'profile'],
    ['tcp://host?columns=48', 'option'],
    ['tcp://host?baud=9600', 'option'],
    ['tcp://host?profile=epson-80&profile=epson-58', 'option'],
    ['tcp://host?', 'option'],
    ['tcp://host?drawer=open', 'drawer'],
    ['tcp:host', 'scheme'],
    ['serial:', 'path'],
    ['serial:ttyS0', 'path'],
    ['serial://dev/ttyS0', 'path'],
    ['serial:04b8:0e1', 'device'],
    ['serial:/dev/ttyS0?baud=9601', 'baud'],
    ['serial:/dev/ttyS0?parity=mark', 'parity'],
    ['serial:/dev/ttyS0?data=9', 'data'],
    ['serial:/dev/ttyS0?stop=3', 'stop'],
    ['serial:/dev/ttyS0?flow=dtr', 'flow'],
    ['usb:', 'device'],
    ['usb:04b8', 'device'],
    ['usb:04b8:0e15:', 'device'],
    ['usb:04b8:0e15:A B', 'device'],
    ['usb:/dev/usb/lp0', 'device'],
    ['winspool:', 'queue'],
  ])('[DEV-10] %s is refused, and its %s is said to be why', (url, reason) => {
    expect(parsePrinterUrl(url)).toEqual({ ok: false, refusal: { code: 'request.malformed', params: { field: 'printer', reason } } })
  })
})
