import { type PaymentReference, type PayOutcome, type PayReason } from '../../../domain/tender/index.ts'
import { type PaymentAttempt } from '../port.ts'
import { isCancelled, reasonOf } from './result-codes.ts'
import { type StatusInformation } from './status-information.ts'
import { type ZvtTalk } from './zvt-line.ts'

/** What the terminal did last. `none`: nothing since its day was closed, and the code it says so with. */
export type LastRecord = StatusInformation | { readonly none: number }

const unknown = (reason: PayReason): PayOutcome => ({ status: 'unknown', reason })

function refusedWith(result: number, text: string | undefined): PayOutcome {
  return { status: isCancelled(result) ? 'cancelled' : 'declined', reason: reasonOf(result), ...(text === undefined ? {} : { text }) }
}

function referenceOf({ attemptId }: PaymentAttempt, { terminalId, trace, receiptNo, cardType, lastFour, authorisation }: StatusInformation): PaymentReference {
  return {
    attemptId,
    ...(terminalId === undefined ? {} : { terminalId }),
    ...(trace === undefined ? {} : { trace }),
    ...(receiptNo === undefined ? {} : { receiptNo }),
    ...(cardType === undefined ? {} : { cardType }),
    ...(lastFour === undefined ? {} : { lastFour }),
    ...(authorisation === undefined ? {} : { authorisation }),
  }
}

function isOurMoney({ amount, currency }: StatusInformation, attempt: PaymentAttempt, number: string | undefined): boolean {
  return amount === attempt.amount && (currency === undefined || currency === number)
}

/**
 * How a payment ended by what was said in it. Approved takes both: result 00 for our amount, and the completion behind it. A
 * terminal whose result we heard and which did not hear our acknowledgement takes the money back by itself.
 */
export function judgeAttempt(attempt: PaymentAttempt, { end, statuses }: Pick<ZvtTalk, 'end' | 'statuses'>, number: string | undefined): PayOutcome {
  if (end.kind === 'notSent') return { status: 'cancelled', reason: 'noLine' }
  if (end.kind === 'refused') return { status: 'cancelled', reason: reasonOf(end.result) }
  const results = new Set(statuses.map(({ result }) => result))
  const status = statuses.at(-1)
  const cut = end.kind === 'lost' ? 'lineLost' : 'noAnswer'
  if (results.size > 1) return unknown('notUnderstood')
  if (status?.result === undefined) {
    if (end.kind === 'aborted') return end.result === undefined || end.result === 0 || status !== undefined ? unknown('notUnderstood') : refusedWith(end.result, undefined)
    return unknown(end.kind === 'completed' ? 'notUnderstood' : cut)
  }
  if (status.result !== 0) return refusedWith(status.result, status.text)
  if (end.kind === 'aborted') return unknown('notUnderstood')
  if (end.kind !== 'completed') return unknown(cut)
  if (!isOurMoney(status, attempt, number)) return unknown('otherAmount')
  // A record of something taken back is no approval of a sale, nor of a refund.
  if (attempt.kind !== 'reversal' && status.originalTrace !== undefined) return unknown('notUnderstood')
  return { status: 'approved', reference: referenceOf(attempt, status) }
}

/** A terminal in trouble has not said that there is nothing. */
const cannotSay: ReadonlySet<PayReason> = new Set(['busy', 'terminalFault', 'noLine'])

/** What 06 20 told. Undefined: the terminal did not say, and nothing may be concluded. */
export function recordOf({ end, statuses }: Pick<ZvtTalk, 'end' | 'statuses'>): LastRecord | undefined {
  if (end.kind === 'aborted' && statuses.length === 0 && end.result !== undefined && !cannotSay.has(reasonOf(end.result))) return { none: end.result }
  const [status, ...more] = statuses
  return end.kind === 'completed' && more.length === 0 && status?.trace !== undefined ? status : undefined
}

/** What tells one record from the next; the receipt number alone starts over each day. */
export function markOf(record: LastRecord): string {
  return 'none' in record ? `none/${record.none.toString(16)}` : `${record.terminalId ?? ''}/${record.trace ?? ''}/${record.receiptNo ?? ''}`
}

/** How it ended, by what the terminal did last compared with what it had done last before. */
export function judgeRecord(attempt: PaymentAttempt, mark: string, last: LastRecord, number: string | undefined): PayOutcome {
  if (markOf(last) === mark) return { status: 'declined', reason: 'noRecord' }
  const [terminalBefore = '', traceBefore] = mark.split('/')
  // Its day was closed since, or it is another terminal: what it says of itself says nothing of our payment.
  if ('none' in last || (terminalBefore !== 'none' && last.terminalId !== undefined && terminalBefore !== last.terminalId)) return unknown('notUnderstood')
  if (!isOurMoney(last, attempt, number)) return unknown('otherAmount')
  const { result, originalTrace } = last
  if (result === undefined) return unknown('notUnderstood')
  if (attempt.kind === 'reversal') {
    if (originalTrace === undefined || originalTrace !== attempt.reference?.trace) return unknown('notUnderstood')
    return result === 0 ? { status: 'approved', reference: referenceOf(attempt, last) } : refusedWith(result, last.text)
  }
  if (originalTrace !== undefined) return originalTrace === traceBefore || result !== 0 ? unknown('notUnderstood') : { status: 'declined', reason: 'takenBack' }
  return result === 0 ? { status: 'approved', reference: referenceOf(attempt, last) } : refusedWith(result, last.text)
}
