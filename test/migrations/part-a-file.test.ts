import Database from 'better-sqlite3'
import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { migrate, migrations, openRegisterDatabase, openRegisterReader, type RegisterWriter } from '../../src/db/index.ts'
import { canonicalValue, GENESIS_HASH, makeEntry } from '../../src/domain/journal/index.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tillwright-part-a-'))
  path = join(folder, 'register.db')
})
afterEach(() => { rmSync(folder, { recursive: true }) })

const registerId = '01935d3c-0000-7000-8000-000000000001'
const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
const itemCount = 40
const line = { kind: 'item', lineNo: 1, itemId: 'item-1', sku: 'S1', names: { 'zh-CN': '绿茶 1' }, quantity: 1000, unit: 'each', price: { minor: 350, per: 1000 }, taxClass: 'standard', removed: false }

function body(saleId: string, counter: number, total: number) {
  const sold = { lineNo: 1, itemId: 'item-2', sku: 'S2', name: '绿茶 2', quantity: 1000, unit: 'each', price: { minor: total, per: 1000 }, gross: total, discount: 0, total, taxClass: 'standard', rate: 130_000, tax: 40 }
  return { saleId, number: `3-${counter}`, basketId: `b-${saleId}`, total, tax: 40, lines: [sold], movements: [{ itemId: 'item-2', quantity: -1000 }], tenders: [] }
}

/** A register that sold, as the version that knew the schema up to 80 left it: two sales of which one is projected, and an open basket. */
function fileOfSchema80(): readonly string[] {
  const raw = new Database(path)
  raw.pragma('journal_mode = WAL')
  migrate(raw, migrations.filter(({ id }) => id <= 80), 1)
  raw.prepare(`INSERT INTO register VALUES (1, ?, 3, 1, 'demo', 's1', 'Chenguang', 'Chain', '["1 High Street"]', 'CNY', 'CN-2019', 'Asia/Shanghai', 4, 'zh-CN', 7)`).run(registerId)
  for (let key = 1; key <= itemCount; key += 1) {
    raw.prepare(`INSERT INTO item VALUES (?, ?, ?, ?, 'each', 'standard', NULL)`).run(key, `item-${key}`, `S${key}`, JSON.stringify({ en: `Green tea ${key}`, 'zh-CN': `绿茶 ${key}` }))
    raw.prepare('INSERT INTO price VALUES (?, 350, 1000)').run(key)
  }
  raw.prepare(`INSERT INTO barcode VALUES ('06901234567892', 1)`).run()
  const texts: string[] = []
  let prevHash = GENESIS_HASH
  for (const [index, total] of [350, 1290].entries()) {
    const [seq, saleId, id] = [index + 1, `sale-${index + 1}`, randomUUID()]
    const content = { register: registerId, epoch: 1, seq, id, type: 'sale.completed', schemaVersion: 1, at: 1000 + seq, tzOffset: 480, bootId: id, monoMs: 1, businessDate: '2026-11-20', operator: 'o1', catalogueVersion: 7, body: canonicalValue(body(saleId, 10 + seq, total)) }
    const entry = makeEntry(content, prevHash, sha256)
    raw.prepare('INSERT INTO journal (position, id, type, sale_count, receipt_counter, prev_hash, hash, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run(2 ** 40 + seq, id, content.type, seq, 10 + seq, entry.prevHash, entry.hash, entry.text)
    raw.prepare(`INSERT INTO sale VALUES (?, ?, ?, 'counter', 1, ?, '2026-11-20', ?, 'o1', ?, 0, '[]')`).run(saleId, `3-${10 + seq}`, `b-${saleId}`, seq, 1000 + seq, total)
    prevHash = entry.hash
    texts.push(entry.text)
  }
  raw.exec(`INSERT INTO sale_line VALUES ('sale-1', 1, '2026-11-20', 'item-2', 1000, 350, 130000, 40); INSERT INTO on_hand VALUES ('item-2', -1000);
    INSERT INTO day_total VALUES ('2026-11-20', 1, 350, 40); UPDATE projection_cursor SET position = ${2 ** 40 + 1}`)
  raw.prepare(`INSERT INTO basket VALUES ('open', 'counter', 2000, '2026-11-21', 'CNY', 7, 4, 1)`).run()
  raw.prepare(`INSERT INTO basket_line VALUES ('open', 1, ?)`).run(JSON.stringify(line))
  raw.prepare(`INSERT INTO basket_step VALUES ('open', 1, '{"at":2000,"operator":"o1","act":"added","lineNo":1}')`).run()
  raw.prepare(`INSERT INTO seat VALUES ('counter', 'o1', 'open', 'sale-2')`).run()
  raw.close()
  return texts
}

function open(): RegisterWriter {
  const opened = openRegisterDatabase({ path, newId: randomUUID })
  if (!opened.ok) throw new Error(opened.refusal.code)
  return opened.value
}

describe('a register that sold before there was search, suspension and a list of receipts', () => {
  test('[DB-3] keeps its sales, its journal, its items and its open basket, which can be suspended now', () => {
    const texts = fileOfSchema80()
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
    fileOfSchema80()
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
    fileOfSchema80()
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
    fileOfSchema80()
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
