import fc from 'fast-check'
import { expect, test } from 'vitest'
import { minor } from '../money/index.ts'
import { settle, type TenderRequest } from './index.ts'

const total = minor(1290)
const cash = (received?: number): TenderRequest => (received === undefined ? { type: 'cash' } : { type: 'cash', received: minor(received) })
const card = (amount?: number): TenderRequest => (amount === undefined ? { type: 'card' } : { type: 'card', amount: minor(amount) })
const refusal = (...requests: readonly TenderRequest[]): unknown => {
  const result = settle(total, requests)
  return result.ok ? 'accepted' : [result.refusal.code, result.refusal.params]
}
const settled = (amount: number, ...requests: readonly TenderRequest[]): unknown => {
  const result = settle(minor(amount), requests)
  return result.ok ? result.value : result.refusal.code
}

test('[TND-1] cash without an amount is exactly what is due', () => {
  expect(settled(1290, cash())).toEqual({ tenders: [{ tenderNo: 1, type: 'cash', amount: 1290, received: 1290, change: 0 }], change: 0 })
})

test('[TND-1] after a card, or for a card, it is what is left', () => {
  expect(settled(1290, card(1000), cash())).toEqual({
    tenders: [
      { tenderNo: 1, type: 'card', amount: 1000, approval: 'approvedOnTerminal' },
      { tenderNo: 2, type: 'cash', amount: 290, received: 290, change: 0 },
    ],
    change: 0,
  })
  expect(settled(1290, cash(300), card())).toMatchObject({ tenders: [{ amount: 300, change: 0 }, { type: 'card', amount: 990 }], change: 0 })
})

test('[TND-2] [TEND-2] cash given in two parts is one line, where the last of it stands, and so is its change', () => {
  expect(settled(1290, cash(1000), cash(500))).toEqual({ tenders: [{ tenderNo: 1, type: 'cash', amount: 1290, received: 1500, change: 210 }], change: 210 })
  expect(settled(1290, cash(1000), card(100), cash(500))).toEqual({
    tenders: [
      { tenderNo: 1, type: 'card', amount: 100, approval: 'approvedOnTerminal' },
      { tenderNo: 2, type: 'cash', amount: 1190, received: 1500, change: 310 },
    ],
    change: 310,
  })
})

test('[TND-2] [TND-3] a card pays no change', () => {
  expect(refusal(card(1291))).toEqual(['tender.over', { due: 1290 }])
  expect(refusal(cash(1000), card(291))).toEqual(['tender.over', { due: 290 }])
})

test('[TND-3] nothing is taken once all is covered', () => {
  expect(refusal(cash(), cash(1))).toEqual(['tender.over', { due: 0 }])
  expect(refusal(card(), cash())).toEqual(['tender.over', { due: 0 }])
  expect(refusal(cash(2000), card(1))).toEqual(['tender.over', { due: 0 }])
})

test('[TND-4] less than the total is refused with what is due', () => {
  expect(refusal(cash(1289))).toEqual(['tender.short', { due: 1 }])
  expect(refusal(card(290), cash(500))).toEqual(['tender.short', { due: 500 }])
  expect(refusal()).toEqual(['tender.short', { due: 1290 }])
  expect(refusal(cash(0), card())).toEqual(['tender.short', { due: 1290 }])
})

test('[TND-5] change above 1,000 times the total asks once', () => {
  const barcode = cash(6_901_234_567_892)
  expect(refusal(barcode)).toEqual(['tender.implausible', { change: 6_901_234_566_602 }])
  expect(settle(total, [barcode], { confirmed: true }).ok).toBe(true)
  expect(settle(total, [barcode], { confirmed: false }).ok).toBe(false)
  expect([settled(1, cash(1001)), settled(1, cash(1002))]).toMatchObject([{ change: 1000 }, 'tender.implausible'])
})

test('[TND-6] a free basket is settled by one cash line of zero', () => {
  const free = { tenders: [{ tenderNo: 1, type: 'cash', amount: 0, received: 0, change: 0 }], change: 0 }
  expect([settled(0, cash()), settled(0, cash(0))]).toEqual([free, free])
  expect([settled(0, card()), settled(0, cash(), cash()), settled(0)]).toEqual(['tender.over', 'tender.over', 'tender.short'])
})

test('[TND-4] a negative amount is a bug, not a tender', () => {
  expect(() => settle(minor(-1), [cash()])).toThrow(RangeError)
  expect(() => settle(total, [cash(-1)])).toThrow(RangeError)
})

test('[TND-7] amounts add up to the total, and received - change is the amount', () => {
  const given = fc.tuple(fc.constantFrom(cash, card), fc.integer({ min: 1, max: 5000 }))
  const closing = fc.oneof(
    fc.constant((): TenderRequest => cash()),
    fc.constant((): TenderRequest => card()),
    fc.nat(5000).map((more) => (rest: number): TenderRequest => cash(rest + more)),
  )
  fc.assert(
    fc.property(fc.array(given, { maxLength: 5 }), fc.integer({ min: 1, max: 5000 }), closing, (before, rest, close) => {
      const amount = before.reduce((sum, [, part]) => sum + part, rest)
      const result = settle(minor(amount), [...before.map(([of, part]) => of(part)), close(rest)], { confirmed: true })
      if (!result.ok) throw new Error(result.refusal.code)
      const { tenders, change } = result.value
      const asked = [...before.map(([of, part]) => of(part)), close(rest)]
      expect(tenders.filter(({ type }) => type === 'card')).toHaveLength(asked.filter(({ type }) => type === 'card').length)
      expect(tenders.filter(({ type }) => type === 'cash').length).toBeLessThanOrEqual(1)
      expect(tenders.reduce((sum, tender) => sum + tender.amount, 0)).toBe(amount)
      expect(tenders.reduce((sum, tender) => sum + (tender.type === 'cash' ? tender.change : 0), 0)).toBe(change)
      for (const tender of tenders) if (tender.type === 'cash') expect(tender.received - tender.change).toBe(tender.amount)
      expect(tenders.map(({ tenderNo }) => tenderNo)).toEqual(tenders.map((_, index) => index + 1))
    }),
  )
})
