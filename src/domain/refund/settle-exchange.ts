import { accept, refuse, type Result } from '../errors/index.ts'
import { minor, type Minor } from '../money/index.ts'
import { settle, type SettleOptions, type Settlement, type TenderLine, type TenderRequest } from '../tender/index.ts'
import { settleReturn, type ReturnSettlement, type ReturnSettling } from './settle-return.ts'

/** Two documents of one basket: what is sold and what came back. */
export interface Exchange {
  readonly sale: { readonly saleId: string; readonly total: Minor }
  readonly refund: { readonly refundId: string; readonly total: Minor }
  /** What the customer gives where the goods cost more than came back. */
  readonly requests: readonly TenderRequest[]
  readonly options?: SettleOptions
  /** How the rest is given back where more came back than is sold. */
  readonly settling: Omit<ReturnSettling, 'exchange'>
}

export interface ExchangeSettlement {
  readonly sale: Settlement
  readonly refund: ReturnSettlement
  /** Above nothing the customer owed it, below nothing the shop did; rounding of cash aside it is what moved. */
  readonly net: Minor
}

function afterExchange(credit: Minor, refundId: string, rest: readonly TenderLine[]): readonly TenderLine[] {
  return [{ tenderNo: 1, type: 'exchange', amount: credit, refundId }, ...rest.map((tender) => ({ ...tender, tenderNo: tender.tenderNo + 1 }))]
}

/** The sale's side: what came back pays first, and what it leaves due is paid like any sale. */
function settleSale({ sale, refund, requests, options }: Exchange, credit: Minor): Result<Settlement> {
  const due = minor(sale.total - credit)
  if (credit === 0) return settle(due, sale.total === 0 && requests.length === 0 ? [{ type: 'cash' }] : requests, options)
  if (due === 0) {
    return requests.length === 0 ? accept({ tenders: afterExchange(credit, refund.refundId, []), change: minor(0) }) : refuse('tender.over', { due })
  }
  const rest = settle(due, requests, options)
  if (!rest.ok) return rest
  const { tenders, change, payable } = rest.value
  return accept({ tenders: afterExchange(credit, refund.refundId, tenders), change, ...(payable === undefined ? {} : { payable: minor(payable + credit) }) })
}

/**
 * Nets what came back against what is sold: the smaller of the two stands in both documents as a tender `exchange`, and money
 * moves in one of them only. Refuses what `settle` refuses of the rest: `tender.short` with what is still to pay, and
 * `tender.over` where nothing is.
 */
export function settleExchange(exchange: Exchange): Result<ExchangeSettlement> {
  const { sale, refund, settling } = exchange
  const credit = minor(Math.min(sale.total, refund.total))
  const settled = settleSale(exchange, credit)
  if (!settled.ok) return settled
  return accept({
    sale: settled.value,
    refund: settleReturn(refund.total, { ...settling, exchange: { saleId: sale.saleId, amount: credit } }),
    net: minor(sale.total - refund.total),
  })
}
