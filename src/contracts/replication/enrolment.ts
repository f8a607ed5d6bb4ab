import { z } from 'zod'
import { doorProtocol } from './limits.ts'

/** Crockford's base 32: no I, L, O or U, because a code is read aloud over a telephone and typed on a counter. */
export const codeAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** 12 symbols of 5 bits: 60 bits, in three groups of four. */
export const codeSymbols = 12
export const codeLifetimeMs = 10 * 60_000

/** What a person typed as the 12 symbols that were meant, or undefined. Forgives case, spaces, dashes, O for 0, I and L for 1. */
export function normaliseCode(typed: string): string | undefined {
  if (typed.length > 64) return undefined
  const symbols = typed.toUpperCase().replaceAll(/[\s\-–—]/gu, '').replaceAll('O', '0').replaceAll(/[IL]/gu, '1')
  return /^[0-9A-HJKMNP-TV-Z]{12}$/u.test(symbols) ? symbols : undefined
}

/** As shown: XXXX-XXXX-XXXX. */
export function showCode(symbols: string): string {
  return symbols.replaceAll(/(.{4})(?=.)/gu, '$1-')
}

/**
 * What the register signs to prove that it holds the key it enrols. The first line keeps this signature from ever being
 * mistaken for one over a batch, whose first byte is a brace.
 */
export function enrolmentProofText(code: string, register: string): string {
  return `tillwright-enrolment-1\n${code}\n${register}`
}

export const enrolmentRequest = z.object({
  protocol: z.literal(doorProtocol),
  /** The 12 symbols, normalised. */
  code: z.string().length(codeSymbols),
  register: z.uuid(),
  /** Ed25519, SPKI DER, base64. */
  publicKey: z.base64().max(128),
  /** Ed25519 over enrolmentProofText, base64. */
  proof: z.base64().max(128),
})
export type EnrolmentRequest = z.infer<typeof enrolmentRequest>

export const enrolmentAnswer = z.object({
  storeId: z.uuid(),
  storeName: z.string(),
  chainName: z.string(),
  storeLines: z.array(z.string()).optional(),
  registerNumber: z.int().positive(),
  instance: z.uuid(),
  /** 32 bytes, base64: what the chain's PIN hashes are made with. An older head office sends none. A secret: never logged. */
  chainPepper: z.base64().length(44).optional(),
})
export type EnrolmentAnswer = z.infer<typeof enrolmentAnswer>
