import { type Output, type SuspendedBasketView } from '../../contracts/ipc/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { netOf, returnsOf } from './basket-returns.ts'
import { priceStored } from './counter-view.ts'
import { type QueryContext } from './query-context.ts'

/** Baskets put aside, each with what it comes to at its own prices. One that cannot be priced refuses the list: hiding it would lose it. */
export function suspendedBaskets({ reader }: QueryContext): Result<Output<'suspended-baskets'>> {
  const facts = reader.facts()
  const baskets: SuspendedBasketView[] = []
  for (const { id, label, operatorId, at } of reader.suspendedBaskets()) {
    const basket = reader.basket(id)
    // Resumed between the two reads: it is not set aside any more.
    if (basket === undefined) continue
    const priced = priceStored(basket, facts)
    if (!priced.ok) return priced
    // Goods that come back count, and take off: a held return stood in the list as nothing, for nothing.
    const returns = returnsOf(reader, basket)
    const back = returns.ok ? returns.value : undefined
    baskets.push({
      basketId: id,
      ...(label === undefined ? {} : { label }),
      operatorName: reader.operatorById(operatorId)?.name ?? '',
      suspendedAt: at,
      currency: basket.currency,
      itemCount: priced.value.itemCount + (back?.priced.itemCount ?? 0),
      total: netOf(priced.value, back),
    })
  }
  return accept({ baskets })
}
