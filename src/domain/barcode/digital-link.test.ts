import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Result } from '../errors/index.ts'
import { isDigitalLink, parseDigitalLink, readGs1 } from './index.ts'

const gtin = '09506000134352'
const code = (parsed: Result<unknown>): string => (parsed.ok ? 'accepted' : parsed.refusal.code)

test('[GS1-9] an address with a GTIN says what an element string says, whatever the host', () => {
  for (const host of ['https://id.gs1.org', 'http://example.com:8080', 'HTTPS://shop.example.cn/a/b']) {
    expect(readGs1(`${host}/01/${gtin}/22/2A/10/AB%2F7/21/12345?17=261200&3103=000195;linkType=gs1:pip`, 2026)).toMatchObject({
      ok: true,
      value: { gtin, lot: 'AB/7', serial: '12345', expiry: '2026-12-31', measures: { kg: 195 }, elements: [{ ai: '01' }, { ai: '22', value: '2A' }, { ai: '10' }, { ai: '21' }, { ai: '17' }, { ai: '3103' }] },
    })
  }
  expect(parseDigitalLink(`https://a.b/01/${gtin}/#top`, 2026)).toEqual({ ok: true, value: [{ ai: '01', value: gtin }] })
})

test('[GS1-9] a shorter GTIN is padded, and a plus in a lot stays a plus', () => {
  expect(parseDigitalLink('https://a.b/01/9506000134352?10=A+B', 2026)).toEqual({ ok: true, value: [{ ai: '01', value: gtin }, { ai: '10', value: 'A+B' }] })
})

test('[GS1-9] what is built of any lot and serial is read back', () => {
  const text = fc.stringMatching(/^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}$/)
  fc.assert(
    fc.property(text, text, (lot, serial) => {
      const escaped = (value: string): string => encodeURIComponent(value)
      const elements = [{ ai: '01', value: gtin }, { ai: '10', value: lot }, { ai: '21', value: serial }]
      expect(parseDigitalLink(`https://a.b/01/${gtin}/10/${escaped(lot)}/21/${escaped(serial)}`, 2026)).toEqual({ ok: true, value: elements })
      expect(parseDigitalLink(`https://a.b/01/${gtin}?10=${escaped(lot)}&21=${escaped(serial)}`, 2026)).toEqual({ ok: true, value: elements })
    }),
  )
})

test('[GS1-9] other addresses are none', () => {
  for (const text of ['https://example.com/', 'https://example.com/01/', 'https://example.com/01/abc', 'https://example.com/414/9506000134352', 'ftp://a.b/01/09506000134352', 'see https://a.b/01/09506000134352', 'https:///01/09506000134352', '']) {
    expect(isDigitalLink(text), text).toBe(false)
    expect(code(parseDigitalLink(text, 2026)), text).toBe('gs1.malformed')
  }
})

test.each<[string, string]>([
  ['https://a.b/01/09506000134353', 'gs1.checkDigit'],
  [`https://a.b/01/${gtin}?17=261301`, 'gs1.impossibleDate'],
  [`https://a.b/01/${gtin}?14=1`, 'gs1.unknownIdentifier'],
  [`https://a.b/01/${gtin}?3103=1`, 'gs1.wrongLength'],
  [`https://a.b/01/${gtin}/10/`, 'gs1.malformed'],
  [`https://a.b/01/${gtin}/17/261231`, 'gs1.malformed'],
  [`https://a.b/01/${gtin}?10=`, 'gs1.wrongLength'],
  [`https://a.b/01/${gtin}/10/%E7%89%9B`, 'gs1.wrongCharacter'],
  [`https://a.b/01/${gtin}?10=%zz`, 'gs1.wrongCharacter'],
  [`https://a.b/01/${gtin}?10=A%20B`, 'gs1.wrongCharacter'],
  [`https://a.b/01/${gtin}/10/A?10=B`, 'gs1.repeated'],
])('[GS1-9] %s is refused as %s', (text, refusal) => {
  expect(isDigitalLink(text)).toBe(true)
  expect(code(parseDigitalLink(text, 2026))).toBe(refusal)
})
