import { describe, expect, test } from 'vitest'
import { type DisplayEncoding } from './characters.ts'
import { frameOf } from './frame.ts'
import { type DisplayMessage } from './port.ts'
import { displayProtocols, type DisplayProtocolName } from './protocols.ts'

const hex = (bytes: readonly number[]): string => bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
const bytesOf = (text: string): string => hex(Array.from(text, (letter) => letter.charCodeAt(0)))

const line: DisplayMessage = { rows: [{ left: 'Pure milk', right: '1.45' }, { left: 'Total', right: '12.90' }], amount: { text: '1.45', lamp: 'price' } }
const upper = bytesOf('Pure milk       1.45')
const lower = bytesOf('Total          12.90')

describe('[DSP-1] every command is byte for byte its maker’s sheet’s', () => {
  test.each<readonly [DisplayProtocolName, DisplayEncoding, string]>([
    ['dm-d', 'ascii', '1b 3d 02 1b 40 1b 74 00 1f 01 1f 43 00'],
    ['dm-d', 'cp437', '1b 3d 02 1b 40 1b 74 00 1f 01 1f 43 00'],
    ['dm-d', 'cp850', '1b 3d 02 1b 40 1b 74 02 1f 01 1f 43 00'],
    ['dm-d', 'cp858', '1b 3d 02 1b 40 1b 74 13 1f 01 1f 43 00'],
    ['dm-d', 'cp1252', '1b 3d 02 1b 40 1b 74 10 1f 01 1f 43 00'],
    ['dm-d', 'gb18030', '1b 3d 02 1b 40 1f 01 1f 43 00'],
    ['cd5220', 'cp437', '1b 40 0c'],
    ['logic-controls', 'ascii', '1f 11 14'],
    ['led8n', 'ascii', '1b 40'],
  ])('%s with %s begins', (name, encoding, begin) => expect(hex(displayProtocols[name].begin(encoding))).toBe(begin))

  test.each<readonly [DisplayProtocolName, string]>([
    ['dm-d', '0c'],
    ['cd5220', '0c'],
    ['logic-controls', '1f 11 14'],
    ['led8n', '0c 02 4c 30 30 30 30'],
  ])('%s is cleared', (name, clear) => expect(hex(frameOf(undefined, displayProtocols[name], 'ascii'))).toBe(clear))

  test.each<readonly [DisplayProtocolName, string]>([
    ['dm-d', `1f 24 01 01 ${upper} 1f 24 01 02 ${lower}`],
    ['cd5220', `1b 51 41 ${upper} 0d 1b 51 42 ${lower} 0d`],
    ['logic-controls', `10 00 ${upper} 10 14 ${lower}`],
    ['led8n', '02 4c 31 30 30 30 1b 51 41 31 2e 34 35 0d'],
  ])('%s shows a line', (name, bytes) => expect(hex(frameOf(line, displayProtocols[name], 'ascii'))).toBe(bytes))

  test.each([
    ['price', '31 30 30 30'],
    ['total', '30 31 30 30'],
    ['collect', '30 30 31 30'],
    ['change', '30 30 30 31'],
  ] as const)('the lamp %s', (lamp, lights) => {
    expect(hex(frameOf({ ...line, amount: { text: '20.00', lamp } }, displayProtocols.led8n, 'ascii'))).toBe(`02 4c ${lights} 1b 51 41 32 30 2e 30 30 0d`)
  })

  test('words without an amount leave a digit display dark', () => {
    expect(hex(frameOf({ rows: line.rows }, displayProtocols.led8n, 'ascii'))).toBe('0c 02 4c 30 30 30 30')
  })
})
