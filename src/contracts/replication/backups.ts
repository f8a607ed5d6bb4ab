/** How head office's own backups stand. */
export interface BackupsOverview {
  /** Absent: the books are in PostgreSQL, and its server makes them. */
  readonly own?: {
    readonly everyMs: number
    /** When head office was started: one that runs for a minute has none to show yet, and that is no fault. */
    readonly since: number
    readonly running: boolean
    readonly first: BackupPlace
    /** On a second disk, where one is named. */
    readonly second?: BackupPlace
  }
}

export interface BackupPlace {
  readonly folder: string
  readonly last?: { readonly at: number; readonly bytes: number; readonly entries: number; readonly sales: number }
  /** Of the last try, where it failed. `reason`: the system's word (ENOSPC), `unmarked`, or what was wrong with the copy. */
  readonly failed?: { readonly at: number; readonly reason: string }
}
