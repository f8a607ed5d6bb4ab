import { describe, expect, test } from 'vitest'
import { parsePrinterUrl } from './config.ts'

describe('printer addresses', () => {
  test.each([
    ['tcp://192.168.1.50:9101', { transport: 'tcp', host: '192.168.1.50', port: 9101, profile: 'generic-80' }],
    ['tcp://printer.local', { transport: 'tcp', host: 'printer.local', port: 9100, profile: 'generic-80' }],
    ['TCP://[fe80::1]:9100?profile=generic-58', { transport: 'tcp', host: 'fe80::1', port: 9100, profile: 'generic-58' }],
    ['file:/dev/usb/lp0', { transport: 'file', path: '/dev/usb/lp0', profile: 'generic-80' }],
    ['file:///dev/usb/lp0?profile=epson-80', { transport: 'file', path: '/dev/usb/lp0', profile: 'epson-80' }],
    ['file:paper.bin', { transport: 'file', path: 'paper.bin', profile: 'generic-80' }],
    ['file:C:\\paper.bin', { transport: 'file', path: 'C:\\paper.bin', profile: 'generic-80' }],
  ])('[DEV-10] %s is read', (url, config) => {
    expect(parsePrinterUrl(url)).toEqual({ ok: true, value: config })
  })

  test.each([
    ['', 'scheme'],
    ['192.168.1.50:9100', 'scheme'],
    ['http://192.168.1.50', 'scheme'],
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
    ['tcp://host?columns=48', 'profile'],
  ])('[DEV-10] %s is refused, and its %s is said to be why', (url, reason) => {
    expect(parsePrinterUrl(url)).toEqual({ ok: false, refusal: { code: 'request.malformed', params: { field: 'printer', reason } } })
  })
})
