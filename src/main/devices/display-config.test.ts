import { describe, expect, test } from 'vitest'
import { displayLanguage, parseDisplayUrl } from './display-config.ts'

const line = { baud: 9600, parity: 'none', dataBits: 8, stopBits: 1, flow: 'none' }

describe('display addresses', () => {
  test.each([
    ['serial:/dev/ttyS1?protocol=dm-d', { transport: 'serial', at: { path: '/dev/ttyS1' }, settings: line, protocol: 'dm-d', text: 'cp437' }],
    ['serial:COM3?protocol=led8n', { transport: 'serial', at: { path: 'COM3' }, settings: { ...line, baud: 2400 }, protocol: 'led8n', text: 'ascii' }],
    ['serial:COM3?protocol=led8n&baud=9600', { transport: 'serial', at: { path: 'COM3' }, settings: line, protocol: 'led8n', text: 'ascii' }],
    ['serial:04b8:0202?protocol=cd5220&text=gb18030', { transport: 'serial', at: { usb: { vendorId: 0x04b8, productId: 0x0202 } }, settings: line, protocol: 'cd5220', text: 'gb18030' }],
    ['tcp://pole:4001?protocol=logic-controls', { transport: 'tcp', host: 'pole', port: 4001, protocol: 'logic-controls', text: 'ascii' }],
  ])('[DEV-31] %s is read', (url, config) => {
    expect(parseDisplayUrl(url)).toEqual({ ok: true, value: config })
  })

  test.each([
    ['', 'scheme'],
    ['usb:04b8:0202?protocol=dm-d', 'scheme'],
    ['serial:/dev/ttyS1', 'protocol'],
    ['serial:/dev/ttyS1?protocol=toString', 'protocol'],
    ['serial:/dev/ttyS1?protocol=dm-d&text=klingon', 'text'],
    ['serial:/dev/ttyS1?protocol=led8n&text=cp437', 'text'],
    ['serial:/dev/ttyS1?protocol=dm-d&bright=1', 'option'],
    ['tcp://pole:4001?protocol=dm-d&baud=9600', 'option'],
    ['tcp://pole?protocol=dm-d', 'port'],
    ['serial:/dev/ttyS1?protocol=dm-d&baud=1', 'baud'],
  ])('[DEV-31] %s is refused, and says which part', (url, reason) => {
    expect(parseDisplayUrl(url)).toEqual({ ok: false, refusal: expect.objectContaining({ code: 'request.malformed', params: { field: 'display', reason } }) as unknown })
  })

  test('[DEV-31] a display without Chinese speaks English in a Chinese store, and no row of question marks', () => {
    expect(displayLanguage('zh-CN', { simulator: true, text: 'gb18030' })).toBe('zh-CN')
    expect(displayLanguage('zh-CN', { simulator: true, text: 'cp437' })).toBe('en')
    expect(displayLanguage('en-GB', { simulator: true, text: 'ascii' })).toBe('en-GB')
  })
})
