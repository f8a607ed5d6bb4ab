import { type CounterView, type HealthView } from '../../contracts/ipc/index.ts'
import { ballastBeside, type RegisterWriter } from '../../db/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { answeringCommands, beginsSomethingElse, commands, emptyLockedSeats, goesOnLocked, keepWaits, lockIdleSeat, secondFactorCommands, type CommandContext, type SecondFactorKeeper } from '../commands/index.ts'
import { counterViewOf, needsSetup, setupCommands } from '../queries/index.ts'
import { receiptWords } from '../words/index.ts'
import { systemLockTimer, type LockTimer } from './auto-lock.ts'
import { type CoreLogLine } from './core-api.ts'
import { goesOnWhenFull } from './goes-on.ts'
import { failure, guarded, isBroken, isDiskFailure } from './guard.ts'
import { healthOf, saidOf } from './health.ts'
import { type WriterCalls } from './internal-calls.ts'
import { keepLastRoom, noLastRoom, type LastRoom } from './last-room.ts'
import { type CallMessage, type CoreSettings } from './messages.ts'
import { openWriter, type OpenWriter, type WriterAround } from './open-writer.ts'
import { pinCommands, type Prepared } from './pin-commands.ts'
import { type HostPort } from './ports.ts'
import { requestMemory } from './request-memory.ts'
import { newId } from './uuid.ts'
import { writerCalls } from './writer-calls.ts'

/** The seat an internal call works at, where it or its answer says one. */
function seatOf(answer: unknown): string | undefined {
  return typeof answer === 'object' && answer !== null && 'seat' in answer && typeof answer.seat === 'string' ? answer.seat : undefined
}

/** What would be kept in a currency, or at a tax, that nobody has chosen yet. */
const notBeforeSetup: ReadonlySet<string> = new Set(['import-rows', 'finish-import', 'keep-feed-page', 'apply-feed', 'start-payment', 'start-reversal', 'start-refund', 'add-weighed'])

/** Of what main asks for, that which would write much, or begin a sale: not on a full disk. */
const beginsSomething: ReadonlySet<string> = new Set(['seed', 'import-rows', 'add-weighed', 'start-training', 'move-out', 'feed-operators', 'keep-feed-page', 'apply-feed', 'set-mail', 'retry-mail', 'add-device-events'])
/** How an opening ends that lacked room: by a refused commit, or by what SQLite threw. */
const couldBeRoom: ReadonlySet<string> = new Set(['database.full', 'request.failed'])

/** An act that the disk failed, and the next one too: it is not sold on such a disk. */
const mostFailures = 2
const firstTryMs = 2_000
const longestTryMs = 30_000

function isForRoom(result: Result<unknown>): boolean {
  return !result.ok && result.refusal.code === 'database.full'
}

/** What a register that was moved still does: it answers, ends what was printing, and can be taken back. Everything else is refused. */
const stillDone: ReadonlySet<string> = new Set<keyof WriterCalls>(['facts', 'health', 'effect-started', 'effect-finished', 'move-outbox-cursor', 'lock-seats', 'add-device-events', 'sign', 'public-key', 'take-back'])

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
  /** Somebody chose a backup: what would be begun now would not be there after the start that comes. */
  let isRestoring = false
  let room: LastRoom = noLastRoom
  let toldHealth = ''
  /** Of a disk that failed: what to open again, how often it failed without an act that held, and the next try. */
  let toOpen: CoreSettings | undefined
  let failures = 0
  let tryAgain: (() => void) | undefined

  /** Set up once, it stays so: asked until then only. */
  function setupNeeded(): boolean {
    isSetUp ||= writer !== undefined && !needsSetup(writer.database)
    return writer !== undefined && !isSetUp
  }

  const around: WriterAround = {
    timer,
    post: port.post,
    log,
    backgroundFailed: (error) => void broke('background', error),
    lockIdle,
    eachMinute: (waits) => {
      attempt('waits', waits)
      emptyLocked()
      tellHealth()
    },
  }

  port.onMessage((message) => {
    if (message.kind === 'open') open(message.settings)
    else if (message.kind === 'close') close()
    else if (message.kind === 'call') void call(message)
    else if (message.kind === 'internal') void internal(message)
  })

  function open(settings: CoreSettings): void {
    if (settings.training === undefined) room = keepLastRoom({ databasePath: settings.databasePath, ballast: ballastBeside(settings.databasePath), timer, changed: tellHealth })
    const opened = openedWithRoom(settings, true)
    if (opened.ok) writer = opened.value
    toOpen = settings
    port.post({ kind: 'started', result: opened.ok ? accept({}) : opened })
    if (opened.ok) begin(opened.value)
    else room.stop()
  }

  /** To be opened, a database writes some pages: without them a till that stopped on a full disk would not start again. */
  function openedWithRoom(settings: CoreSettings, isStart: boolean): Result<OpenWriter> {
    let opened = guarded('open writer', log, () => openWriter(settings, around, isStart))
    while (!opened.ok && couldBeRoom.has(opened.refusal.code) && room.isOut() && room.give()) opened = guarded('open writer', log, () => openWriter(settings, around, isStart))
    return opened
  }

  function begin({ announce, database, lock, background }: OpenWriter): void {
    const seats = database.staffedSeats()
    announce.changes()
    for (const { seat } of seats) lock.touched(seat)
    // What the last run committed and had no time to project.
    background.wake()
  }

  /**
   * The disk failed under an act. Closed, opened again and its chain looked at, the file says what is in it; where that fails
   * too, or a second act in a row did, nothing is done any more until it can be opened and written again.
   */
  function openAgain(): void {
    const settings = toOpen
    if (settings === undefined) return
    letGo()
    failures += 1
    if (failures < mostFailures && cameBack(settings)) return
    let wait = firstTryMs
    const again = (): void => {
      if (cameBack(settings)) return
      wait = Math.min(wait * 2, longestTryMs)
      tryAgain = timer.after(wait, again)
    }
    tryAgain?.()
    tryAgain = timer.after(wait, again)
    tellHealth()
  }

  function cameBack(settings: CoreSettings): boolean {
    const opened = openedWithRoom(settings, false)
    if (!opened.ok) return false
    writer = opened.value
    tryAgain = undefined
    begin(opened.value)
    for (const { seat } of opened.value.database.staffedSeats()) opened.value.announce.changes(seat)
    tellHealth()
    return true
  }

  function letGo(): void {
    const opened = writer
    writer = undefined
    opened?.background.stop()
    opened?.lock.stop()
    opened?.minutes.stop()
    if (opened !== undefined) guarded('close', log, () => accept(opened.database.close()))
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
    const held = heldBack() ?? lockedFor(name, message.seat)
    if (held !== undefined) return port.post({ kind: 'answer', id, result: held })
    if (room.isFull() && !goesOn(name, message.seat)) return port.post({ kind: 'answer', id, result: refuse('database.full') })
    const answering = Object.hasOwn(answeringTable, name) ? answeringTable[name] : undefined
    if (answering !== undefined) return runAnswering(message, answering)
    if (Object.hasOwn(pinCommands, name)) return withPin(message)
    const secondFactor = Object.hasOwn(secondFactorTable, name) ? secondFactorTable[name] : undefined
    if (secondFactor !== undefined) return withKeeper(message, (context, keeper) => secondFactor(context, keeper, message.input as never))
    run(message, (context) => (Object.hasOwn(commandTable, name) ? commandTable[name]?.(context, message.input as never) : undefined) ?? refuse('request.unknown'))
  }

  /** Why nothing is done any more: it goes on elsewhere, or as it was before. */
  function heldBack(): Result<never> | undefined {
    if (isRestoring) return refuse('backup.restoring')
    return writer === undefined ? undefined : movedAway(writer.database)
  }

  /** Head office locked it: what is open is finished, and nothing is begun. */
  function lockedFor(name: string, seat: string): Result<never> | undefined {
    const lock = writer?.database.registerLock()
    return writer === undefined || lock === undefined || goesOnLocked(name, writer.database, seat) ? undefined : refuse('register.locked', { at: lock.at, reason: lock.reason })
  }

  function emptyLocked(): void {
    const opened = writer
    if (opened === undefined || !attempt('lock', () => emptyLockedSeats(opened)).ok || writer !== opened) return
    opened.announce.changes()
  }

  /** Outside any command: while the pool works on a PIN, the queue of scans goes on. */
  async function withPin(message: CallMessage & { readonly kind: 'call' }): Promise<void> {
    const { name, seat, request } = message
    let prepared = await prepare(message)
    while (isForRoom(prepared) && goesOn(name, seat) && room.give()) prepared = await prepare(message)
    const found = prepared
    // Refused, it may have left an entry all the same: a wrong PIN does.
    if (!found.ok) writer?.announce.changes()
    const keeper = writer?.keeper
    const second = (context: CommandContext): Result<unknown> => (!found.ok ? found : keeper === undefined ? notOpen(name) : found.value(context, keeper))
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
    const result = attempt(
      name,
      () => remembered.has(seat, request) ? counterViewOf(database, seat) : command({ database, moment, newId, seat, request, words: receiptWords, check: secrets.receiptCheck, chainCheck: secrets.chainCheck }),
      seat,
    )
    // The disk failed behind the commit: opened again, the file says that it is done, and the act answers as one that came twice.
    if (!result.ok && result.refusal.code === 'database.failed' && writer !== opened && isDone(message)) return run(message, command)
    if (result.ok) remembered.add(seat, request)
    port.post({ kind: 'answer', id, result })
    if (writer !== opened) return
    // A refusal rolled back: there is nothing to tell.
    if (result.ok) announce.command(seat, result.value, request)
    opened.lock.touched(seat)
    background.wake()
  }

  function isDone({ input, request }: CallMessage & { readonly kind: 'call' }): boolean {
    if (writer === undefined) return false
    const { database } = writer
    const basketId = typeof input === 'object' && input !== null && 'basketId' in input ? input.basketId : undefined
    return database.requestSeen(request) || (typeof basketId === 'string' && database.saleByBasket(basketId) !== undefined)
  }

  /** A command whose answer is no counter view. It knows its own repeats; what it changed is found by comparing. */
  function runAnswering(message: CallMessage & { readonly kind: 'call' }, command: AnyAnswering): void {
    const { id, name, seat, request } = message
    const opened = writer
    if (opened === undefined) return port.post({ kind: 'answer', id, result: notOpen(name) })
    const { database, secrets, moment, announce, background } = opened
    const result = attempt(name, () => command({ database, moment, newId, seat, request, words: receiptWords, check: secrets.receiptCheck, chainCheck: secrets.chainCheck }, message.input as never), seat)
    if (!result.ok && result.refusal.code === 'database.failed' && writer !== opened && isDone(message)) return runAnswering(message, command)
    port.post({ kind: 'answer', id, result })
    if (writer !== opened) return
    if (result.ok) announce.changes()
    if (result.ok && name === 'restore-backup') isRestoring = true
    // They have no entry by which the devices would hear of them.
    if (result.ok && (name === 'test-page' || name === 'print-template')) announce.work()
    opened.lock.touched(seat)
    background.wake()
  }

  function withKeeper(message: CallMessage & { readonly kind: 'call' }, command: (context: CommandContext, keeper: SecondFactorKeeper) => Result<unknown>): void {
    const keeper = writer?.keeper
    runAnswering(message, (context) => (keeper === undefined ? notOpen(message.name) : command(context, keeper)))
  }

  /** Refused for want of room, it is done again from its beginning with a slice of the ballast, where it may have one. */
  function attempt<T>(name: string, act: () => Result<T>, seat = ''): Result<T> {
    try {
      let result = act()
      while (isForRoom(result) && goesOn(name, seat) && room.give()) result = act()
      if (result.ok) failures = 0
      return result
    } catch (error) {
      return broke(name, error)
    }
  }

  /**
   * After an I/O error SQLite's own state is not to be trusted, and only a reopened file tells what became of the last
   * commit. Where what is in it is damaged the core ends, once the answer is out, and main starts another.
   */
  function broke(name: string, error: unknown): Result<never> {
    if (isDiskFailure(error)) {
      failure(name, log, error)
      openAgain()
      return refuse(writer === undefined ? 'database.away' : 'database.failed')
    }
    if (isBroken(error)) {
      isDamaged = true
      setImmediate(close)
    }
    return failure(name, log, error)
  }

  async function internal(message: CallMessage & { readonly kind: 'internal' }): Promise<void> {
    const { id, name } = message
    const opened = writer
    if (opened === undefined) return port.post({ kind: 'answer', id, result: name === 'health' ? accept(healthNow()) : notOpen(name) })
    const held = stillDone.has(name) ? undefined : (heldBack() ?? (beginsSomethingElse(name) ? lockedFor(name, seatOf(message.input) ?? '') : undefined))
    if (held !== undefined) return port.post({ kind: 'answer', id, result: held })
    const calls = writerCalls({ ...opened, health: healthNow })
    let result: Result<unknown>
    try {
      const done = async (): Promise<Result<unknown>> => (Object.hasOwn(calls, name) ? ((await calls[name]?.(message.input as never)) ?? refuse('request.unknown')) : refuse('request.unknown'))
      const seat = seatOf(message.input) ?? ''
      result = setupNeeded() && notBeforeSetup.has(name) ? refuse('setup.needed') : beginsSomething.has(name) && room.isFull() && !goesOn(name, seat) ? refuse('database.full') : await done()
      while (isForRoom(result) && goesOn(name, seat) && room.give()) result = await done()
    } catch (error) {
      result = broke(name, error)
    }
    port.post({ kind: 'answer', id, result })
    if (writer !== opened) return
    if (name === 'add-weighed' && result.ok) {
      // Told as the answer to its own request, like any command at the counter.
      const { seat, request } = message.input as WriterCalls['add-weighed']['input']
      opened.announce.command(seat, result.value as CounterView, request)
    } else opened.announce.changes(result.ok ? seatOf(result.value) : undefined)
    if (name === 'hear-lock' || name === 'heard-head-office' || name === 'apply-feed' || name === 'set-demo-clock') tellHealth()
    // A payment that was answered, too: whoever waited for it is there.
    for (const seat of [seatOf(message.input), result.ok ? seatOf(result.value) : undefined]) if (seat !== undefined) opened.lock.touched(seat)
    opened.background.wake()
  }

  function close(): void {
    const opened = writer
    room.stop()
    tryAgain?.()
    // A file that failed is written to no more; what the last minute wrote down stands.
    if (opened !== undefined && !isDamaged) guarded('waits', log, () => keepWaits(opened))
    letGo()
    port.close()
  }

  function goesOn(name: string, seat: string): boolean {
    return writer !== undefined && goesOnWhenFull(name, writer.database, seat)
  }

  function healthNow(): HealthView {
    return healthOf(room.view(), writer?.database)
  }

  /** Only where it says something else than the last time. */
  function tellHealth(): void {
    const health = guarded('health', log, () => accept(healthNow()))
    if (!health.ok) return
    const said = saidOf(health.value)
    if (said === toldHealth) return
    // What waited for room: nothing else would begin it again before the next commit.
    if (toldHealth.startsWith('full')) writer?.background.wake()
    toldHealth = said
    port.post({ kind: 'event', event: 'health', payload: health.value })
  }

  function notOpen(name: string): Result<never> {
    if (tryAgain !== undefined) return refuse('database.away')
    return failure(name, log, new Error('the writer is not open'))
  }

  function log(line: CoreLogLine): void {
    port.post({ kind: 'log', line })
  }
}
