import { type Connection } from './connection.ts'

/** Head office at `address` takes nothing of this register, and why. */
export interface NotTakenThere {
  readonly address: string
  readonly why: 'retired' | 'unknown' | 'otherKey'
}

export interface NotTakenReads {
  notTaken(): NotTakenThere | undefined
}

export interface NotTakenWrites {
  /** Undefined: it takes what this register sends. */
  keepNotTaken(there: NotTakenThere | undefined, heardAt: number): void
}

export function readNotTaken(db: Connection): NotTakenReads {
  const select = db.prepare<[], NotTakenThere>('SELECT address, why FROM not_taken')
  return { notTaken: () => select.get() }
}

export function writeNotTaken(db: Connection): NotTakenWrites {
  const put = db.prepare<[string, string, number]>('INSERT INTO not_taken (only, address, why, heard_at) VALUES (1, ?, ?, ?) ON CONFLICT (only) DO UPDATE SET address = excluded.address, why = excluded.why, heard_at = excluded.heard_at')
  const drop = db.prepare('DELETE FROM not_taken')
  return {
    keepNotTaken(there, heardAt): void {
      if (there === undefined) drop.run()
      else put.run(there.address, there.why, heardAt)
    },
  }
}
