import { type Input, type ZReportView } from '../../contracts/ipc/index.ts'
import { sha256, type LedgerNow, type Moment } from '../../db/index.ts'
import { type Permission } from '../../domain/authority/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { zBody, type DeclarationRecord, type ShiftRecord, type ZBody } from '../../domain/shift/index.ts'
import { differenceOf, reportOf, zDocumentOf, zEffectsId, zPaperOf, zReportView } from '../queries/index.ts'
import { authorize, mayAskFor, type Authority } from './authorize.ts'
import { businessDateAt, type CommandContext } from './command-context.ts'
import { appendAct, closePeriods } from './shift-context.ts'

type Asked = Input<'close-shift'>

/**
 * Closes the shift and freezes its Z, all in one transaction: the entry with the whole Z as its body, the periods that ended,
 * the paper. Nothing outside this file is asked: a close cannot fail for a network, a printer or a card.
 */
export function closeShift(context: CommandContext, asked: Asked): Result<ZReportView> {
  const { database, request } = context
  return database.unitOfWork(() => {
    const moment = context.moment()
    if (database.requestSeen(request)) return viewOf(context, zOfShift(context, asked.shift))
    const asker = mayAskFor(context, 'closeShift')
    if (!asker.ok) return asker
    // First, and however much there is: a Z without the last sale would be no Z.
    database.bringLedgerUp()
    const shift = database.ledgerNow(({ books }) => books.active)
    if (shift === undefined) return refuse('shift.none')
    if (shift.number !== asked.shift) return refuse('shift.changed')
    const counted = countOf(shift, asked)
    if (!counted.ok) return counted
    if (asked.toSafe > 0 && asked.bag === undefined) return refuse('cash.bagMissing')
    const by = authorizeClose(context, asked, counted.value)
    if (!by.ok) return by
    const z = database.ledgerNow((now) => frozen(context, moment, { now, shift, asked, declaration: counted.value }))
    appendAct(context, moment, 'shift.closed', by.value, z)
    closePeriods(context, moment, by.value)
    database.bringLedgerUp()
    const { operator, approver } = by.value
    const document = zPaperOf(database, { at: moment.at, tzOffset: moment.tzOffset, operator: operator.id, ...(approver === undefined ? {} : { approver }), body: z })
    database.addEffect(zEffectsId(z.number), { kind: 'print', document })
    database.rememberRequest(request)
    return viewOf(context, z.number)
  })
}

/** The count that it is closed on, or none where nobody wants to count. */
function countOf({ declaration }: ShiftRecord, { uncounted, toSafe, leave }: Asked): Result<DeclarationRecord | undefined> {
  if (uncounted === true) return accept(undefined)
  if (declaration === undefined) return refuse('declaration.missing')
  if (declaration.stale === 1) return refuse('declaration.stale')
  const cash = declaration.tenders.find(({ tender }) => tender === 'cash')?.counted ?? 0
  return toSafe + leave === cash ? accept(declaration) : refuse('shift.cashSplit', { counted: cash })
}

/** Each right that it touches, with the approval that names it. The approver on the Z is the one of the weightiest. */
function authorizeClose(context: CommandContext, { shift, approvals = [] }: Asked, declaration: DeclarationRecord | undefined): Result<Authority> {
  const difference = declaration === undefined ? 0 : differenceOf(declaration)
  const asked: [Permission, number][] = [
    ...(difference > 0 ? ([['acceptOverShort', difference]] as [Permission, number][]) : []),
    ...(declaration === undefined ? ([['closeUncounted', 0]] as [Permission, number][]) : []),
    ['closeShift', 0],
  ]
  let approver: string | undefined
  let operator: Authority['operator'] | undefined
  for (const [permission, amount] of asked) {
    const given = approvals.find((id) => context.database.approvalById(id)?.permission === permission)
    const authority = authorize(context, { permission, document: `shift:${shift}`, amount }, given)
    if (!authority.ok) return authority
    operator = authority.value.operator
    approver ??= authority.value.approver
  }
  if (operator === undefined) throw new Error('a close that touches no right')
  return accept({ operator, ...(approver === undefined ? {} : { approver }) })
}

interface Freezing {
  readonly now: LedgerNow
  readonly shift: ShiftRecord
  readonly asked: Asked
  readonly declaration: DeclarationRecord | undefined
}

function frozen(context: CommandContext, moment: Moment, { now, shift, asked, declaration }: Freezing): ZBody {
  const { database } = context
  const { toSafe, leave, bag, note } = asked
  const report = reportOf(database, now, shift, { at: moment.at, businessDate: businessDateAt(context, moment) }, declaration)
  const closing = {
    head: database.journalHead(),
    toSafe,
    leave,
    ...(bag === undefined ? {} : { bag }),
    ...(note === undefined ? {} : { note }),
    unsynced: database.waiting().entries,
    ...(declaration === undefined ? {} : { declaration }),
  }
  return zBody(now.books, shift, report, closing, sha256)
}

/** How far back a repeated request looks for its Z. */
const looksBack = 50

function zOfShift({ database }: CommandContext, shift: number): number {
  return database.zDocuments(Number.MAX_SAFE_INTEGER, looksBack).map((text) => zDocumentOf(text).body).find((z) => z.shift === shift)?.number ?? 0
}

function viewOf({ database }: CommandContext, number: number): Result<ZReportView> {
  const text = database.zDocument(number)
  return text === undefined ? refuse('zReport.unknown') : accept(zReportView(database, zDocumentOf(text)))
}
