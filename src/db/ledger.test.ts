import Database from 'better-sqlite3'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { canonicalValue } from '../domain/journal/index.ts'
import { minor } from '../domain/money/index.ts'
import { thousandths } from '../domain/quantity/index.ts'
import { accept } from '../domain/errors/index.ts'
import { bodyOf, businessDate, freshRegister, itemLine, moment, valueOf, write, type TestFolder } from './fixture.ts'
import { openRegisterReader } from './index.ts'
import { type RegisterWriter } from './register-database.ts'

let folder: TestFolder
let register: RegisterWriter
beforeEach(() => {
  ({ folder, register } = freshRegister())
  return folder.remove
})

const act = { schemaVersion: 1, businessDate, operator: 'operator-1' }
let sales = 0
function sell(price: number, target: RegisterWriter = register): void {
  sales += 1
  const lines = [itemLine(1, { itemId: 'tea', quantity: thousandths(1000), price: { minor: minor(price), per: thousandths(1000) } })]
  write(target, () => target.append(moment, { ...act, type: 'sale.completed', body: canonicalValue(bodyOf(`s${sales}`, `s${sales}`, `3-${sales}`, lines)) }))
}
function close(number: number, target: RegisterWriter = register): void {
  write(target, () => target.append(moment, { ...act, type: 'shift.closed', body: { number, shift: number, toSafe: 0, leave: 0, hash: `z${number}`, businessDate } }))
}
const amount = (shift: number, from: RegisterWriter | ReturnType<typeof reader> = register): number => from.ledgerNow((now) => now.sumsOfShift(shift).find(({ kind }) => kind === 'sale')?.amount ?? 0)
const reader = () => valueOf(openRegisterReader({ path: folder.path }))
/** Row for row, as the file has it. */
function tables(): unknown {
  const raw = new Database(folder.path, { readonly: true })
  const all = ['SELECT * FROM ledger ORDER BY shift, kind, key, day, operator, hour', 'SELECT * FROM ledger_cursor', 'SELECT * FROM z_report ORDER BY number'].map((statement) => raw.prepare(statement).all())
  raw.close()
  return all
}

describe('the ledger', () => {
  test('[LED-6] is up to the last entry for whoever looks, whatever was projected by then, on the writer and on the reader', () => {
    const other = reader()
    sell(100)
    expect([amount(1), amount(1, other)]).toEqual([100, 100])
    register.project(10)
    sell(30)
    expect([amount(1), amount(1, other)]).toEqual([130, 130])
    expect(other.ledgerNow(({ sumsOfDays }) => sumsOfDays(businessDate, businessDate).find(({ kind }) => kind === 'sale'))).toEqual({ kind: 'sale', key: '', count: 2, amount: 130 })
    expect(other.ledgerNow(({ sumsOfDays }) => sumsOfDays('2026-11-22', '2026-12-31'))).toEqual([])
    other.close()
  })

  test('[LED-6] a look is of one moment, whatever is committed meanwhile', () => {
    const other = reader()
    sell(100)
    expect(other.ledgerNow((now) => {
      register.project(10)
      sell(30)
      return [now.books.grandTotal.sales, now.sumsOfShift(1).find(({ kind }) => kind === 'sale')?.amount]
    })).toEqual([100, 100])
    other.close()
  })

  test('[LED-7] taken in in slices of any size, or all at once, or again from nothing, it has the same rows', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 6 }), (slices) => {
        const before = register.ledgerNow(({ books }) => books.shifts)
        sell(100)
        for (const slice of slices) register.project(slice)
        sell(7)
        close(before + 1)
        write(register, () => { register.bringLedgerUp() })
        const once = tables()
        write(register, () => { register.resetProjections() })
        expect(tables()).toEqual([[], [], []])
        while (register.project(3) > 0);
        expect(tables()).toEqual(once)
        expect([amount(before + 1), register.zDocument(before + 1) !== undefined]).toEqual([107, true])
      }),
      { numRuns: 12 },
    )
  })

  test('[LED-7] a register with a long past is taken in in pieces, and read in pieces before it is', () => {
    write(register, () => {
      for (let one = 0; one < 1100; one += 1) register.append(moment, { ...act, type: 'drawer.opened', body: { reason: 'check' } })
    })
    const noSales = (): number | undefined => register.ledgerNow(({ sumsOfShift }) => sumsOfShift(1).find(({ kind }) => kind === 'noSale')?.count)
    expect(noSales()).toBe(1100)
    write(register, () => { register.bringLedgerUp() })
    expect([noSales(), register.project(2000)]).toEqual([1100, 1100])
    expect(noSales()).toBe(1100)
  })

  test('[REP-7] an entry issued again under a new epoch counts once', () => {
    let id = ''
    write(register, () => { id = register.append(moment, { ...act, type: 'drawer.opened', body: { reason: 'check' } }).id })
    register.close()
    // By the id it has: a register restored from a backup issues the same entries again.
    const raw = new Database(folder.path)
    const text = raw.prepare<[string], string>('SELECT text FROM journal WHERE id = ?').pluck().get(id) ?? ''
    raw.prepare(`INSERT INTO journal (position, id, type, sale_count, receipt_counter, prev_hash, hash, text) VALUES (?, ?, 'drawer.opened', 0, 0, ?, ?, ?)`).run(2 * 2 ** 40 + 1, id, '0'.repeat(64), 'a'.repeat(64), text)
    raw.close()
    const other = reader()
    expect(other.ledgerNow(({ sumsOfShift }) => sumsOfShift(1).find(({ kind }) => kind === 'noSale')?.count)).toBe(1)
    other.close()
  })

  test('[LED-8] what cannot be read is missing from the sums and counted beside them', () => {
    sell(100)
    write(register, () => register.append(moment, { ...act, type: 'sale.completed', body: { saleId: 'half' } }))
    expect(register.ledgerNow(({ books }) => [books.active?.unread, books.grandTotal.sales])).toEqual([1, 100])
    expect(valueOf(register.unitOfWork(() => accept(register.ledgerNow(({ books }) => books.active?.unread))))).toBe(1)
  })
})
