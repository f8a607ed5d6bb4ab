import { z } from 'zod'
// A page has to know a payer's code from goods before it sends it anywhere.
export { providerOf } from '../../domain/tender/index.ts'
import { approvalId } from './approve.ts'
import { command, query } from './define.ts'
import { paymentMethodView, paymentProgressView, payReasonView } from './payment-view.ts'
import { counterView } from './views.ts'

const id = z.string().max(64)

/**
 * Asks the paymentTerminal, or a wallet, for money. Answered as soon as that is on disk; how it ends is told by the counter's
 * view. `amount` absent: all that is due beside `cashReceived`. `code`: the payer's code as it was scanned. The request's id is
 * the payment's. Answered by main itself, which reaches the devices.
 */
export const beginPayment = command('begin-payment', {
  who: 'sell',
  input: z.strictObject({
    basketId: id,
    revision: z.int().nonnegative(),
    method: paymentMethodView,
    amount: z.exactOptional(z.int().positive()),
    cashReceived: z.exactOptional(z.int().positive()),
    code: z.exactOptional(z.string().trim().min(1).max(128)),
  }),
  output: counterView,
})

/** Takes an approved payment of the open basket back, at the terminal that approved it. */
export const reversePayment = command('reverse-payment', { who: 'reversePayment', input: z.strictObject({ paymentId: id, approval: z.exactOptional(approvalId) }), output: counterView })

/**
 * Asks terminal or wallet to give back what goods in the open basket are worth: `of` is the sale's tender, as in `payBack`. The
 * request's id is the payment's. Asks for the approvals that complete-sale would. Approved, it completes a basket that has
 * nothing else to pay back. Refuses `payment.missing` where nobody can be asked: then a person pays it back, and says so.
 */
export const beginRefund = command('begin-refund', {
  who: 'refund',
  input: z.strictObject({ basketId: id, revision: z.int().nonnegative(), of: z.int().positive(), approvals: z.exactOptional(z.array(approvalId).max(6)) }),
  output: counterView,
})

/**
 * A person's word that they paid a tender of the sale back on the device, or (`paid: false`) that they did not after all. Kept
 * with the basket, which stands still for as long as it counts. Asks for the approvals that complete-sale would, before the
 * money goes out and not a second time after it.
 */
export const sayPaidBack = command('say-paid-back', {
  who: 'sell',
  input: z.strictObject({ basketId: id, revision: z.int().nonnegative(), of: z.int().positive(), paid: z.boolean(), approvals: z.exactOptional(z.array(approvalId).max(6)) }),
  output: counterView,
})

/** Cash for all that the shop owes, store credit for all of it (`inCredit`, and not `inCash`), or the usual way again. It asks nobody: the completion, or whatever moves money first, does. */
export const choosePayBack = command('choose-pay-back', {
  who: 'sell',
  input: z.strictObject({ basketId: id, revision: z.int().nonnegative(), inCash: z.boolean(), inCredit: z.exactOptional(z.literal(true)) }),
  output: counterView,
})

/** Asks what became of a payment whose answer never came. Harmless as often as one likes: it never takes money. */
export const recoverPayment = command('recover-payment', { who: 'sell', input: z.strictObject({ paymentId: id }), output: counterView })

/** Asks the terminal to let go of the payment under way. How it ended is what it then says: it may be too late. */
export const abortPayment = command('abort-payment', { who: 'sell', input: z.strictObject({ paymentId: id }), output: counterView })

/** What a person read the outcome off. Codes in the journal: never renamed. */
export const paymentSeen = ['terminalDisplay', 'terminalSlip', 'provider'] as const

/** A supervisor's word for a payment nobody can be asked about any more. It moves no money: it says where the money is. */
export const resolvePayment = command('resolve-payment', {
  who: 'resolvePayment',
  input: z.strictObject({ paymentId: id, outcome: z.enum(['approved', 'declined']), seen: z.enum(paymentSeen), note: z.string().trim().max(80).optional(), approval: z.exactOptional(approvalId) }),
  output: counterView,
})

/** What is under way at the moment, for a page that was opened in the middle of it. */
export const paymentProgress = query('payment-progress', { who: 'sell', input: z.strictObject({}), output: paymentProgressView })

export const endOfDayView = z.strictObject({
  /** `unknown`: it was asked for, and the answer did not come. Ask again: closing twice closes nothing twice. */
  status: z.enum(['done', 'failed', 'unknown']),
  reason: payReasonView.optional(),
  /** The terminal's own slip, without card numbers. */
  lines: z.array(z.string().max(200)).max(500),
  /** Minor units of all it settled, where it says so. */
  total: z.int().optional(),
})
export type EndOfDayView = z.infer<typeof endOfDayView>

/**
 * Has the paymentTerminal hand its day in to the acquirer. Not while a card payment is under way or nobody
 * knows how it ended: the terminal forgets with its day what it could be asked about. The same request again is the same
 * closing. Answered by main itself; refuses `endOfDay.needsSupervisor`, `endOfDay.paymentOpen`, `payment.missing`, `device.busy`.
 */
export const endOfDay = command('end-of-day', { who: 'closeTerminalDay', input: z.strictObject({}), output: endOfDayView })
