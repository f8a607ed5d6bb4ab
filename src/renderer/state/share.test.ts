import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shared } from './share.ts'

const view = () => ({ currency: 'GBP', basket: { revision: 1, lines: [{ lineNo: 1, names: { en: 'Tea' } }, { lineNo: 2, names: { en: 'Milk' } }] } })

describe('what did not change stays the same object', () => {
  test('[SHARE-1] an equal view is the view before', () => {
    const before = view()
    expect(shared(before, view())).toBe(before)
  })
  test('[SHARE-2] a line added leaves the other lines as they are', () => {
    const before = view()
    const next = view()
    next.basket.lines.push({ lineNo: 3, names: { en: 'Salt' } })
    const now = shared(before, next)
    expect(now).toEqual(next)
    expect(now.basket).not.toBe(before.basket)
    expect([now.basket.lines[0], now.basket.lines[1]].map((line, index) => line === before.basket.lines[index])).toEqual([true, true])
  })
  test('[SHARE-3] a line that changed deep down is another, its neighbour is not', () => {
    const before = view()
    const next = view()
    next.basket.lines[1] = { lineNo: 2, names: { en: 'Milk, 1 l' } }
    const now = shared(before, next)
    expect(now).toEqual(next)
    expect(now.basket.lines.map((line, index) => line === before.basket.lines[index])).toEqual([true, false])
  })
  test('[SHARE-4] what went away is gone', () => {
    const before: { basket?: object; suspended: number } = { basket: {}, suspended: 0 }
    expect(shared(before, { suspended: 0 })).toStrictEqual({ suspended: 0 })
  })
  test('[SHARE-5] whatever came before, the outcome is what came, and equal objects are the ones before', () => {
    const sent = fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true })
    fc.assert(
      fc.property(sent, sent, (before, next) => {
        expect(shared(structuredClone(before), next)).toStrictEqual(next)
        expect(shared(before, structuredClone(before))).toBe(before)
      }),
    )
  })
})
