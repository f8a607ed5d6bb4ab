import { z } from 'zod'
import { approvalId } from './approve.ts'
import { command } from './define.ts'
import { effectView } from './views.ts'

/** Why a drawer is opened without a sale, in the order a screen offers them. Codes in the journal: never renamed. */
export const drawerReasons = ['giveChange', 'countCash', 'payInOrOut', 'check', 'other'] as const
export const drawerReasonView = z.enum(drawerReasons)
export type DrawerReason = z.infer<typeof drawerReasonView>

/** What a person may add, and must with `other`; in characters as JavaScript counts them. */
export const drawerNoteLength = 80

export const drawerOpeningView = z.strictObject({
  reason: drawerReasonView,
  /** What becomes of the kick: `waiting` in the first answer. The same request again tells what it is by then, and opens nothing. */
  kick: effectView,
})
export type DrawerOpeningView = z.infer<typeof drawerOpeningView>

/**
 * Opens the drawer without a sale, once. In the journal with its reason: it is the oldest way of stealing cash. On a register that
 * is nobody's yet anybody may see whether it opens, with the reason `check`: there is no money in it.
 */
export const openDrawer = command('open-drawer', {
  who: 'openDrawer',
  input: z.strictObject({ reason: drawerReasonView, note: z.string().trim().max(drawerNoteLength).optional(), approval: z.exactOptional(approvalId) }),
  output: drawerOpeningView,
})
