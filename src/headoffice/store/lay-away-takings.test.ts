import { expect, test } from 'vitest'
import { GENESIS_HASH } from '../../domain/journal/index.ts'
import { append, batchOf, testRegister } from '../register.fixture.ts'
import { chain } from '../ingest/ingest.ts'
import { planBatch, type BatchPlan, type KnownChain } from '../ingest/plan-batch.ts'
import { takingsOf } from './refund-rows.ts'
import { storedValueRowsOf } from './stored-value-rows.ts'

const fresh: KnownChain = { last: { seq: 0, hash: GENESIS_HASH }, newestEpoch: 0, hashAt: (seq) => (seq === 0 ? GENESIS_HASH : undefined), filedAs: () => undefined, saleKnown: () => false, refundKnown: () => false, settled: () => undefined }
/** What a register's journal of that one entry adds. */
function filed(body: Record<string, unknown>, known: KnownChain = fresh): BatchPlan['file'] {
  const register = testRegister(1)
  append(register, { type: 'layAway.cancelled', body })
  return planBatch(known, chain(batchOf(register, 1, 1))).file
}

test('[REP-12] a deposit that was given back is money that the register has no more; rounding is none', () => {
  const file = filed({ layAwayId: 'l', number: 'L3-1', currency: 'CNY', amount: 803, deposits: [], tenders: [{ tenderNo: 1, type: 'cash', amount: 800 }, { tenderNo: 2, type: 'rounding', amount: 3 }] })
  expect(takingsOf(file)).toMatchObject([{ currency: 'CNY', type: 'cash', amount: -800 }])
})

test('[REP-12] one that cannot be read is filed all the same, and counts nothing', () => {
  const file = filed({ currency: 'yuan', tenders: [{ type: 'cash', amount: 1 }] })
  expect([file.map(({ effect }) => effect.kind), takingsOf(file)]).toEqual([['none'], []])
})

test('[REP-12] given back to a card it is the card\'s money that went; as store credit no money moved, and the credit is there for every register', () => {
  const body = { layAwayId: 'l', number: 'L3-1', currency: 'CNY', amount: 900, deposits: [], tenders: [{ tenderNo: 1, type: 'card', amount: 300, saleId: 's', of: 1 }, { tenderNo: 2, type: 'cash', amount: 350 }, { tenderNo: 3, type: 'storeCredit', amount: 250, number: 'ABCD1234EFGH' }] }
  const file = filed(body)
  expect(takingsOf(file)).toMatchObject([{ type: 'card', amount: -300 }, { type: 'cash', amount: -350 }])
  expect(storedValueRowsOf(file)).toMatchObject([{ kind: 'storeCredit', number: 'ABCD1234EFGH', document: 'l', document_number: 'L3-1', currency: 'CNY', amount: 250 }])
  expect([filed({ ...body, tenders: [{ type: 'ca\u0000rd', amount: 1 }] })].map(takingsOf)).toEqual([[]])
})
