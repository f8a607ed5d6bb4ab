import { accept, refuse, type Result } from '../errors/index.ts'
import { minor, type Minor } from '../money/index.ts'
import { roundCash, roundChange, type CashRoundingRule, type RoundedCash } from './cash-rounding.ts'
import { worthOf } from './foreign-cash.ts'
import { gatherCash } from './gather-cash.ts'
import { tenderKinds } from './tender-kind.ts'
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

/** What a request offers in home minor units; undefined: whatever is due. */
export function offeredBy(request: TenderRequest): number | undefined {
  switch (request.type) {
    case 'cash':
      return request.received
    case 'foreignCash':
      return worthOf(request.received, request.rate)
    case 'voucher':
      return request.voucher.faceValue
    case 'card':
    case 'wallet':
    case 'account':
    case 'giftCard':
    case 'storeCredit':
    case 'deposit':
      return request.amount
  }
}

/**
 * What cash has to cover of `due`, and what the rule does to it. The cash of all lines is rounded together: a sum of 10.00
 * in two parts of 9.60 and 0.40 would else be settled by the first alone.
 */
export function dueInCash(due: Minor, paidInCash: number, rule: CashRoundingRule | undefined): RoundedCash {
  const exact = { payable: due, rounding: minor(0) }
  if (rule === undefined) return exact
  const { payable, rounding } = roundCash(minor(due + paidInCash), rule)
  // A card in between can leave less than the rule would give back of cash that is in the drawer: then nothing is rounded.
  return payable < paidInCash ? exact : { payable: minor(payable - paidInCash), rounding }
}

/** Foreign notes that cover `due`: the change is home cash, rounded like any, and what that let go of or put on. */
function foreignChange(worth: Minor, due: Minor, rule: CashRoundingRule | undefined): { readonly change: Minor; readonly rounding: Minor } {
  const exact = minor(worth - due)
  const change = rule === undefined ? exact : roundChange(exact, worth, rule)
  return { change, rounding: minor(change - exact) }
}

function voucherLine(tenderNo: number, { voucher, over }: Extract<TenderRequest, { type: 'voucher' }>, due: Minor): TenderLine {
  const surplus = voucher.faceValue - due
  return { tenderNo, type: 'voucher', amount: minor(Math.min(voucher.faceValue, due)), voucher, ...(surplus > 0 && over === 'keep' ? { surplus: minor(surplus) } : {}) }
}

/**
 * Settles `total` with tenders in the order given, each paying what the ones before it left due. With a rounding rule, the
 * cash line that covers what is left pays so much that all cash together is round, and a `rounding` line after it holds
 * the difference; cash that leaves something due pays its face, and a card the exact amount. All home cash is one line.
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
    const offered = minor(offeredBy(request) ?? payable)
    if (offered < 0) throw new RangeError(`a tender cannot be ${offered}`)
    const tenderNo = tenders.length + 1
    // The total is covered: one more tender would be money for nothing. A free basket takes one cash line of zero.
    if (due === 0 && (tenders.length > 0 || request.type !== 'cash')) return refuse('tender.over', { due })
    // Nothing pays only for what is rounded away altogether.
    if (offered === 0 && payable > 0) return refuse('tender.short', { due: payable })
    // Foreign coins or a voucher worth nothing at home pay for nothing.
    if (offered === 0 && request.type !== 'cash') return refuse('tender.short', { due })
    const { overTender } = tenderKinds[request.type]
    if (offered > due && (overTender === 'refused' || (request.type === 'voucher' && request.over === 'refuse'))) return refuse('tender.over', { due })
    if (request.type === 'voucher') {
      tenders.push(voucherLine(tenderNo, request, due))
      due = minor(Math.max(0, due - offered))
      continue
    }
    if (request.type === 'foreignCash') {
      const { currency, received, rate } = request
      const back = offered < due ? { change: minor(0), rounding: minor(0) } : foreignChange(offered, due, cashRounding)
      tenders.push({ tenderNo, type: 'foreignCash', amount: minor(offered - back.change), currency, received, rate, worth: offered, change: back.change })
      if (cashRounding !== undefined && back.rounding !== 0) tenders.push({ tenderNo: tenderNo + 1, type: 'rounding', amount: back.rounding, rule: cashRounding.id })
      change = minor(change + back.change)
      rounded = minor(rounded + back.rounding)
      due = minor(Math.max(0, due - offered))
      continue
    }
    if (request.type === 'account') {
      tenders.push({ tenderNo, type: 'account', amount: offered, customer: request.customer })
      due = minor(due - offered)
      continue
    }
    if (request.type === 'giftCard' || request.type === 'storeCredit') {
      tenders.push({ tenderNo, ...request })
      due = minor(due - offered)
      continue
    }
    if (request.type === 'deposit') {
      tenders.push({ tenderNo, type: 'deposit', amount: offered, layAwayId: request.layAwayId, number: request.number })
      due = minor(due - offered)
      continue
    }
    if (request.type !== 'cash') {
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
  return accept({ tenders: gatherCash(tenders), change, ...(rounded === 0 ? {} : { payable: minor(total - rounded) }) })
}
