import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { moment, openForTest, testFolder, type TestFolder, write } from './fixture.ts'
import { type JournalAsked } from './journal-asked.ts'
import { journalListStatements } from './journal-list.ts'
import { type RegisterWriter } from './register-database.ts'

let folder: TestFolder
let register: RegisterWriter
beforeEach(() => {
  folder = testFolder()
  register = openForTest(folder.path)
})
afterEach(() => {
  register.close()
  folder.remove()
})

const append = (type: string, operator: string, businessDate: string, body: unknown = {}): void => {
  write(register, () => register.append(moment, { type, schemaVersion: 1, businessDate, operator, body }))
}
const list = (): void => { while (register.project(7) > 0); }
const seqs = (asked: Partial<JournalAsked> = {}): readonly number[] => register.journalEntries({ limit: 50, ...asked }).map(({ seq }) => seq)

/** All pages of a length, glued together. */
function paged(asked: Partial<JournalAsked>, limit: number): readonly number[] {
  const found: number[] = []
  for (let before: JournalAsked['before']; ; ) {
    const page = register.journalEntries({ ...asked, limit, ...(before === undefined ? {} : { before }) })
    found.push(...page.map(({ epoch, seq }) => epoch * 1000 + seq))
    const last = page.at(-1)
    if (last === undefined || page.length < limit) return found
    before = { businessDate: last.businessDate, epoch: last.epoch, seq: last.seq }
  }
}

describe('the journal to look through', () => {
  test('[DB-24] newest first, by business date and then by place: what belongs to yesterday stands with yesterday', () => {
    append('drawer.opened', 'a', '2026-11-20')
    append('drawer.opened', 'a', '2026-11-21')
    append('basket.cancelled', 'a', '2026-11-20')
    list()
    expect(seqs()).toEqual([2, 3, 1])
    expect(seqs({ from: '2026-11-21' })).toEqual([2])
    expect(seqs({ to: '2026-11-20' })).toEqual([3, 1])
    expect(seqs({ from: '2026-11-20', to: '2026-11-20' })).toEqual([3, 1])
  })

  test('[DB-24] is found by receipt number with and without its register, and by the id of sale, basket and payment, whole', () => {
    append('payment.began', 'a', '2026-11-20', { paymentId: 'p1', basketId: 'b1' })
    append('sale.completed', 'b', '2026-11-20', { number: '3-17', saleId: 'b1', basketId: 'b1' })
    append('receipt.reprinted', 'a', '2026-11-21', { number: '3-17', saleId: 'b1' })
    append('sale.completed', 'b', '2026-11-21', { number: '3-170', saleId: 'b2', basketId: 'b2' })
    list()
    expect([seqs({ reference: '3-17' }), seqs({ reference: '17' }), seqs({ reference: 'b1' }), seqs({ reference: 'p1' }), seqs({ reference: '1' })]).toEqual([[3, 2], [3, 2], [3, 2, 1], [1], []])
    expect([seqs({ reference: 'b1', operatorId: 'a' }), seqs({ reference: 'b1', areas: ['sale'] }), seqs({ reference: 'b1', to: '2026-11-20' })]).toEqual([[3, 1], [2], [2, 1]])
  })

  test('[DB-24] a type nobody has heard of is listed under its first word', () => {
    append('invented', 'a', '2026-11-20')
    append('moon.phased', 'a', '2026-11-20')
    list()
    expect([seqs(), seqs({ areas: ['moon'] }), seqs({ areas: ['invented', 'moon'] }), seqs({ areas: [] })]).toEqual([[2, 1], [2], [2, 1], []])
  })

  test('[DB-24] every filter finds what a look at each entry finds, and pages of any length leave nothing out and name nothing twice', () => {
    const dates = ['2026-11-20', '2026-11-21', '2026-11-22'] as const
    const entries = fc.sample(fc.record({ type: fc.constantFrom('sale.completed', 'basket.cancelled', 'drawer.opened', 'operator.signedOn'), operator: fc.constantFrom('a', 'b'), date: fc.constantFrom(...dates) }), 60)
    entries.forEach(({ type, operator, date }, index) => {
      if (index === 40) write(register, () => { register.saveFacts({ epoch: 2 }) })
      append(type, operator, date)
    })
    list()
    const all = entries.map((entry, index) => ({ ...entry, area: entry.type.split('.')[0] ?? '', place: index < 40 ? 1001 + index : 2001 + index - 40 }))
    fc.assert(
      fc.property(
        fc.record({ from: fc.constantFrom(...dates), to: fc.constantFrom(...dates), operatorId: fc.constantFrom('a', 'b', 'c'), areas: fc.subarray(['sale', 'basket', 'drawer', 'other']) }, { requiredKeys: [] }),
        fc.integer({ min: 1, max: 70 }),
        (asked, limit) => {
          const wanted = all
            .filter(({ date, operator, area }) => date >= (asked.from ?? '') && date <= (asked.to ?? '~') && operator === (asked.operatorId ?? operator) && (asked.areas?.includes(area) ?? true))
            .toSorted((one, other) => (one.date === other.date ? other.place - one.place : one.date < other.date ? 1 : -1))
          expect(paged(asked, limit)).toEqual(wanted.map(({ place }) => place))
        },
      ),
      { numRuns: 150 },
    )
  })

  test('[DB-24] no look reads more of the table than it answers with: each is a range of an index in the list’s own order', () => {
    const raw = new Database(folder.path, { readonly: true })
    for (const [name, sql] of Object.entries(journalListStatements)) {
      const plan = raw.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...Array.from({ length: sql.split('?').length - 1 }, () => '')).map(({ detail }) => detail)
      expect(plan, name).toEqual([expect.stringMatching(/^SEARCH journal_(?:line|reference) USING .*\(.*(?:business_date|\(business_date,position\))/)])
    }
    raw.close()
  })

  test('[DB-24] a register with a history lists it in slices when nothing new is left, and a rebuild comes to the same', () => {
    for (let seq = 1; seq <= 20; seq += 1) append('drawer.opened', 'a', '2026-11-20', { number: `3-${seq}` })
    list()
    const before = seqs()
    expect(register.listedUpTo()).toBeUndefined()
    // As migration 240 leaves the file of a register that had projected all of it.
    const raw = new Database(folder.path)
    raw.exec('DELETE FROM journal_line; DELETE FROM journal_reference; UPDATE projection_cursor SET listed = 0')
    raw.close()
    append('drawer.opened', 'a', '2026-11-21')
    expect([register.project(7), seqs(), register.listedUpTo()]).toEqual([1, [], { epoch: 0, seq: 0 }])
    expect([register.project(7), seqs().length, register.listedUpTo()]).toEqual([7, 7, { epoch: 1, seq: 7 }])
    list()
    expect([seqs(), seqs({ reference: '20' }), register.listedUpTo()]).toEqual([[21, ...before], [20], undefined])
    write(register, () => { register.resetProjections() })
    expect(seqs()).toEqual([])
    list()
    expect(seqs()).toEqual([21, ...before])
  })

  test('[DB-24] one entry is read by its place', () => {
    append('drawer.opened', 'a', '2026-11-20')
    expect([register.entryAt(1, 1)?.type, register.entryAt(1, 2), register.entryAt(2, 1)]).toEqual(['drawer.opened', undefined, undefined])
  })
})
