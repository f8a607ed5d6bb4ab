import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { groupSeparator as gs, gs1Start, isGroupSeparator, type PressedKey } from './wedge-gs1.ts'
import { isGtin, scanStart, type TypingKind } from './wedge.ts'

const gtin = '06901028075831'
const link = `https://id.example.com/01/${gtin}/10/L7?17=261231`
const everywhere: readonly TypingKind[] = ['text', 'amount', 'pin', 'nothing']

/** What is told as scanned of keys that came `gap` ms apart, after `before` typed by hand. */
function scanned(text: string, { gap = 8, before = '', typing = 'text' as TypingKind } = {}): string | undefined {
  const keys = [...Array.from(before, (character, index) => ({ character, at: index * 150 })), ...Array.from(text, (character, index) => ({ character, at: 5_000 + index * gap }))]
  const start = scanStart(keys, typing)
  return start < 0 ? undefined : keys.slice(start).map(({ character }) => character).join('')
}

describe('a gun that types what GS1 says', () => {
  test.each([`]C101${gtin}17261231`, `]d201${gtin}10L7${gs}21S1`, ']E06901028075831', ']C0AB-12', `01${gtin}17261231`, `01${gtin}10L7`, `01${gtin}3103001284`, `01${gtin}${gs}17261231`, `01${gtin}`, `1726123110L7${gs}01${gtin}`, link])('[WEDGE-10] %j is one scan on every screen, at any speed, and what was typed before it stays', (text) => {
    for (const typing of everywhere) {
      for (const gap of [1, 30, 120]) expect(scanned(text, { gap, typing })).toBe(text)
      expect(scanned(text, { before: '3*', typing })).toBe(text)
    }
  })

  test('[WEDGE-10] the digits at an element string\'s end are none of the eight-digit codes they may check as', () => {
    const dates = Array.from({ length: 28 }, (_, day) => `172612${String(day + 1).padStart(2, '0')}`)
    expect(dates.filter(isGtin).length).toBeGreaterThan(0)
    for (const date of dates) expect(scanned(`01${gtin}${date}`)).toBe(`01${gtin}${date}`)
  })

  test('[WEDGE-10] any lot and serial number come whole', () => {
    const text = fc.stringMatching(/^[0-9A-Za-z/._-]{1,20}$/)
    fc.assert(
      fc.property(text, text, fc.constantFrom(']C1', ']d2', ']Q3', ''), (lot, serial, aim) => {
        const code = `${aim}01${gtin}10${lot}${gs}21${serial}`
        expect(scanned(code)).toBe(code)
      }),
    )
  })

  test('[WEDGE-10] plain codes, amounts and words are judged as they were', () => {
    for (const text of ['6901028075831', '96385074', '200', '01', '0106901028075832', 'tea]', ']', ']C1', 'https://example.com/', 'https://example.com/01/x', 'SHELF-4711', '']) expect(gs1Start(text), text).toBe(-1)
    expect(scanned('6901028075831', { before: '200' })).toBe('6901028075831')
    expect(scanned('4006381333931', { before: '01' })).toBe('4006381333931')
  })

  test('[WEDGE-11] GS is Ctrl+], F8 or the character, on any layout, and nothing with Alt or the system\'s key', () => {
    const key = (more: Partial<PressedKey>): PressedKey => ({ key: 'a', code: 'KeyA', ctrlKey: false, altKey: false, metaKey: false, ...more })
    expect([key({ key: ']', code: 'BracketRight', ctrlKey: true }), key({ key: '+', code: 'BracketRight', ctrlKey: true }), key({ key: ']', code: 'Digit9', ctrlKey: true }), key({ key: 'F8', code: 'F8' }), key({ key: gs, code: '' })].map(isGroupSeparator)).toEqual([true, true, true, true, true])
    expect([key({ key: ']', code: 'BracketRight' }), key({ key: 'c', ctrlKey: true }), key({ key: 'F8', code: 'F8', altKey: true }), key({ key: 'F8', code: 'F8', ctrlKey: true }), key({ key: ']', code: 'BracketRight', ctrlKey: true, metaKey: true }), key({ key: 'F9', code: 'F9' })].map(isGroupSeparator)).toEqual([false, false, false, false, false, false])
  })
})
