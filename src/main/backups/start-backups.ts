import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { type HealthView, type JobView } from '../../contracts/ipc/index.ts'
import { type Core, type CoreName } from '../core/index.ts'
import { type Log } from '../log.ts'
import { createBackupDesk } from './backup-desk.ts'
import { backupAnswers, healthOf, lookFirst, type BackupAnswers } from './backup-answers.ts'

export interface Backups {
  /** The core for every door: the one beneath, and a backup as soon as a shift is closed. */
  readonly core: Core
  readonly answers: BackupAnswers
  /** What the machine is short of, with how backups go. */
  health(): Promise<HealthView>
  close(): void
}

export interface StartBackups {
  readonly core: Core
  /** What the doors' calls go through. */
  readonly beneath: Core
  readonly data: string
  /** A copy for training is thrown away: nobody makes backups of it. */
  readonly isCopy: boolean
  readonly timer: { after(milliseconds: number, run: () => void): () => void }
  readonly log: Log
  readonly tellHealth: (view: HealthView) => void
  readonly tellJob: (view: JobView) => void
  /** Starts the program again, which puts in place what somebody chose. Absent: somebody has to. */
  readonly startAgain?: () => void
}

/** So long the answer has to reach whoever asked. */
const answerMs = 300

export function startBackups({ core, beneath, data, isCopy, timer, log, tellHealth, tellJob, startAgain }: StartBackups): Backups {
  const health = async (): Promise<HealthView> => withBackups(await core.internal.health())
  const withBackups = (view: HealthView): HealthView => (isCopy ? view : { ...view, ...healthOf(desk.state()) })
  const desk = createBackupDesk({
    core: core.internal,
    now: Date.now,
    timer: isCopy ? { after: () => () => undefined } : timer,
    log: (event, facts) => log({ level: event === 'backup.failed' ? 'error' : 'info', event, facts }),
    // A core that stops meanwhile has nobody to tell it to.
    changed: () => void health().then(tellHealth, () => undefined),
  })
  core.on('health', (view) => tellHealth(withBackups(view)))
  let closedBy: string | undefined
  const id = randomUUID()
  core.on('backing-up', ({ part }) => tellJob({ id, kind: 'backup', state: 'running', done: 0, part }))
  return {
    answers: backupAnswers({ core: core.internal, desk, data: path.resolve(data), isCopy }),
    health,
    close: desk.close,
    core: {
      ...beneath,
      call: async <N extends CoreName>(...given: Parameters<typeof beneath.call<N>>) => {
        const [name, input, { seat, request }] = given
        if (name === 'restore-backup') {
          const looked = await lookFirst(core.internal, seat, input)
          if (!looked.ok) return looked
        }
        const answer = await beneath.call(...given)
        // The Z is the day's word: it is not left to the next full hour. Nobody waits for it. The counter asks with the same request again until its paper is out.
        if (name === 'close-shift' && answer.ok && request !== closedBy) {
          closedBy = request
          void desk.now().catch(() => undefined)
        }
        if (name !== 'restore-backup' || !answer.ok || startAgain === undefined) return answer
        timer.after(answerMs, startAgain)
        return { ...answer, value: { ...answer.value, startsAgain: true } }
      },
    },
  }
}
