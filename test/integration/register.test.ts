import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type BroadcastEvent } from '../../src/contracts/ipc/index.ts'
import { ask, demoPin, heard, logOf, milk, newFolder, request, sellMilk, signOn, type StartedRegister, startRegister, tryAsk } from './register.fixture.ts'

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

async function demo(): Promise<StartedRegister['register']> {
  started = await startRegister(folder.data, { demoStore: 'gb' })
  return started.register
}

/** Every log and every paper below the data folder, as one. */
function everythingWritten(): string {
  return readdirSync(folder.data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(log|txt|svg)$/.test(entry.name))
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'))
    .join('\n')
}

describe('the gate', () => {
  test('[GATE-1] refuses what is not in the contract, loudly and by name', async () => {
    const register = await demo()
    for (const name of ['effects-to-do', 'seed', 'toString', '__proto__', 'constructor', '']) {
      expect(await tryAsk(register, name, {}), name).toMatchObject({ ok: false, refusal: { code: 'request.unknown' } })
    }
    expect(logOf(folder.data).match(/gate\.unknownName/g)).toHaveLength(6)
  })

  test('[GATE-2] answers anything that is no request, and goes on', async () => {
    const register = await demo()
    const fine = request('counter', {})
    for (const raw of [undefined, null, 7, 'counter', [], {}, { ...fine, v: 2 }, { ...fine, id: 'mine' }, { ...fine, seat: 'other' }, { ...fine, name: 'x'.repeat(65) }]) {
      expect(await register.gate(raw, register.seat)).toMatchObject({ ok: false, refusal: { code: 'request.malformed' } })
    }
    expect(await register.gate(fine, register.seat)).toMatchObject({ ok: true, id: fine.id })
  })

  test('[GATE-3] too many of something is refused by the rule of quantities, not as a request nobody understands', async () => {
    const register = await demo()
    await signOn(register)
    const { basket } = await ask(register, 'scan', { barcode: milk })
    const line = basket?.lines[0]
    if (line?.kind !== 'item') throw new Error('no line')
    for (const quantity of [10_000_000, Number.MAX_SAFE_INTEGER]) {
      const asked: readonly (readonly [string, unknown])[] = [
        ['scan', { barcode: milk, quantity }],
        ['add-item', { itemId: line.itemId, quantity }],
        ['change-quantity', { lineNo: line.lineNo, quantity }],
        ['sell-department', { departmentId: 'flowers', amount: 100, quantity }],
      ]
      for (const [name, input] of asked) expect(await tryAsk(register, name, input), name).toMatchObject({ ok: false, refusal: { code: 'quantity.invalid' } })
    }
  })

  test('[GATE-3] input the contract does not know is refused before it goes anywhere, and is quoted nowhere', async () => {
    const register = await demo()
    const bad: readonly (readonly [string, unknown])[] = [
      ['sign-on', { operatorId: 'x', pin: '13572468x' }],
      ['sign-on', { operatorId: 'x', pin: 13_572_468 }],
      ['sign-on', { operatorId: 'x', pin: '135724689', more: true }],
      ['scan', { barcode: '' }],
      ['scan', { barcode: milk, quantity: 0.5 }],
      ['scan', { barcode: milk, price: 1 }],
      ['change-quantity', { lineNo: 1, quantity: -1000 }],
      ['complete-sale', { basketId: 'b', revision: 0, tenders: Array(21).fill({ type: 'cash' }) }],
      ['complete-sale', { basketId: 'b', revision: 0, tenders: [{ type: 'cash', received: -1 }] }],
      ['counter', { seat: 'other' }],
    ]
    for (const [name, input] of bad) {
      const answer = await tryAsk(register, name, input)
      expect(answer, JSON.stringify(input)).toMatchObject({ ok: false, refusal: { code: 'request.malformed' } })
      expect(JSON.stringify(answer)).not.toContain('1357')
    }
    expect(everythingWritten()).not.toContain('1357')
  })

  test('[GATE-4] nobody rings up anything before signing on, and a wrong PIN signs nobody on', async () => {
    const register = await demo()
    const { operators } = await ask(register, 'register', {})
    const acts: readonly (readonly [string, unknown])[] = [
      ['scan', { barcode: milk }],
      ['add-item', { itemId: 'demo-2001' }],
      ['change-quantity', { lineNo: 1, quantity: 1000 }],
      ['remove-line', { lineNo: 1 }],
      ['restore-line', { lineNo: 1 }],
      ['cancel-basket', { basketId: 'b' }],
      ['complete-sale', { basketId: 'b', revision: 0, tenders: [{ type: 'cash' }] }],
    ]
    const refusedAll = async (): Promise<void> => {
      for (const [name, input] of acts) expect(await tryAsk(register, name, input), name).toMatchObject({ ok: false, refusal: { code: 'operator.notSignedOn' } })
    }
    await refusedAll()
    const wrong = await tryAsk(register, 'sign-on', { operatorId: operators[0]?.id, pin: '86421357' })
    expect(wrong).toMatchObject({ ok: false, refusal: { code: 'operator.wrongPin' } })
    expect(JSON.stringify(wrong)).not.toContain('86421357')
    await refusedAll()
    expect((await ask(register, 'counter', {})).operator).toBeUndefined()
    await signOn(register)
    await ask(register, 'scan', { barcode: milk })
    // Neither the wrong PIN nor the right one is in a log or on a paper. (A demo store's own PINs stand in its database.)
    expect(everythingWritten()).not.toContain('86421357')
    expect(everythingWritten()).not.toContain(demoPin)
  })
})

describe('a register of real parts', () => {
  test('[CMP-1] tells every listener the counter after each act', async () => {
    const register = await demo()
    const told: BroadcastEvent[] = []
    const stop = register.broadcast.listen((event) => told.push(event))
    await signOn(register)
    await ask(register, 'scan', { barcode: milk })
    await heard(register, () => (told.some(({ topic, payload }) => topic === 'counter' && JSON.stringify(payload).includes('"itemCount":1')) ? true : undefined))
    stop()
    const before = told.length
    await ask(register, 'scan', { barcode: milk })
    await ask(register, 'counter', {})
    expect(told.length, 'who left hears no more').toBe(before)
  })

  test('[CMP-2] status says how the devices and head office are', async () => {
    const register = await demo()
    // A scale says how it is with its first answer, which the till does not wait for.
    const replication = await vi.waitFor(async () => {
      const status = await ask(register, 'status', {})
      expect(status.devices.devices.map(({ kind, health, simulated }) => ({ kind, health, simulated }))).toEqual([
        { kind: 'printer', health: 'ready', simulated: true },
        { kind: 'cashDrawer', health: 'ready', simulated: true },
        { kind: 'labelPrinter', health: 'ready', simulated: true },
        { kind: 'scale', health: 'ready', simulated: true },
        { kind: 'customerDisplay', health: 'ready', simulated: true },
        { kind: 'scanner', health: 'ready', simulated: true },
      ])
      return status.replication
    }, { timeout: 30_000 })
    expect(replication).toMatchObject({ enrolled: false, state: 'unenrolled' })
  })

  test('[CMP-3] a scan of the scanner is rung up at the counter', async () => {
    const register = await demo()
    await signOn(register)
    register.devices.simulators.scanner?.emit({ barcode: milk })
    const lines = await heard(register, async () => (await ask(register, 'counter', {})).basket?.lines)
    expect(lines).toMatchObject([{ kind: 'item', sku: '2001' }])
  })

  test('[CMP-3] a scan of the scanner that is refused is told to every page: no answer of theirs says so', async () => {
    const register = await demo()
    const told = new Promise<BroadcastEvent>((resolve) => {
      register.broadcast.listen((event) => {
        if (event.topic === 'scan-refused') resolve(event)
      })
    })
    register.devices.simulators.scanner?.emit({ barcode: milk })
    expect((await told).payload).toEqual({ barcode: milk, refusal: { code: 'operator.notSignedOn' } })
  })

  test('[CMP-4] a core that ends by itself is said, and what is asked then is answered: money unknown', async () => {
    let lost = (): void => undefined
    const told = new Promise<void>((resolve) => (lost = resolve))
    started = await startRegister(folder.data, { demoStore: 'gb' }, () => lost())
    const { register } = started
    await signOn(register)
    started.breakCore()
    expect(await tryAsk(register, 'scan', { barcode: milk })).toMatchObject({ ok: false, refusal: { code: 'request.failed' } })
    await told
    expect(await tryAsk(register, 'counter', {})).toMatchObject({ ok: false, refusal: { code: 'request.failed' } })
    expect(logOf(folder.data)).toContain('core.stopped')
  })

  test('[CMP-5] closing it is no loss of the core', async () => {
    let lost = 0
    const { register } = await startRegister(folder.data, { demoStore: 'gb' }, () => (lost += 1))
    await register.close()
    expect(lost).toBe(0)
    expect(logOf(folder.data)).not.toContain('core.stopped')
  })

  test('[CMP-6] started again it goes on where it was: basket and number, and whoever starts it signs on', async () => {
    const first = await demo()
    await signOn(first)
    expect((await sellMilk(first)).number).toBe('0-1')
    await ask(first, 'scan', { barcode: milk })
    await first.close()
    const second = await demo()
    const counter = await ask(second, 'counter', {})
    expect(counter.operator).toBeUndefined()
    expect(counter.basket?.lines).toHaveLength(1)
    await signOn(second)
    expect((await sellMilk(second)).number).toBe('0-2')
  })

  test('[CMP-7] two programs on one folder: the second is refused, and the first sells on', async () => {
    const first = await demo()
    await signOn(first)
    await expect(startRegister(folder.data, { demoStore: 'gb' })).rejects.toThrow('already running')
    expect((await sellMilk(first)).number).toBe('0-1')
  })
})

describe('a live register', () => {
  test('[CMP-8] is filled with nothing, shows no PIN, and has no simulated hardware', async () => {
    started = await startRegister(folder.data)
    const { register } = started
    expect(await register.core.internal.facts()).toMatchObject({ mode: 'live', registerNumber: 0, chainName: '', catalogueVersion: 0 })
    expect(await register.core.internal.needsSetup()).toBe(true)
    expect(register.devices.simulators).toEqual({})
    expect(register.devices.view().devices.every(({ simulated, health }) => !simulated && health === 'unconfigured')).toBe(true)
  })

  test('[CMP-9] stays one when it is started with a demo store', async () => {
    const first = await startRegister(folder.data)
    await first.register.close()
    started = await startRegister(folder.data, { demoStore: 'gb' })
    expect(await started.register.core.internal.facts()).toMatchObject({ mode: 'live', chainName: '', catalogueVersion: 0 })
    expect(await started.register.core.internal.needsSetup()).toBe(true)
  })
})

describe('paper and drawer', () => {
  test('[CMP-10] without paper the sale is safe, the drawer opens, the receipt waits and says why; with paper it prints once', async () => {
    const register = await demo()
    const { printer, drawer } = register.devices.simulators
    if (printer === undefined || drawer === undefined) throw new Error('no simulators')
    await signOn(register)
    printer.set({ paperOut: true })
    const sale = await sellMilk(register)
    expect(sale.number).toBe('0-1')
    const without = await heard(register, async () => {
      const effects = (await register.core.internal.saleView(sale.id))?.effects
      return effects?.some(({ kind, fault }) => kind === 'print' && fault !== undefined) === true ? effects : undefined
    })
    expect(without).toEqual([
      { kind: 'kick', state: 'kicked' },
      { kind: 'print', state: 'waiting', fault: 'paper-out' },
    ])
    expect(printer.jobs).toHaveLength(0)
    expect(drawer.kicks).toHaveLength(1)
    expect(await register.core.internal.verifyChain()).toBeUndefined()

    printer.set({ paperOut: false })
    await heard(register, async () => {
      // Nobody has to be told: the printer is looked at again, and so are we.
      register.devices.wake()
      return (await register.core.internal.saleView(sale.id))?.effects.find(({ kind, state }) => kind === 'print' && state === 'printed')
    })
    expect(printer.jobs).toHaveLength(1)
    expect(register.lastReceiptText()).toContain('Receipt 0-1')
    expect(register.lastReceiptText()).not.toContain('DUPLICATE')
    expect(drawer.kicks).toHaveLength(1)
    expect(existsSync(path.join(register.papers, 'latest.svg'))).toBe(true)
  })

  test('[CMP-11] a printer nobody answers at stops no sale: the drawer is said to have stayed shut, the receipt waits', async () => {
    // The discard port of old: nobody listens there.
    started = await startRegister(folder.data, { demoStore: 'gb', printer: 'tcp://127.0.0.1:9' })
    const { register } = started
    await signOn(register)
    const sale = await sellMilk(register)
    const effects = await heard(register, async () => {
      const found = (await register.core.internal.saleView(sale.id))?.effects
      return found?.every(({ fault }) => fault !== undefined) === true ? found : undefined
    })
    expect(effects).toMatchObject([
      { kind: 'kick', state: 'failed' },
      { kind: 'print', state: 'waiting' },
    ])
    expect((await sellMilk(register)).number).toBe('0-2')
  })
})
