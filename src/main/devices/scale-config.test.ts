import { describe, expect, test } from 'vitest'
import { parseScaleUrl } from './scale-config.ts'

const line = { baud: 9600, parity: 'none', dataBits: 8, stopBits: 1, flow: 'none' }

describe('scale addresses', () => {
  test.each([
    ['serial:/dev/ttyS0?protocol=mt-sics&division=5', { transport: 'serial', at: { path: '/dev/ttyS0' }, settings: line, protocol: 'mt-sics', division: 5 }],
    ['serial:COM1?protocol=toledo-8217&division=2', { transport: 'serial', at: { path: 'COM1' }, settings: { ...line, parity: 'even', dataBits: 7 }, protocol: 'toledo-8217', division: 2 }],
    ['serial:COM1?protocol=toledo-8217&division=2&parity=none&data=8', { transport: 'serial', at: { path: 'COM1' }, settings: line, protocol: 'toledo-8217', division: 2 }],
    ['tcp://scale:4001?protocol=toledo-continuous', { transport: 'tcp', host: 'scale', port: 4001, protocol: 'toledo-continuous' }],
    ['tcp://scale:4001?protocol=cas&division=10&minimum=0', { transport: 'tcp', host: 'scale', port: 4001, protocol: 'cas', division: 10, minimum: 0 }],
  ])('[DEV-19] %s is read', (url, config) => {
    expect(parseScaleUrl(url)).toEqual({ ok: true, value: config })
  })

  test.each([
    ['', 'scheme'],
    ['hid:?protocol=cas&division=5', 'scheme'],
    ['serial:/dev/ttyS0', 'protocol'],
    ['serial:/dev/ttyS0?protocol=toString&division=5', 'protocol'],
    ['serial:/dev/ttyS0?protocol=mt-sics', 'division'],
    ['serial:/dev/ttyS0?protocol=mt-sics&division=0', 'division'],
    ['serial:/dev/ttyS0?protocol=mt-sics&division=3', 'division'],
    ['serial:/dev/ttyS0?protocol=mt-sics&division=5&minimum=-1', 'minimum'],
    ['serial:/dev/ttyS0?protocol=mt-sics&division=5&suffix=cr', 'option'],
    ['serial:/dev/ttyS0?protocol=mt-sics&division=5&baud=9', 'baud'],
    ['tcp://scale?protocol=mt-sics&division=5', 'port'],
  ])('[DEV-19] %s is refused, and its %s is said to be why', (url, reason) => {
    expect(parseScaleUrl(url)).toEqual({ ok: false, refusal: { code: 'request.malformed', params: { field: 'scale', reason } } })
  })
})
