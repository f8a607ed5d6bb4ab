import { z } from 'zod'
import { paymentMethods, payReasons } from '../../domain/tender/index.ts'

/** Where an approved payment is found again. Never a card number: the last four digits, and the terminal's own numbers. */
export const paymentReferenceView = z.strictObject({
  attemptId: z.string().max(64),
  terminalId: z.string().max(32).optional(),
  trace: z.string().max(32).optional(),
  receiptNo: z.string().max(64).optional(),
  cardType: z.string().max(64).optional(),
  lastFour: z.string().regex(/^\d{4}$/).optional(),
  authorisation: z.string().max(32).optional(),
  saidBy: z.literal('operator').optional(),
})

export const payReasonView = z.enum(payReasons)
export const paymentMethodView = z.enum(paymentMethods)

/**
 * What was asked of a paymentTerminal or a wallet for the open basket. While one is `pending` or `unknown`, or approved and
 * not yet all of it, the basket cannot be changed, put aside or dropped.
 */
export const paymentView = z.strictObject({
  id: z.string(),
  method: paymentMethodView,
  /** `refund`: money of the sale that goods come back of, by its tender `givesBackTender`. */
  kind: z.enum(['sale', 'reversal', 'refund']),
  amount: z.int().positive(),
  state: z.enum(['pending', 'unknown', 'approved', 'declined', 'cancelled', 'reversed', 'used']),
  /** Cash that lies on the counter beside it. */
  cashReceived: z.int().optional(),
  givesBackTender: z.exactOptional(z.int()),
  reason: payReasonView.optional(),
  /** The terminal's own words. */
  text: z.string().optional(),
  reference: paymentReferenceView.optional(),
})
export type PaymentView = z.infer<typeof paymentView>

/** What the customer is being asked to do, or what the terminal does meanwhile. */
export const paymentPhases = ['connecting', 'waiting', 'presentCard', 'enterPin', 'authorising', 'removeCard', 'takingBack', 'asking', 'showCode', 'scanCode'] as const

/** Broadcast on the topic `payment` while one is under way. For eyes only: what counts is the payment in the basket. */
export const paymentProgressView = z.strictObject({
  /** Absent: nothing is under way. */
  paymentId: z.string().max(64).optional(),
  phase: z.enum(paymentPhases),
  text: z.string().max(200).optional(),
  /** This till asked for its end; it may be too late. */
  cancelAsked: z.literal(true).optional(),
  /** What the payer scans from our screen, as the text of a QR code. */
  qr: z.string().max(1_000).optional(),
})
/** Broadcast on the topic `payer-code`: the till's own scanner read a wallet's code. It is money and no goods, and the page knows for which sale. */
export const payerCodeView = z.strictObject({ code: z.string().max(128) })

export type PaymentProgressView = z.infer<typeof paymentProgressView>
