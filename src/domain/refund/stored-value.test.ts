import fc from 'fast-check'
import { expect, test } from 'vitest'
import { creditNumber, groupedNumber, spendable, storedValueMovements } from '../liability/index.ts'
import { minor } from '../money/index.ts'
import { settle } from '../tender/index.ts'
import { settleReturn, type PastRefund } from './index.ts'

const card = (amount: number) => ({ type: 'giftCard', number: '636400001234', amount: minor(amount), verified: 'known' }) as const

test('[GIF-2] a card pays a part of what is due, and cash the rest', () => {
  expect(settle(minor(1000), [card(300), { type: 'cash', received: minor(1000) }])).toMatchObject({ ok: true, value: { change: 300, tenders: [{ tenderNo: 1, type: 'giftCard', amount: 300, number: '636400001234', verified: 'known' }, { type: 'cash', amount: 700 }] } })
})

test('[GIF-3] more than is due is refused of a card', () => {
  expect(settle(minor(1000), [card(1001)])).toMatchObject({ ok: false, refusal: { code: 'tender.over' } })
})

const known = fc.record({ own: fc.integer({ min: -5000, max: 5000 }), isOurs: fc.boolean(), told: fc.option(fc.record({ available: fc.integer({ min: -5000, max: 5000 }), unsent: fc.integer({ min: -5000, max: 5000 }), isHeld: fc.boolean() }), { nil: undefined }) })

test('[GIF-3] [GIF-4] nothing is spent below nothing, beyond what was said, or beyond the limit where nobody could be asked', () => {
  fc.assert(
    fc.property(known, fc.nat(3000), ({ own, isOurs, told }, limit) => {
      const { amount, verified } = spendable({ own, isOurs, ...(told === undefined ? {} : { told }) }, limit)
      expect(amount).toBeGreaterThanOrEqual(0)
      if (told !== undefined) expect(amount).toBeLessThanOrEqual(Math.max(0, told.available + told.unsent))
      if (verified === 'unverified') expect(amount).toBeLessThanOrEqual(limit)
      expect(verified).toBe(isOurs || told?.isHeld === true ? 'known' : 'unverified')
    }),
  )
})

test('[GIF-4] a card of ours works with the line cut, and what another one gave here counts against its limit', () => {
  expect(spendable({ own: 700, isOurs: true }, 0)).toEqual({ amount: 700, verified: 'known' })
  expect(spendable({ own: -150, isOurs: false }, 200)).toEqual({ amount: 50, verified: 'unverified' })
  expect(spendable({ own: 0, isOurs: false, told: { available: 900, unsent: -100, isHeld: true } }, 0)).toEqual({ amount: 800, verified: 'known' })
})

const source = (refunds: readonly PastRefund[] = []) => ({ sale: { saleId: 's', tenders: [{ tenderNo: 1, ...card(300) }, { tenderNo: 2, type: 'cash', amount: minor(700) }] as const }, refunds })

test('[GIF-5] goods go back onto the card that paid for them, what it gave and no more, and the rest in cash', () => {
  const first = settleReturn(minor(200), { source: source() })
  expect(first.tenders).toEqual([{ tenderNo: 1, type: 'giftCard', amount: 200, number: '636400001234', of: 1 }])
  const before: PastRefund = { original: { saleId: 's', number: '1-1', soldOn: '2026-11-21', verified: 'known' }, taxes: [], tenders: first.tenders, lines: [] }
  expect(settleReturn(minor(800), { source: source([before]) }).tenders).toMatchObject([{ type: 'giftCard', amount: 100 }, { type: 'cash', amount: 700, from: 'taken' }])
  expect(settleReturn(minor(200), { source: source(), cashInstead: true })).toMatchObject({ cash: 200, tenders: [{ type: 'cash' }] })
})

test('[GIF-6] all of it becomes store credit, and no cash moves', () => {
  expect(settleReturn(minor(1000), { source: source(), creditNumber: 'AB12CD34EF56' })).toEqual({ tenders: [{ tenderNo: 1, type: 'storeCredit', amount: 1000, number: 'AB12CD34EF56' }], payouts: [], cash: 0, instead: 0 })
})

test('[GIF-6] a number has 60 bits, each of them, in letters that are not read as others', () => {
  const hex = fc.bigInt({ min: 0n, max: 2n ** 60n - 1n }).map((bits) => bits.toString(16).padStart(15, '0'))
  fc.assert(
    fc.property(hex, hex, (one, other) => {
      expect(creditNumber(one)).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/)
      expect(creditNumber(one) === creditNumber(other)).toBe(one === other)
    }),
  )
  expect(groupedNumber(creditNumber('fffffffffffffff'))).toBe('ZZZZ-ZZZZ-ZZZZ')
  expect(() => creditNumber('0')).toThrow('not 60 random bits')
})

test('[GIF-7] a sale puts on what it issues and takes what it spends, and a refund puts back', () => {
  const document = { liabilities: [{ owes: { kind: 'giftCard', number: 'A' }, amount: 500 }, { owes: { kind: 'deposit', number: 'L-1' }, amount: 9 }], tenders: [{ type: 'storeCredit', number: 'B', amount: 200 }, { type: 'cash', amount: 309 }] }
  expect(storedValueMovements(document, true)).toEqual([{ kind: 'giftCard', number: 'A', amount: 500 }, { kind: 'storeCredit', number: 'B', amount: -200 }])
  expect(storedValueMovements({ tenders: document.tenders }, false)).toEqual([{ kind: 'storeCredit', number: 'B', amount: 200 }])
})
