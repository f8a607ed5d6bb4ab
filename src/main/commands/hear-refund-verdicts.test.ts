import { afterEach, beforeEach, expect, test } from 'vitest'
import { type RefundHeader } from '../../db/index.ts'
import { accept } from '../../domain/errors/index.ts'
import { hearRefundVerdicts } from './index.ts'
import { startOfTest, testRegister, value, type TestRegister } from './register.fixture.ts'

let register: TestRegister
const header = (id: string, verified: 'known' | 'unverified'): RefundHeader => ({
  id, number: `3-${id}`, kind: 'return', sale: { id: 's1', number: '1-1', verified }, basketId: `b${id}`, seat: 'counter', epoch: 1, seq: 2, businessDate: '2026-11-21', completedAt: 5, operatorId: 'o', total: 100, tenders: '[]',
})
beforeEach(() => {
  register = testRegister()
  value(register.database.unitOfWork(() => {
    for (const id of ['1', '2', '3']) register.database.insertRefund(header(id, id === '3' ? 'known' : 'unverified'))
    return accept(undefined)
  }))
})
afterEach(() => register.remove())

const entries = (): readonly { readonly type: string; readonly operator: string; readonly body: unknown }[] =>
  register.database.entriesAfter(1, 0, 50).map(({ text }) => JSON.parse(text) as { type: string; operator: string; body: unknown })

test('[RETH-14] head office’s word is kept and journalled once, and only of what was asked about', () => {
  expect(register.database.refundsToAsk('', 9)).toEqual(['1', '2'])
  const said = [
    { refundId: '1', result: 'confirmed', reason: 'nonsense' },
    { refundId: '2', result: 'contradicted', reason: 'returnedTwice', lineNo: 4, otherNumber: '5-9' },
    { refundId: '3', result: 'contradicted', reason: 'otherPrice' },
    { refundId: 'unknown', result: 'confirmed' },
  ] as const
  expect(hearRefundVerdicts(register.context(), said)).toEqual(accept({ heard: 2 }))
  expect(hearRefundVerdicts(register.context(), [...said, { refundId: '2', result: 'confirmed' }])).toEqual(accept({ heard: 0 }))
  expect(entries().map(({ type, operator, body }) => [type, operator, body])).toEqual([
    ['refund.confirmed', 'system', { refundId: '1', number: '3-1' }],
    ['refund.contradicted', 'system', { refundId: '2', number: '3-2', reason: 'returnedTwice', lineNo: 4, otherNumber: '5-9' }],
  ])
  expect(register.database.refundsToAsk('', 9)).toEqual([])
})

test('[RETH-14] a power cut in the middle leaves the word unheard, and it is asked for again', () => {
  const broken = { ...register.database, append: () => { throw new Error('pulled plug') } }
  expect(() => hearRefundVerdicts({ ...register.context(), database: broken }, [{ refundId: '1', result: 'confirmed' }])).toThrow('pulled plug')
  register.reopen()
  expect([register.database.refundsToAsk('', 9), register.database.refundsToAsk('1', 9), register.database.refundsToAsk('', 1), entries()]).toEqual([['1', '2'], ['2'], ['1'], []])
  expect(value(hearRefundVerdicts(register.context(), [{ refundId: '1', result: 'confirmed' }]))).toEqual({ heard: 1 })
  expect(JSON.parse(register.database.entriesAfter(1, 0, 9)[0]?.text ?? '{}')).toMatchObject({ at: startOfTest })
})
