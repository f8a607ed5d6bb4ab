import { existsSync, readFileSync, rmSync } from 'node:fs'
import { writeSmall } from '../backups/backup-file.ts'

/** What somebody at the restore screen chose: the next start puts it in place, for an open database cannot be exchanged under those who read it. */
export interface RestoreWish {
  /** A backup, or a database that was kept aside. */
  readonly file: string
  readonly at: number
}

const fileOf = (database: string): string => `${database}.restore.json`

export function writeWish(database: string, wish: RestoreWish): void {
  writeSmall(fileOf(database), wish)
}

export function readWish(database: string): RestoreWish | undefined {
  const file = fileOf(database)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as RestoreWish) : undefined
}

export function forgetWish(database: string): void {
  rmSync(fileOf(database), { force: true })
}
