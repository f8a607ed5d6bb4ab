import { makeTrainingFile, migrations, openRegisterDatabase, type MendReport, type RegisterWriter } from '../../db/index.ts'
import { businessDateOf, offsetMinutes } from '../../domain/business-date/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { applyDuePrices, keepWaits, openRegister, watchContact, type CommandContext, type SecondFactorKeeper } from '../commands/index.ts'
import { rebuildStage, swapIn } from '../move/index.ts'
import { needsSetup } from '../queries/index.ts'
import { announcer, type Announcer } from './announcer.ts'
import { autoLock, type AutoLock, type LockTimer } from './auto-lock.ts'
import { backgroundWork, type BackgroundWork } from './background-work.ts'
import { type CoreLogLine } from './core-api.ts'
import { openSecrets, type RegisterSecrets } from './keys.ts'
import { type CoreSettings, type FromCore } from './messages.ts'
import { mendFile, writeDownMending } from './mend-place.ts'
import { everyMinute } from './minute-work.ts'
import { machineZone, momentClock, settableClock, type SettableClock } from './moment-clock.ts'
import { finishMove } from './move-out.ts'
import { pinDesk, type PinDesk } from './pin-desk.ts'
import { secondFactorKeeper } from '../../second-factor/index.ts'
import { type RebuildStage } from './rebuild-stage.ts'
import { newId } from './uuid.ts'

export interface OpenWriter {
  readonly database: RegisterWriter
  readonly secrets: RegisterSecrets
  readonly moment: CommandContext['moment']
  readonly clock: SettableClock
  readonly announce: Announcer
  readonly background: BackgroundWork
  readonly pins: PinDesk
  readonly lock: AutoLock
  readonly minutes: ReturnType<typeof everyMinute>
  readonly keeper: SecondFactorKeeper
  /** Of a register that is made anew beside this one, while this one is nobody's. */
  readonly stage: RebuildStage
  readonly place: Pick<CoreSettings, 'databasePath' | 'keyPath' | 'appVersion'>
}

/** What is around a register's file: whoever hosts it. */
export interface WriterAround {
  readonly timer: LockTimer
  readonly post: (message: FromCore) => void
  readonly log: (line: CoreLogLine) => void
  readonly backgroundFailed: (error: unknown) => void
  readonly lockIdle: (seat: string) => boolean
  readonly eachMinute: (waits: () => Result<unknown>) => void
}

/** By the system's own clock, whatever a demo was told. */
function businessDateNow(database: RegisterWriter): string {
  const { timeZone, cutOffHour } = database.facts()
  const now = Date.now()
  return businessDateOf(now, offsetMinutes(timeZone, now), cutOffHour)
}

/**
 * The register's file with all that works on it. Whole, or closed again: left open it would hold the lock against its own next try.
 * Only a start mends a damaged file: opened again while it runs, the reader beside it would go on in the file that was put aside.
 */
export function openWriter({ databasePath, keyPath, mode, appVersion, training }: CoreSettings, around: WriterAround, isStart: boolean): Result<OpenWriter> {
  // First of all, whoever opens this register: the window, a page, or a tool that works on its folder.
  const swapped = swapIn({ databasePath, keyPath })
  if (!swapped.ok) return swapped
  const mended = training === undefined && isStart ? mendFile(databasePath) : accept(undefined)
  if (!mended.ok) return mended
  if (mended.value !== undefined) around.log({ level: 'error', event: 'register.mended', detail: `${mended.value.how}: ${mended.value.why ?? mended.value.damage.join(' ')}` })
  const secrets = openSecrets(keyPath, databasePath)
  if (!secrets.ok) return secrets
  if (training !== undefined) makeTrainingFile({ ...training, to: databasePath, newId, now: Date.now() })
  const opened = openRegisterDatabase({ path: databasePath, newId, first: { mode, ...machineZone() } })
  if (!opened.ok) return opened
  try {
    const joined = join(opened.value, secrets.value, { databasePath, keyPath, appVersion }, around, mended.value)
    if (!joined.ok) opened.value.close()
    return joined
  } catch (error) {
    opened.value.close()
    throw error
  }
}

function join(database: RegisterWriter, secrets: RegisterSecrets, place: OpenWriter['place'], { timer, post, log, backgroundFailed, lockIdle, eachMinute }: WriterAround, mended: MendReport | undefined): Result<OpenWriter> {
  const clock = settableClock()
  const moment = momentClock(() => database.facts().timeZone, clock)
  const fault = database.chainFaultAtOpen()
  if (fault !== undefined) log({ level: 'error', event: 'chain.broken', detail: `epoch ${fault.epoch} seq ${fault.seq}: ${fault.reason}` })
  const finished = finishMove({ database, moment, seat: '' })
  if (!finished.ok) return finished
  const written = writeDownMending({ database, moment }, place.databasePath, mended)
  if (!written.ok) return written
  const entered = openRegister({ database, moment }, { appVersion: place.appVersion, schemaVersion: migrations.at(-1)?.id ?? 0, firstPepperId: secrets.ownPepperId })
  if (!entered.ok) return entered
  // What came to be due while nobody was here; a full disk keeps nobody from selling at the price of before.
  applyDuePrices({ database, moment })
  watchContact({ database, moment }, false)
  const announce = announcer(database, post, log)
  return accept({
    database,
    secrets,
    moment,
    clock,
    announce,
    background: backgroundWork(database, backgroundFailed, () => businessDateNow(database)),
    pins: pinDesk({ database, secrets, moment }),
    lock: autoLock(database, timer, lockIdle),
    // By the machine's clock: one that was told a time stands still.
    minutes: everyMinute(timer, Date.now, () => eachMinute(() => {
      const waits = keepWaits({ database, moment })
      const due = applyDuePrices({ database, moment })
      const watched = watchContact({ database, moment }, false)
      if (due.ok && due.value > 0) {
        announce.changes()
        post({ kind: 'event', event: 'prices-due', payload: { changed: due.value } })
      }
      return !waits.ok ? waits : due.ok ? watched : due
    })),
    keeper: secondFactorKeeper(secrets.secondFactorKey),
    stage: rebuildStage(place.databasePath, () => needsSetup(database)),
    place,
  })
}
