import { type Books, type ShiftRecord } from './books.ts'

/** 10428 of "3-10428". */
function counterOf(number: string): number {
  const digits = /(\d{1,15})$/.exec(number)?.[1]
  return digits === undefined ? 0 : Number(digits)
}

const holds = (counter: number) => ({ from, to }: ShiftRecord['gaps'][number]): boolean => from <= counter && counter <= to

/** Around a number that has a document after all. */
function withoutNumber(gaps: ShiftRecord['gaps'], counter: number): ShiftRecord['gaps'] {
  return gaps.flatMap((gap) =>
    holds(counter)(gap)
      ? [
          { from: gap.from, to: counter - 1 },
          { from: counter + 1, to: gap.to },
        ].filter(({ from, to }) => from <= to)
      : [gap],
  )
}

/**
 * A document behind higher numbers: a restored register skipped its number, sold on, and head office had it and gave it back. Whichever shift that is not
 * closed named it as missing names it no more. Of any other number it was issued a second time under a new epoch, or by another program: neither first nor last.
 */
function withFound(books: Books, shift: ShiftRecord, number: string, counter: number): [Books, ShiftRecord] {
  if (shift.gaps.some(holds(counter))) {
    const isFirst = shift.firstReceipt === undefined || counter < counterOf(shift.firstReceipt)
    return [books, { ...shift, ...(isFirst && { firstReceipt: number }), gaps: withoutNumber(shift.gaps, counter) }]
  }
  return [{ ...books, suspended: books.suspended.map((other) => (other.gaps.some(holds(counter)) ? { ...other, gaps: withoutNumber(other.gaps, counter) } : other)) }, shift]
}

/** The numbers of a shift's receipts: the first, the last, and those that none has. */
export function withReceipt(books: Books, shift: ShiftRecord, number: string): [Books, ShiftRecord] {
  const counter = counterOf(number)
  if (counter <= books.lastReceipt) return withFound(books, shift, number, counter)
  const skipped = books.lastReceipt > 0 && counter > books.lastReceipt + 1
  const gaps = skipped ? [...shift.gaps, { from: books.lastReceipt + 1, to: counter - 1 }] : shift.gaps
  return [{ ...books, lastReceipt: counter }, { ...shift, firstReceipt: shift.firstReceipt ?? number, lastReceipt: number, gaps }]
}
