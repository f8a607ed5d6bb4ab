import { describe, expect, test } from 'vitest'
import { parseTerminalUrl } from './payment-config.ts'
import { terminalName } from './wired-terminal.ts'

describe('terminal addresses', () => {
  test.each([
    ['zvt://192.168.1.50', { protocol: 'zvt', host: '192.168.1.50', port: 20_007, password: '000000', currency: 'EUR' }],
    ['zvt://terminal:5001?password=123456&currency=CHF', { protocol: 'zvt', host: 'terminal', port: 5001, password: '123456', currency: 'CHF' }],
    ['zvt://[fe80::1]:20007', { protocol: 'zvt', host: 'fe80::1', port: 20_007, password: '000000', currency: 'EUR' }],
    ['simulated', { simulator: true }],
    ['simulated?currency=GBP', { simulator: true, currency: 'GBP' }],
  ])('[PAY-16] %s is read', (url, config) => {
    expect(parseTerminalUrl(url)).toEqual({ ok: true, value: config })
  })

  test.each([
    ['', 'scheme'],
    ['tcp://terminal', 'scheme'],
    ['zvt:terminal', 'scheme'],
    ['zvt://user:secret@terminal', 'port'],
    ['zvt://terminal:70000', 'port'],
    ['zvt://terminal?password=12345', 'password'],
    ['zvt://terminal?password=12345a', 'password'],
    ['zvt://terminal?currency=JPY', 'currency'],
    ['zvt://terminal?currency=toString', 'currency'],
    ['zvt://terminal?baud=9600', 'option'],
    ['simulated?password=000000', 'option'],
  ])('[PAY-16] %s is refused, and its %s is said to be why, never what was typed', (url, reason) => {
    expect(parseTerminalUrl(url)).toEqual({ ok: false, refusal: { code: 'request.malformed', params: { field: 'terminal', reason } } })
  })

  test('[PAY-16] it is shown without its password', () => {
    const parsed = parseTerminalUrl('zvt://[fe80::1]:20007?password=123456')
    if (!parsed.ok || 'simulator' in parsed.value) throw new Error('not read')
    expect(terminalName(parsed.value)).toBe('zvt://[fe80::1]:20007')
  })
})
