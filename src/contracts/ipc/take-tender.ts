import { z } from 'zod'
import { approvalId } from './approve.ts'
import { command } from './define.ts'
import { counterView, currencyView } from './views.ts'

const amount = z.int().positive().max(1_000_000_000_000)

/** Amounts are home minor units, `received` of foreign cash is in its own. A card is one whose approval a person read off the device. */
export const tenderTaken = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('cash'), received: amount }),
  z.strictObject({ type: z.literal('card'), amount }),
  z.strictObject({ type: z.literal('foreignCash'), currency: currencyView, received: amount }),
  z.strictObject({ type: z.literal('voucher'), kind: z.string().min(1).max(32), number: z.string().trim().min(1).max(64), faceValue: amount }),
  /** Owed by the customer on the basket. */
  z.strictObject({ type: z.literal('account'), amount }),
  /** A gift card or store credit, by its number. Without an amount as much as there is, at most what is due. */
  z.strictObject({ type: z.literal('storedValue'), number: z.string().max(256), amount: z.exactOptional(amount) }),
])
export type TenderTaken = z.infer<typeof tenderTaken>

/**
 * Takes a part of what is due, or the rest of it. A part is a line kept with the basket, which then stands still; what covers the
 * rest completes the sale in the same transaction, exactly as complete-sale does, and refuses what that refuses. `tender.over`
 * where nothing is due, or of a voucher that is not taken for less than it says; `voucher.used` with its day;
 * `storedValue.unverified`, `storedValue.short` (params: due, what there is) and `storedValue.buysItself` of a gift card or store credit. On account: `account.none` where nobody on the
 * basket has one, and above its limit `approval.needed`, or `account.aboveLimit` where the role may not even ask.
 */
export const takeTender = command('take-tender', {
  who: 'sell',
  input: z.strictObject({
    basketId: z.string().max(64),
    revision: z.int().nonnegative(),
    tender: tenderTaken,
    confirmed: z.exactOptional(z.boolean()),
    approvals: z.exactOptional(z.array(approvalId).max(6)),
  }),
  output: counterView,
})

/** Hands a kept line back: the drawer opens for cash. Of a card it is a person's word that they took it back on the device, and asks for `reversePayment`. */
export const removeTender = command('remove-tender', {
  who: 'sell',
  input: z.strictObject({ basketId: z.string().max(64), revision: z.int().nonnegative(), tenderId: z.string().max(64), approval: z.exactOptional(approvalId) }),
  output: counterView,
})
