import { existsSync } from 'node:fs'
import { backupFolderOf, backupsIn, chooseFolder, isUntouched, lookInside, makeBackup, seeFolder, sinceBackup, type Backup, type BackupFolder, type LookedBackup } from '../../db/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { failure } from './guard.ts'
import { type KeeperCalls } from './internal-calls.ts'
import { type CoreSettings } from './messages.ts'
import { type HostPort } from './ports.ts'

type Handlers = { readonly [N in keyof KeeperCalls]: (input: KeeperCalls[N]['input']) => Promise<Result<KeeperCalls[N]['output']>> | Result<KeeperCalls[N]['output']> }
type AnyHandler = (input: never) => Promise<Result<unknown>> | Result<unknown>

/**
 * The keeper thread: copies the register's file and looks through the copies, on connections that only read. It takes seconds of
 * a disk and of a processor, so it is neither the writer, whom the next scan waits for, nor the reader, whom a search does.
 */
export function hostKeeper(port: HostPort): void {
  let settings: CoreSettings | undefined

  port.onMessage((message) => {
    if (message.kind === 'open') settings = message.settings
    else if (message.kind === 'close') port.close()
    else if (message.kind === 'internal') void answer(message.id, message.name, message.input)
  })

  async function answer(id: number, name: string, input: unknown): Promise<void> {
    const calls: Readonly<Record<string, AnyHandler>> = settings === undefined ? {} : keeperCalls(settings, (part) => port.post({ kind: 'event', event: 'backing-up', payload: { part } }))
    let result: Result<unknown>
    try {
      result = (await (Object.hasOwn(calls, name) ? calls[name]?.(input as never) : undefined)) ?? refuse('request.unknown')
    } catch (error) {
      result = failure(name, (line) => { port.post({ kind: 'log', line }) }, error)
    }
    port.post({ kind: 'answer', id, result })
  }
}

function keeperCalls({ databasePath }: CoreSettings, onProgress: (part: number) => void): Readonly<Record<string, AnyHandler>> {
  const own: BackupFolder = { folder: backupFolderOf(databasePath) }
  return {
    'make-backup': ({ second, at }) => makeBackup({ database: databasePath, at, onProgress, ...(second ?? own) }),
    'list-backups': ({ second, registerId }) => accept([own, ...(second === undefined ? [] : [second])].flatMap(({ folder }) => listed(folder, registerId))),
    'see-backups': ({ second, registerId }) => accept([own, ...(second === undefined ? [] : [second])].map((place) => seeFolder(place, registerId, databasePath))),
    'choose-folder': ({ folder, mark }) => chooseFolder(folder, mark, databasePath),
    'look-at-backup': (backup) => looked(backup, databasePath),
  } satisfies Handlers
}

/** From its first byte to its last, as when it was made: what was whole then may not be now. */
function looked(backup: Backup, databasePath: string): Result<LookedBackup> {
  const inside = existsSync(backup.file) && isUntouched(backup) ? lookInside(backup.file, backup.inside.at) : undefined
  const since = inside?.ok === true ? sinceBackup(databasePath, inside.inside) : undefined
  return since === undefined ? refuse('backup.notWhole') : accept({ backup, since })
}

/** A disk that is not there has none; that it is not there is told by whoever tries to write to it. */
function listed(folder: string, registerId: string): readonly Backup[] {
  try {
    return backupsIn(folder, registerId)
  } catch {
    return []
  }
}
