import { z } from 'zod'
import { permissions } from '../../domain/authority/index.ts'
import { command } from './define.ts'

export const permissionView = z.enum(permissions)

/** Why an approver says yes, in the order a screen offers them: to an act of selling, to a count of cash, and to money that moves without goods. Codes in the journal: never renamed. */
export const saleReasons = ['customerRequest', 'damaged', 'priceMatch', 'mistake', 'goodwill', 'deviceFault', 'other'] as const
export const countReasons = ['wrongChange', 'mistake', 'lookedFor', 'other'] as const
export const moneyReasons = ['checked', 'customerRequest', 'mistake', 'deviceFault', 'other'] as const
export const approvalReasons = [...saleReasons, 'wrongChange', 'lookedFor', 'checked'] as const

/** The approval an act names. Taken along by the one act it is for. */
export const approvalId = z.uuid()
export const approvalView = z.strictObject({ approval: approvalId })
export type ApprovalView = z.infer<typeof approvalView>

/**
 * Another operator's PIN authorises one act of whoever is signed on: this one, on this document, of this amount, once, for a
 * minute. The words are those of the `approval.needed` that the act was refused with.
 */
export const approve = command('approve', {
  who: 'sell',
  input: z.strictObject({
    approverId: z.string().max(64),
    pin: z.string().regex(/^\d{4,8}$/),
    permission: permissionView,
    document: z.string().min(1).max(256),
    amount: z.int().nonnegative(),
    reason: z.enum(approvalReasons),
  }),
  output: approvalView,
})
