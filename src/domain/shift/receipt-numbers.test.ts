import fc from 'fast-check'
import { expect, test } from 'vitest'
import { booked, date } from './day.fixture.ts'
import { type BookedEntry, type Books } from './index.ts'

const entry = (type: string, body: unknown): BookedEntry => ({ type, schemaVersion: 1, epoch: 1, seq: 1, at: 1_763_700_000_000, tzOffset: 480, businessDate: date, operator: 'op-1', body })
const sale = (counter: number): BookedEntry => entry('sale.completed', { number: `1-${counter}`, total: 1, subtotal: 1, lines: [], taxes: [], tenders: [{ type: 'cash', amount: 1 }] })
const range = (from: number, to: number): readonly number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at)
const sold = (counters: readonly number[], before?: Books): Books => booked(counters.map(sale), before).books

test('[SHF-4] documents that head office gave back behind the jump of a restore are missing from the numbers without a document, whichever came first', () => {
  const backup = booked([...range(1, 16).map(sale), entry('shift.closed', { number: 1, shift: 1, toSafe: 0, leave: 0, hash: 'h', businessDate: date })]).books
  const gaps = { firstReceipt: '1-17', lastReceipt: '1-1022', gaps: [{ from: 22, to: 1016 }] }
  expect(sold([...range(1017, 1022), ...range(17, 21)], backup).active).toMatchObject(gaps)
  expect(sold([...range(17, 21), ...range(1017, 1022)], backup).active).toMatchObject(gaps)
  expect(sold([1017, 17, 18, 1018, 19, 20, 1019, 1020, 21, 1021, 1022], backup).active).toMatchObject(gaps)
})

test('[SHF-4] restored twice in a row, each jump is named without what came back of it', () => {
  const second = sold([...range(1, 16), 2017, 2018, ...range(17, 21), 1017, 1018, 2019])
  expect(second.active).toMatchObject({ firstReceipt: '1-1', lastReceipt: '1-2019', gaps: [{ from: 22, to: 1016 }, { from: 1019, to: 2016 }] })
})

test('[SHF-4] a shift that is put aside names a number no more that came back while another one is open', () => {
  const aside = booked([...[16, 1017].map(sale), entry('shift.suspended', { shift: 1 }), sale(1018), sale(17)]).books
  expect(aside.suspended).toMatchObject([{ firstReceipt: '1-16', lastReceipt: '1-1017', gaps: [{ from: 18, to: 1016 }] }])
  expect(aside.active).toMatchObject({ firstReceipt: '1-1018', lastReceipt: '1-1018', gaps: [] })
})

test('[SHF-4] in whatever order numbers come, jumped, given back or twice, those without a document are those that no document has', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 60 }), (counters) => {
      const shift = sold([1, ...counters]).active
      const last = Math.max(1, ...counters)
      expect(shift?.gaps.flatMap(({ from, to }) => range(from, to))).toEqual(range(1, last).filter((counter) => counter !== 1 && !counters.includes(counter)))
      expect([shift?.firstReceipt, shift?.lastReceipt]).toEqual(['1-1', `1-${last}`])
    }),
    { numRuns: 300, seed: 4 },
  )
})
