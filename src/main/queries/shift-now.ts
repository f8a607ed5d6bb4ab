import { type LedgerNow, type RegisterReader } from '../../db/index.ts'
import { daysOf, periodKinds, periodOf, shiftFigures, shiftReport, turnoverOf, type DeclarationRecord, type ShiftRecord, type ShiftReport, type Turnover } from '../../domain/shift/index.ts'
import { netOf, returnsOf } from './basket-returns.ts'
import { priceStored } from './counter-view.ts'

/** What is not finished: it stops no close, and is named in its Z. */
export function carriedOf(reader: RegisterReader): Pick<ShiftReport, 'carriedPayments' | 'carriedBaskets'> {
  const facts = reader.facts()
  return {
    carriedPayments: reader.unsettledPayments().map(({ id, amount, startedAt, operatorId, kind, method }) => ({ id, amount, at: startedAt, operator: operatorId, kind: kind === 'sale' ? method : kind })),
    carriedBaskets: reader.keptBaskets().flatMap((id) => {
      const basket = reader.basket(id)
      if (basket === undefined) return []
      const priced = priceStored(basket, facts)
      const returns = returnsOf(reader, basket)
      // One that nobody can price any more is named all the same: it must not keep a till from closing.
      const { suspended, openedAt, trail } = basket
      const operator = suspended?.operatorId ?? trail[0]?.operator
      return [{ id, amount: priced.ok ? netOf(priced.value, returns.ok ? returns.value : undefined) : 0, at: suspended?.at ?? openedAt, ...(operator === undefined ? {} : { operator }), kind: suspended === undefined ? ('open' as const) : ('held' as const) }]
    }),
  }
}

/** The turnover of the day, the month and the year that a business date lies in, so far. */
export function toDate(now: LedgerNow, businessDate: string): { readonly day: Turnover; readonly month: Turnover; readonly year: Turnover } {
  const day = businessDate < now.books.openDay ? now.books.openDay : businessDate
  const [ofDay, ofMonth, ofYear] = periodKinds.map((kind) => turnoverOf(now.sumsOfDays(...daysOf(periodOf(kind, day)))))
  if (ofDay === undefined || ofMonth === undefined || ofYear === undefined) throw new Error('a period without a sum')
  return { day: ofDay, month: ofMonth, year: ofYear }
}

/** The report of a shift that is not closed. One function for an X and the Z after it. `businessDate`: the register's, now. */
export function reportOf(reader: RegisterReader, now: LedgerNow, shift: ShiftRecord, { at, businessDate }: { readonly at: number; readonly businessDate: string }, declaration?: DeclarationRecord): ShiftReport {
  const { registerNumber, currency } = reader.facts()
  const suspendedShifts = now.books.suspended.map(({ number }) => number)
  const around = { registerNumber, currency, until: at, ...carriedOf(reader), ...(suspendedShifts.length === 0 ? {} : { suspendedShifts }), ...toDate(now, businessDate), grandTotal: now.books.grandTotal }
  return shiftReport(shift, shiftFigures(shift, now.sumsOfShift(shift.number)), around, declaration)
}
