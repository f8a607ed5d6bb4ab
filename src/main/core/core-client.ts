import { contract } from '../../contracts/ipc/index.ts'
import { accept, refuse, type Refusal, type Result } from '../../domain/errors/index.ts'
import { CoreFailure, type Core, type CoreEvents, type CoreInternal, type CoreLogLine } from './core-api.ts'
import { internalSides, type InternalCalls, type InternalName } from './internal-calls.ts'
import { type CallMessage, type FromCore, type Side } from './messages.ts'
import { type CorePort } from './ports.ts'

export interface ConnectOptions {
  /** Where the core's diagnostics go. */
  log(line: CoreLogLine): void
  /** How long a call may take before it is answered `request.failed`. A late answer is dropped. */
  readonly timeoutMs?: number
  /** For what reads or writes the whole store: seed, importRows, verifyChain. */
  readonly longTimeoutMs?: number
}

const longCalls: ReadonlySet<string> = new Set<InternalName>(['seed', 'import-rows', 'verify-chain', 'support-table', 'move-out', 'take-back', 'take-over', 'rebuild-begin', 'rebuild-take', 'rebuild-finish', 'make-backup', 'list-backups', 'see-backups', 'choose-folder', 'look-at-backup', 'go-on-in-next-epoch'])

/** Main's end of the core, whatever the port leads to. Keeps to what old Electron's Node 18 has. */
export function connectCore(port: CorePort, options: ConnectOptions): Core {
  // Held by another program, the database keeps each act that is waiting for five seconds: a cashier behind two others was told that
  // nobody knows what became of the sale, where nothing had been done.
  const timeoutMs = options.timeoutMs ?? 30_000
  const closingMs = options.timeoutMs ?? 10_000
  const longTimeoutMs = options.longTimeoutMs ?? 600_000
  const pending = new Map<number, (result: Result<unknown>) => void>()
  const events = listeners()
  let nextId = 1
  let stopped = false
  let closing: Promise<void> | undefined
  let tellReady: (result: Result<unknown>) => void
  const ready = new Promise<Result<unknown>>((resolve) => (tellReady = resolve))
  let tellClosed: () => void
  const closed = new Promise<void>((resolve) => (tellClosed = resolve))

  port.onMessage((message: FromCore) => {
    if (message.kind === 'answer') pending.get(message.id)?.(message.result)
    else if (message.kind === 'started') tellReady(message.result)
    else if (message.kind === 'log') options.log(message.line)
    else if (message.event === 'counter') events.emit('counter', message.payload)
    else if (message.event === 'committed') events.emit('committed', message.payload)
    else if (message.event === 'prices-due') events.emit('prices-due', message.payload)
    else if (message.event === 'backing-up') events.emit('backing-up', message.payload)
    else if (message.event === 'health') events.emit('health', message.payload)
    else events.emit('effects', message.payload)
  })

  port.onClose((fault) => {
    if (stopped) return
    stopped = true
    const expected = closing !== undefined
    if (!expected) options.log({ level: 'error', event: 'core.stopped', ...(fault === undefined ? {} : { detail: fault }) })
    tellReady(failed('stopped'))
    for (const settle of pending.values()) settle(failed('stopped'))
    tellClosed()
    events.emit('stopped', { expected })
  })

  function send(message: WithoutId<CallMessage>, patience: number): Promise<Result<unknown>> {
    if (stopped || closing !== undefined) return Promise.resolve(failed('stopped'))
    const id = nextId++
    return new Promise((resolve) => {
      const settle = (result: Result<unknown>): void => {
        clearTimeout(timer)
        pending.delete(id)
        resolve(result)
      }
      const timer = setTimeout(() => {
        options.log({ level: 'error', event: 'core.timeout', correlation: String(id), detail: message.name })
        settle(failed('timeout', String(id)))
      }, patience)
      pending.set(id, settle)
      port.post({ ...message, id })
    })
  }

  function ask<N extends InternalName>(name: N, input: InternalCalls[N]['input']): Promise<Result<InternalCalls[N]['output']>> {
    const patience = longCalls.has(name) ? longTimeoutMs : timeoutMs
    return send({ kind: 'internal', to: internalSides[name], name, input }, patience).then((result) => result as Result<InternalCalls[N]['output']>)
  }

  async function value<N extends InternalName>(name: N, input: InternalCalls[N]['input']): Promise<InternalCalls[N]['output']> {
    const result = await ask(name, input)
    if (!result.ok) throw new CoreFailure(name, result.refusal)
    return result.value
  }

  const internal: CoreInternal = {
    effectsToDo: (limit) => value('effects-to-do', { limit }),
    effectStarted: (id) => value('effect-started', { id }),
    effectFinished: (id, state, fault, standIn) => value('effect-finished', { id, state, ...(fault !== undefined && { fault }), ...(standIn !== undefined && { standIn }) }),
    entriesAfter: (epoch, after, limit) => value('entries-after', { epoch, after, limit }),
    outboxCursor: () => value('outbox-cursor', {}),
    moveOutboxCursor: (cursor) => value('move-outbox-cursor', cursor),
    refundsToAsk: (after, limit) => value('refunds-to-ask', { after, limit }),
    hearStoredValue: (told) => value('hear-stored-value', told),
    takenBackValues: (of) => value('taken-back-values', of),
    daysToProve: (asked) => value('days-to-prove', asked),
    dayStatement: (place) => value('day-statement', place),
    dayStates: (now) => value('day-states', { now }),
    keepDayProof: (proof) => value('keep-day-proof', proof),
    goOnInNextEpoch: (next) => ask('go-on-in-next-epoch', next),
    takeOverEntries: (entries) => ask('take-over-entries', entries),
    forgetDayProofs: () => value('forget-day-proofs', {}),
    quarantineHeard: () => value('quarantine-heard', {}),
    headOfficeWords: () => value('head-office-words', {}),
    unreadAnswers: (limit) => value('unread-answers', { limit }),
    feedState: (feed) => value('feed-state', { feed }),
    feedRehash: (from) => value('feed-rehash', from),
    keepFeedPage: (feed, page) => value('keep-feed-page', { feed, page }),
    applyFeed: (feed) => value('apply-feed', { feed }),
    heardHeadOffice: () => value('heard-head-office', {}),
    hearNotTaken: (there) => value('hear-not-taken', there === undefined ? {} : { there }),
    hearLock: (lock) => value('hear-lock', lock === undefined ? {} : { lock }),
    feedProved: (feed) => value('feed-proved', { feed }),
    releaseFeed: (feed) => value('release-feed', { feed }),
    keepQuarantine: (told) => value('keep-quarantine', told),
    keepUnread: (answer, program) => value('keep-unread', { ...answer, program }),
    answerRead: (what) => value('answer-read', what),
    hearRefundVerdicts: (verdicts) => value('hear-refund-verdicts', { verdicts }),
    journalHead: (epoch) => value('journal-head', epoch === undefined ? {} : { epoch }),
    entryHashAt: (epoch, seq) => value('entry-hash-at', { epoch, seq }),
    waiting: () => value('waiting', {}),
    health: () => value('health', {}),
    facts: () => value('facts', {}),
    setLogo: (choice) => ask('set-logo', choice),
    setDevice: (choice, { seat, request }) => ask('set-device', { choice, seat, request }),
    addWeighed: (weighing, { seat, request }) => ask('add-weighed', { weighing, seat, request }),
    hasRight: (seat, permission) => value('has-right', { seat, permission }),
    weighingFacts: (asked) => value('weighing-facts', asked),
    samplePaper: (asked) => value('sample-paper', asked),
    mailsDue: (asked) => value('mails-due', asked),
    mailAccount: () => value('mail-account', {}),
    mailStarted: (id) => value('mail-started', { id }),
    mailEnded: (id, end) => value('mail-ended', { id, end }),
    setMail: (input, { seat, request }) => ask('set-mail', { input, seat, request }),
    retryMail: (mailId, { seat, request }) => ask('retry-mail', { mailId, seat, request }),
    saveReceipt: (saleId, { seat, request }) => ask('save-receipt', { saleId, seat, request }),
    deviceSettings: () => value('device-settings', {}),
    addDeviceEvents: (events) => value('add-device-events', { events }),
    deviceEvents: (asked) => value('device-events', asked),
    latestDeviceEvents: () => value('latest-device-events', {}),
    enrol: (enrolment) => ask('enrol', enrolment),
    keepHeadOffice: (url) => ask('keep-head-office', { url }),
    sign: (text) => value('sign', { text }),
    publicKey: () => value('public-key', {}),
    hasChainPepper: () => value('has-chain-pepper', {}),
    keepChainPepper: (pepper) => value('keep-chain-pepper', { pepper }),
    saleView: (id) => value('sale-view', { id }),
    lockSeats: () => value('lock-seats', {}),
    feedOperators: (operators) => ask('feed-operators', { operators }),
    seed: (seed) => ask('seed', seed),
    importRows: (rows) => ask('import-rows', rows),
    finishImport: (outcome) => ask('finish-import', outcome),
    startPayment: (payment, options) => ask('start-payment', { ...options, payment }),
    startReversal: (reversal, options) => ask('start-reversal', { ...options, reversal }),
    startRefund: (refund, options) => ask('start-refund', { ...options, refund }),
    markPayment: (paymentId, mark) => value('mark-payment', { paymentId, mark }),
    settlePayment: (settled) => ask('settle-payment', settled),
    unsettledPayments: () => value('unsettled-payments', {}),
    payment: (id) => value('payment', { id }),
    plainItems: (limit) => value('plain-items', { limit }),
    needsSetup: () => value('needs-setup', {}),
    setUp: (given, pin, request) => ask('set-up', { given, pin, request }),
    takeOver: (asked) => ask('take-over', asked),
    rebuildStage: {
      key: () => ask('rebuild-key', {}),
      sign: (text) => ask('rebuild-sign', { text }),
      begin: (bound, headOfficeUrl, firstEpoch) => ask('rebuild-begin', { bound, headOfficeUrl, firstEpoch }),
      take: (epoch, texts) => ask('rebuild-take', { epoch, texts }),
      finish: (end) => ask('rebuild-finish', end),
    },
    moveOut: (asked, { seat, request }) => ask('move-out', { ...asked, seat, request }),
    takeBack: (passphrase) => ask('take-back', { passphrase }),
    setDemoClock: (at) => ask('set-demo-clock', at === undefined ? {} : { at }),
    startTraining: (seat) => ask('start-training', { seat }),
    endTraining: (ended) => ask('end-training', ended),
    clearTrainee: (seat) => ask('clear-trainee', { seat }),
    seatTrainee: (seated) => ask('seat-trainee', seated),
    makeBackup: (at, second) => ask('make-backup', second === undefined ? { at } : { at, second }),
    listBackups: (registerId, second) => value('list-backups', second === undefined ? { registerId } : { registerId, second }),
    backupSetting: () => value('backup-setting', {}),
    lastMending: () => value('last-mending', {}),
    setBackups: (setting, { seat, request }) => ask('set-backups', { setting, seat, request }),
    noteBackup: (note) => value('note-backup', note),
    seeBackups: (registerId, second) => value('see-backups', second === undefined ? { registerId } : { registerId, second }),
    chooseFolder: (place) => ask('choose-folder', place),
    backupAt: (file) => value('backup-at', { file }),
    lookAtBackup: (backup) => ask('look-at-backup', backup),
    supportFacts: () => value('support-facts', {}),
    supportTable: (name) => value('support-table', { name }),
    supportSaved: (file, { seat, request }) => ask('support-saved', { file, seat, request }),
    verifyChain: (fromSeq) => value('verify-chain', fromSeq === undefined ? {} : { fromSeq }),
  }

  return {
    internal,
    on: events.on,
    ready: async () => {
      const result = await ready
      return result.ok ? accept(await internal.facts()) : result
    },
    call: (name, input, { seat, request }) => {
      // An unknown name goes to the writer, which refuses it like any other.
      const to: Side = (contract as Partial<Record<string, { kind: string }>>)[name]?.kind === 'query' ? 'reader' : 'writer'
      return send({ kind: 'call', to, name, input, seat, request }, timeoutMs).then((result) => result as never)
    },
    close: () => {
      closing ??= stop()
      return closing
    },
  }

  async function stop(): Promise<void> {
    if (stopped) return
    port.post({ kind: 'close' })
    // A core that hangs is ended the hard way: the database survives a kill, a till that will not close survives nobody's patience.
    const timer = setTimeout(() => port.close(), closingMs)
    await closed
    clearTimeout(timer)
  }
}

type WithoutId<T> = T extends { readonly id: number } ? Omit<T, 'id'> : never

function failed(reason: 'stopped' | 'timeout', correlation?: string): { readonly ok: false; readonly refusal: Refusal } {
  return refuse('request.failed', correlation === undefined ? { reason } : { reason, correlation })
}

type ListenerSets = { readonly [E in keyof CoreEvents]: Set<(payload: CoreEvents[E]) => void> }

function listeners(): Pick<Core, 'on'> & { emit<E extends keyof CoreEvents>(event: E, payload: CoreEvents[E]): void } {
  const sets: ListenerSets = { counter: new Set(), committed: new Set(), effects: new Set(), 'prices-due': new Set(), 'backing-up': new Set(), health: new Set(), stopped: new Set() }
  return {
    on: (event, listener) => {
      sets[event].add(listener)
      return () => void sets[event].delete(listener)
    },
    emit: (event, payload) => {
      for (const listener of sets[event]) listener(payload)
    },
  }
}
