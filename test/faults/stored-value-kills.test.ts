import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openRegisterDatabase } from '../../src/db/index.ts'
import { storedValueMovements } from '../../src/domain/liability/index.ts'
import { checkRefund, type RefundBody } from '../../src/domain/refund/index.ts'
import { checkSale, type SaleBody } from '../../src/domain/sale/index.ts'
import { taxPacks } from '../../src/domain/tax/index.ts'
import { newId } from '../../src/main/core/index.ts'
import { oneLife } from './one-life.ts'

const kills = 6

test(`[KILL-6] [GIF-1] [GIF-7] [OWE-6] a register that issues, spends and takes back a card, killed ${kills} times or more: no balance without its document, none twice, never below nothing`, { timeout: 180_000 }, async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tillwright-card-kills-'))
  const file = path.join(folder, 'register.db')
  try {
    const told: string[] = []
    const spent = (): number => told.filter((line) => line.startsWith('spent ')).length
    // A busy machine sells less in a life: it gets more of them, until enough are told of.
    for (let kill = 0; kill < kills || (spent() <= kills && kill < 5 * kills); kill += 1) told.push(...(await oneLife('spending-register.ts', file, 15 + kill * 17)))
    const opened = openRegisterDatabase({ path: file, newId })
    if (!opened.ok) throw new Error(opened.refusal.code)
    const database = opened.value
    expect([database.chainFaultAtOpen(), database.verifyChain()]).toEqual([undefined, undefined])
    const documents = database.entriesAfter(1, 0, 1_000_000).flatMap(({ type, text }) => (type === 'sale.completed' || type === 'refund.completed' ? [JSON.parse(text) as { body: SaleBody | RefundBody }] : [])).map(({ body }) => body)
    const sales = new Map(documents.flatMap((body) => ('saleId' in body ? [[body.saleId, body] as const] : [])))
    const ids = new Set(documents.map((body) => ('saleId' in body ? body.saleId : body.refundId)))
    expect(ids.size).toBe(documents.length)
    const acknowledged = told.flatMap((line) => /^(?:issued|spent|takenBack) (.+)$/.exec(line)?.[1] ?? [])
    expect(acknowledged.length).toBeGreaterThan(kills)
    expect(acknowledged.filter((id) => !ids.has(id))).toEqual([])
    // The balance after each document, in their order: never below nothing, and in the end what the register says.
    let balance = 0
    const takenBack = new Set<string>()
    for (const body of documents) {
      const isSale = 'saleId' in body
      const of = isSale ? undefined : sales.get(body.original?.saleId ?? '')
      if (of !== undefined) {
        expect(takenBack.has(of.saleId)).toBe(false)
        takenBack.add(of.saleId)
      }
      expect(isSale ? checkSale(body) : of === undefined ? ['of no sale'] : checkRefund(body, taxPacks, { sale: of, refunds: [] })).toEqual([])
      balance += storedValueMovements(body, isSale).reduce((sum, { amount }) => sum + amount, 0)
      expect(balance).toBeGreaterThanOrEqual(0)
    }
    expect(takenBack.size).toBeGreaterThan(0)
    const basketId = database.seat('counter').basketId ?? ''
    const lying = (database.basket(basketId)?.lines ?? []).reduce((sum, line) => (line.kind === 'takenBack' ? sum + line.amount : sum), 0)
    const open = database.basketTenders(basketId).reduce((sum, { tender }) => sum + (tender.type === 'giftCard' ? tender.amount : 0), 0)
    expect(database.storedValue({ kind: 'giftCard', number: 'KILLED0001' }, 0)).toEqual({ own: balance - open - lying, isOurs: true })
    database.close()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
