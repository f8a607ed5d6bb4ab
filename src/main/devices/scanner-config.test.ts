import { describe, expect, test } from 'vitest'
import { parseScannerUrl } from './scanner-config.ts'

const line = { baud: 9600, parity: 'none', dataBits: 8, stopBits: 1, flow: 'none' }
const any = { encodings: ['utf-8'], frame: { prefix: [], suffix: 'any' } }

describe('scanner addresses', () => {
  test.each([
    ['serial:/dev/ttyACM0', { transport: 'serial', at: { path: '/dev/ttyACM0' }, settings: line, ...any }],
    ['serial:0c2e:0aaf?baud=115200', { transport: 'serial', at: { usb: { vendorId: 0x0c2e, productId: 0x0aaf } }, settings: { ...line, baud: 115_200 }, ...any }],
    ['serial:COM4?suffix=crlf&prefix=02&text=gb18030', { transport: 'serial', at: { path: 'COM4' }, settings: line, encodings: ['utf-8', 'gb18030'], frame: { prefix: [2], suffix: [13, 10] } }],
    ['serial:/dev/ttyS1?good=07&bad=0707', { transport: 'serial', at: { path: '/dev/ttyS1' }, settings: line, ...any, beeps: { good: [7], bad: [7, 7] } }],
    ['tcp://[fe80::1]:4001?suffix=silence', { transport: 'tcp', host: 'fe80::1', port: 4001, encodings: ['utf-8'], frame: { prefix: [], suffix: 'silence' } }],
    ['hid:', { transport: 'hid', encodings: ['utf-8'] }],
    ['HID:05e0:1300:S-1?text=utf-8', { transport: 'hid', which: { vendorId: 0x05e0, productId: 0x1300, serial: 'S-1' }, encodings: ['utf-8'] }],
  ])('[DEV-17] %s is read', (url, config) => {
    expect(parseScannerUrl(url)).toEqual({ ok: true, value: config })
  })

  test.each([
    ['', 'scheme'],
    ['keyboard', 'scheme'],
    ['usb:05e0:1300', 'scheme'],
    ['file:/dev/hidraw0', 'scheme'],
    ['tcp://gun', 'port'],
    ['tcp://user@gun:1', 'host'],
    ['hid:05e0', 'device'],
    ['hid:05e0:1300?baud=9600', 'option'],
    ['hid:?suffix=cr', 'option'],
    ['tcp://gun:1?baud=9600', 'option'],
    ['serial:/dev/ttyS0?profile=epson-80', 'option'],
    ['serial:ttyS0', 'path'],
    ['serial:05e0:130', 'device'],
    ['serial:/dev/ttyS0?baud=1', 'baud'],
    ['serial:/dev/ttyS0?prefix=2', 'prefix'],
    ['serial:/dev/ttyS0?suffix=enter', 'suffix'],
    ['serial:/dev/ttyS0?suffix=toString', 'suffix'],
    ['serial:/dev/ttyS0?text=latin1', 'text'],
    ['serial:/dev/ttyS0?good=07', 'bad'],
    ['serial:/dev/ttyS0?bad=07', 'good'],
    [`serial:/dev/ttyS0?good=07&bad=${'07'.repeat(17)}`, 'bad'],
  ])('[DEV-17] %s is refused, and its %s is said to be why', (url, reason) => {
    expect(parseScannerUrl(url)).toEqual({ ok: false, refusal: { code: 'request.malformed', params: { field: 'scanner', reason } } })
  })
})
