import { GENESIS_HASH } from '../../domain/journal/index.ts'
import { emptyBooks, shiftFigures, shiftReport, type ShiftRecord, turnoverOf, zBody, type ZBody } from '../../domain/shift/index.ts'
import { sha256 } from '../register.fixture.ts'

/** A Z as a register writes one, made by the register's own rules. */
export function zOf(number: number, previous: string = GENESIS_HASH, more: { readonly net?: number; readonly counted?: number; readonly slips?: number } = {}): ZBody {
  const { net = 500, counted, slips = 0 } = more
  const shift: ShiftRecord = { number, openedAt: 1, businessDate: '2026-11-21', operator: 'o', from: { epoch: 1, seq: 1 }, float: 0, counted: 0, cashMoved: 1, operators: ['o'], gaps: [], movements: [], attempts: 1, unread: 0 }
  const figures = shiftFigures(shift, [{ kind: 'sale', key: '', count: 1, amount: net }, { kind: 'tender', key: 'cash', count: 1, amount: net }])
  const nothing = turnoverOf([])
  const declaration = counted === undefined ? undefined : ({ at: 1, operator: 'o', attempt: 1, tenders: [{ tender: 'cash', expected: net, counted }, { tender: 'card', expected: 0, counted: slips }], stale: 0 } as const)
  const around = { registerNumber: 1, currency: 'GBP', until: 9, carriedPayments: [], carriedBaskets: [], day: nothing, month: nothing, year: nothing, grandTotal: { sales: net * number, refunds: 0 } } as const
  const books = number === 1 ? emptyBooks : { ...emptyBooks, lastZ: { number: number - 1, hash: previous, businessDate: '2026-11-20', closedAt: 1 } }
  const closing = { head: { epoch: 1, seq: 1, hash: GENESIS_HASH }, toSafe: 0, leave: net, unsynced: 1, ...(declaration === undefined ? {} : { declaration }) }
  return zBody(books, shift, shiftReport(shift, figures, around, declaration), closing, sha256)
}
