import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openRegisterDatabase } from '../../src/db/index.ts'
import { checkSale, type SaleBody } from '../../src/domain/sale/index.ts'
import { newId } from '../../src/main/core/index.ts'
import { oneLife } from './one-life.ts'

const kills = 8

test(`[KILL-7] [ACCT-11] a register that sells on account and is paid off, killed ${kills} times or more: what is owed is the sum of what is on disk, and nothing told of is lost`, { timeout: 180_000 }, async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tillwright-account-kills-'))
  const file = path.join(folder, 'register.db')
  try {
    const told: string[] = []
    const sold = (): readonly string[] => told.filter((line) => line.startsWith('sold ')).map((line) => line.slice(5))
    // A busy machine sells less in a life: it gets more of them, until enough are told of.
    for (let kill = 0; kill < kills || (sold().length <= kills && kill < 5 * kills); kill += 1) told.push(...(await oneLife('account-register.ts', file, 15 + kill * 11)))
    const opened = openRegisterDatabase({ path: file, newId })
    if (!opened.ok) throw new Error(opened.refusal.code)
    const database = opened.value
    const ahead = [database.accountBalance('c'), database.accountHeld('c')]
    while (database.project(500) > 0);
    expect([database.chainFaultAtOpen(), database.verifyChain(), database.projectionProblems()]).toEqual([undefined, undefined, []])
    const sales = database.entriesAfter(1, 0, 1_000_000).flatMap(({ type, text }) => (type === 'sale.completed' ? [(JSON.parse(text) as { body: SaleBody }).body] : []))
    expect(sales.flatMap((sale) => checkSale(sale))).toEqual([])
    expect(new Set(sales.map(({ saleId }) => saleId)).size).toBe(sales.length)
    expect(sold().length).toBeGreaterThan(kills)
    expect(sold().filter((id) => !sales.some(({ saleId }) => saleId === id))).toEqual([])
    const owed = sales.reduce((sum, { tenders, owed: paid = 0 }) => sum + tenders.reduce((on, tender) => on + (tender.type === 'account' ? tender.amount : 0), 0) - paid, 0)
    expect([database.accountBalance('c'), ahead[0]]).toEqual([owed, owed])
    // Each paper says what was owed after its own sale.
    let after = 0
    for (const { tenders, liabilities = [] } of sales) {
      for (const tender of tenders) if (tender.type === 'account') expect(tender.balance).toBe((after += tender.amount))
      for (const line of liabilities) expect(line.balance).toBe((after -= line.amount))
    }
    // What lies on a basket that was open at the end is on no account yet.
    const open = database.seat('counter').basketId
    expect(ahead[1]).toBe(open === undefined ? 0 : database.basketTenders(open).reduce((sum, { tender }) => sum + (tender.type === 'account' ? tender.amount : 0), 0))
    database.close()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
