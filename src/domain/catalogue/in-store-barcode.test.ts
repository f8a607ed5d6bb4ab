import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inStoreBarcode, isInStoreRule, parseInStore, verifierDigit, type InStoreRule } from './index.ts'

const weight: InStoreRule = { prefix: '20', itemDigits: 5, valueKind: 'weight', valueDigits: 5, decimals: 3, verifier: 0, itemCode: 'plu' }
const price: InStoreRule = { ...weight, prefix: '21', valueKind: 'price', decimals: 2 }
const verified: InStoreRule = { ...price, prefix: '22', valueDigits: 4, verifier: 4 }
const verified5: InStoreRule = { ...price, prefix: '23', itemDigits: 4, verifier: 5 }
const rules = [weight, price, verified, verified5]

test('[CAT-4] a label is read by the layout of its prefix', () => {
  // 2001001 01284 and 2101001 01656 with check digits worked out by hand.
  expect(parseInStore('2001001012847', rules)).toEqual({ rule: weight, plu: '01001', value: 1284 })
  expect(parseInStore('2101001016569', rules)).toEqual({ rule: price, plu: '01001', value: 1656 })
})

test('[CAT-4] any label a scale can print is read back, and no single wrong digit is', () => {
  const label = fc.constantFrom(...rules).chain((rule) => fc.record({ rule: fc.constant(rule), plu: fc.nat(10 ** rule.itemDigits - 1), value: fc.nat(10 ** rule.valueDigits - 1) }))
  fc.assert(
    fc.property(label, fc.nat(12), fc.integer({ min: 1, max: 9 }), ({ rule, plu, value }, at, shift) => {
      const code = inStoreBarcode(rule, String(plu), value)
      expect(parseInStore(code, rules)).toEqual({ rule, plu: String(plu).padStart(rule.itemDigits, '0'), value })
      const wrong = code.slice(0, at) + String((Number(code[at]) + shift) % 10) + code.slice(at + 1)
      expect(parseInStore(wrong, rules)).toBeUndefined()
    }),
  )
})

test.each(['', '2001001012841', '02001001012847', '200100101284', '6901234567892', '2401001012845', '20O1001012847'])('[CAT-4] %j is no label of these layouts', (code) => {
  expect(parseInStore(code, rules)).toBeUndefined()
})

test('[CAT-4] the first layout that fits decides, and one that does not fill the barcode fits nothing', () => {
  expect(parseInStore('2001001012847', [{ ...weight, decimals: 2 }, weight])?.rule.decimals).toBe(2)
  for (const wrong of [{ itemDigits: 6 }, { prefix: '19' }, { prefix: '2' }, { decimals: 4 }, { decimals: -1 }, { valueDigits: 0, itemDigits: 10 }, { verifier: 4 as const }]) {
    expect(isInStoreRule({ ...weight, ...wrong })).toBe(false)
    expect(parseInStore('2001001012847', [{ ...weight, ...wrong }])).toBeUndefined()
  }
  expect(rules.map(isInStoreRule)).toEqual([true, true, true, true])
  expect(isInStoreRule({ ...weight, prefix: '02' })).toBe(true)
})

test('[CAT-5] the price verifier is the one of the GS1 General Specifications', () => {
  expect([verifierDigit('2875'), verifierDigit('14685')]).toEqual([9, 6])
  expect(() => verifierDigit('123')).toThrow(RangeError)
  expect(() => verifierDigit('12345678')).toThrow(RangeError)
})

test('[CAT-5] any single wrong digit of a value shows in its verifier', () => {
  fc.assert(
    fc.property(fc.constantFrom(4, 5), fc.nat(99_999), fc.nat(4), fc.integer({ min: 1, max: 9 }), (length, number, place, shift) => {
      const digits = String(number % 10 ** length).padStart(length, '0')
      const at = place % length
      const wrong = digits.slice(0, at) + String((Number(digits[at]) + shift) % 10) + digits.slice(at + 1)
      expect(verifierDigit(wrong)).not.toBe(verifierDigit(digits))
    }),
  )
})

test('[CAT-5] a wrong verifier is no barcode, even under a right check digit', () => {
  const code = inStoreBarcode(verified, '777', 2875)
  expect(code.slice(0, 12)).toBe('220077792875')
  // The verifier raised by one; the check digit, of weight 1 or 3 there, corrected to match.
  const other = Array.from({ length: 10 }, (_, digit) => digit).map((digit) => `220077782875${digit}`).filter((candidate) => parseInStore(candidate, [{ ...verified, itemDigits: 6, verifier: 0 }]) !== undefined)
  expect(other).toHaveLength(1)
  expect(parseInStore(other[0] ?? '', rules)).toBeUndefined()
})

test('[CAT-5] parts that do not fit make no label', () => {
  for (const [plu, value] of [['123456', 1], ['1', 100_000], ['x', 1], ['1', -1], ['1', 1.5]] as const) expect(() => inStoreBarcode(weight, plu, value)).toThrow(RangeError)
})
