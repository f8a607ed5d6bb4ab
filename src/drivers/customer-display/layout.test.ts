import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellsOf, displayEncodings } from './characters.ts'
import { frameOf } from './frame.ts'
import { columns, digitsText, rowBytes } from './layout.ts'
import { displayLamps, type DisplayMessage } from './port.ts'
import { displayProtocols, type DisplayProtocolName } from './protocols.ts'
import { simulatedScreen } from './simulator-screen.ts'

const row = (left: string, right: string | undefined, encoding: (typeof displayEncodings)[number] = 'ascii'): string => {
  const screen = simulatedScreen('logic-controls', encoding)
  for (const byte of [0x10, 0, ...rowBytes({ left, ...(right !== undefined && { right }) }, encoding)]) screen.hear(byte)
  return screen.rows()[0] ?? ''
}

describe('[DSP-2] what a display cannot show is spelled in what it can, or is a "?"', () => {
  test.each([
    ['Crème brûlée', 'ascii', 'Creme brulee'],
    ['Crème brûlée', 'cp437', 'Crème brûlée'],
    ['Cre\u0300me', 'cp437', 'Crème'],
    ['Straße 3 × ½ €', 'ascii', 'Strasse 3 x 1/2 EUR'],
    ['€ 3', 'cp1252', '€ 3'],
    ['Łódź', 'cp1252', 'Lódz'],
    ['ＡＢＣ１２', 'ascii', 'ABC12'],
    ['牛奶 Milk', 'cp437', '?? Milk'],
    ['牛奶 Milk', 'gb18030', '牛奶 Milk'],
    ['¥ 3', 'gb18030', '￥ 3'],
    ['\u{1F600}ok', 'gb18030', '?ok'],
    ['soft\u00adhyphen\u200d', 'ascii', 'softhyphen'],
    ['a\u001b@\u000cb', 'cp437', 'a?@?b'],
    ['a\tb\nc', 'ascii', 'a b c'],
    ['\ud800x', 'cp437', '?x'],
  ] as const)('%j in %s reads %j', (text, encoding, read) => expect(row(text, undefined, encoding).trimEnd()).toBe(read))
})

describe('[DSP-3] an amount stands whole at the last column, and the words end where it begins', () => {
  test.each([
    ['Pure milk', '1.45', 'Pure milk       1.45'],
    ['Organic wholegrain bread', '12.90', 'Organic wholeg 12.90'],
    ['', '1.00', '                1.00'],
    ['All', '', 'All                 '],
    ['Much', '123456789012345678901', 'Much        --------'],
  ])('%j and %j', (left, right, read) => expect(row(left, right)).toBe(read))

  test('a Chinese character that has no room whole is left out', () => {
    expect(row('有机全麦面包片一二三', '12.90', 'gb18030')).toBe('有机全麦面包片 12.90')
    expect(rowBytes({ left: '有机全麦面包片一二三', right: '1.50' }, 'gb18030')).toHaveLength(columns)
  })

  test.each([
    ['12.90', '12.90'],
    ['12345678', '12345678'],
    ['-123456.7', '-123456.7'],
    ['-1234567.8', '--------'],
    ['123456.78', '123456.78'],
    ['1234567.89', '--------'],
    ['', '--------'],
    ['1,5', '--------'],
    ['12.', '--------'],
  ])('as digits %j is %j', (text, shown) => expect(digitsText(text)).toBe(shown))
})

describe('[DSP-4] any text in: twenty columns a row, no control byte among them, and nothing the display does not know', () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 60 }), fc.string({ unit: fc.constantFrom('中', 'é', '\u001b', '\u000d', 'a', '\u0301', '€', '\ud83d'), maxLength: 60 }))
  const message: fc.Arbitrary<DisplayMessage> = fc
    .record({ a: text, b: fc.option(text, { nil: undefined }), c: text, d: fc.option(text, { nil: undefined }), number: fc.option(fc.oneof(text, fc.stringMatching(/^-?\d{1,10}(\.\d{1,3})?$/)), { nil: undefined }), lamp: fc.constantFrom(...displayLamps) })
    .map(({ a, b, c, d, number, lamp }) => ({ rows: [{ left: a, ...(b !== undefined && { right: b }) }, { left: c, ...(d !== undefined && { right: d }) }], ...(number !== undefined && { amount: { text: number, lamp } }) }))
  const encoding = fc.constantFrom(...displayEncodings)
  const name = fc.constantFrom(...(Object.keys(displayProtocols) as DisplayProtocolName[]))

  test('rows', () => {
    fc.assert(
      fc.property(message, encoding, ({ rows }, code) => {
        for (const one of rows) {
          const bytes = rowBytes(one, code)
          expect(bytes).toHaveLength(columns)
          expect(bytes.filter((byte) => byte < 0x20 || byte === 0x7f || byte > 0xff)).toEqual([])
        }
      }),
      { numRuns: 2_000 },
    )
  })

  test('two bytes that make a Chinese character stay together', () => {
    fc.assert(
      fc.property(text, fc.option(text, { nil: undefined }), (left, right) => {
        const bytes = rowBytes({ left, ...(right !== undefined && { right }) }, 'gb18030')
        let at = 0
        while (at < bytes.length) at += (bytes[at] ?? 0) >= 0x80 ? 2 : 1
        expect(at).toBe(columns)
      }),
      { numRuns: 2_000 },
    )
  })

  test('whole frames, on a display that knows only its sheet', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 4 }), encoding, name, (messages, code, protocol) => {
        const screen = simulatedScreen(protocol, code)
        const sent = [...displayProtocols[protocol].begin(code), ...messages.flatMap((one) => frameOf(one, displayProtocols[protocol], code)), ...frameOf(undefined, displayProtocols[protocol], code)]
        for (const byte of sent) screen.hear(byte)
        expect(screen.errors).toEqual([])
        expect(screen.rows().join('').trim()).toBe('')
      }),
      { numRuns: 1_000 },
    )
  })

  test('a text of any length is read no further than a row can hold', () => {
    expect(cellsOf('x'.repeat(1_000_000), 'ascii')).toHaveLength(256)
  })
})
