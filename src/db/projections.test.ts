import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import Database from 'better-sqlite3'
import { canonicalValue } from '../domain/journal/index.ts'
import { minor } from '../domain/money/index.ts'
import { thousandths } from '../domain/quantity/index.ts'
import { bodyOf, businessDate, freshRegister, itemLine, moment, type TestFolder, write } from './fixture.ts'
import { type RegisterWriter } from './register-database.ts'

let folder: TestFolder
let register: RegisterWriter
beforeEach(() => {
  ({ folder, register } = freshRegister())
  return folder.remove
})

type Sold = readonly { readonly item: number; readonly quantity: number; readonly price: number }[]

const entry = { schemaVersion: 1, businessDate, operator: 'operator-1' }
const appendSale = (saleId: string, sold: Sold, day = businessDate): void => {
  const lines = sold.map(({ item, quantity, price }, index) =>
    itemLine(index + 1, { itemId: `item-${item}`, quantity: thousandths(quantity), price: { minor: minor(price), per: thousandths(1000) } }))
  write(register, () => register.append(moment, { ...entry, type: 'sale.completed', businessDate: day, body: canonicalValue(bodyOf(saleId, saleId, '3-1', lines)) }))
}

/** Every projection, row for row, as the file has it. */
function tables(): unknown {
  const raw = new Database(folder.path, { readonly: true })
  const all = ['sale_line', 'on_hand', 'day_total', 'projection_problem'].map((table) => raw.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all())
  raw.close()
  return all
}

const projectAll = (limit: number): void => { while (register.project(limit) > 0); }

describe('projections', () => {
  test('[DB-10] a sale moves stock and the totals of its business date, once', () => {
    appendSale('s1', [{ item: 1, quantity: 2000, price: 350 }, { item: 2, quantity: 1284, price: 100 }])
    expect([register.project(10), register.project(10)]).toEqual([1, 0])
    expect([register.onHand('item-1'), register.onHand('item-2'), register.onHand('item-3')]).toEqual([-2000, -1284, 0])
    expect(register.dayTotals(businessDate)).toEqual({ sales: 1, total: 450, tax: 40 + 12, refunds: 0, refunded: 0, refundedTax: 0 })
    expect(register.dayTotals('2026-11-22')).toEqual({ sales: 0, total: 0, tax: 0, refunds: 0, refunded: 0, refundedTax: 0 })
    expect(register.projectionCursor()).toBe(1)
  })

  test('[DB-10] project applies no more than its limit and goes on where it stopped', () => {
    for (const sale of ['s1', 's2', 's3']) appendSale(sale, [{ item: 1, quantity: 1000, price: 100 }])
    expect([register.project(2), register.onHand('item-1'), register.project(2), register.onHand('item-1')]).toEqual([2, -2000, 1, -3000])
  })

  test('[REP-8] an entry of a type nobody projects moves the cursor and nothing else', () => {
    write(register, () => register.append(moment, { ...entry, type: 'drawer.opened', body: {} }))
    expect(register.project(10)).toBe(1)
    expect([register.projectionCursor(), register.projectionProblems()]).toEqual([1, []])
  })

  test('[REP-8] a sale that cannot be read is told, not swallowed, and does not block the next', () => {
    write(register, () => register.append(moment, { ...entry, type: 'sale.completed', body: { saleId: 's0' } }))
    write(register, () => register.append(moment, { ...entry, type: 'sale.completed', schemaVersion: 2, body: {} }))
    appendSale('s1', [{ item: 1, quantity: 1000, price: 100 }])
    projectAll(10)
    expect(register.dayTotals(businessDate).sales).toBe(1)
    expect(register.projectionProblems()).toEqual([{ epoch: 1, seq: 1, reason: 'not the body of a sale' }, { epoch: 1, seq: 2, reason: 'schema version 2' }])
  })

  test('[REP-7] a sale issued again under a new epoch counts once', () => {
    appendSale('s1', [{ item: 1, quantity: 1000, price: 100 }])
    write(register, () => { register.saveFacts({ epoch: 2 }) })
    appendSale('s1', [{ item: 1, quantity: 1000, price: 100 }])
    expect(register.project(10)).toBe(2)
    expect([register.onHand('item-1'), register.dayTotals(businessDate).sales]).toEqual([-1000, 1])
  })

  test('[DB-10] whatever was sold, in whatever slices it is projected, rebuilding from nothing gives the same rows, and they add up', () => {
    const sold = fc.array(fc.record({ item: fc.integer({ min: 1, max: 4 }), quantity: fc.integer({ min: 1, max: 9000 }), price: fc.integer({ min: 1, max: 99_999 }) }), { minLength: 1, maxLength: 4 })
    let run = 0
    const expected = new Map<string, number>()
    let total = 0
    fc.assert(
      fc.property(fc.array(fc.tuple(sold, fc.constantFrom('2026-11-21', '2026-11-22')), { maxLength: 4 }), fc.integer({ min: 1, max: 5 }), (sales, limit) => {
        for (const [lines, day] of sales) {
          run += 1
          appendSale(`sale-${run}`, lines, day)
          for (const { item, quantity, price } of lines) {
            expected.set(`item-${item}`, (expected.get(`item-${item}`) ?? 0) - quantity)
            total += price
          }
        }
        projectAll(limit)
        const once = tables()
        write(register, () => { register.resetProjections() })
        expect(register.dayTotals('2026-11-21').sales).toBe(0)
        projectAll(100)
        expect(tables()).toEqual(once)
        for (const [item, quantity] of expected) expect(register.onHand(item)).toBe(quantity)
        expect(register.dayTotals('2026-11-21').total + register.dayTotals('2026-11-22').total).toBe(total)
      }),
      { numRuns: 25 },
    )
  })
})
