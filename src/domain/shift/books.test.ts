import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson, GENESIS_HASH } from '../journal/index.ts'
import { ledgerRows, summed, type LedgerRow } from '../ledger/index.ts'
import { booked, date, dayFrom } from './day.fixture.ts'
import { book, countedTotal, daysOf, declaredForeign, periodsDue, shiftFigures, shiftReport, turnoverOf, zBody, zHash, type BookedEntry, type Books, type Posting } from './index.ts'

const anyDay = fc.array(fc.nat(1_000_000), { minLength: 400, maxLength: 400 }).map(dayFrom)
const amountOf = (rows: readonly LedgerRow[], kind: LedgerRow['kind'], key?: string): number => rows.reduce((sum, row) => (row.kind === kind && (key === undefined || row.key === key) ? sum + row.amount : sum), 0)
const total = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0)
const rowsOf = (postings: readonly Posting[], shift?: number): readonly LedgerRow[] => postings.filter((posting) => shift === undefined || posting.shift === shift).flatMap(({ rows }) => rows)
const entry = (type: string, body: unknown, more: Partial<BookedEntry> = {}): BookedEntry => ({ type, schemaVersion: 1, epoch: 1, seq: 1, at: 1_763_700_000_000, tzOffset: 480, businessDate: date, operator: 'op-1', body, ...more })
const sale = (number: string, cash: number): object => ({ number, total: cash, subtotal: cash, lines: [], taxes: [], tenders: [{ type: 'cash', amount: cash }] })
const around = { registerNumber: 3, currency: 'CNY', until: 9, carriedPayments: [], carriedBaskets: [], day: turnoverOf([]), month: turnoverOf([]), year: turnoverOf([]), grandTotal: { sales: 0, refunds: 0 } } as const

describe('whatever a till did', () => {
  test('[LED-4] its tenders and its rounding are its sales less what went back, in each shift and in all', () => {
    fc.assert(
      fc.property(anyDay, ({ entries }) => {
        const { postings } = booked(entries)
        for (const shift of [undefined, ...new Set(postings.map((posting) => posting.shift))]) {
          const rows = rowsOf(postings, shift)
          expect(amountOf(rows, 'tender') + amountOf(rows, 'rounding')).toBe(amountOf(rows, 'sale') - amountOf(rows, 'refund') - amountOf(rows, 'void'))
        }
      }),
      { numRuns: 150 },
    )
  })

  test('[LED-4] the ledger adds up to what the receipts say by themselves', () => {
    fc.assert(
      fc.property(anyDay, ({ entries, sales, refunds }) => {
        const rows = summed(rowsOf(booked(entries).postings))
        expect(amountOf(rows, 'sale')).toBe(total(sales.map((one) => one.total)))
        expect(amountOf(rows, 'refund')).toBe(total(refunds.filter(({ kind }) => kind === 'return').map((one) => one.total)))
        expect(amountOf(rows, 'void')).toBe(total(refunds.filter(({ kind }) => kind === 'void').map((one) => one.total)))
        expect(amountOf(rows, 'tax')).toBe(total(sales.map((one) => one.tax)) - total(refunds.map((one) => one.tax)))
        expect(amountOf(rows, 'gross') - amountOf(rows, 'discount')).toBe(total(sales.map((one) => one.subtotal - one.discount)))
        expect(amountOf(rows, 'item')).toBe(total(sales.flatMap((one) => one.lines.map((line) => line.total))))
        for (const type of ['cash', 'card'] as const) {
          const moved = (documents: readonly { readonly tenders: readonly { readonly type: string; readonly amount: number }[] }[]): number => total(documents.flatMap(({ tenders }) => tenders.filter((tender) => tender.type === type).map(({ amount }) => amount)))
          expect([type, amountOf(rows, 'tender', type)]).toEqual([type, moved(sales) - moved(refunds)])
        }
        expect(amountOf(rows, 'tender', 'exchange')).toBe(0)
      }),
      { numRuns: 150 },
    )
  })

  test('[LED-5] every entry that adds something is in exactly one shift, and the Zs of all shifts are the sum of what was written', () => {
    fc.assert(
      fc.property(anyDay, ({ entries }) => {
        const { postings, books } = booked(entries)
        const written = entries.flatMap((one) => ledgerRows(one) ?? [])
        expect(postings.length).toBe(entries.filter((one) => (ledgerRows(one) ?? []).length > 0).length)
        const shifts = [...new Set(postings.map(({ shift }) => shift))]
        const figures = shifts.map((shift) => shiftFigures({ float: 0 }, rowsOf(postings, shift)))
        const all = shiftFigures({ float: 0 }, written)
        for (const name of ['gross', 'net', 'rounding', 'noSales'] as const) expect([name, total(figures.map((one) => one[name]))]).toEqual([name, all[name]])
        for (const name of ['sales', 'refunds', 'voids', 'cancelled', 'overrides'] as const) expect([name, total(figures.map((one) => one[name].amount)), total(figures.map((one) => one[name].count))]).toEqual([name, all[name].amount, all[name].count])
        expect(total(figures.flatMap(({ taxes }) => taxes.map(({ tax }) => tax)))).toBe(total(all.taxes.map(({ tax }) => tax)))
        expect(total(figures.flatMap(({ expected }) => expected.map(({ amount }) => amount)))).toBe(total(all.expected.map(({ amount }) => amount)))
        expect(books.grandTotal).toEqual({ sales: all.sales.amount, refunds: all.refunds.amount + all.voids.amount })
      }),
      { numRuns: 150 },
    )
  })

  test('[SHF-1] the drawer of each shift should hold its float and what went in less what went out', () => {
    fc.assert(
      fc.property(anyDay, ({ entries, cash }) => {
        const { books, postings } = booked(entries)
        const open = [...(books.active === undefined ? [] : [books.active]), ...books.suspended]
        expect(new Set(open.map(({ number }) => number)).size).toBe(open.length)
        for (const shift of open) {
          const drawer = shiftFigures(shift, rowsOf(postings, shift.number)).expected.find(({ tender }) => tender === 'cash')?.amount
          expect([shift.number, drawer]).toEqual([shift.number, cash.get(shift.number) ?? 0])
        }
      }),
      { numRuns: 150 },
    )
  })

  test('[SHF-2] taken in at once, or with the books put down as text after any entry, it comes to the same', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(100), ({ entries }, at) => {
        const whole = booked(entries)
        const first = booked(entries.slice(0, at))
        const kept = JSON.parse(canonicalJson(first.books)) as Books
        const second = booked(entries.slice(at), kept)
        expect([second.books, [...first.postings, ...second.postings]]).toEqual([whole.books, whole.postings])
      }),
      { numRuns: 100 },
    )
  })
})

describe('a shift', () => {
  test('[SHF-3] opens by itself with what the last close left, and that is nobody’s twice', () => {
    const { books } = booked([entry('sale.completed', sale('3-1', 500)), entry('shift.closed', { number: 1, shift: 1, toSafe: 200, leave: 300, hash: 'h', businessDate: date })])
    expect([books.left, books.safe, books.active]).toEqual([300, 200, undefined])
    const next = booked([entry('drawer.opened', { reason: 'check' })], books).books
    expect(next).toMatchObject({ left: 0, shifts: 2, active: { number: 2, float: 300, counted: 0, cashMoved: 0 } })
  })

  test('[SHF-4] knows the first and last receipt and the numbers that none has, and takes none twice', () => {
    const { books } = booked([entry('sale.completed', sale('3-7', 1)), entry('sale.completed', sale('3-8', 1)), entry('sale.completed', sale('3-11', 1)), entry('sale.completed', sale('3-8', 1))])
    expect(books.active).toMatchObject({ firstReceipt: '3-7', lastReceipt: '3-11', gaps: [{ from: 9, to: 10 }] })
  })

  test('[SHF-5] an act that does not fit, or is of a later version, changes nothing and is counted as unread', () => {
    const start = booked([entry('sale.completed', sale('3-1', 500))]).books
    for (const [type, body, more] of [
      ['shift.suspended', { shift: 2 }, {}],
      ['shift.suspended', { shift: 1 }, { schemaVersion: 2 }],
      ['shift.resumed', { shift: 1 }, {}],
      ['shift.opened', { shift: 5, float: 1 }, {}],
      ['shift.declared', { shift: 1, attempt: 1, tenders: [{ tender: 'shells', expected: 1, counted: 1 }] }, {}],
      ['cash.moved', { kind: 'stolen', amount: 1, movementId: 'm', number: 1 }, {}],
      ['sale.completed', { total: 'much' }, {}],
    ] as const) {
      const after = book(start, entry(type, body, more))
      expect([type, after.posting, after.books]).toEqual([type, undefined, { ...start, active: { ...start.active, unread: 1 } }])
    }
  })

  test('[SHF-6] a closed day gets nothing more: what is still written for it belongs to the first open one', () => {
    const before = booked([entry('sale.completed', sale('3-1', 5))]).books
    expect(periodsDue(before, date)).toEqual([])
    expect(periodsDue(before, '2027-01-01')).toEqual([{ kind: 'day', period: date }, { kind: 'month', period: '2026-11' }, { kind: 'year', period: '2026' }])
    const closed = booked([entry('period.closed', { kind: 'day', number: 1, period: date }, { businessDate: '2026-11-22' })], before).books
    const late = book(closed, entry('sale.completed', sale('3-2', 5)))
    expect([late.posting?.day, late.books.open.day, periodsDue(late.books, date)]).toEqual(['2026-11-22', ['2026-11-22'], []])
    expect([daysOf(date), daysOf('2026-11'), daysOf('2026')]).toEqual([[date, date], ['2026-11-01', '2026-11-31'], ['2026-01-01', '2026-12-31']])
  })

  test('[SHF-7] a Z is its report, numbered after the last, chained to it, and hashed over all it says', () => {
    const { books, postings } = booked([entry('sale.completed', sale('3-1', 500)), entry('shift.declared', { shift: 1, attempt: 1, tenders: [{ tender: 'cash', expected: 500, counted: 480 }] })])
    const shift = books.active
    if (shift === undefined) throw new Error('no shift')
    const { declaration } = shift
    const report = shiftReport(shift, shiftFigures(shift, rowsOf(postings)), around, declaration)
    expect(report.tenders).toEqual([{ tender: 'cash', expected: 500, counted: 480, overShort: -20 }, { tender: 'card', expected: 0 }, { tender: 'wallet', expected: 0 }])
    const closing = { head: { epoch: 1, seq: 2, hash: 'x' }, toSafe: 80, leave: 400, unsynced: 2, ...(declaration === undefined ? {} : { declaration }) }
    const sha256 = (text: string): string => `#${text.length}`
    const first = zBody(books, shift, report, closing, sha256)
    expect([first.number, first.previous, first.safe, first.declaration]).toEqual([1, GENESIS_HASH, 80, { at: 1_763_700_000_000, operator: 'op-1', attempt: 1 }])
    const second = zBody({ ...books, lastZ: { number: 1, hash: 'first', businessDate: date, closedAt: 1 } }, shift, report, closing, sha256)
    expect([second.number, second.previous]).toEqual([2, 'first'])
    const seen: string[] = []
    zHash({ ...first, hash: 'not this' }, (text) => (seen.push(text), ''))
    const { hash: _hash, ...rest } = first
    expect(seen).toEqual([canonicalJson(rest)])
  })

  test('[SHF-8] is counted in pieces that the currency has, each once', () => {
    expect(countedTotal([{ minor: 10_000, pieces: 2 }, { minor: 50, pieces: 3 }], 'CNY')).toBe(20_150)
    expect([[{ minor: 200, pieces: 1 }], [{ minor: 100, pieces: 1 }, { minor: 100, pieces: 1 }], [{ minor: 100, pieces: -1 }], [{ minor: 100, pieces: 0.5 }], [{ minor: 100, pieces: 100_001 }]].map((counts) => countedTotal(counts, 'CNY'))).toEqual([undefined, undefined, undefined, undefined, undefined])
    expect(countedTotal([], 'JPY')).toBe(0)
  })

  test('[SHF-9] notes of another currency are exact when all are there, worth their average when not, and by the store’s rate where none were taken', () => {
    const figures = { others: [{ type: 'foreignCash', key: 'USD', count: 3, amount: 1001, received: 700 }, { type: 'voucher', key: 'lunch', count: 1, amount: 5 }] } as const
    const dollars = (pieces: number) => declaredForeign([{ currency: 'USD', counts: [{ minor: 100, pieces }] }], figures, () => undefined)
    expect(dollars(7)).toEqual([{ tender: 'foreignCash:USD', expected: 1001, counted: 1001, own: { expected: 700, counted: 700 } }])
    expect(dollars(6)).toEqual([{ tender: 'foreignCash:USD', expected: 1001, counted: 858, own: { expected: 700, counted: 600 } }])
    expect(declaredForeign([], figures, () => undefined)).toEqual([{ tender: 'foreignCash:USD', expected: 1001, counted: 0, own: { expected: 700, counted: 0 } }])
    expect(declaredForeign([{ currency: 'EUR', counts: [{ minor: 500, pieces: 2 }] }], {}, (_currency, own) => own * 8)).toEqual([{ tender: 'foreignCash:EUR', expected: 0, counted: 8000, own: { expected: 0, counted: 1000 } }])
    const euros = { currency: 'EUR', counts: [{ minor: 500, pieces: 1 }] } as const
    expect([declaredForeign([euros], {}, () => undefined), declaredForeign([euros, euros], {}, () => 1), declaredForeign([{ currency: 'EUR', counts: [{ minor: 300, pieces: 1 }] }], {}, () => 1)]).toEqual([undefined, undefined, undefined])
    fc.assert(fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 1, max: 100_000 }), (worth, pieces) => {
      const all = declaredForeign([{ currency: 'USD', counts: [{ minor: 100, pieces }] }], { others: [{ type: 'foreignCash', key: 'USD', count: 1, amount: worth, received: pieces * 100 }] }, () => undefined)
      expect(all?.[0]?.counted).toBe(worth)
    }))
  })
})
