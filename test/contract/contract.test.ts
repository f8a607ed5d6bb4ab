import { globSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { journalGroupNames, basketLineView, contract, deviceEventView, deviceSlots, evidenceGrades, foundDeviceView, mainNames, probeDevice, weightView, deviceView, effectView, names, operatorView, replicationView, topicNames, topics, unitView } from '../../src/contracts/ipc/index.ts'
import { type FaultCode, type SelfTestStep } from '../../src/drivers/device/index.ts'
import { refusalKinds } from '../../src/domain/errors/index.ts'
import { answeringCommands, commands, secondFactorCommands } from '../../src/main/commands/index.ts'
import { queries } from '../../src/main/queries/index.ts'
import { version } from '../../src/main/version.ts'
import { newFolder, type StartedRegister, startRegister, tryAsk } from '../integration/register.fixture.ts'

const text = (relative: string): string => readFileSync(new URL(relative, import.meta.url), 'utf8')
const json = (relative: string): Readonly<Record<string, string>> => JSON.parse(text(relative)) as Record<string, string>
const catalogues = { en: json('../../src/renderer/words/en.json'), 'zh-CN': json('../../src/renderer/words/zh-CN.json') }
const definitions = Object.entries(contract)
const sorted = (list: Iterable<string>): string[] => [...list].sort()

describe('the contract', () => {
  test('[IPC-1] the preload lets through exactly the names and topics of the contract', () => {
    expect(sorted(names)).toEqual(sorted(Object.keys(contract)))
    expect(sorted(topicNames)).toEqual(sorted(Object.keys(topics)))
    // And these lists are what it asks, not others.
    const preload = text('../../src/preload/preload.ts')
    expect(preload).toContain('new Set<string>(names)')
    expect(preload).toContain('new Set<string>(topicNames)')
  })

  test('[IPC-2] each definition goes by its own name', () => {
    for (const [name, definition] of definitions) expect(definition.name).toBe(name)
  })

  test('[IPC-3] every command has its handler on the writer and every query on the reader, and nothing else has', () => {
    const named = (kind: 'command' | 'query'): string[] => definitions.filter(([, definition]) => definition.kind === kind).map(([name]) => name)
    // The PIN is checked before sign-on runs, so it stands beside the table; main has its own.
    const mains: ReadonlySet<string> = new Set(mainNames)
    const cores = (kind: 'command' | 'query'): string[] => sorted(named(kind).filter((name) => !mains.has(name)))
    expect(sorted([...Object.keys(commands), ...Object.keys(answeringCommands), ...Object.keys(secondFactorCommands), 'sign-on', 'approve', 'set-pin', 'change-pin', 'begin-second-factor', 'restore-backup', 'set-head-office'])).toEqual(cores('command'))
    expect(sorted(Object.keys(queries))).toEqual(cores('query'))
  })

  // Nobody can sign on to a register that is nobody's yet, nor to one that was moved: the passphrase of its file is asked instead.
  test('[IPC-4] what anyone may ask changes nothing, but for signing on, setting up what is nobody\'s and taking a moved register back', () => {
    expect(sorted(definitions.filter(([, { who, kind }]) => who === 'anyone' && kind === 'command').map(([name]) => name))).toEqual(['rebuild-register', 'set-up', 'sign-on', 'take-back', 'take-over'])
  })

  describe('through the gate of a running register', () => {
    const folder = newFolder()
    let started: StartedRegister
    beforeAll(async () => {
      started = await startRegister(folder.data, { demoStore: 'gb' })
    })
    afterAll(async () => {
      await started.register.close()
      folder.remove()
    })

    const inputs: Readonly<Record<keyof typeof contract, unknown>> = {
      setup: {},
      'set-up': { language: 'en', chainName: 'Corner', storeName: 'Corner', storeLines: [], receiptFooter: [], currency: 'GBP', taxPack: 'GB-2011', cashRounding: '', timeZone: 'Europe/London', cutOffHour: 4, catalogue: 'empty', headOffice: 'later', owner: { name: 'Ada', pin: '4711' } },
      'rebuild-register': { url: 'http://127.0.0.1:1', enrolmentCode: 'XXXX', manager: { name: 'Mei', pin: '4821' } },
      'take-over': { file: 'nowhere.move', passphrase: 'not a passphrase' },
      'paper-preview': { chainName: 'Corner', storeName: '', storeLines: [], receiptFooter: [] },
      store: {},
      'set-store': { chainName: 'Corner', storeName: 'Corner', storeLines: [], receiptFooter: [] },
      'join-head-office': { url: 'http://127.0.0.1:9', enrolmentCode: 'XXXX' },
      'look-at-head-office': { url: 'http://127.0.0.1:9' },
      'set-head-office': { url: 'http://127.0.0.1:9', pin: '0000' },
      'sign-on': { operatorId: 'nobody', pin: '0000' },
      'sign-off': {},
      approve: { approverId: 'nobody', pin: '0000', permission: 'discount', document: '1', amount: 1, reason: 'other' },
      permissions: {},
      'own-rights': {},
      'set-permission': { role: 'cashier', permission: 'discount', grant: 50_000 },
      'set-second-person': { permission: 'discount', above: 100_000 },
      taxes: {},
      'add-tax-rate': { taxClass: 'standard', from: '2999-01-01', rate: 130_000 },
      'withdraw-tax-rate': { taxClass: 'standard', from: '2999-01-01' },
      people: {},
      customers: { text: 'Maria', away: false, limit: 10 },
      customer: { customerId: 'nobody' },
      'save-customer': { name: 'Maria', active: true },
      'set-account-limit': { customerId: 'nobody', limit: 100 },
      'erase-customer': { customerId: 'nobody' },
      'put-customer': { customerId: 'nobody' },
      'account-statement': { customerId: 'nobody', limit: 10 },
      'print-statement': { customerId: 'nobody' },
      'pay-account': { customerId: 'nobody' },
      badge: { badge: 'B-0001' },
      'save-operator': { name: 'Ada', role: 'cashier', active: true },
      'set-pin': { operatorId: 'nobody', pin: '4711' },
      'change-pin': { pin: '4711', newPin: '8392' },
      'unlock-operator': { operatorId: 'nobody' },
      'set-lock-after': { seconds: 60 },
      stay: {},
      'second-factor': {},
      'begin-second-factor': { pin: '0000' },
      'confirm-second-factor': { code: '000000' },
      'keep-recovery-codes': {},
      'renew-recovery-codes': { code: '000000' },
      'prove-second-factor': { code: '000000' },
      'drop-second-factor': { operatorId: 'nobody', code: '000000' },
      'set-second-factor-required': { required: true },
      scan: { barcode: '1' },
      'add-item': { itemId: '1' },
      'change-quantity': { lineNo: 1, quantity: 1000 },
      'remove-line': { lineNo: 1 },
      'restore-line': { lineNo: 1 },
      'cancel-basket': { basketId: '1' },
      'take-tender': { basketId: '1', revision: 0, tender: { type: 'cash', received: 1 } },
      'remove-tender': { basketId: '1', revision: 0, tenderId: '1' },
      'set-currency': { currency: 'USD', rate: { home: 80, foreign: 100 }, notesOnly: true },
      'set-stored-value': { giftCards: true, giftCardOffline: 0, storeCreditOffline: 5000 },
      'set-voucher-kind': { id: 'lunch', names: { en: 'Luncheon voucher', 'zh-CN': '餐券' }, over: 'keep' },
      'complete-sale': { basketId: '1', revision: 0, tenders: [{ type: 'cash' }] },
      'confirm-age': { basketId: '1', age: 18, outcome: 'document' },
      'confirm-lot': { lineNo: 1, lots: ['L7'] },
      'set-recall': { itemId: '1', lots: [], reason: 'supplier' },
      'lift-recall': { itemId: '1' },
      'create-item': { lineNo: 1, price: 100, item: { name: 'New', unit: 'each', taxClass: 'standard' } },
      'item-options': { barcode: '1' },
      'discount-line': { lineNo: 1, discount: { kind: 'percent', ppm: 100_000, reason: 'goodwill' } },
      'discount-basket': { discount: { kind: 'amount', minor: 1, reason: 'goodwill' } },
      'override-price': { lineNo: 1, price: { minor: 1, per: 1000 }, reason: 'damaged' },
      'suspend-basket': {},
      'resume-basket': { basketId: '1' },
      'sell-department': { departmentId: 'flowers', amount: 500 },
      'lay-aways': {},
      'lay-aside': { basketId: '1', revision: 1, deposit: 500 },
      'pay-lay-away': { layAwayId: '1', amount: 500 },
      'collect-lay-away': { layAwayId: '1' },
      'cancel-lay-away': { layAwayId: '1', reason: 'changedMind' },
      'set-training-slips': { on: true },
      'set-lay-away': { leastPercent: 20, days: 30 },
      'sell-gift-card': { number: '6364 0000 1234', amount: 5000 },
      'set-layout': { layout: 'tiles' },
      reprint: { saleId: '1' },
      'paper-template': { paper: 'receipt' },
      'set-template': { paper: 'receipt', template: { headerLines: [], logo: 'top', footerLines: [], legalLines: [], language: 'store', without: ['sku'] } },
      'template-preview': { paper: 'receipt', template: { headerLines: [], logo: 'top', footerLines: [], legalLines: [], language: 'store', without: ['sku'] }, width: 58 },
      'print-template': { paper: 'receipt', template: { headerLines: [], logo: 'top', footerLines: [], legalLines: [], language: 'store', without: ['sku'] } },
      'gift-lines': { saleId: '1' },
      mails: {},
      'mail-receipt': { saleId: '1', to: 'a@example.com' },
      'retry-mail': { mailId: '1' },
      'drop-mail': { mailId: '1' },
      'mail-account': {},
      'set-mail': {},
      'test-mail': { to: 'a@example.com', language: 'en' },
      'receipt-file': { saleId: '1' },
      'print-gift': { saleId: '1', lines: [1] },
      'check-price': { barcode: '1' },
      'open-drawer': { reason: 'giveChange' },
      'print-label': { itemId: '1', kind: 'shelf', size: '50x30', copies: 1 },
      'label-preview': { itemId: '1', kind: 'shelf', size: '50x30', dpi: 203, today: '2026-11-22' },
      'search-items': { text: 'milk', limit: 10 },
      'suspended-baskets': {},
      receipts: { limit: 10 },
      receipt: { saleId: '1' },
      'sale-elsewhere': { saleId: '1' },
      'stored-value': { number: '636400001234' },
      'ask-stored-value': { number: '636400001234', spend: 500 },
      journal: { limit: 10 },
      'journal-entry': { epoch: 1, seq: 1 },
      departments: {},
      tares: {},
      counter: {},
      register: {},
      tiles: {},
      status: {},
      weight: {},
      weigh: { itemId: '1' },
      'zero-scale': {},
      'tare-scale': {},
      'load-scale': { grams: 500 },
      'device-settings': {},
      'set-device': { slot: 'scale', address: 'none' },
      'find-devices': {},
      'probe-device': { target: '127.0.0.1:9' },
      'device-log': { limit: 10 },
      'set-wedge': { wedge: { pause: 150, burst: 100 } },
      'take-scans': { page: 'a-page-of-tests', on: false },
      'test-device': { id: 'printer:receipt' },
      'test-page': {},
      'test-scan': { listen: false },
      'begin-payment': { basketId: '1', revision: 0, method: 'card' },
      'begin-refund': { basketId: '1', revision: 0, of: 1 },
      'say-paid-back': { basketId: '1', revision: 0, of: 1, paid: true },
      'choose-pay-back': { basketId: '1', revision: 0, inCash: true },
      'reverse-payment': { paymentId: '1' },
      'recover-payment': { paymentId: '1' },
      'abort-payment': { paymentId: '1' },
      'resolve-payment': { paymentId: '1', outcome: 'approved', seen: 'terminalSlip' },
      'payment-progress': {},
      'end-of-day': {},
      'customer-view': {},
      'move-register': { passphrase: 'short' },
      'take-back': { passphrase: 'short' },
      'read-mending': {},
      backups: {},
      'back-up-now': {},
      'set-second-folder': {},
      'look-at-backup': { file: 'nowhere' },
      'restore-backup': { file: 'nowhere', pin: '0000' },
      'prepare-support': {},
      'save-support': { id: 'gone', download: false },
      'find-sale': { text: '104', limit: 5 },
      'add-return': { saleId: '1', lineNo: 1, quantity: 1000, condition: 'stock', reason: 'faulty' },
      'add-return-without-receipt': { barcode: '1', quantity: 1000, condition: 'waste', reason: 'damaged' },
      'change-return': { lineNo: 1, condition: 'waste', reason: 'faulty' },
      'void-sale': { saleId: '1', reason: 'wrongGoods' },
      shift: {},
      'open-shift': { counts: [] },
      'move-cash': { kind: 'payOut', amount: 1000, reason: 'supplies' },
      'hand-over': { to: 'nobody' },
      'suspend-shift': {},
      'resume-shift': { number: 1 },
      'declare-shift': { shift: 1, cash: [], others: [], foreign: [{ currency: 'USD', counts: [{ minor: 500, pieces: 1 }] }] },
      'close-shift': { shift: 1, toSafe: 0, leave: 0 },
      'x-report': {},
      'print-x': {},
      'z-reports': { limit: 10 },
      'z-report': { number: 1 },
      'reprint-z': { number: 1 },
      report: { kind: 'hour', days: { period: 'today' }, offset: 0, limit: 50 },
      'report-documents': { kind: 'hour', from: '2026-11-21', to: '2026-11-21', key: '9', limit: 20 },
      'look-at-losses': { days: 7 },
      losses: { looked: { epoch: 1, seq: 1 } },
      'loss-documents': { looked: { epoch: 1, seq: 1 }, places: [] },
      'close-loss-case': { id: 'noSales.x.1-1', note: 'looked' },
      'reopen-loss-case': { id: 'noSales.x.1-1', note: 'again' },
      'set-loss-limit': { rule: 'noSales', limit: 9 },
      training: {},
      'end-training': {},
      'start-scenario': { scenario: 'refund' },
      'restart-scenario': {},
      'leave-scenario': {},
      'change-roll': {},
      'answer-scenario': { answer: 'goOn' },
      'send-again': {},
      'try-head-office': {},
      'start-training': {},
    }
    test.each(Object.entries(inputs))('[IPC-3] %s arrives, and is answered by a rule and not by chance', async (name, input) => {
      const answer = await tryAsk(started.register, name, input)
      if (answer.ok) return
      expect(['request.unknown', 'request.malformed', 'request.failed']).not.toContain(answer.refusal.code)
    })
  })
})

describe('the words of what crosses the wall', () => {
  // Checked by the compiler to be all of them: a new fault without its words does not build.
  const faults: Readonly<Record<FaultCode, true>> = {
    'paper-near-end': true,
    'paper-out': true,
    'cover-open': true,
    cutter: true,
    overheat: true,
    'printer-error': true,
    offline: true,
    unreachable: true,
    'connection-lost': true,
    'no-response': true,
    timeout: true,
    permission: true,
    cancelled: true,
    interrupted: true,
    unprintable: true,
    unconfigured: true,
    'in-motion': true,
    'under-zero': true,
    'over-capacity': true,
    'needs-zero': true,
    'wrong-unit': true,
    'scale-error': true,
    protocol: true,
      'driver-missing': true,
      'driver-stopped': true,
      'drawer-left-open': true,
    paused: true,
    'ribbon-out': true,
    'paper-jam': true,
  }
  const steps: Readonly<Record<SelfTestStep['step'], true>> = { open: true, status: true, identity: true, position: true }
  const keys = [
    ...Object.keys(refusalKinds).map((code) => `refusal.${code}`),
    ...effectView.shape.kind.options.flatMap((kind) => effectView.shape.state.options.map((state) => `effect.${kind}.${state}`)),
    ...deviceView.shape.kind.options.map((kind) => `device.${kind}`),
    ...deviceView.shape.health.options.map((health) => `health.${health}`),
    ...replicationView.shape.state.options.map((state) => `replication.${state}`),
    ...operatorView.shape.role.options.map((role) => `role.${role}`),
    ...unitView.options.map((unit) => `unit.${unit}`),
    ...basketLineView.options[1].shape.reason.options.map((reason) => `unresolved.${reason}`),
    ...weightView.shape.kind.options.map((kind) => `weight.${kind}`),
    ...Object.keys(faults).flatMap((fault) => [`fault.${fault}`, `devices.todo.${fault}`]),
    ...deviceSlots.map((slot) => `slot.${slot}`),
    ...evidenceGrades.map((grade) => `evidence.${grade}`),
    ...deviceEventView.shape.kind.options.map((kind) => `deviceEvent.${kind}`),
    ...foundDeviceView.shape.guess.options.map((guess) => `found.guess.${guess}`),
    ...probeDevice.output.shape.outcome.options.map((outcome) => `probe.${outcome}`),
    ...Object.keys(steps).map((step) => `testStep.${step}`),
    ...journalGroupNames.map((group) => `journal.group.${group}`),
  ]
  test.each(Object.entries(catalogues))('[IPC-5] every code a register may send is a sentence in %s', (_language, catalogue) => {
    expect(keys.filter((key) => (catalogue[key] ?? '').trim() === '')).toEqual([])
    expect(keys.length).toBeGreaterThan(60)
  })

  test('[IPC-5] the Chinese sentences are Chinese', () => {
    const chinese = catalogues['zh-CN']
    expect(keys.filter((key) => !/\p{Script=Han}/u.test(chinese[key] ?? ''))).toEqual([])
  })
})

test('[JOURNAL-1] every type of entry that the sources write has a name in both languages', () => {
  const root = new URL('../../src/main/', import.meta.url)
  const sources = globSync('{commands,core}/*.ts', { cwd: root }).filter((file) => !/\.(?:test|fixture)\.ts$/.test(file)).map((file) => readFileSync(new URL(file, root), 'utf8')).filter((source) => source.includes('append('))
  const types = new Set(sources.flatMap((source) => [...source.matchAll(/\btype: ([^,\n]*)/g)].flatMap(([, said = '']) => [...said.matchAll(/'([a-z]\w*\.[a-z]\w*)'/g)].map((match) => match[1] ?? ''))))
  expect(types).toContain('payment.resolved')
  expect(types.size).toBeGreaterThan(15)
  for (const [language, catalogue] of Object.entries(catalogues)) expect([...types].filter((type) => catalogue[`entry.${type}`] === undefined), language).toEqual([])
})

test('[IPC-6] the version in the program is the package’s', () => {
  expect(version).toBe(json('../../package.json')['version'])
})
