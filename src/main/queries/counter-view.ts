import { type BasketLineView, type BasketView, type CounterView, type ItemLineView } from '../../contracts/ipc/index.ts'
import { type RegisterFacts, type RegisterReader, type StoredBasket } from '../../db/index.ts'
import { type ItemLine } from '../../domain/basket/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { priceBasket, type PricedBasket } from '../../domain/pricing/index.ts'
import { taxPacks, type TaxPack } from '../../domain/tax/index.ts'
import { saleViewOf } from './sale-view.ts'

/** Everything the checkout screen shows of a seat. Refuses only what the domain refuses to price: `amount.tooLarge`. */
export function counterViewOf(reader: RegisterReader, seatName: string): Result<CounterView> {
  const facts = reader.facts()
  const seat = reader.seat(seatName)
  const operator = seat.operatorId === undefined ? undefined : reader.operatorById(seat.operatorId)
  const basket = seat.basketId === undefined ? undefined : reader.basket(seat.basketId)
  const sale = seat.lastSaleId === undefined ? undefined : reader.saleById(seat.lastSaleId)
  const view: CounterView = {
    currency: basket?.currency ?? facts.currency,
    // Picked field by field: the contract's objects are strict, and a demo PIN has no business on the counter.
    ...(operator === undefined ? {} : { operator: { id: operator.id, name: operator.name, role: operator.role } }),
    ...(sale === undefined ? {} : { lastSale: saleViewOf(reader, sale) }),
  }
  if (basket === undefined) return accept(view)
  const priced = priceStored(basket, facts)
  return priced.ok ? accept({ ...view, basket: basketViewOf(basket, priced.value) }) : priced
}

/** The one pricing pass of a stored basket; complete-sale charges exactly what the view showed. */
export function priceStored(basket: StoredBasket, facts: RegisterFacts): Result<PricedBasket> {
  return priceBasket(basket.lines, basket.currency, taxPackOf(facts), basket.businessDate)
}

/** Throws when the database names a pack this version does not have: selling at a guessed tax rate is worse than not selling. */
export function taxPackOf(facts: RegisterFacts): TaxPack {
  const pack = Object.entries(taxPacks).find(([id]) => id === facts.taxPack)?.[1]
  if (pack === undefined) throw new Error('the tax pack of this register is not known to this version')
  return pack
}

export function blockedBy(basket: StoredBasket): BasketView['blockedBy'] {
  if (basket.lines.some((line) => line.kind === 'unresolved' && !line.removed)) return 'basket.unresolved'
  return basket.lines.some((line) => line.kind === 'item' && !line.removed) ? undefined : 'basket.empty'
}

function basketViewOf(basket: StoredBasket, priced: PricedBasket): BasketView {
  const blocked = blockedBy(basket)
  return {
    id: basket.id,
    revision: basket.revision,
    lines: basket.lines.map((line): BasketLineView => (line.kind === 'item' ? itemLineViewOf(line, priced) : { ...line })),
    itemCount: priced.itemCount,
    subtotal: priced.subtotal,
    discount: priced.discount,
    tax: priced.tax,
    total: priced.total,
    ...(basket.lastLineNo === undefined ? {} : { lastLineNo: basket.lastLineNo }),
    ...(blocked === undefined ? {} : { blockedBy: blocked }),
  }
}

/** A removed line counts nothing, and its figures say so: whoever adds up the column gets the total. */
function itemLineViewOf(line: ItemLine, priced: PricedBasket): ItemLineView {
  const counted = priced.lines.find((candidate) => candidate.lineNo === line.lineNo)
  return {
    kind: 'item',
    lineNo: line.lineNo,
    itemId: line.itemId,
    sku: line.sku,
    names: { ...line.names },
    quantity: line.quantity,
    unit: line.unit,
    price: { minor: line.price.minor, per: line.price.per },
    gross: counted?.gross ?? 0,
    discount: counted?.discount ?? 0,
    total: counted?.total ?? 0,
    removed: line.removed,
  }
}
