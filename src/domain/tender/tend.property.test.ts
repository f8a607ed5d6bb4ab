import fc from 'fast-check'
import { expect, test } from 'vitest'
import { minor } from '../money/index.ts'
import { cashRoundingRules, offeredBy, settle, worthOf, type TenderRequest } from './index.ts'

const rate = fc.record({ home: fc.integer({ min: 1, max: 1_000_000 }), foreign: fc.integer({ min: 1, max: 1_000_000 }), on: fc.constant('2026-11-21') })
const amount = fc.integer({ min: 1, max: 20_000 })
const voucher = fc.record({ faceValue: amount, over: fc.constantFrom('keep' as const, 'lapse' as const, 'refuse' as const) })
const request: fc.Arbitrary<TenderRequest> = fc.oneof(
  amount.map((received): TenderRequest => ({ type: 'cash', received: minor(received) })),
  amount.map((paid): TenderRequest => ({ type: 'card', amount: minor(paid) })),
  fc.record({ received: amount, rate }).map((given): TenderRequest => ({ type: 'foreignCash', currency: 'USD', ...given })),
  voucher.map(({ faceValue, over }): TenderRequest => ({ type: 'voucher', voucher: { kind: 'k', name: 'K', number: '1', faceValue: minor(faceValue) }, over })),
)
const rules = [undefined, ...Object.values(cashRoundingRules)]

test('[TND-7] [FX-3] a conversion is never off by more than half a unit, and a half goes away from zero', () => {
  fc.assert(
    fc.property(amount, rate, (received, { home, foreign }) => {
      const worth = worthOf(received, { home, foreign })
      const twice = 2n * BigInt(received) * BigInt(home) - 2n * BigInt(worth) * BigInt(foreign)
      expect(twice >= -BigInt(foreign) && twice < BigInt(foreign)).toBe(true)
    }),
  )
  expect([worthOf(1, { home: 1, foreign: 2 }), worthOf(3, { home: 1, foreign: 2 }), worthOf(1, { home: 4, foreign: 9 })]).toEqual([1, 2, 0])
})

test('[TND-7] [TEND-7] [FX-3] [VOUCH-2] whatever was given in whatever order, the tenders come to the total, and what came in less what went out is what they say', () => {
  fc.assert(
    fc.property(fc.array(request, { maxLength: 5 }), amount, fc.constantFrom(...rules), (requests, total, rule) => {
      const all: readonly TenderRequest[] = [...requests, { type: 'cash' }]
      const options = { confirmed: true, ...(rule === undefined ? {} : { cashRounding: rule }) }
      // As many of them as the total takes: what comes after it is refused, which another test says.
      const settled = all.map((_, index) => settle(minor(total), all.slice(0, index + 1), options)).find(({ ok }) => ok)
      if (settled?.ok !== true) return
      const { tenders, change, payable } = settled.value
      expect(tenders.reduce((sum, one) => sum + one.amount, 0)).toBe(total)
      const rounding = tenders.reduce((sum, one) => sum + (one.type === 'rounding' ? one.amount : 0), 0)
      expect(payable ?? total).toBe(total - rounding)
      expect(tenders.reduce((sum, one) => sum + (one.type === 'cash' || one.type === 'foreignCash' ? one.change : 0), 0)).toBe(change)
      expect(tenders.filter(({ type }) => type === 'cash').length).toBeLessThanOrEqual(1)
      expect(tenders.map(({ tenderNo }) => tenderNo)).toEqual(tenders.map((_, index) => index + 1))
      // A card is paid to the unit and no voucher gives change.
      for (const one of tenders) {
        if (one.type === 'foreignCash') expect(one.worth - one.change).toBe(one.amount)
        if (one.type === 'voucher') expect(one.amount + (one.surplus ?? 0)).toBeLessThanOrEqual(one.voucher.faceValue)
      }
      if (rounding !== 0) expect(['cash', 'foreignCash']).toContain(tenders.at(-2)?.type)
    }),
    { numRuns: 500 },
  )
})

test('[TND-7] [TEND-7] taken one after the other they come to what they come to at once', () => {
  fc.assert(
    fc.property(fc.array(request, { maxLength: 4 }), amount, (requests, total) => {
      const worth = requests.reduce((sum, one) => sum + (offeredBy(one) ?? 0), 0)
      const settled = settle(minor(total), requests, { confirmed: true })
      if (worth < total && requests.every((one) => offeredBy(one) !== 0)) expect(settled).toMatchObject({ ok: false, refusal: { code: 'tender.short' } })
      if (settled.ok) expect(worth).toBeGreaterThanOrEqual(total)
    }),
  )
})
