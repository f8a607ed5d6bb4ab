import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { backupFolderOf, forgetMendNote, mendAtStart, writeSmall, type BackupSetting, type MendReport, type RegisterWriter } from '../../db/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { enterMended, type CommandContext } from '../commands/index.ts'
import { newId } from './uuid.ts'

/** Beside the backups: where else there are some, for a start that cannot read it in the database. */
const placesOf = (databasePath: string): string => path.join(backupFolderOf(databasePath), 'places.json')

export function keepPlaces(databasePath: string, { second }: BackupSetting): void {
  mkdirSync(backupFolderOf(databasePath), { recursive: true, mode: 0o700 })
  writeSmall(placesOf(databasePath), second === undefined ? {} : { second: second.folder })
}

function secondPlace(databasePath: string): readonly string[] {
  const file = placesOf(databasePath)
  if (!existsSync(file)) return []
  try {
    const { second } = JSON.parse(readFileSync(file, 'utf8')) as { readonly second?: string }
    return second === undefined ? [] : [second]
  } catch {
    // Damaged like its neighbour: the folder beside the data is what is left.
    return []
  }
}

/** First of all, before anything opens the file. */
export function mendFile(databasePath: string): Result<MendReport | undefined> {
  return mendAtStart({ database: databasePath, folders: [backupFolderOf(databasePath), ...secondPlace(databasePath)], at: Date.now(), newId })
}

/** Into the journal, and then its note may go: a start that was stopped in between finds it again, and its entry is written once. */
export function writeDownMending(context: Pick<CommandContext, 'moment'> & { readonly database: RegisterWriter }, databasePath: string, report: MendReport | undefined): Result<undefined> {
  if (report === undefined) return accept(undefined)
  const entered = enterMended(context, report)
  if (entered.ok) forgetMendNote(databasePath)
  return entered
}
