import fc from 'fast-check'
import { expect, test } from 'vitest'
import { minor } from '../money/index.ts'
import { cashRoundingRules, payerCodes, providerOf, referenceProblems, settle, withoutCardNumber, type TenderRequest } from './index.ts'

const payment = { attemptId: '0191f2c4-1111-7222-8333-123456789012', terminalId: '68001234', trace: '000077', receiptNo: '0042', cardType: 'Visa', lastFour: '1234' }
const card = (amount: number): TenderRequest => ({ type: 'card', amount: minor(amount), payment })
const settled = (total: number, ...requests: readonly TenderRequest[]): unknown => {
  const result = settle(minor(total), requests)
  return result.ok ? result.value : [result.refusal.code, result.refusal.params]
}

test('[TND-8] a card that a terminal approved keeps where to find it, one by word of the cashier keeps its old shape', () => {
  expect(settled(1450, card(1450))).toEqual({ tenders: [{ tenderNo: 1, type: 'card', amount: 1450, approval: 'approvedOnTerminal', payment }], change: 0 })
  expect(settled(1450, { type: 'card' })).toEqual({ tenders: [{ tenderNo: 1, type: 'card', amount: 1450, approval: 'approvedOnTerminal' }], change: 0 })
})

test('[TND-8] a wallet pays its exact amount beside cash, and never more than is due', () => {
  const wallet: TenderRequest = { type: 'wallet', amount: minor(1000), payment }
  expect(settled(1450, wallet, { type: 'cash', received: minor(500) })).toEqual({
    tenders: [{ tenderNo: 1, type: 'wallet', amount: 1000, payment }, { tenderNo: 2, type: 'cash', amount: 450, received: 500, change: 50 }],
    change: 50,
  })
  expect(settled(999, wallet)).toEqual(['tender.over', { due: 999 }])
  expect(settled(0, wallet)).toEqual(['tender.over', { due: 0 }])
  const rule = cashRoundingRules['CH-0.05']
  if (rule === undefined) throw new Error('no rule')
  expect(settle(minor(1003), [{ ...wallet, amount: minor(1003) }], { cashRounding: rule })).toMatchObject({ ok: true, value: { tenders: [{ amount: 1003 }] } })
})

test('[TND-9] a reference with more of a card number than its end is a problem, our own name for it is none', () => {
  expect(referenceProblems(payment)).toEqual([])
  expect(referenceProblems({ ...payment, lastFour: '81234' })).toHaveLength(1)
  expect(referenceProblems({ ...payment, receiptNo: '4929 1234 5678 1234' })).toHaveLength(1)
  expect(referenceProblems({ ...payment, cardType: 'Visa 4929-1234-5678-1234' })).toHaveLength(1)
})

test('[TND-9] no text keeps a number as long as a card\'s, however it is grouped or masked', () => {
  const digits = fc.stringMatching(/^\d{13,19}$/)
  fc.assert(
    fc.property(digits, fc.constantFrom('', ' ', '-'), fc.constantFrom('', 'CARD ', 'Karte: '), (number, between, before) => {
      const grouped = (number.match(/.{1,4}/g) ?? []).join(between)
      const kept = withoutCardNumber(`${before}${grouped} OK`)
      expect(kept).toBe(`${before}...${number.slice(-4)} OK`)
    }),
  )
  expect(withoutCardNumber('492912XXXXXX1234')).toBe('...1234')
  expect(withoutCardNumber('Total 14.50, terminal 6800')).toBe('Total 14.50, terminal 6800')
})

test('[TND-10] a payer\'s code is known by its beginning and length, and no GTIN is one', () => {
  expect(['134512345678901234', '281234567890123456', '6212345678901234567'].map(providerOf)).toEqual(['WeChat Pay', 'Alipay', 'UnionPay QR'])
  for (const code of ['', '6901234567892', '13451234567890123', '1345123456789012345', '99345123456789012', '28abc4567890123456']) expect(providerOf(code), code).toBeUndefined()
  expect(Math.min(...payerCodes.map(({ shortest }) => shortest))).toBeGreaterThan(14)
})
