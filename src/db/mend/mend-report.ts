import { type DamageKind } from '../pages/examine-file.ts'

/** A place in the journal, with what proves it. */
export interface ReportedHead {
  readonly epoch: number
  readonly seq: number
  readonly hash: string
}

/** `disk`: without room for two more copies, or it fails. */
export type NotDoneWhy = 'gone' | 'damaged' | 'otherRegister' | 'disk'

/**
 * What a start did about a damaged file, or somebody at the restore screen about a sound one.
 * `exact`: every page is what it was, nothing is missing. `kept`: the file as it last was on disk, without what its lost log
 * held. `backup`: a backup, and what could be read from the damaged file's own journal behind it. `chosen`: a person put it there. `notDone`: a person chose a
 * backup that could not be put there, and nothing was changed. `byHand`: nothing was damaged; the file is a backup that somebody put there. `rebuilt`: nothing was damaged; it was made anew of head office's copy, and somebody has
 * to be told what no journal brings back.
 */
export interface MendReport {
  readonly id: string
  /** Epoch milliseconds. */
  readonly at: number
  readonly how: 'exact' | 'kept' | 'backup' | 'chosen' | 'notDone' | 'rebuilt' | 'byHand'
  /** Of `notDone`. Reports of earlier versions say nothing of it. */
  readonly why?: NotDoneWhy
  /** `unreadable`: SQLite does not open it, and no sums say more. */
  readonly damage: readonly (DamageKind | 'unreadable')[]
  readonly badPages: number
  /** Folder that holds what was there before, byte for byte. */
  readonly aside: string
  readonly backup?: { readonly file: string; readonly at: number }
  /** Read from the damaged file behind the backup's last entry. */
  readonly recovered: { readonly entries: number; readonly documents: number }
  /** Documents that were read there behind a gap: genuine, but nothing here leads to them. */
  readonly beyondGap: number
  /** Something may be missing behind the last entry: the register goes on in a new epoch. */
  readonly missing: boolean
  readonly head: ReportedHead
  /** What somebody else knew of the old file's end: its own rows, or what head office had acknowledged. */
  readonly knownEnd?: { readonly epoch: number; readonly seq: number }
  /** The highest receipt number that is known to have been given out, by whatever could still be read. Absent: the file that goes on knows as much. */
  readonly numbered?: number
  /** Settings and people changed behind the backup: to be done again by hand, by the type of their entries. */
  readonly again: Readonly<Record<string, number>>
}

export interface MendAtStart {
  readonly database: string
  /** Where backups may lie, the nearest first. One that cannot be read has none. */
  readonly folders: readonly string[]
  readonly at: number
  readonly newId: () => string
}
