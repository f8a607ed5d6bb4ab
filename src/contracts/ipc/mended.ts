import { z } from 'zod'
import { command } from './define.ts'

/** What a start did about damaged data, or somebody at the restore screen, until somebody has read it. */
export const mendedView = z.strictObject({
  /** Epoch milliseconds. */
  at: z.number(),
  /** `exact`: nothing is missing. `kept`: without its log. `backup`: a backup and what followed it. `chosen`: a backup somebody chose. `notDone`: one that could not be put in place. `rebuilt`: from head office's copy of its journal, on a new machine. `byHand`: a backup that somebody put there as the register's file. */
  how: z.enum(['exact', 'kept', 'backup', 'chosen', 'notDone', 'rebuilt', 'byHand']),
  /** Of `notDone`, where it is known. */
  why: z.exactOptional(z.enum(['gone', 'damaged', 'otherRegister', 'disk'])),
  missing: z.boolean(),
  /** Of the backup. */
  backupAt: z.exactOptional(z.number()),
  /** Put back behind the backup. */
  documents: z.int().nonnegative(),
  /** Read behind a gap: kept aside, and not in the list. */
  beyondGap: z.int().nonnegative(),
  /** What no entry holds whole, changed or begun since the backup, to be done again: by the type of its entry. */
  again: z.array(z.strictObject({ type: z.string(), count: z.int().positive() })),
  /** Folder with the files that were there; empty where none was put aside. */
  aside: z.string(),
})
export type MendedView = z.infer<typeof mendedView>

export const readMending = command('read-mending', { who: 'signedOn', input: z.strictObject({}), output: z.strictObject({}) })
