import { describe, expect, test } from 'vitest'
import { type DisplayProtocolName } from './protocols.ts'
import { simulatedScreen } from './simulator-screen.ts'

const hear = (protocol: DisplayProtocolName, hex: string, encoding: 'cp437' | 'gb18030' = 'cp437') => {
  const screen = simulatedScreen(protocol, encoding)
  for (const byte of hex.split(' ')) screen.hear(Number.parseInt(byte, 16))
  return screen
}

describe('[DSP-5] the simulated display reads by its sheet: what that does not list is an error', () => {
  test.each<readonly [DisplayProtocolName, string, string]>([
    ['dm-d', '07', '07'],
    ['dm-d', '1b 3d 01', '1b 3d 01'],
    ['dm-d', '1f 24 15 01', '1f 24 15 01'],
    ['dm-d', '1f 02', '1f 02'],
    ['dm-d', '1b 74 06', '1b 74 06'],
    ['dm-d', '7f', '7f'],
    ['cd5220', '1b 51 43', '1b 51 43'],
    ['cd5220', `1b 51 41 ${'41 '.repeat(21).trim()}`, `1b 51 41 ${'41 '.repeat(21).trim()}`],
    ['cd5220', '1b 51 41 1b', '1b 51 41 1b'],
    // Letters behind a string, and no CLR between.
    ['cd5220', '1b 51 41 41 0d 42', '42'],
    ['logic-controls', '10 28', '10 28'],
    ['logic-controls', '04 30', '04 30'],
    ['led8n', '41', '41'],
    ['led8n', '02 4c 32', '02 4c 32'],
    ['led8n', '1b 51 41 41', '1b 51 41 41'],
    ['led8n', '1b 51 41 31 32 33 34 35 36 37 38 39 0d', '1b 51 41 31 32 33 34 35 36 37 38 39 0d'],
  ])('%s: %s', (protocol, hex, error) => expect(hear(protocol, hex).errors).toEqual([error]))

  test('it shows what a person would read', () => {
    expect(hear('dm-d', '41 42 1f 24 13 02 43').text()).toBe('|AB                  |\n|                  C |')
    expect(hear('led8n', '1b 51 41 2d 31 2e 35 0d 02 4c 30 30 30 31').text()).toBe('|     -1.5|\n(change)')
    expect(hear('cd5220', '1b 51 42 c5 a3 c4 cc 0d', 'gb18030').rows()[1]).toBe('牛奶                ')
  })

  test('the forty-first letter does not scroll', () => {
    const screen = hear('dm-d', `${'61 '.repeat(40)}62`)
    expect(screen.rows()).toEqual([`b${'a'.repeat(19)}`, 'a'.repeat(20)])
  })
})
