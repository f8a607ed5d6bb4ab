import { type Basket, type ItemLine, type ReturnLine, type TakenBackLine } from '../basket/index.ts'
import { accept, refuse, type Result } from '../errors/index.ts'
import { minor, type Minor } from '../money/index.ts'
import { priceBasket, type PricedBasket, type PricedLine } from '../pricing/index.ts'
import { pieceCount } from '../quantity/index.ts'
import { type TaxPack } from '../tax/index.ts'
import { returnedByLine } from './left-to-return.ts'
import { priceTakenBack } from './owed-back.ts'
import { type PastRefund } from './refund.ts'
import { returnTaxes } from './return-taxes.ts'
import { type ReturnableLine, type ReturnableSale, isTaxOnTop } from './returnable-sale.ts'
import { addedShares, nothingReturned, shareOf, type ReturnedShare } from './returned-share.ts'

/** What the returns of a basket are priced by: their sale and all that was given back for it, or without a receipt the tax of the day. */
export type ReturnSource =
  | { readonly sale: ReturnableSale; readonly refunds: readonly PastRefund[] }
  | { readonly pack: TaxPack; readonly businessDate: string }

function sum(values: readonly PricedLine[], of: (line: PricedLine) => number): Minor {
  return minor(values.reduce((total, line) => total + of(line), 0))
}

export function standingReturns(lines: Basket['lines']): readonly ReturnLine[] {
  return lines.filter((line): line is ReturnLine => line.kind === 'return' && !line.removed)
}

export function standingTakenBack(lines: Basket['lines']): readonly TakenBackLine[] {
  return lines.filter((line): line is TakenBackLine => line.kind === 'takenBack' && !line.removed)
}

function pricedLine(lineNo: number, { rate, taxGroup }: ReturnableLine, { gross, total, tax, lineDiscount, basketDiscount }: ReturnedShare): PricedLine {
  return {
    lineNo,
    gross,
    discount: minor(lineDiscount + basketDiscount),
    total,
    rate,
    tax,
    ...(lineDiscount === 0 ? {} : { lineDiscount }),
    ...(basketDiscount === 0 ? {} : { basketDiscount }),
    ...(taxGroup === undefined ? {} : { taxGroup }),
  }
}

function ofSale(returns: readonly ReturnLine[], takenBack: readonly TakenBackLine[], sale: ReturnableSale, refunds: readonly PastRefund[]): Result<PricedBasket> {
  const onTop = isTaxOnTop(sale)
  const returned = returnedByLine(sale.saleId, refunds)
  const lines: PricedLine[] = []
  for (const { lineNo, origin, quantity } of returns) {
    const sold = sale.lines.find((line) => line.lineNo === origin?.saleLineNo)
    if (sold === undefined || origin?.saleId !== sale.saleId) return refuse('return.lineUnknown', { lineNo })
    const before = returned.get(sold.lineNo) ?? nothingReturned
    const left = Math.max(0, sold.quantity - before.quantity)
    if (quantity > left) return refuse('return.tooMany', { left })
    const share = shareOf(sold, quantity, before, onTop)
    returned.set(sold.lineNo, addedShares(before, share))
    lines.push(pricedLine(lineNo, sold, share))
  }
  const owed = priceTakenBack(takenBack, sale, refunds)
  if (!owed.ok) return owed
  const taxes = returnTaxes(lines, sale, refunds)
  const shared = sum(lines, ({ basketDiscount = 0 }) => basketDiscount)
  return accept({
    currency: sale.currency,
    lines,
    taxes,
    subtotal: sum(lines, ({ gross }) => gross),
    discount: sum(lines, ({ discount }) => discount),
    ...(shared === 0 ? {} : { basketDiscount: shared }),
    tax: sum(lines, ({ tax }) => tax),
    total: minor(taxes.reduce((total, { gross }) => total + gross, 0) + owed.value),
    ...(owed.value === 0 ? {} : { owed: owed.value }),
    itemCount: pieceCount(returns.filter(({ link }) => link === undefined)),
  })
}

/** What has no receipt is worth what it would cost at its price today: the same pass as a sale of it. */
function asItem({ lineNo, itemId, sku, names, quantity, unit, price, taxClass }: ReturnLine): ItemLine {
  return { kind: 'item', lineNo, itemId, sku, names, quantity, unit, price, taxClass, removed: false }
}

/**
 * What the goods that come back in a basket are worth, in one pass over its return lines, all amounts above nothing; `total`
 * is with what is taken off cards (`owed`). Refuses
 * `return.lineUnknown` for goods the sale does not have, `return.tooMany` (params: left), `return.otherCurrency`, and without
 * a receipt what `priceBasket` refuses.
 */
export function priceReturns(basket: Pick<Basket, 'lines' | 'currency'>, source: ReturnSource): Result<PricedBasket> {
  const returns = standingReturns(basket.lines)
  if ('sale' in source) {
    if (source.sale.currency !== basket.currency) return refuse('return.otherCurrency')
    return ofSale(returns, standingTakenBack(basket.lines), source.sale, source.refunds)
  }
  const known = returns.find(({ origin }) => origin !== undefined)
  if (known !== undefined) return refuse('return.lineUnknown', { lineNo: known.lineNo })
  return priceBasket(returns.map(asItem), basket.currency, source.pack, source.businessDate)
}
