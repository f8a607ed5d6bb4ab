import { accept, refuse, type Result } from '../errors/index.ts'
import { minor, type Minor } from '../money/index.ts'
import { type TenderLine, type TenderRequest } from './tender.ts'

export interface Settlement {
  readonly tenders: readonly TenderLine[]
  readonly change: Minor
}

/** Above this many times the total, change is more likely a barcode in the amount field than a banknote. */
const plausibleChange = 1000

function given(request: TenderRequest): number | undefined {
  return request.type === 'cash' ? request.received : request.amount
}

/**
 * Settles `total` with tenders in the order given, each paying what the ones before it left due. Refuses `tender.short`
 * (params: due), `tender.over` (params: due) and, unless `confirmed`, `tender.implausible` (params: change). Throws
 * RangeError on a negative amount: money paid out is a refund, which is another document.
 */
export function settle(total: Minor, requests: readonly TenderRequest[], options: { readonly confirmed?: boolean } = {}): Result<Settlement> {
  if (total < 0) throw new RangeError(`a sale cannot settle ${total}`)
  const tenders: TenderLine[] = []
  let due = total
  let change = minor(0)
  for (const request of requests) {
    const offered = minor(given(request) ?? due)
    if (offered < 0) throw new RangeError(`a tender cannot be ${offered}`)
    const tenderNo = tenders.length + 1
    // The total is covered: one more tender would be money for nothing. A free basket takes one cash line of zero.
    if (due === 0 && (tenders.length > 0 || request.type === 'card')) return refuse('tender.over', { due })
    if (due > 0 && offered === 0) return refuse('tender.short', { due })
    if (request.type === 'card') {
      if (offered > due) return refuse('tender.over', { due })
      tenders.push({ tenderNo, type: 'card', amount: offered, approval: 'approvedOnTerminal' })
      due = minor(due - offered)
      continue
    }
    const amount = minor(Math.min(offered, due))
    change = minor(offered - amount)
    tenders.push({ tenderNo, type: 'cash', amount, received: offered, change })
    due = minor(due - amount)
  }
  if (due > 0 || tenders.length === 0) return refuse('tender.short', { due })
  if (change > plausibleChange * total && options.confirmed !== true) return refuse('tender.implausible', { change })
  return accept({ tenders, change })
}
