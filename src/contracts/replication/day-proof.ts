import { z } from 'zod'
import { hashText } from './batch.ts'
import { doorProtocol } from './limits.ts'

/** Named in an acknowledgement's capabilities by a head office that has this door: an older one is never asked. */
export const dayProofCapability = 'day-proof'

/** Entries that one proof may be about: many times what a register writes in its busiest day. */
export const dayProofEntries = 100_000
/** Up to so many its hashes travel, too, where head office found a difference: about a megabyte of them. */
export const dayDetailEntries = 20_000
/** In bytes. */
export const dayProofBytes = 4 * 1024 * 1024
/** As many differences are named one by one; of the rest, how many there are. An answer has to fit what a register reads of one. */
export const namedFindings = 200

const tenderSum = z.strictObject({
  currency: z.string().regex(/^[A-Z]{3}$/u),
  type: z.string().min(1).max(32),
  /** What came in, and what went out: both above nothing. */
  debit: z.int().nonnegative(),
  credit: z.int().nonnegative(),
})

/** Entries without a gap, and the hash of the last. A day has more than one run where a basket of the evening before was paid after the cut-off. */
const run = z.strictObject({ from: z.int().positive(), to: z.int().positive(), hash: hashText })

/** What a register says it wrote for one business date in one epoch. Without runs: it sold nothing, nor did anything else. */
export const dayClaim = z
  .strictObject({
    businessDate: z.iso.date(),
    epoch: z.int().positive(),
    runs: z.array(run),
    entries: z.int().nonnegative().max(dayProofEntries),
    /** Sales and refunds. */
    documents: z.int().nonnegative(),
    /** Zs. */
    closings: z.int().nonnegative(),
    tenders: z.array(tenderSum).max(1000),
  })
  .refine(({ runs, entries }) => runs.every(({ from, to }, index) => from <= to && from > (runs[index - 1]?.to ?? 0)) && runs.reduce((sum, { from, to }) => sum + to - from + 1, 0) === entries)
export type DayClaim = z.infer<typeof dayClaim>

/** For each run what stands before it and the hash of each of its entries, and the number of each document: with them a difference can be named to the entry. */
export const dayDetail = z.strictObject({
  runs: z.array(z.strictObject({ prevHash: hashText, hashes: z.array(hashText).max(dayDetailEntries) })),
  numbers: z.array(z.strictObject({ seq: z.int().positive(), number: z.string().min(1).max(32) })).max(dayDetailEntries),
})
export type DayDetail = z.infer<typeof dayDetail>

/** Signed like a batch, at every Z and every night for each day that is not confirmed. Strict: a batch is none, nor is this one. */
export const dayProofRequest = z.strictObject({
  protocol: z.literal(doorProtocol),
  purpose: z.literal(dayProofCapability),
  register: z.uuid(),
  instance: z.uuid(),
  day: dayClaim,
  detail: z.exactOptional(dayDetail),
})
export type DayProofRequest = z.infer<typeof dayProofRequest>

/**
 * One difference. `missing`: not here at all; `quarantined`: here, and not read; `altered`: not what the register wrote; `unfiled`: read, and not
 * among the documents, or with other figures; `extra`: a document that the register does not name; `sum` and `count`: what both came to.
 * Of `sum`, `side` is debit or credit.
 */
export const dayFinding = z.object({
  kind: z.enum(['missing', 'quarantined', 'altered', 'unfiled', 'extra', 'sum', 'count']),
  seq: z.exactOptional(z.int().positive()),
  /** Of its receipt. */
  number: z.exactOptional(z.string()),
  /** Why it is in quarantine. */
  reason: z.exactOptional(z.string()),
  currency: z.exactOptional(z.string()),
  tender: z.exactOptional(z.string()),
  side: z.exactOptional(z.enum(['debit', 'credit'])),
  register: z.exactOptional(z.int()),
  headOffice: z.exactOptional(z.int()),
})
export type DayFinding = z.infer<typeof dayFinding>

export const dayProofAnswer = z.object({
  state: z.enum(['complete', 'differs']),
  /** Read one by one: a kind that is newer than this register must not cost the rest. */
  findings: z.array(z.unknown()),
  /** Differences beside those. */
  more: z.int().nonnegative(),
})
export type DayProofAnswer = z.infer<typeof dayProofAnswer>

export interface DayVerdict {
  readonly state: 'complete' | 'differs'
  readonly findings: readonly DayFinding[]
  readonly more: number
}
