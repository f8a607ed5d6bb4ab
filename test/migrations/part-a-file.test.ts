import Database from 'better-sqlite3'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openRegisterDatabase, openRegisterReader, type RegisterWriter } from '../../src/db/index.ts'
import { fileOfSchema80, itemCount, line } from './part-a-file.fixture.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tillwright-part-a-'))
  path = join(folder, 'register.db')
})
afterEach(() => { rmSync(folder, { recursive: true }) })

function open(): RegisterWriter {
  const opened = openRegisterDatabase({ path, newId: randomUUID })
  if (!opened.ok) throw new Error(opened.refusal.code)
  return opened.value
}

describe('a register that sold before there was search, suspension and a list of receipts', () => {
  test('[DB-3] keeps its sales, its journal, its items and its open basket, which can be suspended now', () => {
    const texts = fileOfSchema80(path)
    const register = open()
    expect([register.chainFaultAtOpen(), register.journalHead().seq, register.facts().layout]).toEqual([undefined, 2, 'tiles'])
    expect(register.basket('open')).toEqual({ id: 'open', openedAt: 2000, businessDate: '2026-11-21', currency: 'CNY', catalogueVersion: 7, lines: [line], trail: [{ at: 2000, operator: 'o1', act: 'added', lineNo: 1 }], revision: 4, lastLineNo: 1 })
    expect([register.seat('counter').basketId, register.itemByBarcode('6901234567892')?.id]).toEqual(['open', 'item-1'])
    expect(['sale-1', 'sale-2'].map((id) => register.saleDocument(id))).toEqual(texts)
    const suspended = register.unitOfWork(() => ({ ok: true, value: register.suspendBasket('open', { operatorId: 'o1', at: 3000 }, { at: 3000, operator: 'o1', act: 'suspended' }, 'r1') }))
    expect([suspended, register.suspendedCount(), register.seat('counter').basketId]).toEqual([{ ok: true, value: 5 }, 1, undefined])
    register.close()
  })

  test('[DB-5] finds its sales by their baskets, and none of those baskets becomes a second sale', () => {
    fileOfSchema80(path)
    const register = open()
    expect(['b-sale-1', 'b-sale-2', 'sale-1', 'open'].map((basket) => register.saleByBasket(basket)?.id)).toEqual(['sale-1', 'sale-2', undefined, undefined])
    const again = (id: string, basketId: string): unknown => {
      const sale = register.saleById('sale-1')
      if (sale === undefined) throw new Error('the sale is gone')
      return register.unitOfWork(() => { register.insertSale({ ...sale, id, basketId }); return { ok: true, value: id } })
    }
    for (const id of ['b-sale-1', 'another']) expect(() => again(id, 'b-sale-1')).toThrow(/UNIQUE/u)
    // As a sale is written now; then neither way a second time.
    expect(again('b-new', 'b-new')).toEqual({ ok: true, value: 'b-new' })
    for (const id of ['b-new', 'another']) expect(() => again(id, 'b-new')).toThrow(/UNIQUE/u)
    register.close()
  })

  test('[DB-16] lists every sale it had at once, and projects the one that was waiting a single time', () => {
    fileOfSchema80(path)
    const register = open()
    const listed = (): readonly string[] => register.receipts({ limit: 9 }).map(({ id }) => id)
    expect([listed(), register.receipts({ text: '12.90', limit: 9 }).length, register.receipts({ text: '11', limit: 9 }).length]).toEqual([['sale-2', 'sale-1'], 1, 1])
    while (register.project(8) > 0);
    expect([listed(), register.dayTotals('2026-11-20'), register.projectionProblems()]).toEqual([['sale-2', 'sale-1'], { sales: 2, total: 1640, tax: 80, refunds: 0, refunded: 0, refundedTax: 0 }, []])
    const before = readProjected()
    expect(register.unitOfWork(() => { register.resetProjections(); return { ok: true, value: undefined } }).ok).toBe(true)
    while (register.project(8) > 0);
    expect(readProjected()).toEqual(before)
    register.close()
  })

  test('[DB-13] indexes its items afterwards in slices, over a restart in the middle, the ones that sold first', () => {
    fileOfSchema80(path)
    const register = open()
    expect([register.searchBacklog(), register.searchItems('绿茶', 50)]).toEqual([itemCount, []])
    expect([register.rebuildSearch(15), register.searchBacklog(), register.searchItems('绿茶', 50).length]).toEqual([15, itemCount - 15, 15])
    register.close()
    const again = open()
    expect(again.searchBacklog()).toBe(itemCount - 15)
    while (again.rebuildSearch(7) > 0);
    const reader = openRegisterReader({ path })
    if (!reader.ok) throw new Error(reader.refusal.code)
    const found = reader.value.searchItems('lvcha', 50).map(({ item }) => item.id)
    expect([found.length, found[0], reader.value.searchBacklog()]).toEqual([itemCount, 'item-2', 0])
    expect(reader.value.searchItems('69012', 5).map(({ item, barcode }) => [item.id, barcode])).toEqual([['item-1', '6901234567892']])
    reader.value.close()
    again.close()
  })
})

function readProjected(): unknown {
  const raw = new Database(path, { readonly: true })
  const all = ['sale_line', 'on_hand', 'day_total', 'receipt', 'item_sold', 'projection_cursor'].map((table) => raw.prepare(`SELECT * FROM ${table}`).raw().all())
  raw.close()
  return all
}
