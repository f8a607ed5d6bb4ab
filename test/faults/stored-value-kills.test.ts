import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openRegisterDatabase } from '../../src/db/index.ts'
import { storedValueMovements } from '../../src/domain/liability/index.ts'
import { checkSale, type SaleBody } from '../../src/domain/sale/index.ts'
import { newId } from '../../src/main/core/index.ts'
import { oneLife } from './one-life.ts'

const kills = 6

test(`[KILL-6] [GIF-1] [GIF-7] a register that issues and spends a card, killed ${kills} times or more: no balance without its document, none twice, never below nothing`, { timeout: 180_000 }, async () => {
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
    const sales = database.entriesAfter(1, 0, 1_000_000).flatMap(({ type, text }) => (type === 'sale.completed' ? [(JSON.parse(text) as { body: SaleBody }).body] : []))
    const ids = new Set(sales.map(({ saleId }) => saleId))
    expect(ids.size).toBe(sales.length)
    const acknowledged = told.flatMap((line) => /^(?:issued|spent) (.+)$/.exec(line)?.[1] ?? [])
    expect(acknowledged.length).toBeGreaterThan(kills)
    expect(acknowledged.filter((id) => !ids.has(id))).toEqual([])
    // The balance after each document, in their order: never below nothing, and in the end what the register says.
    let balance = 0
    for (const sale of sales) {
      expect(checkSale(sale)).toEqual([])
      balance += storedValueMovements(sale, true).reduce((sum, { amount }) => sum + amount, 0)
      expect(balance).toBeGreaterThanOrEqual(0)
    }
    const open = database.basketTenders(database.seat('counter').basketId ?? '').reduce((sum, { tender }) => sum + (tender.type === 'giftCard' ? tender.amount : 0), 0)
    expect(database.storedValue({ kind: 'giftCard', number: 'KILLED0001' }, 0)).toEqual({ own: balance - open, isOurs: true })
    database.close()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
