import path from 'node:path'
import { backupsIn, makeBackup, type Backup, type BackupFolder } from '../../db/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { failure } from './guard.ts'
import { type KeeperCalls } from './internal-calls.ts'
import { type CoreSettings } from './messages.ts'
import { type HostPort } from './ports.ts'

/** Beside the data. A disk that dies takes both; what a bad page, a wrong import or a hurried hand spoils is mended from here. */
export const backupFolderOf = (databasePath: string): string => path.join(path.dirname(databasePath), 'backups')

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
    const calls: Readonly<Record<string, AnyHandler>> = settings === undefined ? {} : keeperCalls(settings)
    let result: Result<unknown>
    try {
      result = (await (Object.hasOwn(calls, name) ? calls[name]?.(input as never) : undefined)) ?? refuse('request.unknown')
    } catch (error) {
      result = failure(name, (line) => { port.post({ kind: 'log', line }) }, error)
    }
    port.post({ kind: 'answer', id, result })
  }
}

function keeperCalls({ databasePath }: CoreSettings): Readonly<Record<string, AnyHandler>> {
  const own: BackupFolder = { folder: backupFolderOf(databasePath) }
  return {
    'make-backup': ({ second, at }) => makeBackup({ database: databasePath, at, ...(second ?? own) }),
    'list-backups': ({ second, registerId }) => accept([own, ...(second === undefined ? [] : [second])].flatMap(({ folder }) => listed(folder, registerId))),
  } satisfies Handlers
}

/** A disk that is not there has none; that it is not there is told by whoever tries to write to it. */
function listed(folder: string, registerId: string): readonly Backup[] {
  try {
    return backupsIn(folder, registerId)
  } catch {
    return []
  }
}
