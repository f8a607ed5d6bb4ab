import { type CashMovementKind, type CashMovementView, type Count, type CountedTender, type EffectView, type Output, type PayInReason, type PayOutReason, type ShiftView } from '../../contracts/ipc/index.ts'
import { parseAmount, type CurrencyCode } from '../../domain/money/index.ts'

/** The register's shift: how it stands, and what can be done with it. `chosen`: where the arrow keys are among the suspended ones. */
export interface CashWork {
  readonly kind: 'cash'
  readonly chosen: number
  readonly asking: boolean
}

/** Cash without a sale. `typed`: the amount, while a bag or a note is asked for. `counts`: its notes and coins, if they were counted. */
export interface CashMoveWork {
  readonly kind: 'cashMove'
  readonly move: CashMovementKind
  readonly typed: string
  readonly reason?: PayInReason | PayOutReason
  readonly note?: string
  readonly bag?: string
  readonly counts?: readonly Count[]
  readonly asking: boolean
  /** Booked, with what is known of its slip and the drawer. */
  readonly done?: { readonly movement: CashMovementView; readonly effects: readonly EffectView[] }
}

/** The end of a shift after its count. `counted`: the cash that is split; absent where it is closed without a count. */
export interface CashCloseWork {
  readonly kind: 'cashClose'
  readonly shift: number
  readonly counted?: number
  /** What stays in the till, or, without a count, what goes to the safe: as it is typed. Nothing typed is `usual`, in minor units. */
  readonly typed: string
  readonly usual: number
  /** Without a count: as much as is known to be in the till, which is what should be there to whoever may see it, and the float to others. */
  readonly inTill: number
  readonly note?: string
  readonly bag?: string
  readonly asking: boolean
}

export interface HandOverWork {
  readonly kind: 'handOver'
  readonly to: string | undefined
  readonly counts?: readonly Count[]
  readonly asking: boolean
}

/** A few words, or the number of a bag, for what it is asked on: that stands there again afterwards. */
export interface CashTextWork {
  readonly kind: 'cashText'
  readonly what: 'bag' | 'note'
  readonly of: CashMoveWork | CashCloseWork
}

/** What a count is for. The last two stand there again with what was counted. */
export type CountFor = { readonly kind: 'float' } | { readonly kind: 'declare'; readonly shift: number } | HandOverWork | CashMoveWork

/**
 * Notes and coins by hand. `at`: the cell that is typed into; behind the last one stands Confirm. `goesOn`: it was begun before. `leaving`: asked whether what was
 * counted may go. `empty`: told that nothing is counted; the next Confirm means it.
 */
export interface CountWork {
  readonly kind: 'count'
  readonly for: CountFor
  readonly counted: Counted
  readonly at: number
  readonly goesOn?: true
  readonly leaving?: true
  readonly empty?: true
  readonly asking: boolean
}

export interface XReportWork {
  readonly kind: 'xReport'
  readonly x: Output<'x-report'> | undefined
  readonly asking: boolean
  readonly effects?: readonly EffectView[]
}

/** `closed`: the open one was written just now, and what comes next is offered instead of the list. */
export interface ZReportsWork {
  readonly kind: 'zReports'
  readonly chosen: number
  readonly closed?: true
  readonly asking: boolean
}

export type ShiftWork = CashWork | CashMoveWork | CashCloseWork | HandOverWork | CashTextWork | CountWork | XReportWork | ZReportsWork

/** Pieces by what one is worth, and what slips and vouchers come to. One that is not here was not counted: there is none. */
export interface Counted {
  readonly pieces: Readonly<Record<number, number>>
  readonly others: Readonly<Partial<Record<CountedTender, number>>>
  /** Pieces of other currencies, by currency and what one is worth there (`USD:2000`). Absent: none were counted. */
  readonly foreign?: Readonly<Record<string, number>>
}
export const nothingCounted: Counted = { pieces: {}, others: {} }

export type CountCell = { readonly minor: number; readonly currency?: CurrencyCode } | { readonly tender: 'card' | 'wallet' }

/** What its pieces are kept under among those of other currencies. */
export function foreignKey(currency: CurrencyCode, minor: number): string {
  return `${currency}:${minor}`
}

export function piecesIn({ pieces, foreign = {} }: Counted, { minor, currency }: Extract<CountCell, { readonly minor: number }>): number {
  return (currency === undefined ? pieces[minor] : foreign[foreignKey(currency, minor)]) ?? 0
}

/** So many pieces in that cell, and all others as they were. */
export function withPieces(counted: Counted, { minor, currency }: Extract<CountCell, { readonly minor: number }>, count: number): Counted {
  if (currency !== undefined) return { ...counted, foreign: { ...counted.foreign, [foreignKey(currency, minor)]: count } }
  return { ...counted, pieces: { ...counted.pieces, [minor]: count } }
}

/** As they are counted: the largest note first, and after the coins what else lies in the drawer. */
export function cellsOf(shift: Pick<ShiftView, 'denominations' | 'foreign'>, purpose: CountFor['kind']): readonly CountCell[] {
  const { notes, coins } = shift.denominations
  const foreign = (shift.foreign ?? []).flatMap(({ currency, pieces }) => pieces.map((minor) => ({ minor, currency })))
  return [...[...notes, ...coins].map((minor) => ({ minor })), ...(purpose === 'declare' ? [{ tender: 'card' } as const, { tender: 'wallet' } as const, ...foreign] : [])]
}

export function countsOf({ pieces }: Counted): Count[] {
  return Object.entries(pieces).flatMap(([minor, count]) => (count > 0 ? [{ minor: Number(minor), pieces: count }] : []))
}

/** What was counted of each other currency, as it is sent; undefined where none is asked for. */
export function foreignCountsOf({ foreign = {} }: Counted, shift: Pick<ShiftView, 'foreign'>): { readonly currency: CurrencyCode; readonly counts: Count[] }[] | undefined {
  return shift.foreign?.map(({ currency, pieces }) => ({
    currency,
    counts: pieces.flatMap((minor) => {
      const count = foreign[foreignKey(currency, minor)] ?? 0
      return count > 0 ? [{ minor, pieces: count }] : []
    }),
  }))
}

export function isNothing({ pieces, others, foreign = {} }: Counted): boolean {
  return [...Object.values(pieces), ...Object.values(foreign)].every((count) => count === 0) && Object.values(others).every((amount) => amount === 0)
}

/** What counted cash is split into when somebody closes; `toSafe` below nothing where more is to stay than there is. Undefined: no amount is typed. */
export function splitOf(work: Pick<CashCloseWork, 'counted' | 'usual' | 'typed' | 'inTill'>, currency: CurrencyCode): { readonly leave: number; readonly toSafe: number } | undefined {
  const amount = work.typed === '' ? work.usual : parseAmount(work.typed, currency)
  if (amount === undefined) return undefined
  return work.counted === undefined ? { leave: Math.max(0, work.inTill - amount), toSafe: amount } : { leave: amount, toSafe: work.counted - amount }
}
