import { currencies, mulDiv, type CurrencyCode } from '../money/index.ts'
import { type DeclaredTender, type ForeignTender } from './books.ts'
import { countedTotal, type Count } from './count.ts'
import { type ShiftFigures } from './figures.ts'

export interface ForeignCount {
  readonly currency: CurrencyCode
  readonly counts: readonly Count[]
}

/** The currency that a tender's name in the ledger is about; undefined for any other tender. */
export function foreignCurrencyOf(tender: string): CurrencyCode | undefined {
  const [type, key = ''] = tender.split(':')
  return type === 'foreignCash' ? Object.keys(currencies).find((code): code is CurrencyCode => code === key) : undefined
}

export function foreignTender(currency: CurrencyCode): ForeignTender {
  return `foreignCash:${currency}`
}

/** What a shift took of each other currency: its worth here, and how much of it in its own minor units. */
export function foreignTaken({ others = [] }: Pick<ShiftFigures, 'others'>): ReadonlyMap<CurrencyCode, { readonly worth: number; readonly own: number }> {
  return new Map(
    others.flatMap(({ type, key, amount, received = 0 }) => {
      const currency = type === 'foreignCash' ? foreignCurrencyOf(`foreignCash:${key}`) : undefined
      return currency === undefined ? [] : [[currency, { worth: amount, own: received }] as const]
    }),
  )
}

/**
 * The notes of each currency that was counted or that should be there: one that is not named is counted as none. Worth what the shift's own notes
 * were worth on average, so that all of them are exactly what was expected; of a currency it took none of, what `worthOf` says. Undefined for
 * pieces that a currency does not have, a currency that stands there twice, or one that nobody knows the worth of.
 */
export function declaredForeign(counts: readonly ForeignCount[], figures: Pick<ShiftFigures, 'others'>, worthOf: (currency: CurrencyCode, own: number) => number | undefined): readonly DeclaredTender[] | undefined {
  const taken = foreignTaken(figures)
  const counted = new Map<CurrencyCode, number>()
  for (const { currency, counts: pieces } of counts) {
    const total = countedTotal(pieces, currency)
    if (total === undefined || counted.has(currency)) return undefined
    counted.set(currency, total)
  }
  const declared: DeclaredTender[] = []
  for (const currency of [...new Set([...taken.keys(), ...counted.keys()])].toSorted()) {
    const { worth = 0, own = 0 } = taken.get(currency) ?? {}
    const there = counted.get(currency) ?? 0
    const value = own > 0 ? mulDiv(there, worth, own, 'halfUp') : there === 0 ? 0 : worthOf(currency, there)
    if (value === undefined) return undefined
    if (own > 0 || there > 0) declared.push({ tender: foreignTender(currency), expected: worth, counted: value, own: { expected: own, counted: there } })
  }
  return declared
}
