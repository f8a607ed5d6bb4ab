import { afterEach, beforeEach, expect, test } from 'vitest'
import { type RefundHeader } from '../../db/index.ts'
import { accept } from '../../domain/errors/index.ts'
import { queries } from '../queries/index.ts'
import { commands, hearRefundVerdicts, signOn } from './index.ts'
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

test('[RETH-16] of its own sale a register keeps, journals and shows once what another made of it and head office contradicts', () => {
  value(signOn(register.context(), { operatorId: 'op-1', provenHash: '$argon2id$1' }))
  const { basket } = value(commands.scan(register.context(), { barcode: '6901234567908' }))
  const { lastSale } = value(commands['complete-sale'](register.context(), { basketId: basket?.id ?? '', revision: basket?.revision ?? 0, tenders: [{ type: 'cash' }] }))
  const saleId = lastSale?.id ?? ''
  const ofOwnSale = { saleId, number: '2-7', registerNumber: 2 }
  const said = [
    { refundId: 'r7', result: 'contradicted', reason: 'returnedTwice', otherNumber: '3-9', ofOwnSale },
    { refundId: 'r8', result: 'contradicted', ofOwnSale: { ...ofOwnSale, saleId: 'theirs' } },
    { refundId: 'r9', result: 'confirmed', ofOwnSale },
  ] as const
  expect([value(hearRefundVerdicts(register.context(), said)), value(hearRefundVerdicts(register.context(), said))]).toEqual([{ heard: 1 }, { heard: 0 }])
  expect(entries().filter(({ type }) => type.startsWith('refund.')).map(({ type, operator, body }) => [type, operator, body])).toEqual([['refund.contradictedElsewhere', 'system', { refundId: 'r7', saleId, number: '2-7', registerNumber: 2, reason: 'returnedTwice', otherNumber: '3-9' }]])
  while (register.database.project(50) > 0);
  expect(value(queries.receipts({ reader: register.database, seat: 'counter' }, { limit: 9 })).receipts.find(({ id }) => id === saleId)?.contradicted).toEqual([{ number: '2-7', registerNumber: 2, reason: 'returnedTwice' }])
})
