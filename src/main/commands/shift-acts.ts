import { type Input, type ShiftView } from '../../contracts/ipc/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { countedTotal, declaredForeign, shiftFigures, type DeclaredTender, type ShiftDeclared } from '../../domain/shift/index.ts'
import { worthOf, type ForeignRate } from '../../domain/tender/index.ts'
import { authorize, type Authority } from './authorize.ts'
import { type CommandContext } from './command-context.ts'
import { emptySeat } from './lock-seats.ts'
import { appendAct, changeShift, closePeriods } from './shift-context.ts'

function mayManage(context: CommandContext, approval: string | undefined): Result<Authority> {
  return authorize(context, { permission: 'manageShift', document: 'shift', amount: 0 }, approval)
}

/** Counts the float of a new shift, or of one that opened by itself and whose drawer nothing has moved in. */
export function openShift(context: CommandContext, { counts, approval }: Input<'open-shift'>): Result<ShiftView> {
  const { database } = context
  return changeShift(context, (moment) => {
    const by = mayManage(context, approval)
    if (!by.ok) return by
    const float = countedTotal(counts, database.facts().currency)
    if (float === undefined) return refuse('count.invalid')
    const { active, shifts, left } = database.ledgerNow(({ books }) => books)
    if (active?.counted === 1) return refuse('shift.open')
    if (active?.cashMoved === 1) return refuse('shift.cashMoved')
    closePeriods(context, moment, by.value)
    appendAct(context, moment, 'shift.opened', by.value, { shift: active?.number ?? shifts + 1, float, left: active?.float ?? left, counts })
    return accept(undefined)
  })
}

/** The till to another person: both names on record, the seat locked, the next PIN the other's. */
export function handOver(context: CommandContext, { to, counts, note, approval }: Input<'hand-over'>): Result<ShiftView> {
  const { database, seat } = context
  return changeShift(context, (moment) => {
    const by = mayManage(context, approval)
    if (!by.ok) return by
    const { id } = by.value.operator
    const other = database.operatorById(to)
    if (other === undefined || other.inactive === true) return refuse('operator.unknown')
    if (to === id) return refuse('shift.toSelf')
    const now = database.ledgerNow(({ books: { active }, sumsOfShift }) => active && { shift: active.number, expected: shiftFigures(active, sumsOfShift(active.number)).expected })
    if (now === undefined) return refuse('shift.none')
    const counted = counts === undefined ? undefined : countedTotal(counts, database.facts().currency)
    if (counts !== undefined && counted === undefined) return refuse('count.invalid')
    const expected = now.expected.find(({ tender }) => tender === 'cash')?.amount ?? 0
    appendAct(context, moment, 'shift.handedOver', by.value, { shift: now.shift, fromOperator: id, toOperator: to, ...(counted === undefined ? {} : { counts, counted, expected }), ...(note === undefined ? {} : { note }) })
    emptySeat(context, database.seat(seat), 'handedOver')
    return accept(undefined)
  })
}

export function suspendShift(context: CommandContext, { approval }: Input<'suspend-shift'>): Result<ShiftView> {
  const { database, seat } = context
  return changeShift(context, (moment) => {
    const by = mayManage(context, approval)
    if (!by.ok) return by
    const { active } = database.ledgerNow(({ books }) => books)
    if (active === undefined) return refuse('shift.none')
    // Completed later, it would put its money into a drawer that is not in the machine.
    if (database.seat(seat).basketId !== undefined) return refuse('shift.basketOpen')
    appendAct(context, moment, 'shift.suspended', by.value, { shift: active.number })
    return accept(undefined)
  })
}

export function resumeShift(context: CommandContext, { number, approval }: Input<'resume-shift'>): Result<ShiftView> {
  const { database } = context
  return changeShift(context, (moment) => {
    const by = mayManage(context, approval)
    if (!by.ok) return by
    const { active, suspended } = database.ledgerNow(({ books }) => books)
    if (active !== undefined) return refuse('shift.open')
    if (!suspended.some((shift) => shift.number === number)) return refuse('shift.unknown')
    appendAct(context, moment, 'shift.resumed', by.value, { shift: number })
    return accept(undefined)
  })
}

/** The blind count. What should have been there is written with it, and told only by the answer. */
export function declareShift(context: CommandContext, { shift, cash, others, foreign }: Input<'declare-shift'>): Result<ShiftView> {
  const { database } = context
  return changeShift(context, (moment) => {
    const by = authorize(context, { permission: 'declareShift', document: `shift:${shift}`, amount: 0 })
    if (!by.ok) return by
    const now = database.ledgerNow(({ books: { active }, sumsOfShift }) => active && { active, figures: shiftFigures(active, sumsOfShift(active.number)) })
    if (now === undefined) return refuse('shift.none')
    if (now.active.number !== shift) return refuse('shift.changed')
    const inCash = countedTotal(cash, database.facts().currency)
    if (inCash === undefined || new Set(others.map(({ tender }) => tender)).size !== others.length) return refuse('count.invalid')
    const taken = database.facts().currenciesTaken ?? []
    const rateOf = (currency: string) => taken.find((one) => one.currency === currency)?.rate
    const inNotes = foreign === undefined ? [] : declaredForeign(foreign, now.figures, (currency, own) => worthAt(own, rateOf(currency)))
    if (inNotes === undefined) return refuse('count.invalid')
    const counted = new Map<string, number>([['cash', inCash], ...others.map(({ tender, amount }): [string, number] => [tender, amount])])
    const body: ShiftDeclared = {
      shift,
      attempt: now.active.attempts + 1,
      cash,
      ...(foreign === undefined || foreign.length === 0 ? {} : { foreign }),
      tenders: [...now.figures.expected.map(({ tender, amount }): DeclaredTender => ({ tender, expected: amount, counted: counted.get(tender) ?? 0 })), ...inNotes],
    }
    appendAct(context, moment, 'shift.declared', by.value, body)
    return accept(undefined)
  })
}

/** What they are worth by the store's rate of now; undefined where it has none any more. */
function worthAt(own: number, rate: ForeignRate | undefined): number | undefined {
  return rate === undefined ? undefined : worthOf(own, rate)
}
