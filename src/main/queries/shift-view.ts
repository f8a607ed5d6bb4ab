import { countedTenders, payInReasons, payOutReasons, type CashMovementView, type DeclarationView, type OpenShiftView, type ShiftView } from '../../contracts/ipc/index.ts'
import { type LedgerNow, type RegisterReader } from '../../db/index.ts'
import { denominations } from '../../domain/money/index.ts'
import { foreignTaken, shiftFigures, type CashRecord, type DeclarationRecord, type ShiftRecord } from '../../domain/shift/index.ts'
import { hasRight } from './may-ask.ts'

export function nameIn(reader: RegisterReader, operator: string): string {
  return reader.operatorById(operator)?.name ?? ''
}

export function movementView(reader: RegisterReader, { movementId, operator, approver, ...movement }: CashRecord): CashMovementView {
  return { ...movement, id: movementId, operatorName: nameIn(reader, operator), ...(approver === undefined ? {} : { approverName: nameIn(reader, approver) }) }
}

/** All of them together, each as a size: over in one does not make good what is short in another. */
export function differenceOf({ tenders }: Pick<DeclarationRecord, 'tenders'>): number {
  return tenders.reduce((sum, { expected, counted }) => sum + Math.abs(counted - expected), 0)
}

export function declarationView(reader: RegisterReader, declaration: DeclarationRecord): DeclarationView {
  const { at, operator, attempt, stale, tenders } = declaration
  return {
    at,
    operatorName: nameIn(reader, operator),
    attempt,
    stale: stale === 1,
    tenders: tenders.map(({ tender, expected, counted, own }) => ({ tender, expected, counted, overShort: counted - expected, ...(own === undefined ? {} : { own }) })),
    difference: differenceOf(declaration),
  }
}

function openShiftView(reader: RegisterReader, now: LedgerNow, shift: ShiftRecord, seesExpected: boolean): OpenShiftView {
  const { number, businessDate, openedAt, operator, counted, float, operators, movements, declaration } = shift
  const figures = shiftFigures(shift, now.sumsOfShift(number))
  return {
    number,
    businessDate,
    openedAt,
    openedBy: nameIn(reader, operator),
    floatCounted: counted === 1,
    float,
    operators: operators.map((id) => nameIn(reader, id)),
    movements: movements.map((movement) => movementView(reader, movement)),
    noSales: figures.noSales,
    ...(declaration === undefined ? {} : { declaration: declarationView(reader, declaration) }),
    ...(seesExpected ? { expected: countedTenders.map((tender) => ({ tender, amount: figures.expected.find((one) => one.tender === tender)?.amount ?? 0 })) } : {}),
  }
}

/** Whoever counts is asked for every currency that may lie there, whether or not any should: so the question tells nothing. */
function foreignCells(reader: RegisterReader, now: LedgerNow): Pick<ShiftView, 'foreign'> {
  const taken = reader.facts().currenciesTaken ?? []
  const { active } = now.books
  const inShift = active === undefined ? [] : foreignTaken(shiftFigures(active, now.sumsOfShift(active.number))).keys()
  const all = [...new Set([...taken.map(({ currency }) => currency), ...inShift])]
  const foreign = all.map((currency) => {
    const { notes, coins } = denominations[currency]
    return { currency, pieces: taken.find((one) => one.currency === currency)?.notesOnly === true ? [...notes] : [...notes, ...coins] }
  })
  return foreign.length === 0 ? {} : { foreign }
}

function allowedActs({ active, suspended }: LedgerNow['books']): ShiftView['allows'] {
  if (active === undefined) return ['open', 'move', ...(suspended.length > 0 ? (['resume'] as const) : [])]
  const countable = active.counted === 0 && active.cashMoved === 0
  return [...(countable ? (['open'] as const) : []), 'move', 'handOver', 'suspend', 'declare', 'close']
}

/** `businessDate`: the register's, now. What whoever is at the seat may see, and nothing beyond. */
export function shiftViewOf(reader: RegisterReader, seat: string, businessDate: string): ShiftView {
  const { currency } = reader.facts()
  const seesExpected = hasRight(reader, seat, 'seeExpected').ok
  const { notes, coins } = denominations[currency]
  return reader.ledgerNow((now) => {
    const { active, suspended, left, safe, lastZ } = now.books
    return {
      currency,
      businessDate,
      allows: allowedActs(now.books),
      ...(active === undefined ? {} : { shift: openShiftView(reader, now, active, seesExpected) }),
      suspended: suspended.map((shift) => openShiftView(reader, now, shift, seesExpected)),
      left,
      ...(seesExpected ? { safe } : {}),
      denominations: { notes: [...notes], coins: [...coins] },
      ...foreignCells(reader, now),
      payInReasons: [...payInReasons],
      payOutReasons: [...payOutReasons],
      carried: { payments: reader.unsettledPayments().length, baskets: reader.keptBaskets().length },
      ...(lastZ === undefined ? {} : { lastZ: { number: lastZ.number, businessDate: lastZ.businessDate, closedAt: lastZ.closedAt } }),
    }
  })
}
