/** What canonical JSON may hold here: integers and strings, in arrays and objects. No float, boolean or null: they have more than one spelling. */
export type CanonicalValue = number | string | readonly CanonicalValue[] | { readonly [key: string]: CanonicalValue | undefined }

/** Everything of an entry that is hashed: the text is the canonical JSON of exactly these fields. */
export interface EntryContent<Body = CanonicalValue> {
  /** Register UUID. */
  readonly register: string
  readonly epoch: number
  /** From 1, gap-free per (register, epoch). */
  readonly seq: number
  /** UUIDv7, kept when an entry is issued again under a new epoch. */
  readonly id: string
  /** Past tense, e.g. "sale.completed". */
  readonly type: string
  readonly schemaVersion: number
  /** Epoch milliseconds, UTC. */
  readonly at: number
  /** Minutes east of UTC. */
  readonly tzOffset: number
  /** UUID of this start of the register, with its monotonic clock: two witnesses of order beside the wall clock. */
  readonly bootId: string
  readonly monoMs: number
  readonly businessDate: string
  /** Opaque operator id, or "system". */
  readonly operator: string
  readonly approver?: string
  readonly catalogueVersion: number
  readonly body: Body
}

/** An entry as kept and sent: its text verbatim, and its two hashes (64 lower-case hex digits). hash = SHA-256(prevHash as ASCII || text as UTF-8). */
export interface Entry {
  readonly prevHash: string
  readonly hash: string
  readonly text: string
}

/** The prevHash of the first entry of every (register, epoch). */
export const GENESIS_HASH = '0'.repeat(64)

/** SHA-256 of a UTF-8 string as 64 lower-case hex digits. Passed in, since domain has no crypto of its own. */
export type Sha256 = (text: string) => string
