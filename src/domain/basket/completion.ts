import { ageAsked } from './age.ts'
import { type Basket } from './basket.ts'

/** Why a basket cannot be completed, or undefined. Goods that come back are enough: a basket need not sell anything. */
export function completionRefusal(basket: Pick<Basket, 'lines' | 'trail'>): 'basket.unresolved' | 'basket.empty' | 'age.unconfirmed' | undefined {
  const standingLines = basket.lines.filter(({ removed }) => !removed)
  if (standingLines.some(({ kind }) => kind === 'unresolved')) return 'basket.unresolved'
  if (ageAsked(basket) !== undefined) return 'age.unconfirmed'
  return standingLines.length === 0 ? 'basket.empty' : undefined
}
