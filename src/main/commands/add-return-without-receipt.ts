import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { addedReturn } from '../../domain/basket/index.ts'
import { type Item } from '../../domain/catalogue/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { minor } from '../../domain/money/index.ts'
import { onePiece, thousandths } from '../../domain/quantity/index.ts'
import { goodsWithoutReceipt } from '../../domain/refund/index.ts'
import { calendarDateAt, changeCounter, type CommandContext } from './command-context.ts'
import { addToBasket } from './edit-basket.ts'
import { mayReturn } from './may-return.ts'
import { resolveBarcode } from './resolve-barcode.ts'

/** Goods whose sale nobody can show: at the price of today, or at less where somebody says so. */
export function addReturnWithoutReceipt(context: CommandContext, input: Input<'add-return-without-receipt'>): Result<CounterView> {
  const { quantity, price, condition, reason, barcode } = input
  return changeCounter(context, () => {
    const allowed = mayReturn(context, 'refundWithoutReceipt')
    if (!allowed.ok) return allowed
    const found = itemOf(context, input)
    if (!found.ok) return found
    const { id: itemId, sku, names, unit, taxClass, price: today } = found.value
    if (today === undefined) return refuse('item.unpriced')
    const given = price === undefined ? today : { minor: minor(price), per: onePiece }
    const scanned = barcode === undefined ? {} : { barcode }
    const goods = goodsWithoutReceipt({ itemId, sku, names, ...scanned, quantity: thousandths(quantity), unit, price: given, taxClass, condition, reason }, today)
    return goods.ok ? addToBasket(context, (basket, act) => addedReturn(basket, goods.value, act)) : goods
  })
}

function itemOf(context: CommandContext, { itemId, barcode }: Pick<Input<'add-return-without-receipt'>, 'itemId' | 'barcode'>): Result<Item> {
  if (barcode === undefined) {
    const item = itemId === undefined ? undefined : context.database.itemById(itemId)
    return item === undefined ? refuse('item.unknown') : accept(item)
  }
  const resolved = resolveBarcode(context.database, barcode, calendarDateAt(context.moment()))
  if (resolved === undefined) return refuse('item.unknown')
  return resolved.ok ? accept(resolved.value.item) : resolved
}
