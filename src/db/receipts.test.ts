import Database from 'better-sqlite3'
import { beforeEach, describe, expect, test } from 'vitest'
import { freshRegister, itemLine, sell, type TestFolder, write } from './fixture.ts'
import { customerOrder0680 } from './migrations/0680-customer-order.ts'
import { receiptStatements } from './receipts.ts'
import { type RegisterWriter, type SaleHeader } from './register-database.ts'

let folder: TestFolder
let register: RegisterWriter
beforeEach(() => {
  ({ folder, register } = freshRegister())
  return folder.remove
})

/** Sales as rows, `at` minutes apart; what the look-ups read is the projection's own. */
function receiptsOf(...sales: readonly { readonly number: string; readonly at: number; readonly total: number; readonly date?: string }[]): void {
  write(register, () => {
    for (const { number, at, total, date = '2026-11-21' } of sales) {
      register.insertSale({ id: `sale-${number}`, number, basketId: `b-${number}`, seat: 'counter', epoch: 1, seq: 1, businessDate: date, completedAt: at, operatorId: 'o', total, change: 0, tenders: '[]' })
    }
  })
  const raw = new Database(folder.path)
  raw.exec(`INSERT INTO receipt SELECT completed_at, id, number, CAST(substr(number, instr(number, '-') + 1) AS INTEGER), total, business_date FROM sale WHERE id NOT IN (SELECT sale_id FROM receipt)`)
  raw.close()
}
const numbers = (headers: readonly SaleHeader[]): readonly string[] => headers.map(({ number }) => number)
const find = (text: string): readonly string[] => numbers(register.receipts({ text, limit: 50 }))

/** Every page of two, until one is short. */
function pages(text?: string): readonly string[] {
  const all: string[] = []
  for (let before: { completedAt: number; saleId: string } | undefined, more = true; more; ) {
    const page = register.receipts({ limit: 2, ...(text === undefined ? {} : { text }), ...(before === undefined ? {} : { before }) })
    all.push(...numbers(page))
    const last = page.at(-1)
    more = page.length === 2 && last !== undefined && all.length < 100
    if (last !== undefined) before = { completedAt: last.completedAt, saleId: last.id }
  }
  return all
}

describe('receipts', () => {
  test('[DB-16] a sale is listed once it is projected, with its header, and again after a rebuild', () => {
    const entry = sell(register, 'b1')
    while (register.project(8) > 0);
    const listed = register.receipts({ limit: 5 })
    expect(listed).toEqual([register.saleByBasket('b1')])
    expect(register.saleDocument(listed[0]?.id ?? '')).toBe(entry.text)
    expect(register.saleDocument('none')).toBeUndefined()
    write(register, () => { register.resetProjections() })
    expect(register.receipts({ limit: 5 })).toEqual([])
    while (register.project(8) > 0);
    expect(register.receipts({ limit: 5 })).toEqual(listed)
    const raw = new Database(folder.path, { readonly: true })
    expect(raw.prepare('SELECT item_id, lines FROM item_sold ORDER BY item_id').raw().all()).toEqual([1, 2, 3, 4, 5].map((line) => [itemLine(line).itemId, 1]))
    raw.close()
  })

  test('[DB-16] come newest first, page by page, each once, also those of one moment', () => {
    receiptsOf(...[1, 2, 3, 4, 5, 6, 7].map((counter) => ({ number: `3-${counter}`, at: Math.floor(counter / 3), total: 5 })))
    expect(pages()).toEqual(['3-7', '3-6', '3-5', '3-4', '3-3', '3-2', '3-1'])
    expect(register.receipts({ limit: 0 })).toEqual([])
  })

  test('[DB-16] [REP-9] stand as the journal goes, whatever the clock did: the newest sale is on top after a jump back, in every list', () => {
    const at = (text: string): number => Date.parse(`${text}+08:00`)
    receiptsOf(
      { number: '3-1', at: at('2026-11-21T09:00'), total: 5 }, { number: '3-2', at: at('2027-11-21T09:01'), total: 5 }, { number: '3-3', at: at('2027-11-21T09:02'), total: 5 },
      { number: '3-4', at: at('2026-11-21T09:03'), total: 5 }, { number: '3-5', at: at('2026-11-21T09:04'), total: 5 },
      // Paid behind it after midnight, on the business date of the day before.
      { number: '3-6', at: at('2026-11-21T00:30'), total: 5, date: '2026-11-20' },
    )
    const all = ['3-6', '3-5', '3-4', '3-3', '3-2', '3-1']
    expect([numbers(register.receipts({ limit: 9 })), pages(), find('0.05'), pages('0.05'), find('2026-11-21'), pages('2026-11-21'), pages('3-')]).toEqual([all, all, all, all, all, all, []])
    expect(numbers(register.salesLike({ businessDate: '2026-11-21' }, 9))).toEqual(['3-5', '3-4', '3-3', '3-2', '3-1', '3-6'])
    expect([numbers(register.salesLike({ total: 5 }, 2)), numbers(register.salesLike({ total: 5, businessDate: '2026-11-20' }, 2))]).toEqual([['3-6', '3-5'], ['3-6']])
  })

  test('[DB-16] [REP-9] of one customer stand as the journal goes, too, also those of a file from before they had their counters', () => {
    receiptsOf({ number: '3-1', at: 900, total: 5 }, { number: '3-2', at: 9_000_000, total: 5 }, { number: '3-3', at: 903, total: 5 }, { number: '3-10', at: 904, total: 5 })
    const raw = new Database(folder.path)
    raw.exec(`INSERT INTO customer_sale (customer_id, completed_at, sale_id) SELECT 'c1', completed_at, id FROM sale; DROP INDEX customer_sale_by_counter; ALTER TABLE customer_sale DROP COLUMN counter; ${customerOrder0680.up}`)
    raw.close()
    const first = register.receipts({ customer: 'c1', limit: 3 })
    const { completedAt = 0, id: saleId = '' } = first.at(-1) ?? {}
    expect([numbers(first), numbers(register.receipts({ customer: 'c1', before: { completedAt, saleId }, limit: 3 }))]).toEqual([['3-10', '3-3', '3-2'], ['3-1']])
    expect(numbers(register.receipts({ customer: 'c2', limit: 3 }))).toEqual([])
  })

  test('[DB-16] two of one number, as a register that was put back may have, are both on their pages', () => {
    receiptsOf(...[1, 2, 3].flatMap((counter) => [{ number: `3-${counter}`, at: counter, total: 5 }]), { number: '4-2', at: 7, total: 5 }, { number: '5-2', at: 7, total: 5 })
    expect([pages(), pages('2')]).toEqual([['3-3', '5-2', '4-2', '3-2', '3-1'], ['5-2', '4-2', '3-2']])
  })

  test('[DB-16] are found by the beginning of their number, with or without the register’s, newest first and page by page', () => {
    receiptsOf(...[10, 1, 104, 1040, 1049, 1050, 10_428, 205].map((counter) => ({ number: `3-${counter}`, at: counter, total: 9 })))
    receiptsOf({ number: '0-1041', at: 5000, total: 9 })
    expect(find('104')).toEqual(['3-10428', '3-1049', '0-1041', '3-1040', '3-104'])
    expect(find('3-104')).toEqual(['3-10428', '3-1049', '3-1040', '3-104'])
    expect([find('10428'), find('0-1'), find('205'), find('9'), find('3-'), find('0'), find('abc'), find('١٠')]).toEqual([['3-10428'], ['0-1041'], ['3-205'], [], [], [], [], []])
    expect(pages('104')).toEqual(find('104'))
    expect(pages('3-1')).toEqual(['3-10428', '3-1050', '3-1049', '3-1040', '3-104', '3-10', '3-1'])
  })

  test('[DB-16] are found by an amount, as it is said or with its sign, and by whole digits that begin no number', () => {
    receiptsOf({ number: '3-1', at: 1, total: 1290 }, { number: '3-2', at: 2, total: 1200 }, { number: '3-3', at: 3, total: 1290 }, { number: '3-4', at: 4, total: 1290 })
    for (const text of ['12.90', '12.9', ' 12.90 ', '１２.９０', '12。90', '¥12.9', '￥ 12.90', '12.90元']) expect([text, find(text)]).toEqual([text, ['3-4', '3-3', '3-1']])
    expect([find('12'), find('¥12'), find('12.'), find('12.905'), find('¥'), find('1')]).toEqual([['3-2'], ['3-2'], ['3-2'], [], [], ['3-1']])
    expect(pages('12.90')).toEqual(['3-4', '3-3', '3-1'])
  })

  test('[DB-16] are found by their business date, however it is written', () => {
    receiptsOf({ number: '3-1', at: 1, total: 5, date: '2026-11-20' }, { number: '3-2', at: 2, total: 5 }, { number: '3-3', at: 3, total: 5 }, { number: '3-4', at: 4, total: 5 })
    for (const text of ['2026-11-21', '2026/11/21', '2026.11.21', '2026年11月21日']) expect([text, pages(text)]).toEqual([text, ['3-4', '3-3', '3-2']])
    expect([find('2026-11-20'), find('2026-1-2')]).toEqual([['3-1'], []])
  })

  test('[DB-16] are found by the day on their paper too, when the till counts the hours after midnight to the day before', () => {
    // Asia/Shanghai, eight hours ahead: the business day of the 20th goes on until the small hours of the 21st.
    const at = (text: string): number => Date.parse(`${text}+08:00`)
    receiptsOf({ number: '3-1', at: at('2026-11-20T22:00'), total: 5, date: '2026-11-20' }, { number: '3-2', at: at('2026-11-21T00:00'), total: 5, date: '2026-11-20' }, { number: '3-3', at: at('2026-11-21T02:40'), total: 5, date: '2026-11-20' }, { number: '3-4', at: at('2026-11-21T09:00'), total: 5 })
    expect([find('2026-11-20'), find('2026-11-21'), pages('2026-11-21'), find('2026-11-22')]).toEqual([['3-3', '3-2', '3-1'], ['3-4', '3-3', '3-2'], ['3-4', '3-3', '3-2'], []])
    expect([find('2026-02-30'), find('2026-13-01')]).toEqual([[], []])
    const like = (businessDate: string, total?: number, limit = 50): readonly string[] => numbers(register.salesLike({ businessDate, ...(total === undefined ? {} : { total }) }, limit))
    expect([like('2026-11-20'), like('2026-11-21'), like('2026-11-21', 5, 2), like('2026-11-21', 6), like('2026-11-22'), like('2026-13-01')]).toEqual([['3-3', '3-2', '3-1'], ['3-4', '3-3', '3-2'], ['3-4', '3-3'], [], [], []])
  })

  test('[DB-16] are read from indexes in their order: nothing is scanned and nothing sorted', () => {
    const raw = new Database(folder.path, { readonly: true })
    for (const [name, sql] of Object.entries(receiptStatements)) {
      const given = Array.from({ length: sql.split('?').length - 1 }, () => 1)
      const steps = raw.prepare<number[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...given).map(({ detail }) => detail)
      expect([name, steps.filter((step) => /^SCAN|TEMP B-TREE/u.test(step))]).toEqual([name, []])
    }
    raw.close()
  })
})
