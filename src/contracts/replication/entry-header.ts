import { z } from 'zod'

/**
 * What head office must be able to read of any entry, of any type and version, to file it. Objects are open: a newer
 * register may add fields (REP-12), and the text is kept verbatim anyway.
 */
export const entryHeader = z.looseObject({
  register: z.uuid(),
  epoch: z.int().positive(),
  seq: z.int().positive(),
  id: z.uuid(),
  type: z.string().min(1).max(64),
  schemaVersion: z.int().positive(),
  /** Epoch ms by the register's clock: shown, never used for order (REP-9). */
  at: z.int(),
  businessDate: z.iso.date(),
  body: z.unknown(),
})
