import { type CounterView } from '../../contracts/ipc/index.ts'
import { netWeight, weighedLine, type ScaleWeight } from '../../domain/basket/index.ts'
import { refuse, type Result } from '../../domain/errors/index.ts'
import { minor } from '../../domain/money/index.ts'
import { extend, onePiece } from '../../domain/quantity/index.ts'
import { changeCounter, type CommandContext } from './command-context.ts'
import { addToBasket } from './edit-basket.ts'

/** What the scale answered just now. */
export interface Weighing {
  readonly itemId: string
  readonly weight: ScaleWeight & {
    /** Of a scale that works out the amount itself: by which price a kilogram, and what it came to. */
    readonly priced?: { readonly unitPrice: number; readonly amount: number }
  }
  readonly tareId?: string
}

/**
 * The line of something a scale weighed. No door leads here: who may call it has asked the scale, so that "weighed" on a
 * receipt is never a page's word. Refuses like add-item and netWeight, `scale.unknownTare`, and `scale.otherAmount` where the
 * scale showed the customer another amount for its weight than the till makes of it.
 */
export function addWeighed(context: CommandContext, { itemId, weight, tareId }: Weighing): Result<CounterView> {
  return changeCounter(context, () =>
    addToBasket(context, (basket, act) => {
      const item = context.database.itemById(itemId)
      if (item === undefined) return refuse('item.unknown')
      const preset = tareId === undefined ? undefined : context.database.tareById(tareId)
      if (tareId !== undefined && preset === undefined) return refuse('scale.unknownTare')
      const { priced, quantity } = weight
      if (priced !== undefined && item.price !== undefined) {
        const { unitPrice, amount } = priced
        const isOurs = BigInt(unitPrice) * BigInt(item.price.per) === BigInt(item.price.minor) * BigInt(onePiece)
        if (!isOurs || extend({ minor: minor(unitPrice), per: onePiece }, quantity) !== amount) return refuse('scale.otherAmount')
      }
      const net = netWeight(weight, preset?.weight)
      return net.ok ? weighedLine(basket, item, net.value, act) : net
    }),
  )
}
