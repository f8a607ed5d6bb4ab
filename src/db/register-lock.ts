import { type Connection } from './connection.ts'

/** Head office keeps this register locked. `at`: since when by its clock; `reason`: its word; `heardAt`: when that was heard here. */
export interface KeptLock {
  readonly at: number
  readonly reason: string
  readonly heardAt: number
}

export interface RegisterLockReads {
  registerLock(): KeptLock | undefined
}

export interface RegisterLockWrites {
  /** Undefined: it is let go. */
  keepRegisterLock(lock: KeptLock | undefined): void
}

export function readRegisterLock(db: Connection): RegisterLockReads {
  const select = db.prepare<[], KeptLock>('SELECT locked_at AS at, reason, heard_at AS heardAt FROM register_lock')
  return { registerLock: () => select.get() }
}

export function writeRegisterLock(db: Connection): RegisterLockWrites {
  const put = db.prepare<[number, string, number]>('INSERT INTO register_lock (only, locked_at, reason, heard_at) VALUES (1, ?, ?, ?) ON CONFLICT (only) DO UPDATE SET locked_at = excluded.locked_at, reason = excluded.reason')
  const drop = db.prepare('DELETE FROM register_lock')
  return {
    keepRegisterLock(lock): void {
      if (lock === undefined) drop.run()
      else put.run(lock.at, lock.reason, lock.heardAt)
    },
  }
}
