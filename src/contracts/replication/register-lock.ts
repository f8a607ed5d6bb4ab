import { z } from 'zod'

/** Named by a head office that says when a register is locked: of another one nobody learns that it is no longer. */
export const lockCapability = 'lock'

/** Why. A newer head office may have more of them. */
export const lockReasons = ['stolen', 'missing', 'misused', 'other'] as const
export type LockReason = (typeof lockReasons)[number]

const unnamed = { at: 0, reason: 'other' }
/**
 * Head office locked this machine: since when by its clock, and why. In every answer to it for as long as that stands, whatever version it speaks. What cannot be read of it
 * is a lock all the same: read as none, a word of a newer version would open a stolen till.
 */
export const registerLock = z.object({ at: z.int().nonnegative().catch(0), reason: z.string().min(1).max(32).catch('other') }).optional().catch(unnamed)
export type RegisterLock = NonNullable<z.infer<typeof registerLock>>

/** What the page asks for beside a name. */
export const lockAsked = z.object({ reason: z.enum(lockReasons) })
