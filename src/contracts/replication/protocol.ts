import { z } from 'zod'
import { oldestProtocol, protocolVersion } from './limits.ts'

/** The protocols somebody understands, both ends included. */
export const protocolWindow = z.object({ oldest: z.int().positive(), newest: z.int().positive() }).refine(({ oldest, newest }) => oldest <= newest)
export type ProtocolWindow = z.infer<typeof protocolWindow>

/** This program's: its own, and two back (REP-12). */
export const ownProtocols: ProtocolWindow = { oldest: oldestProtocol, newest: protocolVersion }

/** The newest that both understand; or who is too old for the other. */
export function commonProtocol(own: ProtocolWindow, other: ProtocolWindow): number | 'own is older' | 'other is older' {
  const newest = Math.min(own.newest, other.newest)
  if (newest >= Math.max(own.oldest, other.oldest)) return newest
  return own.newest < other.oldest ? 'own is older' : 'other is older'
}

/** Made once: to make it costs as much as all that is read by it. */
const spoken = z.object({ protocol: z.int() })

/** What a body says of itself, before anything else of it is read; undefined where it says nothing that can be compared. */
export function protocolOf(body: unknown): number | undefined {
  return spoken.safeParse(body).data?.protocol
}
