import Database from 'better-sqlite3'
import { createHash, randomUUID } from 'node:crypto'
import { migrate, migrations } from '../../src/db/index.ts'
import { canonicalValue, GENESIS_HASH, makeEntry } from '../../src/domain/journal/index.ts'

const registerId = '01935d3c-0000-7000-8000-000000000001'
const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
/** Items in it. */
export const itemCount = 40
/** Of its open basket. */
export const line = { kind: 'item', lineNo: 1, itemId: 'item-1', sku: 'S1', names: { 'zh-CN': '绿茶 1' }, quantity: 1000, unit: 'each', price: { minor: 350, per: 1000 }, taxClass: 'standard', removed: false }

function body(saleId: string, counter: number, total: number) {
  const sold = { lineNo: 1, itemId: 'item-2', sku: 'S2', name: '绿茶 2', quantity: 1000, unit: 'each', price: { minor: total, per: 1000 }, gross: total, discount: 0, total, taxClass: 'standard', rate: 130_000, tax: 40 }
  return { saleId, number: `3-${counter}`, basketId: `b-${saleId}`, total, tax: 40, lines: [sold], movements: [{ itemId: 'item-2', quantity: -1000 }], tenders: [] }
}

/** Makes a register's file that sold, as the version that knew the schema up to 80 left it: two sales of which one is projected, and an open basket. The texts of its journal. */
export function fileOfSchema80(path: string): readonly string[] {
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
