import { minor } from '../money/index.ts'
import { type TenderLine } from './tender.ts'

type CashLine = Extract<TenderLine, { readonly type: 'cash' }>

/**
 * All home cash of a sale as one line, where the last of it stands: a customer gives ten and then a coin more, and no paper says
 * "cash" twice. Of the settled lines and not of what was asked for: what was given first may be more than all cash comes to
 * once it is rounded, and then nothing is.
 */
export function gatherCash(lines: readonly TenderLine[]): readonly TenderLine[] {
  const cash = lines.filter((line): line is CashLine => line.type === 'cash')
  const last = cash.at(-1)
  if (last === undefined || cash.length === 1) return lines
  const sum = (of: (line: CashLine) => number) => minor(cash.reduce((total, line) => total + of(line), 0))
  const whole: CashLine = { ...last, amount: sum(({ amount }) => amount), received: sum(({ received }) => received), change: sum(({ change }) => change) }
  const kept = lines.flatMap((line): readonly TenderLine[] => (line === last ? [whole] : line.type === 'cash' ? [] : [line]))
  return kept.map((line, index) => ({ ...line, tenderNo: index + 1 }))
}
