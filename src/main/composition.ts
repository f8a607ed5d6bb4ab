import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { type DevicesView, type Provision, providerOf, type TillFile } from '../contracts/ipc/index.ts'
import { accept, refuse } from '../domain/errors/index.ts'
import { type SimulatedPrinter, toText } from '../drivers/printer/index.ts'
import { systemTimer } from '../drivers/device/index.ts'
import { scannedText } from '../drivers/scanner/index.ts'
import { simulatedWallet } from '../drivers/wallet/index.ts'
import { startBackups } from './backups/index.ts'
import { openControlDoor } from './control/index.ts'
import { type Core, type CorePort, type CoreSettings } from './core/index.ts'
import { type DemoCatalogue } from './demo/demo-store.ts'
import { type LaunchDrivers, createCustomerDesk, createDeviceDesk, createPaymentDesk, createScaleDesk, type Devices, startDevices, withFonts } from './devices/index.ts'
import { checkAddresses, slotSources } from './device-addresses.ts'
import { createBroadcast, createGate, type Broadcast, type Gate } from './gateway/index.ts'
import { keepDisplayed } from './displayed.ts'
import { startDocuments } from './documents.ts'
import { enrolWhenNew } from './enrol-when-new.ts'
import { headOfficeAddressOf, headOfficeDesk } from './head-office-desk.ts'
import { headOfficeLine, proxyVariable } from './head-office-line.ts'
import { importJobs } from './import/index.ts'
import { type Log } from './log.ts'
import { COUNTER_SEAT, openRegisterCore } from './open-register-core.ts'
import { moveAnswers } from './move-answers.ts'
import { keepLabels, keepPapers } from './papers.ts'
import { type StartOptions } from './options.ts'
import { sendAgainDesk } from './send-again-desk.ts'
import { storedValueDesk } from './stored-value-desk.ts'
import { takenBackDesk } from './taken-back-desk.ts'
import { type Line, startReplicator, type Replicator } from './replicator/index.ts'
import { provisionPlaces, readProvision } from './provision.ts'
import { createScanDesk } from './scan-desk.ts'
import { createSetupDesk } from './setup-desk.ts'
import { createSupportDesk } from './support/index.ts'
import { createTrainingDesk, lendDevices, stillReplicator, type Lending, type StillReplicator, type TrainingDesk } from './training/index.ts'
import { endInterrupted, openTrainingCore, trainer, trainingOptions, trainingPlace } from './training-parts.ts'
import { switchRegisters } from './switch-registers.ts'
import { version } from './version.ts'
import { trainingWords, wordsHere } from './words/index.ts'

export interface CompositionOptions {
  readonly options: StartOptions
  readonly startCore: (settings: CoreSettings) => CorePort
  /** Starts the process that drives the devices. Absent: they are driven in this one. */
  readonly launchDrivers?: LaunchDrivers
  /** Folder of the fonts that a receipt is drawn in where the printer lacks letters. Absent: a "?" for each. */
  readonly fonts?: string
  /** What a new, empty database is filled with when options.demoStore asks for it. */
  readonly catalogue?: DemoCatalogue
  /**
   * The core ended without being told to: its disk failed it, or a bug did. What was acknowledged is on disk; this
   * process has nothing left to sell with and is to be started again.
   */
  readonly onCoreLost?: () => void
  /** Closes this register and starts it again: what somebody chose to restore is put in place before a file is opened. Absent: they have to. */
  readonly startAgain?: () => void
}

/** A register with all its real parts joined: the one place where that happens. */
export interface Register {
  readonly core: Core
  readonly gate: Gate
  readonly broadcast: Broadcast
  readonly seat: string
  readonly devices: Devices
  readonly replicator: Replicator
  readonly log: Log
  /** Folder of the simulated printer's papers. */
  readonly papers: string
  /** The simulated printer's last paper as text; undefined with a printer of your own. */
  lastReceiptText(): string | undefined
  close(): Promise<void>
}

export async function composeRegister({ options, startCore, launchDrivers, fonts, catalogue, onCoreLost, startAgain }: CompositionOptions): Promise<Register> {
  checkAddresses(options)
  const { core, log } = await openRegisterCore({ options, startCore, ...(catalogue && { catalogue }) })
  try {
    // Whoever starts the program need not be who left it signed on.
    await core.internal.lockSeats()
    const place = trainingPlace(options.data)
    await endInterrupted(core.internal, place)
    const { headOfficeCa, headOfficeProxy, ...provision } = (await core.internal.needsSetup()) ? provisionOf(options) : {}
    const authority = options.headOfficeCa ?? headOfficeCa
    const proxy = options.headOfficeProxy ?? process.env[proxyVariable] ?? headOfficeProxy
    const line = headOfficeLine({ ...(authority !== undefined && { authority }), ...(proxy !== undefined && { proxy }) }, { data: options.data, now: Date.now, words: wordsHere(), log })
    const broadcast = createBroadcast()
    const around = { log, ...(fonts !== undefined && { fonts }) }
    const desk: TrainingDesk = createTrainingDesk({
      seat: COUNTER_SEAT,
      core: () => core,
      open: async (operatorId) => {
        const copy = await openTrainingCore({ place, data: options.data, operatorId, startCore, log })
        const still = stillReplicator({ source: copy.internal, now: Date.now, timer: systemTimer })
        try {
          const joined = await join({ ...around, core: copy, options: trainingOptions(place.folder), provision: {}, training: { desk, lending, copy: { still, shops: shop.devices } } })
          return { ...joined, still, trainerId: trainer.id, printer: () => joined.devices.simulators.printer }
        } catch (error) {
          await copy.close()
          throw error
        }
      },
      mark: place.mark,
      remove: place.remove,
      tell: (view) => broadcast.tell('training', view),
      pass: (event, request) => event.topic === 'customer-view' || broadcast.pass(event, request),
      switched: (on) => shop.customerSeesTraining(on),
      now: Date.now,
      timer: systemTimer,
      log,
    })
    const lending = lendDevices(desk.isOn)
    const shop = await join({ ...around, core, options, line, provision, training: { desk, lending }, ...(catalogue && { catalogue }), ...(launchDrivers && { launch: launchDrivers }), ...(startAgain && { startAgain }) })
    const register = switchRegisters(shop, desk, broadcast)
    // The first lines whoever helps will look for: which version ran from when to when.
    log({ level: 'info', event: 'register.started', facts: { version, node: process.versions.node, platform: process.platform } })
    core.on('stopped', ({ expected }) => {
      if (expected) log({ level: 'info', event: 'register.stopped' })
      else onCoreLost?.()
    })
    return register
  } catch (error) {
    await core.close()
    throw error
  }
}

/** Read only by a register that is not set up: whatever lies there later is nobody's word. */
function provisionOf({ provision, headOffice, enrolmentCode }: StartOptions): TillFile {
  const beside = process.versions['electron'] === undefined ? {} : { beside: path.dirname(process.execPath) }
  const said = headOffice === undefined || enrolmentCode === undefined ? {} : { headOffice: { url: headOffice, enrolmentCode } }
  return { ...said, ...readProvision(provision, provisionPlaces({ platform: process.platform, environment: process.env, ...beside }), wordsHere()) }
}

interface Parts {
  readonly core: Core
  /** Answers to a new register's questions that somebody gave beforehand. */
  readonly provision: Provision
  readonly catalogue?: DemoCatalogue
  readonly options: StartOptions
  /** The way to head office. The copy for training has none. */
  readonly line?: Line
  readonly fonts?: string
  readonly log: Log
  readonly launch?: LaunchDrivers
  readonly startAgain?: () => void
  /** `copy`: this register is the one for training, with what the shop's lends it. */
  readonly training: { readonly desk: TrainingDesk; readonly lending: Lending; readonly copy?: { readonly still: StillReplicator; readonly shops: Devices } }
}

/** A register, and what only the shop's own is told. */
type Joined = Register & { customerSeesTraining(on: boolean): void }

async function join({ core, options, line = {}, provision, catalogue, fonts, log, launch, startAgain, training: { desk: trainingDesk, lending, copy } }: Parts): Promise<Joined> {
  const broadcast = createBroadcast()
  const papers = path.join(options.data, 'papers')
  let simulated: SimulatedPrinter | undefined
  const sources = await slotSources(options, core)
  let isSetUp = !(await core.internal.needsSetup())
  const askedAgain = async (): Promise<boolean> => {
    isSetUp = !(await core.internal.needsSetup())
    return !isSetUp
  }
  // Set up once, it stays so: answered without a wait, so that questions reach the core in the order they were asked.
  const isNew = (): boolean | Promise<boolean> => !isSetUp && askedAgain()
  const work = copy === undefined ? lending.shopsWork(core.internal) : lending.trainingsWork(core.internal, copy.shops, (await core.internal.facts()).trainingSlips === true)
  const own = await startDevices(withFonts(sources, fonts), work, log, {
    ...(launch && { launch }),
    onSimulatedPrinter: (printer) => {
      simulated = printer
      keepPapers(printer, papers, log)
    },
    onSimulatedLabelPrinter: (printer) => keepLabels(printer, papers, log),
    onSimulatedDisplay: (display) => keepDisplayed(display, options.data, log),
  })
  const devices = copy === undefined ? own : lending.lend(own, copy.shops)
  const deviceDesk = createDeviceDesk({
    devices,
    records: core.internal,
    sources,
    ...(fonts !== undefined && { fonts }),
    hasRight: ({ seat }, permission) => core.internal.hasRight(seat, permission),
    isNew,
    logChanged: () => broadcast.tell('device-log', {}),
    logFailed: (error) => log({ level: 'error', event: 'deviceLog.notKept', detail: error instanceof Error ? error.message : String(error) }),
    now: Date.now,
    timer: systemTimer,
  })
  const replicator: Replicator = copy?.still ?? startReplicator({
    program: version,
    source: core.internal,
    line,
    clock: Date.now,
    after: (ms, run) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
    random: Math.random,
    log: (event, facts) => log({ level: 'info', event, ...(facts !== undefined && { facts }) }),
    ...(await headOfficeAddressOf(options, core, log)),
  })

  const counterNow = await core.call('counter', {}, { seat: COUNTER_SEAT, request: randomUUID() })
  const customer = createCustomerDesk({
    devices,
    display: () => deviceDesk.config().display,
    store: await core.internal.facts(),
    // A basket that cannot be priced now is the counter's trouble; the customer sees a shop.
    counter: counterNow.ok ? counterNow.value : { currency: (await core.internal.facts()).currency, suspended: 0 },
    tell: (view) => broadcast.tell('customer-view', view),
    timer: systemTimer,
    log,
  })
  core.on('counter', ({ seat, view, request }) => {
    if (seat !== COUNTER_SEAT) return
    broadcast.tell('counter', view, request)
    customer.hear(view)
  })
  core.on('effects', () => devices.wake())
  core.on('committed', () => replicator.wake())
  core.on('prices-due', () => replicator.due())
  const wallet = options.wallet === 'simulated' ? simulatedWallet({ timer: systemTimer }) : undefined
  // A provider is no machine of ours, and stands in the list all the same: who looks for why a code is not taken looks there.
  const withWallet = (view: DevicesView): DevicesView =>
    wallet === undefined ? view : { devices: [...view.devices, { id: 'wallet:1', kind: 'wallet', name: wallet.name, health: 'ready', faults: [], simulated: true }] }
  devices.on('change', (view) => broadcast.tell('devices', withWallet(view)))
  const scans = createScanDesk({
    seat: COUNTER_SEAT,
    ring: (input, from) => core.call('scan', input, from),
    beep: (kind) => devices.beep(kind),
    refused: (view) => broadcast.tell('scan-refused', view),
    taken: (view) => broadcast.tell('scan-taken', view),
    timer: systemTimer,
  })
  devices.on('scan', (scan) => {
    if (copy === undefined && lending.scanned(scan)) return
    // Somebody is trying the gun: told to them, and rung up nowhere.
    if (deviceDesk.takesScan(scan)) return devices.beep('good')
    const text = scannedText(scan)
    if (wallet !== undefined && providerOf(text) !== undefined) return broadcast.tell('payer-code', { code: text })
    scans.scanned(scan)
  })
  replicator.on('change', (view) => broadcast.tell('replication', view))
  devices.wake()
  const imports = importJobs(core.internal, (view) => broadcast.tell('jobs', view))
  const control = copy === undefined ? await openControlDoor({ dataDirectory: options.data, imports, log }) : undefined
  const desk = createScaleDesk({
    devices,
    mayWeigh: ({ seat }) => core.internal.hasRight(seat, 'sell'),
    isNew,
    facts: (asked) => core.internal.weighingFacts(asked),
    addWeighed: (weighing, from) => core.internal.addWeighed(weighing, from),
    tell: (view) => broadcast.tell('weight', view),
    timer: systemTimer,
  })
  const support = createSupportDesk({
    data: options.data,
    gathering: async () => ({
      appVersion: version,
      at: Date.now(),
      source: { facts: () => core.internal.supportFacts(), table: (name) => core.internal.supportTable(name) },
      running: { devices: withWallet(devices.view()).devices, replication: { ...replicator.view() }, health: await core.internal.health() },
    }),
    registerNumber: async () => (await core.internal.facts()).registerNumber,
    hasRight: ({ seat }, permission) => core.internal.hasRight(seat, permission),
    noteSaved: (file, from) => core.internal.supportSaved(file, from),
    tell: (job) => broadcast.tell('jobs', job),
    now: Date.now,
  })
  const payments = createPaymentDesk({
    book: core.internal,
    devices,
    ...(wallet && { wallet }),
    maySell: ({ seat }) => core.internal.hasRight(seat, 'sell'),
    mayCloseDay: async ({ seat }) => {
      const allowed = await core.internal.hasRight(seat, 'closeTerminalDay')
      return allowed.ok || allowed.refusal.code !== 'request.notAllowed' ? allowed : refuse('endOfDay.needsSupervisor')
    },
    dayEnded: deviceDesk.noteEndOfDay,
    counter: (from) => core.call('counter', {}, from),
    tell: (progress) => {
      broadcast.tell('payment', progress)
      customer.hearPayment(progress)
    },
    timer: systemTimer,
    log,
  })
  const setupDesk = createSetupDesk({
    core: core.internal,
    provision,
    ...(catalogue && { catalogue }),
    ...(options.headOffice !== undefined && { headOfficeUrl: options.headOffice }),
    machineZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    now: Date.now,
    enrol: replicator.enrol,
    after: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds)
      return () => clearTimeout(timer)
    },
    line, data: options.data,
    done: async () => {
      const facts = await core.internal.facts()
      await deviceDesk.settled(facts)
      customer.rename(facts)
      // Its display may have been chosen this minute.
      customer.again()
    },
  })
  const documents = startDocuments(core, log, fonts)
  const headOffice = headOfficeDesk({ core, replicator, data: options.data, given: options.headOffice, joined: async () => customer.rename(await core.internal.facts()) })
  const takenBack = takenBackDesk(headOffice.core, replicator)
  const backups = startBackups({
    core, beneath: takenBack.core, data: options.data, isCopy: copy !== undefined, timer: systemTimer, log,
    tellHealth: (view) => broadcast.tell('health', view),
    tellJob: (view) => broadcast.tell('jobs', view),
    ...(startAgain && { startAgain }),
  })
  const gate = createGate(
    backups.core,
    {
      setup: setupDesk.view,
      'set-up': setupDesk.setUp,
      'take-over': setupDesk.takeOver,
      'rebuild-register': setupDesk.rebuild,
      ...headOffice.answers,
      'ask-stored-value': storedValueDesk(core, replicator),
      status: async () => accept({ devices: withWallet(devices.view()), replication: replicator.view(), health: await backups.health() }),
      'send-again': sendAgainDesk(core, replicator),
      'try-head-office': async () => accept(await replicator.tryNow()),
      weight: desk.weight,
      weigh: desk.weigh,
      'zero-scale': desk.zero,
      'tare-scale': desk.tare,
      'load-scale': desk.load,
      ...documents.answers,
      'device-settings': deviceDesk.settings,
      'set-device': (input, from) =>
        deviceDesk.set(input, from).then((settings) => {
          // Another display may have other letters, or be the first there is.
          customer.again()
          return settings
        }),
      'find-devices': deviceDesk.find,
      'probe-device': deviceDesk.probe,
      'device-log': deviceDesk.log,
      'test-device': deviceDesk.test,
      'test-scan': deviceDesk.testScan,
      'take-scans': (input) => (scans.take(input), accept({})),
      'begin-payment': payments.begin,
      'reverse-payment': payments.reverse,
      'begin-refund': (input, from) => takenBack.ask(from.seat).then(() => payments.refund(input, from)),
      'recover-payment': payments.recover,
      'abort-payment': payments.abort,
      'payment-progress': payments.progress,
      'end-of-day': payments.endOfDay,
      'customer-view': () => accept(customer.view()),
      ...moveAnswers(core.internal, options.data),
      ...backups.answers,
      'prepare-support': support.prepare,
      'save-support': support.save,
      ...trainingDesk.answers,
    },
    log,
  )
  // Whatever the last run left open is asked about before anybody can touch that basket; the till does not wait for it.
  void payments.start().catch((error: unknown) => log({ level: 'error', event: 'payment.start', detail: error instanceof Error ? error.name : 'failed' }))
  if (options.headOffice !== undefined && options.enrolmentCode !== undefined) await enrolWhenNew(core, replicator, options.headOffice, options.enrolmentCode, log)
  // Enrolled, the store may have got its name.
  customer.rename(await core.internal.facts())

  return {
    core,
    gate,
    broadcast,
    seat: COUNTER_SEAT,
    devices,
    replicator,
    log,
    papers,
    customerSeesTraining: (on) => void core.internal.facts().then((facts) => customer.rename(on ? { ...facts, storeName: trainingWords(facts.language).shown } : facts), () => undefined),
    lastReceiptText() {
      const job = simulated?.jobs.at(-1)
      return job === undefined ? undefined : toText(job)
    },
    async close() {
      // An import would go on for a minute; what it has by then is kept, and the same file again does the rest.
      await imports.close()
      backups.close()
      await control?.close()
      desk.close()
      await deviceDesk.close()
      scans.close()
      payments.close()
      await wallet?.close()
      customer.close()
      await devices.close()
      await replicator.close()
      await documents.close()
      await core.close()
    },
  }
}
