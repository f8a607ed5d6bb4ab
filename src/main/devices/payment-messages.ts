import { z } from 'zod'
import { paymentReferenceView, payReasonView } from '../../contracts/ipc/index.ts'
import { currencies, type CurrencyCode } from '../../domain/money/index.ts'

/** What crosses between the register and the process that drives the paymentTerminal. No card number has a place in it. */
const id = z.string().min(1).max(64)
const text = z.string().max(200)
const currency = z.enum(Object.keys(currencies) as [CurrencyCode, ...CurrencyCode[]])
export const paymentMark = z.string().min(1).max(100)

const attempt = { attemptId: id, kind: z.enum(['sale', 'reversal', 'refund']), amount: z.int().positive(), currency, reference: z.exactOptional(paymentReferenceView) }
export const paymentWork = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('begin'), ...attempt }),
  z.strictObject({ what: z.literal('recover'), ...attempt, mark: z.exactOptional(paymentMark) }),
  z.strictObject({ what: z.literal('endOfDay') }),
])
export type PaymentWork = z.infer<typeof paymentWork>

export const payOutcome = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('approved'), reference: paymentReferenceView }),
  z.strictObject({ status: z.enum(['declined', 'cancelled', 'unknown']), reason: payReasonView, text: z.exactOptional(text) }),
])

export const paymentSaid = z.union([
  z.strictObject({ outcome: payOutcome }),
  z.strictObject({ report: z.strictObject({ status: z.enum(['done', 'failed', 'unknown']), reason: z.exactOptional(payReasonView), lines: z.array(text).max(500), total: z.exactOptional(z.int()) }) }),
  /** The process that drives it ended under the work, or there is none: what became of it nobody knows. */
  z.strictObject({ fault: z.string().min(1).max(64) }),
])
export type PaymentSaid = z.infer<typeof paymentSaid>

export const payProgress = z.strictObject({ phase: z.enum(['connecting', 'waiting', 'presentCard', 'enterPin', 'authorising', 'removeCard', 'takingBack', 'asking']), text: z.exactOptional(text) })

/** Who asked for the work, to whom it talks meanwhile. `onMark` is waited for before money is asked for. */
export interface PaymentHooks {
  readonly onProgress: (progress: z.infer<typeof payProgress>) => void
  readonly onMark: (mark: string) => Promise<void>
}
