import { z } from 'zod'
import { codeSymbols, enrolmentAnswer } from './enrolment.ts'
import { doorProtocol } from './limits.ts'

/**
 * What a new machine signs that is to go on as a register whose own is gone: it holds the key that takes the place of the old one's. The
 * first line keeps it from being an enrolment's, or a batch's.
 */
export function rebuildProofText(code: string, publicKey: string): string {
  return `tillwright-rebuild-1\n${code}\n${publicKey}`
}

/** Which register it becomes is what its code was made for: nobody types an id. */
export const rebuildRequest = z.object({
  protocol: z.literal(doorProtocol),
  /** The 12 symbols, normalised. */
  code: z.string().length(codeSymbols),
  /** Ed25519, SPKI DER, base64. */
  publicKey: z.base64().max(128),
  /** Ed25519 over rebuildProofText, base64. */
  proof: z.base64().max(128),
})
export type RebuildRequest = z.infer<typeof rebuildRequest>

export const rebuildAnswer = enrolmentAnswer.extend({
  register: z.uuid(),
  /** Of its store, for a register whose own journal does not say it. */
  language: z.string(),
  timeZone: z.string(),
  cutOffHour: z.int().min(0).max(23),
})
export type RebuildAnswer = z.infer<typeof rebuildAnswer>
