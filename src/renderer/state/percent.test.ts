import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parsePercent, percentText } from './percent.ts'

describe('percentages', () => {
  test('[PERCENT-1] are read in parts per million and never above all of it', () => {
    expect(parsePercent('10')).toBe(100_000)
    expect(parsePercent('12.5')).toBe(125_000)
    expect(parsePercent('.5')).toBe(5000)
    expect(parsePercent('100')).toBe(1_000_000)
    for (const text of ['', '0', '.', '100.1', '101', '-5', '5%']) expect(parsePercent(text), text).toBeUndefined()
  })

  test('[PERCENT-1] read back as they are written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (ppm) => {
        expect(parsePercent(percentText(ppm))).toBe(ppm)
      }),
    )
    expect(percentText(5000)).toBe('0.5')
  })
})
