import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isGtin, scanStart, type TypedKey, type TypingKind } from './wedge.ts'

const ean = '6901028075831'

function typed(text: string, gap: number, from = 0): TypedKey[] {
  return Array.from(text).map((character, index) => ({ character, at: from + index * gap }))
}

/** The scanned text, or undefined when it was typing. */
test('[SETUP-15] in a form of fields nothing is a scan, however fast it is typed', () => {
  const keys = Array.from('6907992500942', (character, index) => ({ character, at: index * 8 }))
  expect([scanned(keys), scanned(keys, 'form')]).toEqual(['6907992500942', undefined])
})

function scanned(keys: readonly TypedKey[], typing: TypingKind = 'text'): string | undefined {
  const start = scanStart(keys, typing)
  return start < 0 ? undefined : keys.slice(start).map((key) => key.character).join('')
}

/** Digits with the check digit that completes them. */
function completed(digits: string): string {
  const check = Array.from({ length: 10 }, (_, digit) => digits + String(digit)).find(isGtin)
  if (check === undefined) throw new Error('every prefix has a check digit')
  return check
}

describe('a keyboard wedge is told from typing', () => {
  test('[WEDGE-1] a check digit is the GS1 one', () => {
    expect(isGtin('6901028075831')).toBe(completed('690102807583') === ean)
    expect(isGtin('4006381333931')).toBe(true)
    expect(isGtin('96385074')).toBe(true)
    expect(isGtin('036000291452')).toBe(true)
    expect(isGtin('4006381333932')).toBe(false)
    expect(isGtin('963850')).toBe(false)
  })

  test('[WEDGE-15] a payer\'s code is a scan on every view and at any pace, also where its end checks as a GTIN; goods scanned behind an amount stay goods', () => {
    const code = '134512345678901234'
    for (const typing of ['text', 'amount', 'pin', 'nothing'] as const) for (const gap of [5, 70]) expect(scanned(typed(code, gap), typing)).toBe(code)
    const endsInGoods = `13451${ean}`
    expect([endsInGoods.length, isGtin(endsInGoods.slice(-13))]).toEqual([18, true])
    expect(scanned(typed(endsInGoods, 5))).toBe(endsInGoods)
    // 280 typed, a pause, and a GTIN: sixteen digits that begin like a payer's.
    expect(scanned([...typed('280', 150), ...typed(ean, 5, 1000)], 'amount')).toBe(ean)
  })

  test('[WEDGE-16] a bag of plain digits over its amount is the bag; the amount typed before it, one with a point and one typed by hand are typing', () => {
    expect([scanned(typed('0042711', 8), 'bag'), scanned([...typed('30', 150), ...typed('0042711', 8, 1000)], 'bag')]).toEqual(['0042711', '0042711'])
    expect([scanned(typed('1200.50', 8), 'bag'), scanned(typed('42711', 130), 'bag'), scanned(typed('0042711', 8), 'amount')]).toEqual([undefined, undefined, undefined])
  })

  test('[WEDGE-2] a GTIN is a scan however slowly a busy page sees its keys', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9]\d{11}$/), fc.array(fc.integer({ min: 1, max: 180 }), { minLength: 13, maxLength: 13 }), (digits, gaps) => {
        const code = completed(digits)
        let at = 0
        const keys = Array.from(code).map((character, index) => ({ character, at: (at += gaps[index] ?? 1) }))
        expect(scanned(keys)).toBe(code)
        expect(scanned(keys, 'amount')).toBe(code)
        expect(scanned(keys, 'pin')).toBe(code)
      }),
    )
  })

  test('[WEDGE-3] what was typed before the scan stays typed, also a digit that would make a longer code', () => {
    expect(scanned([...typed('3*', 120), ...typed('4006381333931', 8, 900)])).toBe('4006381333931')
    expect(isGtin('04006381333931')).toBe(true)
    expect(scanned([...typed('200', 120), ...typed('4006381333931', 8, 900)])).toBe('4006381333931')
  })

  test('[WEDGE-4] a code without a check digit is a scan only in a burst, and only where codes are typed', () => {
    expect(scanned(typed('SHELF-4711', 12))).toBe('SHELF-4711')
    expect(scanned(typed('SHELF-4711', 130))).toBeUndefined()
    expect(scanned(typed('20000', 12), 'amount')).toBeUndefined()
    expect(scanned(typed('8888', 12), 'pin')).toBeUndefined()
    expect(scanned(typed('401', 12))).toBeUndefined()
    expect(scanned(typed('6*4011', 12))).toBe('4011')
    expect(scanned(typed('SHELF*', 12))).toBeUndefined()
  })

  test('[WEDGE-5] eight digits that happen to check are an amount when a hand typed them, and a PIN always', () => {
    expect(scanned(typed('96385074', 140), 'amount')).toBeUndefined()
    expect(scanned(typed('96385074', 10), 'amount')).toBe('96385074')
    expect(scanned(typed('96385074', 10), 'pin')).toBeUndefined()
    expect(scanned(typed('96385074', 140))).toBe('96385074')
  })

  test('[WEDGE-6] nothing typed is no scan', () => {
    expect(scanStart([], 'text')).toBe(-1)
  })

  test('[WEDGE-7] letters in a burst over an amount are a scan, its digits no money and its Enter no payment', () => {
    expect(scanned([...typed('20', 200), ...typed('AB-1204', 8, 2000)], 'amount')).toBe('AB-1204')
    expect(scanned(typed('AB-1204', 8), 'pin')).toBe('AB-1204')
    expect(scanned(typed('20000', 8), 'amount')).toBeUndefined()
    expect(scanned(typed('AB-1204', 200), 'amount')).toBeUndefined()
  })

  test('[WEDGE-8] a receipt is told by its content on every screen, however slowly it came', () => {
    const text = 'tw1:3-10428:0193c0de-7b1a-7000-8000-00000000abcd'
    for (const typing of ['text', 'amount', 'pin', 'nothing'] as const) expect(scanned([...typed('20', 200), ...typed(text, 120, 400)], typing)).toBe(text)
  })

  test('[WEDGE-8] so is a receipt whose code holds the whole sale, as long as it is', () => {
    const text = `TW2:${'A1+-./:0'.repeat(120)}`
    for (const typing of ['text', 'amount', 'pin', 'nothing'] as const) expect(scanned([...typed('20', 200), ...typed(text, 60, 400)], typing)).toBe(text)
  })

  test('[WEDGE-9] where nothing is typed everything that is scanned still is', () => {
    expect(scanned(typed('AB-1204', 8), 'nothing')).toBe('AB-1204')
    expect(scanned(typed('96385074', 8), 'nothing')).toBe('96385074')
  })
})
