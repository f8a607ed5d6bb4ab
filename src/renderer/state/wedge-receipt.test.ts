import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { listenForWedge } from './wedge-listener.ts'
import { scanStart, type TypingKind } from './wedge.ts'

const named = 'tw1:3-10428:0193c0de-7b1a-7000-8000-00000000abcd'
const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ+-./:'
const inFull = fc.array(fc.constantFrom(...Array.from(letters)), { minLength: 1, maxLength: 966 }).map((body) => `TW2:${body.join('')}`)
const everywhere: readonly TypingKind[] = ['text', 'amount', 'pin', 'nothing']

/** What is told as scanned of keys that came `gap` ms apart, after `before` typed by hand. */
function scanned(text: string, { gap, before, typing }: { readonly gap: number; readonly before: string; readonly typing: TypingKind }): string | undefined {
  const keys = [...Array.from(before, (character, index) => ({ character, at: index * 150 })), ...Array.from(text, (character, index) => ({ character, at: 5_000 + index * gap }))]
  const start = scanStart(keys, typing)
  return start < 0 ? undefined : keys.slice(start).map(({ character }) => character).join('')
}

describe('a receipt from a gun that types', () => {
  test('[RETQ-6] is one scan on every screen, at any length, pace and letter case, with its prefix; what was typed before it stays', () => {
    fc.assert(
      fc.property(fc.oneof(inFull, fc.constant(named)), fc.constantFrom(1, 30, 150), fc.constantFrom('', '200', '3*', 'blue '), fc.constantFrom(...everywhere), fc.constantFrom('', ']Q1', ']d1'), fc.constantFrom('as it is', 'capitals', 'small'), (code, gap, before, typing, aim, letterCase) => {
        const sent = letterCase === 'capitals' ? code.toUpperCase() : letterCase === 'small' ? code.toLowerCase() : code
        expect(scanned(`${aim}${sent}`, { gap, before, typing })).toBe(`${aim}${sent}`)
      }),
      { numRuns: 200 },
    )
  })

  test('[RETQ-6] in full it may end in thirteen digits that check, and is no goods', () => {
    expect(scanned('TW2:A6901028075831', { gap: 8, before: '', typing: 'text' })).toBe('TW2:A6901028075831')
  })

  test('[RETQ-6] words and amounts are typing as they were', () => {
    for (const text of ['tw2', 'TWO:1', 'tw2: a', '200', 'receipt 3-1']) expect(scanned(text, { gap: 150, before: '', typing: 'text' }), text).toBeUndefined()
  })

  test('[RETQ-6] the longest there is comes through the listener whole, and the field is what it was before', () => {
    const handlers = new Map<string, (event: unknown) => void>()
    const heard: string[] = []
    let entry = '12'
    let at = 0
    const page = { addEventListener: (type: string, handler: (event: unknown) => void) => handlers.set(type, handler), removeEventListener: () => undefined }
    listenForWedge(Object.assign(Object.create(null) as Window, page), { typing: () => 'amount', entry: () => entry, restore: (before) => (entry = before), scanned: (barcode) => heard.push(barcode) })
    const press = (key: string, after: number): void => {
      at += after
      handlers.get('keydown')?.({ key, code: '', ctrlKey: false, altKey: false, metaKey: false, isComposing: false, timeStamp: at, preventDefault: () => undefined, stopImmediatePropagation: () => undefined })
      if (key.length === 1) entry += key
    }
    const code = `]Q1${'TW2:'.padEnd(970, '0A+')}`
    press('Shift', 900)
    for (const letter of code) press(letter, 20)
    press('Enter', 20)
    expect([heard, entry]).toEqual([[code], '12'])
  })
})
