import { join } from 'node:path'
import { type Log } from '../log.ts'
import { type HeadOfficeStore } from './port.ts'
import { openPostgresStore } from './postgres/store.ts'
import { openSqliteStore } from './sqlite/store.ts'

export interface StoreLocation {
  /** Holds head-office.db, unless there is a databaseUrl. */
  readonly dataDirectory: string
  /** postgres:// or postgresql://. Absent: SQLite. */
  readonly databaseUrl?: string
}

export async function openStore({ dataDirectory, databaseUrl }: StoreLocation, now: number, log: Log): Promise<HeadOfficeStore> {
  return databaseUrl === undefined ? openSqliteStore(join(dataDirectory, 'head-office.db'), now) : openPostgresStore(databaseUrl, now, log)
}
