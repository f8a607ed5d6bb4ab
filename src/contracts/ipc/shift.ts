import { z } from 'zod'
import { cashMovementKinds, countedTenders, mostPieces, payInReasons, payOutReasons } from '../../domain/shift/index.ts'
// A screen asks for a bag where one is needed, and counts in the same table as the register.
export { baggedKinds, cashMovementKinds, countedTenders, countedTotal, foreignCurrencyOf, payInReasons, payOutReasons, type CashMovementKind, type Count, type CountedTender, type PayInReason, type PayOutReason } from '../../domain/shift/index.ts'
import { approvalId } from './approve.ts'
import { command, query } from './define.ts'
import { currencyView, effectView } from './views.ts'

/** In characters as JavaScript counts them. */
export const cashNoteLength = 80
export const bagLength = 40

const amount = z.int().positive()
const note = z.exactOptional(z.string().trim().min(1).max(cashNoteLength))
const bag = z.exactOptional(z.string().trim().min(1).max(bagLength))
/** So many pieces of a note or coin. One that is not named is not there. */
export const countView = z.strictObject({ minor: z.int().positive(), pieces: z.int().min(0).max(mostPieces) })
const counts = z.array(countView).max(40)

/** What is counted at the end of a shift. Cash by its pieces, the others by what their slips and vouchers come to. */
export const countedTenderView = z.enum(countedTenders)
/** And the notes of another currency, `foreignCash:USD`. */
export const declaredTenderView = z.union([countedTenderView, z.templateLiteral(['foreignCash:', currencyView])])
/** Of foreign notes, in their own minor units: everything beside it is what they are worth here. */
export const ownCountView = z.strictObject({ expected: z.int(), counted: z.int() })

export const cashMovementView = z.strictObject({
  id: z.string(),
  number: z.int(),
  kind: z.enum(cashMovementKinds),
  amount,
  reason: z.exactOptional(z.enum([...payInReasons, ...payOutReasons])),
  note: z.exactOptional(z.string()),
  bag: z.exactOptional(z.string()),
  at: z.int(),
  operatorName: z.string(),
  approverName: z.exactOptional(z.string()),
})

/** `overShort` = `counted` - `expected`: below nothing, something is missing. */
export const tenderCountView = z.strictObject({ tender: declaredTenderView, expected: z.int(), counted: z.int(), overShort: z.int(), own: z.exactOptional(ownCountView) })

export const declarationView = z.strictObject({
  at: z.int(),
  operatorName: z.string(),
  /** The how manieth count of this shift: each is on record. */
  attempt: z.int().positive(),
  /** Money has moved since: it cannot be closed on, and is counted again. */
  stale: z.boolean(),
  tenders: z.array(tenderCountView),
  /** The sum of what each tender is over or short, each as a size: what `acceptOverShort` is held against. */
  difference: z.int().nonnegative(),
})

export const openShiftView = z.strictObject({
  number: z.int(),
  /** YYYY-MM-DD of its first entry. */
  businessDate: z.string(),
  openedAt: z.int(),
  openedBy: z.string(),
  /** False: it was opened by the first money of the day, with what the last close had left. */
  floatCounted: z.boolean(),
  float: z.int(),
  operators: z.array(z.string()),
  movements: z.array(cashMovementView),
  noSales: z.int(),
  /** The last one. Absent: not counted yet. */
  declaration: z.exactOptional(declarationView),
  /** What each tender should come to now. Only for whoever may see it before a count (`seeExpected`). */
  expected: z.exactOptional(z.array(z.strictObject({ tender: countedTenderView, amount: z.int() }))),
})

/** What the state of the shift allows, whoever asks: rights are `own-rights`'. */
export const shiftActs = ['open', 'move', 'handOver', 'suspend', 'resume', 'declare', 'close'] as const

export const shiftView = z.strictObject({
  currency: currencyView,
  /** The register's business date now. */
  businessDate: z.string(),
  allows: z.array(z.enum(shiftActs)),
  /** Absent: none is open. The next money opens one by itself. */
  shift: z.exactOptional(openShiftView),
  /** Put aside with their drawer insert, oldest first. */
  suspended: z.array(openShiftView),
  /** What the last close left in the drawer for the next shift. */
  left: z.int(),
  /** What this register put into the safe less what it took out. Only with `seeExpected`. */
  safe: z.exactOptional(z.int()),
  /** In minor units, largest first. */
  denominations: z.strictObject({ notes: z.array(z.int()), coins: z.array(z.int()) }),
  /** The other currencies that are counted at the end, in their own minor units: those the store takes, and those this shift took. Absent where there are none. */
  foreign: z.exactOptional(z.array(z.strictObject({ currency: currencyView, pieces: z.array(z.int()) }))),
  payInReasons: z.array(z.enum(payInReasons)),
  payOutReasons: z.array(z.enum(payOutReasons)),
  /** What a close carries over and names: payments without an answer, baskets put aside or open. They stop nothing. */
  carried: z.strictObject({ payments: z.int(), baskets: z.int() }),
  lastZ: z.exactOptional(z.strictObject({ number: z.int(), businessDate: z.string(), closedAt: z.int() })),
})
export type ShiftView = z.infer<typeof shiftView>
export type OpenShiftView = z.infer<typeof openShiftView>
export type DeclarationView = z.infer<typeof declarationView>
export type CashMovementView = z.infer<typeof cashMovementView>

/** The register's shift as it is. Without `seeExpected` it says nothing that a count could be made to fit. */
export const shift = query('shift', { who: 'sell', input: z.strictObject({}), output: shiftView })

/**
 * Counts the float. Of a shift that opened by itself as long as no cash has moved in it; after that it is
 * `shift.cashMoved`, and a loan or a pay-in says what was put in. Refuses `shift.open` where one is counted already, and
 * `count.invalid` for a piece that the currency does not have.
 */
export const openShift = command('open-shift', { who: 'manageShift', input: z.strictObject({ counts, approval: z.exactOptional(approvalId) }), output: shiftView })

/**
 * Cash without a sale, written once per request, with a slip, and the drawer where the till is one end. `loan` and `pickup`
 * ask for `moveSafe`, `payIn` and `payOut` for rights of their own, `banking` and `changeOrder` for `bankCash`; the document an
 * approval names is in `approval.needed`. Refuses `cash.reasonMissing`, `cash.noteMissing` (with the reason `other`),
 * `cash.bagMissing` (pickup, banking), `count.invalid` where counts do not come to the amount, and `cash.tooMuch`: more than
 * should be in the drawer (params: most, only with `seeExpected`).
 */
export const moveCash = command('move-cash', {
  who: 'signedOn',
  input: z.strictObject({
    kind: z.enum(cashMovementKinds),
    amount,
    reason: z.exactOptional(z.enum([...payInReasons, ...payOutReasons])),
    note,
    bag,
    counts: z.exactOptional(counts),
    approval: z.exactOptional(approvalId),
  }),
  /** `effects`: the slip, and the drawer of a movement to or from the till. */
  output: z.strictObject({ movement: cashMovementView, effects: z.array(effectView), shift: shiftView }),
})

/**
 * Whoever is signed on hands the till to `to` and is signed off; the other signs on with their own PIN. `counts` is a spot
 * count, on record with both names, told to nobody. Refuses `shift.none`, `shift.toSelf`, `operator.unknown`, `count.invalid`.
 */
export const handOver = command('hand-over', { who: 'manageShift', input: z.strictObject({ to: z.string().max(64), counts: z.exactOptional(counts), note, approval: z.exactOptional(approvalId) }), output: shiftView })

/** Puts the shift aside with its drawer insert: another may be opened, and is closed on its own. Refuses `shift.none`, `basket.open`. */
export const suspendShift = command('suspend-shift', { who: 'manageShift', input: z.strictObject({ approval: z.exactOptional(approvalId) }), output: shiftView })

/** Takes a shift up again. Refuses `shift.open` while another is, and `shift.unknown`. */
export const resumeShift = command('resume-shift', { who: 'manageShift', input: z.strictObject({ number: z.int().positive(), approval: z.exactOptional(approvalId) }), output: shiftView })

/**
 * The blind count: what is in the drawer, and what the slips of each other tender come to; one that is not named is counted
 * as nothing. Only now is said what is over or short. Refuses `shift.none`, `shift.changed`, `count.invalid`.
 */
export const declareShift = command('declare-shift', {
  who: 'declareShift',
  input: z.strictObject({
    shift: z.int().positive(),
    cash: counts,
    others: z.array(z.strictObject({ tender: z.enum(['card', 'wallet']), amount: z.int().nonnegative() })).max(2),
    /** Absent: notes of other currencies are not counted. Present, one that is not named is counted as none. */
    foreign: z.exactOptional(z.array(z.strictObject({ currency: currencyView, counts })).max(40)),
  }),
  output: shiftView,
})
