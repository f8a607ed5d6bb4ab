/** Both sides name the same limits, so that a register never builds what head office must refuse. */
export const protocolVersion = 2
/** The oldest that is still understood: two back (REP-12), and nothing was spoken before 1. */
export const oldestProtocol = 1
/** Doors beside the batches, enrolment among them, keep the number they were born with: a new shape of one is a new name among the capabilities. */
export const doorProtocol = 1

/** Entries in one batch, and the UTF-8 bytes of their texts together. One entry larger than this travels alone. */
export const batchEntries = 200
export const batchTextBytes = 512 * 1024

/** What head office reads from the wire, and what it lets a compressed body grow to: a gzip bomb stops here. */
export const wireBytes = 8 * 1024 * 1024
export const bodyBytes = 8 * 1024 * 1024

/** Largest answer a register reads. An answer is an acknowledgement or a problem, never a document. */
export const answerBytes = 64 * 1024

export const signatureHeader = 'tillwright-signature'

/** Content-encodings of this protocol, the best first. `identity` is always understood. */
export const encodings = ['zstd', 'gzip'] as const
export type Encoding = (typeof encodings)[number]
