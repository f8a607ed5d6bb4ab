import { describe, expect, test } from 'vitest'
import { parseLabelPrinterUrl } from './label-config.ts'

describe('an address of a label printer', () => {
  test.each([
    ['tcp://192.0.2.9?language=zpl', { transport: 'tcp', host: '192.0.2.9', port: 9100, language: 'zpl', size: '50x30', dpi: 203, gap: 2 }],
    ['tcp://printer.shop:6101?language=tspl&size=60x40&dpi=300&gap=3', { transport: 'tcp', host: 'printer.shop', port: 6101, language: 'tspl', size: '60x40', dpi: 300, gap: 3 }],
    ['usb:1203:0230?language=tspl', { transport: 'usb', at: { vendorId: 0x1203, productId: 0x0230 } }],
    ['serial:/dev/ttyS0?language=zpl&baud=115200', { transport: 'serial', at: { path: '/dev/ttyS0' }, settings: { baud: 115_200 } }],
    ['winspool:ZDesigner ZD421?language=zpl', { transport: 'winspool', queue: 'ZDesigner ZD421' }],
    ['file:/dev/usb/lp1?language=tspl', { transport: 'file', path: '/dev/usb/lp1' }],
  ])('[DEV-29] %s is read', (url, read) => {
    expect(parseLabelPrinterUrl(url)).toMatchObject({ ok: true, value: read })
  })

  test.each([
    ['tcp://192.0.2.9', 'language'],
    ['tcp://192.0.2.9?language=epl', 'language'],
    ['tcp://192.0.2.9?language=zpl&size=51x30', 'size'],
    ['tcp://192.0.2.9?language=zpl&size=toString', 'size'],
    ['tcp://192.0.2.9?language=zpl&dpi=600', 'dpi'],
    ['tcp://192.0.2.9?language=tspl&gap=11', 'gap'],
    ['tcp://192.0.2.9?language=zpl&baud=9600', 'option'],
    ['tcp://192.0.2.9?language=zpl&profile=epson-80', 'option'],
    ['tcp://user:secret@192.0.2.9?language=zpl', 'port'],
    ['tcp://192.0.2.9:70000?language=zpl', 'port'],
    ['hid:05e0:1200?language=zpl', 'scheme'],
    ['serial:ttyS0?language=zpl', 'path'],
    ['usb:1203?language=zpl', 'device'],
    ['winspool:?language=zpl', 'queue'],
    ['file://dev/usb/lp1?language=zpl', 'path'],
    ['printer?language=zpl', 'scheme'],
  ])('[DEV-29] %s is refused for its %s, and nothing of what was typed is said', (url, reason) => {
    expect(parseLabelPrinterUrl(url)).toEqual({ ok: false, refusal: { code: 'request.malformed', params: { field: 'labelPrinter', reason } } })
  })
})
