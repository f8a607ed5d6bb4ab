import { canonicalJson, GENESIS_HASH, type Sha256 } from '../journal/index.ts'
import { periodOf, type Books, type DeclarationRecord, type PeriodKind, type ShiftRecord } from './books.ts'
import { type Turnover } from './figures.ts'
import { type ShiftReport } from './report.ts'

/** What a close adds to its report. */
export interface Closing {
  /** The journal's head that the Z stands on: what is cut off behind it, or before it, shows. */
  readonly head: { readonly epoch: number; readonly seq: number; readonly hash: string }
  readonly toSafe: number
  readonly leave: number
  readonly bag?: string
  readonly note?: string
  /** Entries that head office had not acknowledged. */
  readonly unsynced: number
}

/**
 * The body of `shift.closed`, schema version 1: the whole Z, frozen. `hash` is the SHA-256 of the canonical JSON of all the
 * rest, `previous` that of the Z before: whoever has the papers can tell that none is missing and none was written anew.
 */
export interface ZBody extends ShiftReport, Closing {
  /** Of this register, from 1, without a gap, over every epoch. */
  readonly number: number
  readonly from: ShiftRecord['from']
  /** The count it was closed on; absent: nobody counted. */
  readonly declaration?: Pick<DeclarationRecord, 'at' | 'operator' | 'attempt'>
  /** What this register put into the safe less what it took out, with `toSafe`. */
  readonly safe: number
  readonly previous: string
  readonly hash: string
}

/** Of everything in it but the hash itself. */
export function zHash({ hash: _hash, ...rest }: Omit<ZBody, 'hash'> & { readonly hash?: string }, sha256: Sha256): string {
  return sha256(canonicalJson(rest))
}

/** Freezes a report of this shift. `declaration`: the count it is closed on. */
export function zBody(books: Books, shift: ShiftRecord, report: ShiftReport, closing: Closing & { readonly declaration?: DeclarationRecord }, sha256: Sha256): ZBody {
  const { declaration, ...facts } = closing
  const body = {
    ...report,
    ...facts,
    number: (books.lastZ?.number ?? 0) + 1,
    from: shift.from,
    ...(declaration === undefined ? {} : { declaration: { at: declaration.at, operator: declaration.operator, attempt: declaration.attempt } }),
    safe: books.safe + closing.toSafe,
    previous: books.lastZ?.hash ?? GENESIS_HASH,
  }
  return { ...body, hash: zHash(body, sha256) }
}

/** The body of `period.closed`, schema version 1. Numbered from 1 for each kind. */
export interface PeriodClosed extends Turnover {
  readonly kind: PeriodKind
  readonly number: number
  /** "2026-11-21", "2026-11", "2026". */
  readonly period: string
  /** As it was when the period was closed. */
  readonly grandTotal: Books['grandTotal']
}

export interface Period {
  readonly kind: PeriodKind
  readonly period: string
}

/** The periods that something was posted to and that ended before this business date: days, then months, then years, each in order. */
export function periodsDue(books: Books, businessDate: string): readonly Period[] {
  const today = businessDate < books.openDay ? books.openDay : businessDate
  return (['day', 'month', 'year'] as const).flatMap((kind) => books.open[kind].filter((period) => period < periodOf(kind, today)).map((period) => ({ kind, period })))
}

/** The first and last day of a period as text that days are compared with: every month may have a 31st. */
export function daysOf(period: string): readonly [string, string] {
  if (period.length === 10) return [period, period]
  return period.length === 7 ? [`${period}-01`, `${period}-31`] : [`${period}-01-01`, `${period}-12-31`]
}
