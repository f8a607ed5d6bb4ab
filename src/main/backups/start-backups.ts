import { type Core, type CoreName } from '../core/index.ts'
import { type Log } from '../log.ts'
import { createBackupDesk, type BackupDesk } from './backup-desk.ts'

export interface Backups {
  readonly desk: BackupDesk
  /** The core for every door: the one beneath, and a backup as soon as a shift is closed. */
  readonly core: Core
}

export interface StartBackups {
  readonly core: Core
  /** What the doors' calls go through. */
  readonly beneath: Core
  readonly timer: { after(milliseconds: number, run: () => void): () => void }
  readonly log: Log
}

export function startBackups({ core, beneath, timer, log }: StartBackups): Backups {
  const desk = createBackupDesk({
    core: core.internal,
    now: Date.now,
    timer,
    log: (event, facts) => log({ level: event === 'backup.failed' ? 'error' : 'info', event, facts }),
    changed: () => undefined,
  })
  return {
    desk,
    core: {
      ...beneath,
      call: async <N extends CoreName>(...given: Parameters<typeof beneath.call<N>>) => {
        const answer = await beneath.call(...given)
        // The Z is the day's word: it is not left to the next full hour. Nobody waits for it.
        if (given[0] === 'close-shift' && answer.ok) void desk.now().catch(() => undefined)
        return answer
      },
    },
  }
}
