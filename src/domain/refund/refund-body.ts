import { type Basket, type ReturnLine } from '../basket/index.ts'
import { nameIn } from '../catalogue/index.ts'
import { type PricedBasket, type PricedLine } from '../pricing/index.ts'
import { minor } from '../money/index.ts'
import { refundLiabilities } from './owed-back.ts'
import { standingReturns, standingTakenBack } from './price-returns.ts'
import { type RefundBody, type RefundLine, type VoidReason } from './refund.ts'
import { returnMovements } from './return-movements.ts'
import { type ReturnSettlement } from './settle-return.ts'

export interface CompletedRefund {
  readonly refundId: string
  readonly number: string
  readonly basket: Basket
  /** What `priceReturns` said. */
  readonly priced: PricedBasket
  readonly settled: Pick<ReturnSettlement, 'tenders' | 'payable'>
  /** Of a void. Absent: a return. */
  readonly voidReason?: VoidReason
  /** BCP 47 tag of the names on the receipt: the store's language. */
  readonly language: string
  /** The pack of the sale, or without a receipt the store's. */
  readonly taxPackId: string
}

function refundLine(line: ReturnLine, priced: PricedLine, language: string): RefundLine {
  const { origin, barcode, lot, expiry, serial } = line
  const { lineDiscount, basketDiscount, taxGroup } = priced
  return {
    lineNo: line.lineNo,
    ...(origin === undefined ? {} : { saleLineNo: origin.saleLineNo }),
    itemId: line.itemId,
    sku: line.sku,
    name: nameIn(line.names, language),
    ...(barcode === undefined ? {} : { barcode }),
    quantity: line.quantity,
    unit: line.unit,
    price: line.price,
    gross: priced.gross,
    discount: priced.discount,
    total: priced.total,
    taxClass: line.taxClass,
    rate: priced.rate,
    ...(taxGroup === undefined ? {} : { taxGroup }),
    tax: priced.tax,
    ...(lineDiscount === undefined ? {} : { lineDiscount }),
    ...(basketDiscount === undefined ? {} : { basketDiscount }),
    condition: line.condition,
    reason: line.reason,
    ...(lot === undefined ? {} : { lot }),
    ...(expiry === undefined ? {} : { expiry }),
    ...(serial === undefined ? {} : { serial }),
  }
}

/** Freezes the returns of a basket, priced and settled. Throws when `priced` names a line that the basket does not return: the two are not of one basket. */
export function refundBody({ refundId, number, basket, priced, settled, voidReason, language, taxPackId }: CompletedRefund): RefundBody {
  const returns = new Map(standingReturns(basket.lines).map((line) => [line.lineNo, line]))
  const lines = priced.lines.map((pricedLine) => {
    const line = returns.get(pricedLine.lineNo)
    if (line === undefined) throw new Error(`line ${pricedLine.lineNo} was priced but does not come back in basket ${basket.id}`)
    return refundLine(line, pricedLine, language)
  })
  const takenBack = standingTakenBack(basket.lines)
  const origin = [...returns.values()][0]?.origin ?? takenBack[0]?.origin
  const { tenders, payable } = settled
  return {
    refundId,
    number,
    kind: voidReason === undefined ? 'return' : 'void',
    ...(voidReason === undefined ? {} : { voidReason }),
    basketId: basket.id,
    openedAt: basket.openedAt,
    currency: priced.currency,
    taxPack: taxPackId,
    ...(origin === undefined ? {} : { original: { saleId: origin.saleId, number: origin.saleNumber, soldOn: origin.soldOn, verified: origin.verified } }),
    lines,
    taxes: priced.taxes,
    subtotal: priced.subtotal,
    discount: priced.discount,
    tax: priced.tax,
    total: minor(priced.total - (priced.owed ?? 0)),
    ...refundLiabilities(takenBack, ({ names }) => nameIn(names, language)),
    ...(payable === undefined ? {} : { payable }),
    tenders,
    movements: returnMovements(lines),
    trail: basket.trail,
  }
}
