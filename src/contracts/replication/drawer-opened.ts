import { z } from 'zod'

/**
 * The body of `drawer.opened`, schema version 1: a cash drawer opened without a sale. The reason is open here, since a newer
 * register may know one more, and an opening nobody counts is the one somebody wanted hidden.
 */
export const drawerOpened = z.looseObject({ reason: z.string().min(1).max(32), note: z.string().max(200).optional() })
export type DrawerOpened = z.infer<typeof drawerOpened>
