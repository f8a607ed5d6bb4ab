import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { contract, mainNames, type Input } from '../../src/contracts/ipc/index.ts'
import { type Register } from '../../src/main/composition.ts'
import { toReceiptText } from './receipt-text.fixture.ts'
import { ask, newFolder, request, startRegister, tryAsk, type StartedRegister } from './register.fixture.ts'
import { bristol } from './setup.fixture.ts'

let folder: ReturnType<typeof newFolder>
let started: StartedRegister | undefined
beforeEach(() => {
  folder = newFolder()
})
afterEach(async () => {
  await started?.register.close()
  started = undefined
  folder.remove()
})

async function fresh(): Promise<Register> {
  started = await startRegister(folder.data)
  return started.register
}
async function codeOf(register: Register, name: string, input: unknown): Promise<string> {
  const answer = await tryAsk(register, name, input)
  return answer.ok ? 'accepted' : answer.refusal.code
}
const setUp = (register: Register, changes: Partial<Input<'set-up'>> = {}): Promise<string> => codeOf(register, 'set-up', { ...bristol, ...changes })
async function entriesOf(register: Register): Promise<readonly { readonly type: string; readonly operator: string; readonly body: Readonly<Record<string, unknown>> }[]> {
  return (await register.core.internal.entriesAfter(1, 0, 50)).map(({ text }) => JSON.parse(text) as { type: string; operator: string; body: Record<string, unknown> })
}

describe('a register that belongs to nobody', () => {
  test('[SETUP-1] answers its setup, and refuses everything else the contract has', async () => {
    const register = await fresh()
    const tried = ['status', 'weight', 'device-settings', 'set-device', 'find-devices', 'probe-device', 'test-device', 'test-scan', 'test-page', 'open-drawer']
    const setupNames = new Set(['setup', 'set-up', 'paper-preview', ...tried])
    const mains = new Set<string>(mainNames)
    let asked = 0
    for (const [name, { input }] of Object.entries(contract).filter(([one]) => !setupNames.has(one))) {
      // Past the gate, which looks at what was sent before it asks anybody; what main answers itself, through it.
      const answer = mains.has(name) ? await tryAsk(register, name, {}) : await register.core.call(name as never, {} as never, { seat: 'counter', request: randomUUID() })
      if (mains.has(name) && !input.safeParse({}).success) continue
      expect([name, answer.ok || answer.refusal.code]).toEqual([name, 'setup.needed'])
      asked += 1
    }
    expect(asked).toBeGreaterThan(60)
    expect(await codeOf(register, 'setup', {})).toBe('accepted')
    expect(await codeOf(register, 'paper-preview', { chainName: '', storeName: '', storeLines: [], receiptFooter: [], language: 'en', currency: 'GBP', taxPack: 'GB-2011' })).toBe('accepted')
  })

  test('[SETUP-29] its devices are found and tried by whoever sets it up, kept by nobody; once it is somebody\'s, by right alone', async () => {
    const register = await fresh()
    const tries = { 'device-settings': {}, 'find-devices': {}, 'probe-device': { target: '127.0.0.1:9' }, 'set-device': { slot: 'printer', address: 'simulated' }, weight: {}, 'test-device': { id: 'printer:receipt' }, 'test-scan': { listen: false }, 'test-page': { language: 'en' }, 'open-drawer': { reason: 'check' } } as const
    for (const [name, input] of Object.entries(tries)) expect([name, await codeOf(register, name, input)]).toEqual([name, 'accepted'])
    await expect.poll(() => register.lastReceiptText(), { timeout: 10_000 }).toContain('TILLWRIGHT TEST')
    const opening = request('open-drawer', { reason: 'check' })
    await expect.poll(async () => register.gate(opening, register.seat), { timeout: 10_000 }).toMatchObject({ ok: true, value: { kick: { state: 'kicked' } } })
    // Only to be looked at: with any other reason there would be money in it.
    expect(await codeOf(register, 'open-drawer', { reason: 'giveChange' })).toBe('setup.needed')
    const opened = (await entriesOf(register)).filter(({ type }) => type === 'drawer.opened')
    expect(opened.map(({ operator, body }) => [operator, body])).toEqual([['system', { reason: 'check' }], ['system', { reason: 'check' }]])
    expect(await register.core.internal.deviceSettings()).toEqual({})
    expect(await codeOf(register, 'set-device', { slot: 'printer', address: 'tcp://127.0.0.1:0' })).toBe('device.badAddress')

    const { operatorId } = await ask(register, 'set-up', bristol)
    for (const [name, input] of Object.entries(tries)) expect([name, await codeOf(register, name, input)]).toEqual([name, 'operator.notSignedOn'])
    await ask(register, 'sign-on', { operatorId, pin: '4711' })
    // Tried, and not chosen in the end.
    expect((await ask(register, 'device-settings', {})).slots.map(({ inUse }) => inUse)).toEqual(Array.from({ length: 8 }, () => 'none'))
  })

  test('[SETUP-29] what was chosen is kept with the store, in force at once, and each in the journal as if chosen a moment later', async () => {
    const register = await fresh()
    await ask(register, 'set-device', { slot: 'printer', address: 'simulated' })
    const devices = { printer: 'simulated', cashDrawer: 'low', scanner: 'none' } as const
    const { operatorId } = await ask(register, 'set-up', { ...bristol, devices })
    expect(await register.core.internal.deviceSettings()).toEqual(devices)
    const kept = (await entriesOf(register)).filter(({ type }) => type === 'setting.changed')
    expect(kept.map(({ operator, body }) => [operator, body])).toEqual(Object.entries(devices).map(([slot, to]) => [operatorId, { setting: `device.${slot}`, from: '', to }]))
    await ask(register, 'sign-on', { operatorId, pin: '4711' })
    expect((await ask(register, 'device-settings', {})).slots.filter(({ from }) => from === 'chosen').map(({ slot, inUse }) => [slot, inUse])).toEqual([['printer', 'simulated'], ['cashDrawer', 'low'], ['scanner', 'none']])
    await ask(register, 'test-page', {})
    await expect.poll(() => register.lastReceiptText(), { timeout: 10_000 }).toContain('Harbour Books')
    expect(await register.core.internal.verifyChain()).toBeUndefined()
  })

  test('[SETUP-1] takes no items before it has a currency', async () => {
    const register = await fresh()
    const imported = await register.core.internal.importRows({ rows: [], slice: 10 })
    expect(imported.ok || imported.refusal.code).toBe('setup.needed')
  })

  test('[SETUP-2] is set up once: the same request again is the same act, another one is refused for ever', async () => {
    const register = await fresh()
    const first = request('set-up', bristol)
    const made = await register.gate(first, register.seat)
    const again = await register.gate(first, register.seat)
    expect([made.ok, again]).toEqual([true, made])
    expect(await setUp(register, { chainName: 'Another' })).toBe('setup.done')
    expect(await codeOf(register, 'setup', {})).toBe('setup.done')
    await register.close()
    started = await startRegister(folder.data)
    expect([await setUp(started.register), await codeOf(started.register, 'setup', {})]).toEqual(['setup.done', 'setup.done'])
    expect((await started.register.core.internal.facts()).chainName).toBe('Harbour Books')
  })

  test('[SETUP-2] two at once: one of them is the owner', async () => {
    const register = await fresh()
    const codes = await Promise.all([setUp(register), setUp(register, { owner: { name: 'Bob', pin: '8361' } })])
    expect(codes.toSorted()).toEqual(['accepted', 'setup.done'])
    expect((await ask(register, 'register', {})).operators).toHaveLength(1)
  })

  test('[SETUP-3] its first person is an admin with the PIN they chose, and no other', async () => {
    const register = await fresh()
    const { operatorId } = await ask(register, 'set-up', bristol)
    expect((await ask(register, 'register', {})).operators).toEqual([{ id: operatorId, name: 'Ada', role: 'admin' }])
    expect(await codeOf(register, 'sign-on', { operatorId, pin: '0000' })).toBe('operator.wrongPin')
    expect(await codeOf(register, 'sign-on', { operatorId, pin: '4711' })).toBe('accepted')
    expect((await ask(register, 'people', {})).people.map(({ hasPin, role }) => [hasPin, role])).toEqual([[true, 'admin']])
  })

  test('[SETUP-3] a PIN that is tried first makes nobody', async () => {
    const register = await fresh()
    for (const pin of ['1234', '0000', '1212', '2001']) expect(await setUp(register, { owner: { name: 'Ada', pin } }), pin).toBe('pin.weak')
    expect(await register.core.internal.needsSetup()).toBe(true)
    expect(await entriesOf(register)).toHaveLength(1)
  })

  test('[SETUP-4] the journal says who set up what, and no PIN', async () => {
    const register = await fresh()
    const { operatorId } = await ask(register, 'set-up', bristol)
    const entry = (await entriesOf(register)).at(-1)
    expect(entry).toMatchObject({ type: 'register.setUp', operator: operatorId, body: { operatorId, role: 'admin', chainName: 'Harbour Books', currency: 'GBP', taxPack: 'GB-2011', timeZone: 'Europe/London', cutOffHour: 4, cashRounding: '', catalogue: 'empty', provisioned: '' } })
    expect(JSON.stringify(await entriesOf(register))).not.toContain('4711')
  })

  test('[SETUP-5] what this version could not sell by is refused with the field it is in, and nothing is kept', async () => {
    const register = await fresh()
    const wrong: readonly (readonly [string, Partial<Input<'set-up'>>])[] = [
      ['taxPack', { taxPack: 'GB-1999' }],
      ['taxPack', { taxPack: 'CN-2019' }],
      ['timeZone', { timeZone: 'Europe/Nowhere' }],
      ['timeZone', { timeZone: '+01:00' }],
      ['cashRounding', { cashRounding: 'CN-0.10-down' }],
      ['cashRounding', { cashRounding: 'constructor' }],
      ['catalogue', { catalogue: 'example', currency: 'EUR', taxPack: 'DE-2007' }],
      ['devices.printer', { devices: { printer: 'tcp://127.0.0.1:0' } }],
      ['devices.scale', { devices: { printer: 'none', scale: 'serial:/dev/ttyS0' } }],
      ['devices.paymentTerminal', { devices: { paymentTerminal: 'zvt://127.0.0.1:20007?password=123456&currency=GBP' } }],
    ]
    for (const [field, changes] of wrong) {
      const answer = await tryAsk(register, 'set-up', { ...bristol, ...changes })
      expect(answer.ok || answer.refusal).toEqual({ code: 'setup.invalid', params: { field } })
    }
    for (const changes of [{ chainName: ' ' }, { cutOffHour: 24 }, { storeLines: ['x'.repeat(49)] }, { headOffice: { url: 'ftp://head', enrolmentCode: 'A' } }, { owner: { name: '', pin: '4711' } }]) expect(await codeOf(register, 'set-up', { ...bristol, ...changes })).toBe('request.malformed')
    expect(await register.core.internal.needsSetup()).toBe(true)
  })

  test('[SETUP-6] sells on its first day with no catalogue, at its own rates, and its receipt has its own words', async () => {
    const register = await fresh()
    const { operatorId } = await ask(register, 'set-up', { ...bristol, taxPack: 'OWN-IN-175000-50000' })
    await ask(register, 'sign-on', { operatorId, pin: '4711' })
    const [department] = (await ask(register, 'departments', {})).departments
    const { basket } = await ask(register, 'sell-department', { departmentId: department?.id ?? '', amount: 1175 })
    const { lastSale } = await ask(register, 'complete-sale', { basketId: basket?.id ?? '', revision: basket?.revision ?? 0, tenders: [{ type: 'cash' }] })
    const { document } = await ask(register, 'receipt', { saleId: lastSale?.id ?? '' })
    const paper = toReceiptText(document)
    expect(paper).toContain('Harbour Books\n3 Narrow Quay\nBristol BS1 4QA\n')
    expect(paper).toMatch(/17\.5% \(.*10\.00\) 1\.75/)
    expect(paper).toContain('\nOpen every day from nine\n')
    expect(await register.core.internal.verifyChain()).toBeUndefined()
  })

  test('[SETUP-6] or begins with the example catalogue, where it has prices', async () => {
    const register = await fresh()
    const { operatorId } = await ask(register, 'set-up', { ...bristol, catalogue: 'example' })
    await ask(register, 'sign-on', { operatorId, pin: '4711' })
    const { basket } = await ask(register, 'scan', { barcode: '6907992500942' })
    expect(basket?.itemCount).toBe(1)
    expect((await ask(register, 'tiles', {})).pages.length).toBeGreaterThan(3)
    expect((await ask(register, 'register', {})).mode).toBe('live')
  })

  test('[SETUP-7] without head office it is set up all the same, and says so', async () => {
    const register = await fresh()
    const made = await ask(register, 'set-up', { ...bristol, headOffice: { url: 'http://127.0.0.1:9', enrolmentCode: '0123-4567-89AB' } })
    expect(made.headOffice).toBe('unreachable')
    expect((await ask(register, 'register', {})).registerNumber).toBe(0)
  })
})

describe('the store, afterwards', () => {
  test('[SETUP-8] its words change with an entry for each, and the same again writes nothing', async () => {
    const register = await fresh()
    const { operatorId } = await ask(register, 'set-up', bristol)
    await ask(register, 'sign-on', { operatorId, pin: '4711' })
    const { chainName, storeLines } = bristol
    const changed = await ask(register, 'set-store', { chainName, storeName: 'Quayside', storeLines, receiptFooter: [] })
    expect(changed).toMatchObject({ storeName: 'Quayside', receiptFooter: [], timeZone: 'Europe/London', cutOffHour: 4 })
    await ask(register, 'set-store', { chainName, storeName: 'Quayside', storeLines, receiptFooter: [] })
    const settings = (await entriesOf(register)).filter(({ type }) => type === 'setting.changed')
    expect(settings.map(({ body }) => body)).toEqual([
      { setting: 'store.storeName', from: 'Harbour Books', to: 'Quayside' },
      { setting: 'store.receiptFooter', from: 'Open every day from nine', to: '' },
    ])
    expect(settings.every(({ operator }) => operator === operatorId)).toBe(true)
  })

  test('[SETUP-9] the preview is the paper of a sale with these words', async () => {
    const register = await fresh()
    const { operatorId } = await ask(register, 'set-up', bristol)
    const { chainName, storeName, storeLines, receiptFooter } = bristol
    const asked = { chainName, storeName, storeLines, receiptFooter }
    expect(await codeOf(register, 'paper-preview', asked)).toBe('operator.notSignedOn')
    await ask(register, 'sign-on', { operatorId, pin: '4711' })
    const preview = toReceiptText((await ask(register, 'paper-preview', asked)).document)
    const [department] = (await ask(register, 'departments', {})).departments
    const { basket } = await ask(register, 'sell-department', { departmentId: department?.id ?? '', amount: 1000 })
    const { lastSale } = await ask(register, 'complete-sale', { basketId: basket?.id ?? '', revision: basket?.revision ?? 0, tenders: [{ type: 'cash' }] })
    const real = toReceiptText((await ask(register, 'receipt', { saleId: lastSale?.id ?? '' })).document)
    const plain = (paper: string): string => paper.replace(/Receipt .*/, 'Receipt').replace(/Served by .*/, 'Served by').replaceAll(/Example item|Open price/g, 'Item').replace(/\[qr .*\]/, '')
    expect(plain(preview)).toBe(plain(real))
    // A register that head office does not know yet prints 0-1, and the paper to look at promises nothing else.
    const number = (paper: string): string | undefined => /Receipt (\d+-\d+)/.exec(paper)?.[1]
    expect([number(preview), number(real)]).toEqual(['0-1', '0-1'])
  })
})
