import { createPublicKey, verify } from 'node:crypto'
import { rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type CounterView } from '../../contracts/ipc/index.ts'
import { offsetMinutes } from '../../domain/business-date/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { CoreFailure } from './core-api.ts'
import { at, newFolder, readyToSell, seed, startChild, startThreads, water, type TestCore } from './core.fixture.ts'

// Real threads and processes start from source: seconds, on a machine that is busy.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 30_000 })

let folder: ReturnType<typeof newFolder>
let running: TestCore[] = []
beforeEach(() => {
  folder = newFolder()
})
afterEach(async () => {
  await Promise.all(running.map(({ core }) => core.close()))
  running = []
  folder.remove()
})

function started(start: (settings: TestCore['settings']) => TestCore): TestCore {
  const test = start(folder.settings)
  running.push(test)
  return test
}
function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}

describe.each([
  ['worker threads', startThreads],
  ['a child process', startChild],
] as const)('the core over %s', (_, start) => {
  test('[CORE-1] sells: seed, sign-on, scan, pay, and everything is there for devices and replicator', async () => {
    const test = started(start)
    const { core, log } = test
    expect(value(await core.ready())).toMatchObject({ mode: 'demo', registerNumber: 0 })
    await readyToSell(test)
    expect(value(await core.call('register', {}, at()))).toMatchObject({ storeName: 'Corner', operators: [{ id: 'op-1', name: 'Li', demoPin: '4711' }] })
    expect(value(await core.call('tiles', {}, at())).pages).toMatchObject([{ id: 'all', tiles: [{ itemId: 'water', icon: 'drop' }] }])
    const open = value(await core.call('scan', water, at()))
    const sold = value(await core.call('complete-sale', { basketId: open.basket?.id ?? '', revision: 1, tenders: [{ type: 'cash' }] }, at()))
    expect(sold.lastSale).toMatchObject({ number: '0-1', total: 200, effects: [{ kind: 'kick' }, { kind: 'print' }] })

    const { internal } = core
    const head = await internal.journalHead()
    const entries = await internal.entriesAfter(head.epoch, 0, 10)
    expect(entries.map(({ type }) => type)).toEqual(['register.opened', 'operator.signedOn', 'sale.completed'])
    // Opened before it knew a store: by the machine's zone, and not by that of the preset.
    expect(JSON.parse(entries[0]?.text ?? '{}')).toMatchObject({ tzOffset: offsetMinutes(new Intl.DateTimeFormat().resolvedOptions().timeZone, Date.now()) })
    expect(await internal.entryHashAt(head.epoch, head.seq)).toBe(head.hash)
    expect(await internal.entryHashAt(head.epoch, 99)).toBeUndefined()
    expect(await internal.waiting()).toEqual({ entries: 3, sales: 1 })
    expect(await internal.outboxCursor()).toBeUndefined()
    await internal.moveOutboxCursor({ epoch: head.epoch, seq: head.seq, hash: head.hash, instance: 'ho' })
    expect(await internal.outboxCursor()).toMatchObject({ seq: 3, instance: 'ho' })
    expect(await internal.waiting()).toEqual({ entries: 0, sales: 0 })
    expect(await internal.saleView(sold.lastSale?.id ?? '')).toEqual(sold.lastSale)
    expect(await internal.saleView('never')).toBeUndefined()
    expect(await internal.verifyChain()).toBeUndefined()

    const [kick, print] = await internal.effectsToDo(10)
    expect([kick?.work.kind, print?.work.kind]).toEqual(['kick', 'print'])
    await internal.effectStarted(kick?.id ?? 0)
    await internal.effectFinished(kick?.id ?? 0, 'kicked')
    await expect(internal.effectStarted(kick?.id ?? 0)).rejects.toThrow(CoreFailure)
    expect(value(await core.call('counter', {}, at())).lastSale?.effects[0]).toEqual({ kind: 'kick', state: 'kicked' })

    const key = createPublicKey({ key: Buffer.from(await internal.publicKey(), 'base64'), format: 'der', type: 'spki' })
    expect(verify(null, Buffer.from('批次'), key, Buffer.from(await internal.sign('批次'), 'base64'))).toBe(true)
    expect(value(await internal.enrol({ registerNumber: 7, storeId: 's' }))).toMatchObject({ registerNumber: 7 })
    expect((await internal.facts()).storeId).toBe('s')
    expect(log.map(({ event }) => event)).toEqual(['effect-started failed'])
  })

  test('[CORE-2] ended by force in the middle of a basket, it comes back with every line, and its callers hear of it', async () => {
    const first = started(start)
    await readyToSell(first)
    const before = value(await first.core.call('scan', water, at()))
    const stopped = new Promise((resolve) => first.core.on('stopped', resolve))
    const pending = first.core.call('sign-on', { operatorId: 'op-1', pin: '4711' }, at())
    first.port.close()
    expect(await pending).toEqual({ ok: false, refusal: { code: 'request.failed', params: { reason: 'stopped' } } })
    expect(await stopped).toEqual({ expected: false })
    await expect(first.core.internal.facts()).rejects.toThrow('facts: request.failed')

    const second = started(start)
    expect(value(await second.core.call('counter', {}, at()))).toEqual(before)
    expect(await second.core.internal.verifyChain()).toBeUndefined()
  })
})

describe('the core\'s two workers', () => {
  test('[CORE-3] calls made at once are done one after another, none in the middle of another', async () => {
    const test = started(startThreads)
    await readyToSell(test)
    const views = await Promise.all(Array.from({ length: 40 }, () => test.core.call('scan', water, at()).then(value)))
    expect(views.map(({ basket }) => basket?.revision)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1))
    expect(views.every(({ basket }) => basket?.itemCount === basket?.revision && basket?.total === 200 * (basket?.revision ?? 0))).toBe(true)
  })

  test('[CORE-4] a sign-on under way holds up no scan', async () => {
    const test = started(startThreads)
    await readyToSell(test)
    const order: string[] = []
    const note = (name: string) => (): number => order.push(name)
    await Promise.all([
      test.core.call('sign-on', { operatorId: 'op-1', pin: '0000' }, at('second')).then(note('sign-on')),
      test.core.call('scan', water, at()).then(note('scan')),
      test.core.call('scan', water, at()).then(note('scan')),
    ])
    expect(order).toEqual(['scan', 'scan', 'sign-on'])
  })

  test('[CORE-20] held by another program, the database refuses every act that waits, the third in the queue too, and none of them is in doubt', async () => {
    const test = started(startThreads)
    await readyToSell(test)
    const other = new Database(folder.settings.databasePath)
    other.exec('BEGIN IMMEDIATE')
    const answers = await Promise.all([1, 2, 3].map(() => test.core.call('scan', water, at())))
    expect(answers.map((answer) => (answer.ok ? 'done' : answer.refusal.code))).toEqual(['database.busy', 'database.busy', 'database.busy'])
    other.exec('COMMIT')
    other.close()
    expect(value(await test.core.call('scan', water, at())).basket?.itemCount).toBe(1)
  })

  test('[CORE-8] the reader answers while a command holds the writer', async () => {
    const test = started(startThreads)
    await readyToSell(test)
    const other = new Database(folder.settings.databasePath)
    other.exec('BEGIN IMMEDIATE')
    let scanned: CounterView | undefined
    const scan = test.core.call('scan', water, at()).then((result) => (scanned = value(result)))
    expect(value(await test.core.call('counter', {}, at())).basket).toBeUndefined()
    expect(scanned).toBeUndefined()
    other.exec('COMMIT')
    other.close()
    expect((await scan).basket?.itemCount).toBe(1)
    expect(value(await test.core.call('counter', {}, at())).basket?.itemCount).toBe(1)
  })

  test('[CORE-9] what changed is told: the seat\'s view, the journal\'s head, work for devices; and nothing twice', async () => {
    const test = started(startThreads)
    const heard: string[] = []
    test.core.on('counter', ({ seat, view }) => heard.push(`${seat} ${view.operator?.id ?? '-'} ${view.basket?.revision ?? '-'} ${view.lastSale?.effects.map(({ state }) => state).join() ?? '-'}`))
    test.core.on('committed', ({ seq }) => heard.push(`committed ${seq}`))
    test.core.on('effects', () => heard.push('effects'))
    await readyToSell(test)
    const open = value(await test.core.call('scan', water, at()))
    await test.core.call('scan', { barcode: '\ud800' }, at())
    await test.core.call('complete-sale', { basketId: open.basket?.id ?? '', revision: 1, tenders: [{ type: 'card' }] }, at())
    const [print] = await test.core.internal.effectsToDo(1)
    await test.core.internal.effectStarted(print?.id ?? 0)
    await test.core.internal.effectFinished(print?.id ?? 0, 'printed')
    await test.core.internal.facts()
    expect(heard).toEqual(['committed 1', 'committed 2', 'counter op-1 - -', 'counter op-1 1 -', 'committed 3', 'effects', 'counter op-1 - waiting', 'counter op-1 - working', 'counter op-1 - printed'])
  })

  test('[CORE-10] wrong PIN and unknown operator are one answer, and neither PIN nor input reaches the log', async () => {
    const test = started(startThreads)
    await test.core.internal.seed(seed)
    const wrong = await test.core.call('sign-on', { operatorId: 'op-1', pin: '1234' }, at())
    expect(wrong).toEqual({ ok: false, refusal: { code: 'operator.wrongPin' } })
    expect(await test.core.call('sign-on', { operatorId: 'nobody', pin: '4711' }, at())).toEqual(wrong)
    expect(JSON.stringify(test.log)).not.toMatch(/1234|4711|nobody/)
  })

  test('[CORE-7] a sign-on that arrives again after the sign-off lets nobody in', async () => {
    const test = started(startThreads)
    await test.core.internal.seed(seed)
    const again = at('counter', 'one-request')
    const input = { operatorId: 'op-1', pin: '4711' }
    expect(value(await test.core.call('sign-on', input, again)).operator?.id).toBe('op-1')
    value(await test.core.call('sign-off', {}, at()))
    expect(value(await test.core.call('sign-on', input, again)).operator).toBeUndefined()
  })

  test('[CORE-11] what is not in the contract does not exist', async () => {
    const test = started(startThreads)
    for (const name of ['nope', 'sign', '__proto__', 'constructor', 'status']) {
      expect(await test.core.call(name as never, {} as never, at())).toEqual({ ok: false, refusal: { code: 'request.unknown' } })
    }
  })

  test('[CORE-12] a database without its secrets is not opened, and every call says so', async () => {
    const first = started(startThreads)
    value(await first.core.ready())
    await first.core.close()
    rmSync(folder.settings.keyPath)
    const second = started(startThreads)
    const refused = { ok: false, refusal: { code: 'database.unsafe', params: { reason: 'secretsMissing' } } }
    const early = second.core.call('scan', water, at())
    expect(await second.core.ready()).toEqual(refused)
    expect(await early).toEqual(refused)
    expect(await second.core.call('counter', {}, at())).toEqual(refused)
  })

  test('[CORE-13] a second core on the same register is refused, and may open once the first has closed', async () => {
    const first = started(startThreads)
    value(await first.core.ready())
    expect(await started(startThreads).core.ready()).toMatchObject({ ok: false, refusal: { code: 'database.inUse' } })
    let expected: boolean | undefined
    first.core.on('stopped', (payload) => (expected = payload.expected))
    await first.core.close()
    expect(expected).toBe(true)
    expect(await first.core.call('counter', {}, at())).toMatchObject({ refusal: { code: 'request.failed' } })
    value(await started(startThreads).core.ready())
  })

  test('[CORE-14] a worker whose code is missing stops the core, and nobody waits for ever', async () => {
    const { startCoreThreads } = await import('./start-core.ts')
    const { connectCore } = await import('./core-client.ts')
    const log = vi.fn<() => void>()
    const core = connectCore(startCoreThreads({ writerPath: `${folder.settings.databasePath}.none.cjs`, readerPath: `${folder.settings.databasePath}.none.cjs`, settings: folder.settings }), { log })
    expect(await core.ready()).toMatchObject({ ok: false, refusal: { code: 'request.failed' } })
    expect(log).toHaveBeenCalled()
    await core.close()
  })
})

describe('what answers with something of its own', () => {
  test('[CORE-15] a price check and a reprint sent twice are answered twice and done once, also after a restart', async () => {
    const first = started(startThreads)
    await readyToSell(first)
    const open = value(await first.core.call('scan', water, at()))
    const sold = value(await first.core.call('complete-sale', { basketId: open.basket?.id ?? '', revision: 1, tenders: [{ type: 'card' }] }, at()))
    const saleId = sold.lastSale?.id ?? ''
    const checks = [await first.core.call('check-price', water, at('counter', 'check')), await first.core.call('check-price', water, at('counter', 'check'))]
    expect(checks.map(value)).toMatchObject([{ price: { minor: 200 } }, { price: { minor: 200 } }])
    const told: CounterView[] = []
    first.core.on('counter', ({ view }) => told.push(view))
    expect(value(await first.core.call('reprint', { saleId }, at('counter', 'print'))).effects).toHaveLength(2)
    // The screen of the seat hears of the second print although no command answered with its view.
    await vi.waitFor(() => expect(told.at(-1)?.lastSale?.effects).toHaveLength(2), { timeout: 15_000 })
    await first.core.close()
    const second = started(startThreads)
    expect(value(await second.core.call('reprint', { saleId }, at('counter', 'print'))).effects).toHaveLength(2)
    const types = (await second.core.internal.entriesAfter(1, 0, 50)).map(({ type }) => type)
    expect(types.filter((type) => type === 'price.checked' || type === 'receipt.reprinted')).toEqual(['price.checked', 'receipt.reprinted'])
  })

  test('[CORE-16] nobody signed on: receipts, search and suspended baskets are nobody\'s to see', async () => {
    const { core } = started(startThreads)
    await core.internal.seed({ ...seed, operators: [...(seed.operators ?? []), { operator: { id: 'op-3', name: 'Shen', role: 'stockKeeper' }, pin: '4711' }] })
    const asked = async (): Promise<string[]> => {
      const answers = await Promise.all([core.call('receipts', { limit: 5 }, at()), core.call('receipt', { saleId: 'x' }, at()), core.call('search-items', { text: 'w', limit: 5 }, at()), core.call('suspended-baskets', {}, at())])
      return answers.map((answer: Result<unknown>) => (answer.ok ? 'accepted' : answer.refusal.code))
    }
    expect(await asked()).toEqual(Array.from({ length: 4 }, () => 'operator.notSignedOn'))
    value(await core.call('sign-on', { operatorId: 'op-3', pin: '4711' }, at()))
    expect(await asked()).toEqual(Array.from({ length: 4 }, () => 'request.notAllowed'))
    value(await core.call('sign-on', { operatorId: 'op-1', pin: '4711' }, at()))
    expect(await asked()).toEqual(['accepted', 'sale.unknown', 'accepted', 'accepted'])
    expect(value(await core.call('departments', {}, at('second')))).toEqual({ departments: [] })
  })

  test('[CORE-17] a basket suspended at one seat is counted on the screen of the other', async () => {
    const { core } = started(startThreads)
    await core.internal.seed(seed)
    for (const seat of ['counter', 'second']) value(await core.call('sign-on', { operatorId: 'op-1', pin: '4711' }, at(seat)))
    const told: { readonly seat: string; readonly view: CounterView }[] = []
    core.on('counter', (event) => told.push(event))
    value(await core.call('scan', water, at()))
    value(await core.call('suspend-basket', {}, at()))
    await vi.waitFor(() => expect(told.findLast(({ seat }) => seat === 'second')?.view.suspended).toBe(1), { timeout: 15_000 })
  })

  test('[CORE-18] seeded items are found by search, departments and labels are there, without anybody asking', async () => {
    const { core } = started(startThreads)
    await core.internal.seed({
      ...seed,
      departments: [{ id: 'flowers', names: { en: 'Flowers' }, taxClass: 'standard', itemId: 'water' }],
      inStoreRules: [{ prefix: '21', itemDigits: 5, valueKind: 'price', valueDigits: 5, decimals: 2, verifier: 0, itemCode: 'plu' }],
    })
    value(await core.call('sign-on', { operatorId: 'op-1', pin: '4711' }, at()))
    await vi.waitFor(async () => expect(value(await core.call('search-items', { text: 'wat', limit: 5 }, at())).hits).toMatchObject([{ itemId: 'water' }]), { timeout: 15_000 })
    expect(value(await core.call('departments', {}, at())).departments).toEqual([{ id: 'flowers', names: { en: 'Flowers' }, taxClass: 'standard' }])
    expect(value(await core.call('scan', { barcode: '2101001016569' }, at())).basket?.lines).toMatchObject([{ kind: 'unresolved' }])
  })
})
