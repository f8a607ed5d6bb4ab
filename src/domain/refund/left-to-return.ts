import { minor } from '../money/index.ts'
import { thousandths, type Thousandths } from '../quantity/index.ts'
import { refundsOf, type PastRefund } from './refund.ts'
import { addedShares, nothingReturned, type ReturnedShare } from './returned-share.ts'
import { type ReturnableSale } from './returnable-sale.ts'

/** In thousandths. bought = returned + left; `left` is never below nothing, whatever refunds say. */
export interface LeftToReturn {
  readonly lineNo: number
  readonly bought: Thousandths
  readonly returned: Thousandths
  readonly left: Thousandths
}

/** What earlier refunds gave back, by line of the sale. */
export function returnedByLine(saleId: string, refunds: readonly PastRefund[]): Map<number, ReturnedShare> {
  const returned = new Map<number, ReturnedShare>()
  for (const { lines } of refundsOf(saleId, refunds)) {
    for (const { saleLineNo, quantity, total, tax, lineDiscount = minor(0), basketDiscount = minor(0) } of lines) {
      if (saleLineNo === undefined) continue
      const gross = minor(total + lineDiscount + basketDiscount)
      returned.set(saleLineNo, addedShares(returned.get(saleLineNo) ?? nothingReturned, { quantity, gross, lineDiscount, basketDiscount, total, tax }))
    }
  }
  return returned
}

/** What may still come back of each line: what was bought less what the refunds of the sale say, counted each time anew. */
export function leftToReturn(sale: Pick<ReturnableSale, 'saleId' | 'lines'>, refunds: readonly PastRefund[]): readonly LeftToReturn[] {
  const returned = returnedByLine(sale.saleId, refunds)
  return sale.lines.map(({ lineNo, quantity }) => {
    const back = returned.get(lineNo)?.quantity ?? thousandths(0)
    return { lineNo, bought: quantity, returned: back, left: thousandths(Math.max(0, quantity - back)) }
  })
}
