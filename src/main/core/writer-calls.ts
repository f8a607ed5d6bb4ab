import { performance } from 'node:perf_hooks'
import { type HealthView } from '../../contracts/ipc/index.ts'
import { type RegisterFacts, type RegisterWriter } from '../../db/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { addWeighed, applyFeed, beginPayment, beginRefund, beginReversal, clearTrainee, enrol, feedOperators, hearLock, hearRefundVerdicts, keepHeadOffice, releaseFeed, lockSeats, mailEnded, mailStarted, maySetUp, noteBackup, retryMail, saveReceipt, seatTrainee, endTraining, setBackups, setDevice, setLogo, setMail, settlePayment, setUp, startTraining, supportSaved, type CommandContext, goOnInNextEpoch, takeOverEntries, watchContact } from '../commands/index.ts'
import { forgetRebuild, isTakingOver, unpackBeside } from '../move/index.ts'
import { needsSetup } from '../queries/index.ts'
import { receiptWords } from '../words/index.ts'
import { nextSize } from './background-work.ts'
import { keepPlaces } from './mend-place.ts'
import { type Seed } from './core-api.ts'
import { keepFeedSlices } from './feed-calls.ts'
import { finishImport, importRows, nextTurn } from './import-calls.ts'
import { type WriterCalls } from './internal-calls.ts'
import { type RegisterSecrets } from './keys.ts'
import { type CoreSettings } from './messages.ts'
import { type SettableClock } from './moment-clock.ts'
import { moveOut, takeBack } from './move-out.ts'
import { hashPin } from './pins.ts'
import { type RebuildStage } from './rebuild-stage.ts'
import { newId } from './uuid.ts'

interface WriterParts {
  readonly database: RegisterWriter
  readonly secrets: RegisterSecrets
  readonly moment: CommandContext['moment']
  readonly clock: SettableClock
  readonly stage: RebuildStage
  readonly place: Pick<CoreSettings, 'databasePath' | 'keyPath' | 'appVersion'>
  readonly health: () => HealthView
}

type Handlers = { readonly [N in keyof WriterCalls]: (input: WriterCalls[N]['input']) => Result<WriterCalls[N]['output']> | Promise<Result<WriterCalls[N]['output']>> }
type AnyHandler = (input: never) => Result<unknown> | Promise<Result<unknown>>

/** What main's own rooms may have written, or signed. */
export function writerCalls(parts: WriterParts): Readonly<Record<string, AnyHandler>> {
  const { database, secrets, stage } = parts
  const write = (act: () => void): Result<undefined> =>
    database.unitOfWork(() => {
      act()
      return accept(undefined)
    })
  // What main does for a seat beside the doors: a payment that begins there, or one whose answer came.
  const context = (seat: string, request: string): CommandContext => ({ database, moment: parts.moment, newId, seat, request, words: receiptWords, check: secrets.receiptCheck, chainCheck: secrets.chainCheck })
  return {
    health: () => accept(parts.health()),
    facts: () => {
      const [moved, notTaken] = [database.moved(), database.notTaken()]
      return accept({ ...database.facts(), ...(notTaken !== undefined && { notTaken }), ...(moved !== undefined && { moved: { at: moved.at, file: moved.file } }), ...(database.registerLock() !== undefined && database.staffedSeats().length === 0 && { lockedAndLeft: true as const }) })
    },
    'effect-started': ({ id }) => write(() => database.effectStarted(id)),
    'effect-finished': ({ id, state, fault, standIn }) => write(() => database.effectFinished(id, state, fault, standIn)),
    'move-outbox-cursor': (cursor) => write(() => database.moveOutboxCursor(cursor)),
    'keep-day-proof': (proof) => write(() => database.keepDayProof(proof, parts.moment().at)),
    'keep-quarantine': (told) => write(() => database.keepQuarantine(told, parts.moment().at)),
    'keep-feed-page': ({ feed, page }) => keepFeedSlices(parts, feed, page),
    'apply-feed': ({ feed }) => applyFeed({ database, moment: parts.moment, hasPepper: (id) => secrets.pepperBy(id) !== undefined }, feed),
    'feed-proved': ({ feed }) => write(() => database.feedProved(feed, parts.moment().at)),
    'release-feed': ({ feed }) => releaseFeed(parts, feed),
    'heard-head-office': () => watchContact(parts, true),
    'hear-not-taken': ({ there }) => write(() => database.keepNotTaken(there, parts.moment().at)),
    'hear-lock': ({ lock }) => hearLock(parts, lock),
    'keep-unread': ({ program, ...answer }) => write(() => database.keepUnread(answer, program, parts.moment().at)),
    'answer-read': (what) => write(() => database.answerRead(what, parts.moment().at)),
    'go-on-in-next-epoch': (next) => goOnInNextEpoch(parts, next),
    'take-over-entries': (entries) => takeOverEntries(parts, entries),
    'forget-day-proofs': () => write(() => database.forgetDayProofs()),
    'hear-refund-verdicts': ({ verdicts }) => hearRefundVerdicts(parts, verdicts),
    'hear-stored-value': (told) => write(() => database.hearStoredValue(told)),
    enrol: (enrolment) => enrol(parts, enrolment, secrets.keepChainPepper),
    'keep-head-office': ({ url }) => keepHeadOffice(parts, url),
    'lock-seats': () => lockSeats(parts, 'restarted'),
    'feed-operators': ({ operators }) => {
      const chain = secrets.chainPepperId()
      return chain === undefined ? refuse('pin.otherKey') : feedOperators(parts, operators, chain)
    },
    'mail-account': () => {
      const account = database.mailAccount()
      return accept(account && { ...account, password: secrets.mailPassword() })
    },
    'mail-started': ({ id }) => mailStarted(parts, id),
    'mail-ended': (ended) => mailEnded(parts, ended),
    'set-mail': ({ input, seat, request }) => setMail({ database, moment: parts.moment, seat, request, keepMailPassword: secrets.keepMailPassword, mailPassword: secrets.mailPassword }, input),
    'retry-mail': ({ mailId, seat, request }) => retryMail(context(seat, request), { mailId }),
    'save-receipt': ({ saleId, seat, request }) => saveReceipt(context(seat, request), saleId),
    'set-logo': (choice) => setLogo(parts, choice),
    'set-device': ({ choice, seat, request }) => setDevice({ database, moment: parts.moment, seat, request }, choice),
    'support-saved': ({ file, seat, request }) => supportSaved({ database, moment: parts.moment, seat, request }, { file }),
    'add-weighed': ({ weighing, seat, request }) => addWeighed(context(seat, request), weighing),
    // By the system's own clock: a demo that was told another time still keeps its log fourteen days.
    'add-device-events': ({ events }) => write(() => database.addDeviceEvents(events, Date.now())),
    sign: ({ text }) => accept(secrets.sign(Buffer.from(text, 'utf8'))),
    'public-key': () => accept(secrets.publicKey),
    'has-chain-pepper': () => accept(secrets.chainPepperId() !== undefined),
    'keep-chain-pepper': ({ pepper }) => {
      secrets.keepChainPepper(pepper)
      return accept(undefined)
    },
    seed: (given) => seed(parts, given),
    'import-rows': (given) => importRows(database, given),
    'finish-import': (outcome) => finishImport(parts, outcome),
    'start-payment': ({ seat, request, payment }) => beginPayment(context(seat, request), payment),
    'start-reversal': ({ seat, request, reversal }) => beginReversal(context(seat, request), reversal),
    'start-refund': ({ seat, request, refund }) => beginRefund(context(seat, request), refund),
    'mark-payment': ({ paymentId, mark }) => write(() => database.markPayment(paymentId, mark)),
    'settle-payment': (settled) => settlePayment(context('', newId()), settled),
    'set-up': async ({ given, pin, request }) => {
      const asked = context('', request)
      const allowed = maySetUp(asked, given, pin)
      if (!allowed.ok) return allowed
      const { id: pepperId, bytes } = secrets.pepper()
      const hash = await hashPin(pin, bytes)
      // Asked in the same breath as it is made: there would be two of it at the next start, and one would be put aside.
      if (isTakingOver(parts.place.databasePath)) return refuse('setup.takingOver')
      const made = setUp(asked, given, { hash, pepperId })
      // What was begun of another register is nobody's any more.
      if (made.ok) forgetRebuild(parts.place.databasePath)
      return made
    },
    'take-over': (asked) => (needsSetup(database) ? unpackBeside(parts.place.databasePath, asked) : refuse('setup.done')),
    'rebuild-key': () => (needsSetup(database) ? stage.key() : refuse('setup.done')),
    'rebuild-sign': ({ text }) => stage.sign(text),
    'rebuild-begin': ({ bound, headOfficeUrl, firstEpoch }) => stage.begin(bound, headOfficeUrl, firstEpoch),
    'rebuild-take': ({ epoch, texts }) => stage.take(epoch, texts),
    'rebuild-finish': (end) => stage.finish(end),
    'move-out': ({ seat, passphrase, folder }) => moveOut({ database, moment: parts.moment, seat }, parts.place, { passphrase, folder }),
    'take-back': ({ passphrase }) => takeBack({ database, moment: parts.moment, seat: '' }, passphrase),
    'start-training': ({ seat }) => startTraining({ ...parts, seat }),
    'end-training': (ended) => endTraining(parts, ended),
    'clear-trainee': ({ seat }) => clearTrainee(context(seat, newId())),
    'set-backups': ({ setting, seat, request }) => {
      const set = setBackups({ ...parts, seat, request }, setting)
      // A start that finds the database damaged cannot read it there.
      if (set.ok) keepPlaces(parts.place.databasePath, setting)
      return set
    },
    'note-backup': (note) => noteBackup(parts, note),
    'seat-trainee': (seated) => seatTrainee(parts, seated),
    // A real register's time is nobody's to set: its journal is evidence.
    'set-demo-clock': ({ at }) => {
      if (database.facts().mode !== 'demo') return refuse('request.notAllowed')
      parts.clock.set(at)
      return watchContact(parts, false)
    },
  } satisfies Handlers
}

/** Facts first: they decide whether a PIN may be shown. Departments and tiles after the items they name. */
async function seed({ database, secrets }: WriterParts, given: Seed): Promise<Result<RegisterFacts>> {
  const { facts, items = [], departments, inStoreRules, tares, tilePages, recalls, operators = [] } = given
  if (facts !== undefined) {
    const saved = database.unitOfWork(() => accept(database.saveFacts(facts)))
    if (!saved.ok) return saved
  }
  for (let from = 0, size = 64; from < items.length; ) {
    const part = items.slice(from, from + size)
    const before = performance.now()
    const saved = database.unitOfWork(() => accept(database.saveItems(part)))
    if (!saved.ok) return saved
    from += part.length
    size = nextSize(size, performance.now() - before)
    await nextTurn()
  }
  if (departments !== undefined || inStoreRules !== undefined || tares !== undefined || recalls !== undefined) {
    const saved = database.unitOfWork(() => {
      if (departments !== undefined) database.saveDepartments(departments)
      if (inStoreRules !== undefined) database.saveInStoreRules(inStoreRules)
      if (tares !== undefined) database.saveTares(tares)
      for (const recall of recalls ?? []) database.saveRecall(recall, 'import')
      return accept(undefined)
    })
    if (!saved.ok) return saved
  }
  if (tilePages !== undefined) {
    const saved = database.unitOfWork(() => accept(database.saveTilePages(tilePages)))
    if (!saved.ok) return saved
  }
  for (const { operator, pin } of operators) {
    const { id: pepperId, bytes } = secrets.pepper()
    const pinHash = await hashPin(pin, bytes)
    const shown = database.facts().mode !== 'live' ? { demoPin: pin } : {}
    const saved = database.unitOfWork(() => accept(database.saveOperator({ ...operator, ...shown }, pinHash, pepperId)))
    if (!saved.ok) return saved
  }
  return accept(database.facts())
}
