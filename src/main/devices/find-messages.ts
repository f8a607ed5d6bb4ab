import { z } from 'zod'

/** What crosses between the register and the process that looks for devices. */
const code = z.string().min(1).max(64)
const bus = z.enum(['serial', 'usb', 'hid'])

export const foundSaid = z.strictObject({
  found: z.array(z.strictObject({ bus, address: z.string().min(1).max(512), name: z.string().max(200), guess: z.enum(['printer', 'scanner', 'scale', 'unknown']), permitted: z.boolean() })).max(64),
  /** `all`: the process ended over it, which is all that is known. */
  troubles: z.array(z.strictObject({ bus: z.union([bus, z.literal('all')]), fault: code })).max(8),
})
export type FoundSaid = z.infer<typeof foundSaid>

export const probeTarget = z.strictObject({ host: z.string().min(1).max(255), port: z.int().min(1).max(65_535) })
/** `unknown`: the process that asked ended before it was told. */
export const probeSaid = z.enum(['open', 'closed', 'silent', 'unreachable', 'unknown'])
export type ProbeSaid = z.infer<typeof probeSaid>

export const foundNothing = (fault: string): FoundSaid => ({ found: [], troubles: [{ bus: 'all', fault }] })
