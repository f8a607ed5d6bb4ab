import { z } from 'zod'

/** The body of `customer.limitSet`, schema version 1: what a customer may owe, in minor units. Absent: their account ended. */
export const accountLimitSet = z.looseObject({ customerId: z.string().min(1).max(64), limit: z.int().nonnegative().optional() })
export type AccountLimitSet = z.infer<typeof accountLimitSet>
