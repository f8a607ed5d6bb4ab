import { expect, test } from 'vitest'
import { overtakenLines } from './price-today.ts'
import { basketOf, croissant } from './screen.fixture.ts'

test('[SUSP-8] a line is overtaken until somebody sets a price or strikes it, and only by a price', () => {
  const now = { priceChanged: true, priceNow: { minor: 300, per: 1000 } }
  const lines = [
    { ...croissant, lineNo: 1 },
    { ...croissant, lineNo: 2, ...now },
    { ...croissant, lineNo: 3, priceChanged: true },
    { ...croissant, lineNo: 4, ...now, removed: true },
    { ...croissant, lineNo: 5, ...now, override: { price: { minor: 300, per: 1000 }, reason: 'priceToday' as const } },
  ]
  expect(overtakenLines(basketOf(1, { lines })).map(({ lineNo }) => lineNo)).toEqual([2])
  expect(overtakenLines(undefined)).toEqual([])
})
