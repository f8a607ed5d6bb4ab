import { z } from 'zod'
import { doorProtocol } from './limits.ts'

/** Named in an acknowledgement's capabilities by a head office that has this door: an older one is never asked. */
export const chainPepperCapability = 'chain-pepper'

/**
 * What a register sends that was enrolled before head office had a pepper, signed like a batch. `purpose` keeps it from being
 * taken for anything else, `instance` from being of use at another head office. Strict: a batch is none.
 */
export const chainPepperRequest = z.strictObject({
  protocol: z.literal(doorProtocol),
  purpose: z.literal(chainPepperCapability),
  register: z.uuid(),
  instance: z.uuid(),
})
export type ChainPepperRequest = z.infer<typeof chainPepperRequest>

/** 32 bytes, base64. A secret: never logged. */
export const chainPepperAnswer = z.object({ chainPepper: z.base64().length(44) })
export type ChainPepperAnswer = z.infer<typeof chainPepperAnswer>

/** In bytes. */
export const chainPepperRequestBytes = 1024
