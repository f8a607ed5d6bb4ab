import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { writeSmall } from '../backups/backup-file.ts'
import { syncFolder } from '../copied-file.ts'
import { type MendReport } from './mend-report.ts'

/** All that belongs to a database: put beside another one it would be read into it. The database last: as long as it is there, nothing has taken its place. */
const besideDatabase = ['-wal', '-shm', '-sums', ''] as const

/** A whole file waits here until it is put in the damaged one's place, and what is to be told of it. */
export const waitingOf = (database: string): string => `${database}.mended`
export const noteOf = (database: string): string => `${database}.mended.json`
const notePlanOf = (database: string): string => `${database}.mended.plan.json`

/** Where the present files go: never over others. */
export function asideFolder(database: string, why: 'damaged' | 'replaced', at: number): string {
  const time = new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const wanted = path.join(path.dirname(database), `${why}-${time}`)
  for (let number = 1; ; number += 1) {
    const folder = number === 1 ? wanted : `${wanted}-${number}`
    if (!existsSync(folder)) return folder
  }
}

/** `file` is whole and on disk: from here on it is only ever put in place, whatever stops it. */
export function promise(database: string, file: string, report: MendReport): void {
  writeSmall(notePlanOf(database), report)
  rename(file, waitingOf(database))
}

/**
 * Puts a waiting file in the present one's place, and keeps that aside, byte for byte. The disk alone says how far it came: the
 * waiting file is there until the last step, and what it waits for goes one rename at a time. False: nothing waits.
 */
export function takePlace(database: string): boolean {
  const waiting = waitingOf(database)
  const plan = notePlanOf(database)
  if (existsSync(waiting)) {
    const report = readReport(plan)
    // A file without its plan was never promised.
    if (report === undefined) {
      rmSync(waiting)
      return false
    }
    mkdirSync(report.aside, { recursive: true, mode: 0o700 })
    for (const end of besideDatabase) if (existsSync(`${database}${end}`)) rename(`${database}${end}`, path.join(report.aside, `${path.basename(database)}${end}`))
    rename(waiting, database)
  }
  if (!existsSync(plan)) return false
  rename(plan, noteOf(database))
  return true
}

/** What happened at this start, or at one that ended before it could be written into the journal. */
export function mendNote(database: string): MendReport | undefined {
  return readReport(noteOf(database))
}

export function forgetMendNote(database: string): void {
  rmSync(noteOf(database), { force: true })
  syncFolder(path.dirname(database))
}

function readReport(file: string): MendReport | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as MendReport) : undefined
}

/** On disk before the next one: a power cut must not find the later name without the earlier. */
function rename(from: string, to: string): void {
  renameSync(from, to)
  for (const folder of new Set([path.dirname(from), path.dirname(to)])) syncFolder(folder)
}
