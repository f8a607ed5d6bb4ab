import Database from 'better-sqlite3'
import { beforeEach, expect, test } from 'vitest'
import { likenessStatement } from './found-sales.ts'
import { freshRegister, type TestFolder, write } from './fixture.ts'
import { refundVerdicts0300 } from './migrations/0300-refund-verdicts.ts'
import { toAskStatement } from './refund-verdicts.ts'
import { refundStatements } from './refunds.ts'
import { type RefundHeader, type RegisterWriter } from './register-database.ts'

let folder: TestFolder
let register: RegisterWriter
beforeEach(() => {
  ;({ folder, register } = freshRegister())
  return folder.remove
})

const header: RefundHeader = { id: 'r1', number: '3-2', kind: 'return', sale: { id: 's1', number: '3-1', verified: 'known' }, basketId: 'b1', seat: 'counter', epoch: 1, seq: 2, businessDate: '2026-11-21', completedAt: 5, operatorId: 'o', total: 100, tenders: '[]' }

test('[DB-27] a refund is found by its id, its basket and its sale, and one without a receipt belongs to none', () => {
  const bare: RefundHeader = { id: 'r2', number: '3-3', kind: 'return', basketId: 'b2', seat: 'counter', epoch: 1, seq: 3, businessDate: '2026-11-21', completedAt: 6, operatorId: 'o', total: 1, tenders: '[]' }
  write(register, () => {
    register.insertRefund(header)
    register.insertRefund(bare)
  })
  expect([register.refundById('r1'), register.refundByBasket('b2'), register.refundsOfSale('s1'), register.refundById('b1')]).toEqual([header, bare, [header], undefined])
})

test('[DB-27] one basket becomes one refund, should everything above forget to ask', () => {
  write(register, () => register.insertRefund(header))
  expect(() => write(register, () => register.insertRefund({ ...header, id: 'r9' }))).toThrow('UNIQUE')
})

test('[RETH-14] a file of before head office answered asks about the refunds it has, and about none of its own sales', () => {
  write(register, () => {
    register.insertRefund(header)
    register.insertRefund({ ...header, id: 'r2', basketId: 'b2', sale: { id: 's2', number: '1-7', verified: 'unverified' } })
  })
  const raw = new Database(folder.path)
  raw.exec(`DROP TABLE refund_verdict; ${refundVerdicts0300.up}`)
  expect(raw.prepare('SELECT refund_id, result, heard_at FROM refund_verdict').all()).toEqual([{ refund_id: 'r2', result: 'unverified', heard_at: null }])
  for (const broken of ["'r9', 'confirmed', NULL, NULL", "'r9', 'confirmed', 'otherPrice', 5", "'r9', 'perhaps', NULL, 5"]) {
    expect(() => raw.exec(`INSERT INTO refund_verdict (refund_id, result, reason, heard_at) VALUES (${broken})`)).toThrow('CHECK')
  }
  raw.close()
})

test('[DB-27] what is left to return, and sales by what somebody knows of them, are read from indexes', () => {
  const raw = new Database(folder.path, { readonly: true })
  const statements = [toAskStatement, refundStatements.ofSale, refundStatements.byBasket, refundStatements.withoutReceipt, ...(['lastFour', 'businessDate', 'total'] as const).map((name) => likenessStatement([name])), likenessStatement(['businessDate', 'total']), likenessStatement(['businessDate', 'total'], true)]
  for (const sql of statements) {
    const given = Array.from({ length: sql.split('?').length - 1 }, () => 1)
    const steps = raw.prepare<number[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...given).map(({ detail }) => detail)
    expect([sql, steps.filter((step) => step.startsWith('SCAN'))]).toEqual([sql, []])
  }
  raw.close()
})
