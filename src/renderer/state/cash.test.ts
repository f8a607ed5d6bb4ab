import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dueInCash, leftAfter, likelyAmounts, restForCard, splitChange } from './cash.ts'

describe('cash at the counter', () => {
  test('[NOTES-1] the next notes are the amounts people hand over', () => {
    expect(likelyAmounts(16_601, 'CNY', 3)).toEqual([17_000, 18_000, 20_000])
    expect(likelyAmounts(1299, 'GBP', 3)).toEqual([1500, 2000, 5000])
    expect(likelyAmounts(20_000, 'CNY', 3)).toEqual([])
  })

  test('[NOTES-2] the pieces of the change add up to the change, largest first', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000_000 }), fc.constantFrom('CNY' as const, 'GBP' as const), (amount, currency) => {
        const pieces = splitChange(amount, currency)
        expect(pieces.reduce((sum, piece) => sum + piece.minor * piece.count, 0)).toBe(amount)
        expect(pieces.map((piece) => piece.minor)).toEqual(pieces.map((piece) => piece.minor).toSorted((a, b) => b - a))
      }),
    )
    expect(splitChange(3399, 'CNY')).toEqual([
      { minor: 2000, count: 1 }, { minor: 1000, count: 1 }, { minor: 100, count: 3 }, { minor: 50, count: 1 }, { minor: 10, count: 4 },
      { minor: 5, count: 1 }, { minor: 2, count: 2 },
    ])
  })

  test('[NOTES-1] without decimals and with three the keys are still whole notes', () => {
    expect(likelyAmounts(1290, 'JPY', 3)).toEqual([2000, 5000, 10_000])
    expect(likelyAmounts(1290, 'KWD', 3)).toEqual([1500, 2000, 5000])
    expect(likelyAmounts(6301, 'KRW', 3)).toEqual([7000, 10_000, 50_000])
  })

  test('[NOTES-2] what no coins can make is no list of coins', () => {
    expect(splitChange(7, 'CHF')).toEqual([])
    expect(splitChange(110, 'CHF')).toEqual([{ minor: 100, count: 1 }, { minor: 10, count: 1 }])
    expect(splitChange(710, 'JPY')).toEqual([{ minor: 500, count: 1 }, { minor: 100, count: 2 }, { minor: 10, count: 1 }])
    expect(splitChange(2355, 'KWD')).toEqual([{ minor: 1000, count: 2 }, { minor: 250, count: 1 }, { minor: 100, count: 1 }, { minor: 5, count: 1 }])
  })

  test('[NOTES-4] a card that pays a part leaves the rest, and one that pays the rest, cash that came first with it, leaves nothing', () => {
    expect([leftAfter({ kind: 'sale', amount: 2000 }, { total: 2340 }), leftAfter({ kind: 'sale', amount: 340 }, { total: 2340, due: 340 })]).toEqual([340, 0])
    expect([leftAfter({ kind: 'sale', amount: 2000, cashReceived: 340 }, { total: 2340 }), leftAfter({ kind: 'refund', amount: 5 }, { total: 10 }), leftAfter({ kind: 'sale', amount: 5 }, undefined)]).toEqual([0, 0, 0])
  })

  test('[NOTES-3] in a store that rounds cash, cash is due rounded and a card exact', () => {
    expect([dueInCash({ total: 1293 }), dueInCash({ total: 1293, cashDue: 1290 }), dueInCash({ total: 2, cashDue: 0 })]).toEqual([1293, 1290, 0])
    expect([restForCard({ total: 1293, cashDue: 1290 }, 1000), restForCard({ total: 1293 }, 1292)]).toEqual([293, 1])
    // 12.90 settles it, and 12.93 is not all of 12.95: neither leaves a card a rest of 0.03 or of nothing.
    expect([restForCard({ total: 1293, cashDue: 1290 }, 1290), restForCard({ total: 1293, cashDue: 1295 }, 1293), restForCard({ total: 1293 }, 0)]).toEqual([undefined, undefined, undefined])
  })
})
