import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkDigit, gtin14, isGtin, nameIn } from './index.ts'

test('[CAT-1] known numbers of each length are GTINs', () => {
  // From GS1's and makers' own examples: 6901234567892 is the one every Chinese manual prints.
  for (const code of ['6901234567892', '5901234123457', '4006381333931', '036000291452', '96385074', '10614141000415']) expect(isGtin(code)).toBe(true)
  expect(checkDigit('690123456789')).toBe(2)
})

test('[CAT-1] any single wrong digit is caught', () => {
  fc.assert(
    fc.property(fc.constantFrom(7, 11, 12, 13), fc.infiniteStream(fc.nat(9)), fc.nat(13), fc.integer({ min: 1, max: 9 }), (length, stream, place, shift) => {
      const body = [...stream.take(length)].join('')
      const code = body + String(checkDigit(body))
      expect(isGtin(code)).toBe(true)
      const at = place % code.length
      const wrong = code.slice(0, at) + String((Number(code[at]) + shift) % 10) + code.slice(at + 1)
      expect(isGtin(wrong)).toBe(false)
    }),
  )
})

test.each(['', '690123456789', '69012345678921', '1234567', '69012345678９2', '690-1234567892', ' 6901234567892', '6901234567893'])('[CAT-1] %j is no GTIN', (code) => {
  expect(isGtin(code)).toBe(false)
  expect(gtin14(code)).toBeUndefined()
})

test('[CAT-1] a check digit of anything but digits throws', () => {
  expect(() => checkDigit('12a')).toThrow(RangeError)
  expect(() => checkDigit('')).toThrow(RangeError)
})

test('[CAT-2] the same number in every length has one spelling', () => {
  expect([gtin14('036000291452'), gtin14('0036000291452'), gtin14('00036000291452')]).toEqual(['00036000291452', '00036000291452', '00036000291452'])
  expect(gtin14('96385074')).toBe('00000096385074')
})

test('[CAT-3] a name is in the language asked, else English, else any', () => {
  expect(nameIn({ en: 'Milk', 'zh-CN': '牛奶' }, 'zh-CN')).toBe('牛奶')
  expect(nameIn({ en: 'Milk', 'zh-CN': '牛奶' }, 'fr')).toBe('Milk')
  expect(nameIn({ 'zh-CN': '牛奶' }, 'fr')).toBe('牛奶')
})
