import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkDigit } from '../catalogue/index.ts'
import { type Result } from '../errors/index.ts'
import { elementString, groupSeparator as gs, identifiers, parseElementString, type Component, type Element, type Identifier } from './index.ts'

const gtin = '06901234567892'
const read = (text: string): readonly Element[] => {
  const parsed = parseElementString(text, 2026)
  if (!parsed.ok) throw new Error(parsed.refusal.code)
  return parsed.value
}
const code = (parsed: Result<unknown>): string => (parsed.ok ? 'accepted' : parsed.refusal.code)

test('[GS1-2] a value of known length ends by itself, any other at a separator or at the end', () => {
  expect(read(`01${gtin}17261231${'10AB-1'}${gs}21S/9`)).toEqual([{ ai: '01', value: gtin }, { ai: '17', value: '261231' }, { ai: '10', value: 'AB-1' }, { ai: '21', value: 'S/9' }])
  expect(read(`01${gtin}3103001284392265`).at(-1)).toEqual({ ai: '3922', value: '65' })
  expect(read(`391215612.5`.replace('.', ''))).toEqual([{ ai: '3912', value: '156125' }])
})

test('[GS1-2] a separator too many does no harm: before the first, after a known length, doubled, at the end', () => {
  expect(read(`${gs}01${gtin}${gs}17261231${gs}${gs}10A${gs}`)).toEqual(read(`01${gtin}1726123110A`))
})

/** A value that the component allows, from digits the generator chose. */
function component({ charset, min, max, optional, check }: Component): fc.Arbitrary<string> {
  const letters = { n: '0123456789', x: '!"%&\'()*+,-./0123456789:;<=>?ABCXYZ_abcxyz', y: '#-/0123456789ABCXYZ', z: '0123456789ABCXYZ_abcxyz-=' }[charset]
  const plain = fc.array(fc.constantFrom(...letters.split('')), { minLength: min, maxLength: max }).map((parts) => parts.join(''))
  const day = fc.record({ year: fc.nat(99), month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: check === 'date0' ? 0 : 1, max: 28 }) })
  const two = (value: number): string => String(value).padStart(2, '0')
  const full = check === 'digit' ? plain.map((text) => text.slice(0, -1) + String(checkDigit(text.slice(0, -1)))) : check === undefined ? plain : day.map((date) => two(date.year) + two(date.month) + two(date.day))
  return optional ? fc.oneof(fc.constant(''), full) : full
}

const element = (identifier: Identifier): fc.Arbitrary<Element> => fc.tuple(...identifier.components.map(component)).map((parts) => ({ ai: identifier.ai, value: parts.join('') }))

test('[GS1-3] what is built of any elements in any order is read back as them', () => {
  const label = fc.uniqueArray(fc.constantFrom(...identifiers.values()), { minLength: 1, maxLength: 6 }).chain((chosen) => fc.tuple(...chosen.map(element)))
  fc.assert(
    fc.property(label, (elements) => {
      expect(parseElementString(elementString(elements), 2026)).toEqual({ ok: true, value: elements })
    }),
    { numRuns: 1000 },
  )
})

test('[GS1-3] each identifier of the table is read back', () => {
  for (const identifier of identifiers.values()) {
    fc.assert(
      fc.property(element(identifier), (one) => {
        expect(parseElementString(elementString([one]), 2026)).toEqual({ ok: true, value: [one] })
      }),
      { numRuns: 5 },
    )
  }
})

test('[GS1-4] no string throws, and what is accepted is written back as it was read', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.constantFrom('01', gtin, '10', '17', '3103', '3922', '21', gs, '0', '261231', '00', 'A', '%', '8200', '253'), { maxLength: 12 }).map((parts) => parts.join('')))
  fc.assert(
    fc.property(text, fc.integer({ min: 2000, max: 2100 }), (any, year) => {
      const parsed = parseElementString(any, year)
      if (parsed.ok) expect(parseElementString(elementString(parsed.value), year)).toEqual(parsed)
    }),
    { numRuns: 5000 },
  )
})

test.each<[string, string]>([
  ['', 'gs1.malformed'],
  [gs, 'gs1.malformed'],
  ['14261231', 'gs1.unknownIdentifier'],
  ['5', 'gs1.unknownIdentifier'],
  [`01${gtin}99X${gs}4X`, 'gs1.unknownIdentifier'],
  ['0106901234567', 'gs1.wrongLength'],
  ['10', 'gs1.wrongLength'],
  ['10ABCDEFGHIJKLMNOPQRSTU', 'gs1.wrongLength'],
  ['3103001', 'gs1.wrongLength'],
  ['7007260101261', 'gs1.wrongLength'],
  ['3925', 'gs1.wrongLength'],
  ['10A B', 'gs1.wrongCharacter'],
  ['10牛奶', 'gs1.wrongCharacter'],
  ['3103００1284', 'gs1.wrongCharacter'],
  ['37A', 'gs1.wrongCharacter'],
  ['0106901234567893', 'gs1.checkDigit'],
  ['00106141411234567891', 'gs1.checkDigit'],
  ['17261301', 'gs1.impossibleDate'],
  ['17260230', 'gs1.impossibleDate'],
  ['7003260200' + '1200', 'gs1.impossibleDate'],
  [`10A${gs}10B`, 'gs1.repeated'],
])('[GS1-5] %j is refused as %s', (text, refusal) => {
  expect(code(parseElementString(text, 2026))).toBe(refusal)
})

test('[GS1-5] the same identifier with the same data is one element', () => {
  expect(read(`01${gtin}10A${gs}01${gtin}`)).toEqual([{ ai: '01', value: gtin }, { ai: '10', value: 'A' }])
})

test('[GS1-5] any single wrong digit of a GTIN is caught', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{13}$/), fc.nat(13), fc.integer({ min: 1, max: 9 }), (body, at, shift) => {
      const right = body + String(checkDigit(body))
      const wrong = right.slice(0, at) + String((Number(right[at]) + shift) % 10) + right.slice(at + 1)
      expect([code(parseElementString(`01${right}`, 2026)), code(parseElementString(`01${wrong}`, 2026))]).toEqual(['accepted', 'gs1.checkDigit'])
    }),
  )
})
