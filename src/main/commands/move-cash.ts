import { type Input, type Output } from '../../contracts/ipc/index.ts'
import { type LedgerNow, type Moment, type RegisterReader } from '../../db/index.ts'
import { type Permission } from '../../domain/authority/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { type CurrencyCode } from '../../domain/money/index.ts'
import { cashSlip } from '../../domain/receipt/index.ts'
import { baggedKinds, cashSigns, countedTotal, payInReasons, payOutReasons, shiftFigures, type CashMoved, type CashMovementKind, type CashRecord } from '../../domain/shift/index.ts'
import { hasRight, movementView, shiftPaperFacts, shiftViewOf, zDocumentOf } from '../queries/index.ts'
import { authorize, mayAskFor, type Authority } from './authorize.ts'
import { businessDateAt, type CommandContext } from './command-context.ts'
import { appendAct } from './shift-context.ts'

type Asked = Input<'move-cash'>

const rights: Readonly<Record<CashMovementKind, Permission>> = { loan: 'moveSafe', pickup: 'moveSafe', payIn: 'payIn', payOut: 'payOut', banking: 'bankCash', changeOrder: 'bankCash' }
const reasonsOf: Partial<Record<CashMovementKind, readonly string[]>> = { payIn: payInReasons, payOut: payOutReasons }

/** What is missing of what this kind must say. */
function incomplete({ kind, amount, reason, note, bag, counts }: Asked, currency: CurrencyCode): ReturnType<typeof refuse> | undefined {
  const reasons = reasonsOf[kind] ?? []
  if (reason === undefined ? reasons.length > 0 : !reasons.includes(reason)) return refuse('cash.reasonMissing')
  // "Other" with nothing behind it is what everybody would choose.
  if (reason === 'other' && note === undefined) return refuse('cash.noteMissing')
  if (baggedKinds.includes(kind) && bag === undefined) return refuse('cash.bagMissing')
  return counts !== undefined && countedTotal(counts, currency) !== amount ? refuse('count.invalid') : undefined
}

/** What should be in the drawer: of the open shift, or what the last close left in it. */
function inTill({ books: { active, left }, sumsOfShift }: LedgerNow): number {
  if (active === undefined) return left
  return shiftFigures(active, sumsOfShift(active.number)).expected.find(({ tender }) => tender === 'cash')?.amount ?? 0
}

/**
 * Cash without a sale: the entry, the drawer where the till is one end, and the slip, written together. The movement goes by the
 * request's id, so that a repeat finds it. What should be in the drawer is asked only after the right to take it: by trying
 * amounts anybody could read off what a blind count must not know.
 */
export function moveCash(context: CommandContext, asked: Asked): Result<Output<'move-cash'>> {
  const { database, request } = context
  return database.unitOfWork(() => {
    const moment = context.moment()
    if (database.requestSeen(request)) return answer(context, moment, movementOf(database, request))
    const { kind, amount, approval } = asked
    const { currency } = database.facts()
    const asker = mayAskFor(context, rights[kind])
    if (!asker.ok) return asker
    const missing = incomplete(asked, currency)
    if (missing !== undefined) return missing
    const by = authorize(context, { permission: rights[kind], document: `cash:${kind}`, amount }, approval)
    if (!by.ok) return by
    const [number, most] = database.ledgerNow((now) => [now.books.movements + 1, inTill(now)])
    if (cashSigns[kind].till < 0 && amount > most) return refuse('cash.tooMuch', hasRight(database, context.seat, 'seeExpected').ok ? { most } : undefined)
    const movement = write(context, moment, by.value, { asked, number })
    database.rememberRequest(request)
    return answer(context, moment, movement)
  })
}

function write(context: CommandContext, moment: Moment, by: Authority, { asked, number }: { readonly asked: Asked; readonly number: number }): CashRecord {
  const { database, request } = context
  const { kind, amount, reason, note, bag, counts } = asked
  const { currency } = database.facts()
  const said = { movementId: request, number, kind, amount, ...(reason === undefined ? {} : { reason }), ...(note === undefined ? {} : { note }), ...(bag === undefined ? {} : { bag }) }
  const body: CashMoved = { ...said, currency, ...(counts === undefined ? {} : { counts }) }
  appendAct(context, moment, 'cash.moved', by, body)
  const written = { at: moment.at, operator: by.operator.id, ...(by.approver === undefined ? {} : { approver: by.approver }) }
  const movement: CashRecord = { ...said, ...written }
  // The drawer before the paper: the hand is on its way while the printer still warms up.
  if (cashSigns[kind].till !== 0) database.addEffect(effectsId(request), { kind: 'kick', pin: 0 })
  database.addEffect(effectsId(request), { kind: 'print', document: cashSlip(movement, currency, shiftPaperFacts(database, 'cash', { ...written, tzOffset: moment.tzOffset })) })
  return movement
}

/** Its own kind of name: a request can never be taken for the id of a sale, whose effects the counter shows. */
function effectsId(movementId: string): string {
  return `cash:${movementId}`
}

/** One that is written already: of a shift that is open, or of the last that was closed. */
function movementOf(database: RegisterReader, movementId: string): CashRecord | undefined {
  const { active, suspended } = database.ledgerNow(({ books }) => books)
  const closed = database.zDocuments(Number.MAX_SAFE_INTEGER, 1).map((text) => zDocumentOf(text).body)
  return [...(active === undefined ? [] : [active]), ...suspended, ...closed].flatMap(({ movements }) => movements).find((movement) => movement.movementId === movementId)
}

function answer(context: CommandContext, moment: Moment, movement: CashRecord | undefined): Result<Output<'move-cash'>> {
  const { database, seat } = context
  // A repeat that comes when its shift is long closed: it did move, and the Z says so.
  if (movement === undefined) return refuse('shift.changed')
  const effects = database.outcomesOf(effectsId(movement.movementId)).map((outcome) => ({ ...outcome }))
  return accept({ movement: movementView(database, movement), effects, shift: shiftViewOf(database, seat, businessDateAt(context, moment)) })
}
