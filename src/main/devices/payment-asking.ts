import { type PaymentProgressView } from '../../contracts/ipc/index.ts'
import { type Payment } from '../../db/index.ts'
import { type PayOutcome } from '../../domain/tender/index.ts'
import { type Wallet } from '../../drivers/wallet/index.ts'
import { type Devices } from './devices.ts'
import { type PaymentSaid, type PaymentWork } from './payment-messages.ts'

/** A payment, and for a reversal what it takes back. */
export interface Asked {
  readonly payment: Payment
  readonly original?: Payment | undefined
  /** The payer's code, for a wallet. Held nowhere else: it is money for a minute. */
  readonly code?: string
}

export interface AskHooks {
  readonly onProgress: (progress: Omit<PaymentProgressView, 'paymentId'>) => void
  readonly onMark: (mark: string) => Promise<void>
}

/** Whoever takes the money. Never rejects; undefined: they ended under the work. */
export interface Asking {
  begin(asked: Asked, hooks: AskHooks): Promise<PayOutcome | undefined>
  recover(asked: Asked): Promise<PayOutcome | undefined>
  abort(paymentId: string): void
}

function workOf(what: 'begin' | 'recover', { payment, original }: Asked): PaymentWork {
  const { id, kind, amount, currency, mark } = payment
  const reference = payment.givesBack?.original ?? original?.reference
  const attempt = { attemptId: id, kind, amount, currency, ...(reference && { reference: { ...reference } }) }
  return what === 'begin' ? { what, ...attempt } : { what, ...attempt, ...(mark !== undefined && { mark }) }
}

/** What was said, as it stands on disk afterwards. What cannot be read was not said. */
function outcomeOf(said: PaymentSaid | undefined): PayOutcome | undefined {
  if (said === undefined || !('outcome' in said)) return undefined
  const { outcome } = said
  if (outcome.status !== 'approved') return { status: outcome.status, reason: outcome.reason, ...(outcome.text === undefined ? {} : { text: outcome.text }) }
  const { attemptId, saidBy, ...more } = outcome.reference
  return { status: 'approved', reference: { attemptId, ...Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined)), ...(saidBy && { saidBy }) } }
}

export function askTerminal(devices: Pick<Devices, 'pay' | 'abortPayment'>): Asking {
  const quiet = { onProgress: () => undefined, onMark: () => Promise.reject(new Error('a question marks nothing')) }
  return {
    begin: async (asked, hooks) =>
      outcomeOf(
        await devices.pay(workOf('begin', asked), {
          onProgress: ({ phase, text }) => hooks.onProgress({ phase, ...(text === undefined ? {} : { text }) }),
          onMark: hooks.onMark,
        }),
      ),
    recover: async (asked) => outcomeOf(await devices.pay(workOf('recover', asked), quiet)),
    abort: (paymentId) => devices.abortPayment(paymentId),
  }
}

/** What a wallet has to be asked by is our own name for it, so the mark says no more than that it was asked. */
const walletMark = 'asked'

export function askWallet(wallet: Wallet): Asking {
  const ending = new AbortController().signal
  const letGo = new Set<string>()
  return {
    async begin({ payment, original, code }, { onProgress, onMark }) {
      const kept = await onMark(walletMark).then(() => true, () => false)
      if (!kept) return { status: 'cancelled', reason: 'notSent' }
      const { id: attemptId, amount, currency } = payment
      if (payment.kind === 'reversal') {
        const { id, reference } = original ?? {}
        if (id === undefined || reference === undefined) return { status: 'declined', reason: 'notPossible' }
        return wallet.refund(attemptId, { attemptId: id, amount, currency, reference }, ending)
      }
      if (payment.givesBack !== undefined) {
        const { paid, original: reference } = payment.givesBack
        if (reference === undefined) return { status: 'declined', reason: 'notPossible' }
        return wallet.refund(attemptId, { attemptId: reference.attemptId, amount: paid, currency, reference, back: amount }, ending)
      }
      onProgress({ phase: 'authorising' })
      const charged = await wallet.charge({ attemptId, amount, currency, ...(code === undefined ? {} : { code }) }, { signal: ending, onCode: (qr) => onProgress({ phase: 'showCode', qr }), onPayer: () => onProgress({ phase: 'enterPin' }) })
      // The provider knows an order that was closed, not who wanted it closed: "nobody paid in time" sent the cashier to the payer.
      const wasOurs = letGo.delete(attemptId) && charged.status === 'cancelled'
      return wasOurs ? { status: 'cancelled', reason: 'abortedHere' } : charged
    },
    async recover({ payment, original }) {
      if (payment.mark === undefined) return { status: 'cancelled', reason: 'notSent' }
      if (payment.kind === 'refund') return wallet.queryRefund(payment.id, ending)
      const { amount, currency } = payment
      const asked = await wallet.query({ attemptId: original?.id ?? payment.id, amount, currency }, ending)
      if (payment.kind === 'sale') return asked
      // Of what was to be given back the provider says that it is not paid any more.
      if (asked.status === 'approved') return { status: 'declined', reason: 'noRecord' }
      return asked.status === 'declined' && asked.reason === 'takenBack' ? { status: 'approved', reference: { attemptId: payment.id } } : { status: 'unknown', reason: 'notUnderstood' }
    },
    abort(paymentId) {
      letGo.add(paymentId)
      wallet.cancel(paymentId)
    },
  }
}
