import { z } from 'zod'
import { command, query } from './define.ts'
import { refusalSchema } from './envelope.ts'

/** A backup of this register, as it was looked through when it was made. */
export const backupView = z.strictObject({
  /** Where it lies: what it is asked for by. */
  file: z.string(),
  /** Epoch milliseconds. */
  at: z.number(),
  bytes: z.int().nonnegative(),
  entries: z.int().nonnegative(),
  sales: z.int().nonnegative(),
  refunds: z.int().nonnegative(),
  lastReceipt: z.exactOptional(z.strictObject({ number: z.string(), at: z.number() })),
  lastZ: z.exactOptional(z.strictObject({ number: z.int(), at: z.number() })),
})
export type BackupView = z.infer<typeof backupView>

export const backupPlaceView = z.strictObject({
  /** `own`: beside the data. `second`: the one somebody chose. */
  place: z.enum(['own', 'second']),
  folder: z.string(),
  /** False: its disk is not there, or another one lies in its place. */
  reachable: z.boolean(),
  /** It is there without this till's mark: of an unplugged disk, emptied, or another one. */
  unmarked: z.boolean(),
  /** A disk that dies takes the data along, and these. */
  onSameDisk: z.boolean(),
  running: z.boolean(),
  /** Why the last one was not made; none was since. */
  failing: z.exactOptional(refusalSchema),
  /** Newest journal first. */
  backups: z.array(backupView),
  /** Files that are named as one and are none. */
  notWhole: z.int().nonnegative(),
})
export type BackupPlaceView = z.infer<typeof backupPlaceView>

export const backupsView = z.strictObject({
  everyMinutes: z.int().positive(),
  places: z.array(backupPlaceView),
  /** Folders with files that something else took the place of, newest first. */
  keptAside: z.array(z.string()),
})
export type BackupsView = z.infer<typeof backupsView>

/** Answered by main itself, as the other acts with backups are: making them is no command's work. */
export const backups = query('backups', { who: 'manageBackups', input: z.strictObject({}), output: backupsView })

/** Begins one into each place, and does not wait for it: `health` tells how it goes. */
export const backUpNow = command('back-up-now', { who: 'manageBackups', input: z.strictObject({}), output: backupsView })

/** Without a folder: none any more; what lies there stays. Refuses `backup.folderUnusable`, and nothing was changed. */
export const setSecondFolder = command('set-second-folder', {
  who: 'manageBackups',
  input: z.strictObject({ folder: z.exactOptional(z.string().min(1).max(1024)) }),
  output: backupsView,
})

export const backupReceiptView = z.strictObject({ kind: z.enum(['sale', 'refund']), number: z.string(), at: z.number(), total: z.int() })

/** What is in a backup, looked through again from end to end, and what the register did since. */
export const backupLookView = z.strictObject({
  backup: backupView,
  since: z.strictObject({
    entries: z.int().nonnegative(),
    sales: z.int().nonnegative(),
    refunds: z.int().nonnegative(),
    /** What was sold less what was given back, minor units. */
    total: z.int(),
    /** The newest, newest first. */
    receipts: z.array(backupReceiptView),
    /** Of the entries; absent: it belongs to no head office. */
    atHeadOffice: z.exactOptional(z.int().nonnegative()),
    /** Settings and people changed since, by the type of their entry: what no entry holds whole, and nobody can put back. */
    again: z.array(z.strictObject({ type: z.string(), count: z.int().positive() })),
  }),
})
export type BackupLookView = z.infer<typeof backupLookView>

/** Refuses `backup.unknown` and `backup.notWhole`. */
export const lookAtBackup = query('look-at-backup', { who: 'manageBackups', input: z.strictObject({ file: z.string().max(4096) }), output: backupLookView })

/**
 * Puts a backup in the place of what is there, for the PIN of whoever is signed on, at the start that comes now. Refuses
 * `backup.basketOpen`, `backup.unknown`, `backup.notWhole` and what a PIN is refused with.
 */
export const restoreBackup = command('restore-backup', {
  who: 'manageBackups',
  input: z.strictObject({ file: z.string().max(4096), pin: z.string().regex(/^\d{4,8}$/) }),
  output: z.strictObject({
    /** False: nothing starts the program again by itself. */
    startsAgain: z.boolean(),
  }),
})
