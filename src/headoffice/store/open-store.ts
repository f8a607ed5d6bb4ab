import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Log } from '../log.ts'
import { type HeadOfficeStore } from './port.ts'
import { isInPostgres } from './postgres/is-there.ts'
import { openPostgresStore } from './postgres/store.ts'
import { openSqliteStore } from './sqlite/store.ts'

export interface StoreLocation {
  /** Holds head-office.db, unless there is a databaseUrl. */
  readonly dataDirectory: string
  /** postgres:// or postgresql://. Absent: SQLite. */
  readonly databaseUrl?: string
}

export async function openStore({ dataDirectory, databaseUrl }: StoreLocation, now: number, log: Log): Promise<HeadOfficeStore> {
  return databaseUrl === undefined ? openSqliteStore(fileIn(dataDirectory), now) : openPostgresStore(databaseUrl, now, log)
}

/** Whether a head office was ever started there. To open its store would make one. */
export async function isStoreThere({ dataDirectory, databaseUrl }: StoreLocation, log: Log): Promise<boolean> {
  return databaseUrl === undefined ? existsSync(fileIn(dataDirectory)) : isInPostgres(databaseUrl, log)
}

/** The books as a file of ours; undefined: a server keeps them. */
export function booksFile({ dataDirectory, databaseUrl }: StoreLocation): string | undefined {
  return databaseUrl === undefined ? fileIn(dataDirectory) : undefined
}

function fileIn(dataDirectory: string): string {
  return join(dataDirectory, 'head-office.db')
}
