import { z } from 'zod'
import { approvalId } from './approve.ts'
import { command, query } from './define.ts'
import { receiptDocumentView } from './receipt.ts'
import { bagLength, cashMovementView, cashNoteLength, declarationView, declaredTenderView, ownCountView } from './shift.ts'
import { currencyView, effectView, namesView } from './views.ts'

/** How many there were, and what they came to in minor units. */
const sum = z.strictObject({ count: z.int(), amount: z.int() })
const named = sum.extend({ key: z.string() })
const taxView = z.strictObject({ rate: z.int(), base: z.int(), tax: z.int() })
const carriedView = z.strictObject({ id: z.string(), amount: z.int() })
const turnover = z.strictObject({ sales: sum, refunds: sum, voids: sum, taxes: z.array(taxView) })

/** An X, and a Z: one calculation. Amounts in minor units; refunds, voids and discounts are sizes, above nothing. */
export const shiftReportView = z.strictObject({
  kind: z.enum(['x', 'z']),
  shift: z.int(),
  currency: currencyView,
  businessDate: z.string(),
  openedAt: z.int(),
  /** When it was read, or closed. */
  until: z.int(),
  operators: z.array(z.string()),
  float: z.int(),
  floatCounted: z.boolean(),
  /** Numbers as they stand on the paper; absent where there was none. `gaps`: numbers that no document has. */
  receipts: z.strictObject({ first: z.exactOptional(z.string()), last: z.exactOptional(z.string()), gaps: z.array(z.strictObject({ from: z.int(), to: z.int() })) }),
  /** Before discounts. */
  gross: z.int(),
  discounts: z.array(named),
  sales: sum,
  refunds: sum,
  voids: sum,
  /** Sales less refunds and voids. */
  net: z.int(),
  cancelled: sum,
  noSales: z.int(),
  overrides: sum,
  reprints: z.int(),
  taxes: z.array(taxView),
  /** What cash rounding took off (above nothing) or put on. */
  rounding: z.int(),
  /** Money owed and not earned, by the ledger's keys: what came in, and what of it is owed no longer, `back` of which paid for nothing. In no figure above. Absent where there was none. */
  liabilities: z.exactOptional(z.array(z.strictObject({ key: z.string(), names: z.exactOptional(namesView), taken: sum, given: sum, back: z.exactOptional(sum) }))),
  /** In an X `expected` is there for whoever may see it; the rest once it is counted. */
  tenders: z.array(z.strictObject({ tender: declaredTenderView, own: z.exactOptional(ownCountView), expected: z.exactOptional(z.int()), counted: z.exactOptional(z.int()), overShort: z.exactOptional(z.int()) })),
  movements: z.array(cashMovementView),
  carried: z.strictObject({ payments: z.array(carriedView), baskets: z.array(carriedView) }),
  /** Entries of the shift that this version cannot read: they are missing from every figure here. Absent when none is. */
  unread: z.exactOptional(z.int()),
  day: turnover,
  month: turnover,
  year: turnover,
  /** Since the register's first sale; never reset. */
  grandTotal: z.strictObject({ sales: z.int(), refunds: z.int() }),
})
export type ShiftReportView = z.infer<typeof shiftReportView>

export const zSummaryView = z.strictObject({
  number: z.int(),
  shift: z.int(),
  businessDate: z.string(),
  closedAt: z.int(),
  operatorName: z.string(),
  currency: currencyView,
  /** Sales less refunds and voids. */
  net: z.int(),
  /** All tenders together. Absent: it was closed without a count. */
  overShort: z.exactOptional(z.int()),
  /** Likewise, but each as a size: five too many on the slips does not make good five missing in the drawer. */
  difference: z.exactOptional(z.int().nonnegative()),
  /** SHA-256 of the frozen Z, in hex. */
  hash: z.string(),
})
export type ZSummaryView = z.infer<typeof zSummaryView>

export const zReportView = z.strictObject({
  ...zSummaryView.shape,
  report: shiftReportView,
  declaration: z.exactOptional(declarationView),
  /** What went to the safe, and what stays as the next float. */
  toSafe: z.int(),
  leave: z.int(),
  bag: z.exactOptional(z.string()),
  note: z.exactOptional(z.string()),
  approverName: z.exactOptional(z.string()),
  /** Entries that head office had not acknowledged at the close. */
  unsynced: z.int(),
  previousHash: z.string(),
  /** The journal's head that the Z stands on. */
  head: z.strictObject({ epoch: z.int(), seq: z.int(), hash: z.string() }),
  /** As it is printed, without the mark of a copy. */
  document: receiptDocumentView,
  /** Its paper, as it waits or came out. */
  effects: z.array(effectView),
})
export type ZReportView = z.infer<typeof zReportView>

/**
 * Closes the shift, writes its Z and prints it. Network, printer, an unanswered payment or a held basket stop nothing. After a
 * count `toSafe` and `leave` together are what was counted in cash, or it refuses `shift.cashSplit` (params: counted).
 * `uncounted`: without one, which asks for `closeUncounted`; else no count is `declaration.missing`, and one that money has
 * moved after is `declaration.stale`. Over or short beyond the right's limit asks for `acceptOverShort`. Cash to the safe needs
 * `bag` (`cash.bagMissing`). Refuses `shift.none` and `shift.changed`. `approvals`: one for each that was asked for.
 */
export const closeShift = command('close-shift', {
  who: 'closeShift',
  input: z.strictObject({
    shift: z.int().positive(),
    toSafe: z.int().nonnegative(),
    leave: z.int().nonnegative(),
    bag: z.exactOptional(z.string().trim().min(1).max(bagLength)),
    note: z.exactOptional(z.string().trim().min(1).max(cashNoteLength)),
    uncounted: z.exactOptional(z.literal(true)),
    approvals: z.exactOptional(z.array(approvalId).max(3)),
  }),
  output: zReportView,
})

/** The sums of the open shift up to now. Refuses `shift.none`. */
export const xReport = query('x-report', { who: 'readX', input: z.strictObject({}), output: z.strictObject({ report: shiftReportView, document: receiptDocumentView }) })

/** The same on paper, as it is now. */
export const printX = command('print-x', { who: 'readX', input: z.strictObject({}), output: z.strictObject({ effects: z.array(effectView) }) })

/** Newest first, page by page from the number of the last one seen. */
export const zReports = query('z-reports', {
  who: 'seeZ',
  input: z.strictObject({ before: z.exactOptional(z.int().positive()), limit: z.int().min(1).max(50) }),
  output: z.strictObject({ reports: z.array(zSummaryView), /** Ask again with this as `before`. Absent at the end. */ next: z.exactOptional(z.int()) }),
})

/** Refuses `zReport.unknown`. */
export const zReport = query('z-report', { who: 'seeZ', input: z.strictObject({ number: z.int().positive() }), output: zReportView })

/** Prints a Z again, marked as a copy. Refuses `zReport.unknown`. */
export const reprintZ = command('reprint-z', { who: 'seeZ', input: z.strictObject({ number: z.int().positive() }), output: z.strictObject({ effects: z.array(effectView) }) })
