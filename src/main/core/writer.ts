import { type CounterView } from '../../contracts/ipc/index.ts'
import { migrations, makeTrainingFile, openRegisterDatabase, type RegisterWriter } from '../../db/index.ts'
import { businessDateOf, offsetMinutes } from '../../domain/business-date/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { answeringCommands, commands, keepWaits, lockIdleSeat, secondFactorCommands, openRegister, type CommandContext, type SecondFactorKeeper } from '../commands/index.ts'
import { counterViewOf, needsSetup, setupCommands } from '../queries/index.ts'
import { swapIn } from '../move/index.ts'
import { receiptWords } from '../words/index.ts'
import { announcer, type Announcer } from './announcer.ts'
import { autoLock, systemLockTimer, type AutoLock, type LockTimer } from './auto-lock.ts'
import { backgroundWork, type BackgroundWork } from './background-work.ts'
import { type CoreLogLine } from './core-api.ts'
import { failure, guarded, isBroken } from './guard.ts'
import { type WriterCalls } from './internal-calls.ts'
import { openSecrets, type RegisterSecrets } from './keys.ts'
import { type CallMessage, type CoreSettings } from './messages.ts'
import { finishMove } from './move-out.ts'
import { everyMinute } from './minute-work.ts'
import { machineZone, momentClock, settableClock, type SettableClock } from './moment-clock.ts'
import { pinCommands, type Prepared } from './pin-commands.ts'
import { pinDesk, type PinDesk } from './pin-desk.ts'
import { type HostPort } from './ports.ts'
import { requestMemory } from './request-memory.ts'
import { secondFactorKeeper } from './second-factor.ts'
import { newId } from './uuid.ts'
import { writerCalls } from './writer-calls.ts'

/** By the system's own clock, whatever a demo was told. */
function businessDateNow(database: RegisterWriter): string {
  const { timeZone, cutOffHour } = database.facts()
  const now = Date.now()
  return businessDateOf(now, offsetMinutes(timeZone, now), cutOffHour)
}

/** The seat an internal call works at, where it or its answer says one. */
function seatOf(answer: unknown): string | undefined {
  return typeof answer === 'object' && answer !== null && 'seat' in answer && typeof answer.seat === 'string' ? answer.seat : undefined
}

/** What would be kept in a currency, or at a tax, that nobody has chosen yet. */
const notBeforeSetup: ReadonlySet<string> = new Set(['import-rows', 'finish-import', 'start-payment', 'start-reversal', 'start-refund', 'add-weighed'])

interface OpenWriter {
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
  readonly place: Pick<CoreSettings, 'databasePath' | 'keyPath' | 'appVersion'>
}

/** What a register that was moved still does: it answers, ends what was printing, and can be taken back. Everything else is refused. */
const stillDone: ReadonlySet<string> = new Set<keyof WriterCalls>(['facts', 'effect-started', 'effect-finished', 'move-outbox-cursor', 'lock-seats', 'add-device-events', 'sign', 'public-key', 'take-back'])

function movedAway(database: RegisterWriter): Result<never> | undefined {
  const moved = database.moved()
  return moved === undefined ? undefined : refuse('register.moved', { at: moved.at, file: moved.file })
}

type AnyCommand = (context: CommandContext, input: never) => Result<CounterView>
const commandTable: Readonly<Record<string, AnyCommand>> = commands
type AnyAnswering = (context: CommandContext, input: never) => Result<unknown>
const answeringTable: Readonly<Record<string, AnyAnswering>> = answeringCommands
type AnySecondFactor = (context: CommandContext, keeper: SecondFactorKeeper, input: never) => Result<unknown>
const secondFactorTable: Readonly<Record<string, AnySecondFactor>> = secondFactorCommands

/**
 * The writer thread. Each message is handled to its end before the next one is looked at, and commands are synchronous:
 * that alone keeps two of them from interleaving, with no lock to forget. What takes its time (a PIN, a seed, projections)
 * runs elsewhere or in slices, and comes back in between as one more act.
 */
export function hostWriter(port: HostPort, timer: LockTimer = systemLockTimer): void {
  let writer: OpenWriter | undefined
  const remembered = requestMemory()
  let isSetUp = false
  let isDamaged = false

  /** Set up once, it stays so: asked until then only. */
  function setupNeeded(): boolean {
    isSetUp ||= writer !== undefined && !needsSetup(writer.database)
    return writer !== undefined && !isSetUp
  }

  port.onMessage((message) => {
    if (message.kind === 'open') open(message.settings)
    else if (message.kind === 'close') close()
    else if (message.kind === 'call') void call(message)
    else if (message.kind === 'internal') void internal(message)
  })

  function open(settings: CoreSettings): void {
    const opened = guarded('open writer', log, () => openWriter(settings))
    if (opened.ok) writer = opened.value
    port.post({ kind: 'started', result: opened.ok ? accept({}) : opened })
    if (!opened.ok) return
    opened.value.announce.changes()
    for (const { seat } of opened.value.database.staffedSeats()) opened.value.lock.touched(seat)
    // What the last run committed and had no time to project.
    opened.value.background.wake()
  }

  function openWriter({ databasePath, keyPath, mode, appVersion, training }: CoreSettings): Result<OpenWriter> {
    // First of all, whoever opens this register: the window, a page, or a tool that works on its folder.
    const swapped = swapIn({ databasePath, keyPath })
    if (!swapped.ok) return swapped
    const secrets = openSecrets(keyPath, databasePath)
    if (!secrets.ok) return secrets
    if (training !== undefined) makeTrainingFile({ ...training, to: databasePath, newId, now: Date.now() })
    const opened = openRegisterDatabase({ path: databasePath, newId, first: { mode, ...machineZone() } })
    if (!opened.ok) return opened
    const database = opened.value
    const clock = settableClock()
    const moment = momentClock(() => database.facts().timeZone, clock)
    const fault = database.chainFaultAtOpen()
    if (fault !== undefined) log({ level: 'error', event: 'chain.broken', detail: `epoch ${fault.epoch} seq ${fault.seq}: ${fault.reason}` })
    const finished = finishMove({ database, moment, seat: '' })
    if (!finished.ok) {
      database.close()
      return finished
    }
    const entered = openRegister({ database, moment }, { appVersion, schemaVersion: migrations.at(-1)?.id ?? 0, firstPepperId: secrets.value.ownPepperId })
    if (!entered.ok) {
      database.close()
      return entered
    }
    const background = backgroundWork(database, (error) => void broke('background', error), () => businessDateNow(database))
    const announce = announcer(database, port.post, log)
    const pins = pinDesk({ database, secrets: secrets.value, moment })
    const lock = autoLock(database, timer, lockIdle)
    const minutes = everyMinute(timer, () => void attempt('waits', () => keepWaits({ database, moment })))
    return accept({ database, secrets: secrets.value, moment, clock, announce, background, pins, lock, minutes, keeper: secondFactorKeeper(secrets.value.secondFactorKey), place: { databasePath, keyPath, appVersion } })
  }

  /** Nobody asked for it, so nobody hears of a fault but the log; the seat is tried again later. */
  function lockIdle(seat: string): boolean {
    if (writer === undefined) return false
    const { database, moment, announce, background } = writer
    const locked = attempt('lock', () => lockIdleSeat({ database, moment }, seat))
    if (!locked.ok || !locked.value) return false
    announce.changes(seat)
    background.wake()
    return true
  }

  async function call(message: CallMessage & { readonly kind: 'call' }): Promise<void> {
    const { id, name } = message
    // Whoever comes to a register that belongs to nobody could be anybody.
    if (setupNeeded() && !setupCommands.has(name)) return port.post({ kind: 'answer', id, result: refuse('setup.needed') })
    const moved = writer === undefined ? undefined : movedAway(writer.database)
    if (moved !== undefined) return port.post({ kind: 'answer', id: message.id, result: moved })
    const answering = Object.hasOwn(answeringTable, name) ? answeringTable[name] : undefined
    if (answering !== undefined) return runAnswering(message, answering)
    if (Object.hasOwn(pinCommands, name)) return withPin(message)
    const secondFactor = Object.hasOwn(secondFactorTable, name) ? secondFactorTable[name] : undefined
    if (secondFactor !== undefined) return withKeeper(message, (context, keeper) => secondFactor(context, keeper, message.input as never))
    run(message, (context) => (Object.hasOwn(commandTable, name) ? commandTable[name]?.(context, message.input as never) : undefined) ?? refuse('request.unknown'))
  }

  /** Outside any command: while the pool works on a PIN, the queue of scans goes on. */
  async function withPin(message: CallMessage & { readonly kind: 'call' }): Promise<void> {
    const { name, seat, request } = message
    const prepared = await prepare(message)
    // Refused, it may have left an entry all the same: a wrong PIN does.
    if (!prepared.ok) writer?.announce.changes()
    const keeper = writer?.keeper
    const second = (context: CommandContext): Result<unknown> => (!prepared.ok ? prepared : keeper === undefined ? notOpen(name) : prepared.value(context, keeper))
    if (name === 'sign-on') run(message, (context) => second(context) as Result<CounterView>)
    else runAnswering(message, second)

    async function prepare({ input }: CallMessage): Promise<Result<Prepared>> {
      if (writer === undefined) return notOpen(name)
      const { database, moment, pins } = writer
      // Its second half is not run again either.
      if (remembered.has(seat, request)) return accept(() => notOpen(name))
      try {
        return (await pinCommands[name]?.(pins, { database, moment, newId, seat, request, words: receiptWords, check: writer.secrets.receiptCheck, chainCheck: writer.secrets.chainCheck }, input as never)) ?? refuse('request.unknown')
      } catch (error) {
        return broke(name, error)
      }
    }
  }

  function run(message: CallMessage & { readonly kind: 'call' }, command: (context: CommandContext) => Result<CounterView>): void {
    const { id, name, seat, request } = message
    const opened = writer
    if (opened === undefined) return port.post({ kind: 'answer', id, result: notOpen(name) })
    const { database, secrets, moment, announce, background } = opened
    const result = attempt(name, () =>
      remembered.has(seat, request) ? counterViewOf(database, seat) : command({ database, moment, newId, seat, request, words: receiptWords, check: secrets.receiptCheck, chainCheck: secrets.chainCheck }),
    )
    if (result.ok) remembered.add(seat, request)
    port.post({ kind: 'answer', id, result })
    // A refusal rolled back: there is nothing to tell.
    if (result.ok) announce.command(seat, result.value, request)
    opened.lock.touched(seat)
    background.wake()
  }

  /** A command whose answer is no counter view. It knows its own repeats; what it changed is found by comparing. */
  function runAnswering(message: CallMessage & { readonly kind: 'call' }, command: AnyAnswering): void {
    const { id, name, seat, request } = message
    const opened = writer
    if (opened === undefined) return port.post({ kind: 'answer', id, result: notOpen(name) })
    const { database, secrets, moment, announce, background } = opened
    const result = attempt(name, () => command({ database, moment, newId, seat, request, words: receiptWords, check: secrets.receiptCheck, chainCheck: secrets.chainCheck }, message.input as never))
    port.post({ kind: 'answer', id, result })
    if (result.ok) announce.changes()
    // They have no entry by which the devices would hear of them.
    if (result.ok && (name === 'test-page' || name === 'print-template')) announce.work()
    opened.lock.touched(seat)
    background.wake()
  }

  function withKeeper(message: CallMessage & { readonly kind: 'call' }, command: (context: CommandContext, keeper: SecondFactorKeeper) => Result<unknown>): void {
    const keeper = writer?.keeper
    runAnswering(message, (context) => (keeper === undefined ? notOpen(message.name) : command(context, keeper)))
  }

  function attempt<T>(name: string, act: () => Result<T>): Result<T> {
    try {
      return act()
    } catch (error) {
      return broke(name, error)
    }
  }

  /**
   * After an I/O error SQLite's own state is not to be trusted, and only a reopened file tells what became of the last
   * commit. So the core ends, once the answer is out, and main starts another.
   */
  function broke(name: string, error: unknown): Result<never> {
    if (isBroken(error)) {
      isDamaged = true
      setImmediate(close)
    }
    return failure(name, log, error)
  }

  async function internal(message: CallMessage & { readonly kind: 'internal' }): Promise<void> {
    const { id, name } = message
    const opened = writer
    if (opened === undefined) return port.post({ kind: 'answer', id, result: notOpen(name) })
    const moved = stillDone.has(name) ? undefined : movedAway(opened.database)
    if (moved !== undefined) return port.post({ kind: 'answer', id, result: moved })
    const calls = writerCalls(opened)
    let result: Result<unknown>
    try {
      result = setupNeeded() && notBeforeSetup.has(name) ? refuse('setup.needed') : Object.hasOwn(calls, name) ? await calls[name]?.(message.input as never) ?? refuse('request.unknown') : refuse('request.unknown')
    } catch (error) {
      result = broke(name, error)
    }
    port.post({ kind: 'answer', id, result })
    if (writer === undefined) return
    if (name === 'add-weighed' && result.ok) {
      // Told as the answer to its own request, like any command at the counter.
      const { seat, request } = message.input as WriterCalls['add-weighed']['input']
      opened.announce.command(seat, result.value as CounterView, request)
    } else opened.announce.changes(result.ok ? seatOf(result.value) : undefined)
    // A payment that was answered, too: whoever waited for it is there.
    for (const seat of [seatOf(message.input), result.ok ? seatOf(result.value) : undefined]) if (seat !== undefined) opened.lock.touched(seat)
    opened.background.wake()
  }

  function close(): void {
    const opened = writer
    writer = undefined
    opened?.background.stop()
    opened?.lock.stop()
    opened?.minutes.stop()
    // A file that failed is written to no more; what the last minute wrote down stands.
    if (opened !== undefined && !isDamaged) guarded('waits', log, () => keepWaits(opened))
    opened?.database.close()
    port.close()
  }

  function notOpen(name: string): Result<never> {
    return failure(name, log, new Error('the writer is not open'))
  }

  function log(line: CoreLogLine): void {
    port.post({ kind: 'log', line })
  }
}
