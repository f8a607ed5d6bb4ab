import { z } from 'zod'
import { doorProtocol } from './limits.ts'

/** Named in an acknowledgement's capabilities by a head office that has this door: an older one is never asked. */
export const quarantineCapability = 'quarantine'

/** Entries told in one answer, those that still lie there first. */
export const quarantineTold = 50
/** Entries that one request may ask to be sent again. */
export const quarantineAgainAtOnce = 50
/** In bytes. */
export const quarantineRequestBytes = 8 * 1024

/**
 * With an acknowledgement, where anything of this register is or was in quarantine: how much lies there now, and a mark that is another
 * one after every change. A register that holds another mark asks for the list.
 */
export const quarantineMark = z.object({ held: z.int().nonnegative(), mark: z.string().min(1).max(64) })
export type QuarantineMark = z.infer<typeof quarantineMark>

const place = z.strictObject({ epoch: z.int().positive(), seq: z.int().positive() })

/** A register asks what of its journal lies in quarantine, and for entries of it to be read again. Signed like a batch. Strict: a batch is none, nor is this one. */
export const quarantineRequest = z.strictObject({
  protocol: z.literal(doorProtocol),
  purpose: z.literal(quarantineCapability),
  register: z.uuid(),
  instance: z.uuid(),
  again: z.exactOptional(z.array(place).max(quarantineAgainAtOnce)),
  /** Who asked for it, as this register knows people. */
  by: z.exactOptional(z.string().min(1).max(64)),
})
export type QuarantineRequest = z.infer<typeof quarantineRequest>

/**
 * One entry as it stands: in quarantine, taken out of it by a person with a reason, or applied since. `reason` is open: a newer head office may
 * know one more, and so is `state`.
 */
export const quarantineTelling = z.object({
  epoch: z.int().positive(),
  seq: z.int().positive(),
  reason: z.string().min(1).max(32),
  state: z.string().min(1).max(16),
  receivedAt: z.int().nonnegative(),
  /** When it came to be what it is; absent while it only lies there. */
  changedAt: z.exactOptional(z.int().nonnegative()),
  /** Of a discarded one: who, and why. */
  by: z.exactOptional(z.string().max(64)),
  note: z.exactOptional(z.string().max(200)),
})
export type QuarantineTelling = z.infer<typeof quarantineTelling>

export const quarantineAnswer = z.object({
  held: z.int().nonnegative(),
  mark: z.string().min(1).max(64),
  /** A quarantineTelling each, read one by one: what is newer than this register must not cost the rest. */
  entries: z.array(z.unknown()),
})
export type QuarantineAnswer = z.infer<typeof quarantineAnswer>

/** `applied`: it has its whole effect, once. `discarded`: a person took it out; its text stays. */
export type QuarantineState = 'quarantined' | 'discarded' | 'applied'

/** Something that was done to an entry in quarantine. Never changed, never removed. */
export interface QuarantineStep {
  readonly kind: 'again' | 'applied' | 'discarded' | 'restored'
  readonly at: number
  /** The name of their account, or, while nobody has one, the one they typed. */
  readonly by: string
  readonly note?: string
  /** Of `again`: why it stays. */
  readonly reason?: string
}

/** An entry that could not be read when it came. What lies there now first, then what was taken out of it; at most 50. */
export interface QuarantineOverview {
  readonly store: string
  readonly register: string
  readonly registerNumber: number
  readonly epoch: number
  readonly seq: number
  readonly reason: string
  readonly state: QuarantineState
  readonly receivedAt: number
  /** What its text says it is, where it says so. */
  readonly type?: string
  /** Of its receipt. */
  readonly number?: string
}

/** What GET /api/stores/:store/quarantine/:register/:epoch/:seq answers. */
export interface QuarantinedEntry extends QuarantineOverview {
  /** As the register wrote it. */
  readonly text: string
  /** Oldest first. */
  readonly steps: readonly QuarantineStep[]
}

/** What came of reading an entry again. `reason`: why it stays. */
export type SentAgain = { readonly state: Exclude<QuarantineState, 'quarantined'> } | { readonly state: 'quarantined'; readonly reason: string }
