import { type LedgerRow } from '../ledger/index.ts'
import { countedTenders, type CountedTender, type ShiftRecord } from './books.ts'
import { cashMovementKinds, cashSigns } from './cash-movement.ts'

export interface Sum {
  readonly count: number
  readonly amount: number
}

export interface TaxSum {
  /** Parts per million. */
  readonly rate: number
  readonly base: number
  readonly tax: number
}

/** What was sold and came back in any span of the ledger. Refunds and voids are sizes; taxes are those of the sales less theirs. */
export interface Turnover {
  readonly sales: Sum
  readonly refunds: Sum
  readonly voids: Sum
  readonly taxes: readonly TaxSum[]
}

/**
 * A tender that no count asks for: foreign notes by currency, vouchers by kind. `amount` in home minor units; of notes `received` is
 * how much there is in their own, of vouchers `surplus` what they said beyond what was due.
 */
export interface OtherTender extends Sum {
  readonly type: 'foreignCash' | 'voucher'
  /** The currency, or the kind's id. */
  readonly key: string
  readonly received?: number
  readonly surplus?: number
}

/**
 * What came in of a kind and is owed, and what of it is owed no longer; `back` of that was handed back and paid for nothing. It is absent
 * where there was none: a Z of before keeps its bytes. `key` is the ledger's.
 */
export interface LiabilitySums {
  readonly key: string
  readonly taken: Sum
  readonly given: Sum
  readonly back?: Sum
}

/** The sums of a shift: an X and a Z are both this, of the same rows. */
export interface ShiftFigures extends Turnover {
  readonly gross: number
  readonly discounts: readonly (Sum & { readonly key: string })[]
  readonly net: number
  readonly cancelled: Sum
  readonly noSales: number
  readonly overrides: Sum
  readonly reprints: number
  readonly rounding: number
  /** Owed and not earned: no figure above has any of it. Absent where there was none. */
  readonly liabilities?: readonly LiabilitySums[]
  /** What each should come to when it is counted: cash with the float and what was moved. */
  /** Absent where there was none: a Z of before keeps its bytes. */
  readonly others?: readonly OtherTender[]
  readonly expected: readonly { readonly tender: CountedTender; readonly amount: number }[]
}

function sumOf(rows: readonly LedgerRow[], kind: LedgerRow['kind'], key?: string): Sum {
  let count = 0
  let amount = 0
  for (const row of rows) {
    if (row.kind !== kind || (key !== undefined && row.key !== key)) continue
    count += row.count
    amount += row.amount
  }
  return { count, amount }
}

/** The keys that rows of a kind have, in the order of the alphabet: a Z is the same whichever sale came first. */
function keysOf(rows: readonly LedgerRow[], kind: LedgerRow['kind']): readonly string[] {
  return [...new Set(rows.filter((row) => row.kind === kind).map(({ key }) => key))].toSorted()
}

export function turnoverOf(rows: readonly LedgerRow[]): Turnover {
  const rates = keysOf(rows, 'tax').map(Number).toSorted((one, other) => other - one)
  return {
    sales: sumOf(rows, 'sale'),
    refunds: sumOf(rows, 'refund'),
    voids: sumOf(rows, 'void'),
    taxes: rates.map((rate) => ({ rate, base: sumOf(rows, 'taxBase', String(rate)).amount, tax: sumOf(rows, 'tax', String(rate)).amount })),
  }
}

/** What went into the drawer by movements, less what went out. */
function movedCash(rows: readonly LedgerRow[]): number {
  return cashMovementKinds.reduce((sum, kind) => sum + cashSigns[kind].till * sumOf(rows, 'cash', kind).amount, 0)
}

/** What should be in the drawer, or on the slips. A tender that no count knows (an exchange) is no money. */
function expectedOf(rows: readonly LedgerRow[], float: number, tender: CountedTender): number {
  const taken = sumOf(rows, 'tender', tender).amount
  return tender === 'cash' ? float + taken + movedCash(rows) : taken
}

function othersOf(rows: readonly LedgerRow[]): readonly OtherTender[] {
  return keysOf(rows, 'tender').flatMap((name): readonly OtherTender[] => {
    const [type, key] = name.split(':')
    if (key === undefined) return []
    const sum = sumOf(rows, 'tender', name)
    if (type === 'foreignCash') return [{ type, key, ...sum, received: sumOf(rows, 'foreignCash', key).amount }]
    if (type !== 'voucher') return []
    const surplus = sumOf(rows, 'voucherSurplus', key).amount
    return [{ type, key, ...sum, ...(surplus === 0 ? {} : { surplus }) }]
  })
}

function liabilitiesOf(rows: readonly LedgerRow[]): readonly LiabilitySums[] {
  const keys = [...new Set(keysOf(rows, 'liability').map((key) => key.slice(0, key.lastIndexOf(':'))))]
  return keys.map((key) => {
    const back = sumOf(rows, 'liabilityBack', key)
    return { key, taken: sumOf(rows, 'liability', `${key}:taken`), given: sumOf(rows, 'liability', `${key}:given`), ...(back.count === 0 ? {} : { back }) }
  })
}

/** `rows`: the sums of the shift, or all rows of it; it makes no difference. */
export function shiftFigures({ float }: Pick<ShiftRecord, 'float'>, rows: readonly LedgerRow[]): ShiftFigures {
  const turnover = turnoverOf(rows)
  const others = othersOf(rows)
  const liabilities = liabilitiesOf(rows)
  return {
    ...turnover,
    gross: sumOf(rows, 'gross').amount,
    discounts: keysOf(rows, 'discount').map((key) => ({ key, ...sumOf(rows, 'discount', key) })),
    net: turnover.sales.amount - turnover.refunds.amount - turnover.voids.amount,
    cancelled: sumOf(rows, 'cancelled'),
    noSales: sumOf(rows, 'noSale').count,
    overrides: sumOf(rows, 'override'),
    reprints: sumOf(rows, 'reprint').count,
    rounding: sumOf(rows, 'rounding').amount,
    ...(others.length === 0 ? {} : { others }),
    ...(liabilities.length === 0 ? {} : { liabilities }),
    expected: countedTenders.map((tender) => ({ tender, amount: expectedOf(rows, float, tender) })),
  }
}
