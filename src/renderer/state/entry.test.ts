import { describe, expect, test } from 'vitest'
import { readEntry, typeInto } from './entry.ts'

describe('the entry', () => {
  test('[ENTRY-1] a number and a star before a code is a quantity', () => {
    expect(readEntry('3*4006381333931')).toEqual({ quantity: 3000, code: '4006381333931' })
    expect(readEntry('1.284*4011')).toEqual({ quantity: 1284, code: '4011' })
    expect(readEntry('3*')).toEqual({ quantity: 3000, code: '' })
    expect(readEntry(' 4011 ')).toEqual({ code: '4011' })
    for (const none of ['0', '0.000', '1.2345', '0000000', '1234567']) expect(readEntry(`${none}*4011`), none).toEqual({ badQuantity: true, code: '4011' })
    expect(readEntry('0*')).toEqual({ badQuantity: true, code: '' })
    expect(readEntry('*4011')).toEqual({ code: '*4011' })
    expect(readEntry('A*B')).toEqual({ code: 'A*B' })
  })

  test('[ENTRY-2] a screen takes only what can be typed on it', () => {
    expect(typeInto('12', '.', 'amount')).toBe('12.')
    expect(typeInto('12.', '.', 'amount')).toBe('12.')
    expect(typeInto('12.345', '6', 'amount')).toBe('12.345')
    expect(typeInto('12', 'x', 'amount')).toBe('12')
    expect(typeInto('12345678', '9', 'pin')).toBe('123456789')
    expect(typeInto('12345678901234567890', '1', 'pin')).toBe('12345678901234567890')
    expect(typeInto('', 'x', 'pin')).toBe('')
    expect(typeInto('AB', '-', 'text')).toBe('AB-')
    expect(typeInto('', 'A', 'nothing')).toBe('')
  })
})
