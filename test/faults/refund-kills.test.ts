import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openRegisterDatabase } from '../../src/db/index.ts'
import { checkRefund, type RefundBody } from '../../src/domain/refund/index.ts'
import { checkSale, type SaleBody } from '../../src/domain/sale/index.ts'
import { newId } from '../../src/main/core/index.ts'
import { oneLife } from './one-life.ts'

const kills = 15

test(`[KILL-4] [RETC-18] a register that refunds and voids with approvals, killed ${kills} times or more: nothing lost, nothing doubled, no approval used twice`, { timeout: 180_000 }, async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tillwright-refund-kills-'))
  const file = path.join(folder, 'register.db')
  try {
    const told: string[] = []
    // A busy machine refunds less in a life: it gets more of them, until enough are told of.
    const refunded = (): number => told.filter((line) => line.startsWith('refunded ')).length
    for (let kill = 0; kill < kills || (refunded() <= kills && kill < 5 * kills); kill += 1) told.push(...(await oneLife('refunding-register.ts', file, 20 + kill * 13)))
    const opened = openRegisterDatabase({ path: file, newId })
    if (!opened.ok) throw new Error(opened.refusal.code)
    const database = opened.value
    while (database.project(500) > 0);
    expect([database.chainFaultAtOpen(), database.verifyChain(), database.projectionProblems()]).toEqual([undefined, undefined, []])
    const entries = database.entriesAfter(1, 0, 1_000_000).map(({ type, text }) => ({ type, body: (JSON.parse(text) as { body: unknown }).body }))
    const refunds = entries.flatMap(({ type, body }) => (type === 'refund.completed' ? [body as RefundBody] : []))
    const sales = entries.flatMap(({ type, body }) => (type === 'sale.completed' ? [body as SaleBody] : []))
    const ids = refunds.map(({ refundId }) => refundId)
    expect(new Set(ids).size).toBe(ids.length)
    const acknowledged = told.filter((line) => line.startsWith('refunded ')).map((line) => line.slice(9))
    expect(acknowledged.length).toBeGreaterThan(kills)
    expect(acknowledged.filter((id) => !ids.includes(id))).toEqual([])
    // Each of its own basket, with a row, and numbers without a gap.
    for (const { refundId, basketId } of refunds) expect(database.refundByBasket(basketId)?.id).toBe(refundId)
    const counters = [...sales, ...refunds].map(({ number }) => Number(number.split('-')[1])).toSorted((one, other) => one - other)
    expect(counters).toEqual(counters.map((_, index) => index + 1))
    // Against its sale each fits, in its order: never more than was bought, nor paid.
    for (const sale of sales) {
      expect(checkSale(sale)).toEqual([])
      const of = refunds.filter(({ original }) => original?.saleId === sale.saleId)
      of.forEach((refund, index) => expect(checkRefund(refund, undefined, { sale, refunds: of.slice(0, index) })).toEqual([]))
    }
    const moved = [...sales, ...refunds].flatMap(({ movements }) => movements).reduce((sum, { quantity }) => sum + quantity, 0)
    expect(database.onHand('tea')).toBe(moved)
    // No void without an approval for its own basket; what is left of them (a start forgets older ones) was used by one act each.
    const granted = entries.flatMap(({ type, body }) => (type === 'approval.granted' ? [body as { readonly approval: string; readonly document: string; readonly permission: string }] : []))
    const voids = refunds.filter(({ kind }) => kind === 'void')
    expect(voids.filter(({ basketId }) => !granted.some(({ document, permission }) => document === basketId && permission === 'voidSale'))).toEqual([])
    const used = granted.map(({ approval }) => database.approvalById(approval)?.usedBy).filter((by) => by !== undefined)
    expect([used.length > 0, new Set(used).size]).toEqual([true, used.length])
    database.close()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
