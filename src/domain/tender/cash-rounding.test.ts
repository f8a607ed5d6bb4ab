import fc from 'fast-check'
import { expect, test } from 'vitest'
import { currencies, minor } from '../money/index.ts'
import { cashRoundingRules, refundCash, roundCash, settle, type CashRoundingRule, type TenderRequest } from './index.ts'

const rules = Object.values(cashRoundingRules)
const rule = (id: string): CashRoundingRule => {
  const found = cashRoundingRules[id]
  if (found === undefined) throw new Error(`no rule ${id}`)
  return found
}
const payable = (id: string, ...amounts: readonly number[]): number[] => amounts.map((amount) => roundCash(minor(amount), rule(id)).payable)
const cash = (received?: number): TenderRequest => (received === undefined ? { type: 'cash' } : { type: 'cash', received: minor(received) })
const card = (amount?: number): TenderRequest => (amount === undefined ? { type: 'card' } : { type: 'card', amount: minor(amount) })
const settled = (total: number, id: string, ...requests: readonly TenderRequest[]): unknown => {
  const result = settle(minor(total), requests, { cashRounding: rule(id) })
  return result.ok ? result.value : [result.refusal.code, result.refusal.params?.['due']]
}

test('[RND-1] to the nearest 0.05: below a half down, from a half up', () => {
  expect(payable('CH-0.05', 0, 1, 2, 3, 4, 5, 7, 8, 198, 999, 1293)).toEqual([0, 0, 0, 5, 5, 5, 5, 10, 200, 1000, 1295])
})

test('[RND-1] to the nearest 0.10 and 1.00 there are halves, and they go up', () => {
  expect(payable('NZ-0.10', 4, 5, 6, 83, 85, 95)).toEqual([0, 10, 10, 80, 90, 100])
  expect(payable('SE-1.00', 49, 50, 51, 1049, 1050, 1099)).toEqual([0, 100, 100, 1000, 1100, 1100])
  // Where there are thousandths, 0.025 at 0.050 is a half too.
  expect(roundCash(minor(25), { increment: minor(50), mode: 'nearest' })).toEqual({ payable: 50, rounding: -25 })
})

test('[RND-1] down to 0.10 or 1.00 gives away what is over', () => {
  expect(payable('CN-0.10-down', 9, 10, 83, 89, 1293)).toEqual([0, 10, 80, 80, 1290])
  expect(payable('CN-1.00-down', 99, 100, 199, 1293)).toEqual([0, 100, 100, 1200])
})

test('[RND-1] -x is the mirror of x, the difference is less than the increment, and nothing is lost', () => {
  expect(payable('CH-0.05', -3, -198, -502)).toEqual([-5, -200, -500])
  expect(payable('CN-0.10-down', -83)).toEqual([-80])
  fc.assert(
    fc.property(fc.integer({ min: -(2 ** 50), max: 2 ** 50 }), fc.constantFrom(...rules), (amount, one) => {
      const rounded = roundCash(minor(amount), one)
      expect(rounded.payable + rounded.rounding).toBe(amount)
      expect(rounded.payable % one.increment === 0).toBe(true)
      const mirrored = roundCash(minor(-amount), one)
      expect([mirrored.payable, mirrored.rounding].map((value) => minor(0 - value))).toEqual([rounded.payable, rounded.rounding])
      const gift = amount < 0 ? 0 - rounded.rounding : rounded.rounding
      if (one.mode === 'down') expect(gift >= 0 && gift < one.increment).toBe(true)
      else expect(gift * 2 < one.increment && gift * 2 + one.increment >= 0).toBe(true)
    }),
  )
})

test('[RND-2] each place has its coin: 0.05 in Switzerland, Australia and Canada, 0.10 in New Zealand, 1.00 in Sweden', () => {
  expect(rules.map(({ id, currency, increment, mode }) => [id, currency, increment, mode])).toEqual([
    ['CH-0.05', 'CHF', 5, 'nearest'],
    ['AU-0.05', 'AUD', 5, 'nearest'],
    ['CA-0.05', 'CAD', 5, 'nearest'],
    ['NZ-0.10', 'NZD', 10, 'nearest'],
    ['SE-1.00', 'SEK', 100, 'nearest'],
    ['CN-0.10-down', 'CNY', 10, 'down'],
    ['CN-1.00-down', 'CNY', 100, 'down'],
  ])
  for (const [id, { id: own, currency, increment }] of Object.entries(cashRoundingRules)) {
    expect(own).toBe(id)
    // The number in the name is the increment in the currency's own decimals.
    expect(Number(/\d+\.\d+/.exec(id)?.[0]) * 10 ** currencies[currency].exponent).toBe(increment)
  }
})

test('[RND-3] a card pays the exact amount, alone or after cash', () => {
  const approval = 'approvedOnTerminal'
  expect(settled(1293, 'CH-0.05', card())).toEqual({ tenders: [{ tenderNo: 1, type: 'card', amount: 1293, approval }], change: 0 })
  expect(settled(1293, 'CH-0.05', cash(1000), card())).toEqual({ tenders: [{ tenderNo: 1, type: 'cash', amount: 1000, received: 1000, change: 0 }, { tenderNo: 2, type: 'card', amount: 293, approval }], change: 0 })
})

test('[RND-3] [RND-4] after a card only what cash pays is rounded: card 0.55, cash 0.83', () => {
  const approval = 'approvedOnTerminal'
  const split = (id: string): unknown => settled(138, id, card(55), cash())
  const after = (paid: number, amount: number, name: string): unknown => ({
    tenders: [{ tenderNo: 1, type: 'card', amount: 55, approval }, { tenderNo: 2, type: 'cash', amount: paid, received: paid, change: 0 }, { tenderNo: 3, type: 'rounding', amount, rule: name }],
    change: 0,
    payable: 55 + paid,
  })
  expect(split('NZ-0.10')).toEqual(after(80, 3, 'NZ-0.10'))
  expect(split('CN-0.10-down')).toEqual(after(80, 3, 'CN-0.10-down'))
  expect(split('CH-0.05')).toEqual(after(85, -2, 'CH-0.05'))
  expect(split('SE-1.00')).toEqual(after(100, -17, 'SE-1.00'))
  // 55 and 83 whole units at an increment of ten: the same case, a hundred times as large.
  expect(settle(minor(13_800), [card(5500), cash()], { cashRounding: { ...rule('NZ-0.10'), increment: minor(1000) } })).toMatchObject({ ok: true, value: { payable: 13_500 } })
})

test('[RND-4] the difference is a tender of its own behind the cash, and change is of what is payable', () => {
  expect(settled(1293, 'CH-0.05', cash(2000))).toEqual({
    tenders: [{ tenderNo: 1, type: 'cash', amount: 1295, received: 2000, change: 705 }, { tenderNo: 2, type: 'rounding', amount: -2, rule: 'CH-0.05' }],
    change: 705,
    payable: 1295,
  })
  expect(settled(1299, 'CN-1.00-down', cash(2000))).toEqual({
    tenders: [{ tenderNo: 1, type: 'cash', amount: 1200, received: 2000, change: 800 }, { tenderNo: 2, type: 'rounding', amount: 99, rule: 'CN-1.00-down' }],
    change: 800,
    payable: 1200,
  })
})

test('[RND-4] what is round already has no rounding, and no rule has none either', () => {
  const exact = { tenders: [{ tenderNo: 1, type: 'cash', amount: 1295, received: 1295, change: 0 }], change: 0 }
  expect(settled(1295, 'CH-0.05', cash())).toEqual(exact)
  expect(settle(minor(1295), [cash()])).toEqual({ ok: true, value: exact })
  expect(settled(0, 'CH-0.05', cash())).toEqual({ tenders: [{ tenderNo: 1, type: 'cash', amount: 0, received: 0, change: 0 }], change: 0 })
})

test('[RND-5] all cash is rounded together: 10.00 in parts of 9.60 and 0.40 is still 10.00', () => {
  expect(settled(1000, 'SE-1.00', cash(960))).toEqual(['tender.short', 40])
  expect(settled(1000, 'SE-1.00', cash(960), cash())).toEqual({ tenders: [{ tenderNo: 1, type: 'cash', amount: 1000, received: 1000, change: 0 }], change: 0 })
  expect(settled(1293, 'CH-0.05', cash(1000), cash(500))).toMatchObject({ tenders: [{ amount: 1295, received: 1500, change: 205 }, { tenderNo: 2, amount: -2 }], payable: 1295 })
})

test('[RND-5] where a card leaves less than the rule would give back, nothing is rounded', () => {
  // 5.70 in cash would be 5.00, and 5.60 is in the drawer.
  expect(settled(1250, 'CN-1.00-down', cash(560), card(680), cash())).toMatchObject({ tenders: [{ amount: 680 }, { amount: 570 }], change: 0 })
  // 5.30 would be 5.00, which is there: the rest is let go, and no cash pays for it.
  expect(settled(1250, 'CN-1.00-down', cash(500), card(720), cash())).toMatchObject({ tenders: [{ amount: 720 }, { amount: 500, received: 500 }, { type: 'rounding', amount: 30 }], payable: 1220 })
})

test('[RND-6] less than the rounded amount is short by what cash has to cover', () => {
  expect(settled(1293, 'CH-0.05', cash(1290))).toEqual(['tender.short', 5])
  // 12.93 itself, in coins that nobody takes: 12.95 is due.
  expect(settled(1293, 'CH-0.05', cash(1293))).toEqual(['tender.short', 1295])
  expect(settled(1293, 'CH-0.05', cash(1294))).toEqual(['tender.short', 1295])
  expect(settled(1292, 'CH-0.05', cash(1289))).toEqual(['tender.short', 1])
  expect(settled(1292, 'CH-0.05', cash(1290))).toMatchObject({ change: 0, payable: 1290 })
  expect(settled(1293, 'CH-0.05', cash(0))).toEqual(['tender.short', 1295])
  expect(settled(1293, 'CH-0.05', card(293))).toEqual(['tender.short', 1000])
  expect(settled(1294, 'CH-0.05', cash(1000), card(100))).toEqual(['tender.short', 194])
})

test('[RND-6] what is rounded away altogether takes no cash, and gives all of it back', () => {
  const free = { tenders: [{ tenderNo: 1, type: 'cash', amount: 0, received: 0, change: 0 }, { tenderNo: 2, type: 'rounding', amount: 2, rule: 'AU-0.05' }], change: 0, payable: 0 }
  expect(settled(2, 'AU-0.05', cash())).toEqual(free)
  expect(settled(2, 'AU-0.05', cash(0))).toEqual(free)
  expect(settled(2, 'AU-0.05', cash(100))).toMatchObject({ change: 100, payable: 0 })
  expect(settled(3, 'AU-0.05', cash())).toMatchObject({ tenders: [{ amount: 5 }, { amount: -2 }], payable: 5 })
  expect(settled(2, 'AU-0.05', cash(), cash())).toEqual(['tender.over', 0])
})

test('[RND-3] [RND-5] [TND-7] whoever pays, all cash is round, amounts add up, and what is payable is the total less the rounding', () => {
  const given = fc.tuple(fc.constantFrom(cash, card), fc.integer({ min: 1, max: 3000 }))
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9000 }), fc.array(given, { maxLength: 4 }), fc.option(fc.nat(5000), { nil: undefined }), fc.constantFrom(...rules), (total, before, last, one) => {
      const result = settle(minor(total), [...before.map(([of, part]) => of(part)), cash(last)], { confirmed: true, cashRounding: one })
      if (!result.ok) return
      const { tenders, change, payable: paid = minor(total) } = result.value
      const sum = (type: string): number => tenders.reduce((all, tender) => all + (tender.type === type ? tender.amount : 0), 0)
      expect(sum('cash') + sum('card') + sum('rounding')).toBe(total)
      expect(sum('cash') + sum('card')).toBe(paid)
      if (tenders.some(({ type }) => type === 'rounding')) expect(sum('cash')).toBe(roundCash(minor(sum('cash') + sum('rounding')), one).payable)
      expect(Math.abs(sum('rounding'))).toBeLessThan(one.increment)
      expect(tenders.reduce((all, tender) => all + (tender.type === 'cash' ? tender.received - tender.change : 0), 0)).toBe(sum('cash'))
      expect(tenders.reduce((all, tender) => all + (tender.type === 'cash' ? tender.change : 0), 0)).toBe(change)
      expect(tenders.map(({ tenderNo }) => tenderNo)).toEqual(tenders.map((_, index) => index + 1))
    }),
    { numRuns: 2000 },
  )
})

const paidFor = (total: number, id: string, ...requests: readonly TenderRequest[]) => {
  const result = settle(minor(total), requests, { cashRounding: rule(id) })
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value.tenders
}

test('[RND-7] all of it back is what was paid: 1.98 paid as 2.00 is 2.00, 12.93 let go at 12.00 is 12.00', () => {
  expect(refundCash(minor(-198), paidFor(198, 'CH-0.05', cash()), rule('CH-0.05'))).toEqual({ payable: -200, rounding: 2 })
  expect(refundCash(minor(-1293), paidFor(1293, 'CN-1.00-down', cash()), rule('CN-1.00-down'))).toEqual({ payable: -1200, rounding: -93 })
  // Even after the rule went, or became another.
  expect(refundCash(minor(-198), paidFor(198, 'CH-0.05', cash()), undefined)).toEqual({ payable: -200, rounding: 2 })
  expect(refundCash(minor(-198), paidFor(198, 'CH-0.05', cash()), rule('SE-1.00'))).toEqual({ payable: -200, rounding: 2 })
  // Of a split only what cash settled: 0.83 as 0.80.
  expect(refundCash(minor(-83), paidFor(138, 'NZ-0.10', card(55), cash()), rule('CH-0.05'))).toEqual({ payable: -80, rounding: -3 })
})

test('[RND-7] a part of it is rounded for itself: 5.02 of 9.99 is 5.00', () => {
  const sale = paidFor(999, 'CA-0.05', cash())
  expect(refundCash(minor(-502), sale, rule('CA-0.05'))).toEqual({ payable: -500, rounding: -2 })
  expect(refundCash(minor(-503), sale, rule('CA-0.05'))).toEqual({ payable: -505, rounding: 2 })
  expect(refundCash(minor(-83), sale, rule('CN-0.10-down'))).toEqual({ payable: -80, rounding: -3 })
  expect(refundCash(minor(-502), sale, undefined)).toEqual({ payable: -502, rounding: 0 })
  expect(refundCash(minor(0), sale, rule('CA-0.05'))).toEqual({ payable: 0, rounding: 0 })
  expect(() => refundCash(minor(1), sale, rule('CA-0.05'))).toThrow(RangeError)
})

test('[RND-7] for any sale paid in cash, sale and whole refund leave nothing behind', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.constantFrom(...rules), (total, one) => {
      const result = settle(minor(total), [cash()], { cashRounding: one })
      if (!result.ok) throw new Error(result.refusal.code)
      const { payable: back, rounding } = refundCash(minor(-total), result.value.tenders, one)
      expect(back + (result.value.payable ?? total)).toBe(0)
      expect(back + rounding).toBe(-total)
    }),
  )
})

const dollars = (received: number, home = 71_234): TenderRequest => ({ type: 'foreignCash', currency: 'USD', received, rate: { home, foreign: 10_000, on: '2026-11-21' } })

test('[RND-8] where cash is rounded down for the customer, so is what foreign notes pay: the change is rounded up, and never above what they are worth', () => {
  // 10 dollars at 7.1234 for 12.80: 58.43 cannot be handed out in tenths, and 58.40 would have charged 12.83.
  expect(settled(1280, 'CN-0.10-down', dollars(1000))).toMatchObject({ tenders: [{ type: 'foreignCash', worth: 7123, change: 5850, amount: 1273 }, { type: 'rounding', amount: 7, rule: 'CN-0.10-down' }], change: 5850, payable: 1273 })
  expect(settled(1280, 'CN-1.00-down', dollars(1000))).toMatchObject({ change: 5900, payable: 1223 })
  expect(settled(7103, 'CN-0.10-down', dollars(1000))).toEqual({ tenders: [{ tenderNo: 1, type: 'foreignCash', amount: 7103, currency: 'USD', received: 1000, rate: { home: 71_234, foreign: 10_000, on: '2026-11-21' }, worth: 7123, change: 20 }], change: 20 })
  expect(settled(1, 'CN-0.10-down', dollars(100))).toMatchObject({ change: 712, payable: 0 })
  // To the nearest it stays as it was: half a coin for either side.
  expect(settled(1280, 'NZ-0.10', dollars(1000))).toMatchObject({ change: 5840, payable: 1283 })
})

test('[RND-8] nothing that is rounded down puts anything on a price, whatever it is paid with', () => {
  const down = rules.filter(({ mode }) => mode === 'down')
  const given = fc.oneof(fc.integer({ min: 1, max: 3000 }).map((part) => dollars(part)), fc.integer({ min: 1, max: 9000 }).map((part) => cash(part)))
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9000 }), fc.array(given, { maxLength: 3 }), fc.constantFrom(...down), (total, before, one) => {
      const result = [...before, cash()].map((_, index, all) => settle(minor(total), [...before, cash()].slice(0, all.length - index), { confirmed: true, cashRounding: one })).find(({ ok }) => ok)
      if (result?.ok === true) expect(result.value.payable ?? total).toBeLessThanOrEqual(total)
    }),
  )
})
