import { type ReturnCondition, type ReturnedGoods, type ReturnLine, type Verified } from '../basket/index.ts'
import { type Item } from '../catalogue/index.ts'
import { accept, refuse, type Result } from '../errors/index.ts'
import { type Thousandths } from '../quantity/index.ts'
import { type SaleBody } from '../sale/index.ts'
import { leftToReturn } from './left-to-return.ts'
import { owedLeft } from './owed-back.ts'
import { type DigestedSale } from './receipt-digest.ts'
import { type PastRefund } from './refund.ts'

export interface GoodsBack {
  /** Business date of the sale (YYYY-MM-DD): it stands in its entry, not in its body. */
  readonly soldOn: string
  /** BCP 47 tag of the sale's names: the store's language. */
  readonly language: string
  readonly condition: ReturnCondition
  readonly reason: ReturnLine['reason']
  readonly verified?: Verified
}

/** A line of a sale as goods that come back: as it was sold, whatever the catalogue says by now. Refuses `return.lineUnknown`. */
export function goodsOf(sale: SaleBody, saleLineNo: number, quantity: Thousandths, refunds: readonly PastRefund[], { soldOn, language, condition, reason, verified = 'known' }: GoodsBack): Result<ReturnedGoods> {
  const line = sale.lines.find(({ lineNo }) => lineNo === saleLineNo)
  const left = leftToReturn(sale, refunds).find(({ lineNo }) => lineNo === saleLineNo)?.left
  if (line === undefined || left === undefined) return refuse('return.lineUnknown', { lineNo: saleLineNo })
  const { itemId, sku, name, barcode, unit, price, taxClass, lot, expiry, serial } = line
  return accept({
    origin: { saleId: sale.saleId, saleNumber: sale.number, saleLineNo, soldOn, verified },
    itemId,
    sku,
    names: { [language]: name },
    ...(barcode === undefined ? {} : { barcode }),
    quantity,
    unit,
    price,
    taxClass,
    condition,
    reason,
    ...(lot === undefined ? {} : { lot }),
    ...(expiry === undefined ? {} : { expiry }),
    ...(serial === undefined ? {} : { serial }),
    left,
  })
}

/** A line of a sale that is known from its receipt alone. `item` is what the catalogue has under the line's SKU. */
export interface DigestGoods extends Pick<GoodsBack, 'condition' | 'reason'> {
  readonly sale: DigestedSale
  readonly saleLineNo: number
  readonly quantity: Thousandths
  readonly item: Pick<Item, 'id' | 'sku' | 'names' | 'unit' | 'taxClass'>
  /** The text that was scanned. */
  readonly digest: string
}

/**
 * Goods of a digest's line, at the price that was paid for all of it: so much money for so much, and no price of one in between.
 * Unverified until head office has seen it. Refuses `return.lineUnknown` for a line or an item that is not the digest's.
 */
export function goodsOfDigest({ sale, saleLineNo, quantity, item, digest, condition, reason }: DigestGoods, refunds: readonly PastRefund[]): Result<ReturnedGoods> {
  const line = sale.lines.find(({ lineNo }) => lineNo === saleLineNo)
  const left = leftToReturn(sale, refunds).find(({ lineNo }) => lineNo === saleLineNo)?.left
  if (line === undefined || left === undefined || line.sku !== item.sku) return refuse('return.lineUnknown', { lineNo: saleLineNo })
  const { id, sku, names, unit, taxClass } = item
  const origin = { saleId: sale.saleId, saleNumber: sale.number, saleLineNo, soldOn: sale.soldOn, verified: 'unverified', digest } as const
  return accept({ origin, itemId: id, sku, names, quantity, unit, price: { minor: line.total, per: line.quantity }, taxClass, condition, reason, left })
}

/** All goods of a sale that have not come back, for a void or a return of it all: none where it only put money on a card. Refuses `return.nothingLeft` where that came back too. */
export function everythingLeft(sale: SaleBody, refunds: readonly PastRefund[], back: GoodsBack): Result<readonly ReturnedGoods[]> {
  const goods: ReturnedGoods[] = []
  for (const { lineNo, left } of leftToReturn(sale, refunds)) {
    if (left === 0) continue
    const one = goodsOf(sale, lineNo, left, refunds, back)
    if (!one.ok) return one
    goods.push(one.value)
  }
  return goods.length === 0 && !owedLeft(sale, refunds).some(({ isLeft }) => isLeft) ? refuse('return.nothingLeft', { number: sale.number }) : accept(goods)
}

/** Without a receipt no more is given back than the item costs today: a dearer price would buy stolen goods from the shelf. Refuses `return.priceTooHigh` and `return.priceZero`. */
export function goodsWithoutReceipt(goods: Omit<ReturnedGoods, 'origin' | 'left'>, priceToday: ReturnedGoods['price']): Result<ReturnedGoods> {
  // For nothing, a till called it an even exchange, printed a paper and raised the shelf: a way to lose goods that nobody counts.
  if (goods.price.minor <= 0) return refuse('return.priceZero')
  // By cross products: 1 for 0.35 is dearer than 3 for 1.00, and neither has a price of one that a minor unit can hold.
  const dearer = BigInt(goods.price.minor) * BigInt(priceToday.per) > BigInt(priceToday.minor) * BigInt(goods.price.per)
  return dearer ? refuse('return.priceTooHigh', { maximum: priceToday.minor }) : accept(goods)
}
