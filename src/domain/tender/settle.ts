import { accept, refuse, type Result } from '../errors/index.ts'
import { minor, type Minor } from '../money/index.ts'
import { roundCash, type CashRoundingRule, type RoundedCash } from './cash-rounding.ts'
import { type TenderLine, type TenderRequest } from './tender.ts'

export interface Settlement {
  readonly tenders: readonly TenderLine[]
  readonly change: Minor
  /** What the customer pays for the total, all tenders together, where cash was rounded. Absent where it is the total. */
  readonly payable?: Minor
}

export interface SettleOptions {
  /** The cashier was shown an unlikely change and said yes. */
  readonly confirmed?: boolean
  /** Absent: cash is paid to the last minor unit. */
  readonly cashRounding?: CashRoundingRule
}

/** Above this many times the total, change is more likely a barcode in the amount field than a banknote. */
const plausibleChange = 1000

function given(request: TenderRequest): number | undefined {
  return request.type === 'cash' ? request.received : request.amount
}

/**
 * What cash has to cover of `due`, and what the rule does to it. The cash of all lines is rounded together: a sum of 10.00
 * in two parts of 9.60 and 0.40 would else be settled by the first alone.
 */
function dueInCash(due: Minor, paidInCash: number, rule: CashRoundingRule | undefined): RoundedCash {
  const exact = { payable: due, rounding: minor(0) }
  if (rule === undefined) return exact
  const { payable, rounding } = roundCash(minor(due + paidInCash), rule)
  // A card in between can leave less than the rule would give back of cash that is in the drawer: then nothing is rounded.
  return payable < paidInCash ? exact : { payable: minor(payable - paidInCash), rounding }
}

/**
 * Settles `total` with tenders in the order given, each paying what the ones before it left due. With a rounding rule, the
 * cash line that covers what is left pays so much that all cash together is round, and a `rounding` line after it holds
 * the difference; cash that leaves something due pays its face, and a card the exact amount.
 *
 * Refuses `tender.short` (params: due, what to ask for next), `tender.over` (params: due) and, unless `confirmed`,
 * `tender.implausible` (params: change). Throws RangeError on a negative amount: money paid out is a refund, which is
 * another document.
 */
export function settle(total: Minor, requests: readonly TenderRequest[], { confirmed, cashRounding }: SettleOptions = {}): Result<Settlement> {
  if (total < 0) throw new RangeError(`a sale cannot settle ${total}`)
  const tenders: TenderLine[] = []
  let due = total
  let cash = 0
  let change = minor(0)
  let rounded = minor(0)
  for (const request of requests) {
    const { payable, rounding } = dueInCash(due, cash, request.type === 'cash' ? cashRounding : undefined)
    const offered = minor(given(request) ?? payable)
    if (offered < 0) throw new RangeError(`a tender cannot be ${offered}`)
    const tenderNo = tenders.length + 1
    // The total is covered: one more tender would be money for nothing. A free basket takes one cash line of zero.
    if (due === 0 && (tenders.length > 0 || request.type !== 'cash')) return refuse('tender.over', { due })
    // Nothing pays only for what is rounded away altogether.
    if (offered === 0 && payable > 0) return refuse('tender.short', { due: payable })
    if (request.type !== 'cash') {
      if (offered > due) return refuse('tender.over', { due })
      const { type, payment } = request
      if (type === 'wallet') tenders.push({ tenderNo, type, amount: offered, payment })
      else tenders.push({ tenderNo, type, amount: offered, approval: 'approvedOnTerminal', ...(payment === undefined ? {} : { payment }) })
      due = minor(due - offered)
      continue
    }
    // Less than is due in cash, although it may be all of the total: coins of 0.02 where only 0.05 is taken.
    if (offered < payable && offered >= due) return refuse('tender.short', { due: payable })
    const amount = minor(Math.min(offered, payable))
    change = minor(offered - amount)
    cash += amount
    tenders.push({ tenderNo, type: 'cash', amount, received: offered, change })
    if (offered < payable) {
      due = minor(due - amount)
      continue
    }
    if (cashRounding !== undefined && rounding !== 0) tenders.push({ tenderNo: tenderNo + 1, type: 'rounding', amount: rounding, rule: cashRounding.id })
    rounded = rounding
    due = minor(0)
  }
  if (due > 0 || tenders.length === 0) {
    const inCash = tenders.at(-1)?.type === 'cash' ? dueInCash(due, cash, cashRounding).payable : due
    return refuse('tender.short', { due: inCash })
  }
  if (change > plausibleChange * total && confirmed !== true) return refuse('tender.implausible', { change })
  return accept({ tenders, change, ...(rounded === 0 ? {} : { payable: minor(total - rounded) }) })
}
