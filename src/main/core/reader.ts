import { statSync } from 'node:fs'
import { contract, type Who } from '../../contracts/ipc/index.ts'
import { openRegisterReader, type RegisterReader } from '../../db/index.ts'
import { type Instant } from '../../domain/authority/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { documentView, effectsToDo, mayAsk, needsSetup, queries, queriesInSteps, receiptToSend, samplePaper, setupQueries, weighingFacts, type FindingContext, takenBackValuesAt, takenBackValuesOf } from '../queries/index.ts'
import { receiptWords } from '../words/index.ts'
import { type CoreLogLine } from './core-api.ts'
import { describeError, failure, guarded } from './guard.ts'
import { type KeyedCheck } from '../../domain/refund/index.ts'
import { type ReaderCalls } from './internal-calls.ts'
import { receiptChecksAt } from './keys.ts'
import { type CallMessage, type CoreSettings } from './messages.ts'
import { systemClock } from './moment-clock.ts'
import { type HostPort } from './ports.ts'

/** Now in the writer's words: the machine's own counter, and the start that the writer wrote down. */
function nowIn(reader: RegisterReader): Instant & { readonly at: number } {
  return { at: systemClock.now(), monoMs: Math.floor(systemClock.monotonic()), bootId: reader.registerStart()?.bootId ?? '' }
}

type AnyQuery = (context: FindingContext, input: never) => Result<unknown>
type Log = (line: CoreLogLine) => void
type ChainCheck = () => KeyedCheck | undefined
type AnyCall = (reader: RegisterReader, input: never, log: Log, chainCheck: ChainCheck) => unknown
const queryTable: Readonly<Record<string, AnyQuery>> = queries
type Steps = Generator<undefined, Result<unknown>>
const stepTable: Readonly<Record<string, (context: FindingContext, input: never) => Steps>> = queriesInSteps
/** Deny by default: a query the contract does not name is for the few who manage people. */
const whoMayAsk = (name: string): Who => (contract as Readonly<Record<string, { readonly who: Who } | undefined>>)[name]?.who ?? 'managePeople'
const callTable: Readonly<Record<string, AnyCall>> = {
  'effects-to-do': (reader, { limit }, log, chainCheck) =>
    effectsToDo(
      reader,
      limit,
      receiptWords,
      (error) => {
        log({ level: 'error', event: 'receipt.undrawn', detail: describeError(error) })
      },
      chainCheck(),
    ),
  'entries-after': (reader, { epoch, after, limit }) => reader.entriesAfter(epoch, after, limit),
  'outbox-cursor': (reader) => reader.outboxCursor(),
  'refunds-to-ask': (reader, { after, limit }) => reader.refundsToAsk(after, limit),
  'journal-head': (reader, { epoch }) => reader.journalHead(epoch),
  'days-to-prove': (reader, asked) => reader.daysToProve(asked),
  'day-statement': (reader, place) => reader.dayStatement(place),
  'day-states': (reader, { now }) => reader.dayStates(now),
  'quarantine-heard': (reader) => reader.quarantineHeard(),
  'head-office-words': (reader) => reader.headOfficeWords(),
  'unread-answers': (reader, { limit }) => reader.unreadAnswers(limit),
  'feed-state': (reader, { feed }) => reader.feedState(feed),
  'feed-rehash': (reader, from) => reader.feedRehash(from),
  'entry-hash-at': (reader, { epoch, seq }) => reader.entryHashAt(epoch, seq),
  waiting: (reader) => reader.waiting(),
  'taken-back-values': (reader, of) => ('seat' in of ? takenBackValuesAt(reader, of.seat) : takenBackValuesOf(reader, of.saleId)),
  'sale-view': (reader, { id }) => documentView(reader, id),
  'sample-paper': (reader, { paper, template, at }) => samplePaper(reader, paper, template, { at }),
  'mails-due': (reader, { now, limit }, _log, chainCheck) => {
    // What it still had to send is in the file, and whoever opened that sends it.
    if (reader.moved() !== undefined) return { due: [] }
    const nextAt = reader.nextMailAt()
    const due = reader.mailsDue(now, limit).flatMap(({ address, ...mail }) => (address === undefined ? [] : [{ ...mail, address, ...receiptToSend(reader, mail.saleId, mail.number, chainCheck()) }]))
    return { due, ...(nextAt === undefined ? {} : { nextAt }) }
  },
  'device-settings': (reader) => reader.deviceSettings(),
  'device-events': (reader, asked) => reader.deviceEvents(asked),
  'latest-device-events': (reader) => reader.latestDeviceEvents(),
  'unsettled-payments': (reader) => reader.unsettledPayments(),
  payment: (reader, { id }) => reader.paymentById(id),
  'weighing-facts': weighingFacts,
  'has-right': (reader, { seat, permission }) => mayAsk(reader, seat, permission, nowIn(reader)),
  'needs-setup': needsSetup,
  'plain-items': (reader, { limit }) => reader.plainItems(limit),
  'verify-chain': (reader, { fromSeq }) => reader.verifyChain(fromSeq),
  'support-facts': (reader) => ({ facts: reader.supportFacts(), personal: reader.personalTexts() }),
  'support-table': (reader, { name }) => reader.supportTable(name),
  'backup-setting': (reader) => reader.backupSetting(),
  'backup-at': (reader, { file }) => reader.backupAt(file),
  'last-mending': (reader) => reader.lastMending(),
} satisfies { readonly [N in keyof ReaderCalls]: (reader: RegisterReader, input: ReaderCalls[N]['input'], log: Log, chainCheck: ChainCheck) => ReaderCalls[N]['output'] }

/**
 * Lists that are made of projections, which the writer goes on with once it has answered: a list of receipts that was opened
 * in that moment lacked the sale just paid, and nothing brought it there afterwards.
 */
const listed: ReadonlySet<string> = new Set(['receipts', 'find-sale', 'journal', 'losses', 'loss-documents'])
/** How often and how many times at most a list looks whether they are made: one second, and it answers with what there is. */
const lookAgainMs = 10
const mostLooks = 100

/**
 * The reader thread: a read-only connection, so that no report and no long look-up ever makes a scan wait. Its answers
 * need no order among themselves; each sees at least every commit that was announced before it was asked.
 */
export function hostReader(port: HostPort): void {
  let reader: RegisterReader | undefined
  let keyPath = ''
  let key: ReturnType<typeof receiptChecksAt> | undefined
  let keyOf = -1
  let isSetUp = false

  /** Set up once, it stays so: asked until then only. */
  function setupNeeded(opened: RegisterReader): boolean {
    isSetUp ||= !needsSetup(opened)
    return !isSetUp
  }

  /** Enrolment gives the chain's while this runs. Asked only of what prints or reads a code, a few times a sale. */
  function receiptKey(): ReturnType<typeof receiptChecksAt> {
    const { mtimeMs } = statSync(keyPath)
    if (key === undefined || mtimeMs !== keyOf) [key, keyOf] = [receiptChecksAt(keyPath), mtimeMs]
    return key
  }
  const check: KeyedCheck = (text) => receiptKey().check(text)

  /** Paper goes out without the code in full where the secrets do not read just now: it is a receipt all the same. */
  function chainCheck(): KeyedCheck | undefined {
    try {
      return receiptKey().chainCheck
    } catch (error) {
      log({ level: 'error', event: 'receipt.noKey', detail: describeError(error) })
      return undefined
    }
  }

  port.onMessage((message) => {
    if (message.kind === 'open') open(message.settings)
    else if (message.kind === 'close') port.close()
    else if (message.kind === 'call' && listed.has(message.name)) whenProjected(message)
    else if (message.kind === 'call' || message.kind === 'internal') hear(message)
  })

  function whenProjected(message: CallMessage, looks = 0): void {
    if (looks < mostLooks && reader?.isProjected() === false) setTimeout(() => whenProjected(message, looks + 1), lookAgainMs)
    else hear(message)
  }

  function hear(message: CallMessage): void {
    if (message.kind === 'call' && Object.hasOwn(stepTable, message.name)) begin(message)
    else port.post({ kind: 'answer', id: message.id, result: answer(message) })
  }

  /** What takes long. The door's own rule is asked first, as of every query. */
  function begin(message: CallMessage & { readonly kind: 'call' }): void {
    const steps = asked(message, (context, input) => accept(stepTable[message.name]?.(context, input)))
    if (!steps.ok) port.post({ kind: 'answer', id: message.id, result: steps })
    else if (steps.value !== undefined) goOn(message, steps.value)
  }

  /** One step, and the next one behind whatever came in meanwhile. */
  function goOn(message: CallMessage, steps: Steps): void {
    const step = guarded(message.name, log, () => accept(steps.next()))
    if (!step.ok) port.post({ kind: 'answer', id: message.id, result: step })
    else if (step.value.done === true) port.post({ kind: 'answer', id: message.id, result: step.value.value })
    else setImmediate(() => goOn(message, steps))
  }

  function open(settings: CoreSettings): void {
    const opened = guarded('open reader', log, () => {
      const file = openRegisterReader({ path: settings.databasePath })
      // The writer is open by now, and has made the secrets of a new register.
      keyPath = settings.keyPath
      return file
    })
    if (opened.ok) reader = opened.value
    port.post({ kind: 'started', result: opened.ok ? accept({}) : opened })
  }

  function answer(message: CallMessage): Result<unknown> {
    if (message.kind === 'call') return asked(message, (context, input) => queryTable[message.name]?.(context, input) ?? refuse('request.unknown'))
    const opened = reader
    if (opened === undefined) return failure(message.name, log, new Error('the reader is not open'))
    if (!Object.hasOwn(callTable, message.name)) return refuse('request.unknown')
    // Nobody but main's own rooms sends these.
    return guarded(message.name, log, () => accept(callTable[message.name]?.(opened, message.input as never, log, chainCheck)))
  }

  /** Asked by whoever may. The door checked the input against the contract. */
  function asked<T>(message: CallMessage & { readonly kind: 'call' }, ask: (context: FindingContext, input: never) => Result<T>): Result<T> {
    const opened = reader
    if (opened === undefined) return failure(message.name, log, new Error('the reader is not open'))
    if (!Object.hasOwn(queryTable, message.name)) return refuse('request.unknown')
    return guarded(message.name, log, () => {
      const now = nowIn(opened)
      const allowed = setupNeeded(opened) ? (setupQueries.has(message.name) ? accept(undefined) : refuse('setup.needed')) : mayAsk(opened, message.seat, whoMayAsk(message.name), now)
      if (!allowed.ok) return allowed
      return ask({ reader: opened, seat: message.seat, now, check }, message.input as never)
    })
  }

  function log(line: CoreLogLine): void {
    port.post({ kind: 'log', line })
  }
}
