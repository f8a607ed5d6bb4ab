import { fieldsOf, integerOf, listOf, optional, textOf, UnreadableBody, type Fields } from '../ledger/index.ts'
import { begun, type BookedEntry } from './booked-entry.ts'
import { foreignCurrencyOf, foreignTender } from './foreign-count.ts'
import { countedTenders, periodKinds, type Books, type DeclaredTender, type ShiftRecord } from './books.ts'

const acts = ['shift.opened', 'shift.suspended', 'shift.resumed', 'shift.handedOver', 'shift.declared', 'shift.closed', 'period.closed'] as const
type ShiftAct = (typeof acts)[number]

export function isShiftAct(type: string): type is ShiftAct {
  return acts.some((act) => act === type)
}

/** Without its active shift, if that is the one of this number. */
function activeOf(books: Books, number: number): ShiftRecord {
  if (books.active?.number !== number) throw new UnreadableBody()
  return books.active
}

function without({ active: _active, ...books }: Books): Books {
  return books
}

function opened(books: Books, entry: BookedEntry, body: Fields): Books {
  const number = integerOf(body['shift'])
  const shift = books.active ?? begun(books, entry)
  if (shift.number !== number) throw new UnreadableBody()
  const operators = shift.operators.includes(entry.operator) ? shift.operators : [...shift.operators, entry.operator]
  return { ...books, shifts: Math.max(books.shifts, number), left: 0, active: { ...shift, operators, float: integerOf(body['float']), counted: 1 } }
}

function declared(books: Books, entry: BookedEntry, body: Fields): Books {
  const shift = activeOf(books, integerOf(body['shift']))
  const attempt = integerOf(body['attempt'])
  const tenders = listOf(body['tenders']).map((counted): DeclaredTender => {
    const foreign = foreignCurrencyOf(textOf(counted['tender']))
    const tender = foreign === undefined ? countedTenders.find((known) => known === counted['tender']) : foreignTender(foreign)
    if (tender === undefined) throw new UnreadableBody()
    const own = optional(counted['own'], fieldsOf)
    return { tender, expected: integerOf(counted['expected']), counted: integerOf(counted['counted']), ...(own === undefined ? {} : { own: { expected: integerOf(own['expected']), counted: integerOf(own['counted']) } }) }
  })
  return { ...books, active: { ...shift, attempts: attempt, declaration: { at: entry.at, operator: entry.operator, attempt, tenders, stale: 0 } } }
}

function closed(books: Books, entry: BookedEntry, body: Fields): Books {
  const number = integerOf(body['shift'])
  const rest = books.active?.number === number ? without(books) : books
  return {
    ...rest,
    suspended: rest.suspended.filter((shift) => shift.number !== number),
    left: integerOf(body['leave']),
    safe: rest.safe + integerOf(body['toSafe']),
    lastZ: { number: integerOf(body['number']), hash: textOf(body['hash']), businessDate: textOf(body['businessDate']), closedAt: entry.at },
  }
}

function periodClosed(books: Books, entry: BookedEntry, body: Fields): Books {
  const kind = periodKinds.find((known) => known === body['kind'])
  if (kind === undefined) throw new UnreadableBody()
  const period = textOf(body['period'])
  return {
    ...books,
    // Whatever is still written for that day, by a basket that was open over midnight, belongs to the first day that is not closed.
    openDay: kind === 'day' && entry.businessDate > books.openDay ? entry.businessDate : books.openDay,
    open: { ...books.open, [kind]: books.open[kind].filter((open) => open !== period) },
    closed: { ...books.closed, [kind]: integerOf(body['number']) },
  }
}

/** What becomes of the shifts. Throws UnreadableBody for an act that does not fit them. */
export function bookShiftAct(books: Books, entry: BookedEntry & { readonly type: ShiftAct }): Books {
  if (entry.schemaVersion !== 1) throw new UnreadableBody()
  const body = fieldsOf(entry.body)
  switch (entry.type) {
    case 'shift.opened':
      return opened(books, entry, body)
    case 'shift.suspended':
      return { ...without(books), suspended: [...books.suspended, activeOf(books, integerOf(body['shift']))] }
    case 'shift.resumed': {
      const shift = books.suspended.find(({ number }) => number === body['shift'])
      if (shift === undefined || books.active !== undefined) throw new UnreadableBody()
      return { ...books, active: shift, suspended: books.suspended.filter((other) => other !== shift) }
    }
    case 'shift.handedOver': {
      const shift = activeOf(books, integerOf(body['shift']))
      const to = textOf(body['toOperator'])
      return shift.operators.includes(to) ? books : { ...books, active: { ...shift, operators: [...shift.operators, to] } }
    }
    case 'shift.declared':
      return declared(books, entry, body)
    case 'shift.closed':
      return closed(books, entry, body)
    case 'period.closed':
      return periodClosed(books, entry, body)
  }
}
