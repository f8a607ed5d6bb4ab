import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { backupFolderOf, forgetMendNote, mendAtStart, writeSmall, type BackupSetting, type MendReport, type RegisterWriter } from '../../db/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { enterMended, type CommandContext } from '../commands/index.ts'
import { newId } from './uuid.ts'

/** Where else there are backups, for a start that cannot read it in the database. Beside it, and beside the backups, for either may be what is gone. */
const placesOf = (databasePath: string): readonly string[] => [`${databasePath}-places`, path.join(backupFolderOf(databasePath), 'places.json')]

export function keepPlaces(databasePath: string, { second }: BackupSetting): void {
  mkdirSync(backupFolderOf(databasePath), { recursive: true, mode: 0o700 })
  for (const file of placesOf(databasePath)) writeSmall(file, second === undefined ? {} : { second: second.folder })
}

function secondPlace(databasePath: string): readonly string[] {
  for (const file of placesOf(databasePath)) {
    try {
      const { second } = JSON.parse(readFileSync(file, 'utf8')) as { readonly second?: string }
      return second === undefined ? [] : [second]
    } catch {
      // Never written, or damaged like its neighbour: the other one may say it.
    }
  }
  return []
}

/** Tills of before kept it beside the backups alone; and whichever of both is gone is there again. */
function keepPlacesAgain(databasePath: string, setting: BackupSetting): void {
  if (setting.second === undefined || placesOf(databasePath).every((file) => existsSync(file))) return
  try {
    keepPlaces(databasePath, setting)
  } catch {
    // A disk that is full keeps nobody from selling; the next start tries again.
  }
}

/** First of all, before anything opens the file. */
export function mendFile(databasePath: string): Result<MendReport | undefined> {
  return mendAtStart({ database: databasePath, folders: [backupFolderOf(databasePath), ...secondPlace(databasePath)], at: Date.now(), newId })
}

/** Into the journal, and then its note may go: a start that was stopped in between finds it again, and its entry is written once. */
export function writeDownMending(context: Pick<CommandContext, 'moment'> & { readonly database: RegisterWriter }, databasePath: string, report: MendReport | undefined): Result<undefined> {
  keepPlacesAgain(databasePath, context.database.backupSetting())
  const told = report ?? putByHand(context)
  if (told === undefined) return accept(undefined)
  const entered = enterMended(context, told)
  if (entered.ok) forgetMendNote(databasePath)
  return entered
}

/** A backup that somebody put there as the register's file: what was sold since it was made is on paper, and head office may be out of reach. */
function putByHand({ database, moment }: Pick<CommandContext, 'moment'> & { readonly database: RegisterWriter }): MendReport | undefined {
  const upTo = database.backupUpTo()
  if (upTo === undefined) return undefined
  return {
    id: newId(), at: moment().at, how: 'byHand', damage: [], badPages: 0, aside: '', backup: { file: '', at: upTo },
    recovered: { entries: 0, documents: 0 }, beyondGap: 0, missing: true, head: database.journalHead(), again: {},
  }
}
