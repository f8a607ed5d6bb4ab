import { ageAsked } from './age.ts'
import { type Basket } from './basket.ts'
import { recallRefusal, type Recall } from './recall.ts'

/** Why a basket cannot be completed, or undefined. Goods that come back are enough: a basket need not sell anything. `recalls`: of what is in it, as they are now. */
export function completionRefusal(basket: Pick<Basket, 'lines' | 'trail'>, recalls: readonly Recall[] = []): 'basket.unresolved' | 'basket.empty' | 'age.unconfirmed' | ReturnType<typeof recallRefusal> {
  const standingLines = basket.lines.filter(({ removed }) => !removed)
  if (standingLines.some(({ kind }) => kind === 'unresolved')) return 'basket.unresolved'
  const recalled = recallRefusal(standingLines, recalls)
  if (recalled !== undefined) return recalled
  if (ageAsked(basket) !== undefined) return 'age.unconfirmed'
  return standingLines.length === 0 ? 'basket.empty' : undefined
}
